"""The search for the best set of offers beside HiGHS given the same arrays, and beside scipy's milp where it is there.

``python -m benchmarks.bench_search [--cases N]``. Seconds of the processor, as each side is one thread.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

import numpy as np
from benchmarks.goals import beside, ratio

from repaybook.case.model import CaseFile, Category, CreditorType, Debt, Expense, Income
from repaybook.money import Money
from repaybook.plans.search import EVERY_TERM, SIX_MONTH_TERMS, Aim, Rules, best_offers
from repaybook.plans.search.binding import posed
from repaybook.plans.search.options import ground_of
from repaybook.plans.search.programme import Goal, Programme

ON = date(2026, 11, 23)
TURNS = 5


def household(chance: random.Random, creditors: int = 8) -> CaseFile:
    """Return a household whose room is a little more than its debts need over sixty months."""
    balances = [chance.randrange(500_000, 5_000_000, 100) for _ in range(creditors)]
    room = sum(balances) // 60 * chance.randrange(104, 150) // 100
    income = 2_000_000
    return CaseFile(
        as_of=ON,
        income=(Income(label_zh="工资", amount_monthly=Money(income)),),
        expenses=(Expense(category=Category.FOOD, amount_monthly=Money(income - room - 100_000)),),
        debts=tuple(
            Debt(
                id=f"D{number}",
                creditor_alias=f"银行{number}",
                creditor_type=CreditorType.BANK_CREDIT_CARD,
                principal=Money(balance),
                balance_total=Money(balance),
                overdue_days=40,
            )
            for number, balance in enumerate(balances, 1)
        ),
    )


def rules_of(case: CaseFile, terms: tuple[int, ...], chance: random.Random) -> Rules:
    """Return rules with a smallest instalment for some creditors, without which there is little to search."""
    least = {debt.id: Money(chance.choice((10_000, 20_000, 30_000))) for debt in case.debts if chance.random() < 0.5}
    return Rules(terms=terms, least=least)


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds of one call, and what it gives."""
    start = process_time()
    answer = call()
    return process_time() - start, answer


def scipy_optimum(programme: Programme) -> float | None:
    """Return the least cost as scipy's milp finds it; ``None`` where there is none, or no scipy."""
    if find_spec("scipy") is None:
        return None
    optimize = import_module("scipy.optimize")
    sparse = import_module("scipy.sparse")
    rows = programme.rows
    shape = (len(rows.lower), rows.columns)
    matrix = sparse.csr_matrix((rows.factors, rows.places, rows.starts), shape=shape)
    most = [*([1.0] * len(programme.flat)), np.inf, 0.0]
    answer = optimize.milp(
        programme.costs(),
        constraints=optimize.LinearConstraint(matrix, rows.lower, rows.upper),
        integrality=[*([1] * len(programme.flat)), 0, 0],
        bounds=optimize.Bounds(np.zeros(rows.columns), most),
        options={"mip_rel_gap": 0},
    )
    return None if answer.x is None else float(answer.fun)


def measured(name: str, terms: tuple[int, ...], cases: int, goal: Goal) -> Iterator[str]:
    """Yield the median of the programme beside raw HiGHS, its tail, and how often the optimum is scipy's."""
    chance = random.Random(20261123)  # noqa: S311 - the same households in every run
    ours, raw, whole, other = [], [], [], 0
    found = 0
    for _ in range(cases):
        case = household(chance)
        rules = rules_of(case, terms, chance)
        ground = ground_of(case, ON, rules)
        problem = posed(ground)
        programme = Programme(problem.creditors, problem.limits, goal)
        choice = problem.best(goal)
        # In turns, and the best of them: another's turn on a busy machine is not the solver's.
        turns = [(timed(partial(problem.best, goal))[0], timed(programme.solver().run)[0]) for _ in range(TURNS)]
        ours.append(min(mine for mine, _ in turns))
        raw.append(min(theirs for _, theirs in turns))
        aim = Aim.SOONEST if goal is Goal.END else Aim.ROOMIEST
        spent, _ = timed(partial(best_offers, case, ON, aim, rules))
        whole.append(spent)
        optimum = scipy_optimum(programme)
        if choice is not None and optimum is not None:
            found += 1
            costs = dict(zip(range(programme.end), programme.costs(), strict=False))
            places = {entry: place for place, entry in enumerate(programme.flat)}
            mine = sum(costs[places[number, option]] for number, option in enumerate(choice.options))
            mine += programme.costs()[programme.end] * choice.end
            other += abs(mine - optimum) > 1e-3 * max(1.0, abs(optimum)) * 1e-3
    tail = quantiles(ours, n=10)[-1] * 1e3
    what = f"{name}: programme built, solved, proved ÷ raw HiGHS"
    yield ratio(what, median(ours) * 1e3, median(raw) * 1e3, 1.2)
    yield f"{name}: p90 {tail:.0f} ms{beside(tail, 150)}"
    yield f"{name}: best_offers in all, projection and sentences included: median {median(whole) * 1e3:.1f} ms"
    if found:
        yield f"{name}: optimum other than scipy.milp's: {other} of {found}{beside(other, 0)}"


def run(cases: int) -> Iterator[str]:
    """Yield every line."""
    case = household(random.Random(1))  # noqa: S311
    start = perf_counter()
    best_offers(case, ON)
    spent = perf_counter() - start
    yield f"the first search of a session, HiGHS loaded with it: {spent * 1e3:.0f} ms{beside(spent * 1e3, 600)}"
    yield from measured("8 creditors, 6-month steps, soonest", SIX_MONTH_TERMS, cases, Goal.END)
    yield from measured("8 creditors, 6-month steps, roomiest", SIX_MONTH_TERMS, cases, Goal.MONTHLY)
    yield from measured("8 creditors, every term, soonest", EVERY_TERM, max(5, cases // 3), Goal.END)
    for creditors in (4, 8, 16, 32):
        chance = random.Random(7)  # noqa: S311
        several = [household(chance, creditors) for _ in range(3)]
        spent = median(timed(partial(best_offers, one, ON))[0] for one in several)
        yield f"{creditors} creditors: {spent * 1e3:.1f} ms"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=30, help="households searched in each setting")
    for line in run(parser.parse_args(arguments).cases):
        print(line, flush=True)


if __name__ == "__main__":
    main()
