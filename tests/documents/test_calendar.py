"""Reminders, read by a parser: every payment and deadline, ids that last, titles that give nothing away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.documents.material import NAMES, ON, a_case, agreed, demo, payment_order, with_debt

from repaybook.case.model import CaseFile, Negotiation, Offer, OfferKind
from repaybook.documents.calendar import ics
from repaybook.follow.dues import State, dues
from repaybook.money import Money
from repaybook.plans import project, propose
from repaybook.texts import say


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


@pytest.mark.parametrize("name", NAMES)
def test_a_parser_reads_every_payment_to_come_on_its_day(name: str) -> None:
    case = demo(name)
    days = [event.decoded("dtstart") for event in events(ics(case, ON))]
    for due in dues(case, ON):
        if due.on >= ON and due.state is not State.PAID:
            days.remove(due.on)


@pytest.mark.parametrize("name", NAMES)
def test_lines_end_with_crlf_and_have_75_octets_at_most(name: str) -> None:
    content = ics(demo(name), ON, plain=True)
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    for line in lines:
        line.decode("utf-8")  # no character is torn apart


def test_titles_give_nothing_away_unless_asked_to() -> None:
    case = demo("C5")
    discreet = "".join(f"{event['summary']}{event['description']}" for event in events(ics(case, ON)))
    for word in ("债", "还款", "银行", "欠", "催", "780", "何某"):
        assert word not in discreet
    titles = [str(event["summary"]) for event in events(ics(case, ON, plain=True))]
    assert "还股份制银行A780元" in titles


def test_ids_are_unique_and_the_same_from_one_day_to_the_next() -> None:
    case = demo("C4")
    first = {str(event["uid"]): event.decoded("dtstart") for event in events(ics(case, ON))}
    again = {str(event["uid"]): event.decoded("dtstart") for event in events(ics(case, ON + timedelta(days=1)))}
    assert len(first) == len(events(ics(case, ON)))
    assert again.items() <= first.items()
    assert not first.keys() & {str(event["uid"]) for event in events(ics(demo("C5"), ON))}


def test_a_deadline_is_in_it_and_one_that_is_past_is_not() -> None:
    def titles(case: CaseFile, on: date) -> list[str]:
        return [str(event["summary"]) for event in events(ics(case, on, plain=True))]

    # received on 16 November + 15 days = 1 December 2026, a Tuesday
    case = a_case(legal_events=(payment_order(date(2026, 11, 16)),))
    found = [event for event in events(ics(case, ON)) if event.decoded("dtstart") == date(2026, 12, 1)]
    assert len(found) == 1
    assert len(titles(case, ON)) == len(titles(case, date(2026, 12, 2))) + 1


def test_paid_instalments_and_a_plan_not_chosen_are_left_out() -> None:
    case = with_debt(a_case(agreements=(agreed(),)), overdue_days=0, next_due_date=None)
    assert len(events(ics(case, ON))) == 22  # 24 instalments, October's and November's are past
    assert len(events(ics(a_case(), ON))) == 0
    planned = propose(a_case(), ON).plans[0]
    assert len(events(ics(a_case(), ON, planned))) == len(planned.schedules["D1"].rows)


def test_each_rings_three_days_before_and_on_its_day() -> None:
    event = events(ics(demo("C5"), ON))[0]
    triggers = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    assert triggers == [timedelta(days=-3), timedelta(hours=9)]


@given(st.text(max_size=200))
def test_any_creditor_name_is_read_back_as_it_was_written(said: str) -> None:
    case = with_debt(a_case(agreements=(agreed(terms=1, first_due=ON),)), creditor_alias=said)
    content = ics(replace(case, case_id=said), ON, plain=True)
    (event,) = events(content)
    kept = "".join(
        letter for letter in said.replace("\r\n", "\n").replace("\r", "\n") if letter in "\n\t" or ord(letter) >= 32
    )
    kept = kept.replace("\x7f", "")
    assert str(event["summary"]).count("元") >= 1
    if kept and not any("\ud800" <= letter <= "\udfff" for letter in kept) and "\x85" not in kept:
        assert kept in str(event["summary"])


def test_days_of_the_talks_are_reminders_and_a_step_that_is_put_off_moves() -> None:
    case = demo("C5")
    step = Negotiation(
        debt="D3", state="waiting", on=date(2026, 11, 20), next_step="问结果", next_on=date(2026, 11, 27)
    )
    call = replace(case.contact_log[4], promise="三天内回电", promise_on=date(2026, 11, 26))
    noted = replace(case, negotiations=(step,), contact_log=(*case.contact_log, call))
    before = {str(event["uid"]) for event in events(ics(case, ON))}
    new = {event.decoded("dtstart"): event for event in events(ics(noted, ON)) if str(event["uid"]) not in before}
    assert sorted(new) == [date(2026, 11, 26), date(2026, 11, 27)]
    assert {str(event["summary"]) for event in new.values()} == {say("zh", "calendar.discreet_date")}
    titles = {str(event["summary"]) for event in events(ics(noted, ON, plain=True))}
    assert {"城商行C：问结果", "城商行C：三天内回电"} <= titles
    later = replace(noted, negotiations=(replace(step, next_on=date(2026, 11, 30)),))
    moved = {str(event["uid"]): event.decoded("dtstart") for event in events(ics(later, ON))}
    assert moved[str(new[date(2026, 11, 27)]["uid"])] == date(2026, 11, 30)


def test_a_down_payment_and_the_first_instalment_on_one_day_are_two_reminders() -> None:
    case = demo("C1-easy")
    plan = propose(case, ON).plans[0].plan
    debt_id = next(offer.debt for offer in plan.offers if offer.kind is not OfferKind.KEEP)
    offer = Offer(debt=debt_id, kind=OfferKind.INSTALMENTS, months=2, down_payment=Money.yuan(100))
    offers = tuple(offer if one.debt == debt_id else one for one in plan.offers)
    made = project(case, replace(plan, offers=offers), ON)
    first, second, _ = made.schedules[debt_id].rows
    assert first.due == second.due
    ids = [event["UID"] for event in events(ics(case, ON, made))]
    assert len(set(ids)) == len(ids)
