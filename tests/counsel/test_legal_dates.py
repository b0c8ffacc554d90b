"""Dates worked out from the law: the payment order first, days off before and never after, what contradicts is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.assess.urgent import Deadline, most_urgent, urgent
from repaybook.case.model import Agreement, CaseFile, CreditorType, Debt, LegalEvent
from repaybook.case.read import read_case
from repaybook.case.vocabulary import LEGAL_EVENTS
from repaybook.counsel.facts import facts
from repaybook.counsel.legal_dates import deadlines, notes, source
from repaybook.counsel.routes import routes
from repaybook.demo import demo_bytes, names
from repaybook.texts import LANGS, known

ON = date(2026, 11, 23)


def events(*told: LegalEvent) -> CaseFile:
    return CaseFile(as_of=ON, legal_events=told)


def payment_order(received: date, deadline: date | None = None) -> LegalEvent:
    return LegalEvent(type="payment_order_received", date=received, deadline=deadline)


def only(case: CaseFile) -> Deadline:
    found = deadlines(case)
    assert len(found) == 1
    return found[0]


def test_the_litigated_case_begins_with_its_payment_order_as_the_law_counts_it() -> None:
    first = deadlines(read_case(demo_bytes("C4-litigated")))[0]
    # received on 16 November, that day not counted: 16 + 15 = 1 December
    assert (first.kind, first.on, first.days_left) == ("payment_order_received", date(2026, 12, 1), 8)
    assert first.worked_out == first.given == date(2026, 12, 1)
    assert notes("zh", first) == ()
    assert source("zh", first).startswith("收到后15日内，当天不算（民事诉讼法 第227条、第228条）")


def test_a_payment_order_without_a_deadline_gets_it_from_the_law_and_says_so() -> None:
    found = only(events(payment_order(date(2026, 11, 16))))
    assert (found.on, found.days_left, found.computed) == (date(2026, 12, 1), 8, True)
    assert found.label_key == "assess.urgent.payment_order_received"
    assert notes("zh", found) == ("这是按法律算出来的日子，请和文书核对。",)


@pytest.mark.parametrize("given_day", [date(2026, 11, 28), date(2026, 12, 5)])
def test_a_deadline_that_contradicts_is_said_and_the_earlier_day_counts(given_day: date) -> None:
    found = only(events(payment_order(date(2026, 11, 16), given_day)))
    assert found.on == min(given_day, date(2026, 12, 1))
    assert "按法律算是2026年12月1日" in notes("zh", found)[0]
    assert not found.computed


def test_a_deadline_on_a_day_off_is_met_before_and_never_moved() -> None:
    # received on 20 November: the last day is 5 December 2026, a Saturday; the Friday before is the 4th
    found = only(events(payment_order(date(2026, 11, 20))))
    assert (found.on, found.hand_in) == (date(2026, 12, 5), date(2026, 12, 4))
    assert "这天不上班，提前在2026年12月4日办好。" in notes("zh", found)


def test_a_day_off_in_a_year_that_is_not_published_says_so() -> None:
    # received on 1 January 2030: the last day is the 16th, a Wednesday; on the 4th the last day is the 19th, a Saturday
    case = replace(events(payment_order(date(2030, 1, 4))), as_of=date(2030, 1, 5))
    found = only(case)
    assert found.hand_in == date(2030, 1, 18)
    assert found.tentative
    assert any("2030年放假安排还没公布" in note for note in notes("zh", found))


def test_an_open_payment_order_stands_before_an_earlier_date_and_a_passed_one_does_not() -> None:
    hearing = LegalEvent(type="hearing", date=date(2026, 11, 25))
    case = events(payment_order(date(2026, 11, 20)), hearing)
    assert [one.kind for one in deadlines(case)] == ["payment_order_received", "hearing"]
    later = date(2026, 12, 20)
    assert [one.kind for one in deadlines(case, later)] == ["hearing", "payment_order_received"]
    assert all(one.passed for one in deadlines(case, later))


def test_before_the_law_held_here_nothing_is_worked_out() -> None:
    found = only(replace(events(payment_order(date(2010, 1, 4))), as_of=date(2010, 1, 5)))
    assert found.days_left is None
    assert found.worked_out is None


def test_the_answer_to_an_objection_is_due_twenty_days_after_it() -> None:
    found = only(events(LegalEvent(type="credit_report_objection", date=date(2026, 11, 10))))
    assert (found.kind, found.on, found.days_left) == ("credit_report_objection_answer", date(2026, 11, 30), 7)
    assert "征信业管理条例" in source("zh", found)
    late = deadlines(events(LegalEvent(type="credit_report_objection", date=date(2026, 10, 1))))[0]
    assert late.act_key == "assess.act.passed_answer"


def test_only_a_complaint_about_the_credit_record_has_an_answer_the_law_here_dates() -> None:
    about_credit = LegalEvent(type="complaint_filed", date=date(2026, 11, 10), note="向人民银行投诉征信")
    found = only(events(about_credit))
    assert (found.kind, found.on) == ("complaint_answer", date(2026, 12, 10))
    other = only(events(LegalEvent(type="complaint_filed", date=date(2026, 11, 10))))
    assert (other.kind, other.on, other.worked_out) == ("complaint_filed", date(2026, 11, 10), None)


def mediated(form: str, signed: date | None = date(2026, 11, 10)) -> CaseFile:
    debt = Debt(id="D1", creditor_alias="某行", creditor_type=CreditorType.BANK_CREDIT_CARD)
    return CaseFile(as_of=ON, debts=(debt,), agreements=(Agreement(debt="D1", form=form, signed=signed),))


def test_a_mediated_agreement_can_be_confirmed_within_thirty_days() -> None:
    found = only(mediated("人民调解协议"))
    assert (found.kind, found.on, found.who) == ("judicial_confirmation", date(2026, 12, 10), "某行")
    assert found.computed
    assert deadlines(mediated("人民调解协议"), date(2026, 12, 11)) == ()


@pytest.mark.parametrize("form", ["电话协商", "法院调解协议", "仲裁调解协议", ""])
def test_other_agreements_need_no_confirmation(form: str) -> None:
    assert deadlines(mediated(form)) == ()


def test_a_confirmation_that_is_dated_already_is_not_worked_out_twice() -> None:
    dated = LegalEvent(type="judicial_confirmation", date=date(2026, 12, 8), debt="D1")
    assert [one.on for one in deadlines(replace(mediated("人民调解协议"), legal_events=(dated,)))] == [
        date(2026, 12, 8)
    ]
    assert deadlines(mediated("人民调解协议", None)) == ()


def test_a_computed_deadline_raises_its_fact_and_its_route() -> None:
    case = replace(mediated("电话协商"), legal_events=(payment_order(date(2026, 11, 16)),))
    found = {fact.key: fact for fact in facts(case, ON)}
    assert found["payment_order_deadline"].values["day"] == date(2026, 12, 1)
    first = routes(case, ON)[0]
    assert (first.key, first.values["day"]) == ("answer_court", date(2026, 12, 1))
    assert "payment_order_deadline" not in {fact.key for fact in facts(case, date(2026, 12, 2))}


EVENTS = st.lists(
    st.builds(
        LegalEvent,
        type=st.sampled_from((*LEGAL_EVENTS, "公证处通知")),
        date=st.dates(date(2015, 1, 1), date(2027, 12, 31)),
        deadline=st.none() | st.dates(date(2015, 1, 1), date(2027, 12, 31)),
    ),
    max_size=8,
).map(tuple)


@given(EVENTS, st.dates(date(2015, 1, 1), date(2027, 12, 31)))
def test_no_date_is_dropped_none_is_later_than_told_and_all_can_be_said(told: tuple[LegalEvent, ...], on: date) -> None:
    case = CaseFile(as_of=ON, legal_events=told)
    found = deadlines(case, on)
    assert len(found) == len(urgent(case, on)) == len(told)
    for one in found:
        event = one.event
        assert event is not None
        if event.type not in {"credit_report_objection", "complaint_filed"} and event.deadline is not None:
            assert one.on <= event.deadline
        assert one.days_left is None or one.days_left == (one.on - on).days
        assert one.hand_in is None or one.on - timedelta(days=14) <= one.hand_in < one.on
        for lang in LANGS:
            assert known(lang, one.label_key)
            assert known(lang, one.act_key)
            assert known(lang, f"know.short.{one.kind}")
            assert source(lang, one)
            assert all(notes(lang, one))
    ahead = [one.kind for one in found if not one.passed]
    if "payment_order_received" in ahead:
        assert ahead[0] == "payment_order_received"
        first = most_urgent(found)
        assert first is None or first.passed or first.kind == "payment_order_received"


@pytest.mark.parametrize("name", names())
def test_the_dates_of_the_invented_cases_can_be_said(name: str) -> None:
    for one in deadlines(read_case(demo_bytes(name))):
        assert source("zh", one)
        assert source("en", one)
