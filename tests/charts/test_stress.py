"""The picture of the money at hand, with the income as it is and with less of it, agrees with the plan's own rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.charts import stress
from repaybook.charts.layer import data_svg
from repaybook.charts.marks import Flag, Line
from repaybook.charts.model import Chart
from repaybook.plans.model import Projection


def lines(chart: Chart) -> dict[str, tuple[int, ...]]:
    return {mark.series: mark.values for mark in chart.marks if isinstance(mark, Line)}


def test_the_lines_are_the_cash_of_the_rows_less_what_is_cut(tight: Projection) -> None:
    shown = lines(stress(tight, "zh"))
    assert shown["less_0"] == (0, *(month.cash for month in tight.months))
    # a tenth of 9,900 is 990 a month
    assert shown["less_10"][1:] == tuple(month.cash - 99_000 * number for number, month in enumerate(tight.months, 1))
    assert shown["less_20"][36] == tight.months[35].cash - 36 * 198_000


def test_lowest_cash_and_first_short_month_are_those_of_the_plan(tight: Projection) -> None:
    shown = lines(stress(tight, "zh"))
    for case in tight.stress:
        line = shown[f"less_{case.percent}"][1:]
        assert min(line) == case.lowest_cash.fen
        assert next((number for number, cash in enumerate(line, 1) if cash < 0), None) == case.first_failing


def test_the_first_cut_that_falls_short_is_flagged(tight: Projection) -> None:
    chart = stress(tight, "zh")
    (flag,) = (mark for mark in chart.marks if isinstance(mark, Flag))
    # 600 + 600 … a month against 990 less: short at once
    assert (flag.series, flag.at, flag.text) == ("failing_10", 1, "2026-12")
    assert chart.alt == "收入少10%或20%，2026年12月第一次不够付。"
    assert stress(tight, "en").alt == "Income 10% or 20% lower: Dec 2026 is the first short month."


def test_a_plan_that_holds_at_ten_and_not_at_twenty_says_both(household: Callable[..., Projection]) -> None:
    # 1,000 in, 850 out: 900 holds, 800 is 50 short from the first month on 10 opening
    projection = household({"D2": [85_000] * 12}, incomes=[100_000] * 12, opening=1_000)
    assert stress(projection, "zh").alt == "收入少10%，撑得住；少20%，2026年12月第一次不够付。"


def test_a_plan_that_always_holds_has_no_flag(household: Callable[..., Projection]) -> None:
    chart = stress(household({"D2": [10_000] * 12}, incomes=[100_000] * 12), "zh")
    assert not [mark for mark in chart.marks if isinstance(mark, Flag)]
    assert chart.alt == "收入少10%或20%，撑得住。"
    assert chart.frame.panels[0].up.low == 0


def test_a_plan_that_fails_as_it_is_says_that_first(failing: Projection) -> None:
    chart = stress(failing, "zh")
    assert chart.alt == "收入不变，2027年3月就第一次不够付。"
    assert next(mark.at for mark in chart.marks if isinstance(mark, Flag)) == 4


def test_rows_of_an_income_already_cut_are_refused(household: Callable[..., Projection]) -> None:
    with pytest.raises(ValueError, match="cut already"):
        stress(household({}, incomes=[1_000], less_percent=10), "zh")


def test_axes_are_shared_and_reach_below_zero(tight: Projection, failing: Projection) -> None:
    one = stress(tight, "zh", among=[failing]).frame.panels[0]
    other = stress(failing, "zh", among=[tight]).frame.panels[0]
    assert (one.up, one.across) == (other.up, other.across)
    assert one.up.low < 0


@given(st.lists(st.integers(0, 10**7), max_size=60), st.integers(0, 10**7), st.integers(0, 10**7))
def test_every_line_stays_within_its_axes(
    household: Callable[..., Projection], incomes: list[int], paid: int, opening: int
) -> None:
    chart = stress(household({"D2": [paid] * len(incomes)}, incomes=incomes, opening=opening), "en")
    up = chart.frame.panels[0].up
    assert all(up.low <= value <= up.high for line in lines(chart).values() for value in line)
    assert len(data_svg(chart, "c").encode()) < 20_000
