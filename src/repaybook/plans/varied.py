"""Instalments that are not all alike: a little for some months first, more in some months of the year; exact in fen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from repaybook.case.model import Offer
from repaybook.money import Fen, ratio_half_up
from repaybook.plans.instalments import Ratio, period_ratio
from repaybook.plans.model import Row


class Shape(NamedTuple):
    """How instalments differ: the first ones by amount, ``extra`` on top of the level one in some months of the year.

    ``first`` – the amounts (fen) of the first instalments, one each. The extra falls only on the level ones after them.
    """

    first: tuple[Fen, ...] = ()
    extra_months: frozenset[int] = frozenset()
    extra: Fen = 0

    def extras(self, dues: Sequence[date]) -> list[Fen]:
        """Return what is paid on top of the level instalment on each day after the first ones."""
        return [self.extra if due.month in self.extra_months else 0 for due in dues[len(self.first) :]]


def shape_of(offer: Offer) -> Shape | None:
    """Return how an offer's instalments differ; ``None`` where they are level."""
    if not offer.steps and not offer.extra_months:
        return None
    first = tuple(step.amount.fen for step in offer.steps for _ in range(step.months))
    return Shape(first, frozenset(offer.extra_months), offer.extra_amount.fen if offer.extra_amount else 0)


def _level(left: int, whole: int, rate: Ratio, extras: Sequence[Fen]) -> Ratio:
    """Return the exact level instalment that, with the extras, pays ``left ÷ whole`` over as many months as extras.

    (left·qⁿ − Σ extraᵢ·qⁿ⁻ⁱ)·r ÷ (qⁿ − 1) with q = 1 + r; at rate 0 (left − Σ extra) ÷ n.
    """
    numerator, denominator = rate
    count = len(extras)
    if numerator == 0:
        return left - whole * sum(extras), whole * count
    grown, base, ahead = numerator + denominator, 1, 0
    for extra in extras:
        base *= denominator
        ahead = ahead * grown + extra * base
    power = grown**count
    return numerator * (left * power - whole * ahead), whole * denominator * (power - base)


def level_of(balance: Fen, annual_rate: Decimal, extras: Sequence[Fen]) -> Fen:
    """Return the level instalment (fen, half up) of so many months as there are extras; below 1 where they pay all."""
    return ratio_half_up(*_level(balance, 1, period_ratio(annual_rate), extras))


def _paid(balance: Fen, rate: Ratio, amounts: Sequence[Fen], dues: Sequence[date], *, closes: bool) -> list[Row]:
    """Return a row for each amount; the last one ``closes`` the balance, an earlier one where it is small enough."""
    rows: list[Row] = []
    for due, amount in zip(dues, amounts, strict=True):
        interest = ratio_half_up(balance * rate[0], rate[1])
        part = amount - interest
        if part >= balance or (closes and due == dues[-1]):
            part = balance
        balance -= part
        rows.append(Row(due, part, interest, 0, 0, 0, balance))
        if balance == 0:
            break
    return rows


def varied_instalments(balance: Fen, annual_rate: Decimal, dues: Sequence[date], shape: Shape) -> tuple[Row, ...]:
    """Return the rows that repay ``balance`` on ``dues`` in this shape, in fen; the last closes.

    Interest of a month = a twelfth of ``annual_rate`` of the balance left. The amounts are taken to fit
    (``unfit_shape`` says where not). Where half up leaves a last row above two instalments, the level one is a fen
    higher instead.
    """
    rate = period_ratio(annual_rate)
    count = len(shape.first)
    rows = _paid(balance, rate, shape.first, dues[:count], closes=False)
    left = rows[-1].balance if rows else balance
    rest = dues[count:]
    if not left or not rest:
        return tuple(rows)
    extras = shape.extras(dues)
    level = max(level_of(left, annual_rate, extras), 1)
    then = _paid(left, rate, [level + extra for extra in extras], rest, closes=True)
    if len(then) == len(rest) and then[-1].total > 2 * level + extras[-1]:
        then = _paid(left, rate, [level + 1 + extra for extra in extras], rest, closes=True)
    return (*rows, *then)


class ShapeProblem(NamedTuple):
    """What keeps a shape from repaying a balance: the field it stands in, a key, and the figures that say why."""

    field: str
    key: str
    values: dict[str, Fen]


def unfit_shape(balance: Fen, annual_rate: Decimal, dues: Sequence[date], shape: Shape) -> ShapeProblem | None:
    """Return what keeps the shape from repaying ``balance`` on ``dues``; ``None`` where it does.

    No instalment may be below its month's interest (the debt would grow), and the first ones may not pay everything.
    """
    rate = period_ratio(annual_rate)
    left = balance
    for amount in shape.first:
        interest = ratio_half_up(left * rate[0], rate[1])
        if amount < interest:
            return ShapeProblem("steps", "step_below_interest", {"amount": amount, "interest": interest})
        left -= amount - interest
        if left <= 0:
            return ShapeProblem("steps", "steps_pay_all", {"total": balance})
    extras = shape.extras(dues)
    level = level_of(left, annual_rate, extras)
    if any(extras) and (
        level < 1 or min(row.principal for row in varied_instalments(balance, annual_rate, dues, shape)) < 0
    ):
        return ShapeProblem("extra_amount", "extra_too_much", {"total": left})
    return None


def varied_total(balance: Fen, annual_rate: Decimal, dues: Sequence[date], shape: Shape) -> Fen:
    """Return what repaying a balance in this shape costs in all in fen, before any posting, half up once.

    Beside ``spread.spread_total``: the same first amounts and extras at another rate, the level instalment moves.
    """
    numerator, denominator = rate = period_ratio(annual_rate)
    if not numerator:
        return balance
    left, whole = balance, 1
    for amount in shape.first:
        left = left * (numerator + denominator) - amount * denominator * whole
        whole *= denominator
    extras = shape.extras(dues)
    level, below = _level(left, whole, rate, extras)
    return sum(shape.first) + sum(extras) + ratio_half_up(len(extras) * level, below)
