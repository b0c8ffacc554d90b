"""Schedules by the month: exact in fen, adding up, ending at nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repaybook.errors import PlanError
from repaybook.money import Money
from repaybook.plans.instalments import (
    bullet,
    due_days,
    equal_instalments,
    equal_principal,
    interest_only,
    level_instalment,
    period_ratio,
)
from repaybook.plans.model import Row
from repaybook.texts import LANGS, say

MONTH_END = date(2026, 1, 31)
principals = st.integers(1, 10**10)
rates = st.decimals(0, "0.36", places=4)
terms = st.integers(1, 120)


def half_up(exact: Fraction) -> int:
    return floor(exact + Fraction(1, 2))


def exact_level(principal: int, rate: Fraction, months: int) -> int:
    """The annuity formula in exact rationals, rounded once: an independent way to the same figure."""
    if rate == 0:
        return half_up(Fraction(principal, months))
    return half_up(principal * rate / (1 - (1 + rate) ** -months))


def exact_rows(principal: int, annual_rate: Decimal, months: int) -> list[tuple[int, int, int]]:
    """Principal, interest and balance of each row in exact rationals, half up to the fen."""
    rate = Fraction(annual_rate) / 12
    level, balance, rows = exact_level(principal, rate, months), principal, []
    for number in range(1, months + 1):
        interest = half_up(balance * rate)
        part = balance if number == months or level - interest > balance else level - interest
        balance -= part
        rows.append((part, interest, balance))
    return rows


def adds_up(rows: Sequence[Row], principal: int) -> bool:
    """Return whether the parts make up the principal, each balance follows from the last, and the end is nothing."""
    balances = [principal, *[row.balance for row in rows]]
    return (
        sum(row.principal for row in rows) == principal
        and all(row.principal == before - row.balance for before, row in zip(balances, rows, strict=False))
        and rows[-1].balance == 0
        and min(balances) >= 0
    )


@pytest.mark.parametrize(
    ("months", "yuan"), [(12, "7166.67"), (24, "3583.33"), (36, "2388.89"), (48, "1791.67"), (60, "1433.33")]
)
def test_86_000_without_interest_is_a_share_a_month(months: int, yuan: str) -> None:
    # 86,000 ÷ 12, 24, 36, 48, 60
    assert level_instalment(8_600_000, Decimal(0), months) == Money.yuan(yuan).fen


def test_86_000_at_18_25_percent_over_60_months_is_2_195_55() -> None:
    assert level_instalment(8_600_000, Decimal("0.1825"), 60) == 219_555


def test_20_000_at_18_percent_over_12_months_is_1_833_60_a_month() -> None:
    # In all 12 × 1,833.60 − 20,000 = 2,003.20, less what the last instalment saves by rounding.
    rows = equal_instalments(2_000_000, Decimal("0.18"), MONTH_END, 12)
    assert {row.total for row in rows[:-1]} == {183_360}
    assert sum(row.interest for row in rows) == 200_320 - (183_360 - rows[-1].total)
    # After three: 300.00, 277.00, 253.65 of interest; 20,000 + 830.65 − 3 × 1,833.60 = 15,329.85; 229.95 in the fourth.
    assert (rows[2].balance, rows[3].interest, rows[3].principal) == (1_532_985, 22_995, 160_365)


def test_the_last_instalment_without_interest_takes_what_is_left() -> None:
    # 59 × 1,433.33 = 84,566.47; 86,000 − 84,566.47 = 1,433.53
    rows = equal_instalments(8_600_000, Decimal(0), MONTH_END, 60)
    assert {row.total for row in rows[:-1]} == {143_333}
    assert rows[-1].total == 143_353


def test_month_ends_step_from_the_first_day() -> None:
    days = [row.due for row in equal_instalments(120_000, Decimal(0), MONTH_END, 4)]
    assert days == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


@settings(max_examples=60)
@given(st.integers(100_000, 10**10), rates, st.integers(1, 60))
def test_every_cell_is_the_exact_rational_rounded_once(principal: int, annual_rate: Decimal, months: int) -> None:
    rows = equal_instalments(principal, annual_rate, MONTH_END, months)
    expected = exact_rows(principal, annual_rate, months)
    assert [(row.principal, row.interest, row.balance) for row in rows] == expected[: len(rows)]


@given(principals, rates, terms)
def test_a_level_schedule_adds_up_and_ends(principal: int, annual_rate: Decimal, months: int) -> None:
    rows = equal_instalments(principal, annual_rate, MONTH_END, months)
    assert adds_up(rows, principal)
    assert len(rows) <= months
    level = max(row.total for row in rows[:-1]) if len(rows) > 1 else rows[0].total
    assert all(row.total == level for row in rows[:-1])
    assert rows[-1].total <= 2 * level


@given(principals, rates, terms)
def test_equal_parts_of_principal_add_up_and_end(principal: int, annual_rate: Decimal, months: int) -> None:
    for evened in (False, True):
        rows = equal_principal(principal, annual_rate, MONTH_END, months, evened=evened)
        assert adds_up(rows, principal)
        assert len(rows) <= months
        assert all(later.interest <= earlier.interest for earlier, later in pairwise(rows))


@given(st.integers(1_000, 10**10), st.integers(1, 120))
def test_evened_parts_differ_by_a_fen_at_most(principal: int, months: int) -> None:
    parts = [row.principal for row in equal_principal(principal, Decimal(0), MONTH_END, months, evened=True)]
    assert max(parts) - min(parts) <= 1


@given(principals, rates, terms)
def test_interest_only_pays_the_principal_last(principal: int, annual_rate: Decimal, months: int) -> None:
    rows = interest_only(principal, annual_rate, MONTH_END, months)
    assert adds_up(rows, principal)
    assert len(rows) == months
    assert len({row.interest for row in rows}) == 1
    assert rows[-1].principal == principal


@given(st.integers(10_000, 10**9), rates, st.integers(2, 119))
def test_a_longer_term_never_asks_more_a_month(principal: int, annual_rate: Decimal, months: int) -> None:
    assert level_instalment(principal, annual_rate, months + 1) <= level_instalment(principal, annual_rate, months)


@given(st.integers(10_000, 10**9), rates, terms)
def test_a_higher_rate_never_asks_less(principal: int, annual_rate: Decimal, months: int) -> None:
    higher = level_instalment(principal, annual_rate + Decimal("0.01"), months)
    assert higher >= level_instalment(principal, annual_rate, months)


def test_first_and_last_of_equal_parts_of_principal() -> None:
    # 1,000,000 at 4.9 % over 360: 2,777.78 + 4,083.33 = 6,861.11; a month less is 2,777.78 × 0.049 ÷ 12 = 11.34
    rows = equal_principal(100_000_000, Decimal("0.049"), MONTH_END, 360)
    assert (rows[0].total, rows[0].total - rows[1].total) == (686_111, 1_134)
    # 359 × 2,777.78 = 997,223.02
    assert rows[-1].principal == 100_000_000 - 99_722_302


def test_a_balloon_is_due_with_the_last_part() -> None:
    rows = equal_principal(1_000_000, Decimal(0), MONTH_END, 4, balloon=400_000)
    assert [row.principal for row in rows] == [150_000, 150_000, 150_000, 550_000]


def test_a_balloon_lowers_a_level_instalment_to_its_interest_at_least() -> None:
    # 200,000 at 6 %, 180 months, 142,097.69 left: 1,199.10 (the seventh example of the European Commission)
    level = level_instalment(20_000_000, Decimal("0.06"), 180, balloon=14_209_769)
    assert level == 119_910


def test_some_lenders_round_up_to_the_yuan() -> None:
    # 280,000 at 8.4 % over 20: 15,051.17 …
    assert level_instalment(28_000_000, Decimal("0.084"), 20, round_up_to=100) == 1_505_200


def test_all_at_the_end_bears_simple_interest() -> None:
    # 10,000 × 12 % × 6 ÷ 12 = 600
    (row,) = bullet(1_000_000, Decimal("0.12"), MONTH_END, 6)
    assert (row.principal, row.interest, row.total, row.balance) == (1_000_000, 60_000, 1_060_000, 0)


def test_an_agreed_instalment_that_pays_more_ends_sooner() -> None:
    rows = equal_instalments(1_000_000, Decimal(0), MONTH_END, 60, instalment=300_000)
    assert [row.total for row in rows] == [300_000, 300_000, 300_000, 100_000]


def test_an_agreed_instalment_that_pays_less_leaves_the_rest_to_the_last() -> None:
    rows = equal_instalments(1_000_000, Decimal("0.12"), MONTH_END, 3, instalment=20_000)
    # 10,000 + 100 − 200 = 9,900; + 99 − 200 = 9,799; + 97.99
    assert [row.balance for row in rows] == [990_000, 979_900, 0]
    assert rows[-1].total == 979_900 + 9_799


def test_an_agreed_instalment_below_the_interest_is_refused_with_both_figures() -> None:
    with pytest.raises(PlanError) as refused:
        equal_instalments(10_000_000, Decimal("0.18"), MONTH_END, 60, instalment=150_000)
    (problem,) = refused.value.problems
    assert problem.values == {"instalment": Money(150_000), "interest": Money(150_000)}
    assert all(say(lang, problem.key, **problem.values) for lang in LANGS)


def test_36_percent_over_600_months_ends_and_does_not_pile_up_at_the_end() -> None:
    # The exact instalment is 30.0000006 on 1,000; rounded to 30.00 it would only ever pay interest.
    rows = equal_instalments(100_000, Decimal("0.36"), MONTH_END, 600)
    assert adds_up(rows, 100_000)
    assert {row.total for row in rows[:-1]} == {3_001}
    assert rows[-1].total <= 3_001


def test_a_debt_of_one_fen_is_paid_at_once() -> None:
    (row,) = equal_instalments(1, Decimal("0.36"), MONTH_END, 60)
    assert (row.principal, row.interest, row.balance) == (1, 0, 0)


def test_quarters_and_years_step_by_their_months() -> None:
    rows = equal_instalments(1_000_000, Decimal("0.08"), MONTH_END, 2, per_year=4)
    # 10,000 × 8 % ÷ 4 = 200
    assert (rows[0].interest, rows[1].due) == (20_000, date(2026, 4, 30))
    assert due_days(MONTH_END, 2, 12)[1] == date(2027, 1, 31)


def test_a_rate_is_kept_exactly() -> None:
    # 18.25 % ÷ 12 = 73 ÷ 4,800
    assert period_ratio(Decimal("0.1825")) == (73, 4_800)
    assert period_ratio(Decimal(0)) == (0, 1)


@pytest.mark.parametrize(
    ("rate", "per_year"),
    [(Decimal("-0.01"), 12), (Decimal("NaN"), 12), (Decimal("Infinity"), 12), (Decimal("0.1"), 0)],
)
def test_what_is_no_rate_is_wrong_use(rate: Decimal, per_year: int) -> None:
    with pytest.raises(ValueError, match="not a rate"):
        period_ratio(rate, per_year)


@pytest.mark.parametrize(("principal", "months"), [(0, 12), (-1, 12), (1000, 0), (1000, -3)])
def test_a_schedule_without_principal_or_term_is_wrong_use(principal: int, months: int) -> None:
    for schedule in (equal_instalments, equal_principal, interest_only, bullet):
        with pytest.raises(ValueError, match="principal and a period"):
            schedule(principal, Decimal(0), MONTH_END, months)


@pytest.mark.parametrize(("per_year", "second"), [(52, date(2026, 2, 7)), (26, date(2026, 2, 14))])
def test_weeks_step_by_their_days(per_year: int, second: date) -> None:
    rows = equal_instalments(1_000_000, Decimal("0.052"), MONTH_END, 10, per_year=per_year)
    # 10,000 × 5.2 % ÷ 52 or 26
    assert (rows[0].interest, rows[1].due) == (52_000 // per_year, second)


@pytest.mark.parametrize("per_year", [0, 5, 24, 365])
def test_periods_that_are_no_whole_months_or_weeks_are_wrong_use(per_year: int) -> None:
    with pytest.raises(ValueError, match="periods a year"):
        equal_instalments(1000, Decimal(0), MONTH_END, 12, per_year=per_year)


def test_a_balloon_of_everything_or_no_unit_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="balloon"):
        level_instalment(1000, Decimal(0), 12, balloon=1000)
    with pytest.raises(ValueError, match="balloon"):
        equal_principal(1000, Decimal(0), MONTH_END, 12, balloon=-1)
    with pytest.raises(ValueError, match="unit"):
        level_instalment(1000, Decimal(0), 12, round_up_to=0)
