"""Interest as claims state it; the table of rates here is an invented one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.errors import PlanError
from repaybook.plans.claim import (
    Segment,
    days_between,
    interest_at_daily_rate,
    interest_by_days,
    interest_on_unpaid_interest,
    segmented_interest,
)

TABLE = [
    (date(2024, 1, 20), Decimal("0.0365")),
    (date(2024, 2, 20), Decimal("0.0365")),
    (date(2024, 3, 20), Decimal("0.0330")),
]
days = st.dates(date(2024, 1, 20), date(2027, 12, 31))


def test_each_rate_holds_from_its_day_and_equal_neighbours_are_one() -> None:
    # 100,000 × 3.65 % ÷ 365 = 10 a day for 49 days (1 Feb to 19 Mar 2024: 29 + 19 = 48 and …), then 9.041 a day
    found = segmented_interest(
        10_000_000, TABLE, date(2024, 2, 1), date(2024, 3, 31), end_counts=True, days_in_year=365
    )
    assert found == (
        Segment(date(2024, 2, 1), 48, Decimal("0.0365"), 48_000),
        Segment(date(2024, 3, 20), 12, Decimal("0.0330"), 10_849),  # 100,000 × 3.3 % × 12 ÷ 365 = 108.493
    )


def test_the_last_day_counts_or_not() -> None:
    start, end = date(2024, 3, 1), date(2024, 3, 2)
    assert days_between(start, end, end_counts=True) == 2
    assert days_between(start, end, end_counts=False) == 1


def test_no_days_have_no_segments() -> None:
    day = date(2024, 2, 1)
    assert segmented_interest(10_000_000, TABLE, day, day, end_counts=False, days_in_year=365) == ()


def test_a_multiple_of_the_table_is_taken_of_each_rate() -> None:
    (segment,) = segmented_interest(
        10_000_000,
        TABLE,
        date(2024, 2, 1),
        date(2024, 2, 10),
        end_counts=True,
        days_in_year=365,
        multiplier=Decimal(4),
    )
    # 4 × 3.65 % = 14.6 %, 40 a day for 10 days
    assert (segment.annual_rate, segment.interest) == (Decimal("0.1460"), 40_000)


def test_a_day_before_the_table_is_refused_with_its_first_day() -> None:
    with pytest.raises(PlanError) as refused:
        segmented_interest(1, TABLE, date(2024, 1, 19), date(2024, 2, 1), end_counts=True, days_in_year=365)
    (problem,) = refused.value.problems
    assert (problem.key, problem.values) == ("rates.problem.rates_start_later", {"first": date(2024, 1, 20)})


def test_a_table_without_rows_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="row"):
        segmented_interest(1, [], date(2024, 1, 19), date(2024, 2, 1), end_counts=True, days_in_year=365)


@given(st.integers(0, 10**11), days, st.integers(0, 1_000), st.booleans(), st.sampled_from([360, 365]))
def test_segments_cover_every_day_once(principal: int, start: date, length: int, end_counts: bool, year: int) -> None:
    end = start + timedelta(days=length)
    found = segmented_interest(principal, TABLE, start, end, end_counts=end_counts, days_in_year=year)
    assert sum(segment.days for segment in found) == length + end_counts
    for segment in found:
        whole = interest_by_days(principal, segment.annual_rate, segment.days, days_in_year=year)
        assert segment.interest == whole


def test_an_end_before_the_start_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="before"):
        days_between(date(2024, 3, 2), date(2024, 3, 1), end_counts=True)


def test_five_ten_thousandths_a_day() -> None:
    # 10,000 × 0.05 % × 31
    assert interest_at_daily_rate(1_000_000, Decimal("0.0005"), 31) == 15_500


def test_late_performance_of_138_000_over_180_days_is_4_347() -> None:
    # 日万分之一点七五
    assert interest_at_daily_rate(13_800_000, Decimal("0.000175"), 180) == 434_700


def test_penalty_interest_on_a_missed_instalment_and_on_everything_after_acceleration() -> None:
    # 0.05 % × 1.5 a day: 1,603.65 × 30 days; 15,329.84 × 90 days
    penalty = Decimal("0.0005") * Decimal("1.5")
    assert interest_at_daily_rate(160_365, penalty, 30) == 3_608
    assert interest_at_daily_rate(1_532_984, penalty, 90) == 103_476


def test_24_percent_on_50_000_over_180_days() -> None:
    # 50,000 × 24 % × 180 ÷ 365 = 5,917.81
    assert interest_by_days(5_000_000, Decimal("0.24"), 180, days_in_year=365) == 591_781


def test_interest_on_interest_is_on_the_simple_interest_of_the_months_before() -> None:
    # 36,500 at 10 %: 10 a day; January 310, February 290; on 310: 310 × 10 % × 29 ÷ 365 = 2.463
    found = interest_on_unpaid_interest(
        3_650_000, Decimal("0.10"), date(2024, 1, 1), date(2024, 3, 1), end_counts=True, days_in_year=365
    )
    assert [(month.days, month.interest, month.on_interest) for month in found] == [
        (31, 31_000, 0),
        (29, 29_000, 246),
        (1, 1_000, 16),  # (310 + 290) × 10 % ÷ 365 = 0.164
    ]
