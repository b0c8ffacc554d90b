"""Minimum payments and fixed amounts until nothing is left."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from repaybook.errors import PlanError
from repaybook.plans.paid_down import MinimumBase, MinimumRule, pay_down

DAILY = Decimal("0.0005")


@pytest.mark.parametrize(("share", "months", "yuan"), [("0.05", 85, 8_974), ("0.10", 47, 4_524)])
def test_minimum_payments_alone_take_years(share: str, months: int, yuan: int) -> None:
    # 30,000, months of 30.4 days, max(50, share of the balance) + interest, until less than 100 is left.
    rule = MinimumRule(Decimal(share), 5_000, MinimumBase.PLUS_INTEREST)
    found = pay_down(3_000_000, DAILY * Decimal("30.4"), rule, stop_below=10_000)
    assert len(found.months) == months
    assert round(found.interest / 100) == yuan


@pytest.mark.parametrize(
    ("base", "minimum"),
    [
        (MinimumBase.BEFORE_INTEREST, 50_00),  # 5 % of 1,000
        (MinimumBase.AFTER_INTEREST, 51_00),  # 5 % of 1,020
        (MinimumBase.PLUS_INTEREST, 70_00),  # 50 + 20
        (MinimumBase.WITH_INTEREST, 70_00),
    ],
)
def test_a_minimum_depends_on_what_its_share_is_of(base: MinimumBase, minimum: int) -> None:
    assert MinimumRule(Decimal("0.05"), 10_00, base).of(1_000_00, 20_00) == minimum


@pytest.mark.parametrize(
    ("base", "minimum"),
    [
        (MinimumBase.BEFORE_INTEREST, 100_00),
        (MinimumBase.AFTER_INTEREST, 100_00),
        (MinimumBase.PLUS_INTEREST, 120_00),  # the floor, and the interest on top
        (MinimumBase.WITH_INTEREST, 100_00),
    ],
)
def test_a_floor_stands_where_its_base_says(base: MinimumBase, minimum: int) -> None:
    assert MinimumRule(Decimal("0.05"), 100_00, base).of(1_000_00, 20_00) == minimum


def test_a_minimum_is_never_more_than_is_owed() -> None:
    assert MinimumRule(Decimal("0.05"), 100_00, MinimumBase.PLUS_INTEREST).of(30_00, 50) == 30_50


@given(st.integers(1, 10**8), st.fractions(0, Fraction(3, 100)), st.integers(1, 10**6))
def test_what_is_paid_is_the_balance_and_its_interest(balance: int, rate: Fraction, payment: int) -> None:
    assume(payment > balance * rate + 1)
    found = pay_down(balance, rate, payment, most=2_000)
    left = found.months[-1].balance
    assert found.paid + left == balance + found.interest
    assert left >= 0
    if len(found.months) < 2_000:
        assert left == 0


@given(st.integers(10_000, 10**8), st.integers(10_000, 10**6), st.integers(1, 10**6))
def test_paying_more_never_takes_longer(balance: int, payment: int, more: int) -> None:
    rate = Fraction(1, 1_000)
    if payment > balance * rate:
        longer = pay_down(balance, rate, payment)
        assert len(pay_down(balance, rate, payment + more).months) <= len(longer.months)


@pytest.mark.parametrize("payment", [0, 1_000, 1_500])
def test_a_payment_not_above_the_interest_is_refused_by_name(payment: int) -> None:
    # 1.5 % of 1,000.00
    with pytest.raises(PlanError) as refused:
        pay_down(100_000, Decimal("0.015"), payment)
    assert refused.value.problems[0].key == "rates.problem.never_repaid"


def test_nothing_owed_takes_no_month() -> None:
    assert pay_down(0, DAILY, 100).months == ()


@pytest.mark.parametrize(("balance", "rate", "below"), [(-1, 0, 1), (1, -1, 1), (1, 0, 0)])
def test_what_cannot_be_paid_down_is_wrong_use(balance: int, rate: int, below: int) -> None:
    with pytest.raises(ValueError, match="paid down"):
        pay_down(balance, Fraction(rate), 100, stop_below=below)
