"""The one place that catches what nobody expected: a calm sentence for the person, the trace for the log."""

from __future__ import annotations

import asyncio
import functools
import logging
import secrets
import sys
import traceback
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from traitlets.log import get_logger

from repaybook.errors import RepaybookError
from repaybook.ui.session import Notice, Session

P = ParamSpec("P")
R = TypeVar("R")


def trace(error: BaseException, *, private: bool) -> str:
    """Return the trace of an error for the log; ``private`` leaves out its messages, which may hold figures."""
    if not private:
        return "".join(traceback.format_exception(error))
    lines: list[str] = []
    seen: list[BaseException] = []
    part: BaseException | None = error
    while part is not None and part not in seen:
        seen.append(part)
        lines = [*traceback.format_tb(part.__traceback__), f"{type(part).__name__}\n", *lines]
        part = part.__cause__ or (None if part.__suppress_context__ else part.__context__)
    return "".join(lines)


def report(session: Session, error: BaseException) -> str:
    """Show one calm sentence with a reference, write the trace to the log, and return the reference."""
    reference = secrets.token_hex(3).upper()
    get_logger().error("fault %s\n%s", reference, trace(error, private=session.public))
    session.notice = Notice("ui.fault", (("reference", reference),), alert=True)
    return reference


def guard(session: Session) -> Callable[[Callable[P, R]], Callable[P, R | None]]:
    """Return a decorator for widget callbacks: what a person can cause is shown with its problems, the rest reported.

    A decorated callback returns ``None`` where it failed; nothing it raised leaves it.
    """

    def decorate(callback: Callable[P, R]) -> Callable[P, R | None]:
        @functools.wraps(callback)
        def safely(*args: P.args, **kwargs: P.kwargs) -> R | None:
            try:
                return callback(*args, **kwargs)
            except RepaybookError as error:
                session.notice = Notice("ui.problems", problems=error.problems, alert=True)
            except Exception as error:  # noqa: BLE001 - the sanctioned place: elsewhere it would vanish
                report(session, error)
            return None

        return safely

    return decorate


class _CommNet(logging.Handler):
    """Turns what the comm machinery logs about an error in a callback into the calm sentence."""

    def __init__(self, session: Session) -> None:
        super().__init__(logging.ERROR)
        self._session = session

    def emit(self, record: logging.LogRecord) -> None:
        """Report the error that the record carries, if it carries one."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            report(self._session, error)


def watch(session: Session) -> Callable[[], None]:
    """Catch what unguarded callbacks and tasks of this kernel raise; return what takes the nets away again.

    Three paths lose errors: the comm manager logs them, ipywidgets hands them to the shell's ``showtraceback``
    (outside a running cell nobody reads it), and asyncio prints them when a task is collected.
    """
    logger, net = logging.getLogger("Comm"), _CommNet(session)
    logger.addHandler(net)
    undo: list[Callable[[], None]] = [lambda: logger.removeHandler(net)]
    shell = _shell()
    if shell is not None:
        shown = shell.showtraceback

        def showtraceback(*args: Any, **kwargs: Any) -> None:
            error = sys.exc_info()[1]
            if error is None or _cell_is_running(shell):
                shown(*args, **kwargs)
            else:
                report(session, error)

        shell.showtraceback = showtraceback
        undo.append(lambda: setattr(shell, "showtraceback", shown))
    loop = _loop()
    if loop is not None:
        before = loop.get_exception_handler()

        def on_task(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            error = context.get("exception")
            if error is None:
                loop.default_exception_handler(context)
            else:
                report(session, error)

        loop.set_exception_handler(on_task)
        undo.append(lambda: loop.set_exception_handler(before))

    def release() -> None:
        while undo:
            undo.pop()()

    return release


def _shell() -> Any:
    """Return the running IPython shell, or ``None`` in a plain script."""
    if "IPython" not in sys.modules:
        return None
    from IPython.core.getipython import get_ipython  # noqa: PLC0415 - a plain script never loads IPython

    return get_ipython()


def _cell_is_running(shell: Any) -> bool:
    """Return whether a cell of the notebook is being run, as opposed to a widget's message being handled."""
    parent = getattr(shell, "parent_header", None)
    if parent is None:  # a terminal, which runs nothing but what is typed
        return True
    return bool(parent.get("header", parent).get("msg_type") == "execute_request")


def _loop() -> asyncio.AbstractEventLoop | None:
    """Return the running event loop, or ``None``."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
