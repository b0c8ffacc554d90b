"""Letters and complaints rest on what the person confirmed; what was called normal makes neither."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.documents.material import ON, demo

from repaybook.assess.boundary import Light
from repaybook.case.model import CaseFile
from repaybook.documents.ground import ground
from repaybook.documents.making import State, available, write_all
from repaybook.follow.conduct import judged

ABOUT_CONDUCT = ("stop_collection", "complaint")


def confirmed(case: CaseFile, *classes: str) -> CaseFile:
    """Return the case with every contact confirmed as these classes."""
    return replace(case, contact_log=tuple(replace(row, classes=classes) for row in case.contact_log))


def about_conduct(case: CaseFile) -> list[tuple[str, str | None]]:
    return [(one.id, one.debt) for one in available(case, ON) if one.id in ABOUT_CONDUCT and one.state is State.READY]


@pytest.mark.parametrize("class_", ["normal", "refusal_policy", "legal_document", "legal_process"])
def test_what_is_confirmed_as_no_misconduct_makes_no_letter_and_no_complaint(class_: str) -> None:
    case = demo("C5")
    assert {name for name, _ in about_conduct(case)} == set(ABOUT_CONDUCT)
    assert about_conduct(confirmed(case, class_)) == []


def test_a_normal_call_by_its_own_facts_is_in_neither() -> None:
    case = demo("C5")
    normal = next(row for row in case.contact_log if judged(row, case).classes == ("normal",))
    assert normal.debt == "D3"
    assert all(debt != "D3" for _, debt in about_conduct(case))
    assert ground(case, ON).events("D3") == ()


def test_what_the_hint_missed_and_the_person_confirmed_is_in_the_letter() -> None:
    case = demo("C5")
    log = tuple(replace(row, classes=("insult",)) if row.debt == "D3" else row for row in case.contact_log)
    (event,) = ground(replace(case, contact_log=log), ON).events("D3")
    assert (event.classes, event.confirmed) == (("insult",), True)
    assert ("stop_collection", "D3") in about_conduct(replace(case, contact_log=log))


def test_an_unclear_name_alone_makes_a_letter_that_asks_and_no_complaint() -> None:
    assert {name for name, _ in about_conduct(confirmed(demo("C5"), "unverified_identity"))} == {"stop_collection"}


def test_a_red_answer_makes_no_complaint_whatever_was_confirmed() -> None:
    case = confirmed(demo("C5"), "threat")
    papers = {one.id: one.state for one in available(case, ON, {"means": Light.RED})}
    assert papers["complaint"] is State.BLOCKED
    assert all(paper.id != "complaint" for paper in write_all(case, ON, "zh", {"means": Light.RED}, None))
