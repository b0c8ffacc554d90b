"""Usual terms fill what is not known, are marked as such, and never stand in for what nobody can know."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from repaybook.case.defaults import STANDINGS, USUAL, Terms, defaulted, standing_of, terms_of
from repaybook.case.model import CreditorType, Debt
from repaybook.case.read import read_case
from repaybook.case.vocabulary import CHOICES
from repaybook.demo import demo_bytes, names


def debt(creditor_type: CreditorType, **terms: object) -> Debt:
    return replace(Debt(id="D1", creditor_alias="甲", creditor_type=creditor_type), **terms)  # type: ignore[arg-type]


def test_a_card_has_the_usual_terms_of_a_card() -> None:
    terms = terms_of(debt(CreditorType.BANK_CREDIT_CARD))
    assert terms.annual_rate == Decimal("0.0005") * 365  # 日万分之五
    assert terms.min_payment_rate == Decimal("0.1")
    assert (terms.late_fee_rate, terms.late_fee_base) == (Decimal("0.05"), "accumulated_minimum")
    assert (terms.interest_method, terms.compound_interest) == ("full", True)
    assert terms.allocation_order == "by_days_overdue"
    assert terms.penalty_multiplier == 1


@pytest.mark.parametrize(
    "creditor_type",
    [
        CreditorType.BANK_CONSUMER_LOAN,
        CreditorType.CONSUMER_FINANCE,
        CreditorType.INTERNET_BANK,
        CreditorType.ONLINE_MICROLOAN,
        CreditorType.LOAN_FACILITATION,
        CreditorType.MORTGAGE,
        CreditorType.AUTO_LOAN,
    ],
)
def test_a_loan_has_no_usual_rate(creditor_type: CreditorType) -> None:
    terms = terms_of(debt(creditor_type))
    assert terms.annual_rate is None
    assert "annual_rate" not in defaulted(debt(creditor_type))
    assert (terms.repayment_method, terms.penalty_multiplier) == ("equal_instalment", Decimal("1.5"))
    assert terms.allocation_order == "interest_first"


def test_family_usually_takes_no_interest_and_a_private_lender_is_not_guessed() -> None:
    assert terms_of(debt(CreditorType.FAMILY_FRIENDS)).annual_rate == 0
    assert terms_of(debt(CreditorType.PRIVATE_LOAN)).annual_rate is None


def test_an_agreement_has_a_price_of_its_own() -> None:
    agreed = debt(CreditorType.BANK_CREDIT_CARD, legal_status="agreement")
    assert terms_of(agreed).annual_rate is None
    assert "annual_rate" not in defaulted(agreed)


def test_what_the_person_knows_comes_first_and_is_no_default() -> None:
    known = debt(
        CreditorType.BANK_CREDIT_CARD, annual_rate=Decimal(0), interest_method="unpaid", compound_interest=False
    )
    terms = terms_of(known)
    assert (terms.annual_rate, terms.interest_method, terms.compound_interest) == (Decimal(0), "unpaid", False)
    assert defaulted(known).isdisjoint({"annual_rate", "interest_method", "compound_interest"})
    assert {"min_payment_rate", "late_fee_rate", "day_count"} <= defaulted(known)


def test_every_term_is_a_field_of_a_debt_and_its_words_are_known() -> None:
    debt_fields = {entry.name for entry in fields(Debt)}
    assert set(USUAL) == set(CreditorType)
    for usual in USUAL.values():
        for entry in fields(Terms):
            assert entry.name in debt_fields
            value = getattr(usual, entry.name)
            if isinstance(value, str):
                assert value in CHOICES["Debt", entry.name]


@pytest.mark.parametrize("name", names())
def test_the_cases_have_terms(name: str) -> None:
    for one in read_case(demo_bytes(name)).debts:
        assert terms_of(one).annual_rate == one.annual_rate
        assert defaulted(one)


def test_a_mortgage_a_car_loan_and_a_guarantee_start_as_what_they_are() -> None:
    assert standing_of(CreditorType.MORTGAGE).secured
    assert standing_of(CreditorType.MORTGAGE).priority
    assert standing_of(CreditorType.AUTO_LOAN).secured
    assert standing_of(CreditorType.GUARANTEE).contingent
    plain = set(CreditorType) - set(STANDINGS)
    assert all(not standing_of(kind).secured and not standing_of(kind).contingent for kind in plain)
