"""The picture of what is still owed: today, then each month's end, and the month in which the plan is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from repaybook.charts import balances, picture
from repaybook.charts.marks import Area, Flag
from repaybook.charts.model import Chart
from repaybook.charts.palette import PRIORITY
from repaybook.plans.model import Projection

NAMES = {"D1": "国有银行", "D2": "股份制银行A", "D3": "股份制银行B"}


def thickness(chart: Chart) -> dict[str, tuple[int, ...]]:
    return {
        mark.series: tuple(upper - lower for lower, upper in zip(mark.lower, mark.upper, strict=True))
        for mark in chart.marks
        if isinstance(mark, Area)
    }


def test_each_creditor_begins_with_what_is_owed_now_and_ends_as_the_rows_do(tight: Projection) -> None:
    owed = thickness(balances(tight, NAMES, "zh"))
    assert list(owed) == ["D1", "D2", "D3"]
    # 36 × 1,300 = 46,800, then 1,300 less every month
    assert owed["D2"] == tuple(130_000 * left for left in range(36, -1, -1))
    assert owed["D3"] == tuple(65_000 * left for left in range(24, -1, -1)) + (0,) * 12
    assert owed["D1"][0] == 36 * 238_000
    assert owed["D1"][1:] == tuple(month.balances["D1"] for month in tight.months)


def test_the_month_of_the_last_payment_is_flagged_on_the_axis_that_begins_with_today(tight: Projection) -> None:
    chart = balances(tight, NAMES, "zh")
    (flag,) = (mark for mark in chart.marks if isinstance(mark, Flag))
    # 36 months from December 2026: the last is November 2029
    assert (flag.at, flag.text) == (36, "2029-11")
    assert chart.frame.panels[0].across.ticks[0] == (0, "2026-11")
    assert chart.alt == "照这样还，2029年11月全部还清。"


def test_the_priority_debt_has_its_own_grey_and_its_name(tight: Projection) -> None:
    chart = balances(tight, NAMES, "zh")
    first = next(mark for mark in chart.marks if isinstance(mark, Area))
    assert (first.series, first.colour) == ("D1", PRIORITY)
    assert any(note.text == "国有银行" for note in chart.frame.notes)


def test_several_priority_debts_share_the_grey(household: Callable[..., Projection]) -> None:
    home = household({"D2": [100] * 3}, incomes=[10_000] * 3, priority={"D1": [300] * 3, "D4": [200] * 3})
    chart = balances(home, {"D1": "房", "D2": "卡", "D4": "车"}, "zh")
    assert thickness(chart)["priority"] == (1_500, 1_000, 500, 0)


def test_a_plan_that_does_not_finish_has_no_flag_and_says_what_is_left(household: Callable[..., Projection]) -> None:
    token = household({"D2": [10_000] * 6}, incomes=[500_000] * 6, owed_more=5_000_000)
    chart = balances(token, {"D2": "银行"}, "zh")
    assert not [mark for mark in chart.marks if isinstance(mark, Flag)]
    # 50,600 now; six times 100 paid
    assert chart.alt == "到2027年5月还欠5万元，比现在少600元。"
    assert balances(token, {"D2": "Bank"}, "en").alt == "In May 2027 ¥50,000 is still owed, ¥600 less than now."


def test_a_balance_that_grows_says_so(household: Callable[..., Projection]) -> None:
    more = household({"D2": [-100_000] * 2}, incomes=[500_000] * 2, owed_more=5_000_000)
    # 50,000 − 2,000 now, 50,000 at the end
    assert balances(more, {"D2": "银行"}, "zh").alt == "到2027年1月还欠5万元，比现在多2,000元。"


def test_debts_that_are_kept_beyond_the_plan_are_named_by_their_own_month(
    household: Callable[..., Projection],
) -> None:
    home = household({"D2": [100] * 3}, incomes=[10_000] * 5, priority={"D1": [300] * 5})
    assert balances(home, {"D1": "房", "D2": "卡"}, "zh").alt == "方案里的债2027年2月还清；全部在2027年4月还清。"


def test_where_nothing_is_owed_it_says_so(household: Callable[..., Projection]) -> None:
    assert balances(household({}, incomes=[10_000] * 5), {}, "zh").alt == "没有要还的欠款。"


def test_balances_not_known_are_said_to_be_left_out(household: Callable[..., Projection]) -> None:
    projection = household({"D2": [100_000]}, incomes=[500_000], left_out=("D7", "D8"))
    assert balances(projection, {"D2": "银行"}, "zh").alt == "照这样还，2026年12月全部还清。有2笔不清楚余额，没算在内。"


@pytest.mark.parametrize("months", [0, 1, 60])
def test_no_debt_one_month_and_sixty_months_are_drawn(
    months: int, household: Callable[..., Projection], parts: Callable[[str, str], list[dict[str, str]]]
) -> None:
    for debts in ({}, {"D2": [100_000] * months}):
        chart = balances(household(debts, incomes=[200_000] * months), {"D2": "银行"}, "zh")
        assert parts(picture(chart, "c").data, "svg")


def test_the_sloping_corners_are_the_rows(
    tight: Projection,
    parts: Callable[[str, str], list[dict[str, str]]],
    points: Callable[..., list[tuple[float, float]]],
) -> None:
    chart = balances(tight, NAMES, "zh")
    panel = chart.frame.panels[0]
    path = next(path for path in parts(picture(chart, "c").data, "path") if path.get("fill") == PRIORITY)
    corners = points(path["d"], panel)
    tolerance = (panel.up.high - panel.up.low) / panel.height / 10
    assert [y for _, y in corners[:37]] == pytest.approx([238_000 * left for left in range(36, -1, -1)], abs=tolerance)
    assert [x for x, _ in corners[:37]] == pytest.approx(list(range(37)), abs=0.01)
