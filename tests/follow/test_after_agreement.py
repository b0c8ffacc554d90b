"""Collection after an agreement: seven steps with their days, a mistake assumed first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from repaybook.case.model import CaseFile, Contact, Milestone
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.follow.after_agreement import STEPS, Stand, contacts_after, flow, occasions, waits_until
from repaybook.follow.milestones import done, with_done, without_steps
from repaybook.texts import LANGS, say

ON = date(2026, 11, 23)


def c5() -> CaseFile:
    return read_case(demo_bytes("C5-misconduct"))


def stands(case: CaseFile, on: date = ON) -> dict[str, Stand]:
    return {step.name: step.stand for step in flow(case, "D1", on).steps}


def test_c5_is_collected_from_in_spite_of_its_agreement() -> None:
    assert occasions(c5()) == ("D1",)
    found = flow(c5(), "D1", ON)
    assert found.kept  # five of five instalments are recorded
    assert [contact.at.isoformat() for contact in found.contacts] == ["2026-11-12T22:41:00", "2026-11-09T09:14:00"]
    assert found.classes == ("threat", "night_contact", "after_agreement_collection")
    assert found.at_once == ("threat",)
    assert not found.begun


def test_the_first_step_is_ones_own_payments_and_the_others_come_later() -> None:
    found = stands(c5())
    assert tuple(found) == STEPS
    assert found.pop("own_payments") is Stand.NOW
    assert set(found.values()) == {Stand.LATER}


def test_a_step_done_makes_the_next_one_the_one_to_do() -> None:
    case = replace(c5(), milestones=with_done(c5(), "D1", "own_payments", ON, "五期都在"))
    first, second, *_ = flow(case, "D1", ON).steps
    assert (first.stand, first.on, first.note) == (Stand.DONE, ON, "五期都在")
    assert second.stand is Stand.NOW
    assert flow(case, "D1", ON).begun


def test_the_wait_is_fifteen_workdays_from_the_letter() -> None:
    # Letter on Monday 23 November 2026: three weeks of five workdays end on Monday 14 December, no holiday between.
    case = replace(c5(), milestones=with_done(c5(), "D1", "stop_letter", ON))
    until = waits_until(case, "D1")
    assert until is not None
    assert (until.on, until.tentative) == (date(2026, 12, 14), False)
    assert waits_until(c5(), "D1") is None


def test_the_wait_runs_then_is_over_and_the_channel_is_next() -> None:
    case = c5()
    for step in STEPS[:5]:
        case = replace(case, milestones=with_done(case, "D1", step, ON))
    running = stands(case)
    assert (running["waiting"], running["channel"]) == (Stand.RUNNING, Stand.LATER)
    assert stands(case, date(2026, 12, 14))["waiting"] is Stand.RUNNING  # its last day
    over = stands(case, date(2026, 12, 15))
    assert (over["waiting"], over["channel"]) == (Stand.OVER, Stand.NOW)


def test_holidays_lengthen_the_wait() -> None:
    # Letter on Monday 28 September 2026: 29, 30; 1 to 7 October are off; 8, 9 and Saturday 10 (worked in exchange);
    # 12 to 16; 19 to 23: 2 + 3 + 5 + 5 = 15
    case = replace(c5(), milestones=with_done(c5(), "D1", "stop_letter", date(2026, 9, 28)))
    until = waits_until(case, "D1")
    assert until is not None
    assert until.on == date(2026, 10, 23)


def test_only_contacts_after_the_agreement_count() -> None:
    before = replace(c5().contact_log[0], at=datetime.fromisoformat("2026-06-17T09:00"))
    assert contacts_after(replace(c5(), contact_log=(before,)), "D1") == ()


def test_what_the_person_says_of_a_contact_counts_more_than_the_hint() -> None:
    normal = tuple(replace(contact, classes=("normal",)) for contact in c5().contact_log)
    assert occasions(replace(c5(), contact_log=normal)) == ()
    at = datetime.fromisoformat("2026-11-20T09:00")
    told = Contact(at=at, direction="in", debt="D1", classes=("after_agreement_collection",))
    assert occasions(replace(c5(), contact_log=(told,))) == ("D1",)


def test_an_instalment_that_is_not_recorded_is_said_before_anything_is_asked() -> None:
    (agreement,) = c5().agreements
    case = replace(c5(), agreements=(replace(agreement, payments=agreement.payments[:4]),))
    assert not flow(case, "D1", ON).kept


def test_a_debt_without_an_agreement_is_refused() -> None:
    with pytest.raises(KeyError):
        flow(c5(), "D2", ON)


def test_a_milestone_is_kept_once_a_step_and_can_be_taken_back() -> None:
    case = replace(c5(), milestones=(Milestone(debt="D2", step="stop_letter", on=ON),))
    case = replace(case, milestones=with_done(case, "D1", "stop_letter", ON))
    case = replace(case, milestones=with_done(case, "D1", "stop_letter", date(2026, 11, 24)))
    assert [one.on for one in case.milestones if one.debt == "D1"] == [date(2026, 11, 24)]
    taken = replace(case, milestones=without_steps(case, "D1", {"stop_letter"}))
    assert done(taken, "D1", "stop_letter") is None
    assert done(taken, "D2", "stop_letter") is not None


def test_every_step_has_its_words_in_both_languages() -> None:
    for lang in LANGS:
        for name in STEPS:
            assert say(lang, f"keeping.after.{name}.title")
            assert say(lang, f"keeping.after.{name}.how")
