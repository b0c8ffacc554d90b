"""The types of the case file as strict marshmallow fields: what JSON has, exactly, or a named problem."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn

from marshmallow import ValidationError, fields

from repaybook.case.vocabulary import Span
from repaybook.errors import Problem
from repaybook.money import Money

MOST_MONEY = Money(10**12)
"""No amount of a case is above 10^12 fen."""

LONGEST_TEXT = 10_000
LONGEST_NAME = 60
MOST_RATE = Decimal(10)
MOST_RATE_PLACES = 30
FIRST_YEAR, LAST_YEAR = 1900, 2100

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{6})?)?")
_LONGEST_QUOTE = 40


def refuse(key: str, **values: object) -> NoReturn:
    """Raise marshmallow's error with one problem of ``problems.field``; its place is found when all are gathered."""
    raise ValidationError([Problem(f"problems.field.{key}", (), values)])  # type: ignore[list-item,unused-ignore]


def quoted(text: str) -> str:
    """Return what a person wrote, fit to be shown inside a sentence: 40 characters, nothing unprintable."""
    shown = "".join(letter if letter.isprintable() else "�" for letter in text[:_LONGEST_QUOTE])
    return shown + ("…" if len(text) > _LONGEST_QUOTE else "")


def _is_number(value: object) -> bool:
    return type(value) is int or isinstance(value, Decimal)


def _decimal_places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


class Amount(fields.Field[Money]):
    """A JSON number of yuan with two decimals at most, from 0 to 10^12 fen."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Money:  # noqa: ARG002
        if not _is_number(value):
            refuse("not_an_amount")
        number = Decimal(value)
        if number < 0:
            refuse("negative")
        if number > MOST_MONEY.in_yuan():
            refuse("too_much", most=MOST_MONEY)
        if _decimal_places(number) > 2:
            refuse("third_decimal")
        return Money(int(number * 100))


class Rate(fields.Field[Decimal]):
    """A JSON number from 0 to ``most``, kept exactly; 0.18 is 18 %."""

    def __init__(self, *, most: Decimal = MOST_RATE, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:  # noqa: ARG002
        if not _is_number(value):
            refuse("not_a_rate")
        number = Decimal(value)
        if number < 0:
            refuse("rate_negative")
        if number > self.most:
            refuse("rate_too_high", most=f"{self.most * 100:f}")
        if _decimal_places(number) > MOST_RATE_PLACES:
            refuse("rate_too_long", places=MOST_RATE_PLACES)
        return number.copy_abs()  # −0 is 0


class Text(fields.Field[str]):
    """A JSON string of letters that can be shown and saved; line ends and tabs only in prose."""

    def __init__(self, *, longest: int = LONGEST_TEXT, empty: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = longest
        self.empty = empty

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:  # noqa: ARG002
        if not isinstance(value, str):
            refuse("not_text")
        if len(value) > self.longest:
            refuse("too_long", most=self.longest)
        kept = "\n\t" if self.longest == LONGEST_TEXT else ""
        # Cc: control characters; Cs: halves of a pair, which no file can hold.
        if any(unicodedata.category(letter) in {"Cc", "Cs"} and letter not in kept for letter in value):
            refuse("control_character")
        if not self.empty and not value.strip():
            refuse("empty_text")
        return value


class Flag(fields.Field[bool]):
    """JSON true or false."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:  # noqa: ARG002
        if not isinstance(value, bool):
            refuse("not_yes_no")
        return value


class Whole(fields.Field[int]):
    """A JSON whole number within a span."""

    def __init__(self, *, span: Span, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.span = span

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:  # noqa: ARG002
        if not _is_number(value) or (isinstance(value, Decimal) and _decimal_places(value) != 0):
            refuse("not_whole")
        if not self.span.least <= value <= self.span.most:
            refuse("out_of_span", least=self.span.least, most=self.span.most)
        return int(value)


class Choice(fields.Field[str]):
    """One of a closed list of words; ``kind`` names the sentence for any other word."""

    def __init__(self, *, choices: tuple[str, ...], kind: str = "unknown_choice", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choices = choices
        self.kind = kind

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:  # noqa: ARG002
        if not isinstance(value, str):
            refuse("not_text")
        if value not in self.choices:
            refuse(self.kind, value=quoted(value))
        return value


def _within_years(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        refuse("far_date", first=FIRST_YEAR, last=LAST_YEAR)


class Day(fields.Field[date]):
    """A day as ``2026-11-23``, from 1900 to 2100."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:  # noqa: ARG002
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            refuse("not_a_date")
        try:
            day = date.fromisoformat(value)
        except ValueError:
            refuse("impossible_date", value=value)
        _within_years(day)
        return day


class Moment(fields.Field[datetime]):
    """A day and time as ``2026-11-23T22:41``, on the clock of the place, seconds allowed."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:  # noqa: ARG002
        if not isinstance(value, str) or not _MOMENT.fullmatch(value):
            refuse("not_a_moment")
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            refuse("impossible_date", value=value)
        _within_years(moment.date())
        return moment


class Rows(fields.List[Any]):
    """A JSON list, kept as a tuple, no longer than ``most``."""

    def __init__(self, inner: fields.Field[Any], *, most: int, **kwargs: Any) -> None:
        super().__init__(inner, **kwargs)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, list):
            refuse("not_a_list")
        if len(value) > self.most:
            refuse("too_many_rows", most=self.most)
        return tuple(super()._deserialize(value, attr, data, **kwargs))
