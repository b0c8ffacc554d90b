"""The rate of flows: one where there is one, all of them by name where there are several, never nan."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal

import numpy_financial
import pytest
import pyxirr
from hypothesis import assume, given
from hypothesis import strategies as st

from repaybook.errors import Problem, RateError
from repaybook.plans.instalments import equal_instalments
from repaybook.rates.irr import effective_annual_rate, irr, xirr
from repaybook.texts import LANGS, say

amounts = st.integers(min_value=1, max_value=10**12)


def worth(flows: list[float], rate: float) -> float:
    return math.fsum(flow * (1 + rate) ** -time for time, flow in enumerate(flows))


def key_of(error: RateError) -> str:
    return error.problems[0].key


def answer(flows: list[int]) -> tuple[tuple[float, ...], Problem | None]:
    """Return every rate of the flows, and why there is not one of them."""
    try:
        return (irr(flows),), None
    except RateError as error:
        return error.roots, error.problems[0]


def test_a_debt_repaid_with_a_tenth_more_costs_ten_percent() -> None:
    assert irr([-1000, 1100]) == pytest.approx(0.1, abs=1e-15)


def test_the_sign_of_the_lender_and_of_the_borrower_give_the_same_rate() -> None:
    flows = [86_000.0, *[-2_195.55] * 60]
    assert irr(flows) == irr([-flow for flow in flows])


def test_what_is_repaid_without_interest_costs_nothing_exactly() -> None:
    assert irr([86_000, *[-1_433] * 59, -1_453]) == 0.0


def test_a_loss_has_a_rate_below_zero() -> None:
    # 1 ÷ (1 + rate) = 2
    assert irr([-100, 50]) == pytest.approx(-0.5, abs=1e-15)


def test_almost_everything_in_the_last_payment_is_no_trap() -> None:
    # q⁴ − q³ = 3,044,406,010
    rate = irr([-1, 1, 0, 0, 3_044_406_010])
    assert (1 + rate) ** 4 - (1 + rate) ** 3 == pytest.approx(3_044_406_010, rel=1e-12)


def test_a_rate_of_a_billionth_keeps_its_digits() -> None:
    # 0.001 more than 10¹², after 1.5 periods in the mean
    assert irr([-1e12, 5e11, 5e11 + 1e-3]) == pytest.approx(1e-15 / 1.5, rel=0.2)
    assert irr([-1e9, 5e8, 5e8 + 1]) == pytest.approx(1e-9 / 1.5, rel=1e-6)


def test_months_before_the_credit_do_not_matter() -> None:
    assert irr([0, 0, -1000, 0, 1210]) == pytest.approx(0.1, abs=1e-15)


@given(st.integers(1, 10**9), st.integers(0, 40), st.integers(1, 120))
def test_a_level_schedule_costs_the_rate_that_it_was_made_with(yuan: int, percent: int, months: int) -> None:
    assume(yuan > months)  # a fen of rounding must not be a part of the instalment that shows
    rows = equal_instalments(yuan * 100, Decimal(percent) / 100, date(2026, 1, 31), months)
    assert irr([yuan * 100, *[-row.total for row in rows]]) == pytest.approx(percent / 1200, abs=0.02 / yuan + 1e-12)


@given(amounts, st.lists(st.integers(0, 10**12), min_size=1, max_size=80))
def test_one_credit_and_its_payments_have_one_rate_that_makes_them_worth_nothing(
    credit: int, payments: list[int]
) -> None:
    assume(any(payments))
    flows: list[float] = [-credit, *payments]
    rate = irr(flows)
    if rate > -0.99:
        sizes = math.fsum(abs(flow) * (1 + rate) ** -time for time, flow in enumerate(flows))
        assert abs(worth(flows, rate)) <= 1e-9 * sizes


@given(st.floats(0.2, 5), st.lists(st.integers(1, 10**6), min_size=1, max_size=60))
def test_one_credit_agrees_with_pyxirr_and_numpy_financial(times_repaid: float, payments: list[int]) -> None:
    flows: list[float] = [-math.ceil(sum(payments) / times_repaid), *payments]
    theirs = pyxirr.irr(flows)
    assert theirs is not None
    assert irr(flows) == pytest.approx(theirs, rel=1e-9, abs=1e-9)
    if len(payments) < 30:
        assert irr(flows) == pytest.approx(float(numpy_financial.irr(flows)), rel=1e-6, abs=1e-8)


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=12))
def test_any_flows_have_a_rate_or_a_named_reason(flows: list[int]) -> None:
    rates, reason = answer(flows)
    if reason is not None:
        assert all(say(lang, reason.key, **reason.values) for lang in LANGS)
        one_way = all(flow >= 0 for flow in flows) or all(flow <= 0 for flow in flows)
        assert (reason.key == "rates.problem.one_sign") == one_way
        assert (reason.key == "rates.problem.several_rates") == (len(rates) > 1)
    assert not any(math.isnan(rate) for rate in rates)
    assert list(rates) == sorted(rates)
    for rate in rates:
        if -0.9 < rate < 1e3:
            sizes = math.fsum(abs(flow) * (1 + rate) ** -time for time, flow in enumerate(flows))
            assert abs(worth([float(flow) for flow in flows], rate)) <= 1e-7 * sizes


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=9))
def test_a_rate_that_pyxirr_finds_is_among_ours(flows: list[int]) -> None:
    assume(min(flows) < 0 < max(flows))
    theirs = pyxirr.irr(flows)
    assume(theirs is not None and math.isfinite(theirs) and -0.9 < theirs < 100)
    assert theirs is not None
    sizes = math.fsum(abs(flow) * (1 + theirs) ** -time for time, flow in enumerate(flows))
    assume(abs(worth([float(flow) for flow in flows], theirs)) <= 1e-12 * sizes)
    ours, _ = answer(flows)
    assert min(abs(rate - theirs) for rate in ours) <= 1e-5 * (1 + abs(theirs))


def test_several_rates_are_all_carried() -> None:
    # (1 + r) = 1.1 and 1.2: −1 + 2.3 v⁻¹ … as −100·(q − 1.1)(q − 1.2)
    with pytest.raises(RateError) as several:
        irr([-100, 230, -132])
    assert several.value.roots == pytest.approx((0.1, 0.2), abs=1e-12)
    assert several.value.problems[0].values == {"count": 2}


def test_three_rates_are_all_carried() -> None:
    # (q − 0.5)(q − 1.1)(q − 3) = q³ − 4.6q² + 5.35q − 1.65
    with pytest.raises(RateError) as several:
        irr([1, -4.6, 5.35, -1.65])
    assert several.value.roots == pytest.approx((-0.5, 0.1, 2.0), abs=1e-12)


def test_a_double_rate_is_one_rate() -> None:
    # (q − 1.1)² = q² − 2.2q + 1.21
    assert irr([100, -220, 121]) == pytest.approx(0.1, abs=1e-7)


def test_a_triple_rate_is_one_rate() -> None:
    # (q − 2)³ = q³ − 6q² + 12q − 8
    assert irr([1, -6, 12, -8]) == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("flows", [[], [5], [0, 0], [100, 200], [-1, -2, 0]])
def test_money_that_goes_one_way_has_no_rate(flows: list[float]) -> None:
    with pytest.raises(RateError) as refused:
        irr(flows)
    assert key_of(refused.value) == "rates.problem.one_sign"
    assert refused.value.roots == ()


def test_flows_that_are_never_worth_nothing_have_no_rate() -> None:
    # q² − q + 1 has no real zero.
    with pytest.raises(RateError) as refused:
        irr([1, -1, 1])
    assert key_of(refused.value) == "rates.problem.no_rate"


def test_a_rate_that_no_float_can_hold_is_refused_by_name() -> None:
    with pytest.raises(RateError) as refused:
        xirr([(date(2026, 1, 1), -1), (date(2026, 1, 2), 1000)])
    assert key_of(refused.value) == "rates.problem.rate_too_large"


@pytest.mark.parametrize("flow", [math.nan, math.inf, -math.inf])
def test_a_flow_that_is_not_finite_is_wrong_use(flow: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        irr([-100, 50, flow])


def test_extreme_amounts_do_not_break_it() -> None:
    assert irr([-1e300, 1.1e300]) == pytest.approx(0.1, abs=1e-12)
    assert irr([-1e-300, 1.1e-300]) == pytest.approx(0.1, abs=1e-12)
    assert irr([-1e308, 1e308, 1e308]) == pytest.approx(0.618033988749895, abs=1e-12)


def test_a_long_credit_of_600_months_has_its_rate() -> None:
    # 1,000 a month for ever is 1 % of 100,000; over 600 months the end is worth 1.01⁻⁶⁰⁰ of it.
    assert irr([-100_000, *[1_000] * 599, 101_000]) == pytest.approx(0.01, abs=1e-14)


def test_dated_flows_count_actual_days_over_365() -> None:
    assert xirr([(date(2010, 1, 1), -1000), (date(2011, 1, 1), 1100)]) == pytest.approx(0.1, abs=1e-14)
    # 2024 has 366 days.
    assert xirr([(date(2024, 1, 1), -1000), (date(2025, 1, 1), 1100)]) == pytest.approx(1.1 ** (365 / 366) - 1)


def test_the_days_of_a_year_can_be_named() -> None:
    flows = [(date(2026, 1, 1), 250.0), (date(2026, 1, 29), -319.97)]
    assert xirr(flows, days_in_year=365.25) == pytest.approx((319.97 / 250) ** (365.25 / 28) - 1)


def test_the_order_of_dated_flows_does_not_matter() -> None:
    flows = [(date(2026, 1, 1), -1000.0), (date(2026, 7, 1), 300.0), (date(2027, 1, 1), 900.0)]
    assert xirr(flows) == xirr(flows[::-1])


@given(st.lists(st.tuples(st.integers(1, 3_000), st.integers(1, 10**6)), min_size=1, max_size=30))
def test_dated_flows_agree_with_pyxirr(payments: list[tuple[int, int]]) -> None:
    start = date(2026, 11, 23)
    total = sum(amount for _, amount in payments)
    flows: list[tuple[date, float]] = [(start, -0.8 * total)]
    flows += [(start + timedelta(days=days), float(amount)) for days, amount in payments]
    theirs = pyxirr.xirr(flows)
    assume(theirs is not None and math.isfinite(theirs) and theirs < 1e6)
    assert xirr(flows) == pytest.approx(theirs, rel=1e-6, abs=1e-9)


def test_flows_timed_in_years_give_the_effective_rate() -> None:
    # The first example of the European Commission: 200,000 less 4,000, 240 payments of 1,432.86.
    flows = [(0.0, 196_000.0), *[((month + 1) / 12, -1432.86) for month in range(240)]]
    assert effective_annual_rate(flows) == pytest.approx(0.06434412, abs=2e-8)


def test_no_flows_at_all_have_no_rate() -> None:
    for rate in (xirr, effective_annual_rate):
        with pytest.raises(RateError):
            rate([])
