"""The coalescer: newest value only, after the loop's turn."""

from __future__ import annotations

import asyncio

from repaybook.ui.latest import Latest


class Worked:
    """Keeps the values worked out, and lets a test wait for the one it means."""

    def __init__(self, awaited: int) -> None:
        self.seen: list[int] = []
        self.done = asyncio.Event()
        self._awaited = awaited

    def __call__(self, value: int) -> None:
        self.seen.append(value)
        if value == self._awaited:
            self.done.set()


def test_without_a_loop_every_value_is_worked_out_at_once() -> None:
    seen: list[int] = []
    latest = Latest(seen.append)
    latest.offer(1)
    latest.offer(2)
    assert seen == [1, 2]
    assert not latest.waiting


def test_of_sixty_values_in_one_turn_only_the_last_is_worked_out() -> None:
    async def drag() -> list[int]:
        worked = Worked(59)
        latest = Latest(worked)
        for value in range(60):
            latest.offer(value)
        assert worked.seen == []  # not inside the handler's own turn
        await worked.done.wait()
        return worked.seen

    assert asyncio.run(drag()) == [59]


def test_values_that_keep_coming_do_not_put_the_work_off_for_ever() -> None:
    async def drag() -> list[int]:
        worked = Worked(7)
        Latest(worked, quiet=60, longest=0).offer(7)  # not quiet for a minute, yet due at once
        await worked.done.wait()
        return worked.seen

    assert asyncio.run(drag()) == [7]


def test_a_value_offered_while_working_is_worked_out_afterwards() -> None:
    async def drag() -> list[int]:
        worked = Worked(2)

        def work(value: int) -> None:
            worked(value)
            if value == 1:
                latest.offer(2)

        latest = Latest(work)
        latest.offer(1)
        await worked.done.wait()
        return worked.seen

    assert asyncio.run(drag()) == [1, 2]


def test_what_waits_can_be_worked_out_now_or_dropped() -> None:
    async def drag() -> list[int]:
        worked = Worked(1)
        latest = Latest(worked)
        latest.offer(1)
        latest.now()
        latest.now()
        latest.offer(2)
        latest.drop()
        latest.now()
        return worked.seen

    assert asyncio.run(drag()) == [1]
