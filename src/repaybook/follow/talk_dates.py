"""The days of the talks: next steps and promises, for the calendar and for what presses this week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from repaybook.case.model import CaseFile
from repaybook.follow.contacts import open_promise
from repaybook.follow.parties import creditor_of
from repaybook.follow.talks import Basis, standing

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkDate:
    """A day on which something is expected or to be done in the talks, for calendars; payments are not among them.

    ``key`` and ``said`` as in ``Next``; a promise has the key ``promise``.
    """

    debt: str | None
    on: date
    key: str
    said: str = ""


def _dates(case: CaseFile, on: date) -> Iterator[TalkDate]:
    for one in standing(case, on):
        if one.next.on is not None and one.next.basis not in {Basis.PAYMENT, Basis.PROMISE}:
            yield TalkDate(debt=one.debt, on=one.next.on, key=one.next.key, said=one.next.said)
    for row in case.contact_log:
        if open_promise(row) and row.promise_on is not None:
            yield TalkDate(debt=creditor_of(row, case), on=row.promise_on, key="promise", said=row.promise or "")


def _in_order(one: TalkDate) -> tuple[date, str, str, str]:
    return (one.on, one.debt or "", one.key, one.said)


def talk_dates(case: CaseFile, on: date) -> tuple[TalkDate, ...]:
    """Return every day of the talks from ``on``: next steps and promises, the next first, none twice."""
    return tuple(sorted(dict.fromkeys(one for one in _dates(case, on) if one.on >= on), key=_in_order))


def this_week(case: CaseFile, on: date, most: int) -> tuple[TalkDate, ...]:
    """Return what presses in the talks, by day: the ``most`` nearest to ``on``, before it or within a week."""
    soon = sorted(dict.fromkeys(one for one in _dates(case, on) if one.on < on + _WEEK), key=_in_order)
    nearest = sorted(soon, key=lambda one: abs((one.on - on).days))[:most]
    return tuple(sorted(nearest, key=_in_order))
