"""What a creditor that is done leaves each month: kept as a buffer, or paid to the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repaybook.case.model import (
    CaseFile,
    Category,
    CreditorType,
    Debt,
    Expense,
    ForeignBalance,
    Income,
    LumpPart,
    Offer,
    OfferKind,
    Plan,
    Step,
)
from repaybook.errors import PlanError
from repaybook.money import ZERO, Money
from repaybook.plans import project
from repaybook.plans.creditor_value import creditor_view
from repaybook.plans.model import Projection

DAY = date(2026, 11, 23)
LOAN = CreditorType.BANK_CONSUMER_LOAN


def yuan(amount: str | int) -> Money:
    return Money.yuan(amount)


def loan(debt_id: str, balance: int, **fields: Any) -> Debt:
    amount = yuan(balance)
    terms: dict[str, Any] = {"creditor_type": LOAN, "principal": amount, "balance_total": amount}
    return Debt(id=debt_id, creditor_alias=debt_id, **{**terms, **fields})


def household(*debts: Debt, income: int = 5_000) -> CaseFile:
    return CaseFile(
        as_of=DAY,
        income=(Income(label_zh="工资", amount_monthly=yuan(income)),),
        expenses=(Expense(category=Category.FOOD, amount_monthly=yuan(2_000)),),
        debts=debts,
    )


def asked(debt_id: str, months: int, **fields: Any) -> Offer:
    return Offer(debt=debt_id, kind=OfferKind.INSTALMENTS, months=months, **fields)


def both(case: CaseFile, *offers: Offer) -> tuple[Projection, Projection]:
    plan = Plan(id="p", offers=offers)
    return project(case, plan, DAY), project(case, replace(plan, freed="next"), DAY)


def test_a_freed_instalment_ends_the_next_creditor_earlier() -> None:
    # A: 1,200 ÷ 12 = 100. B: 12,000 ÷ 24 = 500; after 12 months 6,000 left at 600 a month: 10 more, not 12
    buffer, onward = both(
        household(loan("A", 1_200, overdue_days=9), loan("B", 12_000, overdue_days=9)), asked("A", 12), asked("B", 24)
    )
    assert [month.payments["B"] for month in buffer.months] == [50_000] * 24
    assert [month.payments["B"] for month in onward.months] == [50_000] * 12 + [60_000] * 10
    assert (buffer.end_month, onward.end_month) == (date(2028, 11, 1), date(2028, 9, 1))
    assert onward.total_paid == buffer.total_paid == yuan(13_200)
    assert "offers.assume.freed" in {said.key for said in onward.assumptions}


def test_the_dearest_debt_gets_it_first() -> None:
    case = household(
        loan("A", 1_200, overdue_days=9), loan("B", 12_000, overdue_days=9), loan("C", 6_000, overdue_days=9)
    )
    offers = (asked("A", 12), asked("B", 24, annual_rate=Decimal("0.06")), asked("C", 36))
    buffer, onward = both(case, *offers)
    extra = [now.payments["B"] - then.payments["B"] for now, then in zip(onward.months, buffer.months, strict=False)]
    assert extra[11:14] == [0, 10_000, 10_000]
    assert onward.schedules["B"].total_paid < buffer.schedules["B"].total_paid
    # C gets it when B is done
    assert onward.schedules["C"].end is not None
    assert buffer.schedules["C"].end is not None
    assert onward.schedules["C"].end < buffer.schedules["C"].end


def test_a_kept_loan_with_interest_takes_it_and_a_mortgage_does_not() -> None:
    kept = loan("K", 20_000, annual_rate=Decimal("0.12"), contractual_monthly=yuan(500), terms_left=60, overdue_days=0)
    house = loan(
        "H",
        100_000,
        creditor_type=CreditorType.MORTGAGE,
        priority=True,
        secured=True,
        annual_rate=Decimal("0.05"),
        contractual_monthly=yuan(1_000),
        terms_left=200,
        overdue_days=0,
    )
    buffer, onward = both(household(loan("A", 1_200, overdue_days=9), kept, house), asked("A", 12))
    assert onward.schedules["H"] == buffer.schedules["H"]
    assert onward.schedules["K"].total_paid < buffer.schedules["K"].total_paid
    assert onward.months[12].payments["K"] == buffer.months[12].payments["K"] + 10_000


def test_a_kept_card_that_runs_on_takes_it() -> None:
    card = loan(
        "C",
        20_000,
        creditor_type=CreditorType.BANK_CREDIT_CARD,
        contractual_monthly=yuan(1_000),
        due_day=15,
        overdue_days=0,
    )
    buffer, onward = both(
        household(loan("A", 1_200, overdue_days=9), card), asked("A", 6), Offer(debt="C", kind=OfferKind.KEEP)
    )
    assert onward.months[5].payments["C"] == buffer.months[5].payments["C"]
    assert onward.months[6].payments["C"] == buffer.months[6].payments["C"] + 20_000
    assert onward.schedules["C"].total_paid < buffer.schedules["C"].total_paid


def test_the_buffer_keeps_every_schedule_as_it_was() -> None:
    case = household(loan("A", 1_200, overdue_days=9))
    buffer, onward = both(case, asked("A", 12))
    assert buffer.schedules == onward.schedules


def test_a_creditor_is_shown_its_offer_and_not_what_others_leave() -> None:
    case = household(loan("A", 1_200, overdue_days=9), loan("B", 12_000, overdue_days=9))
    buffer, onward = both(case, asked("A", 12), asked("B", 24))
    assert creditor_view(onward, "B", case) == creditor_view(buffer, "B", case)


# --- whatever the offers ---


@st.composite
def owings(draw: st.DrawFn, number: int) -> Debt:
    parts = [Money(draw(st.integers(0, 10**6))) for _ in range(4)]
    principal = Money(draw(st.integers(1, 10**7)))
    return Debt(
        id=f"D{number}",
        creditor_alias="某家",
        creditor_type=draw(st.sampled_from([LOAN, CreditorType.BANK_CREDIT_CARD, CreditorType.FAMILY_FRIENDS])),
        principal=principal,
        accrued_interest=parts[0],
        penalty_interest=parts[1],
        late_fee=parts[2],
        other_fees=parts[3],
        balance_total=principal + Money.total(parts),
        annual_rate=draw(st.sampled_from([None, Decimal(0), Decimal("0.072"), Decimal("0.1825"), Decimal("0.36")])),
        overdue_days=draw(st.sampled_from([0, 20, 120])),
        contractual_monthly=draw(st.none() | st.integers(10**3, 10**6).map(Money)),
        terms_left=draw(st.none() | st.integers(1, 60)),
        due_day=draw(st.none() | st.integers(1, 31)),
        allocation_order=draw(st.sampled_from([None, "principal_first", "interest_first"])),
        foreign=draw(st.sampled_from([(), (ForeignBalance(currency="USD", balance=Money(12_345)),)])),
    )


@st.composite
def answers(draw: st.DrawFn, debt: Debt) -> Offer:
    kind = draw(st.sampled_from(OfferKind))
    rate = draw(st.sampled_from([None, Decimal(0), Decimal("0.05"), Decimal("0.36")]))
    months = draw(st.integers(1, 60))
    balance = (debt.balance_total or ZERO).fen
    if kind in {OfferKind.INSTALMENTS, OfferKind.EXTENSION}:
        fields: dict[str, Any] = {"months": months, "annual_rate": rate}
        shape = draw(st.integers(0, 3))
        if shape & 1 and months > 1:
            count = draw(st.integers(1, months - 1))
            fields["steps"] = (Step(months=count, amount=Money(draw(st.integers(1, max(1, balance // months))))),)
        if shape & 2:
            fields["extra_months"] = tuple(sorted(draw(st.sets(st.integers(1, 12), min_size=1, max_size=3))))
            fields["extra_amount"] = Money(draw(st.integers(1, max(1, balance // months))))
        fields["waived_principal"] = Money(draw(st.integers(0, (debt.principal or ZERO).fen)))
        fields["down_payment"] = Money(draw(st.integers(0, balance // 10)))
        return Offer(debt=debt.id, kind=kind, **fields)
    if kind is OfferKind.LUMP_SUM:
        first, second = draw(st.integers(1, balance)), draw(st.integers(0, balance))
        second = min(second, balance - first)
        days = (date(2026, 12, 3), date(2027, draw(st.integers(1, 12)), 5))
        parts = tuple(
            LumpPart(on=day, amount=Money(fen)) for day, fen in zip(days, (first, second), strict=True) if fen
        )
        split = draw(st.booleans())
        return Offer(debt=debt.id, kind=kind, amount=Money(first + second), parts=parts if split else ())
    if kind is OfferKind.TOKEN:
        return Offer(
            debt=debt.id,
            kind=kind,
            months=draw(st.integers(1, 12)),
            amount=Money(draw(st.integers(1, 10**5))),
            held=draw(st.booleans()),
            then_months=draw(st.none() | st.integers(1, 48)),
            annual_rate=rate,
        )
    return Offer(debt=debt.id, kind=kind)


@st.composite
def lives(draw: st.DrawFn) -> tuple[CaseFile, Plan]:
    debts = tuple(draw(owings(number)) for number in range(draw(st.integers(0, 4))))
    income = tuple(
        Income(
            label_zh="收入",
            amount_monthly=Money(draw(st.integers(0, 2 * 10**6))),
            months=draw(st.sampled_from([(), (), (3, 4, 9), (12,)])),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    expenses = (Expense(category=Category.FOOD, amount_monthly=Money(draw(st.integers(0, 10**6)))),)
    plan = Plan(
        id="p", offers=tuple(draw(answers(debt)) for debt in debts), freed=draw(st.sampled_from(["buffer", "next"]))
    )
    return CaseFile(as_of=DAY, income=income, expenses=expenses, debts=debts), plan


def done_or_named(case: CaseFile, plan: Plan, **fields: Any) -> Projection | None:
    try:
        return project(case, plan, DAY, **fields)
    except PlanError:
        return None


@settings(suppress_health_check=list(HealthCheck))
@given(life=lives(), percent=st.integers(0, 100))
def test_no_fen_is_lost_in_any_month(life: tuple[CaseFile, Plan], percent: int) -> None:
    case, plan = life
    done = done_or_named(case, plan, less_percent=percent)
    if done is None:
        return
    cash = plan.opening_cash.fen
    for month in done.months:
        spent = sum(month.living.values())
        paid = sum(month.priority.values()) + sum(month.payments.values())
        assert month.income + cash == spent + paid + month.cash
        assert month.savings + month.left == month.cash - cash
        assert all(balance >= 0 for balance in month.balances.values())
        cash = month.cash
    for made in done.schedules.values():
        assert all(min(row[1:]) >= 0 for row in made.rows)
        assert all(now.due >= before.due for before, now in zip(made.rows, made.rows[1:], strict=False))
        assert made.total_paid.fen == sum(row.total for row in made.rows)
        assert made.still_owed.fen == (made.rows[-1].balance if made.rows else made.balance_now.fen)


@settings(suppress_health_check=list(HealthCheck))
@given(life=lives())
def test_passing_on_what_is_freed_ends_nobody_later_and_costs_nobody_more(life: tuple[CaseFile, Plan]) -> None:
    case, plan = life
    buffer = done_or_named(case, replace(plan, freed="buffer"))
    if buffer is None:
        return
    onward = project(case, replace(plan, freed="next"), DAY)
    for debt_id, before in buffer.schedules.items():
        after = onward.schedules[debt_id]
        assert after.still_owed <= before.still_owed
        if before.end is not None:
            assert after.end is not None
            assert after.end <= before.end
            assert after.total_paid <= before.total_paid
    # what goes out in a month is never more than with every creditor still there
    usual = sum(made.regular.fen for made in buffer.schedules.values())
    for now in onward.months:
        planned = next((month for month in buffer.months if month.month == now.month), None)
        out = sum(now.payments.values()) + sum(now.priority.values())
        then = sum(planned.payments.values()) + sum(planned.priority.values()) if planned is not None else 0
        assert out <= max(usual, then) + max(0, then)


@settings(suppress_health_check=list(HealthCheck))
@given(life=lives(), order=st.randoms(use_true_random=False))
def test_the_order_in_which_debts_are_told_changes_nothing(life: tuple[CaseFile, Plan], order: Any) -> None:
    case, plan = life
    done = done_or_named(case, plan)
    debts, offers = list(case.debts), list(plan.offers)
    order.shuffle(debts)
    order.shuffle(offers)
    again = done_or_named(replace(case, debts=tuple(debts)), replace(plan, offers=tuple(offers)))
    assert (done is None) == (again is None)
    if done is not None and again is not None:
        assert dict(done.schedules) == dict(again.schedules)
        assert [month.cash for month in done.months] == [month.cash for month in again.months]


@settings(suppress_health_check=list(HealthCheck))
@given(life=lives(), percents=st.tuples(st.integers(0, 100), st.integers(0, 100)))
def test_a_plan_that_fits_with_less_income_fits_with_more(
    life: tuple[CaseFile, Plan], percents: tuple[int, int]
) -> None:
    case, plan = life
    more_cut, less_cut = max(percents), min(percents)
    tight = done_or_named(case, plan, less_percent=more_cut)
    if tight is not None and tight.first_failing is None:
        assert project(case, plan, DAY, less_percent=less_cut).first_failing is None


@settings(suppress_health_check=list(HealthCheck))
@given(life=lives(), part=st.integers(0, 10**6))
def test_a_larger_waiver_never_costs_more(life: tuple[CaseFile, Plan], part: int) -> None:
    case, plan = life
    for offer in plan.offers:
        if offer.kind not in {OfferKind.INSTALMENTS, OfferKind.EXTENSION}:
            continue
        principal = (case.debt(offer.debt).principal or ZERO) - offer.waived_principal
        larger = replace(offer, waived_principal=offer.waived_principal + Money(min(part, principal.fen)))
        alone = replace(case, debts=(case.debt(offer.debt),))
        before = done_or_named(alone, Plan(id="p", offers=(offer,)))
        after = done_or_named(alone, Plan(id="p", offers=(larger,)))
        if before is not None and after is not None:
            # posted in whole fen: a fen a month at most goes the other way
            assert after.total_paid.fen <= before.total_paid.fen + (offer.months or 0)
            assert after.waiver_worth >= before.waiver_worth


def test_two_hundred_debts_are_passed_on_and_none_is_no_plan() -> None:
    debts = tuple(loan(f"D{number:03}", 1_000 + number, overdue_days=9) for number in range(200))
    offers = tuple(asked(debt.id, 12 + number % 48) for number, debt in enumerate(debts))
    buffer, onward = both(household(*debts, income=100_000), *offers)
    assert onward.end_month is not None
    assert buffer.end_month is not None
    assert onward.end_month < buffer.end_month
    assert onward.total_paid == buffer.total_paid
    assert project(household(), Plan(id="p", freed="next"), DAY).months == ()


def test_a_balance_in_another_currency_is_named_and_never_added() -> None:
    card = loan("A", 1_200, overdue_days=9, foreign=(ForeignBalance(currency="USD", balance=Money(123_456)),))
    done = project(household(card), Plan(id="p", offers=(asked("A", 12),)), DAY)
    assert done.total_paid == yuan(1_200)
    told = [said for said in done.assumptions if said.key == "offers.assume.foreign"]
    assert [dict(said.values) for said in told] == [{"name": "A", "amount": ("USD 1,234.56",)}]
