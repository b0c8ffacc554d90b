"""What is owed on a debt, part by part, and the order in which a payment settles the parts."""

from __future__ import annotations

from collections.abc import Sequence

from repaybook.case.model import Debt, ForeignBalance
from repaybook.money import Fen

PRINCIPAL, INTEREST, PENALTY, LATE_FEE, OTHER = range(5)
"""Places of the parts, in the order of ``Debt.parts`` and of a schedule's row."""

Parts = list[Fen]
"""The five parts in fen; a balance that is paid down changes in place."""

INTEREST_FIRST: tuple[int, ...] = (OTHER, LATE_FEE, PENALTY, INTEREST, PRINCIPAL)
"""Costs, then interest, then principal: the order where nothing else is agreed (民法典第561条)."""

PRINCIPAL_FIRST: tuple[int, ...] = (PRINCIPAL, INTEREST, PENALTY, LATE_FEE, OTHER)
"""Principal first: agreed by some, and usual for a card from the 91st day."""

JUDGMENT_ORDER: tuple[int, ...] = (OTHER, LATE_FEE, INTEREST, PRINCIPAL, PENALTY)
"""Under a judgment its own money first, the doubled interest (kept as penalty interest) last."""

_LAST_DAY_INTEREST_FIRST = 90


def balance_of(debt: Debt) -> Fen | None:
    """Return what is owed in fen: the total, else the sum of the known parts; ``None`` where neither is known.

    A debt known only by its instalments (``remaining_instalments``) owes their sum.
    """
    if debt.balance_total is not None:
        return debt.balance_total.fen
    known = [part.fen for part in debt.parts if part is not None]
    if known:
        return sum(known)
    remaining = debt.balance_basis == "remaining_instalments"
    if remaining and debt.contractual_monthly is not None and debt.terms_left is not None:
        return debt.contractual_monthly.fen * debt.terms_left
    return None


def foreign_words(owed: ForeignBalance) -> str:
    """Return a balance in another currency as ``USD 1,234.56``: it is never turned into yuan, nor added to them."""
    whole, hundredths = divmod(owed.balance.fen, 100)
    return f"{owed.currency} {whole:,}.{hundredths:02d}"


def parts_of(debt: Debt) -> Parts | None:
    """Return the five parts in fen, adding up to ``balance_of``; ``None`` where that is not known.

    What the known parts do not explain counts as principal.
    """
    balance = balance_of(debt)
    if balance is None:
        return None
    parts = [part.fen if part is not None else 0 for part in debt.parts]
    parts[PRINCIPAL] += balance - sum(parts)
    return parts


def order_of(setting: str, days_late: int) -> tuple[int, ...]:
    """Return the order in which a payment settles the parts, by the account's ``allocation_order``."""
    if setting == "principal_first":
        return PRINCIPAL_FIRST
    if setting == "by_days_overdue" and days_late > _LAST_DAY_INTEREST_FIRST:
        return PRINCIPAL_FIRST
    return INTEREST_FIRST


def settle(parts: Parts, amount: Fen, order: Sequence[int]) -> list[Fen]:
    """Return how ``amount`` falls on the parts in this order, and take it off them; what is too much stays unused."""
    paid = [0, 0, 0, 0, 0]
    for place in order:
        share = min(amount, parts[place])
        if share > 0:
            parts[place] -= share
            paid[place] = share
            amount -= share
            if amount == 0:
                break
    return paid
