"""Work beside the page: in a thread of its own, what it tells handed back to the page's loop, stopped when asked."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")
Tell = Callable[[int, int], None]
Stopped = Callable[[], bool]


def as_it_is(callback: Callable[..., Any]) -> Callable[..., Any]:
    """Return the callback itself: what is done where nobody guards it."""
    return callback


class Aside(Generic[Result]):
    """Runs ``work(tell, stopped)`` once; ``told(done, all)`` and ``done(outcome)`` are called in the page's loop.

    ``outcome.result()`` returns what the work returned, or raises what it raised. Without a running event loop (a
    script, a test) everything happens before ``start`` returns. After ``drop`` nothing of it is heard any more.
    """

    def __init__(
        self,
        work: Callable[[Tell, Stopped], Result],
        told: Tell,
        done: Callable[[Future[Result]], None],
    ) -> None:
        self._work, self._told, self._done = work, told, done
        self._stop = threading.Event()
        self._dropped = False
        self._loop: asyncio.AbstractEventLoop | None = None
        # A page's messages belong to the one that they answer: what comes later is sent in the same context.
        self._context = contextvars.copy_context()

    def start(self) -> None:
        """Begin; returns at once where there is a loop to come back to."""
        try:
            self._loop = asyncio.get_running_loop()
        except RuntimeError:
            self._run()
            return
        threading.Thread(target=self._run, name="repaybook-aside", daemon=True).start()

    def stop(self) -> None:
        """Ask the work to end with what it has."""
        self._stop.set()

    def drop(self) -> None:
        """Ask it to end, and hear no more of it."""
        self._dropped = True
        self._stop.set()

    def _run(self) -> None:
        outcome: Future[Result] = Future()
        try:
            outcome.set_result(self._work(lambda done, of: self._say(self._told, done, of), self._stop.is_set))
        except Exception as error:  # noqa: BLE001 - raised again where somebody hears it
            outcome.set_exception(error)
        self._say(self._done, outcome)

    def _say(self, callback: Callable[..., None], *values: object) -> None:
        if self._loop is None:
            self._hear(callback, *values)
            return
        # A closed loop is a closed page: nobody listens.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._hear, callback, *values, context=self._context)

    def _hear(self, callback: Callable[..., None], *values: object) -> None:
        if not self._dropped:
            callback(*values)
