"""Months and days: steps from an anchor, ranges with an open end, and how days are counted."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date


def add_months(anchor: date, months: int) -> date:
    """Return the day ``months`` after ``anchor``, or that month's last day where it has no such day.

    Step from the anchor, never from the last step: 31 Jan, 28 Feb, 31 Mar.
    """
    year, month0 = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    last = calendar.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(anchor.day, last))


def month_steps(first: date, count: int) -> Iterator[date]:
    """Yield ``count`` days a month apart, starting with ``first`` itself."""
    return (add_months(first, step) for step in range(count))


def first_of_month(day: date) -> date:
    """Return the first day of the month that holds ``day``."""
    return day.replace(day=1)


def months_between(earlier: date, later: date) -> int:
    """Return the number of calendar months from the month of ``earlier`` to the month of ``later``."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month
