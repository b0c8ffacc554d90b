"""The stress run on the desk, without widgets: words, numbers, the same lives for every plan, a run beside the page."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import fields, replace

import pytest

from repaybook import demo
from repaybook.case.read import read_case
from repaybook.errors import PlanError
from repaybook.money import Money
from repaybook.plans.resilience import Assumptions, IncomeWord, WorkWord, assumed, resilience
from repaybook.plans.resilience.assumptions import PATHS, SPANS
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.models.stress import StressModel
from repaybook.ui.session import Session
from repaybook.ui.views.plan.risks import _NUMBERS

PROGRAM = """
import sys
from repaybook import demo
from repaybook.case.read import read_case
from repaybook.ui.models.fitted import FitModel
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.models.stress import StressModel
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.plan import plan_view

session = Session(read_case(demo.demo_bytes("C5-misconduct")), step="plan")
session.keep(StressModel), session.keep(FitModel)
print(sorted({"numpy", "scipy", "highspy"} & set(sys.modules)))
plan_view(session, Scope())
session.keep(PlanDesk).adjust("D2", months=48)
print(sorted({"scipy", "highspy"} & set(sys.modules)))
"""


def opened(name: str = "C2-tight") -> tuple[Session, PlanDesk, StressModel]:
    session = Session(read_case(demo.demo_bytes(name)), step="plan")
    return session, session.keep(PlanDesk), session.keep(StressModel)


def shares(stress: StressModel) -> dict[str, int]:
    return {slot: fared.holds.count for slot, fared in stress.fared.items()}


def test_a_session_without_stress_loads_no_solver_and_its_models_nothing_compiled() -> None:
    answer = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True)
    assert answer.stdout.split("\n")[:2] == ["[]", "[]"]


@pytest.mark.parametrize("name", ["C1-easy", "C2-tight", "C5-misconduct"])
def test_switched_on_every_plan_fares_as_the_engine_says(name: str) -> None:
    session, desk, stress = opened(name)
    assert stress.fared == {}
    stress.switch(on=True)
    numbers = assumed(session.case)
    assert set(stress.fared) == {column.slot for column in desk.columns}
    for column in desk.columns:
        assert column.projection is not None
        assert stress.fared[column.slot] == resilience(column.projection, session.case, numbers)
    stress.switch(on=False)
    assert stress.fared == {}


def test_a_slider_tries_another_plan_in_the_same_lives() -> None:
    _, desk, stress = opened()
    stress.switch(on=True)
    before = dict(stress.fared)
    desk.adjust("D1", months=24)  # 46,800 / 24 = 1,950 in the place of 780
    assert stress.fared["shortest"] is before["shortest"]
    assert stress.fared["even"].holds.count < before["even"].holds.count
    assert stress.fared["even"].assumptions == before["even"].assumptions
    desk.restore("even")
    assert stress.fared["even"] == before["even"]


def test_a_larger_payment_holds_in_no_more_of_the_same_lives() -> None:
    _, desk, stress = opened("C5-misconduct")
    stress.switch(on=True)
    counts = []
    for months in (60, 48, 36, 24, 12, 6):
        desk.adjust("D2", months=months)
        counts.append(stress.fared[desk.focus].holds_to(5).count)
    assert counts == sorted(counts, reverse=True)


def test_a_word_moves_its_own_numbers_and_leaves_what_was_typed() -> None:
    session, _, stress = opened()
    stress.switch(on=True)
    stress.put("reserve", Money.yuan(10_000))
    before = stress.assumptions
    stress.choose("work", "slow")
    assert stress.words.work is WorkWord.SLOW
    slow = replace(before, work_least_months=4, work_most_months=12, looking_percent=0)
    assert stress.assumptions == slow
    stress.choose_income(0, "unsteady")
    assert stress.words.incomes[0] is IncomeWord.UNSTEADY
    assert stress.assumptions.incomes[0].loss_percent == 10
    assert stress.assumptions.incomes[1:] == before.incomes[1:]
    assert stress.assumptions.reserve == Money.yuan(10_000)
    stress.reset()
    assert stress.assumptions == assumed(session.case, stress.words)


def test_worse_words_never_hold_in_more_lives() -> None:
    _, _, stress = opened("C5-misconduct")
    stress.switch(on=True)
    before = shares(stress)
    stress.choose("health", "poor")
    stress.choose("costs", "many")
    after = shares(stress)
    assert all(after[slot] < before[slot] for slot in before)
    stress.choose("health", "usual")
    stress.choose("costs", "usual")
    assert shares(stress) == before  # the same seed, the same lives


def test_a_number_that_cannot_be_worked_with_is_named_and_changes_nothing() -> None:
    _, _, stress = opened()
    stress.switch(on=True)
    before, shown = stress.assumptions, dict(stress.fared)
    with pytest.raises(PlanError) as caught:
        stress.put("work_least_months", 9)  # the most is 6
    assert [problem.key for problem in caught.value.problems] == ["stress.problem.least_above_most"]
    with pytest.raises(PlanError):
        stress.put_income(0, "loss_percent", 101)
    with pytest.raises(PlanError):
        stress.put("reserve", Money.yuan(-1))
    assert stress.assumptions == before
    assert stress.fared == shown


def test_every_number_of_the_assumptions_can_be_changed_on_the_page() -> None:
    hidden = {one.name for one in fields(Assumptions)} - set(_NUMBERS)
    assert hidden == {"incomes", "paths"}  # fields of their own, and the button for a long run
    assert all(name in SPANS or isinstance(getattr(Assumptions(), name), Money) for name in _NUMBERS)


def test_the_case_behind_the_numbers_is_followed() -> None:
    session, _, stress = opened()
    stress.switch(on=True)
    stress.put("seed", 7)
    raised = tuple(
        replace(line, amount_monthly=(line.amount_monthly or Money(0)) + Money.yuan(2))
        for line in session.case.expenses
    )
    session.change(expenses=raised)
    assert stress.assumptions == replace(assumed(session.case, stress.words), seed=7)
    session.change(income=session.case.income[:1])
    assert len(stress.assumptions.incomes) == len(stress.words.incomes) == 1
    session.undo()
    assert len(stress.assumptions.incomes) == 2


def test_another_case_begins_without_a_run() -> None:
    session, _, stress = opened()
    stress.switch(on=True)
    stress.put("seed", 7)
    session.open(demo.demo_bytes("C1-easy"))
    assert not stress.on
    assert stress.fared == {}
    assert stress.assumptions == assumed(session.case)


def test_a_long_run_tells_how_far_it_is_while_the_page_lives_and_ends_when_asked() -> None:
    async def run() -> tuple[list[int], StressModel, int]:
        _, _, stress = opened()
        stress.switch(on=True)
        told: list[int] = []
        ended = asyncio.Event()

        def follow(_change: object) -> None:
            if stress.progress is None:
                ended.set()
                return
            told.append(stress.progress.done)
            if stress.progress.done >= 30_000 and not stress.progress.ending:
                stress.stop()

        stress.observe(follow, ["progress"])
        stress.try_many()
        turns = 0
        while not ended.is_set():
            await asyncio.sleep(0)  # the page's own turns go on
            turns += 1
        return told, stress, turns

    told, stress, turns = asyncio.run(run())
    assert told[0] == 0
    assert told == sorted(told)
    assert turns > len(told)
    for fared in stress.fared.values():
        assert 30_000 <= fared.paths < 1_000_000
        assert fared.stopped
        assert fared.paths % PATHS == 0


def test_a_long_runs_result_stays_until_its_plan_or_a_number_changes() -> None:
    _, desk, stress = opened()
    stress.switch(on=True)
    usual = dict(stress.fared)

    def stop(_change: object) -> None:
        if stress.progress is not None and stress.progress.done:
            stress.stop()

    stress.observe(stop, ["progress"])
    stress.try_many()  # without a loop it is done when it comes back
    assert all(fared.paths == PATHS and fared.stopped for fared in stress.fared.values())
    desk.adjust("D1", months=48)
    assert not stress.fared["even"].stopped
    assert stress.fared["shortest"].stopped
    desk.restore("even")
    stress.choose("health", "poor")
    stress.choose("health", "usual")
    assert stress.fared == usual
