"""All real roots of sums of exponentials, against polynomials whose roots are known."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from repaybook.rates.roots import merged, real_roots, sign_changes


def polynomial(roots: list[int]) -> list[tuple[float, float]]:
    """Return (q − r₁)(q − r₂)… in q = e^δ, as amounts at times: the power n − k stands at time k."""
    coefficients = [float(each) for each in np.poly(roots)]
    return merged([(float(time), amount) for time, amount in enumerate(coefficients)])


@given(st.sets(st.integers(1, 40), min_size=1, max_size=5))
def test_every_positive_root_of_a_polynomial_is_found(roots: set[int]) -> None:
    found = [math.exp(delta) for delta in real_roots(polynomial(sorted(roots)))]
    assert len(found) == len(roots)
    assert all(abs(ours - known) < 1e-6 * known for ours, known in zip(found, sorted(roots), strict=True))


@given(st.sets(st.integers(1, 20), min_size=1, max_size=3), st.sets(st.integers(-20, -1), max_size=3))
def test_roots_below_zero_are_no_rates(positive: set[int], negative: set[int]) -> None:
    assert len(real_roots(polynomial(sorted(positive | negative)))) == len(positive)


def test_there_are_never_more_roots_than_changes_of_sign() -> None:
    terms = merged([(0, 5.0), (1, -3.0), (2, 2.0), (3, -7.0), (4, 1.0)])
    assert sign_changes(terms) == [0, 1, 2, 3]
    assert len(real_roots(terms)) <= 4


def test_amounts_at_one_time_add_up_and_nothing_is_left_out_but_zero() -> None:
    assert merged([(1.0, 2.0), (0.0, 1.0), (1.0, -2.0), (2.0, 0.0)]) == [(0.0, 1.0)]


def test_amounts_of_one_sign_have_no_root() -> None:
    assert real_roots([(0.0, 1.0), (1.0, 2.0)]) == ()


def test_many_changes_of_sign_are_worked_through() -> None:
    # 120 flows that alternate around −1, +1: the sum Σ(−1)ᵏ·v^k·(k + 1) has no root above −1 but may near it.
    terms = [(float(time), (-1.0) ** time * (time % 7 + 1)) for time in range(120)]
    for delta in real_roots(terms):
        sizes = math.fsum(abs(amount) * math.exp(-time * delta) for time, amount in terms)
        assert abs(math.fsum(amount * math.exp(-time * delta) for time, amount in terms)) <= 1e-9 * sizes
