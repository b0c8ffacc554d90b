"""A list of rows on the page: a row that stays the same keeps its widgets, and with them the reader's place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

from repaybook.ui.kit import Kit

Row = TypeVar("Row", bound=Hashable)


class Rows(Generic[Row]):
    """Shows ``make(row)`` for each row, in order, in ``box``; rows equal to those before are not made anew."""

    def __init__(self, kit: Kit, make: Callable[[Row], Any], *classes: str) -> None:
        self.box = kit.box((), *(classes or ("rb-tight",)))
        self._make = make
        self._made: dict[Row, list[Any]] = {}

    def show(self, rows: Iterable[Row]) -> None:
        """Show these rows in this order."""
        before, self._made = self._made, {}
        widgets = []
        for row in rows:
            spare = before.get(row)
            widget = spare.pop(0) if spare else self._make(row)
            self._made.setdefault(row, []).append(widget)
            widgets.append(widget)
        if tuple(widgets) != self.box.children:
            self.box.children = tuple(widgets)
        for unused in before.values():
            for widget in unused:
                close(widget)


def close(widget: Any) -> None:
    """Close a widget with everything inside it; layouts and styles are shared by the page and stay."""
    for child in getattr(widget, "children", ()):
        close(child)
    widget.close()
