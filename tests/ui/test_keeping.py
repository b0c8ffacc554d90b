"""Keeping an agreement, without widgets: answers, one tap, warnings, steps, closing papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from repaybook.case.model import AgreedItem, Agreement, CaseFile, Payment, Plan
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.errors import RepaybookError
from repaybook.follow.after_agreement import Stand
from repaybook.follow.agreement_check import Standing, check_agreement
from repaybook.follow.dues import State
from repaybook.follow.warning import Cover
from repaybook.money import Money
from repaybook.ui.models.agreement_check import ANSWERS, answer_given, checks, give, with_answer
from repaybook.ui.models.keeping import KeepingDesk
from repaybook.ui.session import Session

ON = date(2026, 11, 23)


def session(name: str = "C5-misconduct") -> Session:
    return Session(read_case(demo_bytes(name)))


def agreement_of(open_session: Session) -> Agreement:
    (agreement,) = open_session.case.agreements
    return agreement


def standing(case: CaseFile, name: str) -> Standing:
    return check_agreement(case, "D1", ON).standing(name)


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_read_back_as_it_was_given(answer: str) -> None:
    for name in ("early_payoff", "written_copy", "stop_collection"):
        assert answer_given(with_answer(Agreement(debt="D1"), name, answer), name) == answer


def test_an_answer_takes_the_place_of_what_was_noted_as_missing() -> None:
    open_session = session()
    give(open_session, agreement_of(open_session), "breach", "present_paper")
    assert agreement_of(open_session).missing == ("书面协议原件", "结清证明约定")
    assert standing(open_session.case, "breach") is Standing.PRESENT
    open_session.undo()
    assert standing(open_session.case, "breach") is Standing.MISSING


def test_what_is_only_remembered_is_unclear() -> None:
    open_session = session()
    give(open_session, agreement_of(open_session), "settlement_certificate", "present_memory")
    assert standing(open_session.case, "settlement_certificate") is Standing.UNCLEAR


def test_the_written_copy_and_the_end_of_collection_follow_their_answers() -> None:
    open_session = session()
    give(open_session, agreement_of(open_session), "written_copy", "present_paper")
    assert agreement_of(open_session).written_copy is True
    give(open_session, agreement_of(open_session), "written_copy", "present_sms")
    assert agreement_of(open_session).written_copy is None  # a message is no written agreement
    give(open_session, agreement_of(open_session), "stop_collection", "missing")
    assert agreement_of(open_session).stop_collection_clause is False
    give(open_session, agreement_of(open_session), "stop_collection", "present_recording")
    assert agreement_of(open_session).stop_collection_clause is True


def test_an_answer_can_be_taken_back() -> None:
    open_session = session()
    give(open_session, agreement_of(open_session), "early_payoff", "missing")
    assert agreement_of(open_session).items == (AgreedItem(name="early_payoff", standing="missing"),)
    give(open_session, agreement_of(open_session), "early_payoff", "none")
    assert agreement_of(open_session).items == ()
    with pytest.raises(ValueError, match="no such answer"):
        give(open_session, agreement_of(open_session), "early_payoff", "perhaps")


def test_each_debts_latest_agreement_is_checked_once() -> None:
    open_session = session()
    assert set(checks(open_session)) == {"D1"}
    lost = replace(agreement_of(open_session), debt="D9")  # its debt is not in the case
    assert checks(Session(replace(open_session.case, agreements=(lost,)))) == {}


def test_the_instalment_due_is_noted_in_one_tap_and_taken_back() -> None:
    open_session = session()
    keeping = KeepingDesk(open_session)
    keeping.pay_now(keeping.follow.agreements[0])
    assert agreement_of(open_session).payments[-1] == Payment(date=ON, amount=Money.yuan(780))
    assert open_session.notice is not None
    assert open_session.notice.undo
    open_session.undo()
    assert len(agreement_of(open_session).payments) == 5


def test_a_second_tap_notes_no_second_instalment() -> None:
    open_session = session()
    keeping = KeepingDesk(open_session)
    keeping.pay_now(keeping.follow.agreements[0])
    assert keeping.payable(keeping.follow.agreements[0]) is None
    with pytest.raises(RepaybookError):
        keeping.pay_now(keeping.follow.agreements[0])
    assert len(agreement_of(open_session).payments) == 6


def test_one_tap_pays_what_is_left_of_an_instalment_paid_in_part() -> None:
    open_session = session()
    keeping = KeepingDesk(open_session)
    keeping.follow.record_payment(agreement_of(open_session), ON, Money.yuan(300))
    keeping.pay_now(keeping.follow.agreements[0])
    assert agreement_of(open_session).payments[-1].amount == Money.yuan(480)  # 780 − 300


def test_one_tap_pays_a_missed_instalment_first_and_nothing_when_all_is_paid() -> None:
    open_session = session()
    keeping = KeepingDesk(open_session)
    agreement = agreement_of(open_session)
    open_session.change(agreements=(replace(agreement, payments=agreement.payments[:4]),))
    (line,) = keeping.follow.agreements
    assert line.missed
    keeping.pay_now(line)
    assert keeping.follow.agreements[0].missed == ()
    keeping.follow.record_payment(agreement_of(open_session), ON, Money.yuan(42_900))
    with pytest.raises(RepaybookError):
        keeping.pay_now(keeping.follow.agreements[0])


def test_a_receipt_goes_to_the_list_of_evidence_by_its_name_in_the_same_edit() -> None:
    open_session = session()
    keeping = KeepingDesk(open_session)
    keeping.follow.record_payment(agreement_of(open_session), ON, Money.yuan(780), "回单1123.jpg")
    (row,) = open_session.case.evidence
    assert (row.kind, row.standing, row.debt, row.file_name, row.dated) == ("paid", "have", "D1", "回单1123.jpg", ON)
    assert row.name == "2026年11月23日还款回单"
    open_session.undo()
    assert open_session.case.evidence == ()
    assert len(agreement_of(open_session).payments) == 5


def cut(open_session: Session, yuan: int) -> None:
    """Cut C5's wages to so many yuan; its side job brings 600."""
    wages, side = open_session.case.income
    amount = Money.yuan(yuan)
    open_session.change(income=(replace(wages, amount_monthly=amount, low=amount, high=amount), side))


def test_a_cut_of_the_wages_is_warned_of_before_the_day_and_marked_in_the_calendar() -> None:
    open_session = session()
    keeping = KeepingDesk(open_session)
    assert keeping.watch[0].risks == ()
    cut(open_session, 4_000)
    # 4,000 + 600 − 4,110 = 490 for 780 + 802.65: 290 of D1 and all of D4 are missing, 1,092.65 in all
    first, second = keeping.watch[0].risks
    assert (first.debt, first.cover, first.short) == ("D1", Cover.SHORT, Money.yuan(290))
    assert (second.debt, second.short, second.month_short) == ("D4", Money.yuan("802.65"), Money.yuan("1092.65"))
    december = next(month for month in keeping.follow.months if month.month == date(2026, 12, 1))
    assert {due.state for due in december.dues} == {State.AT_RISK}


def test_a_payment_that_is_covered_is_not_marked_though_its_month_runs_out() -> None:
    open_session = session()
    keeping = KeepingDesk(open_session)
    cut(open_session, 5_000)
    december = next(month for month in keeping.follow.months if month.month == date(2026, 12, 1))
    # 1,490 are enough for the 780 of the agreement, and 92.65 too little for the contract
    assert {due.debt: due.state for due in december.dues} == {"D1": State.DUE, "D4": State.AT_RISK}


@pytest.mark.parametrize(
    ("name", "known", "due"),
    [("C1-easy", True, True), ("C3-negative", True, False), ("C4-litigated", True, True)],
)
def test_that_nothing_is_due_is_told_apart_from_nothing_known(name: str, known: bool, due: bool) -> None:
    (watch,) = KeepingDesk(session(name)).watch
    assert (watch.known, watch.due) == (known, due)


def test_without_income_nothing_can_be_said() -> None:
    open_session = session()
    open_session.change(income=())
    (watch,) = KeepingDesk(open_session).watch
    assert not watch.known


def test_a_car_loan_beside_a_wage_deduction_is_warned_of_in_c4() -> None:
    # 7,400 − 5,190 − 2,000 taken by the court = 210 for 2,127.55 on 15 December: 1,917.55 are missing
    (risk,) = KeepingDesk(session("C4-litigated")).watch[0].risks
    assert (risk.debt, risk.on, risk.short) == ("D4", date(2026, 12, 15), Money.yuan("1917.55"))


def test_the_steps_appear_by_themselves_are_done_one_by_one_and_begun_anew() -> None:
    open_session = session()
    keeping = KeepingDesk(open_session)
    assert [flow.debt for flow in keeping.flows] == ["D1"]
    keeping.mark("D1", "own_payments", "五期都在")
    first, second, *_ = keeping.flows[0].steps
    assert (first.stand, first.note, second.stand) == (Stand.DONE, "五期都在", Stand.NOW)
    keeping.unmark("D1", "own_payments")
    assert not keeping.flows[0].begun
    keeping.mark("D1", "own_payments")
    keeping.restart("D1")
    assert open_session.case.milestones == ()


def test_the_steps_can_be_asked_for_and_go_with_another_case() -> None:
    open_session = session()
    open_session.change(contact_log=())
    keeping = KeepingDesk(open_session)
    assert keeping.flows == ()
    keeping.ask_for_flow("D1")
    assert keeping.flow_of("D1") is not None
    open_session.open(demo_bytes("C1-easy"))
    assert keeping.flows == ()


def test_a_debt_that_is_paid_off_brings_its_closing_papers_and_what_is_free() -> None:
    open_session = session()
    keeping = KeepingDesk(open_session)
    assert keeping.closings == ()
    keeping.follow.record_payment(agreement_of(open_session), ON, Money.yuan(42_900))
    (closing,) = keeping.closings
    assert (closing.debt, closing.freed) == ("D1", Money.yuan(780))
    with pytest.raises(RepaybookError):
        keeping.choose_freed("next")  # no plan is chosen yet
    open_session.change(plans=(Plan(id="p"),), chosen_plan="p")
    keeping.choose_freed("next")
    assert open_session.case.plans[0].freed == "next"
    assert keeping.closings[0].choice == "next"
    with pytest.raises(ValueError, match="no such choice"):
        keeping.choose_freed("spend")


def test_what_the_next_instalment_unpaid_would_mean_is_told_in_money() -> None:
    open_session = session()
    keeping = KeepingDesk(open_session)
    found = keeping.if_broken(agreement_of(open_session))
    assert found is not None
    broken, number = found
    assert (number, broken.due) == (6, date(2026, 12, 5))
    assert broken.paid == Money.yuan(3_900)
    assert keeping.if_broken(replace(agreement_of(open_session), terms=None)) is None
