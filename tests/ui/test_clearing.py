"""What still waits when everything is cleared, or a debt deleted, follows the case that is there then."""

from __future__ import annotations

import asyncio

import pytest

from repaybook.case.edit import without_debt
from repaybook.case.model import Income
from repaybook.case.read import read_case
from repaybook.charts import cash_flow
from repaybook.demo import demo_bytes
from repaybook.money import Money
from repaybook.ui.app import App
from repaybook.ui.kit import Kit
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.models.stress import StressModel
from repaybook.ui.session import Session
from repaybook.ui.views.plan.pictures import drawn_names
from repaybook.ui.views.plan.risks import WordChoices


@pytest.mark.parametrize("worked_out", [False, True])
def test_clearing_right_after_a_plan_was_adjusted_brings_nothing_of_it_back(*, worked_out: bool) -> None:
    async def drive() -> Session:
        session = Session(read_case(demo_bytes("C2-tight")), public=True, step="plan")
        app = App(session)
        desk = session.keep(PlanDesk)
        desk.pass_on("next")
        if worked_out:
            desk._compute.now()
        session.clear()
        assert app.session is session
        return session

    session = asyncio.run(drive())
    assert not session.started
    assert session.notice is None
    assert (session.case.debts, session.case.plans) == ((), ())
    assert not session.can_undo


def test_a_picture_that_still_waits_names_a_debt_that_was_just_deleted() -> None:
    session = Session(read_case(demo_bytes("C2-tight")), step="plan")
    desk = session.keep(PlanDesk)
    session.step = "know"
    session.put(without_debt(session.case, "D1"))
    names = drawn_names(desk)
    assert names["D1"] == "D1"
    for shown in desk.projections:
        assert "D1" in shown.schedules
        cash_flow(shown, names, "zh")


def test_an_income_added_while_lives_are_tried_keeps_no_step_from_opening() -> None:
    session = Session(read_case(demo_bytes("C2-tight")), step="plan")
    model = session.keep(StressModel)
    model.switch(on=True)
    session.step = "budget"
    session.change(income=(*session.case.income, Income(label_zh="兼职", amount_monthly=Money.yuan(500))))
    words = WordChoices(session.keep(Kit), model)  # the step is built anew before the lives follow
    words.show()
    session.step = "plan"
    words.show()
    assert len(model.words.incomes) == len(session.case.income)
