"""The debts of a case in their groups, what each asks for a month, and the shares of what is usable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from repaybook.assess import stages
from repaybook.case.model import CaseFile, CreditorType, Debt
from repaybook.money import ZERO, Money, ratio_half_up, share_out


def balance(debt: Debt) -> Money | None:
    """Return what is owed: the balance as told, else the sum of the parts that are known; ``None`` where none is."""
    if debt.balance_total is not None:
        return debt.balance_total
    known = [part for part in debt.parts if part is not None]
    return Money.total(known) if known else None


def total(debts: Iterable[Debt]) -> Money:
    """Return the sum of the balances; one that is not known counts as nothing."""
    return Money.total(balance(debt) or ZERO for debt in debts)


def under_agreement(case: CaseFile, debt: Debt) -> bool:
    """Return whether the case holds an agreement about the debt, or its status says that there is one."""
    return debt.legal_status == "agreement" or case.agreement(debt.id) is not None


def due_monthly(case: CaseFile, debt: Debt) -> Money | None:
    """Return what is due a month as the contract stands: as told, else the agreement's, else the minimum payment."""
    agreement = case.agreement(debt.id)
    for amount in (debt.contractual_monthly, agreement.monthly if agreement else None, debt.min_payment):
        if amount is not None:
            return amount
    return None


def is_open_card(case: CaseFile, debt: Debt) -> bool:
    """Return whether this is a bank credit card that no agreement holds."""
    return debt.creditor_type is CreditorType.BANK_CREDIT_CARD and not under_agreement(case, debt)


def scheduled_monthly(case: CaseFile, debt: Debt) -> Money | None:
    """Return the contractual instalment; for an open card 10 % of principal.

    The minimum of a late card holds all earlier minimums, or the whole debt, and says nothing of a month. Where a
    card's principal is not known its balance stands in, then what is due as told; ``None`` where nothing is known.
    """
    if not is_open_card(case, debt):
        return due_monthly(case, debt)
    base = debt.principal if debt.principal is not None else balance(debt)
    return due_monthly(case, debt) if base is None else Money(ratio_half_up(base.fen, 10))


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """The debts by what is done with them; ``priority``, ``keep``, ``restructure``, ``undecided`` make up ``direct``.

    ``unsecured`` – direct, neither secured nor priority. ``undecided`` – secured and late, or without a monthly
    payment: the thing that secures it is at stake, and no rule decides that for the person.
    """

    direct: tuple[Debt, ...]
    contingent: tuple[Debt, ...]
    unsecured: tuple[Debt, ...]
    priority: tuple[Debt, ...]
    keep: tuple[Debt, ...]
    restructure: tuple[Debt, ...]
    undecided: tuple[Debt, ...]


def is_kept(case: CaseFile, debt: Debt) -> bool:
    """Return whether the debt is paid on as agreed.

    Direct, not priority, not late, with a monthly payment, and no card unless under an agreement. A debt of
    which it is not known whether it is late counts as not late.
    """
    return (
        not debt.contingent
        and not debt.priority
        and not stages.is_late(case, debt)
        and bool(due_monthly(case, debt))
        and not is_open_card(case, debt)
    )


def grouped(case: CaseFile) -> Groups:
    """Return the debts of the case in their groups, each group in the case's order."""
    direct = tuple(debt for debt in case.debts if not debt.contingent)
    keep = tuple(debt for debt in direct if is_kept(case, debt))
    kept = {debt.id for debt in keep}
    others = [debt for debt in direct if not debt.priority and debt.id not in kept]
    return Groups(
        direct=direct,
        contingent=tuple(debt for debt in case.debts if debt.contingent),
        unsecured=tuple(debt for debt in direct if not debt.secured and not debt.priority),
        priority=tuple(debt for debt in direct if debt.priority),
        keep=keep,
        restructure=tuple(debt for debt in others if not debt.secured),
        undecided=tuple(debt for debt in others if debt.secured),
    )


def pro_rata(usable: Money, debts: Iterable[Debt]) -> Mapping[str, Money]:
    """Return each debt's share of ``usable`` by its balance, whole fen that add up to it; empty where it is 0.

    Largest remainder. Among equal remainders the smaller id gets the fen, so that the order of entry changes nothing.
    """
    by_id = {debt.id: (balance(debt) or ZERO).fen for debt in debts}
    if usable.fen <= 0 or not any(by_id.values()):
        return {}
    ids = sorted(by_id)
    shares = dict(zip(ids, share_out(usable.fen, [by_id[debt_id] for debt_id in ids]), strict=True))
    return {debt_id: Money(shares[debt_id]) for debt_id in by_id}
