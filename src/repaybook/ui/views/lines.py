"""Lines that are typed into where they stand: each keeps its place and its widgets while its values change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from repaybook.case.edit import monthly_from
from repaybook.case.model import Per
from repaybook.money import Money
from repaybook.texts import figures
from repaybook.ui.fields import AmountField
from repaybook.ui.kit import Kit, dressed
from repaybook.ui.views.rows import close

Value = TypeVar("Value")
Shown_contra = TypeVar("Shown_contra", contravariant=True)


class LineView(Protocol[Shown_contra]):
    """The widgets of one line."""

    box: Any

    def show(self, value: Shown_contra, *, fresh: bool) -> None:
        """Show these values; ``fresh`` – in place of whatever was typed."""

    def focus(self) -> None:
        """Put the cursor into the line."""


class Lines(Generic[Value]):
    """One view a value, by position; ``make(position)`` builds one more where there are more values than before."""

    def __init__(self, kit: Kit, make: Callable[[int], LineView[Value]], *classes: str) -> None:
        self.box = kit.box((), *(classes or ("rb-tight",)))
        self._make = make
        self._views: list[LineView[Value]] = []

    def show(self, values: Sequence[Value]) -> None:
        """Show these values; where a line has come or gone, all of them are shown afresh."""
        fresh = len(values) != len(self._views)
        gone = self._views[len(values) :]
        self._views = self._views[: len(values)]
        while len(self._views) < len(values):
            self._views.append(self._make(len(self._views)))
        for view, value in zip(self._views, values, strict=True):
            view.show(value, fresh=fresh)
        if fresh:
            self.box.children = tuple(view.box for view in self._views)
        for view in gone:
            close(view.box)

    def focus(self, position: int) -> None:
        """Put the cursor into the line at this position, if there is one."""
        if 0 <= position < len(self._views):
            self._views[position].focus()


class AmountPerField(AmountField):
    """An amount by the week, month or year, with what that is a month; answers come as amount, with ``per`` set."""

    def __init__(self, kit: Kit, label: str, *, hint: str = "") -> None:
        self.per = Per.MONTH
        super().__init__(kit, label, hint=hint, unknown=False)
        options = [(kit.say(f"budget.per.{per}"), per) for per in Per]
        self._period = dressed(kit.dropdown(kit.say("budget.living.per"), options, Per.MONTH), ("rb-bare", "rb-per"))
        self._period.observe(kit.guarded(self._switched), "value")
        self.children = (self._control, self._period, self._note)

    def show(self, amount: Money | None, per: Per, *, fresh: bool) -> None:
        """Show an amount and its period; a period chosen before an amount is typed stays as it was chosen."""
        if amount is not None and per is not self.per:
            self.per = per
            self._setting = True
            try:
                self._period.value = per
            finally:
                self._setting = False
            self._describe()
        self.put(amount, fresh=fresh)

    def echo(self, value: Money) -> str:
        """Return what the amount is a month, where it was typed for another period."""
        if self.per is Per.MONTH:
            return super().echo(value)
        monthly = figures.money(self.kit.session.lang, monthly_from(value, self.per))
        return self.kit.say("budget.living.monthly", amount=monthly)

    def _switched(self, change: Any) -> None:
        if self._setting:
            return
        self.per = change.new
        self._describe()
        if self.value is not None and not self.unread:
            for callback in self._answered:
                callback(self.value)
