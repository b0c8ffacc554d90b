"""An offer from its creditor's side: worth to the fen, and no figure that nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

import numpy_financial as npf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook import demo
from repaybook.case.model import CaseFile, Offer, OfferKind, Plan
from repaybook.case.read import read_case
from repaybook.errors import PlanError
from repaybook.money import Money
from repaybook.plans import propose
from repaybook.plans.creditor_value import creditor_reading, creditor_view, present_value
from repaybook.plans.model import Projection
from repaybook.plans.projection import project
from repaybook.texts import LANGS, Lang, catalogue
from repaybook.texts.figures import tell

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def couple() -> CaseFile:
    return read_case(demo.demo_bytes("C2-tight"))


def with_first(case: CaseFile, offer: Offer) -> Projection:
    kept = tuple(Offer(debt=debt.id, kind=OfferKind.KEEP) for debt in case.debts if debt.id != offer.debt)
    return project(case, Plan(id="p", offers=(offer, *kept)), ON)


def test_an_annuity_is_worth_what_its_formula_says() -> None:
    # 1,000 at the end of each of 60 months at 12 % a year: 1,000 × (1 − 1.01^−60) ÷ 0.01 = 44,955.04
    assert present_value([(month, 100_000) for month in range(1, 61)], Decimal("0.12")) == 4_495_504


@given(
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 10**9)), max_size=20),
    st.decimals(min_value=0, max_value=1, places=4),
)
def test_present_values_are_exact_until_one_rounding(payments: list[tuple[int, int]], rate: Decimal) -> None:
    month = 1 + Fraction(rate) / 12
    exact = sum((Fraction(fen) / month**months for months, fen in payments), Fraction(0))
    assert present_value(payments, rate) == floor(exact + Fraction(1, 2))


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=60), st.integers(1, 50))
def test_present_values_agree_with_numpy_financial(paid: list[int], percent: int) -> None:
    rate = Decimal(percent) / 100
    theirs = npf.npv(float(rate) / 12, [0, *paid])
    assert abs(present_value(list(enumerate(paid, 1)), rate) - theirs) < 1


@given(
    st.lists(st.integers(0, 10**7), min_size=1, max_size=60),
    st.decimals(min_value=0, max_value=1, places=3),
    st.decimals(min_value=0, max_value=1, places=3),
)
def test_a_higher_rate_never_makes_later_money_worth_more(paid: list[int], one: Decimal, other: Decimal) -> None:
    payments = list(enumerate(paid, 1))
    low, high = sorted((one, other))
    assert present_value(payments, high) <= present_value(payments, low) <= sum(paid)


def test_interest_free_instalments_at_no_rate_give_up_the_contracts_interest(couple: CaseFile) -> None:
    offer = Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=60, annual_rate=Decimal(0))
    view = creditor_view(with_first(couple, offer), "D1", couple, Decimal(0))
    assert (view.owed, view.paid, view.worth) == (Money.yuan(46_800), Money.yuan(46_800), Money.yuan(46_800))
    # 46,800 over 60 months at 18.25 % is 1,194.79 a month (PMT), 71,687.40 in all
    assert round(-npf.pmt(0.1825 / 12, 60, 46_800), 2) == 1194.79
    assert view.contract_worth == Money.yuan("71687.40")
    assert view.waiving_costs == Money.yuan("24887.40")
    # 780 a month: 23,400 after 30, the principal of 42,600 after 54.6, everything after 60
    assert (view.months_to_half, view.months_to_principal, view.months_to_all) == (30, 55, 60)
    # 诉讼费用交纳办法 13 条: 50 + 36,800 × 2.5 % = 970; half; a third
    assert view.fee is not None
    assert [view.fee.full, view.fee.halved, view.fee.payment_order] == [
        Money.yuan(970),
        Money.yuan(485),
        Money.yuan("323.33"),
    ]
    # 5 and 15 days to accept and issue, 15 to object
    assert view.order_days == 35


def test_at_the_contracts_own_rate_the_contract_is_worth_the_balance(couple: CaseFile) -> None:
    offer = Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=60, annual_rate=Decimal(0))
    view = creditor_view(with_first(couple, offer), "D1", couple, Decimal("0.1825"))
    # what level instalments at a rate are worth at that rate is what they repay, give or take a fen an instalment
    assert abs((view.contract_worth - view.owed).fen) <= 60
    assert view.worth < view.owed


def test_a_settlement_that_leaves_principal_out_never_brings_it_back(couple: CaseFile) -> None:
    offer = Offer(debt="D1", kind=OfferKind.LUMP_SUM, amount=Money.yuan(30_000), first_due=date(2026, 12, 20))
    view = creditor_view(with_first(couple, offer), "D1", couple, Decimal("0.12"))
    assert view.worth == Money(round(3_000_000 / 1.01))  # a month away at 1 %
    assert (view.months_to_half, view.months_to_principal, view.months_to_all) == (1, None, None)
    assert view.waived == Money.yuan(16_800)
    assert "creditor.principal_not_back" in {said.key for said in creditor_reading(view)}


def test_a_kept_debt_gives_up_nothing() -> None:
    case = read_case(demo.demo_bytes("C5-misconduct"))
    plan = propose(case, case.as_of).plans[0]
    view = creditor_view(plan, "D4", case)
    assert view.waiving_costs == Money(0)
    assert "creditor.nothing_waived" in {said.key for said in creditor_reading(view)}


def test_a_debt_above_the_fee_table_shows_no_fee(couple: CaseFile) -> None:
    large = replace(
        couple,
        debts=tuple(
            replace(debt, balance_total=Money.yuan(2_000_000), principal=Money.yuan(1_990_000))
            if debt.id == "D1"
            else debt
            for debt in couple.debts
        ),
    )
    offer = Offer(debt="D1", kind=OfferKind.INSTALMENTS, months=60)
    view = creditor_view(with_first(large, offer), "D1", large)
    assert view.fee is None
    assert "creditor.court" not in {said.key for said in creditor_reading(view)}


def test_a_debt_that_gets_nothing_brings_nothing(couple: CaseFile) -> None:
    view = creditor_view(with_first(couple, Offer(debt="D1", kind=OfferKind.STOP)), "D1", couple)
    assert (view.worth, view.months_to_half) == (Money(0), None)


@pytest.mark.parametrize("rate", ["-0.01", "1.01", "NaN", "Infinity"])
def test_a_rate_that_cannot_be_is_refused(couple: CaseFile, rate: str) -> None:
    plan = propose(couple, ON).plans[0]
    with pytest.raises(PlanError) as caught:
        creditor_view(plan, "D1", couple, Decimal(rate))
    assert [problem.path for problem in caught.value.problems] == [("rate",)]


def test_payments_of_yesterday_are_not_to_come() -> None:
    with pytest.raises(ValueError, match="not to come"):
        present_value([(-1, 100)], Decimal(0))


@pytest.mark.parametrize("lang", LANGS)
def test_no_rate_of_recovery_is_ever_told(couple: CaseFile, lang: Lang) -> None:
    told = [sentence for key, sentence in catalogue(lang).items() if key.startswith("creditor.")]
    assert not any("回收率" in sentence or "recovery" in sentence for sentence in told)
    for plan in propose(couple, ON).plans:
        for debt in plan.schedules:
            sentences = [tell(lang, *said) for said in creditor_reading(creditor_view(plan, debt, couple))]
            assert all("None" not in sentence and "Money" not in sentence for sentence in sentences)
