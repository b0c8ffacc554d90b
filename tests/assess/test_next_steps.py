"""What comes next, and what is never said."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.assess import assess
from repaybook.assess.next_steps import NextSteps, next_steps
from repaybook.case.model import CaseFile, Category, CreditorType, Debt, Expense, Income
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes, names
from repaybook.money import Money
from repaybook.texts import LANGS, say
from repaybook.texts.figures import money

DAY = date(2026, 11, 23)


def advice(case: CaseFile) -> NextSteps:
    return next_steps(case, assess(case))


def demo(name: str) -> NextSteps:
    return advice(read_case(demo_bytes(name)))


def steps(found: NextSteps) -> list[str]:
    return [step.removeprefix("assess.step.") for step in found.steps]


def headline(found: NextSteps) -> str:
    values = {name: money("zh", value) if isinstance(value, Money) else value for name, value in found.values.items()}
    return say("zh", found.headline, **values)


def household(income: int | None, living: int | None, *debts: Debt) -> CaseFile:
    return CaseFile(
        as_of=DAY,
        income=(Income(label_zh="工资", amount_monthly=None if income is None else Money.yuan(income)),),
        expenses=(Expense(category=Category.FOOD, amount_monthly=None if living is None else Money.yuan(living)),),
        debts=debts,
    )


def car(monthly: int, overdue_days: int = 0) -> Debt:
    return Debt(
        id="D9",
        creditor_alias="汽车金融公司",
        creditor_type=CreditorType.AUTO_LOAN,
        secured=True,
        balance_total=Money.yuan(46300),
        contractual_monthly=Money.yuan(monthly),
        overdue_days=overdue_days,
    )


def test_a_negative_budget_has_its_own_words_and_no_instalments() -> None:
    found = demo("C3-negative")
    assert headline(found) == "每月还差480元。先保生活，不谈分期。"
    assert not found.instalments_possible
    assert steps(found) == [
        "essentials",
        "no_instalment_offer",
        "assistance",
        "pause",
        "assets",
        "no_new_loans",
        "legal_advice",
        "listening_line",
    ]


def test_what_cannot_be_kept_up_is_to_be_decided_and_never_paid_as_agreed() -> None:
    found = demo("C4-litigated")
    assert headline(found) == "没逾期的照合同还，每月还差1,917.55元。"
    assert found.to_decide == ("D4",)
    assert "decide_kept_secured" in steps(found)
    assert "keep_as_agreed" not in steps(found)
    assert steps(found)[0] == "court_first"
    assert not found.instalments_possible


def test_a_car_that_cannot_be_kept_up_is_to_be_decided_even_where_the_rest_looks_feasible() -> None:
    found = advice(household(5000, 4000, car(1200)))
    assert found.headline == "assess.headline.kept_not_affordable"
    assert headline(found) == "没逾期的照合同还，每月还差200元。"
    assert found.to_decide == ("D9",)


def test_without_security_there_is_nothing_to_sell() -> None:
    loan = dataclasses.replace(car(1200), secured=False)
    found = advice(household(5000, 4000, loan))
    assert "decide_kept" in steps(found)
    assert "decide_kept_secured" not in steps(found)


def test_a_secured_debt_that_is_late_is_to_be_decided() -> None:
    found = advice(household(5000, 2000, car(1200, overdue_days=10)))
    assert found.to_decide == ("D9",)
    assert "decide_secured" in steps(found)


def test_the_tight_case_says_what_a_tenth_less_income_means() -> None:
    found = demo("C2-tight")
    assert headline(found) == "每月可还2,050元，摊60个月刚够（不算利息）。"
    assert found.values["left"] == Money.yuan(1560)
    assert found.values["need"] == Money.yuan(1910)
    assert "less_income" in steps(found)
    assert found.instalments_possible


def test_the_feasible_cases_keep_what_is_kept_and_talk_about_the_rest() -> None:
    found = demo("C1-easy")
    assert steps(found) == ["keep_as_agreed", "negotiate", "no_new_loans", "in_writing", "listening_line"]
    assert found.values["for_others"] == Money.yuan("953.28")
    assert found.to_decide == ()
    assert steps(demo("C5-misconduct")) == steps(found)


@pytest.mark.parametrize(
    ("income", "living", "asked"),
    [(None, 2000, ["fill_income"]), (3000, None, ["fill_living"]), (None, None, ["fill_income", "fill_living"])],
)
def test_where_the_month_is_not_known_it_is_asked_for_before_anything_is_said(
    income: int | None, living: int | None, asked: list[str]
) -> None:
    found = advice(household(income, living))
    assert found.headline == "assess.headline.unknown"
    assert steps(found)[: len(asked)] == asked
    assert "essentials" not in steps(found)


def test_what_is_not_known_of_living_makes_nothing_better() -> None:
    case = household(1000, 2000)
    unknown = dataclasses.replace(case, expenses=(*case.expenses, Expense(category=Category.HEALTH)))
    assert advice(unknown).headline == "assess.headline.negative"
    assert "fill_living" in steps(advice(unknown))


def test_income_that_just_covers_living_is_not_said_to_miss_0_yuan() -> None:
    found = advice(household(2000, 2000))
    assert found.headline == "assess.headline.even"
    assert "essentials" in steps(found)


@pytest.mark.parametrize("name", names())
def test_the_help_lines_are_always_there(name: str) -> None:
    assert steps(demo(name))[-1] == "listening_line"
    assert "12356" in say("zh", demo(name).steps[-1])
    assert "110" in say("zh", demo(name).steps[-1])


AMOUNT = st.none() | st.integers(0, 9000)


@given(AMOUNT, AMOUNT, st.integers(0, 3000), st.integers(0, 40))
def test_every_sentence_can_be_said_and_no_instalment_is_offered_without_money(
    income: int | None, living: int | None, monthly: int, days: int
) -> None:
    card = Debt(
        id="D1",
        creditor_alias="某行",
        creditor_type=CreditorType.BANK_CREDIT_CARD,
        balance_total=Money.yuan(20000),
        overdue_days=days,
    )
    case = household(income, living, card, car(monthly, days // 2))
    found = advice(case)
    for lang in LANGS:
        for key in (found.headline, *found.steps):
            assert "{" not in say(lang, key, **found.values)
    if (income or 0) <= (living or 0):
        assert not found.instalments_possible
        assert "negotiate" not in steps(found)
    assert len({"keep_as_agreed", "decide_kept", "decide_kept_secured"} & set(steps(found))) <= 1
    assert len(set(found.steps)) == len(found.steps)
