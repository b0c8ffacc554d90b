"""A form that opens in place: its fields, one button that says what it does, one to leave it, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from ipywidgets import NaiveDatetimePicker

from repaybook.case.places import describe
from repaybook.errors import Problem, RepaybookError
from repaybook.texts import figures
from repaybook.ui.fields import ChoiceField, DateField, Field
from repaybook.ui.kit import Kit, show, text_of


class Form:
    """Fields in a card, hidden until ``open``; saving closes it, and a field that could not be read keeps it open.

    ``save`` puts the answers into the case and raises ``RepaybookError`` where they do not do; the sentences stand in
    the form, which is then open again. What is typed and pressed while it is saved reaches a form that is closed: a
    second press saves nothing twice. ``back`` gets the focus when the form closes. ``more`` are fields that unfold on
    request.
    """

    def __init__(
        self,
        kit: Kit,
        fields: Sequence[Field[Any]],
        save: Callable[[], None],
        *,
        cancel: str,
        more: Sequence[Field[Any]] = (),
        more_label: str = "",
    ) -> None:
        self._kit = kit
        self._fields = (*fields, *more)
        self._save = save
        self._back: Any = None
        self._title = kit.html()
        self._alert = kit.html()
        self._more = kit.box(more, "rb-grid")
        self._unfold = kit.button(more_label, self._toggle_more, "rb-quiet")
        self._submit = kit.button(cancel, self._try_to_save, "rb-primary")
        leave = kit.button(cancel, self.close, "rb-quiet")
        rest = (self._unfold, self._more) if more else ()
        parts = (self._title, kit.box(fields, "rb-grid"), *rest, self._alert, kit.box((self._submit, leave), "rb-row"))
        self.box = kit.box(parts, "rb-card", "rb-form", "rb-hidden")

    def open(self, title: str, submit: str, back: Any, *, unfolded: bool = False) -> None:
        """Show the form under ``title`` and put the cursor into its first field; a date picker cannot take it."""
        self._back = back
        self._title.value = f"<h3>{text_of(title)}</h3>"
        self._submit.description = submit
        self._alert.value = ""
        show(self._more, on=unfolded)
        show(self.box, on=True)
        next((field for field in self._fields if not isinstance(field, DateField | MomentField)), self._submit).focus()

    def unfold(self) -> None:
        """Show the fields that unfold on request."""
        show(self._more, on=True)

    def focus_submit(self) -> None:
        """Put the cursor on the button that saves."""
        self._submit.focus()

    def close(self) -> None:
        """Hide the form; what stood in it is forgotten when it is opened again."""
        show(self.box, on=False)
        if self._back is not None:
            self._back.focus()

    def _toggle_more(self) -> None:
        hidden = "rb-hidden" in self._more._dom_classes  # noqa: SLF001 - its classes are its state
        show(self._more, on=hidden)

    def _try_to_save(self) -> None:
        unread = next((field for field in self._fields if field.problem is not None), None)
        if unread is not None:
            unread.focus()
            return
        if "rb-hidden" in self.box._dom_classes:  # noqa: SLF001 - its classes are its state
            return
        # Hidden first: saving builds the page anew, and nobody shall type meanwhile into what is about to close.
        show(self.box, on=False)
        try:
            self._save()
        except RepaybookError as error:
            self._complain(error.problems)
            show(self.box, on=True)
            self._submit.focus()
            return
        self.close()

    def _complain(self, problems: Sequence[Problem]) -> None:
        lang = self._kit.session.lang
        lines = "".join(f"<p>{text_of(describe(problem, lang))}</p>" for problem in problems)
        self._alert.value = f'<div class="rb-warm" role="alert">{lines}</div>'


class PickField(ChoiceField[str]):
    """One of a list that may change while the page is open, such as the debts; ``nothing`` names the empty answer."""

    def __init__(self, kit: Kit, label: str, nothing: str, *, hint: str = "") -> None:
        super().__init__(kit, label, (), None, unknown=True, hint=hint)
        self._nothing = nothing

    def offer(self, options: Sequence[tuple[str, str]], value: str | None) -> None:
        """Show these options, then the value; a value that is not among them is offered as it stands."""
        known = {option for _, option in options}
        extra = [(value, value)] if value and value not in known else []
        self._setting = True
        try:
            self._control.options = ((self._nothing, ""), *options, *extra)
        finally:
            self._setting = False
        self.reset(value or None)


class MomentField(Field[datetime]):
    """A day and a time, by the browser's own picker."""

    def __init__(self, kit: Kit, label: str) -> None:
        control = NaiveDatetimePicker(description=label, layout=kit.layout, style=kit.description_style)
        super().__init__(kit, label, control, value=None, hint="", unknown=False)

    def read(self, shown: datetime | None) -> datetime | None:
        """Return the time to the minute; a year still being typed leaves the answer as it is."""
        if shown is None:
            return None
        return self.value if shown.year < 1970 else shown.replace(second=0, microsecond=0)

    def shown(self, value: datetime | None) -> datetime | None:
        """Return the time itself."""
        return value

    def echo(self, value: datetime) -> str:
        """Return day and time as people write them."""
        return f"{figures.day(self.kit.session.lang, value.date())} {value:%H:%M}"

    def _changed(self, change: Any) -> None:
        if change.new is None or change.new.year >= 1970:
            super()._changed(change)


class ProseField(Field[str]):
    """A few sentences, line breaks kept."""

    def __init__(self, kit: Kit, label: str, *, hint: str = "", most: int = 2000) -> None:
        self._most = most
        super().__init__(kit, label, kit.text(label, long=True), value=None, hint=hint, unknown=False)

    def read(self, shown: str) -> str | None:
        """Return the text, ``None`` where there is none; ``RepaybookError`` where it is too long."""
        words = shown.strip()
        if len(words) > self._most:
            raise RepaybookError([Problem("problems.field.too_long", (), {"most": self._most})])
        return words or None

    def shown(self, value: str | None) -> str:
        """Return the text."""
        return value or ""
