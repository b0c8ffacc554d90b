"""Annual rates: from a daily or monthly rate, simple and effective, and the all-in rate of a credit's flows.

Two conventions, never mixed, always named: *simple* (单利) is the rate of one period times the periods of a year, the
usual way to quote a rate in mainland China; *effective* (复利) lets each period's interest earn interest. Rates are
fractions of one: 0.1825 = 18.25 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from repaybook.errors import Problem, RateError
from repaybook.rates.irr import irr

_PLACES = Decimal("1e-10")
_LARGEST = Decimal(10) ** 15
"""A rate from here on is a slip of the pen, and its ten decimals no longer fit the digits of a ``Decimal``."""


@dataclass(frozen=True, slots=True)
class AllInRate:
    """What a credit costs a year, all payments counted: ``simple`` and ``effective``, to ten decimals."""

    simple: Decimal
    effective: Decimal


def annual_from_daily(daily: Decimal, days_in_year: int = 365) -> Decimal:
    """Return the simple annual rate of a daily one: 日万分之五 (0.0005) × 365 = 0.1825, exactly."""
    return daily * days_in_year


def daily_from_annual(annual: Decimal, days_in_year: int = 365) -> Decimal:
    """Return the daily rate of a simple annual one, to 28 digits: 0.1825 ÷ 365 = 0.0005."""
    return annual / days_in_year


def annual_from_monthly_fen(fen_a_yuan: Decimal) -> Decimal:
    """Return the simple annual rate of 月息N分, N fen a month on each yuan: 月息2分 = 2 % × 12 = 0.24."""
    return fen_a_yuan * 12 / 100


def effective_from_simple(simple: Decimal, per_year: int) -> Decimal:
    """Return the effective annual rate where simple ÷ ``per_year`` joins the balance each period."""
    return (1 + simple / per_year) ** per_year - 1


def simple_from_effective(effective: Decimal, per_year: int) -> Decimal:
    """Return the simple annual rate, ``per_year`` periods, that compounds to this effective one, to 27 digits or so."""
    return ((1 + effective) ** (Decimal(1) / per_year) - 1) * per_year


def annual_rate_of(flows: Sequence[float], per_year: int = 12) -> AllInRate:
    """Return the all-in annual rate of equally spaced flows, ``per_year`` of them a year.

    ``simple`` = the rate of one period (``irr``) × ``per_year``; ``effective`` = (1 + that rate)^``per_year`` − 1.
    Flows in any unit, the first of them now. Raises as ``irr`` does, and ``RateError`` by name where a year's rate is
    10¹⁵ or more.
    """
    periodic = Decimal(irr(flows))
    simple, effective = periodic * per_year, (1 + periodic) ** per_year - 1
    if max(simple, effective) >= _LARGEST:
        raise RateError(Problem("rates.problem.rate_too_large"))
    return AllInRate(simple.quantize(_PLACES, ROUND_HALF_UP), effective.quantize(_PLACES, ROUND_HALF_UP))
