"""A first period that is not a whole one: simple interest over the part, compound over the rest."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.errors import RateError
from repaybook.rates.broken import rate_from_broken_start
from repaybook.rates.irr import irr


@given(st.floats(100, 1e6), st.lists(st.floats(1, 1e6), min_size=1, max_size=60))
def test_a_whole_first_period_is_the_usual_rate(received: float, payments: list[float]) -> None:
    ratio = math.fsum(payments) / received
    if 0.5 < ratio < 5:
        found = rate_from_broken_start(received, payments, whole=1, part=Fraction(0))
        assert found == pytest.approx(irr([received, *[-each for each in payments]]), rel=1e-9, abs=1e-9)


def test_a_part_of_a_period_bears_simple_interest() -> None:
    # 1,000 back as 1,005 after half a period: 1,000 × (1 + rate ÷ 2)
    found = rate_from_broken_start(1000, [1005], whole=0, part=Fraction(1, 2))
    assert found == pytest.approx(0.01, abs=1e-12)


def test_a_later_first_payment_costs_less() -> None:
    payments = [100.0] * 12
    early = rate_from_broken_start(1000, payments, whole=1, part=Fraction(0))
    late = rate_from_broken_start(1000, payments, whole=1, part=Fraction(15, 30))
    assert late < early


@pytest.mark.parametrize(("received", "payments"), [(0, [1.0]), (-5, [1.0]), (100, []), (100, [0.0]), (100, [-1.0])])
def test_money_that_goes_one_way_has_no_rate(received: float, payments: list[float]) -> None:
    with pytest.raises(RateError) as refused:
        rate_from_broken_start(received, payments, whole=1, part=Fraction(0))
    assert refused.value.problems[0].key == "rates.problem.one_sign"


def test_a_payment_on_the_day_of_the_credit_has_no_rate() -> None:
    with pytest.raises(RateError) as refused:
        rate_from_broken_start(100, [200], whole=0, part=Fraction(0))
    assert refused.value.problems[0].key == "rates.problem.no_rate"


@pytest.mark.parametrize(
    ("received", "whole", "part"), [(100, -1, Fraction(0)), (100, 0, Fraction(1)), (math.nan, 1, Fraction(0))]
)
def test_an_impossible_first_period_is_wrong_use(received: float, whole: int, part: Fraction) -> None:
    with pytest.raises(ValueError, match="finite"):
        rate_from_broken_start(received, [50, 60], whole=whole, part=part)
