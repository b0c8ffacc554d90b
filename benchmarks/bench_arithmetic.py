"""Schedules in exact fen, and the rate of a credit, each beside what others need for it in the same run.

``python -m benchmarks.bench_arithmetic [--cells N]``. Seconds of the processor, as each side is one thread. A library
that is not installed is left out.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from math import floor
from statistics import median
from time import process_time
from typing import NamedTuple

from benchmarks.goals import beside, ratio

from repaybook.plans.instalments import equal_instalments
from repaybook.rates.irr import irr

FIRST_DUE = date(2026, 12, 31)
DEBTS = [(8_600_000 + 137 * number, Decimal("0.1825") + Decimal(number) / 1000) for number in range(8)]
"""A session's case: eight debts, in fen, with their annual rates."""

MONTHS = 60


class Result(NamedTuple):
    """What was measured, in seconds for one call: ours, the other's, and the ratio that ours may reach."""

    what: str
    ours: float
    theirs: float
    goal: float

    def __str__(self) -> str:
        """Return one line."""
        return ratio(self.what, self.ours * 1e6, self.theirs * 1e6, self.goal, unit="µs")


def side_by_side(ours: Callable[[], object], theirs: Callable[[], object], calls: int) -> tuple[float, float]:
    """Return the median seconds of one call of each, measured in turns so that a busy machine slows both."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(25):
        for side, times in zip((ours, theirs), spent, strict=True):
            start = process_time()
            for _ in range(calls):
                side()
            times.append((process_time() - start) / calls)
    return median(spent[0]), median(spent[1])


def schedules() -> Iterator[Result]:
    """Yield eight schedules of sixty months beside those of the package ``amortization``."""
    if find_spec("amortization") is None:
        return
    theirs = import_module("amortization.schedule").amortization_schedule
    more = count()

    def anew() -> object:
        """Return schedules that nobody asked for before."""
        return [equal_instalments(principal + next(more), rate, FIRST_DUE, MONTHS) for principal, rate in DEBTS]

    def one_changed() -> object:
        """Return what a slider on one of the debts asks for."""
        (principal, rate), *others = DEBTS
        changed = [(principal + next(more), rate), *others]
        return [equal_instalments(principal, rate, FIRST_DUE, MONTHS) for principal, rate in changed]

    def other() -> object:
        return [list(theirs(principal / 100, float(rate), MONTHS)) for principal, rate in DEBTS]

    yield Result("schedules 8 × 60, exact fen, all new ÷ amortization", *side_by_side(anew, other, 40), 0.1)
    yield Result("schedules 8 × 60, one debt changed ÷ amortization", *side_by_side(one_changed, other, 40), 0.1)


def session_milliseconds() -> float:
    """Return the best time of the eight schedules of a session's case, each asked for the first time."""
    times = []
    for turn in range(100):
        start = process_time()
        for principal, rate in DEBTS:
            equal_instalments(principal + 1_000 + turn, rate, FIRST_DUE, MONTHS)
        times.append((process_time() - start) * 1e3)
    return min(times)


def schedule_seconds(months: int) -> float:
    """Return the best time of one schedule of so many months."""
    times = []
    for turn in range(40):
        start = process_time()
        equal_instalments(90_000_000 + turn, Decimal("0.05"), FIRST_DUE, months)
        times.append(process_time() - start)
    return min(times)


def flows() -> dict[str, list[float]]:
    """Return credits of 61 flows."""
    chance = random.Random(20261123)  # noqa: S311 - the same flows in every run
    level = [row.total / 100 for row in equal_instalments(8_600_000, Decimal("0.1825"), FIRST_DUE, MONTHS)]
    return {
        "level": [86_000.0, *[-paid for paid in level]],
        "interest only": [86_000.0, *[-1_307.92] * 59, -87_307.92],
        "uneven": [86_000.0, *[-chance.uniform(500, 4_000) for _ in range(MONTHS)]],
        "falling": [86_000.0, *[-(2_741.25 - 21.8 * month) for month in range(MONTHS)]],
    }


def rates() -> Iterator[Result]:
    """Yield the rate of one credit beside pyxirr's."""
    if find_spec("pyxirr") is None:
        return
    theirs = import_module("pyxirr").irr
    for kind, credit in flows().items():
        times = side_by_side(partial(irr, credit), partial(theirs, credit), 1_000)
        yield Result(f"irr of 61 flows, {kind} ÷ pyxirr", *times, 1.2)


def wrong_cells(cells: int) -> int:
    """Return how many of so many random cells differ from exact rationals rounded once (goal: none)."""
    chance = random.Random(20261123)  # noqa: S311 - the same loans in every run
    wrong = 0
    for _ in range(-(-cells // MONTHS)):
        principal, annual = chance.randrange(100_000, 100_000_000), Decimal(chance.randrange(3601)) / 10_000
        rate = Fraction(annual) / 12
        share = rate / (1 - (1 + rate) ** -MONTHS) if rate else Fraction(1, MONTHS)
        level, balance = floor(principal * share + Fraction(1, 2)), principal
        for number, row in enumerate(equal_instalments(principal, annual, FIRST_DUE, MONTHS), 1):
            interest = floor(balance * rate + Fraction(1, 2))
            part = balance if number == MONTHS else min(level - interest, balance)
            balance -= part
            wrong += (row.interest, row.principal, row.balance) != (interest, part, balance)
    return wrong


def run() -> list[Result]:
    """Return every result."""
    return [*schedules(), *rates()]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the ratios, and how many cells are not exact."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=600_000, help="random cells held against exact rationals")
    cells = parser.parse_args(arguments).cells
    for result in run():
        print(result, flush=True)
    spent = session_milliseconds()
    print(f"schedules 8 × 60, all new: {spent:.2f} ms{beside(spent, 0.15)}", flush=True)
    one, four, sixteen = (schedule_seconds(36 * times) for times in (1, 4, 16))
    print(f"months of a schedule, 36 as 1×: 4× {four / one:.1f}, 16× {sixteen / one:.1f} times as long", flush=True)
    wrong = wrong_cells(cells)
    print(f"cells that differ from exact rationals: {wrong:,} of {cells:,}{beside(wrong, 0)}", flush=True)


if __name__ == "__main__":
    main()
