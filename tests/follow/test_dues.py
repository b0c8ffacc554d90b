"""What falls due, and what is paid of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.model import Agreement, CaseFile, CreditorType, Debt, LegalEvent, Payment
from repaybook.follow.calendar import calendar, legal_dates
from repaybook.follow.dues import Basis, State, agreement_dues, allotted, dues, instalments
from repaybook.money import ZERO, Money

ON = date(2026, 11, 23)
FIVE_PAID = tuple(Payment(date=date(2026, month, 5), amount=Money(78_000)) for month in range(7, 12))
AGREED = Agreement(
    debt="D1",
    signed=date(2026, 6, 18),
    principal_fixed=Money.yuan(46_800),
    terms=60,
    monthly=Money.yuan(780),
    first_due=date(2026, 7, 5),
    payments=FIVE_PAID,
)


def test_sixty_instalments_of_780_add_up_to_the_fixed_balance() -> None:
    plan = instalments(AGREED)
    assert len(plan) == 60
    assert Money.total(amount for _, amount in plan) == Money.yuan(46_800)  # 60 × 780
    assert plan[-1][0] == date(2031, 6, 5)  # 2026-07 and 59 months on


def test_the_last_instalment_closes_what_the_equal_ones_leave_open() -> None:
    odd = replace(AGREED, principal_fixed=Money.yuan("1000.00"), terms=3, monthly=Money.yuan("333.33"))
    assert [amount for _, amount in instalments(odd)] == [Money(33_333), Money(33_333), Money(33_334)]


def test_an_agreement_with_interest_keeps_its_equal_instalments() -> None:
    # 3 × 400 = 1,200 on 1,000: 200 too much is no rounding, it is what the credit costs
    dear = replace(AGREED, principal_fixed=Money.yuan(1_000), terms=3, monthly=Money.yuan(400))
    assert [amount for _, amount in instalments(dear)] == [Money.yuan(400)] * 3


def test_instalments_rounded_up_to_the_yuan_end_with_a_smaller_one() -> None:
    # 10,000 / 36 = 277.78, agreed as 278: 278 × 35 = 9,730, the last is 270
    rounded = replace(AGREED, principal_fixed=Money.yuan(10_000), terms=36, monthly=Money.yuan(278))
    assert instalments(rounded)[-1][1] == Money.yuan(270)


def test_an_agreement_without_its_months_has_no_instalments_yet() -> None:
    assert instalments(replace(AGREED, terms=None)) == ()
    assert instalments(replace(AGREED, first_due=None)) == ()
    assert instalments(replace(AGREED, monthly=None)) == ()


def test_five_payments_pay_the_first_five_and_the_sixth_is_due() -> None:
    states = [due.state for due in agreement_dues(AGREED, ON)]
    assert states[:5] == [State.PAID] * 5
    assert states[5:] == [State.DUE] * 55


def test_an_instalment_past_its_day_without_a_payment_is_missed() -> None:
    behind = replace(AGREED, payments=FIVE_PAID[:4])
    november = agreement_dues(behind, ON)[4]
    assert (november.on, november.state) == (date(2026, 11, 5), State.MISSED)


def test_the_day_itself_is_not_missed_yet() -> None:
    behind = replace(AGREED, payments=FIVE_PAID[:4])
    assert agreement_dues(behind, date(2026, 11, 5))[4].state is State.DUE


def test_part_of_an_instalment_is_said_to_be_part() -> None:
    ahead = replace(AGREED, payments=(*FIVE_PAID, Payment(date=ON, amount=Money.yuan(300))))
    december = agreement_dues(ahead, ON)[5]
    assert (december.state, december.paid) == (State.PART, Money.yuan(300))


@given(st.lists(st.integers(1, 10_000), max_size=12), st.integers(0, 200_000))
def test_what_is_paid_is_allotted_to_the_fen_and_never_beyond_an_instalment(amounts: list[int], paid: int) -> None:
    due = [(ON, Money(amount)) for amount in amounts]
    shares = allotted(due, Money(paid))
    assert Money.total(shares).fen == min(paid, sum(amounts))
    assert all(share <= amount for share, (_, amount) in zip(shares, due, strict=True))


LOAN = Debt(id="D4", creditor_alias="国有银行D", creditor_type=CreditorType.BANK_CONSUMER_LOAN)


def test_a_contract_that_is_paid_on_time_is_followed_to_its_last_instalment() -> None:
    debt = replace(LOAN, contractual_monthly=Money.yuan("802.65"), terms_left=24, next_due_date=date(2026, 12, 18))
    found = dues(CaseFile(as_of=ON, debts=(debt,)), ON)
    assert len(found) == 24
    assert (found[0].on, found[-1].on) == (date(2026, 12, 18), date(2028, 11, 18))
    assert {due.basis for due in found} == {Basis.CONTRACT}


def test_a_contract_day_that_has_passed_is_not_called_paid_or_missed() -> None:
    debt = replace(LOAN, contractual_monthly=Money.yuan(100), terms_left=2, next_due_date=date(2026, 11, 18))
    first, second = dues(CaseFile(as_of=ON, debts=(debt,)), ON)
    assert (first.state, second.state) == (State.NOT_RECORDED, State.DUE)


def test_an_overdue_debt_without_agreement_or_plan_has_no_payment_dates() -> None:
    debt = replace(LOAN, contractual_monthly=Money.yuan(2_260), overdue_days=104, next_due_date=date(2026, 12, 1))
    assert dues(CaseFile(as_of=ON, debts=(debt,)), ON) == ()


def test_a_debt_under_an_agreement_follows_the_agreement_alone() -> None:
    debt = replace(LOAN, id="D1", contractual_monthly=Money.yuan(780), next_due_date=date(2026, 12, 5))
    found = dues(CaseFile(as_of=ON, debts=(debt,), agreements=(AGREED,)), ON)
    assert {due.basis for due in found} == {Basis.AGREEMENT}


def test_twelve_months_hold_every_payment_of_their_days_and_nothing_else() -> None:
    months = calendar(agreement_dues(AGREED, ON), date(2026, 9, 30))
    assert [month.month for month in months][:2] == [date(2026, 9, 1), date(2026, 10, 1)]
    assert len(months) == 12
    assert all(month.total == Money.yuan(780) for month in months)


def test_a_month_without_payments_is_an_empty_month() -> None:
    (month,) = calendar((), ON, 1)
    assert (month.dues, month.total) == ((), ZERO)


def test_legal_dates_come_nearest_first_and_the_past_ones_last() -> None:
    events = (
        LegalEvent(type="mediation", date=date(2026, 12, 8)),
        LegalEvent(type="account_frozen", date=date(2026, 11, 1)),
        LegalEvent(type="payment_order_received", date=date(2026, 11, 16), deadline=date(2026, 12, 1)),
    )
    found = legal_dates(CaseFile(as_of=ON, legal_events=events), ON)
    # 12-01 is 8 days after 11-23, 12-08 is 15, 11-01 was 22 days before
    assert [(one.event.type, one.days_left) for one in found] == [
        ("payment_order_received", 8),
        ("mediation", 15),
        ("account_frozen", -22),
    ]


def test_a_paper_whose_deadline_is_not_known_comes_first_and_is_never_called_past() -> None:
    events = (
        LegalEvent(type="mediation", date=date(2026, 11, 24)),
        LegalEvent(type="payment_order_received", date=date(2026, 11, 16)),
    )
    first, second = legal_dates(CaseFile(as_of=ON, legal_events=events), ON)
    assert (first.event.type, first.days_left) == ("payment_order_received", None)
    assert second.days_left == 1
