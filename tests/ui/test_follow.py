"""Agreements, payments and legal dates, without widgets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from repaybook.case.model import Agreement, LegalEvent, Offer, OfferKind, Payment, Plan
from repaybook.case.read import read_case
from repaybook.errors import CaseError, RepaybookError
from repaybook.follow.dues import State
from repaybook.money import Money
from repaybook.ui.models.follow import FollowDesk
from repaybook.ui.session import Session


def desk(case: str = "C5-misconduct") -> FollowDesk:
    return FollowDesk(Session(read_case((files("repaybook") / "demo" / f"{case}.json").read_bytes())))


def test_the_agreement_of_c5_says_what_is_paid_and_what_comes_next() -> None:
    (line,) = desk().agreements
    assert (line.paid_count, line.paid, line.left) == (5, Money.yuan(3_900), Money.yuan(42_900))  # 5 × 780 of 46,800
    assert line.next_due is not None
    assert (line.next_due.on, line.next_due.amount) == (date(2026, 12, 5), Money.yuan(780))
    assert line.missed == ()
    assert line.apart == Money(0)
    assert line.agreement.missing == ("书面协议原件", "违约处理约定", "结清证明约定")


def test_the_calendar_begins_three_months_back_where_something_fell_due_there() -> None:
    follow = desk()
    assert follow.shown_from == date(2026, 8, 1)
    assert [month.month for month in follow.months][-1] == date(2027, 7, 1)
    december = follow.months[4]
    # the agreement of D1 on the 5th, the contract of D4 on the 18th
    assert [(due.debt, due.on.day, due.state) for due in december.dues] == [
        ("D1", 5, State.DUE),
        ("D4", 18, State.DUE),
    ]
    assert december.total == Money.yuan("1582.65")


def test_the_calendar_begins_now_where_nothing_fell_due_before() -> None:
    assert desk("C1-easy").shown_from == date(2026, 11, 1)


def test_the_twelve_months_before_and_after_can_be_looked_at() -> None:
    follow = desk()
    follow.later()
    assert follow.months[0].month == date(2027, 8, 1)
    follow.earlier()
    follow.earlier()
    assert follow.months[0].month == date(2025, 8, 1)


def test_a_payment_is_recorded_and_taken_back() -> None:
    follow = desk()
    follow.record_payment(follow.session.case.agreements[0], date(2026, 11, 23), Money.yuan(780))
    (line,) = follow.agreements
    assert line.paid_count == 6
    assert line.next_due is not None
    assert line.next_due.on == date(2027, 1, 5)
    follow.drop_payment(line.agreement, Payment(date=date(2026, 11, 23), amount=Money.yuan(780)))
    assert follow.agreements[0].paid_count == 5
    follow.session.undo()
    assert follow.agreements[0].paid_count == 6


def test_a_payment_without_day_or_amount_is_refused_with_both_reasons() -> None:
    follow = desk()
    with pytest.raises(RepaybookError) as refused:
        follow.record_payment(follow.session.case.agreements[0], None, Money(0))
    assert [problem.key for problem in refused.value.problems] == [
        "follow.problem.which_day",
        "follow.problem.how_much",
    ]
    assert follow.agreements[0].paid_count == 5


def test_an_agreement_without_its_debt_is_refused() -> None:
    with pytest.raises(RepaybookError):
        desk().put_agreement(Agreement(debt=""))


def test_an_agreement_about_a_debt_that_is_not_there_is_refused_and_nothing_changes() -> None:
    follow = desk()
    before = follow.session.case
    with pytest.raises(CaseError) as refused:
        follow.put_agreement(Agreement(debt="D9"))
    assert refused.value.problems[0].path == ("agreements", 1, "debt")
    assert follow.session.case is before


def test_an_agreement_is_corrected_deleted_and_had_back() -> None:
    follow = desk()
    (agreement,) = follow.session.case.agreements
    follow.put_agreement(replace(agreement, written_copy=True), agreement)
    assert follow.session.case.agreements[0].written_copy is True
    follow.drop_agreement(follow.session.case.agreements[0])
    assert follow.agreements == ()
    follow.session.undo()
    assert follow.agreements[0].agreement.written_copy is True


def test_instalments_that_do_not_add_up_say_by_how_much() -> None:
    follow = desk()
    (agreement,) = follow.session.case.agreements
    follow.put_agreement(replace(agreement, monthly=Money.yuan(900)), agreement)
    assert follow.agreements[0].apart == Money.yuan(7_200)  # 60 × 900 = 54,000, fixed at 46,800


def test_an_instalment_that_was_missed_is_named() -> None:
    follow = desk()
    (agreement,) = follow.session.case.agreements
    follow.put_agreement(replace(agreement, payments=agreement.payments[:4]), agreement)
    assert [due.on for due in follow.agreements[0].missed] == [date(2026, 11, 5)]


def test_the_legal_dates_of_c4_begin_with_the_payment_order() -> None:
    legal = desk("C4-litigated").legal
    assert [(one.event.type, one.days_left) for one in legal] == [
        ("payment_order_received", 8),  # 1 December, from 23 November
        ("wage_deduction_start", 8),
        ("mediation", 15),
    ]


def test_a_legal_date_is_added_corrected_and_deleted() -> None:
    follow = desk()
    hearing = LegalEvent(type="hearing", date=date(2026, 12, 20))
    follow.put_event(hearing)
    assert [one.days_left for one in follow.legal] == [27]
    later = replace(hearing, date=date(2027, 1, 4))
    follow.put_event(later, hearing)
    assert [one.day for one in follow.legal] == [date(2027, 1, 4)]
    follow.drop_event(later)
    assert follow.legal == ()


def spread(months: int) -> Plan:
    """C2's four late debts over so many months, the mortgage as it is."""
    offers = [Offer(debt=f"D{number}", kind=OfferKind.INSTALMENTS, months=months) for number in range(1, 5)]
    return Plan(id="own", offers=(Offer(debt="D0", kind=OfferKind.KEEP), *offers))


def test_what_the_chosen_plan_means_to_pay_stands_in_the_calendar_as_planned() -> None:
    follow = desk("C2-tight")
    follow.session.change(plans=(spread(60),), chosen_plan="own")
    january = next(month for month in follow.months if month.month == date(2027, 1, 1))
    states = {due.debt: due.state for due in january.dues}
    assert states == {"D0": State.DUE} | dict.fromkeys(("D1", "D2", "D3", "D4"), State.PLANNED)


def test_payments_of_a_month_that_the_plan_cannot_pay_are_at_risk() -> None:
    follow = desk("C2-tight")
    # 114,600 over 12 months is 9,550 a month; after living and the mortgage 2,550 are left
    follow.session.change(plans=(spread(12),), chosen_plan="own")
    january = next(month for month in follow.months if month.month == date(2027, 1, 1))
    assert {due.state for due in january.dues} == {State.AT_RISK}


def test_a_chosen_plan_that_no_longer_fits_is_left_out_and_said() -> None:
    follow = desk("C2-tight")
    follow.session.change(plans=(spread(60),), chosen_plan="own")
    assert not follow.stale
    grown = replace(follow.session.case.debts[1], id="D7")
    follow.session.change(debts=(*follow.session.case.debts, grown))
    assert follow.stale
    assert {due.debt for month in follow.months for due in month.dues} == {"D0"}


def test_another_case_starts_its_own_calendar() -> None:
    follow = desk()
    follow.later()
    follow.session.open((files("repaybook") / "demo" / "C1-easy.json").read_bytes())
    assert follow.shown_from == date(2026, 11, 1)
