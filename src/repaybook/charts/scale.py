"""Limits and ticks that people can read, and that stay where they are while a slider moves a little."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal

from repaybook.charts.model import Axis
from repaybook.dates import add_months
from repaybook.money import Fen
from repaybook.texts import Lang, say

_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_LEAST_SPAN: Fen = 100_000  # 1,000 yuan: an empty picture still has a scale
# From which limit (in fen) on an axis counts in which unit.
_UNITS: dict[Lang, tuple[tuple[Fen, str, Fen], ...]] = {
    "zh": ((20_000_000_000, "yi", 10_000_000_000), (2_000_000, "wan", 1_000_000), (0, "yuan", 100)),
    "en": ((200_000_000_000, "billion", 100_000_000_000), (200_000_000, "million", 100_000_000), (0, "yuan", 100)),
}


def _step(span: Fen, ticks: int) -> Fen:
    """Return the smallest round step (1, 2, 2.5, 5 × a power of ten) that covers the span in that many."""
    rough = Decimal(span) / ticks
    power = Decimal(10) ** rough.adjusted()
    return int(next(power * digit for digit in _ROUND if power * digit >= rough))


def unit(lang: Lang, high: Fen, *, yuan_below: Fen = 0) -> tuple[str, Fen]:
    """Return the name of the unit for amounts up to ``high``, and how many fen it has; yuan below ``yuan_below``."""
    if high < yuan_below:
        return "yuan", 100
    return next((name, fen) for from_fen, name, fen in _UNITS[lang] if high >= from_fen)


def figure(amount: Fen, fen_in_unit: Fen, decimals: int | None = None) -> str:
    """Return an amount in a unit as figures; ``decimals`` rounds half up, without it every decimal is written."""
    exact = Decimal(abs(amount)) / fen_in_unit
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), "ROUND_HALF_UP")
    written = f"{exact:,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return f"−{written}" if amount < 0 and exact else written


def amount_axis(lang: Lang, low: Fen, high: Fen, *, ticks: int, room: float = 0) -> tuple[Axis, str]:
    """Return the axis for amounts from ``low`` (or 0) to ``high`` (or 0), and the name of its unit.

    The limits are whole steps, so that they seldom change; ``room`` – the part of the span to keep free beyond them.
    """
    low = min(low, 0)
    high = max(high, 0, low + _LEAST_SPAN)
    span = high - low
    step = _step(span, ticks)  # not more than that many, since both limits are whole steps
    top = math.ceil((high + room * span) / step) * step
    bottom = math.floor((low - room * span) / step) * step if low < 0 else 0
    name, fen_in_unit = unit(lang, max(top, -bottom))
    marks = tuple((float(value), figure(value, fen_in_unit)) for value in range(bottom, top + 1, step))
    return Axis(bottom, top, marks), name


def whole_years(months: int) -> int:
    """Return the length of a months' axis: whole years, one at least."""
    return max(12, -(-months // 12) * 12)


def month_figures(day: date) -> str:
    """Return a month as figures, ``2026-12``."""
    return f"{day.year}-{day.month:02d}"


def month_axis(first: date, months: int, *, pixels: float, centred: bool) -> Axis:
    """Return the axis of that many months from ``first``: month i lies between i and i + 1.

    ``centred`` puts the ticks on the middle of their months, else on the end of the month before.
    """
    length = whole_years(months)
    apart = next(step for step in (1, 3, 6, 12, 24, 60, 120, 1200) if pixels / length * step >= 70)
    shift = 0.5 if centred else 0.0
    ticks = tuple((at + shift, month_figures(add_months(first, at))) for at in range(0, length, apart))
    return Axis(0, length, ticks)


def unit_words(lang: Lang, name: str, *, monthly: bool = False) -> str:
    """Return the words of a unit, a month where ``monthly``."""
    return say(lang, f"charts.unit.{name}_month" if monthly else f"charts.unit.{name}")
