"""Fees on the first sum, and settling them early."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.plans.flat import flat_instalments, settle_early

FIRST = date(2026, 12, 31)
FEE = Decimal("0.006")


def test_the_fee_stays_while_the_balance_falls() -> None:
    # 12,000 over 12 months at 0.60 %: 1,000 + 72, in all 12,864
    rows = flat_instalments(1_200_000, FEE, FIRST, 12)
    assert {row.total for row in rows} == {107_200}
    assert sum(row.total for row in rows) == 1_286_400


def test_the_fee_can_be_taken_with_the_first() -> None:
    rows = flat_instalments(1_200_000, FEE, FIRST, 12, fee_first=True)
    assert [row.interest for row in rows] == [86_400] + [0] * 11


def test_the_rate_can_change_on_the_way() -> None:
    rows = flat_instalments(300_000, [Decimal("0.01"), Decimal("0.005"), Decimal("0.005")], FIRST, 3)
    assert [row.total for row in rows] == [103_000, 101_500, 101_500]


@given(st.integers(1, 10**9), st.decimals(0, "0.02", places=4), st.integers(1, 60))
def test_a_flat_schedule_adds_up(principal: int, fee: Decimal, months: int) -> None:
    rows = flat_instalments(principal, fee, FIRST, months)
    assert len(rows) == months
    assert sum(row.principal for row in rows) == principal
    assert rows[-1].balance == 0
    assert min(row.balance for row in rows) >= 0
    assert len({row.interest for row in rows}) == 1


def test_settling_halfway_saves_the_fees_left_less_the_charge() -> None:
    # 10,000 over 12 at 0.60 %, 6 paid: 5,000 and 6 × 60 left, 1 % of 5,000 charged: 360 − 50 = 310
    settled = settle_early(flat_instalments(1_000_000, FEE, FIRST, 12), 6, Decimal("0.01"))
    assert (settled.principal, settled.fees, settled.charge, settled.saves) == (500_002, 36_000, 5_000, 31_000)


def test_settling_can_cost_more_than_it_saves() -> None:
    settled = settle_early(flat_instalments(1_000_000, FEE, FIRST, 12), 12, Decimal("0.01"))
    assert settled.saves == 0
    assert settle_early(flat_instalments(1_000_000, FEE, FIRST, 12), 11, Decimal("0.08")).saves < 0


@pytest.mark.parametrize("paid", [-1, 13])
def test_more_instalments_than_there_are_cannot_have_been_paid(paid: int) -> None:
    with pytest.raises(ValueError, match="cannot have been paid"):
        settle_early(flat_instalments(1_000_000, FEE, FIRST, 12), paid, Decimal(0))


@pytest.mark.parametrize(
    ("principal", "fees", "months"),
    [(0, FEE, 12), (1000, FEE, 0), (1000, [FEE], 2), (1000, Decimal("-0.01"), 2)],
)
def test_what_is_no_flat_schedule_is_wrong_use(principal: int, fees: Decimal | list[Decimal], months: int) -> None:
    with pytest.raises(ValueError, match="principal and a rate"):
        flat_instalments(principal, fees, FIRST, months)
