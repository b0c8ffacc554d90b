"""Schedules of loans paid by the month, exact in fen: level, equal principal, interest only, and all at the end.

Interest of a period = balance × annual rate ÷ periods a year, half up to the fen: one multiplication and one division
of whole numbers for each cell, with the rate as an exact ratio. The last row closes the balance. Loans whose interest
runs by actual days stand in ``plans.dated``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from math import gcd

from repaybook.dates import add_months
from repaybook.errors import PlanError, Problem
from repaybook.money import Fen, Money, ratio_half_up
from repaybook.plans.model import Row

Ratio = tuple[int, int]
"""An exact number as numerator and denominator, the latter above zero."""


def period_ratio(annual_rate: Decimal, per_year: int = 12) -> Ratio:
    """Return the rate of one period, ``annual_rate ÷ per_year``, as an exact ratio in lowest terms.

    Raises ``ValueError`` for a rate below zero or not finite, and for less than one period a year.
    """
    if not annual_rate.is_finite() or annual_rate < 0 or per_year < 1:
        raise ValueError(f"not a rate for {per_year} periods a year: {annual_rate}")
    numerator, denominator = annual_rate.as_integer_ratio()
    common = gcd(numerator, denominator * per_year)
    return numerator // common, denominator * per_year // common


@lru_cache(maxsize=512)
def due_days(first: date, count: int, every: int = 1) -> tuple[date, ...]:
    """Return ``count`` days ``every`` months apart, the first being ``first``; month ends step from it."""
    return tuple(add_months(first, every * step) for step in range(count))


def _checked(principal: Fen, count: int) -> None:
    if principal <= 0 or count < 1:
        raise ValueError(f"a schedule needs a principal and a period, not {principal} fen over {count}")


def _dues(first: date, count: int, per_year: int) -> tuple[date, ...]:
    """Return the days of ``count`` periods: whole months apart, or one or two weeks (52 or 26 a year)."""
    if per_year in {26, 52}:
        apart = timedelta(weeks=52 // per_year)
        return tuple(first + step * apart for step in range(count))
    if per_year < 1 or 12 % per_year:
        raise ValueError(f"{per_year} periods a year are no whole months or weeks apart")
    return due_days(first, count, 12 // per_year)


def _level(principal: Fen, rate: Ratio, count: int, balloon: Fen = 0) -> Fen:
    """Return (principal·qⁿ − balloon)·r ÷ (qⁿ − 1) half up, where q = 1 + r, in whole numbers throughout."""
    numerator, denominator = rate
    if numerator == 0:
        return ratio_half_up(principal - balloon, count)
    grown, whole = (numerator + denominator) ** count, denominator**count
    return ratio_half_up(numerator * (principal * grown - balloon * whole), denominator * (grown - whole))


def level_instalment(
    principal: Fen,
    annual_rate: Decimal,
    months: int,
    *,
    per_year: int = 12,
    round_up_to: Fen = 1,
    balloon: Fen = 0,
) -> Fen:
    """Return the instalment (fen) that pays ``principal`` in ``months`` equal payments at the end of each period.

    The rate is nominal: ``annual_rate ÷ per_year`` a period (等额本息); ``months`` counts periods. Half up to the fen;
    0 % gives principal ÷ months. ``round_up_to`` = 100 then rounds up to the whole yuan, as some lenders do;
    ``balloon`` is left over after the last instalment.
    """
    _checked(principal, months)
    if not 0 <= balloon < principal or round_up_to < 1:
        raise ValueError("a balloon is part of the principal, and rounding up needs a unit")
    exact = _level(principal, period_ratio(annual_rate, per_year), months, balloon)
    return -(-exact // round_up_to) * round_up_to


def _paid_down(principal: Fen, rate: Ratio, instalment: Fen, dues: Sequence[date]) -> list[Row]:
    """Return rows of one fixed instalment each; the last closes, sooner where the balance is small enough."""
    twice, half, double = 2 * rate[0], rate[1], 2 * rate[1]
    *before, last = dues
    balance = principal
    rows: list[Row] = []
    # Thousands of rows a slider move: no call but to make the tuple, no test but the one that ends it.
    add, row, make = rows.append, Row, tuple.__new__
    for due in before:
        interest = (balance * twice + half) // double
        part = instalment - interest
        if part >= balance:
            last = due
            break
        balance -= part
        add(make(row, (due, part, interest, 0, 0, 0, balance)))
    rows.append(Row(last, balance, (balance * twice + half) // double, 0, 0, 0, 0))
    return rows


@lru_cache(maxsize=128)
def _level_rows(
    principal: Fen, annual_rate: Decimal, first_due: date, months: int, instalment: Fen | None, per_year: int
) -> tuple[Row, ...]:
    """Return the rows of ``equal_instalments``; kept, as one slider changes one debt of many."""
    rate = period_ratio(annual_rate, per_year)
    dues = _dues(first_due, months, per_year)
    if instalment is not None:
        interest = ratio_half_up(principal * rate[0], rate[1])
        if months > 1 and instalment <= interest:
            values = {"instalment": Money(instalment), "interest": Money(interest)}
            raise PlanError([Problem("rates.problem.instalment_below_interest", (), values)])
        return tuple(_paid_down(principal, rate, instalment, dues))
    level = max(_level(principal, rate, months), 1)
    rows = _paid_down(principal, rate, level, dues)
    if rows[-1].total > 2 * level:
        rows = _paid_down(principal, rate, level + 1, dues)
    return tuple(rows)


def equal_instalments(
    principal: Fen,
    annual_rate: Decimal,
    first_due: date,
    months: int,
    *,
    instalment: Fen | None = None,
    per_year: int = 12,
) -> tuple[Row, ...]:
    """Return the schedule of ``months`` level instalments (等额本息) in fen, from ``first_due`` on.

    ``instalment`` – a figure agreed in place of the computed one; where it pays the loan off sooner the schedule ends
    there. The last row takes what is left. Where half up would leave a last row above two instalments (36 % over 600
    months), the computed instalment is a fen higher instead and the schedule ends sooner.
    Raises ``PlanError`` where the agreed instalment does not even pay the first period's interest.
    """
    _checked(principal, months)
    return _level_rows(principal, annual_rate, first_due, months, instalment, per_year)


def equal_principal(
    principal: Fen,
    annual_rate: Decimal,
    first_due: date,
    months: int,
    *,
    per_year: int = 12,
    balloon: Fen = 0,
    evened: bool = False,
) -> tuple[Row, ...]:
    """Return the schedule of equal parts of principal with falling interest (等额本金) in fen.

    Each part is (principal − balloon) ÷ months, half up, and the last row takes the rest, as banks post it; ``evened``
    parts differ by a fen at most instead, and no row strays from the exact share. The ``balloon`` is due with the last.
    """
    _checked(principal, months)
    if not 0 <= balloon < principal:
        raise ValueError("a balloon is part of the principal")
    rate = period_ratio(annual_rate, per_year)
    spread = principal - balloon
    if evened:
        paid_by = [ratio_half_up(spread * number, months) for number in range(1, months + 1)]
    else:
        part = max(ratio_half_up(spread, months), 1)
        paid_by = [min(part * number, spread) for number in range(1, months)] + [spread]
    balance = principal
    rows: list[Row] = []
    for due, paid in zip(_dues(first_due, months, per_year), paid_by, strict=True):
        interest = ratio_half_up(balance * rate[0], rate[1])
        left = principal - paid if paid < spread else 0
        rows.append(Row(due, balance - left, interest, 0, 0, 0, left))
        balance = left
        if balance == 0:
            break
    return tuple(rows)


def interest_only(
    principal: Fen, annual_rate: Decimal, first_due: date, months: int, *, per_year: int = 12
) -> tuple[Row, ...]:
    """Return the schedule that pays interest each period and the whole principal with the last (先息后本), in fen."""
    _checked(principal, months)
    rate = period_ratio(annual_rate, per_year)
    interest = ratio_half_up(principal * rate[0], rate[1])
    *before, last = _dues(first_due, months, per_year)
    rows = [Row(due, 0, interest, 0, 0, 0, principal) for due in before]
    return (*rows, Row(last, principal, interest, 0, 0, 0, 0))


def bullet(principal: Fen, annual_rate: Decimal, due: date, months: int, *, per_year: int = 12) -> tuple[Row, ...]:
    """Return the one row that pays principal and simple interest of ``months`` periods on ``due`` (一次还本付息)."""
    _checked(principal, months)
    numerator, denominator = period_ratio(annual_rate, per_year)
    return (Row(due, principal, ratio_half_up(principal * numerator * months, denominator), 0, 0, 0, 0),)
