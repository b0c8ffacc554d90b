"""Workdays of mainland China: weekends, statutory holidays, and the days that are worked in their place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day: whether it is worked, and whether that is ``tentative``.

    The State Council publishes the exchanged days a year ahead, in November or so; a later year is answered with
    weekends and the holidays themselves, and says so.
    """

    on: date
    working: bool
    tentative: bool


class _Year(NamedTuple):
    """What is out of the ordinary in a year: days that are off, and weekend days that are worked in their place."""

    off: frozenset[date]
    worked: frozenset[date]


@cache
def _table() -> Mapping[str, Mapping[str, list[date]]]:
    return tomllib.loads((files("repaybook.law") / "workdays.toml").read_text("utf-8"))


@cache
def _year(year: int) -> _Year:
    told = _table().get(str(year))
    if told is not None:
        return _Year(frozenset(told["off"]), frozenset(told["worked"]))
    # Three hundred modules for one country: most sessions never ask for a year that is not in the table.
    from holidays import country_holidays  # noqa: PLC0415

    known = country_holidays("CN", years=[year], expand=False)
    return _Year(frozenset(known), frozenset(known.weekend_workdays))


@cache
def published(year: int) -> bool:
    """Return whether the exchanged days of a year are known: every published year has some that are worked."""
    return any(day.year == year for day in _year(year).worked)


@cache
def calendar_day(day: date) -> CalendarDay:
    """Return whether a day is worked, by the State Council's yearly notices as the ``holidays`` library has them."""
    known = _year(day.year)
    working = day in known.worked or (day.weekday() < _SATURDAY and day not in known.off)
    return CalendarDay(day, working, not published(day.year))


def last_workday(day: date) -> CalendarDay:
    """Return the last worked day on or before ``day``: a paper is handed in then, never after."""
    found = calendar_day(day)
    while not found.working:
        before = calendar_day(found.on - timedelta(days=1))
        found = CalendarDay(before.on, before.working, before.tentative or found.tentative)
    return found


def first_workday(day: date) -> CalendarDay:
    """Return the first worked day on or after ``day``."""
    found = calendar_day(day)
    while not found.working:
        after = calendar_day(found.on + timedelta(days=1))
        found = CalendarDay(after.on, after.working, after.tentative or found.tentative)
    return found


def workdays_after(day: date, count: int) -> CalendarDay:
    """Return the ``count``-th worked day after ``day``, which itself is not counted; ``day`` for a count of 0.

    Raises ``ValueError`` for a count below 0.
    """
    if count < 0:
        raise ValueError(f"{count} workdays after a day are none")
    found = calendar_day(day)
    for _ in range(count):
        after = first_workday(found.on + timedelta(days=1))
        found = CalendarDay(after.on, after.working, found.tentative or after.tentative)
    return found
