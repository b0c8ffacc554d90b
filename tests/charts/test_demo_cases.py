"""The five demo cases, in both languages and sizes: sound, small, and true to the plan's own figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from repaybook import demo
from repaybook.assess import assess
from repaybook.case.model import CaseFile, Offer, OfferKind, Plan
from repaybook.case.read import read_case
from repaybook.charts import PHONE, WIDE, balances, cash_flow, comparison, creditor_names, parts_bar, picture, stress
from repaybook.charts.marks import Area, Line
from repaybook.plans.model import Projection
from repaybook.plans.projection import project
from repaybook.texts import LANGS


@pytest.fixture(scope="module", params=demo.names())
def case(request: pytest.FixtureRequest) -> CaseFile:
    return read_case(demo.demo_bytes(request.param))


@pytest.fixture(scope="module")
def plans(case: CaseFile) -> list[Projection]:
    """Return the debts to be rearranged in 36 and in 60 instalments without interest."""
    return [
        project(
            case,
            Plan(
                id=str(months),
                offers=tuple(
                    Offer(debt=debt, kind=OfferKind.INSTALMENTS, months=months, annual_rate=Decimal(0))
                    for debt in assess(case).restructure
                ),
            ),
            case.as_of,
        )
        for months in (36, 60)
    ]


def test_every_picture_is_sound_and_small(
    case: CaseFile, plans: list[Projection], parts: Callable[[str, str], list[dict[str, str]]]
) -> None:
    names = creditor_names(case)
    for lang in LANGS:
        for size in (WIDE, PHONE):
            charts = [
                *(cash_flow(plan, names, lang, size, among=plans) for plan in plans),
                *(balances(plan, names, lang, size, among=plans) for plan in plans),
                *(stress(plan, lang, size, among=plans) for plan in plans),
                comparison(plans, lang, size),
            ]
            for number, chart in enumerate(charts):
                drawn = picture(chart, f"p{number}")
                assert parts(drawn.frame, "svg")
                assert parts(drawn.data, "svg")
                assert len(drawn.data.encode()) < 20_000
                assert drawn.alt
        for debt in case.debts:
            assert parts(parts_bar(debt.parts, debt.balance_total, lang, debt.id).data, "svg")


def test_every_months_money_is_in_the_picture(case: CaseFile, plans: list[Projection]) -> None:
    for plan in plans:
        marks = cash_flow(plan, creditor_names(case), "zh").marks
        stack = [mark for mark in marks if isinstance(mark, Area) and mark.series not in {"left", "short"}]
        for number, month in enumerate(plan.months):
            # what is left = income − living − priority − payments − savings
            assert stack[-1].upper[number] == month.income - month.left


def test_the_top_of_the_balances_is_everything_that_is_owed(case: CaseFile, plans: list[Projection]) -> None:
    for plan in plans:
        stack = [mark for mark in balances(plan, creditor_names(case), "zh").marks if isinstance(mark, Area)]
        assert stack[-1].upper[0] == sum(schedule.balance_now.fen for schedule in plan.schedules.values())
        assert list(stack[-1].upper[1:]) == [sum(month.balances.values()) for month in plan.months]


def test_the_stress_lines_agree_with_the_plans_own_answer(case: CaseFile, plans: list[Projection]) -> None:
    assert case.debts
    for plan in plans:
        lines = {mark.series: mark.values[1:] for mark in stress(plan, "zh").marks if isinstance(mark, Line)}
        for held in plan.stress:
            line = lines[f"less_{held.percent}"]
            assert min(line) == held.lowest_cash.fen
            assert next((number for number, cash in enumerate(line, 1) if cash < 0), None) == held.first_failing
            if held.first_failing is not None:
                assert -line[held.first_failing - 1] == held.short.fen
