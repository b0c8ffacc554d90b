"""The lives of a stress run, whether plans hold in them, which agreements break, the fan: each beside its floor.

``python -m benchmarks.bench_stress``. Seconds of the processor, as each side is one thread. The loop of
numba, where it is installed, follows every life with the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from time import process_time
from typing import Any, NamedTuple

import numpy as np
from benchmarks.goals import MISSED as NOT_MET
from benchmarks.goals import ratio
from numpy.typing import NDArray

from repaybook.case.model import CaseFile, Category, CreditorType, Debt, Expense, Income, Offer, OfferKind, Plan
from repaybook.money import Money
from repaybook.plans.model import Projection
from repaybook.plans.projection import project
from repaybook.plans.resilience import Assumptions, IncomeWord, Words, assumed, long_run, resilience
from repaybook.plans.resilience.breaches import MISSED, lived, paying_order
from repaybook.plans.resilience.holding import cash_of, held, most_payable
from repaybook.plans.resilience.shocks import PERCENTS, drawn, fan_of, paid_in, shocks

ON = date(2026, 11, 23)
FIRST = date(2026, 12, 1)
TURNS = 15
Int = NDArray[np.int64]


class Result(NamedTuple):
    """Seconds of one call, ours and the other's; the ratio that ours may reach, where there is one."""

    what: str
    ours: float
    theirs: float
    goal: float | None = None

    def __str__(self) -> str:
        """Return one line."""
        return ratio(self.what, self.ours * 1e3, self.theirs * 1e3, self.goal)


def side_by_side(ours: Callable[[], object], theirs: Callable[[], object], turns: int = TURNS) -> tuple[float, float]:
    """Return the median seconds of one call of each, in turns, so that a busy machine slows both."""
    spent: tuple[list[float], list[float]] = ([], [])
    ours()
    theirs()
    for _ in range(turns):
        for side, times in zip((ours, theirs), spent, strict=True):
            start = process_time()
            side()
            times.append(process_time() - start)
    return median(spent[0]), median(spent[1])


def household() -> CaseFile:
    """Return two earners, one of them paid unevenly, and eight cards in arrears."""
    return CaseFile(
        as_of=ON,
        income=(
            Income(label_zh="工资", amount_monthly=Money.yuan(6_500)),
            Income(label_zh="跑单", amount_monthly=Money.yuan(5_000), stable=False),
        ),
        expenses=(Expense(category=Category.FOOD, amount_monthly=Money.yuan(6_500)),),
        debts=tuple(
            Debt(
                id=f"D{number}",
                creditor_alias=f"银行{number}",
                creditor_type=CreditorType.BANK_CREDIT_CARD,
                principal=Money.yuan(14_000 + 1_000 * number),
                balance_total=Money.yuan(14_000 + 1_000 * number),
                overdue_days=40,
            )
            for number in range(1, 9)
        ),
    )


def plan(case: CaseFile, months: int) -> Projection:
    """Return every card in so many interest-free instalments, three thousand yuan put by before."""
    offers = tuple(
        Offer(debt=debt.id, kind=OfferKind.INSTALMENTS, months=months, annual_rate=Decimal(0)) for debt in case.debts
    )
    return project(case, Plan(id="a", offers=offers, opening_cash=Money.yuan(3_000)), ON)


def chances(assumptions: Assumptions) -> Callable[[], None]:
    """Return what draws the random numbers of these lives, and does nothing with them."""
    streams = sum(bool(risk.down_percent or risk.up_percent) + bool(risk.loss_percent) for risk in assumptions.incomes)
    streams += bool(assumptions.illness_percent) + bool(assumptions.surprise_percent)

    def draw() -> None:
        room = np.empty((60, assumptions.paths), dtype=np.float32)
        for number in range(streams):
            seeds = np.random.SeedSequence(assumptions.seed, spawn_key=(0, number))
            np.random.Generator(np.random.PCG64(seeds)).random(out=room, dtype=np.float32)

    return draw


def looped() -> Callable[..., tuple[NDArray[np.int16], Int, Int]] | None:
    """Return the loop over all lives, compiled by numba for one thread; ``None`` where it is not installed."""
    if find_spec("numba") is None:
        return None
    numba = import_module("numba")

    def loop(change: Int, own: Int, dues: Int, missed: int) -> tuple[NDArray[np.int16], Int, Int]:
        paths, months = change.shape
        creditors = dues.shape[0]
        broken = np.zeros((creditors, paths), dtype=np.int16)
        unpaid = np.zeros((creditors, paths), dtype=np.int64)
        end = np.zeros(paths, dtype=np.int64)
        late = np.zeros(creditors, dtype=np.int64)
        owed = np.zeros(creditors, dtype=np.int64)
        for life in range(paths):
            money = 0
            late[:] = 0
            owed[:] = 0
            for month in range(months):
                money += own[month] + change[life, month]
                for place in range(creditors):
                    if broken[place, life]:
                        continue
                    asked = owed[place] + dues[place, month]
                    paid = min(asked, max(money, 0))
                    money -= paid
                    owed[place] = asked - paid
                    late[place] = late[place] + 1 if owed[place] > 0 else 0
                    if late[place] == missed:
                        broken[place, life] = month + 1
            unpaid[:, life] = owed
            end[life] = money
        return broken, unpaid, end

    compiled: Any = numba.njit(loop)
    return compiled  # type: ignore[no-any-return]


def breach_runs(gained: Int, cash: tuple[int, ...], dues: Int) -> Iterator[Result | str]:
    """Yield the breach run beside the full one, and beside numba's loop, and whether all are the same."""
    ours = partial(lived, gained, cash, dues)
    full = partial(lived, gained, cash, dues, screened=False)
    one, other = ours(), full()
    short = sum(row.any() for row in (gained < -np.array(cash)[:, None]).T) / gained.shape[1]
    yield f"lives that ever fall short: {short:.0%}"
    same = all(getattr(one, part).tobytes() == getattr(other, part).tobytes() for part in ("broken", "unpaid", "cash"))
    yield f"breach run equal to the full run bit by bit: {'yes' if same else NOT_MET}"
    yield Result("breach run, screened ÷ full", *side_by_side(ours, full))
    loop = looped()
    if loop is None:
        yield "numba is not installed: the breach run stands beside the full one alone"
        return
    change = np.diff(gained, axis=0, prepend=0).T.copy()
    own = np.diff(np.array(cash), prepend=0) + dues.sum(axis=0)
    theirs = partial(loop, change, own, dues, MISSED)
    broken, unpaid, end = theirs()
    equal = (broken == one.broken).all() and (unpaid == one.unpaid).all() and (end == one.cash).all()
    yield f"breach run equal to numba's loop: {'yes' if equal else NOT_MET}"
    yield Result("breach run, 10,000 × 60 × 8 ÷ numba on one thread", *side_by_side(ours, theirs), 1.3)


def run() -> Iterator[Result | str]:
    """Yield every result."""
    case = household()
    numbers = assumed(case, Words(incomes=(IncomeWord.STEADY, IncomeWord.UNSTEADY)))
    pays = paid_in(case, FIRST)
    yield Result(
        "lives, 10,000 × 60 ÷ drawing their random numbers",
        *side_by_side(partial(drawn, pays, numbers, FIRST), chances(numbers)),
        2.2,
    )
    projection = plan(case, 36)
    gained = shocks(case, numbers, ON).gained
    cash = cash_of(projection, numbers)
    months = len(projection.months)
    dues = np.array([[month.payments[debt] for month in projection.months] for debt in paying_order(projection)])
    positions = gained[:months] + np.array(cash)[:, None]
    quantiles = partial(np.quantile, positions, [percent / 100 for percent in PERCENTS], axis=1)
    yield Result(
        "fan, the first of a case ÷ np.quantile", *side_by_side(partial(fan_of, gained[:months]), quantiles), 0.2
    )
    kept = shocks(case, numbers, ON).fan
    further = partial(lambda: [[fen + own for fen, own in zip(line, cash, strict=False)] for line in kept])
    yield Result("fan, every further plan ÷ np.quantile", *side_by_side(further, quantiles), 0.2)
    yield from breach_runs(gained[:months], cash, dues)
    moves = [plan(case, length) for length in range(36, 51)]
    before = process_time()
    for move in moves:
        resilience(move, case, numbers)
    spent = (process_time() - before) / len(moves)
    yield f"a slider move: all of a plan's figures in 10,000 lives: {spent * 1e3:.2f} ms, no random number drawn"
    running = np.minimum.accumulate
    yield Result(
        "does it hold, every month ÷ np.minimum.accumulate of the cash",
        *side_by_side(partial(held, gained, cash), partial(running, positions, axis=0)),
    )
    yield Result(
        "largest payment of every life ÷ np.minimum.accumulate of the cash",
        *side_by_side(partial(most_payable, gained[:months], cash), partial(running, positions, axis=0)),
    )
    for times in (1, 4, 16):
        more = replace(numbers, paths=10_000 * times)
        start = process_time()
        long_run([projection], case, more)
        yield f"a long run of {10_000 * times:,} lives: {(process_time() - start) * 1e3:.0f} ms"


def main() -> None:
    """Print the results."""
    for result in run():
        print(result, flush=True)


if __name__ == "__main__":
    main()
