"""Income that comes in some months of the year: what a month has, and what a usual month may plan with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from repaybook.assess.budget import budget
from repaybook.case.model import CaseFile, Category, CreditorType, Debt, Expense, Income, Offer, OfferKind, Plan
from repaybook.money import Money
from repaybook.plans import project, propose

DAY = date(2026, 11, 23)


def yuan(amount: int) -> Money:
    return Money.yuan(amount)


WAGE = Income(label_zh="工资", amount_monthly=yuan(3_000))
HARVEST = Income(label_zh="果园", amount_monthly=yuan(10_000), low=yuan(7_000), months=(9, 10))
DEBT = Debt(
    id="D1",
    creditor_alias="银行A",
    creditor_type=CreditorType.BANK_CONSUMER_LOAN,
    principal=yuan(12_000),
    balance_total=yuan(12_000),
    overdue_days=40,
)
CASE = CaseFile(
    as_of=DAY,
    income=(WAGE, HARVEST),
    expenses=(Expense(category=Category.FOOD, amount_monthly=yuan(2_500)),),
    debts=(DEBT,),
)


def test_a_usual_month_may_plan_with_a_twelfth_of_the_year_rounded_down() -> None:
    # 3,000 + 10,000 × 2 ÷ 12 = 3,000 + 1,666.66…; low 3,000 + 7,000 × 2 ÷ 12 = 3,000 + 1,166.66…
    found = budget(CASE)
    assert found.income == Money(466_666)
    assert found.income_low == Money(416_666)
    assert found.surplus == Money(216_666)


def test_a_month_has_it_only_where_it_comes() -> None:
    plan = Plan(id="p", offers=(Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=12),))
    done = project(CASE, plan, DAY)
    assert [month.income for month in done.months] == [300_000] * 9 + [1_300_000] * 2 + [300_000]
    # December has 3,000 − 2,500 − 1,000: what comes in September is not there yet
    assert done.first_failing == 1
    low = project(CASE, plan, DAY, income="low")
    assert low.months[9].income == 1_000_000


def test_no_plan_is_proposed_on_money_that_comes_later() -> None:
    # 500 a month are left outside the season: 12,000 takes 24 months
    plans = propose(CASE, DAY).plans
    assert plans
    assert all(done.first_failing is None for done in plans)
    assert min(len(done.months) for done in plans) >= 24


def test_an_income_of_all_months_is_as_before() -> None:
    every = replace(CASE, income=(WAGE, replace(HARVEST, months=tuple(range(1, 13)))))
    assert budget(every).income == budget(replace(CASE, income=(WAGE, replace(HARVEST, months=())))).income
