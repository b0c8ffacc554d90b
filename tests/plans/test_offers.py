"""One creditor under one offer that changes how the debt is repaid: published figures, parts that add up, bad input."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.model import CaseFile, CreditorType, Debt, Offer, OfferKind
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.errors import PlanError
from repaybook.money import ZERO, Money
from repaybook.plans import schedule
from repaybook.plans.model import Schedule
from repaybook.plans.offers import scheduled

DAY = date(2026, 11, 23)


def yuan(amount: str | int) -> Money:
    return Money.yuan(amount)


def card(balance: str = "86000", **fields: Any) -> Debt:
    terms: dict[str, Any] = {"principal": yuan(balance), "balance_total": yuan(balance), "overdue_days": 100}
    terms["creditor_type"] = CreditorType.BANK_CREDIT_CARD
    return Debt(id="D1", creditor_alias="银行A", **{**terms, **fields})


def offered(debt: Debt, on: date = DAY, **fields: Any) -> Schedule:
    kind = fields.pop("kind", OfferKind.INSTALMENTS)
    offer = Offer(debt=debt.id, kind=kind, **fields)
    return schedule(debt, offer, CaseFile(as_of=DAY, debts=(debt,)), on)


def problem_keys(debt: Debt, **fields: Any) -> list[str]:
    with pytest.raises(PlanError) as caught:
        offered(debt, **fields)
    return [problem.key for problem in caught.value.problems]


# 86,000 / 12, 24, 36, 48, 60; practice §1.2
@pytest.mark.parametrize(
    ("months", "monthly"), [(12, "7166.67"), (24, "3583.33"), (36, "2388.89"), (48, "1791.67"), (60, "1433.33")]
)
def test_86000_without_interest_is_an_equal_part_a_month(months: int, monthly: str) -> None:
    made = offered(card(), months=months)
    assert made.regular == yuan(monthly)
    assert len(made.rows) == months
    assert made.total_paid == yuan(86_000)
    assert made.still_owed == ZERO


def test_ten_per_cent_down_and_60_instalments() -> None:
    # 8,600 down, 77,400 / 60 = 1,290.00; practice §1.2
    made = offered(card(), months=60, down_payment=yuan(8_600))
    assert made.rows[0].total == 860_000
    assert {row.total for row in made.rows[1:]} == {129_000}
    assert made.rows[0].due == made.rows[1].due
    assert made.regular == yuan(1290)


def test_the_same_at_the_cards_rate_costs_2195_55_a_month() -> None:
    # 86,000 at 18.25 % over 60: 2,195.55 a month; practice §1.2
    made = offered(card(), months=60, annual_rate=Decimal("0.1825"))
    assert made.regular == yuan("2195.55")
    # posted in fen: 59 × 2,195.55 + 2,195.28 − 86,000
    assert made.total_paid - yuan(86_000) == yuan("45732.73")
    assert made.waiver_worth == ZERO


def test_what_the_interest_free_offer_is_worth_is_that_interest() -> None:
    # 60 × 2,195.5475 − 86,000, before posting; practice §1.2
    assert offered(card(), months=60).waiver_worth == yuan("45732.85")


def test_60_months_from_december_2026_end_in_november_2031() -> None:
    made = offered(card(next_due_date=date(2026, 12, 5)), months=60)
    assert made.first_due == date(2026, 12, 5)
    assert made.end == date(2031, 11, 5)


def c2_card(**fields: Any) -> Schedule:
    case = read_case(demo_bytes("C2-tight"))
    offer = Offer(debt="D1", kind=OfferKind.INSTALMENTS, **fields)
    return schedule(case.debt("D1"), offer, case, DAY)


def sums(made: Schedule) -> tuple[int, int, int, int, int]:
    rows = made.rows
    return (
        sum(row.principal for row in rows),
        sum(row.interest for row in rows),
        sum(row.penalty_interest for row in rows),
        sum(row.late_fee for row in rows),
        sum(row.other for row in rows),
    )


def test_each_part_of_a_balance_is_repaid_as_that_part() -> None:
    # C2 D1: 42,600 principal + 3,120 interest + 1,080 late fee = 46,800; 46,800 / 60 = 780.00
    made = c2_card(months=60)
    assert sums(made) == (4_260_000, 312_000, 0, 108_000, 0)
    assert made.regular == yuan(780)
    # 78 days late: charges first, the principal after them
    assert [made.rows[0].late_fee, made.rows[0].interest, made.rows[0].principal] == [78_000, 0, 0]
    assert any(said.key == "plans.assume.interest_first" for said in made.assumptions)


def test_a_waived_part_is_not_repaid() -> None:
    made = c2_card(months=60, waived_late_fee=yuan(1_080), waived_interest=yuan(1_120))
    assert sums(made) == (4_260_000, 200_000, 0, 0, 0)
    assert made.waived == yuan(2_200)
    assert made.total_paid == yuan(44_600)


def test_a_card_late_for_more_than_90_days_settles_principal_first() -> None:
    parts: dict[str, Any] = {"principal": yuan(900), "accrued_interest": yuan(100), "balance_total": yuan(1_000)}
    late = offered(card(**parts), months=10)
    assert [row.principal for row in late.rows] == [10_000] * 9 + [0]
    assert late.rows[-1].interest == 10_000
    assert late.assumptions[-1].key == "plans.assume.principal_first"


def test_what_the_contract_adds_before_the_first_payment_is_said_and_not_paid() -> None:
    # 86,000 × 0.0005 × 30 days (23 Nov to 23 Dec) = 1,290.00
    made = offered(card(), months=60)
    assert made.accrued_until_first_due == yuan(1290)
    assert not made.accrual_included
    assert made.assumptions[0].key == "plans.assume.frozen"
    assert made.assumptions[0].values == {"amount": yuan(1290), "day": date(2026, 12, 23)}


def test_the_months_of_grace_pay_interest_alone() -> None:
    # 10,000 × 12 % / 12 = 100.00 a month; then 10,000 over 2 months: 5,075.12 a month
    made = offered(card("10000"), months=2, annual_rate=Decimal("0.12"), grace_months=3)
    assert [row.total for row in made.rows] == [10_000, 10_000, 10_000, 507_512, 507_513]
    assert made.regular == yuan("5075.12")
    assert made.rows[-1].due == date(2027, 4, 23)


def test_interest_free_grace_pays_nothing_until_it_ends() -> None:
    made = offered(card("10000"), months=4, grace_months=2, first_due=date(2026, 12, 31))
    assert [row.due for row in made.rows] == [
        date(2027, 2, 28),
        date(2027, 3, 28),
        date(2027, 4, 28),
        date(2027, 5, 28),
    ]


def test_month_ends_step_from_the_first_due_day() -> None:
    made = offered(card("300"), months=3, first_due=date(2027, 1, 31))
    assert [row.due for row in made.rows] == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]


def test_a_first_day_that_has_passed_is_put_off_by_whole_months_and_said() -> None:
    made = offered(card("300"), on=date(2027, 2, 10), months=3, first_due=date(2026, 12, 5))
    assert made.first_due == date(2027, 3, 5)
    assert made.assumptions[0].values == {"day": date(2027, 3, 5)}


def test_an_extension_runs_at_the_contracts_rate_and_pays_what_it_adds() -> None:
    # 12,000 at 12 % over 12: 1,066.19 a month (1 % a month); nothing added, as the first month is the running one
    debt = Debt(
        id="L",
        creditor_alias="银行",
        creditor_type=CreditorType.BANK_CONSUMER_LOAN,
        principal=yuan(12_000),
        balance_total=yuan(12_000),
        annual_rate=Decimal("0.12"),
    )
    made = offered(debt, kind=OfferKind.EXTENSION, months=12, first_due=date(2026, 12, 23))
    assert made.regular == yuan("1066.19")
    assert made.accrual_included
    assert made.waiver_worth == ZERO
    # put off by a month, thirty days more run: 12,000 × 12 % × 30 / 365 = 118.36
    later = offered(debt, kind=OfferKind.EXTENSION, months=12, first_due=date(2027, 1, 23))
    assert sum(row.principal for row in later.rows) == 1_200_000
    assert later.assumptions[0].values == {"amount": yuan("118.36")}


def test_a_settlement_asks_to_waive_what_it_leaves_principal_last() -> None:
    parts: dict[str, Any] = {"principal": yuan(900), "accrued_interest": yuan(100), "balance_total": yuan(1_000)}
    kept = offered(card(**parts), kind=OfferKind.LUMP_SUM, amount=yuan(950), first_due=date(2026, 12, 1))
    assert [(row.principal, row.interest, row.balance) for row in kept.rows] == [(90_000, 5_000, 0)]
    assert (kept.waived, kept.waived_principal, kept.end) == (yuan(50), ZERO, date(2026, 12, 1))
    deeper = offered(card(**parts), kind=OfferKind.LUMP_SUM, amount=yuan(600))
    assert (deeper.waived, deeper.waived_principal, deeper.waiver_worth) == (yuan(100), yuan(300), yuan(400))
    assert deeper.assumptions[-1].key == "plans.assume.settled_principal"


def test_a_settlement_in_full_leaves_nothing_to_waive() -> None:
    made = offered(card("1000", annual_rate=Decimal(0)), kind=OfferKind.LUMP_SUM, amount=yuan(1_000))
    assert (made.waived, made.waiver_worth, made.assumptions) == (ZERO, ZERO, ())


def test_a_settlement_has_no_sum_of_its_own() -> None:
    assert problem_keys(card(), kind=OfferKind.LUMP_SUM) == ["problems.plan.amount_needed"]


def test_one_fen_is_repaid_at_once() -> None:
    made = offered(card("0.01"), months=60)
    assert [row.total for row in made.rows] == [1]


def test_600_months_at_36_per_cent_close_exactly() -> None:
    # the instalment is just above a month's interest: 100,000 × 3 % = 3,000.00
    debt = card("100000", creditor_type=CreditorType.PRIVATE_LOAN)
    made = offered(debt, months=600, annual_rate=Decimal("0.36"))
    assert made.regular == yuan("3000.01")
    assert sum(row.principal for row in made.rows) == 10_000_000
    assert made.rows[-1].total <= 2 * made.regular.fen
    assert made.still_owed == ZERO


def test_a_debt_without_a_balance_is_named() -> None:
    debt = Debt(id="D", creditor_alias="某家", creditor_type=CreditorType.PRIVATE_LOAN)
    assert problem_keys(debt, months=12) == ["plans.problem.balance_unknown"]


def test_an_offer_that_was_not_checked_needs_a_balance() -> None:
    debt = Debt(id="D", creditor_alias="某家", creditor_type=CreditorType.PRIVATE_LOAN)
    with pytest.raises(ValueError, match="no balance"):
        scheduled(debt, Offer(debt="D", kind=OfferKind.STOP), CaseFile(as_of=DAY, debts=(debt,)), DAY)


def test_every_problem_of_an_offer_comes_at_once() -> None:
    found = problem_keys(
        card("1000"),
        months=61,
        down_payment=yuan(2_000),
        waived_interest=yuan(5),
        annual_rate=Decimal("-0.01"),
        first_due=date(2026, 1, 1),
        grace_months=61,
    )
    assert sorted(found) == [
        "problems.field.out_of_span",
        "problems.field.rate_negative",
        "problems.plan.card_months",
        "problems.plan.down_payment_above_balance",
        "problems.plan.first_due_past",
        "problems.plan.waived_above_owed",
    ]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"months": None}, "problems.plan.months_needed"),
        ({"months": 0}, "problems.field.out_of_span"),
        ({"months": 58, "grace_months": 3}, "plans.problem.card_months_with_grace"),
        ({"months": 12, "annual_rate": Decimal(11)}, "problems.field.rate_too_high"),
        ({"months": 12, "annual_rate": Decimal("NaN")}, "problems.field.rate_negative"),
        ({"months": 12, "down_payment": Money(-1)}, "problems.field.negative"),
        ({"months": 12, "first_due": date(2040, 1, 1)}, "plans.problem.first_due_far"),
        ({"kind": OfferKind.TOKEN, "months": 3}, "problems.plan.amount_needed"),
        ({"kind": OfferKind.LUMP_SUM, "amount": Money(10**9)}, "plans.problem.amount_above_balance"),
    ],
)
def test_an_offer_that_cannot_be_worked_out_is_refused_by_name(fields: dict[str, object], key: str) -> None:
    assert problem_keys(card(), **fields) == [key]


def test_a_down_payment_above_what_waivers_leave_is_refused() -> None:
    parts: dict[str, Any] = {"principal": yuan(900), "accrued_interest": yuan(100), "balance_total": yuan(1_000)}
    found = problem_keys(card(**parts), months=12, waived_interest=yuan(100), down_payment=yuan(950))
    assert found == ["problems.plan.down_payment_above_balance"]


def test_a_guarantee_that_is_not_due_has_no_offer() -> None:
    assert problem_keys(card(contingent=True), months=12) == ["plans.problem.contingent"]


def test_an_offer_about_a_debt_that_is_paid_has_no_rows() -> None:
    made = offered(card("0"), months=12)
    assert (made.rows, made.end, made.still_owed) == ((), None, ZERO)


PARTS = st.tuples(*[st.integers(0, 10**7)] * 5)
RATES = st.decimals(0, Decimal("0.36"), places=4)


def debt_of(parts: tuple[int, ...], creditor_type: CreditorType = CreditorType.CONSUMER_FINANCE) -> Debt:
    principal, interest, penalty, late_fee, other = map(Money, parts)
    return Debt(
        id="D1",
        creditor_alias="某家",
        creditor_type=creditor_type,
        principal=principal,
        accrued_interest=interest,
        penalty_interest=penalty,
        late_fee=late_fee,
        other_fees=other,
        balance_total=Money(sum(parts)),
        annual_rate=Decimal("0.18"),
        overdue_days=40,
    )


@given(parts=PARTS, months=st.integers(1, 600), rate=RATES, down=st.integers(0, 10**7), grace=st.integers(0, 6))
def test_instalments_repay_every_part_to_the_fen(
    parts: tuple[int, ...], months: int, rate: Decimal, down: int, grace: int
) -> None:
    down = min(down, sum(parts))
    made = offered(debt_of(parts), months=months, annual_rate=rate, down_payment=Money(down), grace_months=grace)
    paid = sums(made)
    assert paid[0] == parts[0]
    assert paid[2:] == parts[2:]
    assert paid[1] >= parts[1]
    assert made.total_paid.fen == sum(paid)
    if rate == 0:
        assert paid[1] == parts[1]
    balances = [sum(parts), *(row.balance for row in made.rows)]
    assert balances == sorted(balances, reverse=True)
    assert balances[-1] == 0
    assert all(min(row[1:]) >= 0 for row in made.rows)


@given(parts=PARTS, months=st.integers(1, 60), rate=RATES, share=st.integers(0, 100))
def test_a_waiver_never_raises_the_cost(parts: tuple[int, ...], months: int, rate: Decimal, share: int) -> None:
    debt = debt_of(parts)
    waived: dict[str, Any] = {
        "waived_interest": Money(parts[1] * share // 100),
        "waived_penalty": Money(parts[2] * share // 100),
        "waived_late_fee": Money(parts[3] * share // 100),
        "waived_fees": Money(parts[4] * share // 100),
    }
    full = offered(debt, months=months, annual_rate=rate)
    less = offered(debt, months=months, annual_rate=rate, **waived)
    assert less.total_paid <= full.total_paid
    assert less.waiver_worth >= full.waiver_worth


@given(parts=PARTS, months=st.integers(1, 60), rate=RATES, down=st.integers(0, 10**6))
def test_a_down_payment_is_no_dearer(parts: tuple[int, ...], months: int, rate: Decimal, down: int) -> None:
    debt = debt_of(parts)
    down = min(down, sum(parts))
    without = offered(debt, months=months, annual_rate=rate)
    with_it = offered(debt, months=months, annual_rate=rate, down_payment=Money(down))
    # posting in whole fen may move a fen a month
    assert with_it.total_paid.fen <= without.total_paid.fen + months
