"""Level instalments by actual days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.plans.dated import dated_instalments, dated_level
from repaybook.plans.instalments import due_days, equal_instalments

START = date(2026, 11, 23)


@given(
    st.integers(10_000, 10**9),
    st.decimals(0, "0.36", places=4),
    st.lists(st.integers(1, 92), min_size=1, max_size=36),
    st.sampled_from([360, 365]),
)
def test_the_level_is_the_exact_rational_rounded_once_and_the_schedule_adds_up(
    principal: int, annual_rate: Decimal, gaps: list[int], year: int
) -> None:
    dues = [START + timedelta(days=sum(gaps[: number + 1])) for number in range(len(gaps))]
    discount, worth = Fraction(1), Fraction(0)
    for gap in gaps:
        discount /= 1 + Fraction(annual_rate) * gap / year
        worth += discount
    level = dated_level(principal, annual_rate, START, dues, days_in_year=year)
    assert level == floor(principal / worth + Fraction(1, 2))
    rows = dated_instalments(principal, annual_rate, START, dues, days_in_year=year)
    assert sum(row.principal for row in rows) == principal
    assert rows[-1].balance == 0
    assert min(row.balance for row in rows) >= 0
    assert {row.total for row in rows[:-1]} <= {level}


def test_a_longer_month_costs_more() -> None:
    # 10,000 at 18.25 %: 31 days 155.00, 28 days of what is left
    rows = dated_instalments(1_000_000, Decimal("0.1825"), date(2027, 1, 1), due_days(date(2027, 2, 1), 2))
    assert rows[0].interest == 15_500
    assert rows[1].interest == round(rows[0].balance * 0.1825 * 28 / 365)


def test_weeks_over_364_days_are_a_fifty_second_each() -> None:
    dues = [START + timedelta(weeks=number) for number in range(1, 7)]
    rows = dated_instalments(10_000, Decimal("0.094822"), START, dues, days_in_year=364)
    assert rows[0].total == 1_677
    assert rows[0].interest == 18  # 100 × 9.4822 % ÷ 52


def test_an_agreed_instalment_ends_sooner_or_leaves_the_rest() -> None:
    dues = due_days(date(2026, 12, 23), 4)
    more = dated_instalments(100_000, Decimal(0), START, dues, instalment=40_000)
    assert [row.total for row in more] == [40_000, 40_000, 20_000]
    less = dated_instalments(100_000, Decimal(0), START, dues, instalment=10_000)
    assert [row.total for row in less] == [10_000, 10_000, 10_000, 70_000]


def test_without_interest_both_engines_say_the_same() -> None:
    dues = due_days(date(2026, 12, 23), 60)
    rows = equal_instalments(8_600_000, Decimal(0), dues[0], 60)
    assert dated_instalments(8_600_000, Decimal(0), START, dues) == rows


@pytest.mark.parametrize("dues", [[], [date(2026, 11, 22)], [date(2026, 12, 1), date(2026, 12, 1)]])
def test_days_that_do_not_rise_are_wrong_use(dues: list[date]) -> None:
    with pytest.raises(ValueError, match="day"):
        dated_instalments(1000, Decimal(0), START, dues)


def test_nothing_lent_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="principal"):
        dated_instalments(0, Decimal(0), START, [date(2026, 12, 1)])
