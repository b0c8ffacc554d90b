"""Long runs: the same lives, told how far they are, ended when wanted."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from repaybook import demo
from repaybook.case.model import CaseFile
from repaybook.case.read import read_case
from repaybook.money import Money
from repaybook.plans import propose
from repaybook.plans.model import Projection
from repaybook.plans.projection import project
from repaybook.plans.resilience import Assumptions, assumed, long_run, resilience

Maker = Callable[..., CaseFile]
Assuming = Callable[..., Assumptions]
Instalments = Callable[[CaseFile, int], Projection]


def test_a_long_run_of_the_usual_length_is_the_usual_run() -> None:
    case = read_case(demo.demo_bytes("C5-misconduct"))
    plans = propose(case, case.as_of).plans
    numbers = assumed(case)
    assert long_run(plans, case, numbers) == tuple(resilience(plan, case, numbers) for plan in plans)


def test_more_lives_tell_the_same_within_what_chance_moves() -> None:
    case = read_case(demo.demo_bytes("C2-tight"))
    plan = propose(case, case.as_of).plans[0]
    usual = resilience(plan, case, assumed(case))
    told: list[tuple[int, int]] = []
    (long,) = long_run(
        [plan], case, replace(assumed(case), paths=45_000), progress=lambda done, every: told.append((done, every))
    )
    assert told == [(10_000, 45_000), (20_000, 45_000), (30_000, 45_000), (40_000, 45_000), (45_000, 45_000)]
    assert long.paths == 45_000
    low, high = usual.holds.interval
    margin = (high - low) / 2
    assert low - margin <= long.holds.ratio <= high + margin
    assert long.holds.margin <= usual.holds.margin
    assert not long.stopped


def test_a_run_that_is_stopped_says_so_and_has_what_it_had() -> None:
    case = read_case(demo.demo_bytes("C2-tight"))
    plan = propose(case, case.as_of).plans[0]
    (found,) = long_run([plan], case, replace(assumed(case), paths=1_000_000), stop=lambda: True)
    usual = resilience(plan, case, assumed(case))
    assert found.stopped
    assert (found.paths, found.holding, found.fan, found.payment) == (
        10_000,
        usual.holding,
        usual.fan,
        usual.payment,
    )


def test_a_million_lives_are_kept_in_half_the_width() -> None:
    # 60 × 100,000 figures of four bytes are 24 MB, and ten thousand lives are worked on at a time
    case = read_case(demo.demo_bytes("C1-easy"))
    plan = propose(case, case.as_of).plans[0]
    numbers = replace(assumed(case), paths=100_000)
    tracemalloc.start()
    long_run([plan], case, numbers)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000_000


def test_figures_too_wide_for_half_the_width_are_kept_whole(
    household: Maker, assuming: Assuming, instalments: Instalments
) -> None:
    case = household()
    plan = instalments(case, 60)
    numbers = assuming(case, festival=Money.yuan(90_000_000), paths=10_100)  # five times 9,000,000,000 fen
    (found,) = long_run([plan], case, numbers)
    assert found.fan[2][-1] == plan.months[-1].cash - 5 * 9_000_000_000
    assert np.unique(found.fan, axis=0).shape[0] == 1


def test_plans_of_two_days_are_not_compared(household: Maker, assuming: Assuming, instalments: Instalments) -> None:
    case = household()
    plan = instalments(case, 12)
    with pytest.raises(ValueError, match="one day"):
        long_run([plan, project(case, plan.plan, date(2026, 12, 24))], case, assuming(case))
    with pytest.raises(ValueError, match="one day"):
        long_run([], case, assuming(case))
