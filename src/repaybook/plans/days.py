"""On which days a plan pays: the first due day of an offer, and the months that a projection shows."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from repaybook.case.model import CaseFile, Debt
from repaybook.dates import add_months, first_of_month, months_between


def start_of(case: CaseFile, on: date) -> date:
    """Return the day from which plans pay: ``on``, never before the day of the case's figures."""
    return max(on, case.as_of)


def first_month_of(start: date) -> date:
    """Return the first day of the first month that a projection shows: the one after the month of ``start``.

    The month that runs is not shown: nobody knows how much of its money is spent.
    """
    return add_months(first_of_month(start), 1)


@lru_cache(maxsize=512)
def days_from(anchor: date, start: date, count: int) -> tuple[date, ...]:
    """Return ``count`` days a month apart on the anchor's day of the month, the first of them not before ``start``.

    They step from the anchor, which may lie before or after them: 31 Jan gives 28 Feb, then 31 Mar.
    """
    months = months_between(anchor, start)
    if add_months(anchor, months) < start:
        months += 1
    return tuple(add_months(anchor, months + step) for step in range(count))


def anchor_of(debt: Debt, start: date) -> date:
    """Return a day whose day of the month is the debt's due day; that of ``start`` where none is known."""
    if debt.due_day is not None:
        return date(start.year - 1, 1, debt.due_day)
    return debt.next_due_date or start


def first_due_of(debt: Debt, start: date) -> date:
    """Return the usual first day of a payment that is yet to be agreed: the due day in the month after ``start``."""
    return days_from(anchor_of(debt, start), first_month_of(start), 1)[0]


def payment_days(debt: Debt, start: date, count: int) -> tuple[date, ...]:
    """Return ``count`` days on which the contract asks for a payment, a month apart, the first not before ``start``."""
    known = debt.next_due_date
    begin = first_month_of(start) if known is None else max(known, start)
    return days_from(anchor_of(debt, start), begin, count)


def not_before(day: date, start: date) -> date:
    """Return ``day``, or, where it has passed, the same day of the first month that has it not before ``start``."""
    return day if day >= start else days_from(day, start, 1)[0]
