"""The kinds of fields: amounts, rates, shares, factors, counts, words, days, choices."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ipywidgets import DatePicker

from repaybook.case.amounts import is_unknown, plain, read_amount, read_count, read_rate
from repaybook.case.fields import quoted
from repaybook.errors import CaseError, Problem
from repaybook.money import Money
from repaybook.texts import figures
from repaybook.ui.field import Field, Value
from repaybook.ui.kit import Kit

__all__ = [
    "AmountField",
    "ChoiceField",
    "CountField",
    "DateField",
    "Field",
    "PercentField",
    "RateField",
    "TimesField",
    "WordsField",
]

# The label asks for per cent, so 18.25 needs no sign; what begins with 0 may be a fraction or a day's rate.
_BARE = re.compile(r"[1-9][0-9]*(?:\.[0-9]+)?")
_NOTHING = ""
"""The empty answer of a list: a value of ``None`` would leave the list without any choice shown."""

_LARGE = 1_000_000
_FACTOR = re.compile(r"[0-9](?:\.[0-9]{1,4})?")
_EARLIEST = date(1970, 1, 1)
_LATEST = date(2100, 12, 31)


class _TextField(Field[Value]):
    """A field that is typed into."""

    def __init__(
        self,
        kit: Kit,
        label: str,
        value: Value | None = None,
        *,
        hint: str = "",
        unknown: bool = True,
        placeholder: str = "",
    ) -> None:
        self.kit = kit
        control = kit.text(label, self.shown(value), placeholder=placeholder)
        super().__init__(kit, label, control, value=value, hint=hint, unknown=unknown)

    def on_enter(self, callback: Callable[[], Any]) -> None:
        """Call ``callback``, guarded, whenever Enter is pressed in the field."""
        safely = self.kit.guarded(callback)

        def heard(_control: Any, content: Any, _buffers: Any) -> None:
            if content.get("event") == "submit":
                safely()

        self._control.on_msg(heard)


class AmountField(_TextField[Money]):
    """An amount in yuan; thousands commas, 万 and full-width digits are read, and the 万 is echoed."""

    classes = ("rb-field", "rb-amount", "rb-digits")

    def read(self, shown: str) -> Money | None:
        """Return the amount, ``None`` for an empty field; ``RepaybookError`` where it is none."""
        return read_amount(shown)

    def shown(self, value: Money | None) -> str:
        """Return the amount as it is written into the field."""
        if value is None:
            return ""
        return f"{value.fen // 100:,}" if value.fen % 100 == 0 else f"{value.in_yuan():,}"

    def echo(self, value: Money) -> str:
        """Return the amount in 元 and in 万元 where it is that large; a small one needs no second look."""
        lang = self.kit.session.lang
        whole, short = figures.money(lang, value), figures.wan(lang, value)
        if short != whole:
            return self.kit.say("ui.field.amount_echo", money=whole, wan=short)
        return whole if value.fen >= _LARGE else ""


class RateField(_TextField[Decimal]):
    """An annual rate; 18.25%, 日万分之五 and 月息2分 are read alike."""

    def read(self, shown: str) -> Decimal | None:
        """Return the simple annual rate as an exact fraction of one, ``None`` for an empty field."""
        bare = _BARE.fullmatch(shown.strip())
        return read_rate(f"{bare[0]}%" if bare else shown)

    def shown(self, value: Decimal | None) -> str:
        """Return the rate in per cent."""
        return "" if value is None else figures.percent(self.kit.session.lang, value, places=6)

    def echo(self, value: Decimal) -> str:
        """Return the annual and the daily rate in words."""
        return figures.rate(self.kit.session.lang, value)


class PercentField(_TextField[Decimal]):
    """A share in per cent, such as the minimum payment of a card."""

    classes = ("rb-field", "rb-digits")

    def read(self, shown: str) -> Decimal | None:
        """Return the share as an exact fraction of one, ``None`` for an empty field."""
        bare = shown.strip()
        return read_rate(f"{bare}%" if bare.replace(".", "", 1).isdigit() else bare)

    def shown(self, value: Decimal | None) -> str:
        """Return the share in per cent."""
        return "" if value is None else figures.percent(self.kit.session.lang, value, places=6)


class TimesField(_TextField[Decimal]):
    """A factor such as the 1.5 of penalty interest: a number with four decimals at most."""

    classes = ("rb-field", "rb-digits")

    def read(self, shown: str) -> Decimal | None:
        """Return the factor, ``None`` for an empty field; ``CaseError`` where it is none."""
        written = plain(shown).removesuffix("倍")
        if is_unknown(written):
            return None
        if not _FACTOR.fullmatch(written):
            raise CaseError([Problem("ui.field.not_a_factor", (), {"text": quoted(shown)})])
        return Decimal(written)

    def shown(self, value: Decimal | None) -> str:
        """Return the factor."""
        return "" if value is None else f"{value:f}"


class CountField(_TextField[int]):
    """A whole number between ``least`` and ``most``: days, months, people."""

    classes = ("rb-field", "rb-digits")

    def __init__(
        self, kit: Kit, label: str, value: int | None = None, *, least: int = 0, most: int = 36_500, **more: Any
    ) -> None:
        self._least, self._most = least, most
        super().__init__(kit, label, value, **more)

    def read(self, shown: str) -> int | None:
        """Return the number, ``None`` for an empty field; ``RepaybookError`` where it is none or out of its span."""
        return read_count(shown, least=self._least, most=self._most)

    def shown(self, value: int | None) -> str:
        """Return the number as it is written into the field."""
        return "" if value is None else str(value)


class WordsField(_TextField[str]):
    """A short text; empty counts as ``""``, not as unknown."""

    def __init__(self, kit: Kit, label: str, value: str = "", *, most: int = 200, **more: Any) -> None:
        self._most = most
        super().__init__(kit, label, value, unknown=False, **more)

    def read(self, shown: str) -> str:
        """Return the text on one line, cut to nothing at its ends; ``RepaybookError`` where it is too long."""
        words = " ".join(shown.split())
        if len(words) > self._most:
            raise CaseError([Problem("problems.field.too_long", (), {"most": self._most})])
        return words

    def shown(self, value: str | None) -> str:
        """Return the text."""
        return value or ""


class DateField(Field[date]):
    """A day, by the browser's own picker."""

    def __init__(
        self, kit: Kit, label: str, value: date | None = None, *, hint: str = "", unknown: bool = True
    ) -> None:
        control = DatePicker(value=value, description=label, layout=kit.layout, style=kit.description_style)
        super().__init__(kit, label, control, value=value, hint=hint, unknown=unknown)

    def read(self, shown: date | None) -> date | None:
        """Return the day; a year that is still being typed (0002, 0020) leaves the answer as it is."""
        return self.value if shown is not None and not _EARLIEST <= shown <= _LATEST else shown

    def shown(self, value: date | None) -> date | None:
        """Return the day itself."""
        return value

    def echo(self, value: date) -> str:
        """Return the day as people write it."""
        return figures.day(self.kit.session.lang, value)

    def _changed(self, change: Any) -> None:
        if change.new is None or _EARLIEST <= change.new <= _LATEST:
            super()._changed(change)


class ChoiceField(Field[Value]):
    """One of a few answers; "not known" is one of them where it may be."""

    def __init__(
        self,
        kit: Kit,
        label: str,
        options: Sequence[tuple[str, Value]],
        value: Value | None = None,
        *,
        unknown: bool = True,
        hint: str = "",
    ) -> None:
        first: list[tuple[str, Value | str]] = []
        if unknown or value is None:
            first = [(kit.say("ui.field.unknown" if unknown else "ui.field.choose"), _NOTHING)]
        control = kit.dropdown(label, [*first, *options], self.shown(value))
        super().__init__(kit, label, control, value=value, hint=hint, unknown=False)

    def read(self, shown: Any) -> Value | None:
        """Return the answer, ``None`` for the empty one."""
        return None if shown == _NOTHING else shown

    def shown(self, value: Value | None) -> Any:
        """Return what the list holds for the answer."""
        return _NOTHING if value is None else value
