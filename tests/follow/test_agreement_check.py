"""The agreement checked: what is there, missing or unclear, its sums to the fen, and how firm it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.model import Agreement, CaseFile, CreditorType, Debt
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.follow.agreement_check import FURTHER, LADDER, SIX, Standing, check_agreement, rung_of
from repaybook.money import Money
from repaybook.texts import LANGS, say

ON = date(2026, 11, 23)


def case_of(kind: CreditorType = CreditorType.BANK_CREDIT_CARD, **terms: object) -> CaseFile:
    agreement = replace(Agreement(debt="D1"), **terms)  # type: ignore[arg-type]
    debt = Debt(id="D1", creditor_alias="银行", creditor_type=kind)
    return CaseFile(as_of=ON, debts=(debt,), agreements=(agreement,))


def test_what_c5_lacks_comes_out_and_nothing_else_is_called_missing() -> None:
    found = check_agreement(read_case(demo_bytes("C5-misconduct")), "D1", ON)
    missing = {item.name for item in found.items if item.standing is Standing.MISSING}
    assert missing == {"written_copy", "breach", "settlement_certificate"}
    assert found.also_missing == ()
    assert found.standing("stop_collection") is Standing.PRESENT
    assert found.standing("balance") is found.standing("schedule") is Standing.PRESENT
    assert found.standing("charges") is Standing.UNCLEAR
    # 60 × 780 = 46,800, the balance fixed; July 2026 + 59 months = June 2031
    assert found.difference == Money(0)
    assert found.hidden_rate is None
    assert found.last_due == date(2031, 6, 5)
    assert (found.rung, found.next_rung) == ("contract", "mediation")
    assert found.to_ask[:3] == ("breach", "written_copy", "settlement_certificate")


def test_an_agreement_of_which_nothing_is_known_is_unclear_throughout() -> None:
    found = check_agreement(case_of(), "D1", ON)
    assert {item.standing for item in found.items} == {Standing.UNCLEAR}
    assert (found.agreed_total, found.difference, found.hidden_rate, found.last_due) == (None,) * 4


def test_all_items_have_their_words_in_both_languages() -> None:
    for lang in LANGS:
        for name in (*SIX, *FURTHER):
            assert say(lang, f"agreement.item.{name}")
            assert say(lang, f"agreement.ask.{name}")
        for rung in LADDER:
            assert say(lang, f"agreement.rung.{rung}")
            assert say(lang, f"agreement.rung_more.{rung}")


def test_the_promise_about_new_cards_is_asked_of_cards_alone() -> None:
    names = {item.name for item in check_agreement(case_of(CreditorType.CONSUMER_FINANCE), "D1", ON).items}
    assert "no_new_cards" not in names
    assert not check_agreement(case_of(CreditorType.CONSUMER_FINANCE), "D1", ON).by_rule


def test_interest_hidden_in_the_instalments_is_worked_out() -> None:
    # 12,000 in 12 instalments of 1,072: 0.60 % a month as a flat fee is 13.03 % simple a year (12 × the monthly rate)
    found = check_agreement(case_of(principal_fixed=Money.yuan(12_000), terms=12, monthly=Money.yuan(1_072)), "D1", ON)
    assert found.difference == Money.yuan(864)
    assert found.hidden_rate is not None
    assert round(found.hidden_rate.simple, 4) == Decimal("0.1303")


def test_a_difference_of_rounding_hides_no_rate() -> None:
    # 46,800 ÷ 48 = 975 exactly; at 975.50 the 48 come to 24 yuan more, half a yuan each
    found = check_agreement(
        case_of(principal_fixed=Money.yuan(46_800), terms=48, monthly=Money.yuan("975.50")), "D1", ON
    )
    assert (found.difference, found.rounding, found.hidden_rate) == (Money.yuan(24), True, None)


def test_instalments_that_come_to_less_are_said_to() -> None:
    found = check_agreement(case_of(principal_fixed=Money.yuan(10_000), terms=10, monthly=Money.yuan(800)), "D1", ON)
    assert (found.difference, found.rounding, found.hidden_rate) == (Money.yuan(-2_000), False, None)


@pytest.mark.parametrize(
    ("form", "rung"),
    [
        ("电话录音+短信确认", "contract"),
        ("书面协议", "contract"),
        ("人民调解协议", "mediation"),
        ("调解协议，已司法确认", "judicial_confirmation"),
        ("法院调解书", "court_paper"),
        ("仲裁调解书", "court_paper"),
        ("公证债权文书", "notarised"),
    ],
)
def test_the_form_says_how_firm_it_is(form: str, rung: str) -> None:
    assert rung_of(form) == rung


@pytest.mark.parametrize(
    ("signed", "step", "until"),
    [
        # 30 days from its effect (民事诉讼法第205条): 24 October + 30 = 23 November, the last day
        (date(2026, 10, 24), "judicial_confirmation", date(2026, 11, 23)),
        (date(2026, 10, 23), "court_paper", None),
        (None, "judicial_confirmation", None),
    ],
)
def test_judicial_confirmation_is_the_next_rung_for_thirty_days(
    signed: date | None, step: str, until: date | None
) -> None:
    found = check_agreement(case_of(form="人民调解协议", signed=signed), "D1", ON)
    assert (found.next_rung, found.confirm_until) == (step, until)


def test_what_no_item_covers_stays_in_the_persons_words() -> None:
    found = check_agreement(case_of(missing=("联系人姓名",)), "D1", ON)
    assert found.also_missing == ("联系人姓名",)
    assert found.standing("other_terms") is Standing.MISSING


def test_a_debt_without_an_agreement_is_refused() -> None:
    with pytest.raises(KeyError):
        check_agreement(replace(case_of(), agreements=()), "D1", ON)


@given(st.integers(1, 10**9), st.integers(1, 60), st.integers(1, 10**8))
def test_any_sums_are_checked_to_the_fen(fixed: int, terms: int, monthly: int) -> None:
    found = check_agreement(
        case_of(principal_fixed=Money(fixed), terms=terms, monthly=Money(monthly), first_due=ON), "D1", ON
    )
    assert found.difference == Money(monthly * terms - fixed)
