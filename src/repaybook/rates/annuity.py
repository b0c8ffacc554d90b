"""Level payments in closed form, in floats, for questions that are no schedule: how long, how much, what is it worth.

Sign convention of spreadsheets: what is received is positive, what is paid negative. ``rate`` is that of one period,
``due`` says that payments fall on the first day of each period instead of the last, ``future`` is left at the end.
Every form discounts from the end: the textbook forms grow from the start and lose all their digits over a long term
(300 periods at 14.79 %: −2,423 for 16.97). Schedules to the fen stand in ``plans.instalments``.
"""

from __future__ import annotations

from math import exp, expm1, log, log1p

from repaybook.errors import Problem, RateError


def _discount(rate: float, periods: float) -> float:
    return exp(-periods * log1p(rate))


def _worth_of_one(rate: float, periods: float) -> float:
    """Return the worth now of one paid at the end of each period: (1 − v) ÷ rate."""
    return periods if rate == 0 else -expm1(-periods * log1p(rate)) / rate


def _checked(rate: float, periods: float) -> None:
    if rate <= -1 or periods <= 0:
        raise ValueError(f"no annuity over {periods} periods at {rate}")


def payment(rate: float, periods: float, present: float, future: float = 0.0, *, due: bool = False) -> float:
    """Return the level payment (PMT).

    It solves present + payment·(1 + rate·due)·(1 − v)÷rate + future·v = 0, where v = (1 + rate)^−periods.
    """
    _checked(rate, periods)
    owed = present + future * _discount(rate, periods)
    return -owed / (_worth_of_one(rate, periods) * (1 + rate * due))


def _parts(rate: float, period: int, periods: int, present: float, future: float, *, due: bool) -> tuple[float, float]:
    """Return interest and principal of one payment, from what the payments still to come are worth."""
    if not 1 <= period <= periods:
        raise ValueError(f"no period {period} of {periods}")
    level = payment(rate, periods, present, future, due=due)
    if due and period == 1:
        return 0.0, level
    left = periods - period + 1
    interest_on_future = future * rate / (1 + rate * due)
    interest = level * rate * _worth_of_one(rate, left) + interest_on_future * _discount(rate, left)
    return interest, (level - interest_on_future) * _discount(rate, left)


def interest_part(
    rate: float, period: int, periods: int, present: float, future: float = 0.0, *, due: bool = False
) -> float:
    """Return the interest in payment number ``period`` (IPMT), counted from 1."""
    return _parts(rate, period, periods, present, future, due=due)[0]


def principal_part(
    rate: float, period: int, periods: int, present: float, future: float = 0.0, *, due: bool = False
) -> float:
    """Return the principal in payment number ``period`` (PPMT), counted from 1."""
    return _parts(rate, period, periods, present, future, due=due)[1]


def periods_needed(rate: float, each: float, present: float, future: float = 0.0, *, due: bool = False) -> float:
    """Return the number of payments of ``each`` that it takes (NPER), not rounded.

    Raises ``RateError`` (``rates.problem.never_repaid``) where no number of payments gets there, as when a payment is
    not above the interest of one period.
    """
    if rate <= -1:
        raise ValueError(f"no annuity at {rate}")
    if rate == 0:
        if each == 0:
            raise RateError(Problem("rates.problem.never_repaid"))
        return -(present + future) / each
    paid = each * (1 + rate * due)
    start, end = paid + present * rate, paid - future * rate
    if start == 0 or end / start <= 0:
        raise RateError(Problem("rates.problem.never_repaid"))
    return log(end / start) / log1p(rate)


def present_worth(rate: float, periods: float, each: float, future: float = 0.0, *, due: bool = False) -> float:
    """Return what level payments of ``each`` and ``future`` at the end are worth now (PV).

    The debt that a monthly payment carries is the worth of that payment with its sign turned.
    """
    _checked(rate, periods)
    return -(each * (1 + rate * due) * _worth_of_one(rate, periods) + future * _discount(rate, periods))
