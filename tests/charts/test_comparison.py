"""Plans side by side: four figures each, bars as long as the figures, and a sentence that is true of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from repaybook.charts import PHONE, WIDE_LOW, Size, comparison, picture, plan_letters
from repaybook.charts.marks import Bar, Value
from repaybook.charts.model import Chart
from repaybook.charts.palette import ATTENTION
from repaybook.plans.model import Projection


def bars(chart: Chart) -> dict[str, float]:
    return {mark.series: mark.x1 for mark in chart.marks if isinstance(mark, Bar)}


def written(chart: Chart) -> dict[str, str]:
    return {mark.series: mark.text for mark in chart.marks if isinstance(mark, Value)}


@pytest.fixture(scope="module")
def three(household: Callable[..., Projection]) -> list[Projection]:
    return [
        household({"D2": [100_000] * 12}, incomes=[90_000] * 12),  # 12,000 in 12 months, 100 short a month
        household({"D2": [60_000] * 24}, incomes=[90_000] * 24),  # 14,400 in 24 months
        household({"D2": [60_000] * 30}, incomes=[90_000] * 30, owed_more=100_000),  # never done
    ]


@pytest.mark.parametrize("size", [WIDE_LOW, PHONE], ids=["wide", "phone"])
def test_bars_are_as_long_as_the_figures(size: Size, three: list[Projection]) -> None:
    assert bars(comparison(three, "zh", size)) == {
        "total:0": 1_200_000,
        "total:1": 1_440_000,
        "total:2": 1_800_000,
        "months:0": 12,
        "months:1": 24,
        "months:2": 30,
        "monthly:0": 100_000,
        "monthly:1": 60_000,
        "monthly:2": 60_000,
        "lowest:0": -120_000,  # twelve months, 100 short each
        "lowest:1": 30_000,
        "lowest:2": 30_000,
    }


def test_figures_stand_beside_the_bars_and_an_open_end_says_so(three: list[Projection]) -> None:
    shown = written(comparison(three, "zh"))
    assert shown["total:0"] == "12,000"
    assert [shown[f"months:{row}"] for row in range(3)] == ["12 (2027-11)", "24 (2028-11)", "> 30"]
    assert shown["lowest:0"] == "−1,200"


def test_cash_below_zero_is_drawn_to_the_left_in_the_colour_of_attention(three: list[Projection]) -> None:
    chart = comparison(three, "zh")
    bar = next(mark for mark in chart.marks if isinstance(mark, Bar) and mark.series == "lowest:0")
    assert (bar.colour, bar.x0) == (ATTENTION, 0)
    assert chart.frame.panels[3].across.low < 0
    assert {chart.frame.panels[number].across.low for number in range(3)} == {0}


def test_the_sentence_names_the_best_of_each_and_who_falls_short(three: list[Projection]) -> None:
    assert comparison(three, "zh").alt == (
        "一共还得最少：甲；每月还得最少：乙、丙；最早还完：甲；余钱最宽：乙、丙；中途不够付：甲。"
    )
    assert comparison(three, "en").alt == (
        "Least in all: A; least a month: B, C; done first: A; most room: B, C; falls short: A."
    )


def test_plans_that_are_alike_are_said_to_be(three: list[Projection]) -> None:
    assert comparison([three[1], three[1]], "zh").alt == "一共还的一样多；每月还的一样多；同一个月还完；最低余钱一样。"


def test_where_every_plan_falls_short_none_is_praised_for_its_room(three: list[Projection]) -> None:
    assert comparison([three[0], three[0]], "zh").alt.endswith("；都有不够付的月。")


def test_where_no_plan_ends_none_is_called_the_first(three: list[Projection]) -> None:
    assert "还完" not in comparison([three[2], three[2]], "zh").alt


def test_one_plan_alone_is_described(three: list[Projection]) -> None:
    assert comparison(three[1:2], "zh").alt == "甲：一共还14,400元，每月600元，最低余钱300元。"


def test_plans_may_bear_names_of_their_own(three: list[Projection]) -> None:
    chart = comparison(three, "zh", titles=["最短", "最匀", "最稳\u202e"])
    assert [note.text for note in chart.frame.notes if note.text.startswith("最") and not note.bold][:3] == [
        "最短",
        "最匀",
        "最稳",
    ]


def test_no_plan_and_titles_that_do_not_match_are_refused(three: list[Projection]) -> None:
    with pytest.raises(ValueError, match="nothing"):
        comparison([], "zh")
    with pytest.raises(ValueError, match="titles"):
        comparison(three, "zh", titles=["甲"])
    with pytest.raises(ValueError, match="letters"):
        plan_letters(11, "zh")


def test_large_sums_go_to_the_next_unit_so_that_they_fit(household: Callable[..., Projection]) -> None:
    rich = household({"D2": [4_000_000_000] * 60}, incomes=[9_000_000_000] * 60)
    # 60 × 4,000万 = 24亿 yuan
    assert written(comparison([rich], "zh"))["total:0"] == "24"
    assert written(comparison([rich], "en"))["total:0"] == "2.4"
    assert any("亿元" in note.text for note in comparison([rich], "zh").frame.notes)


def test_months_of_nothing_are_still_a_picture(
    household: Callable[..., Projection], parts: Callable[[str, str], list[dict[str, str]]]
) -> None:
    chart = comparison([household({}, incomes=[])], "zh")
    assert parts(picture(chart, "c").data, "svg")
    assert written(chart)["total:0"] == "0"
