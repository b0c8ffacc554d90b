"""A card nobody pays for half a year: interest and late fees by the worked practice figures."""

from __future__ import annotations

import pytest

from repaybook.plans.card_account import CardAccount
from repaybook.plans.owed import INTEREST, LATE_FEE, PRINCIPAL


def unpaid_card(*, this_month: bool) -> tuple[CardAccount, list[int]]:
    """Return 50,000 at 日万分之五 after six months of 30 days, and the late fee of each month, in fen."""
    card = CardAccount(
        parts=[5_000_000, 0, 0, 0, 0],
        daily_rate=(5, 10_000),
        compound=True,
        minimum_share=(1, 10),
        minimum_floor=0,
        late_fee_share=(1, 20),
        late_fee_on_this_month=this_month,
        allocation="interest_first",
    )
    fees = []
    for _ in range(6):
        before = card.parts[LATE_FEE]
        card.accrue(30)
        card.bill()
        card.pay(0)
        fees.append(card.parts[LATE_FEE] - before)
    return card, fees


@pytest.mark.parametrize("this_month", [False, True])
def test_interest_compounds_by_the_month_and_none_runs_on_late_fees(this_month: bool) -> None:
    # 750.00, 761.25, 772.67 … : 50,000 × 1.015⁶ − 50,000, posted in fen
    card, _ = unpaid_card(this_month=this_month)
    assert card.parts[PRINCIPAL] == 5_000_000
    assert card.parts[INTEREST] == 467_216


def test_late_fees_on_the_accumulated_minimum() -> None:
    # 5 % of 5,750.00, 11,011.25, 15,833.92 … : earlier unpaid minimum + 10 % of principal not billed + interest
    card, fees = unpaid_card(this_month=False)
    assert fees == [28_750, 55_056, 79_170, 101_316, 121_699, 140_501]
    assert sum(fees) == 526_492
    assert card.balance == 5_993_708


def test_late_fees_on_this_months_minimum_alone() -> None:
    # 5 % of 5,000 + the month's interest, each half up: 287.50, 288.06, 288.63 …
    card, fees = unpaid_card(this_month=True)
    assert fees[:3] == [28_750, 28_806, 28_863]
    assert sum(fees) == 173_360
    assert card.balance == 5_640_576
