"""Twelve months of payments, and the legal dates in the order in which they press."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from repaybook.assess.urgent import NEED_A_DEADLINE
from repaybook.case.model import CaseFile, LegalEvent
from repaybook.dates import add_months, first_of_month
from repaybook.follow.dues import Due, State
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

    @property
    def left(self) -> Money:
        """Return what of it is still to be paid; payments that nobody recorded are not guessed at."""
        known = [due for due in self.dues if due.state is not State.NOT_RECORDED]
        return Money.total(due.amount - due.paid for due in known)


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
    """A legal event with its place in the case, the day that counts (its deadline, else its own), and the days left.

    ``days_left`` is ``None`` where the paper has a deadline that is not known yet: its own day says nothing then.
    """

    index: int
    event: LegalEvent
    day: date
    days_left: int | None


def _legal_date(index: int, event: LegalEvent, on: date) -> LegalDate:
    day = event.deadline or event.date
    unclear = event.deadline is None and event.type in NEED_A_DEADLINE
    return LegalDate(index, event, day, None if unclear else (day - on).days)


def legal_dates(case: CaseFile, on: date) -> tuple[LegalDate, ...]:
    """Return the legal events: deadlines not known first, then what is still to come, then what is past.

    The nearest comes first, before and after ``on``.
    """
    found = [_legal_date(index, event, on) for index, event in enumerate(case.legal_events)]

    def press(one: LegalDate) -> tuple[int, int, int]:
        left = one.days_left
        return (0, 0, one.index) if left is None else (1 if left >= 0 else 2, abs(left), one.index)

    return tuple(sorted(found, key=press))
