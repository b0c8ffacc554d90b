"""Whatever a case file can hold, plans are worked out or refused by name."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repaybook.case import vocabulary
from repaybook.case.model import (
    Agreement,
    CaseFile,
    Category,
    CreditorType,
    Debt,
    Expense,
    Income,
    Judgment,
    Offer,
    OfferKind,
    Payment,
    Plan,
)
from repaybook.errors import PlanError
from repaybook.money import ZERO, Money
from repaybook.plans import project, propose
from repaybook.plans.baselines import keep_plan, minimum_plan, nothing_plan
from repaybook.plans.model import Projection
from repaybook.plans.report import projection_json, proposal_json

DAY = date(2026, 11, 23)

AMOUNT: Any = st.none() | (st.integers(0, 10**12) | st.integers(0, 10**6)).map(Money)
DAYS: Any = st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1))
RATE: Any = st.none() | st.decimals(0, 10, places=6)
SHARE: Any = st.none() | st.decimals(0, 1, places=3)

JUDGMENT = st.builds(
    Judgment,
    perform_by=DAYS,
    court_deduction_monthly=AMOUNT,
    court_deduction_from=DAYS,
    doubled_interest_base=AMOUNT,
    doubled_interest_to_date=AMOUNT,
)
PAYMENT = st.builds(Payment, date=st.dates(date(2024, 1, 1), DAY), amount=st.integers(0, 10**6).map(Money))


def word(name: str) -> Any:
    return st.none() | st.sampled_from(vocabulary.CHOICES["Debt", name])


def debt(number: int) -> Any:
    return st.builds(
        Debt,
        id=st.just(f"D{number}"),
        creditor_alias=st.just("某家"),
        creditor_type=st.sampled_from(CreditorType),
        secured=st.booleans(),
        priority=st.booleans(),
        contingent=st.booleans(),
        principal=AMOUNT,
        accrued_interest=AMOUNT,
        penalty_interest=AMOUNT,
        late_fee=AMOUNT,
        other_fees=AMOUNT,
        annual_rate=RATE,
        contractual_monthly=AMOUNT,
        min_payment=AMOUNT,
        terms_left=st.none() | st.integers(0, 600),
        overdue_days=st.none() | st.integers(0, 3_000),
        next_due_date=DAYS,
        legal_status=st.sampled_from(vocabulary.LEGAL_STATUSES),
        judgment=st.none() | JUDGMENT,
        balance_basis=word("balance_basis"),
        repayment_method=word("repayment_method"),
        day_count=word("day_count"),
        min_payment_rate=SHARE,
        min_payment_floor=AMOUNT,
        late_fee_rate=SHARE,
        late_fee_base=word("late_fee_base"),
        penalty_multiplier=st.none() | st.decimals(0, 5, places=2),
        compound_interest=st.none() | st.booleans(),
        accelerated=st.none() | st.booleans(),
        allocation_order=word("allocation_order"),
        due_day=st.none() | st.integers(1, 31),
    )


def agreement(number: int) -> Any:
    return st.builds(
        Agreement,
        debt=st.just(f"D{number}"),
        terms=st.none() | st.integers(1, 600),
        monthly=AMOUNT,
        first_due=DAYS,
        payments=st.lists(PAYMENT, max_size=4).map(tuple),
    )


def offer(number: int) -> Any:
    return st.builds(
        Offer,
        debt=st.just(f"D{number}"),
        kind=st.sampled_from(OfferKind),
        months=st.none() | st.integers(-1, 601),
        down_payment=st.integers(-1, 10**6).map(Money),
        annual_rate=RATE,
        grace_months=st.integers(-1, 61),
        first_due=DAYS,
        amount=AMOUNT,
        waived_interest=st.integers(0, 100).map(Money),
    )


@st.composite
def anything(draw: st.DrawFn) -> tuple[CaseFile, Plan]:
    numbers = range(draw(st.integers(0, 3)))
    agreements = tuple(draw(agreement(number)) for number in numbers if draw(st.booleans()))
    income = st.builds(Income, label_zh=st.just("工资"), amount_monthly=AMOUNT, low=AMOUNT, high=AMOUNT, ends_on=DAYS)
    expense = st.builds(Expense, category=st.sampled_from(Category), amount_monthly=AMOUNT)
    case = CaseFile(
        as_of=DAY,
        income=tuple(draw(st.lists(income, max_size=2))),
        expenses=tuple(draw(st.lists(expense, max_size=2))),
        debts=tuple(draw(debt(number)) for number in numbers),
        agreements=agreements,
        savings_line=draw(AMOUNT),
    )
    return case, Plan(id="p", offers=tuple(draw(offer(number)) for number in numbers))


def sound(done: Projection) -> None:
    projection_json(done)
    for made in done.schedules.values():
        assert all(min(row[1:]) >= 0 for row in made.rows)
        assert all(earlier.due <= later.due for earlier, later in pairwise(made.rows))
        assert made.still_owed >= ZERO
        assert made.total_paid.fen == sum(row.total for row in made.rows)


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(told=anything(), on=st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_every_case_has_an_answer_or_named_problems(told: tuple[CaseFile, Plan], on: date) -> None:
    case, plan = told
    proposal = propose(case, on)
    proposal_json(proposal)
    for done in proposal.plans:
        assert done.first_failing is None
        sound(done)
    for baseline in (keep_plan, minimum_plan, nothing_plan):
        sound(project(case, baseline(case, on), on))
    with suppress(PlanError):
        sound(project(case, plan, on))
