"""The picture of the months holds the figures of the months, each band on the one below, and marks the first gap."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.charts import PHONE, WIDE, Size, cash_flow, picture
from repaybook.charts.layer import data_svg
from repaybook.charts.marks import Area, Flag, Line, Tag
from repaybook.charts.model import Chart, Panel
from repaybook.charts.palette import LIVING, SERIES
from repaybook.plans.model import Projection
from repaybook.texts import Lang

NAMES = {"D1": "国有银行", "D2": "股份制银行A", "D3": "股份制银行B"}


def areas(chart: Chart) -> dict[str, Area]:
    return {mark.series: mark for mark in chart.marks if isinstance(mark, Area)}


def heights(area: Area) -> tuple[int, ...]:
    return tuple(upper - lower for lower, upper in zip(area.lower, area.upper, strict=True))


def test_every_band_has_the_months_figures_in_fen(tight: Projection) -> None:
    bands = areas(cash_flow(tight, NAMES, "zh"))
    assert list(bands) == ["living", "priority", "D2", "D3", "savings", "left"]
    assert heights(bands["living"]) == (497_000,) * 36
    assert heights(bands["priority"]) == (238_000,) * 36
    assert heights(bands["D2"]) == (130_000,) * 36
    assert heights(bands["D3"]) == (65_000,) * 24 + (0,) * 12
    assert heights(bands["savings"]) == (50_000,) * 36
    # 9,900 − 4,970 − 2,380 − 1,300 − 650 − 500 = 100; without the 650: 750
    assert heights(bands["left"]) == (10_000,) * 24 + (75_000,) * 12


def test_bands_stand_on_each_other_and_reach_the_income_line(tight: Projection) -> None:
    chart = cash_flow(tight, NAMES, "zh")
    bands = list(areas(chart).values())
    assert bands[0].lower == (0,) * 36
    assert all(above.lower == below.upper for below, above in pairwise(bands))
    (income,) = (mark for mark in chart.marks if isinstance(mark, Line))
    assert bands[-1].upper == income.values == (990_000,) * 36


def test_the_first_month_that_cannot_be_paid_is_flagged_and_the_gap_is_shown(failing: Projection) -> None:
    chart = cash_flow(failing, {"D2": "银行"}, "zh")
    (flag,) = (mark for mark in chart.marks if isinstance(mark, Flag))
    # 300 opening, 100 short every month: 200, 100, 0, −100 in the fourth month, March 2027
    assert (flag.at, flag.text) == (3.5, "2027-03")
    assert heights(areas(chart)["short"]) == (10_000,) * 12
    assert "left" not in areas(chart)
    assert chart.alt == "2027年3月第一次不够付，缺100元。"


def test_the_sentence_of_months_that_hold_names_the_lowest_cash(tight: Projection) -> None:
    # after the first month 500 + 100 are there, and it only grows
    assert cash_flow(tight, NAMES, "zh").alt == "每个月都够付；月底手头最少时有600元。"
    assert cash_flow(tight, NAMES, "en").alt.endswith("never falls below ¥600.")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_drawn_corners_are_the_rows(
    size: Size,
    tight: Projection,
    parts: Callable[[str, str], list[dict[str, str]]],
    points: Callable[[str, Panel], list[tuple[float, float]]],
) -> None:
    chart = cash_flow(tight, NAMES, "zh", size)
    panel = chart.frame.panels[0]
    paths = {path.get("fill"): path["d"] for path in parts(picture(chart, "c").data, "path")}
    half_a_pixel = (panel.up.high - panel.up.low) / panel.height / 2
    # D3 pays 650 for 24 months, on 4,970 + 2,380 + 1,300 = 8,650
    corners = points(paths[SERIES[1]], panel)
    assert {round(x, 1) for x, _ in corners} == {0, 24}
    assert min(y for _, y in corners) == pytest.approx(865_000, abs=half_a_pixel)
    assert max(y for _, y in corners) == pytest.approx(930_000, abs=half_a_pixel)
    assert max(y for _, y in points(paths[LIVING], panel)) == pytest.approx(497_000, abs=half_a_pixel)


def test_axes_are_shared_with_the_plans_beside(
    tight: Projection, failing: Projection, household: Callable[..., Projection]
) -> None:
    short = household({"D2": [10_000]}, incomes=[50_000])
    together = cash_flow(short, NAMES, "zh", among=(tight, failing)).frame.panels[0]
    alone = cash_flow(tight, NAMES, "zh", among=(short, failing)).frame.panels[0]
    assert (together.across, together.up.high) == (alone.across, alone.up.high)
    assert together.across.high == 36


def test_a_slider_that_moves_a_little_leaves_the_frame_as_it_is(household: Callable[..., Projection]) -> None:
    frames = {
        cash_flow(household({"D2": [paid] * months}, incomes=[990_000] * months), NAMES, "zh").frame
        for paid, months in ((100_000, 25), (101_300, 26), (140_000, 30), (99_900, 36))
    }
    assert len(frames) == 1


def test_a_name_is_never_placed_where_money_is_missing_or_under_the_flag(
    household: Callable[..., Projection],
) -> None:
    gone = household({"D2": [200_000] * 12}, incomes=[300_000] * 4 + [100_000] * 8, living=90_000)
    chart = cash_flow(gone, {"D2": "银行"}, "zh")
    tags = [mark for mark in chart.marks if isinstance(mark, Tag)]
    (flag,) = (mark for mark in chart.marks if isinstance(mark, Flag))
    assert tags
    assert all(tag.y < 100_000 or tag.x < 4 for tag in tags)
    assert all(abs(tag.x - flag.at) > 0.5 for tag in tags)


def test_a_debt_without_a_name_is_refused_for_its_payments_would_be_missing(tight: Projection) -> None:
    with pytest.raises(ValueError, match="D3"):
        cash_flow(tight, {"D1": "a", "D2": "b"}, "zh")


def test_past_seven_creditors_the_last_band_is_the_rest(
    household: Callable[..., Projection],
) -> None:
    debts = {f"D{number}": [1_000 * number] * 3 for number in range(1, 11)}
    chart = cash_flow(household(debts, incomes=[900_000] * 3), {debt: debt for debt in debts}, "zh")
    bands = areas(chart)
    assert list(bands) == ["living", *(f"D{number}" for number in range(1, 7)), "others", "left"]
    assert heights(bands["others"]) == (7_000 + 8_000 + 9_000 + 10_000,) * 3
    assert any(note.text == "其余4家" for note in chart.frame.notes)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("months", [0, 1, 60])
def test_no_month_one_month_and_sixty_months_are_drawn(
    lang: Lang, months: int, household: Callable[..., Projection], parts: Callable[[str, str], list[dict[str, str]]]
) -> None:
    projection = household({"D2": [100_000] * months}, incomes=[300_000] * months, living=100_000)
    chart = cash_flow(projection, {"D2": "银行"}, lang)
    assert parts(picture(chart, "c").data, "svg")
    assert chart.frame.panels[0].across.high == max(12, months)
    if not months:
        assert chart.alt == {"zh": "还没有可画的月份。", "en": "There are no months to draw yet."}[lang]


def test_nothing_at_all_still_has_axes(household: Callable[..., Projection]) -> None:
    chart = cash_flow(household({}, incomes=[0, 0]), {}, "zh")
    panel = chart.frame.panels[0]
    assert (panel.up.low, panel.up.high) == (0, 100_000)
    assert heights(areas(chart)["living"]) == (0, 0)
    assert not re.search(r"nan|inf", picture(chart, "c").data)


@given(
    months=st.integers(1, 60),
    income=st.integers(0, 10**9),
    living=st.integers(0, 10**9),
    payments=st.lists(st.integers(0, 10**8), max_size=10),
    opening=st.integers(0, 10**9),
)
def test_whatever_the_figures_the_stack_adds_up_and_the_layer_stays_small(
    household: Callable[..., Projection], months: int, income: int, living: int, payments: list[int], opening: int
) -> None:
    debts = {f"D{number}": [paid] * months for number, paid in enumerate(payments)}
    projection = household(debts, incomes=[income] * months, living=living, opening=opening)
    chart = cash_flow(projection, {debt: debt for debt in debts}, "zh", PHONE)
    bands = areas(chart)
    out = living + sum(payments)
    stack = [area for series, area in bands.items() if series not in {"left", "short"}]
    assert stack[-1].upper == (out,) * months
    if "left" in bands:
        assert heights(bands["left"]) == (income - out,) * months
    if "short" in bands:
        assert heights(bands["short"]) == (out - income,) * months
    assert ("short" in bands) == (out > income)
    panel = chart.frame.panels[0]
    assert panel.up.high >= max(income, out)
    assert len(data_svg(chart, "c").encode()) < 20_000
