"""The rate of a credit whose first instalment does not fall due one whole period after the money came."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import exp, expm1, fsum, isfinite, log, log1p

from repaybook.errors import Problem, RateError

_HIGHEST = 30.0
"""A rate beyond e³⁰ − 1 a period is no rate of a credit."""


def rate_from_broken_start(received: float, payments: Sequence[float], *, whole: int, part: Fraction) -> float:
    """Return the rate of one period, where ``payments`` are one period apart and the first is not.

    The first payment falls due ``whole`` periods and ``part`` of one after the money was received. Convention: compound
    over whole periods, simple over the part (12 CFR 1026, Appendix J, general equation):
    received = Σ paymentₖ ÷ ((1 + part·rate)·(1 + rate)^(whole + k)), k from 0; times the periods of a year it is the
    annual rate. Raises ``RateError`` where nothing is received or paid, or where no rate fits.
    """
    if whole < 0 or not 0 <= part < 1 or not all(map(isfinite, (received, *payments))):
        raise ValueError("a first period is whole periods and a part of one, and flows are finite")
    if received <= 0 or not payments or min(payments) < 0 or max(payments) == 0:
        raise RateError(Problem("rates.problem.one_sign"))
    fraction = float(part)
    # Shares of the largest payment, and logarithms in place of quotients: no sum runs over, nothing falls to zero.
    most = max(payments)
    shares = [each / most for each in payments]
    scale = log(most) - log(received)

    def excess(delta: float) -> float:
        """Return ln of what the payments are worth over what was received; it falls as δ = ln(1 + rate) rises."""
        worth = fsum([share * exp(-(whole + k) * delta) for k, share in enumerate(shares)])
        return log(worth) + scale - log1p(fraction * expm1(delta)) if worth > 0 else -1.0

    # The powers of the last payment stay within a float.
    low, high = -600.0 / (whole + len(payments)), _HIGHEST
    if excess(low) < 0 or excess(high) > 0:
        raise RateError(Problem("rates.problem.no_rate"))
    while low < (middle := (low + high) / 2) < high:
        if excess(middle) > 0:
            low = middle
        else:
            high = middle
    return expm1(low)
