"""The session: one case replaced whole, undo, files, and nobody's edits in somebody else's case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.model import CaseFile, Client
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.errors import CaseError
from repaybook.money import Money
from repaybook.ui.models.standing import StandingModel
from repaybook.ui.session import STEPS, Notice, Session, step_of, today

C2 = read_case(demo_bytes("C2-tight"))


def named(alias: str) -> CaseFile:
    return replace(C2, client=Client(alias=alias))


@given(st.lists(st.sampled_from(["甲", "乙", "丙", "undo", "redo"]), max_size=30))
def test_undo_and_redo_walk_through_the_edits_and_lose_none(moves: list[str]) -> None:
    session, past, future = Session(C2), [C2], list[CaseFile]()
    for move in moves:
        if move == "undo":
            session.undo()
            if len(past) > 1:
                future.append(past.pop())
        elif move == "redo":
            session.redo()
            if future:
                past.append(future.pop())
        else:
            session.put(named(move))
            if named(move) != past[-1]:
                past.append(named(move))
                future.clear()
        assert session.case == past[-1]
        assert session.can_undo == (len(past) > 1)
        assert session.can_redo == bool(future)


def test_what_its_file_could_not_give_back_never_becomes_the_case() -> None:
    session = Session(C2)
    wrong = replace(C2.debts[1], balance_total=Money.yuan(1))
    with pytest.raises(CaseError):
        session.change(debts=(wrong,))
    assert session.case == C2
    assert not session.can_undo


def test_an_edit_is_unsaved_until_it_is_taken_back() -> None:
    session = Session(C2)
    assert not session.unsaved
    session.put(named("甲"))
    assert session.unsaved
    session.undo()
    assert not session.unsaved


def test_a_file_opened_over_a_case_can_be_undone() -> None:
    session = Session(C2)
    session.open(demo_bytes("C1-easy"), "a.json")
    assert session.case.case_id == "C1-easy"
    assert not session.unsaved
    session.undo()
    assert session.case == C2


def test_a_file_that_is_none_leaves_the_case_open() -> None:
    session = Session(C2)
    with pytest.raises(CaseError):
        session.open(b'{"schema": "repaybook-case/1"}', "a.json")
    assert session.case == C2
    assert session.book == 0


def test_the_bytes_of_the_case_open_again_as_the_same_case() -> None:
    session = Session(C2)
    assert read_case(session.file()) == C2


def test_another_persons_case_has_a_history_of_its_own() -> None:
    session = Session(C2)
    session.put(named("甲"))
    session.begin(named("乙"), Path("乙.json"))
    session.undo()
    assert session.case.client.alias == "乙"
    assert session.file_name == "乙.json"
    assert not session.unsaved


def test_clearing_forgets_everything() -> None:
    session = Session(C2, step="budget")
    session.put(named("甲"))
    session.notice = Notice("ui.file.cleared")
    session.clear()
    assert session.case == CaseFile(as_of=today())
    assert not session.started
    assert session.step == "know"
    assert session.notice is None
    session.undo()
    assert session.case == CaseFile(as_of=today())


def test_an_invented_case_is_looked_at_on_its_own_day_and_a_real_one_today() -> None:
    assert Session(C2).on == C2.as_of == date(2026, 11, 23)
    yesterday = today() - timedelta(days=1)
    assert Session(CaseFile(as_of=yesterday)).on == today()
    assert Session(CaseFile(as_of=today() + timedelta(days=1))).on == today() + timedelta(days=1)


def test_what_is_kept_is_made_once() -> None:
    session = Session(C2)
    assert session.keep(StandingModel) is session.keep(StandingModel)


@pytest.mark.parametrize(
    ("place", "step"),
    [
        (("debts", 1, "principal"), "know"),
        (("client", "household_size"), "know"),
        (("income", 0, "low"), "budget"),
        (("expenses",), "budget"),
        (("chosen_plan",), "plan"),
        (("legal_events",), "talk"),
        (("agreements", 0, "terms"), "follow"),
    ],
)
def test_a_place_is_filled_in_in_its_step(place: tuple[str | int, ...], step: str) -> None:
    session = Session(C2)
    session.go(place)
    assert session.step == step == step_of(place)
    assert session.goal == place
    assert step in STEPS


def test_the_file_is_that_of_the_case_as_it_is_and_nothing_of_one_forgotten_stays() -> None:
    session = Session(C2)
    before = session.file()
    session.change(title_zh="改过")
    assert read_case(session.file()) == session.case
    session.undo()
    assert session.file() == before
    session.redo()
    assert read_case(session.file()).title_zh == "改过"
    session.clear()
    assert "改过".encode() not in session.file()
    kept = [value for value in vars(session).values() if isinstance(value, tuple)]
    assert "改过" not in repr(kept)
