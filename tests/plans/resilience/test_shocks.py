"""What happens in the lives: as the assumptions say, the same for the same seed, never better with worse chances."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repaybook.case.model import CaseFile
from repaybook.money import Money
from repaybook.plans.resilience import Assumptions, IncomeRisk
from repaybook.plans.resilience.shocks import CHUNK, PERCENTS, drawn, fan_of, paid_in, shocks

ON = date(2026, 11, 23)
FIRST = date(2026, 12, 1)
Maker = Callable[..., CaseFile]
Assuming = Callable[..., Assumptions]


def month_by_month(case: CaseFile, numbers: Assumptions) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return what each month itself brings or takes, not added up."""
    return np.diff(drawn(paid_in(case, FIRST), numbers, FIRST), axis=0, prepend=0)


def test_where_nothing_can_happen_nothing_does(household: Maker, assuming: Assuming) -> None:
    case = household()
    assert not month_by_month(case, assuming(case)).any()


def test_an_uneven_income_stays_within_its_swing_and_reaches_nearly_both_ends(
    household: Maker, assuming: Assuming
) -> None:
    case = household()
    gained = month_by_month(case, assuming(case, incomes=(IncomeRisk(down_percent=20, up_percent=10),)))
    # 10,000 a month: from 2,000 less to 1,000 more, half a fen for rounding
    assert -200_000 <= gained.min() < -199_900
    assert 99_900 < gained.max() <= 100_000
    # evenly: the mean of 60,000 months is −500 yuan, ± 1 yuan × 5 standard errors (866 ÷ √60,000 = 3.5)
    assert abs(gained.mean() + 50_000) < 5 * 354


def test_a_lost_income_is_gone_for_the_months_that_the_search_takes(household: Maker, assuming: Assuming) -> None:
    case = household()
    numbers = assuming(
        case,
        incomes=(IncomeRisk(loss_percent=5),),
        work_least_months=3,
        work_most_months=3,
        looking_percent=40,
        paths=10_000,
    )
    gained = month_by_month(case, numbers)
    # 40 % comes in while looking: 6,000 of 10,000 is missing
    assert set(np.unique(gained)) == {-600_000, 0}
    # within a year 5 of 100 lose it: of 10,000 lives some 500 have a month short in the first twelve, ± 5 × 22
    assert abs(int((gained[:12] < 0).any(axis=0).sum()) - 500) < 110
    runs = "".join("x" if fen else " " for fen in gained[:50].T.ravel()).split()
    assert min(len(run) for run in runs if len(run) > 2) == 3


def test_an_illness_costs_and_takes_pay_but_never_more_than_there_is(household: Maker, assuming: Assuming) -> None:
    case = household()
    numbers = assuming(
        case,
        incomes=(IncomeRisk(loss_percent=60),),
        work_least_months=2,
        work_most_months=2,
        looking_percent=0,
        illness_percent=60,
        illness_pay_percent=50,
        illness_least=Money.yuan(100),
        illness_most=Money.yuan(100),
    )
    # at work; ill at work; out of work; the bill of 100 comes with the first month of an illness
    bill, half, all_of_it = -10_000, -500_000, -1_000_000
    found = set(np.unique(month_by_month(case, numbers)))
    assert found == {0, half, half + bill, all_of_it, all_of_it + bill}


def test_a_pension_is_not_lost_with_the_work(household: Maker, assuming: Assuming) -> None:
    case = household(incomes=("10000", "2000"))
    numbers = assuming(case, incomes=(IncomeRisk(loss_percent=99), IncomeRisk()), looking_percent=0, illness_percent=90)
    assert month_by_month(case, numbers).min() == -1_000_000


def test_something_unplanned_costs_between_least_and_most(household: Maker, assuming: Assuming) -> None:
    case = household()
    numbers = assuming(case, surprise_percent=25, surprise_least=Money.yuan(50), surprise_most=Money.yuan(80))
    gained = month_by_month(case, numbers)
    some = gained[gained != 0]
    assert -8_000 <= some.min() < -7_990
    assert -5_010 < some.max() <= -5_000
    # a quarter of 60,000 months, ± 5 × √(60,000 × 0.25 × 0.75)
    assert abs(len(some) - 15_000) < 5 * 107


def test_the_festival_comes_in_its_month_each_year(household: Maker, assuming: Assuming) -> None:
    case = household()
    gained = month_by_month(case, assuming(case, festival=Money.yuan(600), festival_month=2))
    # December is the first month: February the third
    assert [number for number in range(60) if gained[number].any()] == [2, 14, 26, 38, 50]
    assert set(np.unique(gained)) == {-60_000, 0}


def test_a_yearly_cost_is_set_aside_by_the_month_and_paid_at_once(household: Maker, assuming: Assuming) -> None:
    case = household()
    gained = drawn(paid_in(case, FIRST), assuming(case, yearly=Money(100_001)), FIRST)
    # after whole years all that was set aside is spent, to the fen, in every life
    assert not gained[11::12].any()
    assert gained[0].min() == 100_001 // 12 - 100_001


def test_an_income_that_ends_can_no_longer_be_lost(household: Maker, assuming: Assuming) -> None:
    case = household()
    ended = replace(case, income=(replace(case.income[0], ends_on=date(2027, 5, 31)),))
    gained = month_by_month(ended, assuming(ended, incomes=(IncomeRisk(down_percent=50, loss_percent=90),)))
    assert gained[:6].any()
    assert not gained[6:].any()


def test_the_same_assumptions_are_drawn_once(household: Maker, assuming: Assuming) -> None:
    case = household()
    numbers = assuming(case, surprise_percent=10, surprise_most=Money.yuan(10))
    first = shocks(case, numbers, ON)
    assert shocks(household(), replace(numbers), date(2026, 11, 30)) is first
    assert shocks(case, replace(numbers, seed=2), ON) is not first
    with pytest.raises(ValueError, match="read-only"):
        first.gained[0, 0] = 1


def test_changing_one_assumption_leaves_the_others_chances(household: Maker, assuming: Assuming) -> None:
    case = household()
    one = assuming(case, surprise_percent=10, surprise_most=Money.yuan(10))
    both = replace(one, festival=Money.yuan(7))
    difference = month_by_month(case, one) - month_by_month(case, both)
    assert set(np.unique(difference)) == {0, 700}


@settings(max_examples=25)
@given(
    seed=st.integers(0, 2**32),
    loss=st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted),
    ill=st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted),
    surprise=st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted),
    search=st.tuples(st.integers(1, 8), st.integers(8, 20), st.integers(20, 30)),
)
def test_worse_chances_never_make_a_life_better(
    household: Maker,
    assuming: Assuming,
    seed: int,
    loss: list[int],
    ill: list[int],
    surprise: list[int],
    search: tuple[int, int, int],
) -> None:
    case = household(incomes=("5000", "3000"))

    def numbers(worse: int) -> Assumptions:
        return assuming(
            case,
            seed=seed,
            incomes=(IncomeRisk(down_percent=20, up_percent=20, loss_percent=loss[worse]), IncomeRisk()),
            work_least_months=search[0],
            work_most_months=search[1 + worse],
            illness_percent=ill[worse],
            illness_least=Money.yuan(100),
            illness_most=Money.yuan(900),
            surprise_percent=surprise[worse],
            surprise_least=Money.yuan(10),
            surprise_most=Money.yuan(400),
            paths=200,
        )

    better, worse = (drawn(paid_in(case, FIRST), numbers(side), FIRST) for side in (0, 1))
    # an income out of work cannot also swing upwards: what it lost at most is what it could have had
    swing = 5_000_00 * 20 // 100
    assert (worse <= better + swing * np.arange(1, 61)[:, None]).all()
    steady = [replace(numbers(side), incomes=(IncomeRisk(loss_percent=loss[side]), IncomeRisk())) for side in (0, 1)]
    better, worse = (drawn(paid_in(case, FIRST), one, FIRST) for one in steady)
    assert (worse <= better).all()


@given(st.integers(0, 10**12), st.integers(1, 700), st.integers(0, 2**32))
def test_the_points_of_the_fan_are_the_nearest_ranks(width: int, paths: int, seed: int) -> None:
    row = np.random.default_rng(seed).integers(-width, width + 1, (1, paths))
    ordered = sorted(row[0].tolist())
    # the smallest figure that at least so many per cent of them do not exceed
    expected = [ordered[-(-Fraction(percent * paths, 100) // 1) - 1] for percent in PERCENTS]
    assert [line[0] for line in fan_of(row)] == expected


def test_a_chunk_does_not_depend_on_how_many_lives_there_are(household: Maker, assuming: Assuming) -> None:
    case = household()
    numbers = assuming(case, surprise_percent=10, surprise_most=Money.yuan(10), paths=CHUNK)
    usual = drawn(paid_in(case, FIRST), numbers, FIRST)
    longer = shocks(case, replace(numbers, paths=CHUNK + 500), ON)
    assert np.array_equal(longer.gained[:, :CHUNK], usual)
    assert longer.paths == CHUNK + 500
