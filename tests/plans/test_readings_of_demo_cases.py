"""Every sentence of 方案 about the plans of the five cases, held against their rows."""

from __future__ import annotations

import pytest

from repaybook import demo
from repaybook.case.read import read_case
from repaybook.charts import readings as pictures
from repaybook.money import Money
from repaybook.plans import propose
from repaybook.plans.baselines import minimum_plan, nothing_plan
from repaybook.plans.compare import compared
from repaybook.plans.model import Projection
from repaybook.plans.projection import project
from repaybook.plans.readings import end_reading, months_reading
from repaybook.texts import LANGS, figures


def plans_of(name: str) -> list[Projection]:
    """Return the proposed plans of a case, and what happens without one."""
    case = read_case(demo.demo_bytes(name))
    baselines = (minimum_plan(case, case.as_of), nothing_plan(case, case.as_of))
    return [*propose(case, case.as_of).plans, *(project(case, plan, case.as_of) for plan in baselines)]


@pytest.fixture(scope="module", params=demo.names())
def plans(request: pytest.FixtureRequest) -> list[Projection]:
    return plans_of(request.param)


def short(plan: Projection) -> list[int]:
    """Return the months, from 1, whose cash is below zero: what has come in does not cover what had to go out."""
    return [number for number, month in enumerate(plan.months, 1) if month.cash < 0]


def test_whether_every_month_is_paid_is_what_the_rows_say(plans: list[Projection]) -> None:
    for plan in plans:
        said, failing = months_reading(plan), short(plan)
        if not failing:
            assert said.key == "plans.reading.holds"
            assert said.values["amount"] == Money(min(month.cash for month in plan.months))
            continue
        first = plan.months[failing[0] - 1]
        assert said.key != "plans.reading.holds"
        assert (said.values["number"], said.values["fail_month"]) == (failing[0], first.month)
        assert said.values["amount"] == Money(-first.cash)


def test_the_month_of_the_end_is_the_last_that_pays_what_is_rearranged(plans: list[Projection]) -> None:
    for plan in plans:
        said = end_reading(plan)
        assert "monthly" not in said.values or said.values["monthly"] == plan.monthly
        if "end_month" not in said.values:
            assert plan.months[-1].balances
            assert said.values["amount"] == Money(sum(plan.months[-1].balances.values())) > Money(0)
            continue
        moved = [debt for debt, one in plan.schedules.items() if one.offer.kind != "keep"] or list(plan.schedules)
        paying = [month.month for month in plan.months if any(month.payments.get(debt) for debt in moved)]
        assert said.values["end_month"] == paying[-1]


def test_the_pictures_say_what_the_rows_say(plans: list[Projection]) -> None:
    for lang in LANGS:
        for plan in plans:
            flow, failing = pictures.cash_flow_reading(plan, lang), short(plan)
            if failing:
                month = plan.months[failing[0] - 1]
                assert figures.month(lang, month.month) in flow
                assert figures.money(lang, Money(-month.cash)) in flow
            else:
                assert figures.money(lang, Money(min(month.cash for month in plan.months))) in flow
            owed = pictures.balances_reading(plan, lang)
            rest = sum(plan.months[-1].balances.values())
            if rest:
                assert figures.wan(lang, Money(rest)) in owed
            if plan.end_month is not None:
                assert figures.month(lang, plan.end_month) in owed


def test_less_income_is_said_with_the_first_month_that_then_falls_short(plans: list[Projection]) -> None:
    for plan in plans:
        less = {percent: project_less(plan, percent) for percent in (10, 20)}
        told = pictures.stress_reading(plan, "zh")
        if short(plan):
            assert figures.month("zh", plan.months[short(plan)[0] - 1].month) in told
            continue
        for percent, failing in less.items():
            assert f"{percent}%" in told
            if failing is not None:
                assert figures.month("zh", plan.months[failing - 1].month) in told


def project_less(plan: Projection, percent: int) -> int | None:
    """Return the first month (from 1) that falls short with so much less income, added up from the rows."""
    cash = plan.plan.opening_cash.fen
    for number, month in enumerate(plan.months, 1):
        out = sum(month.living.values()) + sum(month.priority.values()) + sum(month.payments.values())
        cash += month.income * (100 - percent) // 100 - out
        if cash < 0:
            return number
    return None


@pytest.mark.parametrize("name", ["C1-easy", "C2-tight", "C5-misconduct"])
def test_the_comparison_names_the_plan_that_is_best_in_its_rows(name: str) -> None:
    case = read_case(demo.demo_bytes(name))
    plans = list(propose(case, case.as_of).plans)
    titles = "甲乙丙"[: len(plans)]
    told = pictures.comparison_reading(plans, list(titles), "zh")
    ends = [plan.end_month for plan in plans if plan.end_month is not None]
    soonest = [title for title, plan in zip(titles, plans, strict=True) if plan.end_month == min(ends)]
    assert f"最早还完：{'、'.join(soonest)}" in told or len(soonest) == len(plans)
    rows = {row.key: row.cells for row in compared(plans)}
    for number, plan in enumerate(plans):
        assert rows["plans.compare.monthly"][number] == plan.monthly
        assert rows["plans.compare.lowest_cash"][number] == Money(min(month.cash for month in plan.months))
        paid = sum(
            fen
            for month in plan.months
            for debt, fen in [*month.payments.items(), *month.priority.items()]
            if debt not in plan.going_on or not plan.months[-1].balances[debt]  # done within the rows
        )
        assert plan.total_paid.fen == paid
