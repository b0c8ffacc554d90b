"""Which agreements break: screened or not, the very same; and what each life pays adds up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook import demo
from repaybook.case.model import CaseFile
from repaybook.case.read import read_case
from repaybook.money import Money
from repaybook.plans import propose
from repaybook.plans.model import Projection
from repaybook.plans.resilience import Assumptions, IncomeRisk, Share, assumed, breaches, resilience
from repaybook.plans.resilience.breaches import lived, paying_order
from repaybook.plans.resilience.holding import cash_of
from repaybook.plans.resilience.shocks import shocks

Maker = Callable[..., CaseFile]
Assuming = Callable[..., Assumptions]
Instalments = Callable[[CaseFile, int], Projection]


def by_hand(
    gained: list[list[int]], cash: list[int], dues: list[list[int]], missed: int
) -> list[tuple[list[int], list[int], int]]:
    """Follow each life with plain integers: what broke when, what is unpaid, and the cash at the end."""
    found = []
    for life in gained:
        money = 0
        unpaid, late, broken = [0] * len(dues), [0] * len(dues), [0] * len(dues)
        for month in range(len(cash)):
            own = cash[month] - (cash[month - 1] if month else 0)
            money += own + life[month] - (life[month - 1] if month else 0) + sum(due[month] for due in dues)
            for place, due in enumerate(dues):
                if broken[place]:
                    continue
                asked = unpaid[place] + due[month]
                paid = min(asked, max(money, 0))
                money -= paid
                unpaid[place] = asked - paid
                late[place] = late[place] + 1 if unpaid[place] else 0
                if late[place] == missed:
                    broken[place] = month + 1
        found.append((broken, unpaid, money))
    return found


AMOUNT = st.integers(-2_000, 2_000)


@given(
    lives=st.lists(st.lists(AMOUNT, min_size=6, max_size=6), min_size=1, max_size=12),
    cash=st.lists(st.integers(-500, 3_000), min_size=6, max_size=6),
    dues=st.lists(st.lists(st.integers(0, 500), min_size=6, max_size=6), min_size=1, max_size=4),
    missed=st.integers(1, 4),
)
def test_screened_full_and_by_hand_are_the_same(
    lives: list[list[int]], cash: list[int], dues: list[list[int]], missed: int
) -> None:
    gained = np.array(lives, dtype=np.int64).T.copy()
    due = np.array(dues, dtype=np.int64)
    screened, full = lived(gained, cash, due, missed), lived(gained, cash, due, missed, screened=False)
    for name in ("broken", "unpaid", "cash"):
        one, other = getattr(screened, name), getattr(full, name)
        assert one.dtype == other.dtype
        assert np.array_equal(one, other), name
    expected = by_hand(lives, cash, dues, missed)
    assert screened.broken.T.tolist() == [broken for broken, _, _ in expected]
    assert screened.unpaid.T.tolist() == [unpaid for _, unpaid, _ in expected]
    assert screened.cash.tolist() == [money for _, _, money in expected]


@pytest.mark.parametrize("name", ["C1-easy", "C2-tight", "C5-misconduct"])
def test_ten_thousand_lives_of_a_demo_case_are_bit_for_bit_those_of_the_full_run(name: str) -> None:
    case = read_case(demo.demo_bytes(name))
    numbers = assumed(case)
    for plan in propose(case, case.as_of).plans:
        gained = shocks(case, numbers, plan.on).gained[: len(plan.months)]
        dues = np.array([[month.payments[debt] for month in plan.months] for debt in paying_order(plan)])
        cash = cash_of(plan, numbers)
        screened, full = lived(gained, cash, dues), lived(gained, cash, dues, screened=False)
        for part in ("broken", "unpaid", "cash"):
            assert getattr(screened, part).tobytes() == getattr(full, part).tobytes()


def test_a_life_that_never_falls_short_pays_everything_and_is_counted(
    household: Maker, assuming: Assuming, instalments: Instalments
) -> None:
    case = household(balances=("36000", "12000"))
    found = breaches(instalments(case, 36), case, assuming(case))
    assert found.untouched == Share(1_000, 1_000)
    assert found.broken == {"D1": Share(0, 1_000), "D2": Share(0, 1_000)}


def test_the_last_in_the_order_breaks_first(household: Maker, assuming: Assuming, instalments: Instalments) -> None:
    # 1,200 is left; 1,000 and 333.33 are asked: the second is never paid in full
    case = household(living="8800", balances=("36000", "12000"))
    found = breaches(instalments(case, 36), case, assuming(case), missed=2)
    assert found.broken == {"D1": Share(0, 1_000), "D2": Share(1_000, 1_000)}
    assert found.months["D2"][1] == 1_000  # at the end of the second month in a row
    assert sum(found.months["D2"]) == 1_000


def test_plans_that_hold_more_often_leave_more_lives_untouched(
    household: Maker, assuming: Assuming, instalments: Instalments
) -> None:
    case = household(living="8900")
    numbers = assuming(case, incomes=(IncomeRisk(down_percent=20, up_percent=20, loss_percent=5),))
    for months in (36, 48, 60):
        plan = instalments(case, months)
        assert breaches(plan, case, numbers).untouched == resilience(plan, case, numbers).holds


def test_kept_debts_are_paid_before_rearranged_ones() -> None:
    case = read_case(demo.demo_bytes("C5-misconduct"))
    plan = propose(case, case.as_of).plans[0]
    # D1 has an agreement and D4 is paid as agreed; D2 and D3 are rearranged
    assert paying_order(plan) == ("D1", "D4", "D2", "D3")
    reordered = replace(case, debts=case.debts[::-1])
    assert set(paying_order(propose(reordered, case.as_of).plans[0])[:2]) == {"D1", "D4"}


def test_an_agreement_needs_a_month_that_can_be_missed(
    household: Maker, assuming: Assuming, instalments: Instalments
) -> None:
    case = household()
    with pytest.raises(ValueError, match="can be missed"):
        breaches(instalments(case, 12), case, assuming(case), missed=0)


def test_a_plan_whose_debts_all_come_first_breaks_nothing(
    household: Maker, assuming: Assuming, instalments: Instalments
) -> None:
    case = household()
    apart = replace(case, debts=(replace(case.debts[0], priority=True, contractual_monthly=Money.yuan(1000)),))
    found = breaches(instalments(apart, 12), apart, assuming(apart))
    assert found.broken == {}
    assert found.untouched.of == 1_000
