"""Rates of sums that no credit has: an answer or a named refusal, never anything else, and never no end."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import isfinite
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.errors import RateError
from repaybook.rates.annual import AllInRate, annual_rate_of
from repaybook.rates.broken import rate_from_broken_start
from repaybook.rates.irr import effective_annual_rate, irr

Answer = TypeVar("Answer")

REASONS = {f"rates.problem.{name}" for name in ("one_sign", "no_rate", "several_rates", "rate_too_large")}

any_float = st.floats(allow_nan=False, allow_infinity=False)
fen = st.integers(-(10**17), 10**17)
odd_sums = st.sampled_from([0.0, 1.0, -1.0, 102.0, 5e-324, -5e-324, 2.2e-308, 1.7e308, -1.7e308, 1e15, -1e15])
credits_of_any_size = st.lists(st.one_of(any_float, fen, odd_sums), max_size=8)


def answer(rate: Callable[[], Answer]) -> Answer | None:
    """Return what is answered, ``None`` where it is refused by a known name."""
    try:
        return rate()
    except RateError as error:
        named = [problem.key for problem in error.problems]
        finite = all(isfinite(root) for root in error.roots)
    assert len(named) == 1
    assert named[0] in REASONS
    assert finite
    return None


@given(credits_of_any_size, st.sampled_from([1, 2, 4, 12, 26, 52, 365]))
def test_an_annual_rate_is_a_rate_of_ten_decimals_or_refused_by_name(flows: list[float], per_year: int) -> None:
    found = answer(lambda: annual_rate_of(flows, per_year))
    if found is None:
        return
    for rate in (found.simple, found.effective):
        assert rate.is_finite()
        assert rate.as_tuple().exponent == -10
        # It can be shown in per cent.
        assert (rate * 100).quantize(Decimal("0.01")).is_finite()
    assert found.effective >= -1


@given(credits_of_any_size)
def test_an_internal_rate_is_a_number_or_refused_by_name(flows: list[float]) -> None:
    found = answer(lambda: irr(flows))
    assert found is None or (isfinite(found) and found >= -1)


@given(st.lists(st.tuples(st.floats(0, 600), any_float), max_size=6))
def test_a_rate_of_sums_at_any_times_is_a_number_or_refused_by_name(flows: list[tuple[float, float]]) -> None:
    found = answer(lambda: effective_annual_rate(flows))
    assert found is None or isfinite(found)


@given(
    any_float,
    st.lists(st.floats(0, allow_infinity=False), max_size=6),
    st.integers(0, 600),
    st.fractions(0, Fraction(364, 365)),
)
def test_a_rate_after_a_broken_start_is_a_number_or_refused_by_name(
    received: float, payments: list[float], whole: int, part: Fraction
) -> None:
    found = answer(lambda: rate_from_broken_start(received, payments, whole=whole, part=part))
    assert found is None or isfinite(found)


def test_one_fen_repaid_as_102_is_refused_as_too_large_to_write() -> None:
    # 102 ÷ 1 − 1 = 101 a month; 102¹² − 1 = 1.27 × 10²⁴ a year
    assert irr([1, -102]) == pytest.approx(101)
    with pytest.raises(RateError) as refused_rate:
        annual_rate_of([1, -102])
    assert refused_rate.value.problems[0].key == "rates.problem.rate_too_large"


def test_a_hundred_repaid_as_three_hundred_after_a_month_has_its_rate() -> None:
    # 300 ÷ 100 − 1 = 2 a month; 2 × 12 = 24; 3¹² − 1 = 531,440
    found = annual_rate_of([100_00, -300_00])
    assert found == AllInRate(Decimal(24), Decimal(531_440))


def test_the_highest_rate_that_is_written_is_just_below_ten_to_the_fifteenth() -> None:
    # 17.78¹² − 1 = 9.98 × 10¹⁴ and 17.79¹² − 1 = 1.005 × 10¹⁵
    assert annual_rate_of([100, -1778]).effective < 10**15
    with pytest.raises(RateError):
        annual_rate_of([100, -1779])


def test_amounts_as_far_apart_as_floats_go_come_to_an_end() -> None:
    # A smallest float times a part of one is nothing: its derivative has no term there.
    for flows in ([5e-324, -1.0, 1e-320, -5e-324], [1.0, -5e-324, 5e-324, -1.0], [1.7e308, -5e-324, 1.7e308, -5e-324]):
        found = answer(partial(irr, flows))
        assert found is None or isfinite(found)
