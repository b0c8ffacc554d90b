"""Extra payments: what they change, and that they never cost more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.plans.instalments import equal_instalments, equal_principal
from repaybook.plans.prepay import Extra, Method, Then, with_extras

FIRST = date(2026, 1, 31)
RATE = Decimal("0.0456")

loans = st.tuples(st.integers(100_000, 10**9), st.decimals(0, "0.36", places=4), st.integers(2, 60))
kinds = st.tuples(st.sampled_from(Then), st.sampled_from(Method))


def test_without_extras_the_schedules_are_the_usual_ones() -> None:
    level = with_extras(50_000_032, RATE, FIRST, 32, {})
    assert tuple(early.row for early in level) == equal_instalments(50_000_032, RATE, FIRST, 32)
    parts = with_extras(50_000_032, RATE, FIRST, 32, {}, method=Method.EQUAL_PRINCIPAL)
    assert tuple(early.row for early in parts) == equal_principal(50_000_032, RATE, FIRST, 32)


def test_an_extra_lowers_the_instalments_that_follow() -> None:
    # 500,000.32 at 4.56 % over 32, 50,000 with the sixth: 16,623.89, then 14,600.60
    paid = with_extras(50_000_032, RATE, FIRST, 32, {6: Extra(5_000_000, Then.LOWER_INSTALMENT)})
    assert (paid[5].row.total, paid[6].row.total, len(paid)) == (6_662_389, 1_460_060, 32)


def test_an_extra_shortens_the_term() -> None:
    paid = with_extras(50_000_032, RATE, FIRST, 32, {6: Extra(5_000_000, Then.SHORTER_TERM)})
    assert paid[6].row.total == 1_662_389
    assert len(paid) < 32


def test_an_extra_is_never_more_than_is_owed() -> None:
    paid = with_extras(100_000, Decimal(0), FIRST, 10, {3: Extra(1_000_000, Then.SHORTER_TERM)})
    assert [early.row.principal for early in paid] == [10_000, 10_000, 80_000]
    assert paid[-1].extra == 70_000


@given(loans, kinds, st.integers(0, 10**8), st.integers(1, 60))
def test_it_adds_up_and_costs_no_more_than_without(
    loan: tuple[int, Decimal, int], kind: tuple[Then, Method], amount: int, number: int
) -> None:
    then, method = kind
    without = with_extras(*loan[:2], FIRST, loan[2], {}, method=method)
    paid = with_extras(*loan[:2], FIRST, loan[2], {number: Extra(amount, then)}, method=method)
    assert sum(early.row.principal for early in paid) == loan[0]
    assert paid[-1].row.balance == 0
    assert min(early.row.balance for early in paid) >= 0
    assert len(paid) <= len(without)
    # A fen of rounding a month may go the other way.
    assert sum(early.row.interest for early in paid) <= sum(early.row.interest for early in without) + len(without)


def test_drawing_is_no_extra_payment() -> None:
    with pytest.raises(ValueError, match="not drawn"):
        with_extras(100_000, Decimal(0), FIRST, 10, {3: Extra(-1, Then.SHORTER_TERM)})
