"""A pause in the principal, and arrears spread over what is to come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.plans.instalments import equal_instalments
from repaybook.plans.reschedule import pause, spread_arrears

FIRST = date(2026, 1, 31)


def test_a_pause_makes_the_term_longer_and_keeps_the_parts() -> None:
    rows = equal_instalments(300_000, Decimal(0), FIRST, 3)
    paused = pause(rows, date(2026, 2, 28), 2, Decimal(0))
    assert [row.principal for row in paused] == [100_000, 0, 0, 100_000, 100_000]
    assert [row.due for row in paused][3:] == [date(2026, 4, 30), date(2026, 5, 31)]


def test_interest_runs_on_in_a_pause() -> None:
    # 12,000 at 12 %: 1 % of 12,000 in the paused first month
    rows = equal_instalments(1_200_000, Decimal("0.12"), FIRST, 12)
    paused = pause(rows, FIRST, 1, Decimal("0.12"))
    assert (paused[0].principal, paused[0].interest, paused[0].balance) == (0, 12_000, 1_200_000)
    assert paused[1].interest == rows[0].interest
    assert [row.principal for row in paused[1:]] == [row.principal for row in rows]


def test_a_pause_starts_with_a_row() -> None:
    rows = equal_instalments(300_000, Decimal(0), FIRST, 3)
    for start, months in ((date(2026, 2, 1), 1), (FIRST, 0)):
        with pytest.raises(ValueError, match="no row"):
            pause(rows, start, months, Decimal(0))


def test_arrears_are_spread_in_whole_yuan_and_the_last_takes_the_rest() -> None:
    # 125 + 125 ÷ 2 = 187.50, down to 187; 375 − 187 = 188
    rows = equal_instalments(25_000, Decimal(0), FIRST, 2)
    assert [row.principal for row in spread_arrears(12_500, rows, unit=100)] == [18_700, 18_800]
    assert [row.principal for row in spread_arrears(12_500, rows)] == [18_750, 18_750]


@given(st.integers(0, 10**8), st.integers(1_000, 10**8), st.integers(1, 60), st.sampled_from([1, 100]))
def test_spread_arrears_add_up(arrears: int, principal: int, months: int, unit: int) -> None:
    rows = equal_instalments(principal, Decimal(0), FIRST, months)
    spread = spread_arrears(arrears, rows, unit=unit)
    assert sum(row.principal for row in spread) == principal + arrears
    assert spread[-1].balance == 0
    assert [row.due for row in spread] == [row.due for row in rows]


def test_arrears_need_rows_and_a_unit() -> None:
    rows = equal_instalments(25_000, Decimal(0), FIRST, 2)
    for arrears, onto, unit in ((-1, rows, 1), (1, (), 1), (1, rows, 0)):
        with pytest.raises(ValueError, match="spread"):
            spread_arrears(arrears, onto, unit=unit)
