"""Annual rates and what instalments really cost a year; the figures are those of the worked practice examples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.plans.flat import flat_instalments
from repaybook.plans.instalments import level_instalment
from repaybook.rates.annual import (
    AllInRate,
    annual_from_daily,
    annual_from_monthly_fen,
    annual_rate_of,
    daily_from_annual,
    effective_from_simple,
    simple_from_effective,
)

FIRST = date(2026, 12, 31)


def percent(rate: Decimal) -> float:
    return round(float(rate) * 100, 2)


def both(cost: AllInRate) -> tuple[float, float]:
    return percent(cost.simple), percent(cost.effective)


def test_five_ten_thousandths_a_day_are_18_25_percent_a_year() -> None:
    assert annual_from_daily(Decimal("0.0005")) == Decimal("0.1825")
    assert daily_from_annual(Decimal("0.1825")) == Decimal("0.0005")
    assert annual_from_daily(Decimal("0.0005"), 360) == Decimal("0.18")


def test_two_fen_a_month_are_24_percent_a_year() -> None:
    assert annual_from_monthly_fen(Decimal(2)) == Decimal("0.24")


def test_18_25_percent_is_19_86_compounded_monthly_and_20_02_daily() -> None:
    simple = Decimal("0.1825")
    assert percent(effective_from_simple(simple, 12)) == 19.86
    assert percent(effective_from_simple(simple, 365)) == 20.02


@given(st.decimals(0, 3, places=6), st.sampled_from([1, 2, 4, 12, 52, 365]))
def test_effective_and_simple_are_each_others_inverse(simple: Decimal, per_year: int) -> None:
    assert abs(simple_from_effective(effective_from_simple(simple, per_year), per_year) - simple) < Decimal("1e-22")


@pytest.mark.parametrize(
    ("months", "simple", "effective"),
    [
        (3, 10.77, 11.32),
        (6, 12.24, 12.95),
        (12, 13.03, 13.84),
        (24, 13.27, 14.10),
        (36, 13.17, 14.00),
        (60, 12.83, 13.61),
    ],
)
def test_a_card_instalment_fee_of_0_60_percent_costs_about_twice_what_it_says(
    months: int, simple: float, effective: float
) -> None:
    rows = flat_instalments(10_000_000, Decimal("0.006"), FIRST, months)
    assert both(annual_rate_of([10_000_000, *[-row.total for row in rows]])) == (simple, effective)


def test_a_fee_of_0_75_percent_over_a_year_costs_16_22_percent() -> None:
    rows = flat_instalments(1_200_000, Decimal("0.0075"), FIRST, 12)
    assert both(annual_rate_of([1_200_000, *[-row.total for row in rows]])) == (16.22, 17.48)


def test_a_fee_taken_with_the_first_instalment_costs_more() -> None:
    # 12,000 over 12 months at 0.60 %: 72 a month is 13.03 %; 864 with the first 13.86 %.
    rows = flat_instalments(1_200_000, Decimal("0.006"), FIRST, 12, fee_first=True)
    assert rows[0].total == 186_400
    assert percent(annual_rate_of([1_200_000, *[-row.total for row in rows]]).simple) == 13.86


@pytest.mark.parametrize(("fee", "simple"), [(60, 24.60), (100, 32.76), (120, 36.77)])
def test_a_guarantee_fee_beside_a_loan_of_12_percent_counts(fee: int, simple: float) -> None:
    # 10,000 over 12 months at 12 %: 888.49 a month, and the fee.
    level = level_instalment(1_000_000, Decimal("0.12"), 12)
    assert level == 88_849
    assert percent(annual_rate_of([1_000_000, *[-level - fee * 100] * 12]).simple) == simple


def test_the_cost_without_interest_is_nothing() -> None:
    assert annual_rate_of([1200, *[-100] * 12]) == AllInRate(Decimal("0E-10"), Decimal("0E-10"))
