"""The interest lines of private lending and the fees of a court."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.errors import RepaybookError
from repaybook.law import NotInForceError
from repaybook.law.court_fees import filing_fee
from repaybook.law.lines import private_lines, transition_day
from repaybook.money import Money


def test_a_contract_of_june_2025_has_four_times_three_percent() -> None:
    (line,) = private_lines(date(2025, 6, 1), None)
    assert line.rate == Decimal("0.12")
    # 60,000 × 12 % / 12 = 600 a month, where 2 % a month = 1,200 is claimed
    assert Money.yuan(60_000).times(line.rate / 12) == Money.yuan(600)


def test_the_contract_of_march_2025_has_four_times_3_1_percent_on_what_was_received() -> None:
    (line,) = private_lines(date(2025, 3, 10), None)
    # 57,600 × 12.4 % / 12 = 595.20
    assert Money.yuan(57_600).times(line.rate / 12 if line.rate else 0) == Money.yuan("595.20")
    assert line.reference is not None
    assert line.reference.start == date(2024, 10, 21)


def test_an_older_contract_has_the_old_rate_until_the_change_and_then_the_lpr_of_the_filing_day() -> None:
    before, after = private_lines(date(2019, 1, 1), date(2026, 3, 1))
    assert (before.rate, before.end) == (Decimal("0.24"), date(2020, 8, 20))
    assert (after.start, after.rate, after.end) == (date(2020, 8, 20), Decimal("0.12"), None)


def test_without_a_filing_day_the_later_line_of_an_older_contract_is_not_known() -> None:
    before, after = private_lines(date(2019, 1, 1), None)
    assert before.rate == Decimal("0.24")
    assert after.rate is None


def test_the_day_of_the_change_belongs_to_the_new_rule() -> None:
    assert transition_day() == date(2020, 8, 20)
    (line,) = private_lines(date(2020, 8, 20), None)
    assert line.rate == Decimal("0.154")  # 4 × 3.85 %
    assert len(private_lines(date(2020, 8, 19), None)) == 2


def test_a_contract_older_than_the_old_rule_is_refused_by_name() -> None:
    with pytest.raises(NotInForceError):
        private_lines(date(2015, 8, 31), None)


@pytest.mark.parametrize(
    ("claim", "full", "halved", "payment_order"),
    [
        # 50 + 2.5 % of 76,000 = 1,950; half 975; a third 650
        ("86000", "1950", "975", "650"),
        ("30000", "550", "275", "183.33"),
        ("54000", "1150", "575", "383.33"),
        # 50 + 2.5 % of 90,000 + 2 % of 38,000 = 3,060
        ("138000", "3060", "1530", "1020"),
        ("10000", "50", "25", "16.67"),
        ("0", "50", "25", "16.67"),
    ],
)
def test_the_filing_fee_adds_its_brackets_up(claim: str, full: str, halved: str, payment_order: str) -> None:
    fee = filing_fee(Money.yuan(claim), date(2026, 11, 23))
    assert (fee.full, fee.halved, fee.payment_order) == (
        Money.yuan(full),
        Money.yuan(halved),
        Money.yuan(payment_order),
    )
    assert fee.rule.article == "第13条至第16条"


@given(
    lower=st.integers(0, 100_000_000),
    more=st.integers(0, 100_000),
)
def test_a_larger_claim_never_has_a_smaller_fee(lower: int, more: int) -> None:
    day = date(2026, 11, 23)
    higher = min(lower + more, 100_000_000)
    assert filing_fee(Money(lower), day).full <= filing_fee(Money(higher), day).full


def test_a_claim_above_the_table_is_refused_with_its_end() -> None:
    with pytest.raises(RepaybookError) as caught:
        filing_fee(Money.yuan(1_000_001), date(2026, 11, 23))
    assert caught.value.problems[0].values["limit"] == Money.yuan(1_000_000)


def test_a_claim_below_zero_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="below zero"):
        filing_fee(Money(-1), date(2026, 11, 23))
