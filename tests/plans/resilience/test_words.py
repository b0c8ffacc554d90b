"""Words become numbers that can be seen, changed and refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date

import pytest

from repaybook import demo
from repaybook.case.model import Asset, CaseFile, Category, Entered, Expense, Income, Per
from repaybook.case.read import read_case
from repaybook.errors import PlanError
from repaybook.money import Money
from repaybook.plans.resilience import (
    Assumptions,
    CostsWord,
    HealthWord,
    IncomeRisk,
    IncomeWord,
    Words,
    WorkWord,
    assumed,
    assumption_lines,
    usual_words,
)
from repaybook.plans.resilience.assumptions import checked
from repaybook.texts import LANGS, Lang, known
from repaybook.texts.figures import tell

Maker = Callable[..., CaseFile]


def test_an_income_starts_with_the_word_that_its_name_and_its_last_day_suggest(household: Maker) -> None:
    case = replace(
        household(),
        income=(
            Income(label_zh="税后工资"),
            Income(label_zh="骑手收入", stable=False),
            Income(label_zh="配偶病退养老金"),
            Income(label_zh="项目款", ends_on=date(2027, 6, 30)),
        ),
    )
    assert usual_words(case).incomes == (IncomeWord.STEADY, IncomeWord.UNSTEADY, IncomeWord.FIXED, IncomeWord.FIXED)


def test_the_own_low_and_high_of_an_income_are_its_swing_where_they_are_wider(household: Maker) -> None:
    income = Income(
        label_zh="跑单", stable=False, amount_monthly=Money.yuan(4600), low=Money.yuan(2300), high=Money.yuan(5600)
    )
    (risk,) = assumed(replace(household(), income=(income,))).incomes
    # 2,300 less of 4,600 is half; 1,000 more is 21.7 %, whole per cent below it
    assert risk == IncomeRisk(down_percent=50, up_percent=21, loss_percent=10)


def test_costs_are_shares_of_the_households_own_living(household: Maker) -> None:
    numbers = assumed(household(living="6000"))
    # an illness costs 30 to 120 % of 6,000, something unplanned 3 to 15 %, the festival a tenth
    assert (numbers.illness_least, numbers.illness_most) == (Money.yuan(1800), Money.yuan(7200))
    assert (numbers.surprise_least, numbers.surprise_most) == (Money.yuan(180), Money.yuan(900))
    assert numbers.festival == Money.yuan(600)


def test_what_is_entered_by_the_year_is_paid_at_once(household: Maker) -> None:
    line = Expense(
        category=Category.EDUCATION_RECREATION,
        amount_monthly=Money.yuan(500),
        entered=Entered(Money.yuan(6000), Per.YEAR),
    )
    case = household()
    assert assumed(replace(case, expenses=(*case.expenses, line))).yearly == Money.yuan(6000)


def test_money_at_hand_is_what_can_be_spent_today(household: Maker) -> None:
    assets = (
        Asset(kind="存款", value=Money.yuan(3200), liquid=True),
        Asset(kind="存款", value=Money.yuan(9999)),
        Asset(kind="二手轿车", value=Money.yuan(15000), liquid=True),
    )
    assert assumed(replace(household(), assets=assets)).reserve == Money.yuan(3200)


def test_other_words_give_other_numbers(household: Maker) -> None:
    case = household()
    words = Words(incomes=(IncomeWord.USUAL,), work=WorkWord.SLOW, health=HealthWord.POOR, costs=CostsWord.FEW)
    numbers = assumed(case, words)
    assert (numbers.work_least_months, numbers.work_most_months, numbers.looking_percent) == (4, 12, 0)
    assert (numbers.illness_percent, numbers.illness_most_months) == (30, 4)
    assert (numbers.surprise_percent, numbers.festival) == (5, Money(0))


def test_one_word_is_needed_for_each_income(household: Maker) -> None:
    with pytest.raises(ValueError, match="1 words for 2 incomes"):
        assumed(household(incomes=("1", "2")), Words(incomes=(IncomeWord.STEADY,)))
    with pytest.raises(ValueError, match="0 risks for 1 incomes"):
        checked(Assumptions(), household())


def test_every_number_that_cannot_be_worked_with_is_named_at_once(household: Maker) -> None:
    case = household()
    wrong = Assumptions(
        incomes=(IncomeRisk(down_percent=101),),
        work_least_months=0,
        illness_percent=-1,
        surprise_least=Money.yuan(-1),
        illness_least=Money.yuan(2),
        illness_most=Money.yuan(1),
        festival_month=13,
        yearly=Money.yuan(200_000_000),
        paths=10,
    )
    with pytest.raises(PlanError) as caught:
        checked(wrong, case)
    assert {problem.path for problem in caught.value.problems} == {
        ("incomes", 0, "down_percent"),
        ("work_least_months",),
        ("illness_percent",),
        ("surprise_least",),
        ("illness_least",),
        ("festival_month",),
        ("yearly",),
        ("paths",),
    }
    for lang in LANGS:
        for problem in caught.value.problems:
            assert tell(lang, problem.key, problem.values)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", demo.names())
def test_no_number_of_the_assumptions_is_hidden(name: str, lang: Lang) -> None:
    case = read_case(demo.demo_bytes(name))
    numbers = replace(assumed(case), festival=Money.yuan(77), yearly=Money.yuan(1234), seed=4711)
    told = "\n".join(tell(lang, *said) for said in assumption_lines(numbers, case))
    for field in fields(numbers):
        value = getattr(numbers, field.name)
        if field.name == "incomes":
            assert all(income.label_zh in told for income in case.income)
        elif isinstance(value, Money):
            assert value == Money(0) or f"{value.fen // 100:,}" in told, field.name
        else:
            assert str(value) in told, field.name


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_has_its_words(lang: Lang) -> None:
    for table, words in {"income": IncomeWord, "work": WorkWord, "health": HealthWord, "costs": CostsWord}.items():
        assert all(known(lang, f"stress.{table}.{word.value}") for word in words)
