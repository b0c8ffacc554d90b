"""Level payments in closed form, against the other libraries and against themselves."""

from __future__ import annotations

import math

import numpy_financial
import pytest
import pyxirr
from hypothesis import given
from hypothesis import strategies as st

from repaybook.errors import RateError
from repaybook.rates.annuity import interest_part, payment, periods_needed, present_worth, principal_part

rates = st.floats(0.0001, 0.05)
terms = st.integers(1, 120)
sums = st.floats(1, 1e7)


@given(rates, terms, sums, st.floats(-1e6, 1e6), st.booleans())
def test_a_payment_agrees_with_the_other_libraries(
    rate: float, months: int, present: float, future: float, due: bool
) -> None:
    ours = payment(rate, months, present, future, due=due)
    assert ours == pytest.approx(pyxirr.pmt(rate, months, present, future, pmt_at_beginning=due), rel=1e-9, abs=1e-6)
    theirs = float(numpy_financial.pmt(rate, months, present, future, "begin" if due else "end"))
    assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-6)


@given(rates, st.integers(2, 120), sums, st.booleans(), st.data())
def test_interest_and_principal_agree_with_pyxirr(
    rate: float, months: int, present: float, due: bool, data: st.DataObject
) -> None:
    # A payment on the first day holds no interest in any spreadsheet; pyxirr's PPMT counts some there.
    period = data.draw(st.integers(1 + due, months))
    theirs = pyxirr.ipmt(rate, period, months, present, pmt_at_beginning=due)
    assert interest_part(rate, period, months, present, due=due) == pytest.approx(theirs, rel=1e-6, abs=1e-6)
    theirs = pyxirr.ppmt(rate, period, months, present, pmt_at_beginning=due)
    assert principal_part(rate, period, months, present, due=due) == pytest.approx(theirs, rel=1e-6, abs=1e-6)


@given(rates, terms, sums, st.floats(-1e6, 1e6), st.booleans(), st.data())
def test_a_payment_is_its_interest_and_its_principal(
    rate: float, months: int, present: float, future: float, due: bool, data: st.DataObject
) -> None:
    period = data.draw(st.integers(1, months))
    parts = [part(rate, period, months, present, future, due=due) for part in (interest_part, principal_part)]
    assert sum(parts) == pytest.approx(payment(rate, months, present, future, due=due), rel=1e-9, abs=1e-6)


@given(st.floats(0, 0.2), terms, sums, st.booleans())
def test_the_parts_of_principal_add_up_to_the_loan(rate: float, months: int, present: float, due: bool) -> None:
    parts = [principal_part(rate, period, months, present, due=due) for period in range(1, months + 1)]
    assert math.fsum(parts) == pytest.approx(-present, rel=1e-9)


def test_a_long_term_at_a_high_rate_keeps_its_digits() -> None:
    # The textbook form loses them all here and gives −2,423 of interest.
    assert principal_part(0.1479, 297, 300, -270.51) == pytest.approx(23.0428012981328, rel=1e-12)
    assert interest_part(0.1479, 297, 300, -270.51) == pytest.approx(16.9656277018672, rel=1e-12)


@given(rates, terms, sums, st.booleans())
def test_the_number_of_payments_is_found_again(rate: float, months: int, present: float, due: bool) -> None:
    each = payment(rate, months, present, due=due)
    assert periods_needed(rate, each, present, due=due) == pytest.approx(months, rel=1e-6)


@given(rates, terms, sums, st.floats(-1e6, 1e6), st.booleans())
def test_the_worth_of_the_payments_is_what_they_repay(
    rate: float, months: int, present: float, future: float, due: bool
) -> None:
    each = payment(rate, months, present, future, due=due)
    assert present_worth(rate, months, each, future, due=due) == pytest.approx(present, rel=1e-9, abs=1e-5)


def test_1_433_33_a_month_carries_86_000_over_60_months_without_interest() -> None:
    assert present_worth(0, 60, -86_000 / 60) == pytest.approx(86_000)
    assert periods_needed(0, -2_000, 86_000) == 43


@pytest.mark.parametrize(
    ("rate", "each", "present"),
    [(0.015, -1_500, 100_000), (0.015, -1_000, 100_000), (0.0, 0.0, 100_000.0)],
)
def test_a_payment_not_above_the_interest_never_gets_there(rate: float, each: float, present: float) -> None:
    with pytest.raises(RateError) as refused:
        periods_needed(rate, each, present)
    assert refused.value.problems[0].key == "rates.problem.never_repaid"


@pytest.mark.parametrize(("rate", "months"), [(-1.0, 12), (-2.0, 12), (0.01, 0), (0.01, -1)])
def test_an_annuity_without_a_term_or_below_total_loss_is_wrong_use(rate: float, months: int) -> None:
    with pytest.raises(ValueError, match="no annuity"):
        payment(rate, months, 1000)


def test_a_period_outside_the_term_is_wrong_use() -> None:
    for period in (0, 13):
        with pytest.raises(ValueError, match="no period"):
            interest_part(0.01, period, 12, 1000)


def test_a_number_of_payments_below_total_loss_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="no annuity"):
        periods_needed(-1.0, -100, 1000)
