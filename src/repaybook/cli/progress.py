"""How far a long run has come, on one line of the terminal that is wiped away at the end."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

_BAR = 30
_APART = 0.1
"""Seconds between two lines: a terminal far away is not flooded."""


class Progress:
    """A bar on standard error while ``with`` lasts; nothing where that is no terminal, or the answer goes there."""

    def __init__(self, total: int) -> None:
        self._total = total
        answers_here = sys.stdout is not None and sys.stdout.isatty()
        self._shown = sys.stderr is not None and sys.stderr.isatty() and not answers_here
        self._last = float("-inf")

    def __enter__(self) -> Self:
        self.at(0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def at(self, done: int) -> None:
        """Show that so many are done."""
        now = time.monotonic()
        if not self._shown or (now - self._last < _APART and done < self._total):
            return
        self._last = now
        full = _BAR * done // self._total
        sys.stderr.write(f"\r[{'#' * full}{'-' * (_BAR - full)}] {done:,}/{self._total:,}\x1b[K")
        sys.stderr.flush()
