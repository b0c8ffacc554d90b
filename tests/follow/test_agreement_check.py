"""The agreement checked: what is there, missing or unclear, its sums to the fen, and how firm it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.dealings import RUNGS
from repaybook.case.model import AgreedItem, Agreement, BreachTerms, CaseFile, CreditorType, Debt, Income
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.follow.agreement_check import FURTHER, LADDER, SIX, Standing, check_agreement, revived, rung_of
from repaybook.follow.ladder import law_of
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
        for rung in RUNGS:
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


def answered(*items: AgreedItem, **terms: Any) -> dict[str, Standing]:
    found = check_agreement(case_of(items=items, **terms), "D1", ON)
    return {item.name: item.standing for item in found.items}


@pytest.mark.parametrize(
    ("standing", "by", "counts_as"),
    [
        ("present", "paper", Standing.PRESENT),
        ("present", "recording", Standing.PRESENT),
        ("present", "sms", Standing.PRESENT),
        ("present", "memory", Standing.UNCLEAR),  # nobody can show it
        ("present", None, Standing.UNCLEAR),
        ("missing", None, Standing.MISSING),
        ("unclear", None, Standing.UNCLEAR),
    ],
)
def test_what_is_only_remembered_is_unclear_and_never_there(standing: str, by: str | None, counts_as: Standing) -> None:
    assert answered(AgreedItem(name="early_payoff", standing=standing, by=by))["early_payoff"] is counts_as


def test_an_answer_comes_before_a_note_and_before_the_terms() -> None:
    on_paper = AgreedItem(name="breach", standing="present", by="paper")
    assert answered(on_paper, missing=("违约处理约定",))["breach"] is Standing.PRESENT
    none = AgreedItem(name="balance", standing="missing")
    assert answered(none, principal_fixed=Money.yuan(1_000))["balance"] is Standing.MISSING


def test_what_is_written_of_a_breach_answers_its_items() -> None:
    found = answered(breach=BreachTerms(days_late=3, waiver_falls=True), waived=Money.yuan(500))
    for name in ("grace_days", "restored_on_breach", "waiver_conditions"):
        assert found[name] is Standing.PRESENT
    assert answered(breach=BreachTerms())["restored_on_breach"] is Standing.UNCLEAR


def test_what_a_breach_brings_back_is_said_yes_and_no_alike() -> None:
    terms = BreachTerms(days_late=3, waiver_falls=True, rate_revives=False, accelerates=None)
    assert revived(terms) == ("days_late", "waiver_falls", "not_rate_revives")
    assert revived(None) == ()
    for lang in LANGS:
        for name in ("waiver_falls", "rate_revives", "accelerates"):
            assert say(lang, f"keeping.breach.{name}")
            assert say(lang, f"keeping.breach.not_{name}")


def paid_on(payday: int | None, first_due: date, terms: int = 12) -> CaseFile:
    income = (Income(label_zh="工资", amount_monthly=Money.yuan(6_000), payday=payday),)
    return replace(case_of(first_due=first_due, terms=terms, monthly=Money.yuan(100)), income=income)


def test_a_due_day_shortly_before_payday_is_found_on_every_month() -> None:
    # Due on the 5th, wages on the 10th: five days to go, and those of the 10th of the month before are 25 days old.
    found = check_agreement(paid_on(10, date(2026, 12, 5)), "D1", ON)
    assert found.payday is not None
    assert (len(found.payday.early), found.payday.first_early, found.payday.since) == (12, True, 25)
    assert not found.payday_unknown


@pytest.mark.parametrize("day", [11, 20, 25])
def test_a_due_day_after_payday_suits(day: int) -> None:
    found = check_agreement(paid_on(10, date(2026, 12, day)), "D1", ON)
    assert found.payday is not None
    assert found.payday.early == ()


def test_a_due_day_a_week_after_wages_at_the_months_end_suits_too() -> None:
    # wages on the 28th, due on the 5th: seven days later, though before the 28th of its own month
    found = check_agreement(paid_on(28, date(2026, 12, 5)), "D1", ON)
    assert found.payday is not None
    assert found.payday.early == ()


def test_wages_on_the_31st_come_on_a_short_months_last_day() -> None:
    # due on the 30th: the day before payday in long months; in April, June, September, November payday is the 30th;
    # in February both are the 28th
    found = check_agreement(paid_on(31, date(2027, 1, 30)), "D1", ON)
    assert found.payday is not None
    assert [day.month for day in found.payday.early] == [1, 3, 5, 7, 8, 10, 12]


def test_a_payday_that_nobody_told_is_unknown() -> None:
    assert check_agreement(paid_on(None, date(2026, 12, 5)), "D1", ON).payday_unknown
    assert not check_agreement(case_of(), "D1", ON).payday_unknown  # no due day either


def test_how_firm_it_is_is_taken_from_the_person_where_the_form_does_not_say() -> None:
    assert check_agreement(case_of(form="书面", rung="notarised"), "D1", ON).rung == "notarised"
    assert check_agreement(case_of(form="人民调解协议", rung="contract"), "D1", ON).rung == "mediation"
    assert check_agreement(case_of(form="书面", rung="no such rung"), "D1", ON).rung == "contract"


def test_a_time_for_confirmation_that_is_over_is_said() -> None:
    late = check_agreement(case_of(form="人民调解协议", signed=date(2026, 10, 23)), "D1", ON)
    assert (late.next_rung, late.confirm_closed) == ("court_paper", True)
    open_still = check_agreement(case_of(form="人民调解协议", signed=date(2026, 10, 24)), "D1", ON)
    assert not open_still.confirm_closed


def test_a_settlement_in_enforcement_stands_beside_the_ladder_and_names_the_old_paper() -> None:
    found = check_agreement(case_of(form="执行和解协议"), "D1", ON)
    assert (found.rung, found.next_rung) == ("enforcement_settlement", None)
    assert found.rung not in LADDER
    (dated,) = law_of(found.rung, ON)
    assert dated.source == "民事诉讼法（2023年修正） 第241条"


def test_every_rung_names_its_law() -> None:
    sources = {name: [dated.source for dated in law_of(name, ON)] for name in LADDER}
    assert sources["contract"] == ["民法典 第465条、第509条、第577条"]
    assert sources["mediation"] == ["人民调解法 第31条"]
    assert all(sources.values())
