"""A card's statement: the worked practice figures, and what must hold for any purchases and payments."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.plans.cards import (
    InterestMethod,
    Posting,
    StatementInterest,
    Stretch,
    implied_share,
    late_fee,
    minimum_payment,
    statement_interest,
)

DAILY = Decimal("0.0005")
BOUGHT = date(2026, 10, 10)
DUE = date(2026, 11, 25)
NEXT = date(2026, 12, 5)


def interest(
    purchases: list[Posting],
    payments: list[Posting],
    method: InterestMethod,
    *,
    advances: list[Posting] | None = None,
    tolerance: int = 0,
    grace_days: int = 0,
) -> StatementInterest:
    return statement_interest(
        purchases,
        payments,
        due=DUE,
        next_statement=NEXT,
        daily_rate=DAILY,
        method=method,
        advances=advances or [],
        tolerance=tolerance,
        grace_days=grace_days,
    )


@pytest.mark.parametrize(
    ("yuan", "full", "unpaid", "fee"),
    [
        (1_000, 27_950, 25_650, 0),  # 10,000 × 46 + 9,000 × 11 days; 9,000 × 57 days
        (500, 28_225, 27_075, 2_500),  # 5 % of the 500 short of the minimum
        (9_900, 23_055, 285, 0),  # 230 + 100 × 11 days; 100 × 57 days
        (9_999, 23_001, 3, 0),  # 230.0055; 0.0285
        (10_000, 0, 0, 0),
    ],
)
def test_10_000_posted_46_days_before_it_is_due(yuan: int, full: int, unpaid: int, fee: int) -> None:
    purchases, payments = [Posting(BOUGHT, 1_000_000)], [Posting(DUE, yuan * 100)]
    assert interest(purchases, payments, InterestMethod.FULL).interest == full
    assert interest(purchases, payments, InterestMethod.UNPAID).interest == unpaid
    minimum = minimum_payment(1_000_000, share=Decimal("0.1"))
    assert late_fee(minimum, yuan * 100, Decimal("0.05")) == fee


def test_the_day_of_the_statement_is_counted_and_the_stretches_say_so() -> None:
    found = interest([Posting(BOUGHT, 1_000_000)], [Posting(DUE, 100_000)], InterestMethod.FULL)
    assert found.stretches == (Stretch(BOUGHT, 46, 1_000_000), Stretch(DUE, 11, 900_000))


def test_each_purchase_bears_interest_from_its_own_day_and_payments_settle_the_oldest() -> None:
    second = date(2026, 10, 20)
    found = interest([Posting(second, 50_000), Posting(BOUGHT, 50_000)], [Posting(DUE, 60_000)], InterestMethod.UNPAID)
    # 100 of the second purchase are settled: 400 from 20 October to 5 December, both counted: 47 days.
    assert found.stretches == (Stretch(second, 47, 40_000),)


def test_an_early_payment_counts_from_its_day() -> None:
    early = date(2026, 10, 31)
    found = interest([Posting(BOUGHT, 1_000_000)], [Posting(early, 400_000)], InterestMethod.FULL)
    assert found.stretches == (Stretch(BOUGHT, 21, 1_000_000), Stretch(early, 36, 600_000))


def test_a_late_payment_counts_from_its_day_under_both_methods() -> None:
    late = date(2026, 12, 1)
    for method in InterestMethod:
        found = interest([Posting(BOUGHT, 1_000_000)], [Posting(late, 1_000_000)], method)
        assert found.stretches == (Stretch(BOUGHT, 52, 1_000_000),)  # 10 October to 30 November


def test_a_payment_after_the_statement_is_the_next_ones() -> None:
    for method in InterestMethod:
        found = interest([Posting(BOUGHT, 1_000_000)], [Posting(date(2026, 12, 6), 1_000_000)], method)
        assert found.stretches == (Stretch(BOUGHT, 57, 1_000_000),)


def test_a_small_shortfall_within_the_tolerance_costs_nothing() -> None:
    purchases, payments = [Posting(BOUGHT, 1_000_000)], [Posting(DUE, 999_000)]
    assert interest(purchases, payments, InterestMethod.FULL, tolerance=1_000).interest == 0
    assert interest(purchases, payments, InterestMethod.FULL, tolerance=999).interest > 0


def test_a_payment_within_the_days_of_grace_is_in_time() -> None:
    purchases, payments = [Posting(BOUGHT, 1_000_000)], [Posting(DUE + timedelta(days=3), 1_000_000)]
    assert interest(purchases, payments, InterestMethod.FULL, grace_days=3).interest == 0
    assert interest(purchases, payments, InterestMethod.FULL, grace_days=2).interest > 0


def test_cash_bears_interest_even_where_everything_is_paid() -> None:
    found = interest([], [Posting(DUE, 100_000)], InterestMethod.UNPAID, advances=[Posting(BOUGHT, 100_000)])
    # 1,000 × 46 days × 0.05 %
    assert found.interest == 2_300


postings = st.lists(
    st.builds(Posting, st.dates(BOUGHT, date(2026, 11, 5)), st.integers(1, 10**7)), min_size=1, max_size=6
)
payments_made = st.lists(st.builds(Posting, st.dates(BOUGHT, NEXT), st.integers(1, 10**7)), max_size=6)


@given(postings, payments_made)
def test_on_the_unpaid_part_alone_never_costs_more(purchases: list[Posting], payments: list[Posting]) -> None:
    full = interest(purchases, payments, InterestMethod.FULL)
    assert interest(purchases, payments, InterestMethod.UNPAID).interest <= full.interest


@given(postings, payments_made, st.dates(BOUGHT, NEXT), st.integers(1, 10**7), st.sampled_from(InterestMethod))
def test_another_payment_never_costs_more(
    purchases: list[Posting], payments: list[Posting], on: date, amount: int, method: InterestMethod
) -> None:
    more = interest(purchases, [*payments, Posting(on, amount)], method)
    assert more.interest <= interest(purchases, payments, method).interest


@given(postings, payments_made)
def test_full_interest_is_that_of_the_balance_of_every_day(purchases: list[Posting], payments: list[Posting]) -> None:
    found = interest(purchases, payments, InterestMethod.FULL)
    paid_by_due = sum(payment.amount for payment in payments if payment.day <= DUE)
    bought = sum(purchase.amount for purchase in purchases)
    expected = 0
    for offset in range((NEXT - BOUGHT).days + 1):
        day = BOUGHT + timedelta(days=offset)
        for number, purchase in enumerate(sorted(purchases)):
            older = sum(each.amount for each in sorted(purchases)[:number])
            paid = sum(payment.amount for payment in payments if payment.day <= day)
            if purchase.day <= day:
                expected += min(purchase.amount, max(0, purchase.amount - max(0, paid - older)))
    if paid_by_due >= bought:
        expected = 0
    assert sum(stretch.balance * stretch.days for stretch in found.stretches) == expected


def test_a_minimum_adds_instalments_fees_interest_and_what_was_missed_in_full() -> None:
    # 10 % of 8,000 + 500 + 20 + 100 + 1,000
    minimum = minimum_payment(
        1_000_000,
        share=Decimal("0.1"),
        principal=800_000,
        instalments=50_000,
        fees=2_000,
        interest=10_000,
        unpaid_minimum=100_000,
    )
    assert minimum == 80_000 + 50_000 + 2_000 + 10_000 + 100_000


def test_without_a_principal_the_share_is_of_what_is_not_due_in_full() -> None:
    # 5 % of (10,000 − 500) + 500
    assert minimum_payment(1_000_000, share=Decimal("0.05"), instalments=50_000) == 97_500


def test_a_minimum_has_a_floor_and_is_never_more_than_the_balance() -> None:
    assert minimum_payment(60_000, share=Decimal("0.05"), floor=5_000) == 5_000
    assert minimum_payment(3_000, share=Decimal("0.05"), floor=5_000) == 3_000


def test_the_share_of_a_bill_can_be_read_from_it() -> None:
    # 327.15 of 6,542.97
    assert implied_share(654_297, 32_715) == Decimal("0.05")


def test_paying_the_minimum_leaves_no_late_fee() -> None:
    assert late_fee(100_000, 100_000, Decimal("0.05")) == 0
    assert late_fee(100_000, 200_000, Decimal("0.05")) == 0
