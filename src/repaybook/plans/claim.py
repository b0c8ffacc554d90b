"""Interest as a claim states it: simple interest by days, by a table of rates, on late performance, and on interest.

No rate stands here: the caller brings it, with its source, from ``repaybook.law`` or from a contract. The count of days
is named: from the start day, and the end day counted too or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from repaybook.dates import add_months, first_of_month
from repaybook.errors import PlanError, Problem
from repaybook.money import Fen, half_up


class Segment(NamedTuple):
    """Days at one annual rate, and the interest they bear, half up to the fen."""

    start: date
    days: int
    annual_rate: Decimal
    interest: Fen


class MonthOnInterest(NamedTuple):
    """Days of one calendar month, their interest in fen, and the interest on interest not paid before."""

    start: date
    days: int
    interest: Fen
    on_interest: Fen


def days_between(start: date, end: date, *, end_counts: bool) -> int:
    """Return the days from ``start``, which is counted, to ``end``; ``ValueError`` where ``end`` is before it."""
    days = (end - start).days + end_counts
    if days < 0 or end < start:
        raise ValueError(f"{end} is before {start}")
    return days


def interest_by_days(principal: Fen, annual_rate: Decimal, days: int, *, days_in_year: int) -> Fen:
    """Return simple interest in fen, half up: principal × annual rate × days ÷ ``days_in_year`` (365 or 360)."""
    return half_up(Fraction(annual_rate) * principal * days / days_in_year)


def interest_at_daily_rate(principal: Fen, daily_rate: Decimal, days: int) -> Fen:
    """Return interest in fen, half up: principal × daily rate × days (日万分之五 = 0.0005).

    The doubled part of the interest for late performance of a judgment is this on the judgment money.
    """
    return half_up(principal * daily_rate * days)


def segmented_interest(
    principal: Fen,
    rates: Iterable[tuple[date, Decimal]],
    start: date,
    end: date,
    *,
    end_counts: bool,
    days_in_year: int,
    multiplier: Decimal = Decimal(1),
) -> tuple[Segment, ...]:
    """Return simple interest by a table of annual rates, each holding from its day until the next one's.

    The rate of a segment is the table's × ``multiplier``; neighbours at one rate are one segment; each segment is half
    up to the fen, and the claim is their sum. No days, no segments. Raises ``PlanError``
    (``rates.problem.rates_start_later``) where the table starts after ``start``.
    """
    table = sorted(rates)
    if not table:
        raise ValueError("a table of rates has a row")
    if table[0][0] > start:
        raise PlanError([Problem("rates.problem.rates_start_later", (), {"first": table[0][0]})])
    stop = start + timedelta(days=days_between(start, end, end_counts=end_counts))
    changes = [(max(day, start), rate) for day, rate in _in_force(table, start) if max(day, start) < stop]
    changes.append((stop, multiplier))
    segments = []
    for (day, rate), (following, _) in pairwise(changes):
        days = (following - day).days
        raised = rate * multiplier
        interest = interest_by_days(principal, raised, days, days_in_year=days_in_year)
        segments.append(Segment(day, days, raised, interest))
    return tuple(segments)


def _in_force(table: Sequence[tuple[date, Decimal]], start: date) -> list[tuple[date, Decimal]]:
    """Return the table from the row that holds on ``start``, rows that change nothing left out."""
    kept: list[tuple[date, Decimal]] = []
    for day, rate in table:
        if day <= start:
            kept = [(day, rate)]
        elif kept[-1][1] != rate:
            kept.append((day, rate))
    return kept


def interest_on_unpaid_interest(
    principal: Fen,
    annual_rate: Decimal,
    start: date,
    end: date,
    *,
    end_counts: bool,
    days_in_year: int,
) -> tuple[MonthOnInterest, ...]:
    """Return interest by calendar months, with interest at the same rate on the interest of the months before (复利).

    Convention: the base of the second part is the simple interest accumulated by the end of the month before; interest
    on interest does not itself join it. Both parts half up to the fen each month.
    """
    stop = start + timedelta(days=days_between(start, end, end_counts=end_counts))
    months: list[MonthOnInterest] = []
    unpaid, day = 0, start
    while day < stop:
        following = min(add_months(first_of_month(day), 1), stop)
        days = (following - day).days
        interest = interest_by_days(principal, annual_rate, days, days_in_year=days_in_year)
        on_interest = interest_by_days(unpaid, annual_rate, days, days_in_year=days_in_year)
        months.append(MonthOnInterest(day, days, interest, on_interest))
        unpaid += interest
        day = following
    return tuple(months)
