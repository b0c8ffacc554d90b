"""Where the talks stand and what to say, without widgets."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from repaybook.case.model import Negotiation
from repaybook.case.read import read_case
from repaybook.errors import CaseError, RepaybookError
from repaybook.ui.models.talks import TalksDesk
from repaybook.ui.session import Session


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
