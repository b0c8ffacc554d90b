"""A page that is only looked at keeps its socket."""

from __future__ import annotations

from typing import Any, ClassVar

from repaybook.serve.handlers import KernelSocket


class Idle(KernelSocket):
    """A socket without a request."""

    settings: ClassVar[dict[str, Any]] = {}

    def __init__(self) -> None:
        self.ws_connection: Any = None


def test_an_open_socket_has_three_pings_time_to_answer() -> None:
    # Jupyter looks first one interval after the opening: with one interval's time it would end every socket then.
    socket = Idle()
    socket.ws_connection = object()
    assert socket.ping_timeout == 3 * socket.ping_interval


def test_tornado_is_told_no_more_than_one_interval() -> None:
    socket = Idle()
    assert socket.ping_timeout == socket.ping_interval
