"""The budget as steps, for the demo cases and for any figures: each bar begins where the one before ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook import demo
from repaybook.assess import Assessment, assess
from repaybook.case.read import read_case
from repaybook.charts import PHONE, WIDE, picture, waterfall
from repaybook.charts.marks import Bar, Value
from repaybook.charts.model import Chart
from repaybook.charts.palette import ATTENTION
from repaybook.money import Money
from repaybook.texts import Lang


def assessed(start: str) -> Assessment:
    (name,) = (name for name in demo.names() if name.startswith(start))
    return assess(read_case(demo.demo_bytes(name)))


def bars(chart: Chart) -> dict[str, tuple[float, float]]:
    return {mark.series: (mark.y0, mark.y1) for mark in chart.marks if isinstance(mark, Bar) and mark.panel == 0}


def written(chart: Chart) -> dict[str, str]:
    return {mark.series: mark.text for mark in chart.marks if isinstance(mark, Value)}


def test_the_couple_with_a_mortgage_has_2050_a_month() -> None:
    chart = waterfall(assessed("C2"), "zh")
    # 9,900 − 4,970 − 2,380 = 2,550; 5 % of 9,900 = 495, up to 500; 2,050
    assert bars(chart) == {
        "income": (0, 990_000),
        "living": (990_000, 493_000),
        "priority": (493_000, 255_000),
        "surplus": (0, 255_000),
        "buffer": (255_000, 205_000),
        "usable": (0, 205_000),
    }
    assert written(chart) == {
        "income": "9,900",
        "living": "−4,970",
        "priority": "−2,380",
        "surplus": "2,550",
        "buffer": "−500",
        "usable": "2,050",
        "minus10": "1,560",
        "minus20": "570",
    }
    assert chart.alt == "每月可还2,050元；收入少一成，结余1,560元。"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_budget_below_zero_hangs_under_the_line_in_orange_and_promises_nothing(lang: Lang) -> None:
    chart = waterfall(assessed("C3"), lang)
    surplus = next(mark for mark in chart.marks if isinstance(mark, Bar) and mark.series == "surplus")
    assert (surplus.colour, surplus.y0, surplus.y1) == (ATTENTION, 0, -48_000)
    assert bars(chart)["usable"] == (0, 0)
    assert (
        chart.alt
        == {
            "zh": "付完生活和优先还款，每月缺480元。",
            "en": "After living costs and priority debts, ¥480 a month is missing.",
        }[lang]
    )


def test_a_surplus_that_the_buffer_takes_leaves_nothing_to_pay() -> None:
    assert waterfall(assessed("C4"), "zh").alt == "结余210元，眼下没有能拿去还的。"


def test_with_a_tenth_less_a_small_surplus_turns_into_a_gap() -> None:
    thin = replace(assessed("C2"), surplus_income_minus10=Money.yuan("-12.50"))
    assert waterfall(thin, "zh").alt == "每月可还2,050元；收入少一成，每月缺12.50元。"


def test_figures_not_filled_in_are_said_to_be_missing() -> None:
    open_case = replace(assessed("C2"), income_known=False)
    assert waterfall(open_case, "zh").alt.endswith("收支还没填全，先按填了的算。")


def test_large_budgets_are_written_in_wan() -> None:
    rich = replace(assessed("C2"), income_total=Money.yuan(1_234_567), surplus=Money.yuan(1_227_217))
    chart = waterfall(rich, "zh", PHONE)
    assert written(chart)["income"] == "123.46"
    assert chart.frame.notes[0].text == "单位：万元/月"


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**12))
def test_the_steps_meet_and_stay_within_the_field(income: int, living: int, priority: int) -> None:
    surplus = income - living - priority
    budget = replace(
        assessed("C2"),
        income_total=Money(income),
        living_total=Money(living),
        priority_debt_payments=Money(priority),
        surplus=Money(surplus),
        buffer=Money(0),
        usable_for_plans=Money(max(surplus, 0)),
        surplus_income_minus10=Money(surplus - income // 10),
        surplus_income_minus20=Money(surplus - income // 5),
    )
    chart = waterfall(budget, "zh")
    drawn = bars(chart)
    assert drawn["income"][1] == drawn["living"][0]
    assert drawn["living"][1] == drawn["priority"][0]
    assert drawn["priority"][1] == drawn["surplus"][1] == surplus
    up = chart.frame.panels[0].up
    assert all(up.low <= end <= up.high for bar in drawn.values() for end in bar)


def test_both_sizes_in_both_languages_are_sound_svg(parts: Callable[[str, str], list[dict[str, str]]]) -> None:
    for start in ("C1", "C2", "C3", "C4", "C5"):
        for size in (WIDE, PHONE):
            drawn = picture(waterfall(assessed(start), "en", size), "w")
            assert parts(drawn.data, "rect")
            assert parts(drawn.frame, "path")
