"""The rate of money out and back: of equal periods, of dated flows, and of flows timed in years.

Flows: one sign for what is received, the other for what is paid; which is which does not matter. A rate is a fraction
of one (0.01 = 1 %) and above −1. Flows that have no rate, or several, raise ``RateError`` by name; nothing returns nan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from math import exp, expm1, frexp, isfinite, ldexp, log, sqrt

from repaybook.errors import Problem, RateError
from repaybook.rates.roots import Term, merged, real_roots

_LARGEST = 709.0
"""e to this power is the largest float: a rate above it cannot be written."""


def irr(flows: Sequence[float]) -> float:
    """Return the rate per period at which equally spaced flows, the first of them now, are worth nothing together.

    Convention: Σ flowₖ ÷ (1 + rate)ᵏ = 0, per period, neither annualised nor rounded. Raises ``RateError`` where the
    flows are all of one sign, have no such rate, or have several (``roots`` holds them all, ascending); ``ValueError``
    where a flow is not finite.
    """
    quick = _one_credit(flows)
    return quick if quick is not None else _only_root([(float(time), float(flow)) for time, flow in enumerate(flows)])


def xirr(flows: Iterable[tuple[date, float]], *, days_in_year: float = 365.0) -> float:
    """Return the effective annual rate of dated flows: Σ flow ÷ (1 + rate)^(days ÷ ``days_in_year``) = 0.

    Convention: actual days over 365, as in spreadsheets; 365.25 is the usual one of British short-term credit. The
    order of the flows does not matter. Raises as ``irr`` does.
    """
    dated = list(flows)
    start = min((day for day, _ in dated), default=date.min)
    return effective_annual_rate([((day - start).days / days_in_year, flow) for day, flow in dated])


def effective_annual_rate(flows: Iterable[tuple[float, float]]) -> float:
    """Return the effective annual rate of flows timed in years: Σ flow ÷ (1 + rate)^years = 0.

    Convention: the APR of Directive 2014/17/EU, Annex I (and 2008/48/EC), where a month is a twelfth of a year; as a
    fraction, not in percent. Raises as ``irr`` does.
    """
    return _only_root([(float(years), float(flow)) for years, flow in flows])


def _one_credit(flows: Sequence[float]) -> float | None:
    """Return the rate of one amount followed only by amounts of the other sign; ``None`` for any other flows.

    Newton's steps on ln Σ|flowₖ|·e^(−kδ), which is convex and almost straight, so that they end at the only root there
    is. Its slope is the mean time of what is paid, its bend how far these times spread: n²÷4 at most, (mean − 1)·mean÷3
    where payments are level, and taken by a small step to stay in the proportion to that which it has at δ = 0. A step
    is the last one when the most that the bend can still make of it is below 1e-14 of the rate.
    """
    lead, *later = flows or [0.0]
    if not later or lead == 0 or (max(later) > 0 if lead > 0 else min(later) < 0):
        return None
    later.reverse()
    sums = list(accumulate(later))
    total = sums[-1]
    if total == -lead:
        return 0.0
    periods = len(later)
    try:
        # Sums of sums count each payment once a period that it is away, then once a pair of periods.
        first, second = sum(sums), sum(accumulate(sums))
        mean = first / total
        spread = max((2 * second - first) / total - mean * mean, 0.0)
        bend = spread / (2 * mean * (mean - 1)) if mean > 1 else 0.0
        delta = _as_level(log(total / -lead), mean, spread)
        for _ in range(20):
            discount = exp(-delta)
            value = slope = 0.0
            for flow in later:
                slope = slope * discount + value
                value = value * discount + flow
            mean = 1 + discount * slope / value
            step = log(value * discount / -lead) / mean
            square = step * step
            delta += step + square * (mean - 1) * bend if abs(step) * mean < 1 else step
            if square * periods * periods <= 8e-14 * mean * abs(delta):
                return expm1(delta)
    except (OverflowError, ValueError, ZeroDivisionError):
        return None
    return None


def _as_level(gain: float, mean: float, spread: float) -> float:
    """Return the force of interest of level payments whose times have this mean and this variance.

    ``gain`` = ln(total ÷ credit). For n payments, n = √(12·spread + 1), the last of them (n − 1)÷2 after the mean:
    ln((1 − e^(−nδ)) ÷ (n·(e^δ − 1))) − (mean − (n + 1)÷2)·δ = −gain. Two of Newton's steps from the solution of its
    first two terms, −mean·δ + spread·δ²÷2: payments that rise or fall evenly then need two more.
    """
    periods = sqrt(12 * spread + 1)
    later = mean - (periods + 1) / 2
    root = mean * mean - 2 * spread * gain
    delta = 2 * gain / (mean + sqrt(root)) if root > 0 else gain / mean
    if abs(delta) * periods < 1e-6:
        return delta
    for _ in range(2):
        grown, raised = expm1(delta), expm1(periods * delta)
        excess = log(raised / ((1 + raised) * periods * grown)) + gain - later * delta
        delta += excess / (1 + 1 / grown - periods / raised + later)
    return delta


def _only_root(terms: Sequence[Term]) -> float:
    """Return the one rate of timed flows, or raise the ``RateError`` that says why there is not one."""
    if not all(isfinite(time) and isfinite(amount) for time, amount in terms):
        raise ValueError("a flow must be finite")
    # Near one, by a power of two: exact, and no sum of the largest floats runs over.
    _, exponent = frexp(max((abs(amount) for _, amount in terms), default=0.0))
    known = merged([(time, ldexp(amount, -exponent)) for time, amount in terms])
    if not any(amount > 0 for _, amount in known) or not any(amount < 0 for _, amount in known):
        raise RateError(Problem("rates.problem.one_sign"))
    deltas = real_roots(known)
    rates = tuple(expm1(delta) for delta in deltas if delta < _LARGEST)
    if len(rates) == 1 == len(deltas):
        return rates[0]
    if len(deltas) > 1:
        raise RateError(Problem("rates.problem.several_rates", (), {"count": len(deltas)}), rates)
    raise RateError(Problem("rates.problem.rate_too_large" if deltas else "rates.problem.no_rate"))
