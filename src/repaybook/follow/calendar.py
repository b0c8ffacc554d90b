"""Twelve months of payments, and the legal dates in the order in which they press."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from repaybook.case.model import CaseFile, LegalEvent
from repaybook.dates import add_months, first_of_month
from repaybook.follow.dues import Due
from repaybook.money import Money


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """One month, by its first day, with the payments that fall into it, by day."""

    month: date
    dues: tuple[Due, ...]

    @property
    def total(self) -> Money:
        """Return what falls due in the month in all, paid or not."""
        return Money.total(due.amount for due in self.dues)


def calendar(dues: Iterable[Due], first: date, count: int = 12) -> tuple[CalendarMonth, ...]:
    """Return ``count`` months from the month of ``first`` on, each with its payments; a month may hold none."""
    by_month: dict[date, list[Due]] = {}
    for due in dues:
        by_month.setdefault(first_of_month(due.on), []).append(due)
    start = first_of_month(first)
    months = (add_months(start, step) for step in range(count))
    return tuple(CalendarMonth(month, tuple(by_month.get(month, ()))) for month in months)


@dataclass(frozen=True, slots=True)
class LegalDate:
    """A legal event with its place in the case, the day that counts (its deadline, else its own), and the days left."""

    index: int
    event: LegalEvent
    day: date
    days_left: int


def legal_dates(case: CaseFile, on: date) -> tuple[LegalDate, ...]:
    """Return the legal events, those still to come first, the nearest first; then those past, the latest first."""
    found = [
        LegalDate(index, event, event.deadline or event.date, ((event.deadline or event.date) - on).days)
        for index, event in enumerate(case.legal_events)
    ]
    return tuple(sorted(found, key=lambda one: (one.days_left < 0, abs(one.days_left), one.index)))
