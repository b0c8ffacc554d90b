"""Several debts, one amount a month: which is paid off first, how long it takes, and what the order costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from repaybook.errors import PlanError, Problem
from repaybook.money import Fen, ratio_half_up
from repaybook.plans.instalments import period_ratio

_MOST_YEARS = 100


class Order(StrEnum):
    """Which debt gets what is above the minimums: the highest rate first, or the smallest balance first."""

    AVALANCHE = "avalanche"
    SNOWBALL = "snowball"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoffDebt:
    """A debt with what it costs and asks for: ``balance`` and monthly ``minimum`` in fen, nominal ``annual_rate``."""

    id: str
    balance: Fen
    annual_rate: Decimal
    minimum: Fen


class Step(NamedTuple):
    """One debt in one month, in fen: start + interest − payment = end; ``waived`` is interest of its last month."""

    debt: str
    start: Fen
    interest: Fen
    payment: Fen
    end: Fen
    waived: Fen


@dataclass(frozen=True, slots=True)
class Payoff:
    """The way out of several debts, one tuple of steps a month in the order in which the debts were given."""

    months: tuple[tuple[Step, ...], ...]

    @property
    def interest(self) -> Fen:
        """Return all interest, in fen."""
        return sum(step.interest for month in self.months for step in month)

    @property
    def waived(self) -> Fen:
        """Return the interest that was waived in the debts' last months, in fen."""
        return sum(step.waived for month in self.months for step in month)

    @property
    def paid(self) -> Fen:
        """Return all payments, in fen."""
        return sum(step.payment for month in self.months for step in month)

    def finished(self, debt: str) -> int:
        """Return the month, counted from 1, in which this debt is paid off; 0 where it never had a balance."""
        paying = [
            number for number, month in enumerate(self.months, 1) for step in month if step.debt == debt and step.start
        ]
        return max(paying, default=0)


def pay_off(
    debts: Sequence[PayoffDebt],
    extra: Fen,
    order: Order = Order.AVALANCHE,
    *,
    rolled: bool = True,
    last_month_free: bool = False,
) -> Payoff:
    """Return the months until every debt is paid off, everything posted in whole fen.

    Each month: interest = balance × rate ÷ 12, half up; every debt gets its minimum, at most what it owes; then what is
    left of the budget goes to one debt after another in ``order`` (ties: the other measure, then the id). The budget is
    ``extra`` and, where ``rolled``, all minimums: those of debts paid off go on to the next. Not ``rolled``, a freed
    minimum goes back to the household; with ``extra`` 0 that is paying minimums only. ``last_month_free`` – a debt
    whose balance at the start of a month can be paid in it ends there, its interest of the month waived (结清当月免息).
    Raises ``PlanError`` (``rates.problem.not_within_years``) where a hundred years are not enough.
    """
    if extra < 0 or any(debt.balance < 0 or debt.minimum < 0 for debt in debts):
        raise ValueError("balances, minimums and what is paid on top are at least 0")
    if len({debt.id for debt in debts}) < len(debts):
        raise ValueError("every debt has an id of its own")
    rates = [period_ratio(debt.annual_rate) for debt in debts]
    balances = [debt.balance for debt in debts]
    budget = extra + sum(debt.minimum for debt in debts if debt.balance)
    months: list[tuple[Step, ...]] = []
    while any(balances):
        if len(months) == _MOST_YEARS * 12:
            raise PlanError([Problem("rates.problem.not_within_years", (), {"years": _MOST_YEARS})])
        interests = [ratio_half_up(balance * rate[0], rate[1]) for balance, rate in zip(balances, rates, strict=True)]
        ends_at = [
            balance + (0 if last_month_free else interest)
            for balance, interest in zip(balances, interests, strict=True)
        ]
        paid = [min(debt.minimum, most) for debt, most in zip(debts, ends_at, strict=True)]
        left = budget - sum(paid) if rolled else extra
        for index in _targets(debts, balances, order):
            more = min(left, ends_at[index] - paid[index])
            paid[index] += more
            left -= more
        steps = []
        for debt, start, interest, payment in zip(debts, balances, interests, paid, strict=True):
            waived = interest if last_month_free and payment == start else 0
            charged = interest - waived
            steps.append(Step(debt.id, start, charged, payment, start + charged - payment, waived))
        months.append(tuple(steps))
        balances = [step.end for step in steps]
    return Payoff(tuple(months))


def _targets(debts: Sequence[PayoffDebt], balances: Sequence[Fen], order: Order) -> list[int]:
    """Return the places of the debts still owed, the one that gets the extra first."""

    def key(index: int) -> tuple[Decimal | int, Decimal | int, str]:
        debt, balance = debts[index], balances[index]
        both = (-debt.annual_rate, balance)
        return (*(both if order is Order.AVALANCHE else both[::-1]), debt.id)

    return sorted((index for index, balance in enumerate(balances) if balance), key=key)
