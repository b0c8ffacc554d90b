"""The facts of a case: all that are there, none that are not, each with its reason and its source."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from repaybook import law
from repaybook.case.model import Asset, CaseFile, Client, CreditorType, Debt, Judgment
from repaybook.case.read import read_case
from repaybook.counsel.fact import Fact
from repaybook.counsel.facts import doubled_interest, facts
from repaybook.demo import demo_bytes, names
from repaybook.money import Money
from repaybook.texts import LANGS, Lang, known, say

ON = date(2026, 11, 23)


def flags(case: CaseFile, on: date = ON) -> dict[str, Fact]:
    return {fact.key: fact for fact in facts(case, on)}


def demo(name: str) -> CaseFile:
    return read_case(demo_bytes(name))


@pytest.mark.parametrize("name", ["C1-easy", "C3-negative", "C5-misconduct"])
def test_the_published_flags_of_a_case_come_out(name: str) -> None:
    expected = json.loads((Path(__file__).parents[1] / "expected" / f"{name}.json").read_text("utf-8"))
    assert set(expected["assessment"]["flags"]) <= set(flags(demo(name)))


def test_the_tight_case_keeps_its_home_first_and_says_where_the_plan_fails() -> None:
    found = flags(demo("C2-tight"))
    assert {"mortgage_priority", "plan_fails_at_minus10", "no_advice_to_default"} <= set(found)
    # 2,550 − 10 % of 9,900 = 1,560; 114,600 / 60 = 1,910
    assert dict(found["plan_fails_at_minus10"].values) == {"left": Money.yuan(1_560), "need": Money.yuan(1_910)}
    assert "borrowing_to_repay" not in found


def test_the_litigated_case_raises_what_the_court_papers_and_the_note_say() -> None:
    found = flags(demo("C4-litigated"))
    assert found["payment_order_deadline"].values["day"] == date(2026, 12, 1)
    assert found["mediation_date"].values["day"] == date(2026, 12, 8)
    assert found["interest_deducted_up_front"].values["amount"] == Money.yuan(2_400)
    assert found["rate_above_private_line"].values["above"] == Decimal("0.116")  # 24 % − 12.4 %
    assert found["court_deduction_first"].values["amount"] == Money.yuan(2_000)
    # 138,000 × 0.000175 × 84 days = 2,028.60
    assert found["doubled_interest"].values["amount"] == Money.yuan("2028.60")
    assert found["keep_paying_not_affordable"].values["short"] == Money.yuan("1917.55")
    assert "refuse_asset_transfer" in found


def test_a_judgment_of_138000_that_is_180_days_late_has_4347_of_doubled_interest() -> None:
    debt = Debt(
        id="J",
        creditor_alias="银行",
        creditor_type=CreditorType.JUDGMENT_DEBT,
        judgment=Judgment(perform_by=date(2026, 5, 27), doubled_interest_base=Money.yuan(138_000)),
    )
    assert (ON - date(2026, 5, 27)).days == 180
    assert doubled_interest(debt, ON) == Money.yuan(4_347)
    assert doubled_interest(debt, date(2026, 5, 27)) == Money(0)


def test_nothing_comes_from_the_id_of_a_case() -> None:
    for name in names():
        case = demo(name)
        assert flags(case) == flags(replace(case, case_id="X", title_zh="", title_en=""))


def test_an_empty_case_has_no_facts() -> None:
    assert facts(CaseFile(as_of=ON), ON) == ()


def card(**fields: object) -> CaseFile:
    debt = Debt(id="K", creditor_alias="银行", creditor_type=CreditorType.BANK_CREDIT_CARD, **fields)  # type: ignore[arg-type]
    return CaseFile(as_of=ON, debts=(debt,))


@pytest.mark.parametrize(
    ("principal", "overdue", "raised"),
    [(50_000, 1, True), (49_999, 100, False), (80_000, 0, False)],
)
def test_a_large_card_principal_is_a_fact_only_when_it_is_late(principal: int, overdue: int, raised: bool) -> None:
    found = flags(card(principal=Money.yuan(principal), overdue_days=overdue))
    assert ("large_card_principal" in found) == raised
    if raised:
        assert "本身不等于犯罪" in say("zh", "facts.large_card_principal.reason", amount="")


@pytest.mark.parametrize(
    ("since", "raised"),
    [(date(2023, 11, 22), True), (date(2023, 11, 23), False), (date(2026, 1, 1), False)],
)
def test_a_debt_late_for_more_than_three_years_is_warned_about(since: date, raised: bool) -> None:
    found = flags(card(principal=Money.yuan(1_000), overdue_days=(ON - since).days, overdue_since=since))
    assert ("limitation_may_have_expired" in found) == raised


def test_a_judgment_ends_the_question_of_limitation() -> None:
    case = card(principal=Money.yuan(1_000), overdue_days=2_000, overdue_since=date(2020, 1, 1), judgment=Judgment())
    assert "limitation_may_have_expired" not in flags(case)


@pytest.mark.parametrize(
    ("kind", "raised"), [("自住房52平(无贷款)", True), ("住房公积金余额", False), ("电动车", False)]
)
def test_a_provident_fund_is_no_home(kind: str, raised: bool) -> None:
    case = CaseFile(as_of=ON, assets=(Asset(kind=kind),))
    assert ("only_home" in flags(case)) == raised


@pytest.mark.parametrize(
    ("said", "raised"),
    [("说过“活着没意思”", True), ("睡眠差", True), ("觉得分期没问题", False), ("今天很忙", False)],
)
def test_words_of_distress_put_the_person_first(said: str, raised: bool) -> None:
    assert ("safety_check" in flags(CaseFile(as_of=ON, warning_signs=(said,)))) == raised


def test_the_spouse_test_needs_a_marriage_and_a_debt() -> None:
    married = replace(card(principal=Money.yuan(1)), client=Client(marital="已婚"))
    assert "spouse_debt_test" in flags(married)
    assert "spouse_debt_test" not in flags(replace(married, client=Client(marital="未婚")))
    assert "spouse_debt_test" not in flags(replace(married, debts=()))


@pytest.mark.parametrize("lang", LANGS)
def test_every_fact_of_every_case_can_be_said_with_its_source(lang: Lang) -> None:
    for name in names():
        for fact in facts(demo(name), ON):
            assert say(lang, f"facts.{fact.key}.reason", **fact.values)
            assert fact.rules or known(lang, f"facts.{fact.key}.source")
            for area, rule in fact.rules:
                assert law.load(area)[rule].title[lang]
