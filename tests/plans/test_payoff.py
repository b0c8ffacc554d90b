"""Several debts with one amount a month: the published answers, and what must hold for any debts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.errors import PlanError
from repaybook.plans.paid_down import pay_down
from repaybook.plans.payoff import Order, PayoffDebt, pay_off


def debt(name: str, yuan: int, rate: str, minimum: int) -> PayoffDebt:
    return PayoffDebt(id=name, balance=yuan * 100, annual_rate=Decimal(rate), minimum=minimum * 100)


CARD = debt("A", 30_000, "0.1825", 1_500)
ONLINE = debt("B", 20_000, "0.24", 1_200)
LOAN = debt("C", 50_000, "0.12", 1_700)
FAMILY = debt("D", 10_000, "0", 500)
FOUR = (CARD, ONLINE, LOAN, FAMILY)

debts = st.lists(
    st.tuples(st.integers(0, 10**7), st.decimals(0, "0.24", places=4), st.integers(200_000, 500_000)),
    min_size=0,
    max_size=6,
).map(
    lambda drawn: [
        PayoffDebt(id=f"D{number}", balance=balance, annual_rate=rate, minimum=minimum)
        for number, (balance, rate, minimum) in enumerate(drawn)
    ]
)


@pytest.mark.parametrize(("order", "interest"), [(Order.AVALANCHE, 1_439_543), (Order.SNOWBALL, 1_585_226)])
def test_four_debts_with_1_000_extra_end_after_22_months(order: Order, interest: int) -> None:
    # 14,395.43 and 15,852.26, posted in whole fen; three independent implementations agree to a fen.
    found = pay_off(FOUR, 100_000, order)
    assert (len(found.months), found.interest) == (22, interest)
    assert found.paid == 11_000_000 + interest


def test_minimums_alone_take_36_months_and_cost_20_120_43() -> None:
    found = pay_off(FOUR, 0, rolled=False)
    assert (len(found.months), found.interest) == (36, 2_012_043)


def test_the_same_budget_is_paid_every_month_but_the_last() -> None:
    found = pay_off(FOUR, 100_000)
    paid = [sum(step.payment for step in month) for month in found.months]
    assert set(paid[:-1]) == {590_000}
    assert paid[-1] <= 590_000


def test_the_highest_rate_and_the_smallest_balance_end_first() -> None:
    dear, small = pay_off(FOUR, 100_000, Order.AVALANCHE), pay_off(FOUR, 100_000, Order.SNOWBALL)
    assert dear.finished("B") < small.finished("B")
    assert small.finished("D") < dear.finished("D")


def test_minimums_that_are_not_rolled_go_back_to_the_household() -> None:
    found = pay_off(FOUR, 0, rolled=False)
    for each in FOUR:
        alone = pay_down(each.balance, each.annual_rate / 12, each.minimum)
        assert found.finished(each.id) == len(alone.months)


def test_a_debt_without_interest_is_no_trouble() -> None:
    # 1,000 at 100 a month
    found = pay_off([debt("A", 1_000, "0", 100)], 0)
    assert (len(found.months), found.interest, found.paid) == (10, 0, 100_000)


def test_what_is_left_of_a_last_payment_goes_to_the_next_debt_in_the_same_month() -> None:
    found = pay_off([debt("A", 100, "0", 80), debt("B", 1_000, "0", 50)], 0)
    # Month 2: 20 ends A, and 60 more go to B.
    assert [step.payment for step in found.months[1]] == [2_000, 11_000]


def test_a_last_month_can_be_free_and_the_waiver_is_told() -> None:
    charged = pay_off([debt("A", 1_000, "0.12", 510)], 0)
    free = pay_off([debt("A", 1_000, "0.12", 510)], 0, last_month_free=True)
    # 1,000 + 10 − 510 = 500; its 5 of interest are charged, or waived.
    assert (charged.interest, charged.waived) == (1_500, 0)
    assert (free.interest, free.waived) == (1_000, 500)
    assert free.paid == 100_000 + 1_000


def test_paying_exactly_the_balance_waives_nothing_by_itself() -> None:
    # 500 pays the balance of the month's start but not its interest of 5: that is the next month's.
    found = pay_off([debt("A", 500, "0.12", 500)], 0)
    assert [step.payment for month in found.months for step in month] == [50_000, 505]


@given(debts, st.integers(0, 300_000), st.sampled_from(Order), st.booleans(), st.booleans())
def test_money_is_conserved_and_no_balance_is_below_nothing(
    owed: list[PayoffDebt], extra: int, order: Order, rolled: bool, free: bool
) -> None:
    found = pay_off(owed, extra, order, rolled=rolled, last_month_free=free)
    assert found.paid == sum(each.balance for each in owed) + found.interest
    for month in found.months:
        for step in month:
            assert step.start + step.interest - step.payment == step.end >= 0
    if owed and found.months:
        assert not any(step.end for step in found.months[-1])


@given(debts, st.integers(0, 300_000), st.sampled_from(Order), st.data())
def test_the_order_in_which_debts_are_told_changes_nothing(
    owed: list[PayoffDebt], extra: int, order: Order, data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(owed))
    one, other = pay_off(owed, extra, order), pay_off(mixed, extra, order)
    assert (len(one.months), one.interest) == (len(other.months), other.interest)
    assert {each.id: one.finished(each.id) for each in owed} == {each.id: other.finished(each.id) for each in owed}


@given(debts, st.integers(0, 300_000), st.integers(1_000, 100_000))
def test_more_a_month_never_ends_later(owed: list[PayoffDebt], extra: int, more: int) -> None:
    assert len(pay_off(owed, extra + more).months) <= len(pay_off(owed, extra).months)


@given(debts, st.integers(0, 300_000))
def test_the_highest_rate_first_costs_least_but_for_rounding(owed: list[PayoffDebt], extra: int) -> None:
    dear, small = pay_off(owed, extra, Order.AVALANCHE), pay_off(owed, extra, Order.SNOWBALL)
    assert dear.interest <= small.interest + len(owed) * len(small.months)


def test_debts_that_grow_faster_than_they_are_paid_are_refused_by_name() -> None:
    with pytest.raises(PlanError) as refused:
        pay_off([debt("A", 100_000, "0.24", 2_000)], 0)
    (problem,) = refused.value.problems
    assert (problem.key, problem.values) == ("rates.problem.not_within_years", {"years": 100})


def test_no_debts_take_no_month() -> None:
    assert pay_off([], 1_000).months == ()
    nothing = pay_off([debt("A", 0, "0.1", 100)], 0)
    assert (nothing.months, nothing.finished("A")) == ((), 0)


def test_wrong_use_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        pay_off([CARD], -1)
    with pytest.raises(ValueError, match="id of its own"):
        pay_off([CARD, CARD], 0)
