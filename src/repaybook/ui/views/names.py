"""How debts are told apart on the page: by the creditor's alias and the product."""

from __future__ import annotations

from repaybook.case.model import Debt
from repaybook.ui.kit import Kit


def product(kit: Kit, debt: Debt) -> str:
    """Return the product in the person's words, else the kind of credit."""
    return debt.product_zh or kit.say(f"terms.creditor_type.{debt.creditor_type}")


def debt_name(kit: Kit, debt: Debt) -> str:
    """Return ``股份制银行A · 信用卡``."""
    return kit.say("talk.creditors.line", name=debt.creditor_alias or debt.id, product=product(kit, debt))


def debt_options(kit: Kit) -> list[tuple[str, str]]:
    """Return the debts of the case by name, with their ids; a name that comes twice carries its id."""
    names = [debt_name(kit, debt) for debt in kit.session.case.debts]
    return [
        (f"{name} ({debt.id})" if names.count(name) > 1 else name, debt.id)
        for name, debt in zip(names, kit.session.case.debts, strict=True)
    ]


def creditor(kit: Kit, debt_id: str | None) -> str:
    """Return the creditor's alias of a debt; its id where it has none, empty where there is no such debt."""
    for debt in kit.session.case.debts:
        if debt.id == debt_id:
            return debt.creditor_alias or debt.id
    return ""
