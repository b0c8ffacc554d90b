"""The days that keeping an agreement sets, in the calendar file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from icalendar import Calendar
from tests.documents.material import ON, demo

from repaybook.case.model import CaseFile, Milestone, Payment
from repaybook.documents.calendar import ics
from repaybook.follow.reminders import Reminder, reminders
from repaybook.money import Money


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def sent() -> CaseFile:
    """C5 with its letter sent on the day of the figures."""
    return replace(demo("C5"), milestones=(Milestone(debt="D1", step="stop_letter", on=ON),))


def test_the_end_of_the_wait_is_a_reminder_that_gives_nothing_away() -> None:
    # 23 November 2026 and 15 workdays: 14 December
    assert reminders(sent(), ON) == (Reminder("waiting", "D1", date(2026, 12, 14)),)
    found = [event for event in events(ics(sent(), ON)) if event.decoded("dtstart") == date(2026, 12, 14)]
    assert [str(event["summary"]) for event in found] == ["待办：重要日期"]
    plain = [str(event["summary"]) for event in events(ics(sent(), ON, plain=True))]
    assert "等股份制银行A答复的最后一天" in plain


def test_its_id_stays_the_same_and_it_goes_when_it_is_past_or_answered() -> None:
    first = {str(event["uid"]) for event in events(ics(sent(), ON))}
    again = {str(event["uid"]) for event in events(ics(sent(), ON + timedelta(days=1)))}
    assert again <= first
    assert reminders(sent(), date(2026, 12, 15)) == ()
    answered = Milestone(debt="D1", step="waiting", on=ON)
    assert reminders(replace(sent(), milestones=(*sent().milestones, answered)), ON) == ()


def test_the_credit_report_of_a_debt_that_is_paid_off_is_one_too() -> None:
    case = demo("C5")
    (agreement,) = case.agreements
    paid = Payment(date=date(2026, 11, 20), amount=Money.yuan(42_900))  # all the rest: 46,800 − 3,900
    case = replace(case, agreements=(replace(agreement, payments=(*agreement.payments, paid)),))
    assert reminders(case, ON) == (Reminder("credit_check", "D1", date(2026, 12, 20)),)
