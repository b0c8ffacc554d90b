"""Fields: one question each, with its label, its 不清楚, what was understood, and what is wrong with it.

What cannot be read stays in the field with the sentence under it; the case keeps what it had.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Generic, TypeVar

from ipywidgets import Box, DatePicker

from repaybook.case.amounts import is_unknown, plain, read_amount, read_count, read_rate
from repaybook.case.fields import quoted
from repaybook.case.places import describe
from repaybook.errors import CaseError, Problem, RepaybookError
from repaybook.money import Money
from repaybook.texts import figures
from repaybook.ui.kit import Kit, dressed, switch_class, text_of

Value = TypeVar("Value")

# The label asks for per cent, so 18.25 needs no sign; what begins with 0 may be a fraction or a day's rate.
_BARE = re.compile(r"[1-9][0-9]*(?:\.[0-9]+)?")
_NOTHING = ""
"""The empty answer of a list: a value of ``None`` would leave the list without any choice shown."""

_LARGE = 1_000_000
_FACTOR = re.compile(r"[0-9](?:\.[0-9]{1,4})?")
_EARLIEST = date(1970, 1, 1)
_LATEST = date(2100, 12, 31)


class Field(Box, Generic[Value]):
    """A question whose answer is a value or ``None`` for "not known yet".

    ``value`` is the last answer that could be read. ``on_answer`` callbacks run when the person changes it, not when
    ``set`` does; where one raises ``RepaybookError`` its sentence stands under the field and the answer does not count.
    ``unread`` – what stands in the field did not become the answer.
    """

    classes: ClassVar[tuple[str, ...]] = ("rb-field",)

    def __init__(self, kit: Kit, label: str, control: Any, *, value: Value | None, hint: str, unknown: bool) -> None:
        super().__init__(layout=kit.layout)
        dressed(self, self.classes)
        self.kit = kit
        self.label = label
        self.value = value
        self.problem: Problem | None = None
        self.unread = False
        self._hint = hint
        self._control = control
        self._answered: list[Callable[[Value | None], Any]] = []
        self._setting = False
        self._note = kit.html("", "rb-note")
        name = kit.say("ui.field.unknown")
        self._unknown = (
            kit.button(name, self._forget, "rb-unknown", hint=kit.say("ui.field.unknown_of", label=label))
            if unknown
            else None
        )
        self.children = tuple(part for part in (control, self._unknown, self._note) if part is not None)
        control.observe(kit.guarded(self._changed), "value")
        self._describe()

    def on_answer(self, callback: Callable[[Value | None], Any]) -> None:
        """Call ``callback`` with the new value whenever the person changes it."""
        self._answered.append(callback)

    def set(self, value: Value | None) -> None:
        """Show ``value``; what the person typed and could not be read gives way only where the value is another."""
        if value != self.value:
            self.reset(value)

    def put(self, value: Value | None, *, fresh: bool) -> None:
        """Show ``value`` as ``set`` does, or as ``reset`` does where it is ``fresh``."""
        if fresh:
            self.reset(value)
        else:
            self.set(value)

    def reset(self, value: Value | None) -> None:
        """Show ``value``, whatever stood in the field."""
        self.value, self.problem, self.unread = value, None, False
        self._write(value)
        self._describe()

    def focus(self) -> None:
        """Put the cursor into the field."""
        self._control.focus()

    def complain(self, problem: Problem | None) -> None:
        """Show a problem that was found elsewhere, or take it away."""
        self.problem = problem
        self._describe()

    def hint(self, words: str) -> None:
        """Say something else under the empty field."""
        self._hint = words
        self._describe()

    def read(self, shown: Any) -> Value | None:
        """Return the value of what the control holds; raise ``RepaybookError`` where it has none."""
        raise NotImplementedError

    def shown(self, value: Value | None) -> Any:
        """Return what the control holds for ``value``."""
        raise NotImplementedError

    def echo(self, value: Value) -> str:  # noqa: ARG002 - most fields have nothing to add
        """Return what was understood, in words; empty where the control says it all."""
        return ""

    def _write(self, value: Value | None) -> None:
        self._setting = True
        try:
            self._control.value = self.shown(value)
        finally:
            self._setting = False

    def _changed(self, change: Any) -> None:
        if self._setting:
            return
        try:
            value = self.read(change.new)
        except RepaybookError as error:
            self.unread = True
            self.complain(error.problems[0])
            return
        self.problem, self.unread = None, False
        self._write(value)
        self._take(value)

    def _forget(self) -> None:
        self.problem, self.unread = None, False
        self._write(None)
        self._take(None)

    def _take(self, value: Value | None) -> None:
        before, self.value = self.value, value
        self._describe()
        if value == before:
            return
        try:
            for callback in self._answered:
                callback(value)
        except RepaybookError as error:  # read well, and still not what the case can hold
            self.value, self.unread = before, True
            self.complain(error.problems[0])

    def _describe(self) -> None:
        lang = self.kit.session.lang
        if self.problem is not None:
            told = describe(replace(self.problem, path=()), lang)
            note = f'<span class="rb-problem" role="alert">{text_of(told)}</span>'
        elif self.value is None:
            note = f'<span class="rb-hint">{text_of(self._hint)}</span>' if self._hint else ""
        else:
            note = f'<span class="rb-echo">{text_of(self.echo(self.value))}</span>'
        if self._note.value != note:
            self._note.value = note
        switch_class(self, "rb-wrong", on=self.problem is not None)
        if self._unknown is not None:
            switch_class(self._unknown, "rb-on", on=self.value is None and self.problem is None)


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
