"""Which agreements break when life happens: what comes in is paid out in order, and what is missed is caught up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from repaybook.case.model import CaseFile, OfferKind
from repaybook.money import Fen
from repaybook.plans.model import Projection
from repaybook.plans.resilience.assumptions import Assumptions
from repaybook.plans.resilience.holding import Share, begins, cash_of
from repaybook.plans.resilience.shocks import shocks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MISSED = 2
"""An agreement is taken as broken at the end of so many months in a row with something of it unpaid."""


@dataclass(frozen=True, slots=True, eq=False)
class Lives:
    """What a run leaves, for each life.

    ``broken[c]`` – the month (from 1) in which agreement c broke, 0 for never; ``unpaid[c]`` – what of its instalments
    was not paid then, or is not in the end; ``cash`` – at the last month's end, in fen.
    """

    broken: NDArray[np.int16]
    unpaid: NDArray[np.int64]
    cash: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaches:
    """``broken`` – in how many lives each agreement breaks, and by month (from 1) in ``months``; ids in paying order.

    ``untouched`` – lives in which nothing is ever paid late.
    """

    broken: dict[str, Share]
    months: dict[str, tuple[int, ...]]
    untouched: Share


def paying_order(projection: Projection) -> tuple[str, ...]:
    """Return the debts in the order in which they are paid when it is not enough: kept ones, then by the plan.

    Living and priority debts come before all of them.
    """
    listed = [offer.debt for offer in projection.plan.offers]
    places = {debt: place for place, debt in enumerate(listed)}
    debts = list(projection.months[0].payments) if projection.months else []
    kept = {debt for debt in debts if projection.schedules[debt].offer.kind is OfferKind.KEEP}
    return tuple(sorted(debts, key=lambda debt: (debt not in kept, places.get(debt, len(listed)), debt)))


def lived(
    gained: NDArray[np.int64],
    cash: Sequence[Fen],
    dues: NDArray[np.int64],
    missed: int = MISSED,
    *,
    screened: bool = True,
) -> Lives:
    """Return what becomes of every life; ``dues[c, n]`` – what creditor c is due in month n, in fen, in paying order.

    ``cash`` – the plan's own at each month's end with everything paid. A month pays what is due and what was missed
    before, one creditor after the other, as far as the money goes; with ``missed`` months in a row not paid in full an
    agreement is broken and paid no more. ``screened`` – a life is followed from the month in which it first falls
    short; before it, and where there is none, everything is paid and nothing need be reckoned. The answer is the same.
    """
    import numpy as np  # noqa: PLC0415

    creditors, months = dues.shape
    paths = gained.shape[1]
    broken = np.zeros((creditors, paths), dtype=np.int16)
    unpaid = np.zeros((creditors, paths), dtype=np.int64)
    end = gained[months - 1] + cash[months - 1]
    order, begin = _first_short(gained, cash) if screened else (np.arange(paths), np.full(months, paths))
    followed = _Followed(creditors, len(order), missed, int(dues.sum()))
    mine = gained[:months].take(order, axis=1)
    known = 0
    for month in range(months):
        count = int(begin[month])
        due = dues[:, month]
        own = cash[month] + int(due.sum())
        if month:
            followed.money[known:count] = mine[month - 1, known:count] + cash[month - 1]
            # What the month itself brings, its sign turned; the month before is not needed again.
            mine[month - 1, :count] -= mine[month, :count]
            own -= cash[month - 1]
            followed.money[:count] -= mine[month - 1, :count]
        else:
            followed.money[:count] = mine[0, :count]
        followed.money[:count] += own
        known = count
        if count:
            followed.pay(count, due, month + 1)
    broken[:, order] = followed.broken
    unpaid[:, order] = followed.left + followed.owed
    end[order] = followed.money
    return Lives(broken, unpaid, end)


class _Followed:
    """The lives that are followed, a column each, and what they owe their creditors, a row each in paying order."""

    def __init__(self, creditors: int, lives: int, missed: int, most: Fen) -> None:
        import numpy as np  # noqa: PLC0415

        # Nobody owes more than every instalment together: half the width mostly holds that, and is twice as fast.
        self.most, self.missed = most, missed
        self.width: Any = np.int32 if most < np.iinfo(np.int32).max else np.int64
        shape = (creditors, lives)
        self.money = np.zeros(lives, dtype=np.int64)
        self.owed = np.zeros(shape, dtype=self.width)
        self.left = np.zeros(shape, dtype=np.int64)
        self.live = np.ones(shape, dtype=self.width)
        self.late = np.zeros(shape, dtype=np.int16)
        self.broken = np.zeros(shape, dtype=np.int16)

    def pay(self, count: int, due: NDArray[np.int64], number: int) -> None:
        """Pay a month, from 1, of the first ``count`` lives: one creditor after the other as far as the money goes."""
        import numpy as np  # noqa: PLC0415

        money, owed, late = self.money[:count], self.owed[:, :count], self.late[:, :count]
        asked = self.live[:, :count] * due.astype(self.width)[:, None]
        asked += owed
        upto = np.empty_like(asked)
        upto[0] = asked[0]
        for place in range(1, len(due)):
            np.add(upto[place - 1], asked[place], out=upto[place])
        there = np.minimum(np.maximum(money, 0), self.most).astype(self.width)
        money -= np.minimum(upto[-1], there)
        # What of the first c together is not paid bounds what of the c-th is not.
        upto -= there
        np.maximum(upto, 0, out=upto)
        np.minimum(upto, asked, out=owed)
        late += 1
        late *= owed > 0
        places = np.flatnonzero(late == self.missed)
        if len(places):
            self._break(places // count, places % count, number)

    def _break(self, creditors: NDArray[np.int64], lives: NDArray[np.int64], number: int) -> None:
        """End the agreements that were missed too often this month; what is unpaid of them stays so."""
        self.broken[creditors, lives] = number
        self.left[creditors, lives] = self.owed[creditors, lives]
        for matrix in (self.owed, self.live, self.late):
            matrix[creditors, lives] = 0


def _first_short(gained: NDArray[np.int64], cash: Sequence[Fen]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the lives that ever fall short, the first to do so first, and how many have by the end of each month."""
    import numpy as np  # noqa: PLC0415

    fine = np.ones(gained.shape[1], dtype=np.bool_)
    found = []
    for row, fen in zip(gained, cash, strict=False):
        short = np.flatnonzero(fine & (row < -fen))
        fine[short] = False
        found.append(short)
    return np.concatenate(found), np.cumsum([len(short) for short in found])


def breaches(projection: Projection, case: CaseFile, assumptions: Assumptions, *, missed: int = MISSED) -> Breaches:
    """Return which agreements of a plan break in the lives of these assumptions, and when.

    Raises ``ValueError`` where the plan has no months or ``missed`` is below 1, ``PlanError`` on the assumptions.
    """
    import numpy as np  # noqa: PLC0415

    if missed < 1 or not projection.months:
        raise ValueError("a run needs months, and an agreement that can be missed")
    drawn = shocks(case, assumptions, projection.on)
    begins(projection, drawn)
    debts = paying_order(projection)
    dues = np.array([[month.payments[debt] for month in projection.months] for debt in debts], dtype=np.int64)
    if not debts:
        dues = np.zeros((1, len(projection.months)), dtype=np.int64)
    months = len(projection.months)
    lives = lived(drawn.gained[:months], cash_of(projection, assumptions), dues, missed)
    counts = {debt: np.bincount(row, minlength=months + 1) for debt, row in zip(debts, lives.broken, strict=False)}
    short = len(_first_short(drawn.gained[:months], cash_of(projection, assumptions))[0])
    return Breaches(
        broken={debt: Share(int(row[1:].sum()), drawn.paths) for debt, row in counts.items()},
        months={debt: tuple(int(count) for count in row[1:]) for debt, row in counts.items()},
        untouched=Share(drawn.paths - short, drawn.paths),
    )
