"""Places and sentences, and a name in both languages for everything a case can hold."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from enum import StrEnum
from pathlib import Path as FilePath

import pytest

import repaybook
from repaybook.assess.model import Feasibility
from repaybook.case import dealings, model, offers, vocabulary
from repaybook.case.places import describe, place
from repaybook.errors import Path, Problem
from repaybook.money import Money
from repaybook.texts import LANGS, Lang, catalogue, known

SECTIONS = {
    "case": model.CaseFile,
    "client": model.Client,
    "income": model.Income,
    "expense": model.Expense,
    "entered": model.Entered,
    "asset": model.Asset,
    "debt": model.Debt,
    "judgment": model.Judgment,
    "contact": model.Contact,
    "agreement": model.Agreement,
    "payment": model.Payment,
    "legal_event": model.LegalEvent,
    "plan": model.Plan,
    "offer": model.Offer,
    "contract": model.Contract,
    "fee": model.Fee,
    "boundary": model.BoundaryAnswer,
    "foreign": model.ForeignBalance,
    "step": model.Step,
    "lump_part": model.LumpPart,
    "counter_offer": model.CounterOffer,
    "negotiation": model.Negotiation,
    "evidence": model.Evidence,
    "milestone": model.Milestone,
    "agreed_item": model.AgreedItem,
    "breach_terms": model.BreachTerms,
}
WORDS = {
    "creditor_type": model.CreditorType,
    "category": model.Category,
    "per": model.Per,
    "offer_kind": model.OfferKind,
    "feasibility": Feasibility,
    "stage": vocabulary.STAGES,
    "legal_status": vocabulary.LEGAL_STATUSES,
    "collector": vocabulary.COLLECTORS,
    "confidence": vocabulary.CONFIDENCES,
    "direction": vocabulary.DIRECTIONS,
    "balance_basis": vocabulary.BALANCE_BASES,
    "interest_method": vocabulary.INTEREST_METHODS,
    "repayment_method": vocabulary.REPAYMENT_METHODS,
    "day_count": vocabulary.DAY_COUNTS,
    "late_fee_base": vocabulary.LATE_FEE_BASES,
    "allocation_order": vocabulary.ALLOCATION_ORDERS,
    "legal_event": vocabulary.LEGAL_EVENTS,
    "currency": (*vocabulary.CURRENCIES, *vocabulary.FOREIGN_CURRENCIES),
    "freed": offers.FREED,
    "answer_source": offers.SOURCES,
    "answer_outcome": offers.OUTCOMES,
    "talks_state": dealings.STATES,
    "evidence_standing": dealings.EVIDENCE_STANDINGS,
    "agreed_standing": dealings.AGREED_STANDINGS,
    "agreed_by": dealings.AGREED_BY,
    "fee_time": vocabulary.FEE_TIMES,
    "fee_taker": vocabulary.FEE_TAKERS,
}


@pytest.mark.parametrize("lang", LANGS)
def test_every_field_has_a_name_and_no_name_is_without_its_field(lang: Lang) -> None:
    wanted = {f"{section}.{entry.name}" for section, kind in SECTIONS.items() for entry in fields(kind)}
    wanted |= {"case.schema", "plan.schema"}
    assert {key.removeprefix("terms.field.") for key in catalogue(lang) if key.startswith("terms.field.")} == wanted


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("table", WORDS)
def test_every_word_to_choose_has_a_name(lang: Lang, table: str) -> None:
    values = [str(word) for word in WORDS[table]]
    named = {key.removeprefix(f"terms.{table}.") for key in catalogue(lang) if key.startswith(f"terms.{table}.")}
    assert named == set(values)


def test_no_two_words_of_a_table_have_the_same_name() -> None:
    for lang in LANGS:
        for table in WORDS:
            names = [text for key, text in catalogue(lang).items() if key.startswith(f"terms.{table}.")]
            assert len(names) == len(set(names)), table


PLACES: list[tuple[Path, str, str]] = [
    ((), "", ""),
    (("debts", 1, "principal"), "债务·第2笔·本金", "Debts · no. 2 · principal"),
    (("debts",), "债务", "debts"),
    (("debts", 0), "债务·第1笔", "Debts · no. 1"),
    (
        ("debts", 0, "judgment", "effective"),
        "债务·第1笔·裁判文书·生效日",
        "Debts · no. 1 · Court paper · in force since",
    ),
    (("debts", 0, "judgment"), "债务·第1笔·裁判文书", "Debts · no. 1 · court paper"),
    (("client", "age"), "本人与家庭·年龄", "You and your household · age"),
    (("shocks", 2), "变故·第3项", "What happened · no. 3"),
    (
        ("contact_log", 0, "evidence", 1),
        "联系记录·第1条·凭证·第2项",
        "Contact log · no. 1 · Evidence · no. 2",
    ),
    (
        ("plans", 0, "offers", 2, "months"),
        "方案·第1个·对各家的答复·第3家·期数",
        "Plans · no. 1 · Answer to each creditor · no. 3 · instalments",
    ),
    (("offers", 2, "months"), "对各家的答复·第3家·期数", "Answer to each creditor · no. 3 · instalments"),
    (("id",), "编号", "id"),
    (("income", 0, "entered", "per"), "收入·第1项·填写的金额·周期", "Income · no. 1 · Amount as entered · period"),
    (
        ("debts", 0, "contract", "fees", 1, "rate"),
        "债务·第1笔·借款合同·费用·第2项·占借款的比例",
        "Debts · no. 1 · Loan contract · Fees · no. 2 · Share of the sum borrowed",
    ),
    (("line", 5, "annual_rate"), "第5行·年利率", "line 5 · annual rate"),
    (("line", 5), "第5行", "line 5"),
    (("debts", 0, "colour"), "债务·第1笔·colour", "Debts · no. 1 · colour"),
    (("debts", 0, "a\ud800" + "b" * 60), "债务·第1笔·a�" + "b" * 38 + "…", "Debts · no. 1 · a�" + "b" * 38 + "…"),
]


@pytest.mark.parametrize(("path", "zh", "en"), PLACES)
def test_a_place_reads_as_people_count(path: Path, zh: str, en: str) -> None:
    assert place(path, "zh") == zh
    assert place(path, "en") == en


def test_a_problem_reads_with_its_place_and_its_figures() -> None:
    values = {"sum": Money(4_680_000), "total": Money(4_680_150)}
    problem = Problem("problems.case.parts_do_not_add_up", ("debts", 1, "balance_total"), values)
    assert describe(problem, "zh") == "债务·第2笔·欠款总额：各部分相加是46,800元，和总额46,801.50元对不上。请核对。"
    english = "Debts · no. 2 · total owed: The parts add up to ¥46,800, not to the total ¥46,801.50. Please check."
    assert describe(problem, "en") == english


def test_a_problem_of_the_whole_file_reads_without_a_place() -> None:
    assert describe(Problem("problems.file.empty"), "zh") == "文件是空的。请换一个文件。"


def test_days_and_classes_read_in_the_language() -> None:
    past = Problem("problems.plan.first_due_past", (), {"as_of": date(2026, 11, 23)})
    assert "2026年11月23日" in describe(past, "zh")
    assert "23 Nov 2026" in describe(past, "en")
    category = Problem("problems.missing.budget.category", (), {"category": model.Category.HEALTH})
    assert "医疗保健" in describe(category, "zh")


def test_every_sentence_of_a_problem_is_used_and_every_one_used_is_there() -> None:
    folder = FilePath(repaybook.__file__).parent / "case"
    source = "\n".join(page.read_text("utf-8") for page in folder.glob("*.py"))
    quoted = set(re.findall(r"""["']([a-z0-9_]+)["']""", source))
    full = set(re.findall(r'"(problems\.[a-z_.]+[a-z_])"', source))
    for key in full:
        assert known("zh", key), key
    unused = [
        key
        for key in catalogue("zh")
        if key.startswith("problems.") and key not in full and key.rpartition(".")[2] not in quoted
    ]
    assert unused == []


def test_short_sentences_stay_short() -> None:
    # Twenty-five characters a sentence where possible; placeholders and examples count little.
    long = [
        (key, sentence)
        for key, text in catalogue("zh").items()
        if key.startswith("problems.")
        for sentence in re.split(r"[。？]", re.sub(r"\{\w+\}", "", text))
        if len(re.sub(r"[A-Za-z0-9.:%\-T]+", "x", sentence)) > 25
    ]
    assert long == []


def test_the_closed_lists_are_string_lists() -> None:
    assert all(isinstance(word, str) for words in WORDS.values() for word in words)
    assert issubclass(model.CreditorType, StrEnum)
