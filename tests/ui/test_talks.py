"""Where the talks stand and what to say, without widgets."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from repaybook.case.model import Negotiation
from repaybook.case.read import read_case
from repaybook.errors import CaseError, RepaybookError
from repaybook.ui.kit import Kit
from repaybook.ui.models.standing import StandingModel
from repaybook.ui.models.summary import one_page
from repaybook.ui.models.talks import TalksDesk
from repaybook.ui.session import Session
from repaybook.ui.views.paper import summary_markup


def desk(case: str = "C5-misconduct") -> TalksDesk:
    return TalksDesk(Session(read_case((files("repaybook") / "demo" / f"{case}.json").read_bytes())))


def state(talks: TalksDesk, debt: str) -> str | None:
    line = next(line for line in talks.lines if line.debt.id == debt)
    return line.standing.state if line.standing is not None else None


def test_every_debt_has_a_line_and_a_guarantee_no_state() -> None:
    talks = desk("C3-negative")
    assert [line.debt.id for line in talks.lines] == [debt.id for debt in talks.session.case.debts]
    assert [line.debt.id for line in talks.lines if line.standing is None] == ["G1"]


def test_a_state_is_set_taken_out_and_had_back() -> None:
    talks = desk()
    row = Negotiation(debt="D3", state="first_contact", on=date(2026, 11, 20))
    talks.reach(row)
    assert state(talks, "D3") == "first_contact"
    talks.drop(row)
    assert state(talks, "D3") == "budgeted"
    talks.session.undo()
    assert state(talks, "D3") == "first_contact"


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (Negotiation(debt="D3", state="", on=date(2026, 11, 20)), "talks.problem.which_state"),
        (Negotiation(debt="D3", state="waiting", on=date(2026, 11, 24)), "talks.problem.not_yet"),
    ],
)
def test_a_state_without_a_name_or_from_tomorrow_is_refused(row: Negotiation, key: str) -> None:
    talks = desk()
    before = talks.session.case
    with pytest.raises(RepaybookError) as refused:
        talks.reach(row)
    assert refused.value.problems[0].key == key
    assert talks.session.case is before


def test_what_a_file_could_not_hold_is_refused() -> None:
    with pytest.raises(CaseError):
        desk().reach(Negotiation(debt="D3", state="waiting", on=date(2026, 11, 20), note="\x00"))


def test_what_presses_in_the_talks_comes_first_on_the_one_page_and_the_page_grows_no_longer() -> None:
    session = desk().session
    before = one_page(session.keep(StandingModel).now, session.on)
    rows = (
        Negotiation(debt="D3", state="waiting", on=date(2026, 11, 20), next_step="问<b>结果</b>", next_on=session.on),
        Negotiation(debt="D2", state="waiting", on=date(2026, 11, 20), next_on=date(2026, 11, 30)),  # after seven days
    )
    session.change(negotiations=rows)
    page = one_page(session.keep(StandingModel).now, session.on)
    assert [(one.debt, one.said) for one in page.talks] == [("D3", "问<b>结果</b>")]
    assert page.steps == before.steps[:4]  # five lines in all, as before
    assert "2026年11月23日（就是今天）城商行C：问&lt;b&gt;结果&lt;/b&gt;" in summary_markup(session.keep(Kit), page)


def test_a_step_whose_day_is_past_stays_on_the_one_page() -> None:
    session = desk().session
    late = Negotiation(debt="D3", state="waiting", on=date(2026, 11, 1), next_on=date(2026, 11, 10))
    session.change(negotiations=(late,))
    assert [one.on for one in one_page(session.keep(StandingModel).now, session.on).talks] == [date(2026, 11, 10)]
