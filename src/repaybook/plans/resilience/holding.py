"""Whether a plan holds when life happens: in how many lives, to which month, and what payment would hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING

from repaybook.case.model import CaseFile, OfferKind
from repaybook.money import Fen, Money
from repaybook.plans.model import Projection
from repaybook.plans.resilience.assumptions import Assumptions
from repaybook.plans.resilience.shocks import PERCENTS, Shocks, shocks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TARGET_PERCENT = 95
"""A payment is called sustainable where it holds in so many per cent of the lives."""

_NORMAL_95 = 1.959964
"""Within so many standard errors lie 95 % of repeated runs."""


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` lives ``of`` so many, with what chance alone may move it."""

    count: int
    of: int

    @property
    def ratio(self) -> float:
        """Return the share, 0 to 1."""
        return self.count / self.of

    @property
    def percent(self) -> int:
        """Return the share in whole per cent; 0 and 100 only where no life, or every life, is counted."""
        nearest = (200 * self.count + self.of) // (2 * self.of)
        if 0 < self.count < self.of:
            return min(max(nearest, 1), 99)
        return nearest

    @property
    def interval(self) -> tuple[float, float]:
        """Return from where to where the true share lies, as 95 of 100 repeated runs would say (Wilson)."""
        squared = _NORMAL_95**2
        middle = self.count + squared / 2
        spread = _NORMAL_95 * sqrt(self.count * (self.of - self.count) / self.of + squared / 4)
        return max(0.0, (middle - spread) / (self.of + squared)), min(1.0, (middle + spread) / (self.of + squared))

    @property
    def margin(self) -> int:
        """Return the larger side of ``interval`` in percentage points, rounded up: what stands after ``±``."""
        return self._margin(100)

    @property
    def permille(self) -> int:
        """Return the share in whole per mille, as ``percent`` does: for a run long enough to bear it."""
        nearest = (2000 * self.count + self.of) // (2 * self.of)
        if 0 < self.count < self.of:
            return min(max(nearest, 1), 999)
        return nearest

    @property
    def margin_permille(self) -> int:
        """Return the same as ``margin`` in per mille."""
        return self._margin(1000)

    def _margin(self, parts: int) -> int:
        low, high = self.interval
        return ceil(round(max(self.ratio - low, high - self.ratio) * parts, 6))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resilience:
    """How a plan fares in the lives that its assumptions make.

    ``holding[n]`` – lives in which every month up to number n + 1 is paid; ``first_failing[n]`` – lives in which that
    month is the first that is not. ``fan[k][n]`` – the cash at the month's end below which it lies in ``percents[k]``
    per cent of the lives, in fen. ``payment`` – the largest level payment on the rearranged debts, over the months
    that the plan pays them, that holds in ``target_percent`` of the lives; ``None`` where not even none would.
    ``asked`` – what the plan asks for them in its largest regular month. ``stopped`` – a long run was ended early.
    """

    assumptions: Assumptions
    paths: int
    holding: tuple[int, ...]
    fan: tuple[tuple[Fen, ...], ...]
    payment: Money | None
    asked: Money
    percents: tuple[int, ...] = PERCENTS
    target_percent: int = TARGET_PERCENT
    stopped: bool = False

    @property
    def first_failing(self) -> tuple[int, ...]:
        """Return in how many lives each month is the first that cannot be paid."""
        return tuple(before - now for before, now in zip((self.paths, *self.holding), self.holding, strict=False))

    @property
    def holds(self) -> Share:
        """Return in how many lives the plan holds to its last month."""
        return self.holds_to(len(self.holding))

    def holds_to(self, month: int) -> Share:
        """Return in how many lives every month up to this one (from 1) is paid; 0 asks for none."""
        return Share(self.holding[month - 1] if month else self.paths, self.paths)

    @property
    def weak_month(self) -> int | None:
        """Return the first month (from 1) by which the plan has failed in more than the lives that may; else None."""
        least = self.paths * self.target_percent
        return next((number for number, count in enumerate(self.holding, 1) if count * 100 < least), None)

    def usual_failing(self) -> int | None:
        """Return the month (from 1) that is most often the first to fail; ``None`` where none fails."""
        counts = self.first_failing
        most = max(counts, default=0)
        return counts.index(most) + 1 if most else None


def asked_of(projection: Projection) -> tuple[Fen, ...]:
    """Return what the rearranged debts are paid in each month, in fen, up to the last month that pays them."""
    moved = [debt for debt, one in projection.schedules.items() if one.offer.kind is not OfferKind.KEEP]
    paid = [sum(month.payments.get(debt, 0) for debt in moved) for month in projection.months]
    while paid and not paid[-1]:
        paid.pop()
    return tuple(paid)


def held(gained: NDArray[np.int64], cash: Sequence[Fen]) -> list[int]:
    """Return in how many lives no month up to each is short; ``cash`` – the plan's own at each month's end, in fen."""
    import numpy as np  # noqa: PLC0415

    alive = np.ones(gained.shape[1], dtype=np.bool_)
    counts = []
    for row, fen in zip(gained, cash, strict=False):
        alive &= row >= -fen
        counts.append(int(np.count_nonzero(alive)))
    return counts


def _payable(gained: NDArray[np.int64], free: Sequence[Fen]) -> Iterator[NDArray[np.int64]]:
    """Yield for each month the largest level payment that each life can make up to it; one array, changed in place."""
    import numpy as np  # noqa: PLC0415

    least = np.full(gained.shape[1], np.iinfo(np.int64).max)
    quotient = np.empty_like(least)
    for number, (row, fen) in enumerate(zip(gained, free, strict=False), 1):
        np.add(row, fen, out=quotient)
        np.floor_divide(quotient, number, out=quotient)
        np.minimum(least, quotient, out=least)
        yield least


def most_payable(gained: NDArray[np.int64], free: Sequence[Fen]) -> NDArray[np.int64]:
    """Return for each life the largest whole level payment, from the first month on, that it can make to the last.

    ``free[n]`` – what is at hand by month ``n`` without these payments, in fen; at least one month. A payment x holds
    up to month n where x·(n + 1) ≤ free[n] + gained[n]; the least of these quotients is the answer.
    """
    *_, least = _payable(gained, free)
    return least


def payable_to(gained: NDArray[np.int64], free: Sequence[Fen], percent: int = TARGET_PERCENT) -> list[Fen]:
    """Return for each month the largest level payment up to it that holds in ``percent`` of lives; −1 for none."""
    amounts = (sustainable(least, percent) for least in _payable(gained, free))
    return [-1 if amount is None else amount.fen for amount in amounts]


def sustainable(payable: NDArray[np.int64], percent: int = TARGET_PERCENT) -> Money | None:
    """Return the largest payment that holds in at least ``percent`` per cent of lives; ``None`` where none does."""
    import numpy as np  # noqa: PLC0415

    may_fail = len(payable) * (100 - percent) // 100
    fen = int(np.partition(payable, may_fail)[may_fail])
    return Money(fen) if fen >= 0 else None


def cash_of(projection: Projection, assumptions: Assumptions) -> tuple[Fen, ...]:
    """Return the money at hand at each month's end where nothing happens, in fen: the plan's own, and the reserve."""
    reserve = max(0, assumptions.reserve.fen - projection.plan.opening_cash.fen)
    return tuple(month.cash + reserve for month in projection.months)


def free_of(projection: Projection, assumptions: Assumptions) -> tuple[Fen, ...]:
    """Return the same with the payments of the rearranged debts added back, up to the last month that has one."""
    before, free = 0, []
    for fen, paid in zip(cash_of(projection, assumptions), asked_of(projection), strict=False):
        before += paid
        free.append(fen + before)
    return tuple(free)


def result(
    projection: Projection, assumptions: Assumptions, gained: NDArray[np.int64], fan: Sequence[Sequence[Fen]]
) -> Resilience:
    """Return how a plan fares in these lives; ``fan`` – what the lives gain, by percentage and month."""
    cash = cash_of(projection, assumptions)
    free = free_of(projection, assumptions)
    return Resilience(
        assumptions=assumptions,
        paths=int(gained.shape[1]),
        holding=tuple(held(gained, cash)),
        # Every life has the plan's own cash and what it gained: the points of a sum are the sums of the points.
        fan=tuple(tuple(fen + own for fen, own in zip(line, cash, strict=False)) for line in fan),
        payment=sustainable(most_payable(gained, free)) if free else None,
        asked=projection.monthly_rearranged,
    )


def begins(projection: Projection, drawn: Shocks) -> None:
    """Raise ``ValueError`` where the plan starts in another month than the lives."""
    if projection.months and projection.months[0].month != drawn.first:
        raise ValueError(f"the plan starts in {projection.months[0].month}, the lives in {drawn.first}")


def resilience(projection: Projection, case: CaseFile, assumptions: Assumptions) -> Resilience:
    """Return how a plan fares in the lives of these assumptions; they are drawn once, and kept for the next plan.

    Raises ``PlanError`` with every assumption that cannot be worked with. Up to 100,000 lives; more of them in
    ``long_run``.
    """
    drawn = shocks(case, assumptions, projection.on)
    begins(projection, drawn)
    return result(projection, assumptions, drawn.gained, drawn.fan)
