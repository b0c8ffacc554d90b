"""Work beside the page: told in order, raised where it is heard, dropped without a word."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future

import pytest

from repaybook.ui.aside import Aside, Stopped, Tell


def counting(tell: Tell, stopped: Stopped) -> int:
    for done in range(1, 6):
        tell(done, 5)
        if stopped():
            return done
    return 5


def test_without_a_loop_everything_has_happened_when_it_returns() -> None:
    heard: list[object] = []
    Aside(counting, lambda done, of: heard.append((done, of)), lambda one: heard.append(one.result())).start()
    assert heard == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5), 5]


def test_with_a_loop_it_is_heard_in_the_loops_own_thread_and_stopped_when_asked() -> None:
    async def run() -> list[object]:
        heard: list[object] = []
        over: asyncio.Event = asyncio.Event()
        gate = threading.Event()

        def work(tell: Tell, stopped: Stopped) -> int:
            tell(1, 2)
            gate.wait()
            return -1 if stopped() else 2

        def told(done: int, _of: int) -> None:
            heard.append((done, threading.current_thread() is threading.main_thread()))
            aside.stop()
            gate.set()

        def end(outcome: Future[int]) -> None:
            heard.append(outcome.result())
            over.set()

        aside = Aside(work, told, end)
        aside.start()
        await over.wait()
        return heard

    assert asyncio.run(run()) == [(1, True), -1]


def test_what_goes_wrong_is_raised_where_the_outcome_is_asked_for() -> None:
    def work(_tell: Tell, _stopped: Stopped) -> int:
        raise ValueError("no such plan")

    outcomes: list[Future[int]] = []
    Aside(work, lambda _done, _of: None, outcomes.append).start()
    with pytest.raises(ValueError, match="no such plan"):
        outcomes[0].result()


def test_what_was_dropped_is_heard_no_more() -> None:
    heard: list[object] = []

    def told(done: int, _of: int) -> None:
        heard.append(done)
        aside.drop()

    aside = Aside(counting, told, lambda one: heard.append(one.result()))
    aside.start()
    assert heard == [1]
