"""A balance that is paid down month by month with its minimum payment, or with the same amount each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from repaybook.errors import PlanError, Problem
from repaybook.money import Fen, ratio_half_up


class MinimumBase(StrEnum):
    """What a minimum payment's share is taken of, and where its floor stands.

    ``balance_before_interest``, ``balance_after_interest`` – the share of that balance, at least the floor.
    ``principal_plus_interest`` – the share of the balance, at least the floor, and all interest on top (usual here).
    ``interest_and_principal`` – share and interest together, at least the floor.
    """

    BEFORE_INTEREST = "balance_before_interest"
    AFTER_INTEREST = "balance_after_interest"
    PLUS_INTEREST = "principal_plus_interest"
    WITH_INTEREST = "interest_and_principal"


@dataclass(frozen=True, slots=True)
class MinimumRule:
    """A minimum payment: ``share`` of what ``base`` says, and a ``floor`` in fen."""

    share: Decimal
    floor: Fen
    base: MinimumBase

    def of(self, balance: Fen, interest: Fen) -> Fen:
        """Return the minimum (fen, half up) on ``balance`` before this month's ``interest``; never more than both."""
        on = balance + (interest if self.base is MinimumBase.AFTER_INTEREST else 0)
        numerator, denominator = self.share.as_integer_ratio()
        share = ratio_half_up(on * numerator, denominator)
        if self.base is MinimumBase.PLUS_INTEREST:
            share = max(share, self.floor) + interest
        elif self.base is MinimumBase.WITH_INTEREST:
            share = max(share + interest, self.floor)
        return min(max(share, self.floor), balance + interest)


class PaidMonth(NamedTuple):
    """One month, in fen: interest posted, what is paid, and the balance after it."""

    interest: Fen
    payment: Fen
    balance: Fen


@dataclass(frozen=True, slots=True)
class PaidDown:
    """A balance on its way down, month by month."""

    months: tuple[PaidMonth, ...]

    @property
    def interest(self) -> Fen:
        """Return all interest, in fen."""
        return sum(month.interest for month in self.months)

    @property
    def paid(self) -> Fen:
        """Return all payments, in fen."""
        return sum(month.payment for month in self.months)


def pay_down(
    balance: Fen,
    period_rate: Decimal | Fraction,
    pay: Fen | MinimumRule,
    *,
    stop_below: Fen = 1,
    most: int | None = None,
) -> PaidDown:
    """Return the months until the balance is below ``stop_below`` fen (1 = nothing is left).

    Interest = balance × ``period_rate``, half up to the fen, posted before the payment; ``pay`` is the same amount each
    month, or a minimum payment worked out anew. ``most`` months are looked at, all where it is ``None``. Raises
    ``PlanError`` (``rates.problem.never_repaid``) where a payment leaves the balance no smaller, as then no later one
    does.
    """
    numerator, denominator = period_rate.as_integer_ratio()
    if balance < 0 or numerator < 0 or stop_below < 1:
        raise ValueError("a balance and a rate of at least 0 are paid down to at least 0")
    amount = pay.of if isinstance(pay, MinimumRule) else _fixed(pay)
    months: list[PaidMonth] = []
    while balance >= stop_below and len(months) != most:
        interest = ratio_half_up(balance * numerator, denominator)
        payment = amount(balance, interest)
        if payment <= interest:
            raise PlanError([Problem("rates.problem.never_repaid")])
        balance += interest - payment
        months.append(PaidMonth(interest, payment, balance))
    return PaidDown(tuple(months))


def _fixed(payment: Fen) -> Callable[[Fen, Fen], Fen]:
    return lambda balance, interest: min(payment, balance + interest)
