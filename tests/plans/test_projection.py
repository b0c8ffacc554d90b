"""A plan month by month: the demo cases by their figures, and what holds of every projection."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repaybook.assess import assess
from repaybook.case.model import (
    CaseFile,
    Category,
    CreditorType,
    Debt,
    Expense,
    Income,
    Offer,
    OfferKind,
    Plan,
)
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes, names
from repaybook.errors import PlanError
from repaybook.money import ZERO, Money
from repaybook.plans import project
from repaybook.plans.baselines import keep_plan, minimum_plan, nothing_plan
from repaybook.plans.model import Projection

DAY = date(2026, 11, 23)


def yuan(amount: str | int) -> Money:
    return Money.yuan(amount)


def demo(name: str) -> CaseFile:
    return read_case(demo_bytes(name))


def level(case: CaseFile, months: int, **fields: Any) -> Plan:
    """Return interest-free instalments over ``months`` for all that is to be rearranged."""
    asked = assess(case).restructure
    return Plan(
        id="p",
        offers=tuple(Offer(debt=debt, kind=OfferKind.INSTALMENTS, months=months) for debt in asked),
        **fields,
    )


def problem_keys(case: CaseFile, plan: Plan) -> list[str]:
    with pytest.raises(PlanError) as caught:
        project(case, plan, DAY)
    return [problem.key for problem in caught.value.problems]


def test_the_cards_of_c1_are_done_in_36_months() -> None:
    # 21,600 / 36 + 12,400 / 36 = 600.00 + 344.44, beside 720 + 1,076.72 kept: 2,741.16 of 2,750
    done = project(demo("C1-easy"), level(demo("C1-easy"), 36), DAY)
    assert done.first_due_month == date(2026, 12, 1)
    assert done.end_month == done.all_done_month == date(2029, 11, 1)
    assert done.monthly_rearranged == yuan("944.44")
    assert done.monthly == yuan("2741.16")
    assert done.going_on == ()
    assert len(done.months) == 36
    assert done.first_failing is None


def test_c2_takes_1910_a_month_for_60_months_and_fails_with_a_tenth_less() -> None:
    done = project(demo("C2-tight"), level(demo("C2-tight"), 60), DAY)
    assert done.monthly == yuan(1_910)
    assert done.end_month == date(2031, 11, 1)
    assert done.going_on == ("D0",)
    assert len(done.months) == 60
    # 2,550 − 1,910 = 640 left a month; a tenth less income takes 990: 350 short at once
    assert done.lowest_cash == yuan(640)
    assert [(one.percent, one.first_failing) for one in done.stress] == [(0, None), (10, 1), (20, 1)]
    assert done.stress[1].short == yuan(350)
    # the mortgage is not counted: every plan pays it alike, and none ends it
    assert done.total_paid == yuan(114_600)


def test_the_two_debts_of_c5_are_done_in_29_months_while_the_agreement_goes_on() -> None:
    done = project(demo("C5-misconduct"), level(demo("C5-misconduct"), 29), DAY)
    assert done.end_month == date(2029, 4, 1)
    assert done.going_on == ("D1",)
    assert done.all_done_month == date(2031, 6, 1)
    assert len(done.months) == 55
    assert done.monthly_rearranged == yuan("1313.80")
    assert done.rearranged_paid == yuan(38_100)


def test_a_month_shows_every_line() -> None:
    done = project(demo("C2-tight"), level(demo("C2-tight"), 60), DAY)
    first = done.months[0]
    assert first.month == date(2026, 12, 1)
    assert first.income == 990_000
    assert first.living[Category.HOUSING] == 40_000
    assert set(first.living) == set(Category)
    assert first.priority == {"D0": 238_000}
    assert first.payments == {"D1": 78_000, "D2": 52_000, "D3": 37_333, "D4": 23_667}
    # 9,900 − 4,970 − 2,380 − 1,910 = 640: 500 set aside, 140 left
    assert (first.savings, first.left, first.cash) == (50_000, 14_000, 64_000)
    assert first.balances["D1"] == 4_602_000


def test_with_low_income_the_spouses_low_counts() -> None:
    case = demo("C2-tight")
    done = project(case, level(case, 60), DAY, income="low")
    # 8,900 − 4,970 − 2,380 − 1,910 = −360
    assert done.months[0].income == 890_000
    assert (done.months[0].savings, done.months[0].left) == (0, -36_000)
    assert done.first_failing == 1
    assert done.income_level == "low"
    assert project(case, level(case, 60), DAY, income="high").months[0].income == 1_090_000


def test_less_income_is_what_the_stress_says() -> None:
    case = demo("C5-misconduct")
    done = project(case, level(case, 40), DAY, less_percent=10)
    assert done.stress == project(case, level(case, 40), DAY).stress
    assert done.first_failing == done.stress[1].first_failing is None
    assert done.lowest_cash == done.stress[1].lowest_cash


def test_opening_cash_carries_a_month_that_falls_short() -> None:
    case = demo("C2-tight")
    # a tenth less income: 350 short each month; 1,000 carries two months, the third fails by 50
    done = project(case, level(case, 60, opening_cash=yuan(1_000)), DAY, less_percent=10)
    assert done.first_failing == 3
    assert [month.cash for month in done.months[:3]] == [65_000, 30_000, -5_000]
    assert done.stress[1].short == yuan(50)


def test_an_income_counts_in_the_month_in_which_it_ends() -> None:
    # C3: unemployment benefit of 1,890 until 30 June 2027
    done = project(demo("C3-negative"), nothing_plan(demo("C3-negative"), DAY), DAY)
    by_month = {month.month: month.income for month in done.months}
    assert by_month[date(2027, 6, 1)] == 395_000
    assert by_month[date(2027, 7, 1)] == 206_000


def test_what_is_due_in_the_running_month_is_paid_before_the_first_row() -> None:
    case = demo("C1-easy")
    soon = tuple(replace(debt, next_due_date=date(2026, 11, 28)) if debt.id == "D4" else debt for debt in case.debts)
    done = project(replace(case, debts=soon), level(case, 36), DAY)
    assert done.due_this_month == yuan("1076.72")
    assert done.months[0].payments["D4"] == 107_672
    # 24,000 after the payments of November and December
    assert done.months[0].balances["D4"] < 2_400_000 - 2 * 93_000
    assert any(said.key == "plans.assume.this_month" for said in done.assumptions)


def test_a_debt_without_a_balance_is_left_out_and_named() -> None:
    case = demo("C1-easy")
    unknown = Debt(id="D9", creditor_alias="某平台", creditor_type=CreditorType.ONLINE_MICROLOAN)
    done = project(replace(case, debts=(*case.debts, unknown)), level(case, 36), DAY)
    assert done.left_out == ("D9",)
    assert done.assumptions[-1].values == {"names": ("某平台",)}


def test_a_guarantee_is_no_part_of_a_plan() -> None:
    assert "G1" not in project(demo("C3-negative"), nothing_plan(demo("C3-negative"), DAY), DAY).schedules


def test_no_debts_are_no_months() -> None:
    case = replace(demo("C1-easy"), debts=())
    done = project(case, Plan(id="p"), DAY)
    assert done.months == ()
    assert (done.monthly, done.total_paid, done.lowest_cash) == (ZERO, ZERO, ZERO)
    assert done.end_month is None


def test_the_day_of_the_plan_is_never_before_the_day_of_the_figures() -> None:
    case = demo("C1-easy")
    assert project(case, level(case, 36), date(2025, 1, 1)).months == project(case, level(case, 36), DAY).months


def test_less_than_nothing_is_no_income() -> None:
    with pytest.raises(ValueError, match="no income"):
        project(demo("C1-easy"), level(demo("C1-easy"), 36), DAY, less_percent=101)


def test_every_reason_why_a_plan_does_not_fit_comes_at_once() -> None:
    offers = (
        Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=61),
        Offer(debt="D1", kind=OfferKind.STOP),
        Offer(debt="X", kind=OfferKind.STOP),
    )
    found = problem_keys(demo("C1-easy"), Plan(id="p", offers=offers, opening_cash=Money(-1)))
    assert sorted(found) == [
        "plans.problem.no_answer",
        "problems.case.unknown_debt",
        "problems.field.negative",
        "problems.plan.card_months",
        "problems.plan.second_offer",
    ]


def test_kept_and_priority_debts_need_no_answer() -> None:
    done = project(demo("C2-tight"), level(demo("C2-tight"), 60), DAY)
    assert done.schedules["D0"].offer.kind is OfferKind.KEEP


@pytest.mark.parametrize("name", names())
def test_the_baselines_of_every_case_can_be_worked_out(name: str) -> None:
    case = demo(name)
    kept, least, nothing = (project(case, make(case, DAY), DAY) for make in (keep_plan, minimum_plan, nothing_plan))
    assert kept.monthly_rearranged == ZERO
    assert least.monthly_rearranged > ZERO
    assert nothing.monthly_rearranged == ZERO
    assert nothing.end_month is None
    moved = [one for one in nothing.schedules.values() if one.offer.kind is OfferKind.STOP]
    assert all(one.still_owed >= one.balance_now for one in moved)
    assert len(nothing.months) == 60


def test_what_paying_nothing_costs_is_more_than_what_is_owed_now() -> None:
    done = project(demo("C2-tight"), nothing_plan(demo("C2-tight"), DAY), DAY)
    assert sum(done.months[-1].balances.values()) > 2 * 11_460_000


def test_a_case_of_200_debts_is_projected() -> None:
    case = demo("C1-easy")
    many = tuple(replace(case.debts[0], id=f"X{number}") for number in range(200))
    done = project(replace(case, debts=many), level(replace(case, debts=many), 60), DAY)
    assert done.monthly == yuan(360).times(200)
    assert done.first_failing == 1


def test_600_months_show_60_and_name_their_end() -> None:
    debt = Debt(
        id="F",
        creditor_alias="亲戚",
        creditor_type=CreditorType.FAMILY_FRIENDS,
        balance_total=yuan(60_000),
    )
    case = replace(demo("C1-easy"), debts=(debt,))
    offer = Offer(debt="F", kind=OfferKind.INSTALMENTS, months=600)
    done = project(case, Plan(id="p", offers=(offer,)), DAY)
    assert len(done.months) == 60
    assert done.end_month == date(2076, 11, 1)
    assert done.months[-1].balances == {"F": 5_400_000}


# --- what holds of every projection ---

AMOUNT = st.integers(0, 10**7).map(Money)
SMALL = st.integers(0, 10**5).map(Money)
TYPES = st.sampled_from(
    [
        CreditorType.BANK_CREDIT_CARD,
        CreditorType.CONSUMER_FINANCE,
        CreditorType.PRIVATE_LOAN,
        CreditorType.MORTGAGE,
        CreditorType.FAMILY_FRIENDS,
    ]
)


@st.composite
def debts(draw: st.DrawFn, number: int) -> Debt:
    principal, interest, late_fee = draw(AMOUNT), draw(SMALL), draw(SMALL)
    return Debt(
        id=f"D{number}",
        creditor_alias=f"第{number}家",
        creditor_type=draw(TYPES),
        priority=draw(st.booleans()),
        principal=principal,
        accrued_interest=interest,
        penalty_interest=ZERO,
        late_fee=late_fee,
        other_fees=ZERO,
        balance_total=principal + interest + late_fee,
        annual_rate=draw(st.none() | st.decimals(0, Decimal("0.36"), places=4)),
        overdue_days=draw(st.sampled_from([0, 20, 95, 200])),
        contractual_monthly=draw(st.none() | SMALL),
        terms_left=draw(st.none() | st.integers(1, 200)),
        next_due_date=draw(st.none() | st.dates(date(2026, 10, 1), date(2027, 1, 31))),
    )


@st.composite
def offers(draw: st.DrawFn, debt: Debt) -> Offer:
    kind = draw(st.sampled_from(sorted(OfferKind)))
    balance = debt.balance_total or ZERO
    fields: dict[str, Any] = {}
    if kind in {OfferKind.INSTALMENTS, OfferKind.EXTENSION}:
        late_fee = draw(st.integers(0, debt.late_fee.fen if debt.late_fee else 0))
        fields = {
            "months": draw(st.integers(1, 60)),
            "annual_rate": draw(st.none() | st.decimals(0, Decimal("0.24"), places=3)),
            "down_payment": Money(draw(st.integers(0, max(0, balance.fen - late_fee)))),
            "waived_late_fee": Money(late_fee),
        }
    elif kind is OfferKind.LUMP_SUM:
        if not balance:
            return Offer(debt=debt.id, kind=OfferKind.KEEP)
        fields = {"amount": Money(draw(st.integers(1, balance.fen)))}
    elif kind is OfferKind.TOKEN:
        fields = {"amount": Money(draw(st.integers(1, 10**5))), "months": draw(st.integers(1, 12))}
    return Offer(debt=debt.id, kind=kind, **fields)


@st.composite
def households(draw: st.DrawFn) -> tuple[CaseFile, Plan]:
    owed = tuple(draw(debts(number)) for number in range(draw(st.integers(0, 4))))
    income = st.builds(
        Income,
        label_zh=st.just("工资"),
        amount_monthly=st.none() | AMOUNT,
        ends_on=st.none() | st.dates(date(2026, 11, 1), date(2029, 1, 1)),
    )
    expense = st.builds(Expense, category=st.sampled_from(sorted(Category)), amount_monthly=st.none() | SMALL)
    case = CaseFile(
        as_of=DAY,
        income=tuple(draw(st.lists(income, max_size=3))),
        expenses=tuple(draw(st.lists(expense, max_size=3))),
        debts=owed,
        savings_line=draw(st.none() | SMALL),
    )
    return case, Plan(id="p", offers=tuple(draw(offers(debt)) for debt in owed), opening_cash=draw(SMALL))


SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(household=households(), percent=st.integers(0, 100), level=st.sampled_from(["low", "typical", "high"]))
def test_money_is_conserved_in_every_month(household: tuple[CaseFile, Plan], percent: int, level: Any) -> None:
    case, plan = household
    done = project(case, plan, DAY, income=level, less_percent=percent)
    cash = plan.opening_cash.fen
    for month in done.months:
        spent = sum(month.living.values()) + sum(month.priority.values()) + sum(month.payments.values())
        assert month.income + cash == spent + month.cash
        assert month.income == spent + month.savings + month.left
        assert month.savings >= 0
        assert not (month.savings and month.left < 0)
        assert min([0, *month.balances.values(), *month.priority.values(), *month.payments.values()]) == 0
        cash = month.cash
    assert len(done.months) <= 60
    assert done.lowest_cash.fen == min((month.cash for month in done.months), default=plan.opening_cash.fen)
    short = [number for number, month in enumerate(done.months, 1) if month.cash < 0]
    assert done.first_failing == (short[0] if short else None)


@SLOW
@given(household=households())
def test_every_row_is_in_a_month_and_every_balance_follows(household: tuple[CaseFile, Plan]) -> None:
    done = project(*household, DAY)
    shown = {month.month for month in done.months}
    for debt, schedule in done.schedules.items():
        inside = sum(row.total for row in schedule.rows if row.due.replace(day=1) in shown)
        assert inside == sum({**month.priority, **month.payments}[debt] for month in done.months)
        if schedule.rows and schedule.rows[-1].due.replace(day=1) in shown:
            assert done.months[-1].balances[debt] == schedule.still_owed.fen


@SLOW
@given(household=households())
def test_what_holds_with_less_income_holds_with_more(household: tuple[CaseFile, Plan]) -> None:
    none, tenth, fifth = project(*household, DAY).stress
    if fifth.first_failing is None:
        assert tenth.first_failing is None
    if tenth.first_failing is None:
        assert none.first_failing is None
    assert none.lowest_cash >= tenth.lowest_cash >= fifth.lowest_cash


def figures(done: Projection) -> dict[str, Any]:
    kept = ("monthly", "total_paid", "end_month", "lowest_cash", "first_failing", "waiver_worth", "all_done_month")
    return {name: getattr(done, name) for name in kept} | {"going_on": set(done.going_on)}


@SLOW
@given(household=households(), order=st.randoms(use_true_random=False))
def test_the_order_of_debts_changes_nothing(household: tuple[CaseFile, Plan], order: Any) -> None:
    case, plan = household
    mixed = list(case.debts)
    order.shuffle(mixed)
    answers = list(plan.offers)
    order.shuffle(answers)
    one = project(case, plan, DAY)
    other = project(replace(case, debts=tuple(mixed)), replace(plan, offers=tuple(answers)), DAY)
    assert figures(one) == figures(other)
    assert [month.cash for month in one.months] == [month.cash for month in other.months]
    assert one.schedules == other.schedules


@given(balance=st.integers(1, 10**8), months=st.integers(2, 60), rate=st.decimals(0, Decimal("0.3"), places=3))
def test_who_pays_more_a_month_is_done_no_later(balance: int, months: int, rate: Decimal) -> None:
    debt = Debt(
        id="D",
        creditor_alias="某家",
        creditor_type=CreditorType.CONSUMER_FINANCE,
        balance_total=Money(balance),
        overdue_days=40,
    )
    case = replace(demo("C1-easy"), debts=(debt,))

    def over(count: int) -> Projection:
        offer = Offer(debt="D", kind=OfferKind.INSTALMENTS, months=count, annual_rate=rate)
        return project(case, Plan(id="p", offers=(offer,)), DAY)

    slower, faster = over(months), over(months - 1)
    assert faster.monthly >= slower.monthly
    assert faster.end_month is not None
    assert slower.end_month is not None
    assert faster.end_month <= slower.end_month
