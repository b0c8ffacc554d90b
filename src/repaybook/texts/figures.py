"""Figures as people read them: amounts, days, months, rates; ``None`` reads "not known yet"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce

from repaybook.money import Money, ratio_half_up
from repaybook.texts import Lang, say

_MINUS = "−"
_FEN_IN_WAN = 1_000_000


def _sign(fen: int) -> str:
    return _MINUS if fen < 0 else ""


def _plain(number: Decimal) -> str:
    """Return the number without an exponent and without zeros at its end."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def unknown(lang: Lang) -> str:
    """Return the words for "not known yet"."""
    return say(lang, "figures.unknown")


def money(lang: Lang, amount: Money | None, *, fen: bool | None = None) -> str:
    """Return the amount as ``2,050元`` or ``¥2,050``, below zero with ``−`` before it.

    ``fen`` – ``True`` always writes two decimals, ``False`` never (half up to the yuan), ``None`` only where the
    amount is not whole.
    """
    if amount is None:
        return unknown(lang)
    magnitude = abs(amount.fen)
    if fen is False:
        magnitude = ratio_half_up(magnitude, 100) * 100
    decimals = f".{magnitude % 100:02d}" if fen or magnitude % 100 else ""
    sign = _MINUS if amount.fen < 0 and magnitude else ""
    return say(lang, "figures.money", sign=sign, yuan=f"{magnitude // 100:,}{decimals}")


def wan(lang: Lang, amount: Money | None) -> str:
    """Return ``4.68万元``, half up to two decimals at most. English, and sums below one 万, read as from ``money``."""
    if amount is None or lang != "zh" or abs(amount.fen) < _FEN_IN_WAN:
        return money(lang, amount)
    hundredths = ratio_half_up(abs(amount.fen), _FEN_IN_WAN // 100)
    number = _plain(Decimal(hundredths) / 100)
    whole, _, decimals = number.partition(".")
    grouped = f"{int(whole):,}" + (f".{decimals}" if decimals else "")
    return say(lang, "figures.wan", sign=_sign(amount.fen), wan=grouped)


def _month_name(lang: Lang, month_number: int) -> str:
    return say(lang, f"figures.month_name.m{month_number}")


def day(lang: Lang, on: date | None, *, short: bool = False) -> str:
    """Return the day as ``2026年11月23日`` or ``23 Nov 2026``; ``short`` leaves the year out."""
    if on is None:
        return unknown(lang)
    key = "figures.day_short" if short else "figures.day"
    return say(lang, key, year=on.year, month=_month_name(lang, on.month), day=on.day)


def month(lang: Lang, on: date | None) -> str:
    """Return the month of the day as ``2031年11月`` or ``Nov 2031``."""
    if on is None:
        return unknown(lang)
    return say(lang, "figures.month", year=on.year, month=_month_name(lang, on.month))


def months(lang: Lang, count: int | None) -> str:
    """Return a number of months as ``36个月`` or ``36 months``."""
    if count is None:
        return unknown(lang)
    return say(lang, "figures.months_one" if count == 1 else "figures.months_many", count=count)


def days_left(lang: Lang, count: int) -> str:
    """Return how far a date is: ``还有8天``, ``就是今天``, ``已过3天``."""
    if count == 0:
        return say(lang, "figures.left.today")
    past = "past_" if count < 0 else ""
    return say(lang, f"figures.left.{past}{'one' if abs(count) == 1 else 'many'}", count=abs(count))


def percent(lang: Lang, ratio: Decimal | None, *, places: int = 2) -> str:
    """Return a ratio (0.5915) in per cent with ``places`` decimals at most, half up, zeros at the end left out."""
    if ratio is None:
        return unknown(lang)
    rounded = (ratio * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return say(lang, "figures.percent", sign=_MINUS if rounded < 0 else "", percent=_plain(abs(rounded)))


def rate(lang: Lang, annual: Decimal | None) -> str:
    """Return a simple annual rate with its daily one beside (a 365th): ``年化18.25%（单利），日万分之五``.

    The daily rate has two decimals at most and says "about" where they are not all of it.
    """
    if annual is None:
        return unknown(lang)
    if not annual:
        return say(lang, "figures.rate_none")
    exact = annual * 10_000 / 365
    shown = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole = shown == shown.to_integral_value() and 1 <= shown <= 10
    daily = say(lang, f"figures.ten_thousandths.n{int(shown)}") if whole else _plain(shown)
    key = "figures.rate" if shown == exact else "figures.rate_about"
    return say(lang, key, percent=_plain(annual * 100), daily=daily)


def _told(lang: Lang, name: str, value: object) -> object:
    if isinstance(value, Money):
        return money(lang, value)
    if isinstance(value, date):
        return month(lang, value) if name.endswith("month") else day(lang, value)
    if isinstance(value, tuple):
        said = [str(_told(lang, name, inner)) for inner in value]
        return reduce(lambda one, after: say(lang, "figures.and_next", one=one, next=after), said) if said else ""
    return unknown(lang) if value is None else value


def tell(lang: Lang, key: str, values: Mapping[str, object]) -> str:
    """Return the sentence of ``key`` with its values as people read them.

    ``Money`` as from ``money``; a date as its month where the value's name ends so (``end_month``), else as its day;
    ``None`` as not known yet; several in a row with the language's comma between; numbers and texts as they are.
    """
    return say(lang, key, **{name: _told(lang, name, value) for name, value in values.items()})
