"""What one creditor is paid under one offer, row by row in fen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from repaybook.case.model import CaseFile, Debt, Offer, OfferKind
from repaybook.errors import PlanError
from repaybook.plans import continued, rearranged, settled, tokens
from repaybook.plans.checks import offer_problems
from repaybook.plans.days import start_of
from repaybook.plans.model import Schedule
from repaybook.plans.owed import Parts, parts_of

_KINDS: Mapping[OfferKind, Callable[[Debt, Offer, Parts, CaseFile, date], Schedule]] = {
    OfferKind.KEEP: continued.keep,
    OfferKind.INSTALMENTS: rearranged.instalments,
    OfferKind.EXTENSION: rearranged.instalments,
    OfferKind.LUMP_SUM: settled.settlement,
    OfferKind.TOKEN: tokens.token,
    OfferKind.MINIMUM: continued.minimum,
    OfferKind.STOP: continued.stop,
}


def schedule(debt: Debt, offer: Offer, case: CaseFile, on: date) -> Schedule:
    """Return the rows of one creditor under one offer, exact in fen, from ``on`` (or the case's day, if later).

    The balance is the case's. Instalments start from it as it stands: what the contract adds until the first payment
    (``accrued_until_first_due``) is asked to be left out. An extension, and a debt that runs on by its contract, pay
    it. Raises ``PlanError`` with every problem where the offer does not fit the debt.
    """
    problems = offer_problems(offer, debt, case, on)
    if problems:
        raise PlanError(problems)
    return scheduled(debt, offer, case, on)


def scheduled(debt: Debt, offer: Offer, case: CaseFile, on: date) -> Schedule:
    """Return the schedule of an offer that is known to fit; see ``schedule``."""
    parts = parts_of(debt)
    if parts is None:
        raise ValueError(f"{debt.id} has no balance")
    return _KINDS[offer.kind](debt, offer, parts, case, start_of(case, on))
