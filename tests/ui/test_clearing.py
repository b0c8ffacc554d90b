"""What still waits to be kept when everything is cleared is forgotten with the case it belongs to."""

from __future__ import annotations

import asyncio

import pytest

from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.ui.app import App
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.session import Session


@pytest.mark.parametrize("worked_out", [False, True])
def test_clearing_right_after_a_plan_was_adjusted_brings_nothing_of_it_back(*, worked_out: bool) -> None:
    async def drive() -> Session:
        session = Session(read_case(demo_bytes("C2-tight")), public=True, step="plan")
        app = App(session)
        desk = session.keep(PlanDesk)
        desk.pass_on("next")
        if worked_out:
            await asyncio.sleep(0)  # the turn in which the figures follow
            desk._compute.now()
        session.clear()
        assert app.session is session
        return session

    session = asyncio.run(drive())
    assert not session.started
    assert session.notice is None
    assert (session.case.debts, session.case.plans) == ((), ())
    assert not session.can_undo
