"""Axes have round ticks, hold what they must show, and stay the same while figures move a little."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.charts.palette import SERIES, on
from repaybook.charts.scale import amount_axis, figure, month_axis, unit
from repaybook.texts import Lang


def words(lang: Lang, low: int, high: int) -> list[str]:
    return [label for _, label in amount_axis(lang, low, high, ticks=6)[0].ticks]


def test_months_income_is_in_yuan_and_debts_are_in_wan() -> None:
    assert words("zh", 0, 990_000) == ["0", "2,000", "4,000", "6,000", "8,000", "10,000"]
    assert words("zh", 0, 33_260_000) == ["0", "10", "20", "30", "40"]
    assert amount_axis("zh", 0, 33_260_000, ticks=6)[1] == "wan"


def test_english_counts_in_yuan_and_millions() -> None:
    assert words("en", 0, 33_260_000) == ["0", "100,000", "200,000", "300,000", "400,000"]
    assert words("en", 0, 500_000_000) == ["0", "1", "2", "3", "4", "5"]


def test_below_zero_the_sign_stands_first() -> None:
    assert words("zh", -150_000, 100_000) == ["−1,500", "−1,000", "−500", "0", "500", "1,000"]
    assert figure(-200_000, 100) == "−2,000"
    assert figure(-40, 100, 0) == "0"


def test_figures_are_rounded_half_up() -> None:
    assert figure(12_345_000, 1_000_000, 2) == "12.35"
    assert figure(50, 100, 0) == "1"


@pytest.mark.parametrize(
    ("lang", "high", "name"),
    [("zh", 1_999_999, "yuan"), ("zh", 2_000_000, "wan"), ("zh", 2 * 10**10, "yi"), ("en", 2 * 10**11, "billion")],
)
def test_the_unit_follows_the_size(lang: Lang, high: int, name: str) -> None:
    assert unit(lang, high)[0] == name


@given(st.integers(-(10**13), 10**13), st.integers(-(10**13), 10**13))
def test_an_axis_holds_its_figures_with_few_ticks_and_zero_among_them(low: int, high: int) -> None:
    axis, _ = amount_axis("zh", low, high, ticks=6)
    assert axis.low <= min(low, 0)
    assert axis.high >= max(high, 0)
    assert 2 <= len(axis.ticks) <= 9
    assert 0 in [value for value, _ in axis.ticks]


@given(st.integers(0, 60), st.sampled_from([300, 638]))
def test_months_are_whole_years_with_room_between_their_words(months: int, pixels: int) -> None:
    axis = month_axis(date(2026, 12, 1), months, pixels=pixels, centred=True)
    assert axis.high >= max(months, 12)
    assert axis.high % 12 == 0
    places = [at / axis.high * pixels for at, _ in axis.ticks]
    assert all(after - before >= 70 for before, after in pairwise(places))


def test_a_months_tick_stands_in_the_middle_of_its_month() -> None:
    axis = month_axis(date(2026, 12, 1), 12, pixels=640, centred=True)
    assert axis.ticks == ((0.5, "2026-12"), (3.5, "2027-03"), (6.5, "2027-06"), (9.5, "2027-09"))


def test_words_on_a_colour_are_ink_or_white_whichever_reads_better() -> None:
    assert [on(colour) for colour in SERIES] == [
        "#FFFFFF", "#1F2933", "#1F2933", "#1F2933", "#1F2933", "#FFFFFF", "#FFFFFF",
    ]  # fmt: skip
