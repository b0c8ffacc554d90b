"""The newest value only: a drag asks for sixty pictures and gets the last one, none of the fifty-nine before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")

_QUIET = 0.004
"""Seconds without a new value after which the newest is worked out; a kernel's next message arrives within them."""

_LONGEST = 0.05
"""Seconds after which a value is worked out even while newer ones keep coming, so that a drag shows its way."""


class Latest(Generic[Value]):
    """Calls ``work`` with the newest value offered, after the event loop's turn; what it overtakes is never worked out.

    ``quiet`` and ``longest`` are seconds: how long no newer value may have come, and how long a value waits at most.
    Without a running event loop (a script, a test) ``work`` is called at once.
    """

    def __init__(self, work: Callable[[Value], None], *, quiet: float = _QUIET, longest: float = _LONGEST) -> None:
        self._work = work
        self._quiet = quiet
        self._longest = longest
        self._waiting: list[Value] = []
        self._timer: asyncio.TimerHandle | None = None
        self._deadline = 0.0

    @property
    def waiting(self) -> bool:
        """Return whether a value has been offered and not been worked out yet."""
        return bool(self._waiting)

    def offer(self, value: Value) -> None:
        """Take ``value`` as the newest; the one offered before and not begun is forgotten."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._waiting = [value]
            self.now()
            return
        if not self._waiting:
            self._deadline = loop.time() + self._longest
        self._waiting = [value]
        if self._timer is not None:
            self._timer.cancel()
        self._timer = loop.call_at(min(loop.time() + self._quiet, self._deadline), self.now)

    def now(self) -> None:
        """Work the waiting value out at once; nothing happens where there is none."""
        self._stop_timer()
        if self._waiting:
            newest = self._waiting.pop()
            self._work(newest)

    def drop(self) -> None:
        """Forget the waiting value."""
        self._stop_timer()
        self._waiting.clear()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
