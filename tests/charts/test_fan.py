"""The fan agrees with the lives it is drawn from, and its sentence with its flag."""

from __future__ import annotations

from itertools import pairwise

import pytest

from repaybook import demo
from repaybook.case.read import read_case
from repaybook.charts import PHONE
from repaybook.charts.fan import fan, lines
from repaybook.charts.layer import data_svg
from repaybook.charts.marks import Area, Flag, Line
from repaybook.charts.scale import month_figures
from repaybook.money import Money
from repaybook.plans import propose
from repaybook.plans.model import Projection
from repaybook.plans.resilience import Resilience, assumed, resilience
from repaybook.texts import figures


@pytest.fixture(scope="module")
def couple() -> list[tuple[Resilience, Projection]]:
    case = read_case(demo.demo_bytes("C2-tight"))
    return [(resilience(plan, case, assumed(case)), plan) for plan in propose(case, case.as_of).plans]


def test_the_bands_are_the_lines_of_the_lives(couple: list[tuple[Resilience, Projection]]) -> None:
    fared, plan = couple[0]
    chart = fan(fared, plan, "zh")
    most, half = (mark for mark in chart.marks if isinstance(mark, Area))
    (middle,) = (mark for mark in chart.marks if isinstance(mark, Line))
    drawn = [most.lower, half.lower, middle.values, half.upper, most.upper]
    assert [line[1:] for line in drawn] == list(fared.fan)
    # all start from what is at hand
    assert {line[0] for line in drawn} == {fared.assumptions.reserve.fen} == {Money.yuan(3200).fen}
    for lower, upper in pairwise(drawn):
        assert all(below <= above for below, above in zip(lower, upper, strict=True))


def test_the_flag_stands_where_the_sentence_says(couple: list[tuple[Resilience, Projection]]) -> None:
    for fared, plan in couple:
        chart = fan(fared, plan, "zh")
        (flag,) = (mark for mark in chart.marks if isinstance(mark, Flag))
        assert fared.weak_month is not None
        month = plan.months[fared.weak_month - 1].month
        assert (flag.at, flag.text) == (fared.weak_month, month_figures(month))
        assert figures.month("zh", month) in chart.alt
        assert f"{fared.holds.percent}次（±{fared.holds.margin}）" in chart.alt


def test_plans_beside_each_other_have_the_same_axes(couple: list[tuple[Resilience, Projection]]) -> None:
    one, other = (fan(*each, "en", PHONE, among=couple).frame.panels[0] for each in couple)
    assert (one.up, one.across) == (other.up, other.across)
    for fared, plan in couple:
        assert all(one.up.low <= fen <= one.up.high for line in lines(fared, plan).values() for fen in line)


def test_an_update_is_small(couple: list[tuple[Resilience, Projection]]) -> None:
    assert len(data_svg(fan(*couple[0], "zh"), "f").encode()) < 20_000
