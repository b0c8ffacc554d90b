"""The days on which an agreement is due, held against the day on which the wages come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from repaybook.case.model import CaseFile, Income
from repaybook.dates import add_months, first_of_month
from repaybook.money import ZERO


@dataclass(frozen=True, slots=True)
class Payday:
    """The day of the month on which the main income comes, and the due days that fall badly before it.

    ``early`` – due days shortly before the wages: in their month before payday, and nearer to it than to the last one.
    ``first_early`` – whether the very first is one of them. ``since`` – days from the last payday to the first early
    due day, 0 where there is none.
    """

    day: int
    label: str
    early: tuple[date, ...]
    first_early: bool
    since: int


def main_payday(case: CaseFile, on: date) -> Income | None:
    """Return the largest income that still comes and whose payday is known; ``None`` where there is none."""
    known = [
        income
        for income in case.income
        if income.payday is not None and (income.ends_on is None or income.ends_on >= on)
    ]
    return max(known, key=lambda income: (income.amount_monthly or income.low or ZERO).fen, default=None)


def payday_in(month: date, day: int) -> date:
    """Return the payday of the month of ``month``; the month's last day where it has no such day."""
    following = add_months(first_of_month(month), 1)
    last = (following - first_of_month(month)).days
    return first_of_month(month).replace(day=min(day, last))


def _early(due: date, day: int) -> bool:
    coming = payday_in(due, day)
    before = payday_in(add_months(first_of_month(due), -1), day)
    return due < coming and coming - due < due - before


def against_payday(case: CaseFile, days: Sequence[date], on: date) -> Payday | None:
    """Return the due days held against the payday; ``None`` where the case does not know it, or no due day."""
    income = main_payday(case, on)
    if income is None or income.payday is None or not days:
        return None
    day = income.payday
    early = tuple(due for due in days if _early(due, day))
    since = (early[0] - payday_in(add_months(first_of_month(early[0]), -1), day)).days if early else 0
    return Payday(day, income.label_zh, early, bool(early) and early[0] == days[0], since)
