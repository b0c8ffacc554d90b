"""A field: one question with its label, its 不清楚, what was understood, and what is wrong with it.

What cannot be read stays in the field with the sentence under it; the case keeps what it had.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar, Generic, TypeVar

from ipywidgets import Box

from repaybook.case.places import describe
from repaybook.errors import Problem, RepaybookError
from repaybook.ui.kit import Kit, dressed, switch_class, text_of

Value = TypeVar("Value")


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
