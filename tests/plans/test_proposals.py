"""The plans proposed for a case, why each is there, and the reason where there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repaybook.case.model import CaseFile, Category, CreditorType, Debt, Expense, Income, OfferKind
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.money import ZERO, Money
from repaybook.plans import propose
from repaybook.plans.model import Proposal

DAY = date(2026, 11, 23)


def yuan(amount: str | int) -> Money:
    return Money.yuan(amount)


def demo(name: str) -> CaseFile:
    return read_case(demo_bytes(name))


def months(proposal: Proposal) -> dict[str, int | None]:
    """Return the number of instalments of each plan by its id."""
    return {
        done.plan.id: next(offer.months for offer in done.plan.offers if offer.kind is OfferKind.INSTALMENTS)
        for done in proposal.plans
    }


def notes(proposal: Proposal) -> list[str]:
    return [said.key for said in proposal.notes]


def test_c1_is_offered_36_months_within_what_is_left_after_kept_payments() -> None:
    # 34,000 / 36 = 944.44 of 953.28; 36 is a usual term too; a tenth less leaves 525.28, below 34,000 / 60 = 566.67
    found = propose(demo("C1-easy"), DAY)
    assert months(found) == {"shortest": 36, "safest": 60}
    assert found.why == ("plans.why.shortest", "plans.why.safest_but_tenth")
    assert found.why_values[0] == {"months": 36, "monthly": yuan("944.44"), "room": yuan("953.28")}
    assert found.why_values[1]["number"] == 1
    assert notes(found) == ["plans.note.even_is_shortest"]
    kept = {offer.debt for offer in found.plans[0].plan.offers if offer.kind is OfferKind.KEEP}
    assert kept == {"D3", "D4"}


def test_c2_fits_60_months_and_it_is_said_that_a_tenth_less_does_not_hold() -> None:
    # 114,600 / 56 = 2,046.42 (by creditor) of 2,050; 60 months need 1,910
    found = propose(demo("C2-tight"), DAY)
    assert months(found) == {"shortest": 56, "even": 60}
    assert found.plans[1].monthly == yuan(1_910)
    assert notes(found) == ["plans.note.safest_is_even", "plans.why.safest_but_tenth"]
    assert found.plans[1].stress[1].first_failing == 1


def test_c5_has_three_plans_and_the_safest_holds_with_a_tenth_less() -> None:
    # 38,100 / 29 = 1,313.80 of 1,337.35; 36 is the next usual term; 38,100 / 40 = 952.50 of the 967.35 of a tenth less
    found = propose(demo("C5-misconduct"), DAY)
    assert months(found) == {"shortest": 29, "even": 36, "safest": 40}
    assert found.plans[2].stress[1].first_failing is None
    assert found.plans[1].stress[1].first_failing == 1
    assert found.reason is None


def test_a_negative_budget_is_offered_no_instalments() -> None:
    found = propose(demo("C3-negative"), DAY)
    assert found.plans == ()
    assert found.reason == "plans.reason.negative"
    assert found.reason_values == {"amount": yuan(480)}


def test_where_kept_payments_are_not_affordable_there_is_no_plan() -> None:
    # C4: 210 − 2,127.55 = −1,917.55
    found = propose(demo("C4-litigated"), DAY)
    assert found.plans == ()
    assert found.reason == "plans.reason.keep_not_affordable"
    assert found.reason_values["amount"] == yuan("1917.55")


def household(income: int, living: int, *debts: Debt, **fields: Any) -> CaseFile:
    return CaseFile(
        as_of=DAY,
        income=(Income(label_zh="工资", amount_monthly=yuan(income)),),
        expenses=(Expense(category=Category.FOOD, amount_monthly=yuan(living)),),
        debts=debts,
        **fields,
    )


def card(balance: int, debt_id: str = "D1", **fields: Any) -> Debt:
    terms: dict[str, Any] = {
        "creditor_type": CreditorType.BANK_CREDIT_CARD,
        "balance_total": yuan(balance),
        "overdue_days": 40,
    }
    return Debt(id=debt_id, creditor_alias=f"银行{debt_id}", **{**terms, **fields})


def reason(case: CaseFile) -> str | None:
    found = propose(case, DAY)
    assert found.plans == ()
    return found.reason


def test_a_debt_too_large_for_60_months_is_no_plan_and_the_gap_is_named() -> None:
    # 6,000 − 4,000 = 2,000; 300 set aside; 1,700 usable; 120,000 / 60 = 2,000: 300 missing
    found = propose(household(6_000, 4_000, card(120_000)), DAY)
    assert found.reason == "plans.reason.insufficient"
    assert found.reason_values == {
        "months": 60,
        "need": yuan(2_000),
        "room": yuan(1_700),
        "amount": yuan(300),
    }


def test_without_room_after_kept_payments_there_is_no_plan() -> None:
    kept = Debt(
        id="K",
        creditor_alias="银行",
        creditor_type=CreditorType.BANK_CONSUMER_LOAN,
        balance_total=yuan(30_000),
        contractual_monthly=yuan(1_700),
        overdue_days=0,
    )
    assert reason(household(6_000, 4_000, card(1_000), kept)) == "plans.reason.no_room"


def test_an_income_that_ends_too_soon_is_named() -> None:
    # 60,000 / 60 = 1,000: 1,500 left over in each of seven months, then 500 missing: month 29 falls short
    case = household(3_000, 2_500, card(60_000))
    benefit = Income(label_zh="失业金", amount_monthly=yuan(2_000), ends_on=date(2027, 6, 30))
    found = propose(replace(case, income=(*case.income, benefit)), DAY)
    assert found.reason == "plans.reason.income_ends"
    assert found.reason_values == {"number": 29, "fail_month": date(2029, 4, 1), "names": ("失业金",)}


def test_low_income_is_named_where_only_that_does_not_hold() -> None:
    # 2,000 left, 300 set aside; 60,000 / 60 = 1,000 holds with 600 less, not with a low that leaves nothing
    case = household(6_000, 4_000, card(60_000))
    low = replace(case.income[0], low=yuan(4_000))
    found = propose(replace(case, income=(low,)), DAY)
    assert found.why[-1] == "plans.why.safest_but_low"
    assert found.why_values[-1]["number"] == 1


def test_kept_payments_that_grow_too_large_leave_no_plan() -> None:
    # 700 usable after 1,000 kept; but the kept loan asks for all of its 30,000 with its second payment
    loan = replace(kept_loan(1_000), balance_total=yuan(31_000), principal=yuan(31_000), terms_left=2)
    found = propose(household(6_000, 4_000, card(6_000), loan), DAY)
    assert found.reason == "plans.reason.does_not_hold"
    assert found.reason_values == {"number": 2, "fail_month": date(2027, 1, 1)}


def test_a_plan_may_end_before_the_income_does() -> None:
    # 2,500 left a month until June: 6,000 / 3 = 2,000 of the 2,200 that are usable
    case = household(3_000, 2_500, card(6_000))
    benefit = Income(label_zh="失业金", amount_monthly=yuan(2_000), ends_on=date(2027, 6, 30))
    found = propose(replace(case, income=(*case.income, benefit)), DAY)
    assert months(found)["shortest"] == 3


def test_a_payment_that_a_month_cannot_carry_is_no_plan() -> None:
    # the usable sum is there, but the secured loan that is late takes more than its month for the first months
    car = Debt(
        id="A",
        creditor_alias="车贷",
        creditor_type=CreditorType.AUTO_LOAN,
        secured=True,
        balance_total=yuan(3_000),
        contractual_monthly=yuan(1_000),
        overdue_days=30,
        annual_rate=None,
    )
    found = propose(household(6_000, 4_000, card(30_000), car), DAY)
    assert months(found)["shortest"] == 43  # 30,000 / 43 = 697.67 of 1,700 − 1,000
    assert notes(found)[-1] == "plans.note.undecided"


@pytest.mark.parametrize(
    ("case", "key"),
    [
        (household(6_000, 4_000), "nothing_owed"),
        (replace(household(6_000, 4_000, card(1_000)), income=()), "income_unknown"),
        (replace(household(6_000, 4_000, card(1_000)), expenses=()), "living_unknown"),
        (household(6_000, 4_000, card(1_000, balance_total=None)), "balance_unknown"),
        (household(4_000, 4_000, card(1_000)), "negative"),
    ],
)
def test_what_is_missing_comes_before_any_plan(case: CaseFile, key: str) -> None:
    assert reason(case) == f"plans.reason.{key}"


def test_unknown_balances_and_amounts_are_noted() -> None:
    case = household(6_000, 4_000, card(6_000), card(1, "D2", balance_total=None))
    line = Expense(category=Category.HEALTH)
    found = propose(replace(case, expenses=(*case.expenses, line)), DAY)
    assert notes(found)[-2:] == ["plans.note.balance_unknown", "plans.note.amounts_unknown"]
    assert found.plans[0].left_out == ("D2",)


def kept_loan(monthly: int) -> Debt:
    return Debt(
        id="K",
        creditor_alias="银行",
        creditor_type=CreditorType.BANK_CONSUMER_LOAN,
        balance_total=yuan(12_000),
        contractual_monthly=yuan(monthly),
        terms_left=12,
        annual_rate=None,
        overdue_days=0,
    )


def test_where_all_is_kept_the_one_plan_is_to_go_on() -> None:
    found = propose(household(6_000, 4_000, kept_loan(1_000)), DAY)
    assert found.why == ("plans.why.all_kept",)
    assert found.plans[0].monthly == yuan(1_000)
    assert found.plans[0].end_month == date(2027, 11, 1)


def test_where_what_is_kept_fails_later_the_month_is_named() -> None:
    case = household(3_000, 2_500, kept_loan(1_000))
    benefit = Income(label_zh="失业金", amount_monthly=yuan(600), ends_on=date(2027, 1, 31))
    found = propose(replace(case, income=(*case.income, benefit)), DAY)
    assert found.reason == "plans.reason.kept_fails"
    # 100 left in December and January; 500 short from February: 200 kept, 300 missing
    assert found.reason_values == {"number": 3, "fail_month": date(2027, 2, 1), "amount": yuan(300)}


def test_fewer_months_can_be_asked_for() -> None:
    found = propose(demo("C5-misconduct"), DAY, most_months=35)
    assert months(found) == {"shortest": 29, "safest": 35}
    assert "plans.note.no_usual_term" in notes(found)
    with pytest.raises(ValueError, match="no instalments"):
        propose(demo("C5-misconduct"), DAY, most_months=0)


def test_every_creditor_is_asked_for_the_same() -> None:
    for done in propose(demo("C2-tight"), DAY).plans:
        asked = [offer for offer in done.plan.offers if offer.kind is OfferKind.INSTALMENTS]
        assert {(offer.months, offer.annual_rate) for offer in asked} == {(asked[0].months, asked[0].annual_rate)}
        assert all(offer.first_due is not None for offer in asked)


AMOUNTS = st.integers(0, 20_000).map(lambda tens: Money(tens * 1_000))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    income=AMOUNTS,
    living=AMOUNTS,
    balances=st.lists(st.integers(0, 10**7), max_size=5),
    low=st.integers(0, 100),
    ends=st.none() | st.dates(date(2027, 1, 1), date(2031, 1, 1)),
    line=st.none() | AMOUNTS,
)
def test_what_is_proposed_fits(
    income: Money, living: Money, balances: list[int], low: int, ends: date | None, line: Money | None
) -> None:
    case = CaseFile(
        as_of=DAY,
        income=(Income(label_zh="工资", amount_monthly=income, low=Money(income.fen * low // 100), ends_on=ends),),
        expenses=(Expense(category=Category.FOOD, amount_monthly=living),),
        debts=tuple(card(0, f"D{number}", balance_total=Money(fen)) for number, fen in enumerate(balances)),
        savings_line=line,
    )
    found = propose(case, DAY)
    assert bool(found.plans) == (found.reason is None)
    assert len(found.plans) == len(found.why) == len(found.why_values) <= 3
    if any(balances):
        assert len(set(months(found).values())) == len(found.plans)
    for done in found.plans:
        assert done.first_failing is None
        assert done.monthly <= income - living
        assert done.end_month is None or done.end_month <= date(2031, 11, 1)
    if income <= living:
        assert found.plans == ()
    for done, why in zip(found.plans, found.why, strict=True):
        if why == "plans.why.safest":
            assert done.stress[1].first_failing is None
    assert all(done.lowest_cash >= ZERO for done in found.plans)
