"""The four facts and what is missing, worked out once for every screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from repaybook.case.model import CaseFile, Category, CreditorType, Debt, Expense, Income, Plan
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes, names
from repaybook.money import Money
from repaybook.ui.models.standing import Facts, StandingModel
from repaybook.ui.session import STEPS, Session

EMPTY = CaseFile(as_of=date(2026, 11, 23), synthetic=True)


def facts(case: CaseFile) -> Facts:
    return StandingModel(Session(case)).now.facts


@pytest.mark.parametrize(
    ("name", "total", "usable", "gap", "first"),
    [
        # As published; C3: −480 a month. C3's first date ahead is the end of an income.
        ("C1-easy", "64480", "2750", None, "debt_due"),
        ("C2-tight", "332600", "2050", None, "debt_due"),
        ("C3-negative", "125400", None, "480", "income_ends"),
        ("C4-litigated", "347615", "0", None, "payment_order_received"),
        ("C5-misconduct", "99000", "2920", None, "agreement_instalment"),
    ],
)
def test_the_facts_of_the_invented_cases(
    name: str, total: str, usable: str | None, gap: str | None, first: str
) -> None:
    told = facts(read_case(demo_bytes(name)))
    assert told.total == Money.yuan(total)
    assert told.usable == (None if usable is None else Money.yuan(usable))
    assert told.gap == (None if gap is None else Money.yuan(gap))
    assert told.urgent is not None
    assert told.urgent.kind == first
    assert told.plan is None


@pytest.mark.parametrize(
    ("name", "no_plan"),
    [
        ("C1-easy", False),
        ("C2-tight", False),
        ("C3-negative", True),  # 480 short a month
        ("C4-litigated", True),  # 210 left, the car loan asks for 2,127.55
        ("C5-misconduct", False),
    ],
)
def test_where_nothing_is_left_there_is_no_plan_to_choose(name: str, no_plan: bool) -> None:
    assert facts(read_case(demo_bytes(name))).no_plan is no_plan


def test_of_an_empty_case_nothing_is_known_and_nothing_is_nought() -> None:
    assert facts(EMPTY) == Facts(total=None, at_least=False, usable=None, gap=None, urgent=None, plan=None)


def test_a_balance_that_is_not_known_makes_the_total_a_least() -> None:
    known = Debt(id="D1", creditor_alias="甲", creditor_type=CreditorType.PRIVATE_LOAN, balance_total=Money.yuan(100))
    unknown = Debt(id="D2", creditor_alias="乙", creditor_type=CreditorType.PRIVATE_LOAN)
    told = facts(replace(EMPTY, debts=(known, unknown)))
    assert told.total == Money.yuan(100)
    assert told.at_least
    assert facts(replace(EMPTY, debts=(unknown,))).total is None


def test_what_is_short_is_certain_before_all_costs_are_known() -> None:
    case = replace(
        EMPTY,
        income=(Income(label_zh="工资", amount_monthly=Money.yuan(1000)),),
        expenses=(
            Expense(category=Category.FOOD, amount_monthly=Money.yuan(1200)),
            Expense(category=Category.HEALTH),
        ),
    )
    told = facts(case)
    assert told.usable is None
    assert told.gap == Money.yuan(200)


def test_the_chosen_plan_is_named() -> None:
    case = replace(EMPTY, plans=(Plan(id="P1", title="甲"), Plan(id="P2")), chosen_plan="P1")
    assert facts(case).plan == "甲"
    assert facts(replace(case, chosen_plan="P2")).plan == "P2"


def test_it_follows_the_case() -> None:
    session = Session(EMPTY)
    standing = StandingModel(session)
    session.put(read_case(demo_bytes("C1-easy")))
    assert standing.now.case is session.case
    assert standing.now.facts.total == Money.yuan(64480)


@pytest.mark.parametrize("name", names())
def test_what_is_missing_is_listed_by_step(name: str) -> None:
    missing = StandingModel(Session(read_case(demo_bytes(name)))).now.missing
    assert tuple(missing) == STEPS
    for step, problems in missing.items():
        assert all(problem.key.startswith(f"problems.missing.{step}.") for problem in problems)
