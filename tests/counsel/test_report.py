"""What counsel adds to the assessment: every entry with its reason and source, in both languages, for every case."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from repaybook.assess.boundary import QUESTIONS
from repaybook.case.model import BoundaryAnswer, CaseFile, CreditorType, Debt
from repaybook.case.read import read_case
from repaybook.counsel.cost_words import line_is, rate_words, verdict
from repaybook.counsel.costs import cost_of
from repaybook.counsel.examples import examples
from repaybook.counsel.report import counsel_json
from repaybook.demo import demo_bytes, names
from repaybook.money import Money
from repaybook.texts import LANGS, Lang

ON = date(2026, 11, 23)


def entries(said: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in ("flags", "urgent", "costs", "routes"):
        yield from said[name]
    for cost in said["costs"]:
        yield from cost["lines"]
    yield from said["boundary"]["questions"]
    yield from said["boundary"]["hints"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", names())
def test_every_entry_has_its_reason_and_its_source(name: str, lang: Lang) -> None:
    said = counsel_json(read_case(demo_bytes(name)), ON, lang)
    assert list(said) == ["flags", "urgent", "costs", "routes", "boundary"]
    json.dumps(said)
    for entry in entries(said):
        assert entry["reason"], entry["id"]
        assert entry["source"], entry["id"]
        assert not re.search(r"\b(None|nan)\b|[{}]|Decimal|E-\d", entry["reason"]), entry
        if lang == "en":
            own_words = f"{entry.get('said')}{entry.get('who')}"
            assert not re.search(r"[一-鿿]", entry["reason"]) or own_words != "NoneNone", entry["id"]


def test_an_empty_case_has_nothing_but_the_eight_questions() -> None:
    said = counsel_json(CaseFile(as_of=ON), ON)
    assert (said["flags"], said["urgent"], said["costs"], said["routes"]) == ([], [], [], [])
    assert [question["id"] for question in said["boundary"]["questions"]] == list(QUESTIONS)
    assert said["boundary"]["hints"] == []


def test_answers_kept_in_the_case_are_its_status_with_the_alternative() -> None:
    kept = (BoundaryAnswer(question="assets", light="red"), BoundaryAnswer(question="goal", light="green"))
    questions = {
        one["id"]: one for one in counsel_json(replace(CaseFile(as_of=ON), boundary=kept), ON)["boundary"]["questions"]
    }
    assert questions["assets"]["status"] == "red"
    assert "可能被撤销" in questions["assets"]["reason"]
    assert "如实列明" in questions["assets"]["alternative"]
    assert (questions["goal"]["status"], questions["goal"]["alternative"]) == ("green", None)
    assert questions["fees"]["status"] == "unanswered"


def private(contract: date | None, filed: date | None = None, rate: str = "0.24") -> Debt:
    return Debt(
        id="P",
        creditor_alias="个人",
        creditor_type=CreditorType.PRIVATE_LOAN,
        principal=Money.yuan(60_000),
        annual_rate=Decimal(rate),
        contract_date=contract,
        filing_date=filed,
    )


def lines(debt: Debt) -> list[str]:
    return [line_is("zh", line, debt) for line in cost_of(debt, ON).lines]


def test_a_line_says_its_multiple_its_quotation_and_its_rate() -> None:
    # 4 × 3.0 %
    assert lines(private(date(2025, 6, 1))) == ["民间借贷保护线：合同那天一年期LPR（3%）的4倍，年12%。"]


def test_a_contract_after_the_last_quotation_seen_says_so() -> None:
    (said,) = lines(private(date(2026, 11, 1)))
    assert said.endswith("（截至2026年9月20日的报价）")


def test_a_contract_across_the_change_of_rules_has_its_parts_and_asks_for_the_day_of_filing() -> None:
    open_end = lines(private(date(2019, 9, 1)))
    assert open_end[0] == "2019年9月1日至2020年8月19日的利息，法院可支持到年24%。"
    assert open_end[1] == "2020年8月20日起的利息，看起诉那天一年期LPR的4倍。"
    assert cost_of(private(date(2019, 9, 1)), ON).needs == ("filing_date",)
    filed = lines(private(date(2019, 9, 1), date(2026, 10, 20)))
    # filed after the last quotation seen: 4 × 3.0 %
    assert filed[1] == "2020年8月20日起的利息，看起诉那天一年期LPR（3%）的4倍，年12%。（截至2026年9月20日的报价）"


def test_what_is_above_the_line_is_said_in_points_and_in_money() -> None:
    said = verdict("zh", cost_of(private(date(2025, 6, 1)), ON))
    assert said == ("比参考线高12个百分点。", "每月利息1,200元，按参考线是600元。")
    assert verdict("zh", cost_of(private(date(2025, 6, 1), rate="0.1"), ON)) == (
        "已知的利率没有超过参考线，别的费用还要看。",
    )


def test_the_known_examples_have_their_known_rates_with_their_kind() -> None:
    assert [(name, rate_words("zh", flows.rate())) for name, flows in examples()] == [
        ("fee_each", "年化13.03%（单利），实际年化13.84%（复利）"),
        ("guarantee_100", "年化32.76%（单利），实际年化38.15%（复利）"),
        ("guarantee_60", "年化24.6%（单利），实际年化27.57%（复利）"),
        ("fee_first", "年化13.86%（单利），实际年化14.77%（复利）"),
    ]
