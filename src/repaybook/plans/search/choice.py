"""One option for each creditor, and whether it keeps every limit: proved in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from repaybook.money import Fen
from repaybook.plans.search.options import Creditor, Option


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a choice keeps: ``monthly`` fen of instalments at most; ``cash`` by month without offers never below zero.

    ``tolerance_percent`` and ``first`` as in ``Rules``. ``paid`` – no more than that in all.
    """

    monthly: Fen
    cash: tuple[Fen, ...]
    tolerance_percent: int | None = None
    first: frozenset[str] = field(default=frozenset())
    paid: Fen | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One option for each creditor, in their order."""

    creditors: tuple[Creditor, ...]
    options: tuple[Option, ...]

    @property
    def monthly(self) -> Fen:
        """Return the instalments of a month together, in fen."""
        return sum(option.level for option in self.options)

    @property
    def total(self) -> Fen:
        """Return everything paid, in fen."""
        return sum(option.total for option in self.options)

    @property
    def end(self) -> int:
        """Return the month (from 1) that pays last."""
        return max(
            creditor.begins + option.months - 1 for creditor, option in zip(self.creditors, self.options, strict=True)
        )

    def paid_by(self, month: int) -> Fen:
        """Return what is paid by the end of a month (from 1), in fen."""
        return sum(
            creditor.paid_by(option, month) for creditor, option in zip(self.creditors, self.options, strict=True)
        )

    @property
    def missing_least(self) -> Fen:
        """Return by how much instalments are below what their creditors take, in fen together."""
        return sum(
            max(0, creditor.least - option.level) if option.paying > 1 else 0
            for creditor, option in zip(self.creditors, self.options, strict=True)
        )


def treated_alike(choice: Choice, tolerance_percent: int) -> bool:
    """Return whether each creditor's share of the month is its share of the balances, within the tolerance.

    level × owed in all ÷ balance may be that many per cent off the month's sum, and half a fen: rounding treats nobody
    unequally.
    """
    owed = sum(creditor.balance for creditor in choice.creditors)
    monthly = choice.monthly
    for creditor, option in zip(choice.creditors, choice.options, strict=True):
        off = abs(option.level * owed - creditor.balance * monthly)
        if 200 * off > 2 * tolerance_percent * creditor.balance * monthly + 100 * owed:
            return False
    return True


def done_first(choice: Choice, first: frozenset[str]) -> bool:
    """Return whether these debts are done no later than any other."""
    ends = [
        (creditor.debt.id in first, creditor.begins + option.months)
        for creditor, option in zip(choice.creditors, choice.options, strict=True)
    ]
    latest = max((end for named, end in ends if named), default=0)
    return all(named or end >= latest for named, end in ends)


def fits(choice: Choice, limits: Limits) -> bool:
    """Return whether a choice keeps every limit, exactly."""
    if choice.monthly > limits.monthly or (limits.paid is not None and choice.total > limits.paid):
        return False
    if any(choice.paid_by(number) > cash for number, cash in enumerate(limits.cash, 1)):
        return False
    if limits.tolerance_percent is not None and not treated_alike(choice, limits.tolerance_percent):
        return False
    return done_first(choice, limits.first)


def missing_of(choice: Choice, limits: Limits) -> Fen:
    """Return what a month more would have to bring for this choice to keep ``monthly`` and ``cash``, in fen."""
    short = [-(-(choice.paid_by(number) - cash) // number) for number, cash in enumerate(limits.cash, 1)]
    return max(0, choice.monthly - limits.monthly, *short)


def least_tolerance(choice: Choice) -> int:
    """Return the smallest whole per cent within which a choice treats its creditors alike."""
    owed = sum(creditor.balance for creditor in choice.creditors)
    monthly = choice.monthly
    needed = 0
    for creditor, option in zip(choice.creditors, choice.options, strict=True):
        off = 2 * abs(option.level * owed - creditor.balance * monthly) - owed
        needed = max(needed, -(-off * 100 // (2 * creditor.balance * monthly)))
    return needed
