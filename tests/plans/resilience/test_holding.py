"""Whether a plan holds: the same answer as following every life by hand, with what chance alone may move it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook import demo
from repaybook.case.model import CaseFile, Offer, OfferKind, Plan
from repaybook.case.read import read_case
from repaybook.money import Money
from repaybook.plans.model import Projection
from repaybook.plans.projection import project
from repaybook.plans.resilience import Assumptions, IncomeRisk, Resilience, Share, assumed, resilience
from repaybook.plans.resilience.holding import begins, cash_of, held, most_payable, payable_to, sustainable
from repaybook.plans.resilience.shocks import shocks

ON = date(2026, 11, 23)
Maker = Callable[..., CaseFile]
Assuming = Callable[..., Assumptions]
Instalments = Callable[[CaseFile, int], Projection]

LIVES = st.lists(st.lists(st.integers(-(10**9), 10**9), min_size=4, max_size=4), min_size=1, max_size=40)
CASH = st.lists(st.integers(-(10**6), 10**9), min_size=4, max_size=4)


def by_month(lives: list[list[int]]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.array(lives, dtype=np.int64).T.copy()


@given(LIVES, CASH)
def test_lives_that_hold_are_those_whose_cash_never_was_below_zero(lives: list[list[int]], cash: list[int]) -> None:
    by_hand = [
        sum(all(life[month] + cash[month] >= 0 for month in range(number + 1)) for life in lives) for number in range(4)
    ]
    assert held(by_month(lives), cash) == by_hand


@given(LIVES, CASH)
def test_the_most_that_a_life_can_pay_holds_and_a_fen_more_does_not(lives: list[list[int]], cash: list[int]) -> None:
    def holds(life: list[int], payment: int) -> bool:
        return all(life[month] + cash[month] - payment * (month + 1) >= 0 for month in range(4))

    for life, most in zip(lives, most_payable(by_month(lives), cash).tolist(), strict=True):
        assert holds(life, most)
        assert not holds(life, most + 1)


@given(LIVES, CASH, st.integers(1, 100))
def test_the_sustainable_payment_is_the_largest_that_holds_in_enough_lives(
    lives: list[list[int]], cash: list[int], percent: int
) -> None:
    gained = by_month(lives)
    payable = most_payable(gained, cash)
    found = sustainable(payable, percent)

    def enough(payment: int) -> bool:
        paid = [fen - payment * number for number, fen in enumerate(cash, 1)]
        return held(gained, paid)[-1] * 100 >= len(lives) * percent

    if found is None:
        assert not enough(0)
    else:
        assert enough(found.fen)
        assert not enough(found.fen + 1)
    assert payable_to(gained, cash, percent)[-1] == (-1 if found is None else found.fen)


@given(LIVES, CASH, st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_larger_payment_never_holds_in_more_lives(
    lives: list[list[int]], cash: list[int], payment: int, more: int
) -> None:
    gained = by_month(lives)

    def holding(each: int) -> list[int]:
        return held(gained, [fen - each * number for number, fen in enumerate(cash, 1)])

    assert all(dearer <= cheaper for dearer, cheaper in zip(holding(payment + more), holding(payment), strict=True))


def test_without_shocks_a_plan_holds_in_every_life_exactly_where_its_projection_does(
    household: Maker, assuming: Assuming, instalments: Instalments
) -> None:
    case = household()  # 10,000 in, 6,000 to live on
    plan = instalments(case, 36)  # 36,000 ÷ 36 = 1,000
    fared = resilience(plan, case, assuming(case))
    assert fared.holding == (1_000,) * 36
    assert fared.fan == (tuple(month.cash for month in plan.months),) * 5
    assert (fared.weak_month, fared.usual_failing(), fared.holds.percent) == (None, None, 100)
    # 4,000 is left each month: that much could be paid, and 1,000 is asked
    assert (fared.payment, fared.asked) == (Money.yuan(4000), Money.yuan(1000))
    short = resilience(instalments(case, 6), case, assuming(case))  # 6,000 a month is 2,000 too much at once
    assert short.holding == (0,) * 6
    assert short.first_failing == (1_000, 0, 0, 0, 0, 0)
    assert (short.weak_month, short.usual_failing()) == (1, 1)


def test_the_reserve_is_there_first_and_what_the_plan_starts_with_is_part_of_it(
    household: Maker, assuming: Assuming, instalments: Instalments
) -> None:
    case = household()
    plan = instalments(case, 6)  # 2,000 short in each of six months
    enough = assuming(case, reserve=Money.yuan(12_000))
    assert resilience(plan, case, enough).holds == Share(1_000, 1_000)
    assert resilience(plan, case, replace(enough, reserve=Money.yuan("11999.99"))).holds == Share(0, 1_000)
    opened = project(case, replace(plan.plan, opening_cash=Money.yuan(5_000)), ON)
    assert cash_of(opened, enough) == cash_of(plan, enough)


def test_a_payment_that_nobody_can_make_is_none(household: Maker, assuming: Assuming) -> None:
    case = household(incomes=("5000",))  # 1,000 short before any payment
    stopped = project(case, Plan(id="s", offers=(Offer(debt="D1", kind=OfferKind.LUMP_SUM, amount=Money(1)),)), ON)
    assert resilience(stopped, case, assuming(case)).payment is None


@pytest.mark.parametrize("name", ["C1-easy", "C2-tight", "C5-misconduct"])
def test_longer_instalments_hold_in_no_fewer_of_the_same_lives(name: str) -> None:
    case = read_case(demo.demo_bytes(name))
    numbers = replace(assumed(case), paths=2_000)
    asked = [debt.id for debt in case.debts if debt.overdue_days]
    counts = []
    for months in (24, 36, 48, 60):
        offers = tuple(
            Offer(debt=debt, kind=OfferKind.INSTALMENTS, months=months)
            if debt in asked
            else Offer(debt=debt, kind=OfferKind.KEEP)
            for debt in (one.id for one in case.debts)
        )
        fared = resilience(project(case, Plan(id="p", offers=offers), case.as_of), case, numbers)
        counts.append(fared.holds_to(24).count)
    assert counts == sorted(counts)


def test_lives_of_another_month_are_refused(household: Maker, assuming: Assuming, instalments: Instalments) -> None:
    case = household()
    later = shocks(case, assuming(case), date(2027, 1, 5))
    with pytest.raises(ValueError, match="the plan starts in 2026-12-01"):
        begins(instalments(case, 12), later)


def test_the_same_seed_gives_the_same_and_another_seed_nearly_so(
    household: Maker, assuming: Assuming, instalments: Instalments
) -> None:
    case = household(living="8900")
    plan = instalments(case, 60)
    numbers = assuming(case, incomes=(IncomeRisk(down_percent=20, up_percent=20, loss_percent=5),), paths=4_000)
    one = resilience(plan, case, numbers)
    assert resilience(plan, case, replace(numbers)) == one
    other = resilience(plan, case, replace(numbers, seed=7))
    assert other.holding != one.holding
    # each lies within its ± of the truth: two of them within both
    assert abs(one.holds.percent - other.holds.percent) <= one.holds.margin + other.holds.margin + 1


@pytest.mark.parametrize(
    ("count", "of", "percent", "margin"),
    [
        # 1.96 × √(0.25 × 0.75 ÷ 10,000) = 0.85 points
        (2_500, 10_000, 25, 1),
        # 1.96 × √(0.5 × 0.5 ÷ 100) = 9.8 points; Wilson 9.6
        (50, 100, 50, 10),
        # none of 10,000: 3.84 ÷ 10,004 = 0.04 points at the most
        (0, 10_000, 0, 1),
        (10_000, 10_000, 100, 1),
        # all but one are not all
        (9_999, 10_000, 99, 1),
        (1, 10_000, 1, 1),
    ],
)
def test_a_share_says_what_chance_alone_may_move(count: int, of: int, percent: int, margin: int) -> None:
    share = Share(count, of)
    assert (share.percent, share.margin) == (percent, margin)
    low, high = share.interval
    assert 0 <= low <= share.ratio <= high <= 1


@pytest.mark.parametrize(
    ("count", "of", "permille", "margin"),
    [
        # ±1.959964·√(0.55·0.45/1,000,000) = 0.098 points, told as a tenth of one
        (553_000, 1_000_000, 553, 1),
        (5, 1_000_000, 1, 1),
        (999_999, 1_000_000, 999, 1),
        (1_000_000, 1_000_000, 1000, 1),
        (0, 1_000_000, 0, 1),
    ],
)
def test_a_long_runs_share_is_told_to_a_tenth(count: int, of: int, permille: int, margin: int) -> None:
    assert (Share(count, of).permille, Share(count, of).margin_permille) == (permille, margin)


@given(st.integers(1, 10**6).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_always_lies_within_its_interval(counts: tuple[int, int]) -> None:
    share = Share(*counts)
    low, high = share.interval
    assert low <= share.ratio + 1e-12
    assert share.ratio <= high + 1e-12
    assert 0 < share.margin <= 100


def test_counts_by_month_add_up_to_the_lives() -> None:
    fared = Resilience(
        assumptions=Assumptions(), paths=100, holding=(98, 98, 94, 60), fan=(), payment=None, asked=Money(0)
    )
    assert fared.first_failing == (2, 0, 4, 34)
    assert sum(fared.first_failing) == fared.paths - fared.holds.count
    assert (fared.weak_month, fared.usual_failing()) == (3, 4)
    assert fared.holds_to(0) == Share(100, 100)
    assert fared.holds_to(3) == Share(94, 100)
