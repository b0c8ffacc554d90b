"""A scope: what a view observes, let go at once when the view is built anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from traitlets import HasTraits


class Scope:
    """Keeps track of observers, so that a view that is replaced leaves nothing behind."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], None]] = []

    def observe(self, owner: HasTraits, handler: Callable[[Any], None], *names: str) -> None:
        """Call ``handler`` with traitlets' change whenever one of the traits changes, until ``close``."""
        owner.observe(handler, names=list(names))
        self._undo.append(lambda: owner.unobserve(handler, names=list(names)))

    def defer(self, undo: Callable[[], None]) -> None:
        """Call ``undo`` when the scope is closed."""
        self._undo.append(undo)

    def close(self) -> None:
        """Let go of everything, latest first."""
        while self._undo:
            self._undo.pop()()
