"""What people write into a field or a table: 4.68万, 1,234.50元, 日万分之五, 78天 – read exactly or refused by name."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NoReturn

from repaybook.case.fields import MOST_MONEY, MOST_RATE, quoted
from repaybook.errors import CaseError, Problem
from repaybook.money import Money

# Full-width forms only. NFKC would also turn 5² into 52 and ① into 1.
_HALF_WIDTH = {0xFF01 + step: 0x21 + step for step in range(94)} | {
    0x3000: " ",
    0xFFE5: "¥",
    ord("−"): "-",
    ord("－"): "-",
    ord("–"): "-",
}
_LONGEST = 60
# 100 200 may be two amounts; it is not joined to 100200.
_SPACES = re.compile(r"^\s+|\s+$|(?<![0-9])\s+|\s+(?![0-9\s])")

_UNKNOWN = frozenset(
    {"", "-", "--", "—", "——", "/", "?", "不清楚", "不知道", "不详", "未知", "unknown", "not known", "n/a"}
)

# No zeros in front: 000 is the end of 46,000 in a table whose comma was taken for the end of a cell.
_NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,15}|0)(?:\.[0-9]{1,8})?"
_AMOUNT = re.compile(
    rf"(?:¥|rmb|cny|人民币)?(?P<number>{_NUMBER})(?P<unit>万|w|千|k|百|亿)?(?P<rest>[0-9]{{4}}(?:\.[0-9]{{1,2}})?)?"
    r"(?:元整|元|圆|块钱|块|yuan|rmb|cny)?",
)
_UNITS = {"万": 10_000, "w": 10_000, "千": 1000, "k": 1000, "百": 100, "亿": 100_000_000}
_COUNT = re.compile(r"(?P<number>[0-9]{1,9})(?:天|日|期|个月|月|岁|人|次|days?|months?)?")


def _refuse(key: str, **values: object) -> NoReturn:
    raise CaseError([Problem(f"problems.amount.{key}", (), values)])


def half_width(text: str) -> str:
    """Return the text with the full-width forms of ASCII made half-width, and ￥ made ¥."""
    return text.translate(_HALF_WIDTH)


def plain(text: str) -> str:
    """Return the text with full-width letters made half-width, small letters, no spaces but between two digits."""
    if len(text) > _LONGEST:
        _refuse("unreadable", text=quoted(text))
    return _SPACES.sub("", half_width(text)).lower()


def is_unknown(text: str) -> bool:
    """Return whether the text says "not known": nothing, 不清楚, a dash, a question mark."""
    return len(text) <= _LONGEST and half_width(text.strip()).lower() in _UNKNOWN


def read_amount(text: str) -> Money | None:
    """Return the amount in yuan, ``None`` where the text says "not known".

    Read are digits with or without thousands commas, 元 and ¥, 万 千 百 亿 behind the number (``4.68万``), and 万 with
    four digits after it (``4万6800``). Raises ``CaseError`` for anything else, below zero, more than two decimals of a
    yuan, or above 10^12 fen.
    """
    if is_unknown(text):
        return None
    written = plain(text)
    if re.fullmatch(r"[¥]?-[¥]?[0-9].*", written):
        _refuse("negative")
    found = _AMOUNT.fullmatch(written)
    if not found or (found["rest"] and found["unit"] not in {"万", "w"}):
        _refuse("unreadable", text=quoted(text))
    number = Decimal(found["number"].replace(",", ""))
    if found["rest"] and number != int(number):
        _refuse("unreadable", text=quoted(text))
    fen = (number * _UNITS.get(found["unit"], 1) + Decimal(found["rest"] or 0)) * 100
    if fen > MOST_MONEY.fen:
        _refuse("too_much", most=MOST_MONEY)
    if fen != int(fen):
        _refuse("third_decimal")
    return Money(int(fen))


def read_count(text: str, *, least: int, most: int) -> int | None:
    """Return a whole number of days, instalments or people, ``None`` where the text says "not known".

    Raises ``CaseError`` where it is no whole number or outside ``least`` … ``most``.
    """
    if is_unknown(text):
        return None
    found = _COUNT.fullmatch(plain(text))
    if not found:
        _refuse("not_whole", text=quoted(text))
    count = int(found["number"])
    if not least <= count <= most:
        _refuse("out_of_span", least=least, most=most)
    return count


_TEN = "十"
_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_CHINESE = "".join(_DIGITS)
_FIGURE = (
    rf"[0-9]{{1,6}}(?:\.[0-9]{{1,12}})?|(?:[{_CHINESE}]?{_TEN}[{_CHINESE}]?|[{_CHINESE}])(?:点[{_CHINESE}]{{1,4}})?"
)
_PER_YEAR = {"日": 365, "天": 365, "月": 12, "年": 1}
_PERIOD = r"(?:每|按)?(?P<period>[日天月年])(?:利率|利息|息|化利率|化|率|利)?|(?:利率|利息|息)"
_BEHIND = r"(?:(?:/|每|a|per)(?P<behind>日|天|月|年|day|month|year))?"
_RATE = re.compile(
    rf"(?:{_PERIOD})?:?(?:"
    rf"(?P<percent>{_FIGURE})(?:%|％)|百分之(?P<hundredths>{_FIGURE})|(?P<permille>{_FIGURE})‰|千分之(?P<thousandths>{_FIGURE})"
    rf"|万分之(?P<tenthousandths>{_FIGURE})|(?P<basis>{_FIGURE})‱"
    rf"|(?P<fen>{_FIGURE})分(?:(?P<fen_li>{_FIGURE})厘?)?|(?P<li>{_FIGURE})厘"
    rf"|(?P<bare>[0-9]{{1,6}}(?:\.[0-9]{{1,12}})?)"
    rf"){_BEHIND}(?:利率|利息|利|息)?"
)
_SCALES = {"percent": 2, "hundredths": 2, "permille": 3, "thousandths": 3, "tenthousandths": 4, "basis": 4}
_ENGLISH_PERIODS = {"day": "日", "month": "月", "year": "年"}
_NONE = frozenset({"无息", "免息", "零息", "无利息", "不计息", "没有利息", "interest-free", "nointerest", "none"})


def _figure(written: str) -> Decimal:
    if written[0] in "0123456789":
        return Decimal(written)
    whole, _, decimals = written.partition("点")
    tens, ten, ones = whole.rpartition(_TEN)
    number = (_DIGITS.get(tens, 1) if ten else 0) * 10 + _DIGITS.get(ones, 0)
    return Decimal(f"{number}.{''.join(str(_DIGITS[digit]) for digit in decimals)}")


def _fen_and_li(found: re.Match[str], period: str | None) -> Decimal | None:
    """Return the rate of the period for 分 and 厘: a month's 分 is 1 %, a year's 10 %; 厘 a tenth of it."""
    if found["fen"] is None and found["li"] is None:
        return None
    if period not in {"月", "年"}:
        _refuse("rate_period", text=quoted(found[0]))
    tenths = _figure(found["fen"] or "0") * 10 + _figure(found["fen_li"] or found["li"] or "0")
    return tenths.scaleb(-3 if period == "月" else -2)


def _per_period(found: re.Match[str], period: str | None) -> tuple[Decimal, bool]:
    """Return the rate of the period as a fraction, and whether a rate without a period may be taken as annual."""
    by_fen = _fen_and_li(found, period)
    if by_fen is not None:
        return by_fen, False
    for name, places in _SCALES.items():
        if found[name] is not None:
            return _figure(found[name]).scaleb(-places), places == 2
    number = Decimal(found["bare"])
    if number >= 1 or period not in {None, "年"}:
        # 18.25 may be per cent or not; 日0.05 too.
        _refuse("rate_unit", text=quoted(found[0]))
    return number, True


def read_rate(text: str) -> Decimal | None:
    """Return the simple annual rate as an exact fraction (``18.25%`` → 0.1825), ``None`` for "not known".

    A day's rate counts 365 times (``日万分之五`` → 0.1825), a month's 12 times (``月息2分`` → 0.24), ``年息1分``
    is 10 %. A bare number below 1 is the fraction itself. Raises ``CaseError`` where period or unit are not plain, and
    above 1000 %.
    """
    if is_unknown(text):
        return None
    written = plain(text)
    if written in _NONE:
        return Decimal(0)
    if written.startswith("-"):
        _refuse("negative")
    found = _RATE.fullmatch(written)
    if not found or (found["period"] and found["behind"]):
        _refuse("rate_unreadable", text=quoted(text))
    behind = found["behind"]
    period = found["period"] or _ENGLISH_PERIODS.get(behind or "", behind)
    rate, annual = _per_period(found, period)
    if period is None and not annual:
        _refuse("rate_period", text=quoted(text))
    yearly = rate * _PER_YEAR.get(period or "年", 1)
    if yearly > MOST_RATE:
        _refuse("rate_too_high", most=f"{MOST_RATE * 100:f}")
    return yearly.normalize() if yearly else Decimal(0)
