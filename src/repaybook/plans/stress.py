"""Whether the months hold: the running cash of a household, with its income as it is and with less of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import sub

from repaybook.money import Fen, Money, ratio_half_up
from repaybook.plans.model import Stress

PERCENTS = (0, 10, 20)
"""How much less income a plan is held against."""


def cut(incomes: Sequence[Fen], percent: int) -> Sequence[Fen]:
    """Return the incomes less ``percent`` per cent; what is cut off is half up to the fen."""
    if not percent:
        return incomes
    left = {income: income - ratio_half_up(income * percent, 100) for income in set(incomes)}
    return [left[income] for income in incomes]


def stressed(incomes: Sequence[Fen], outgoings: Sequence[Fen], opening: Fen, percent: int) -> Stress:
    """Return how the months hold with every income cut by ``percent``; all amounts in fen.

    A month fails where its income and the cash kept until then do not cover what goes out: living, priority and
    payments. The lowest cash is that of a month's end; without months it is the opening cash.
    """
    coming = cut(incomes, percent)
    cash = list(accumulate(map(sub, coming, outgoings), initial=opening))
    lowest = min(cash[1:], default=opening)
    failing = next((number for number, amount in enumerate(cash) if amount < 0), None) if lowest < 0 else None
    return Stress(
        percent=percent,
        first_failing=failing,
        lowest_cash=Money(lowest),
        short=Money(0 if failing is None else -cash[failing]),
    )
