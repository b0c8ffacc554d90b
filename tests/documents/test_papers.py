"""Every paper of every demo case, made as Word and PDF and read again, its figures held against the case."""

from __future__ import annotations

import re

import pytest
from tests.documents.material import NAMES, ON, demo, words_of_pdf, words_of_word

from repaybook.case.model import CaseFile
from repaybook.documents.capitals import capitals
from repaybook.documents.making import write, write_all
from repaybook.documents.paper import Paper, words
from repaybook.documents.pdf import pages, pdf
from repaybook.documents.word import docx
from repaybook.money import Money
from repaybook.plans import propose

PAPERS = [(name, paper) for name in NAMES for paper in write_all(demo(name), ON)]
IDS = [f"{name[:2]}-{paper.id}-{paper.debt}" for name, paper in PAPERS]


def both(amount: str) -> str:
    money = Money.yuan(amount)
    return f"{money.in_yuan():,.2f}元（大写：人民币{capitals(money)}）"


def text_of(name: str, paper: str, debt: str | None = None) -> str:
    return "\n".join(words(write(demo(name), paper, debt, ON)))


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("paper", [paper for _, paper in PAPERS], ids=IDS)
def test_a_paper_reads_the_same_from_its_word_file(paper: Paper) -> None:
    read = without_blanks(words_of_word(docx(paper)))
    for said in words(paper):
        assert without_blanks(said) in read


@pytest.mark.parametrize("paper", [paper for _, paper in PAPERS], ids=IDS)
def test_a_paper_reads_the_same_from_its_pdf(paper: Paper) -> None:
    content = pdf(paper)
    read = without_blanks(words_of_pdf(content))
    for said in words(paper):
        # A page number may stand where a paragraph goes over the page: long ones are compared by their halves.
        plain = without_blanks(said)
        assert plain in read or all(part in read for part in re.split(r"(?<=[。，；：])", plain)), said
    assert b"pdfaid:part" in content  # PDF/A says so in its metadata


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_the_papers_hold_no_placeholder_and_no_word_of_the_machine(name: str, lang: str) -> None:
    for paper in write_all(demo(name), ON, "en" if lang == "en" else "zh"):
        text = "\n".join(words(paper))
        assert not re.search(r"[{}]|None|Money\(|not_known|Decimal", text), paper.id


def test_the_application_states_what_is_owed_and_what_the_plan_asks() -> None:
    text = text_of("C2", "application", "D1")
    # Debts 114,600 over 60 months: 46,800 ÷ 60 = 780.00; surplus 2,550 less a buffer of 500 leaves 2,050.
    assert both("46800") in text
    assert "分60期" in text
    assert f"每期{both('780')}" in text
    assert "结余2,550.00元" in text
    assert "每月可还各家共2,050.00元" in text
    assert "已逾期78天" in text
    for part in ("42,600.00元", "3,120.00元", "1,080.00元"):
        assert part in text


def test_the_plan_lists_every_instalment_and_adds_up() -> None:
    case = demo("C1")
    paper = write(case, "repayment_plan", "D1", ON)
    schedule = propose(case, ON).plans[-1].schedules["D1"]
    grid = [block for block in paper.blocks if hasattr(block, "rows")][-1]
    rows = grid.rows[:-1]
    assert len(rows) == len(schedule.rows)
    total = sum(Money.yuan(row[2].removesuffix("元").replace(",", "")).fen for row in rows)
    assert Money(total) == schedule.total_paid == Money.yuan(21_600)
    assert rows[-1][4] == "0.00元"


def test_the_statement_of_means_has_the_figures_of_the_assessment() -> None:
    text = text_of("C4", "financial_statement")
    # 7,400 − 5,190 − 2,000 = 210; 155,115 + 88,600 + 57,600 + 46,300 = 347,615
    for figure in ("7,400.00元", "5,190.00元", both("2000"), both("210"), both("347615")):
        assert figure in text
    assert "城商行A" not in text


def test_the_account_of_hardship_says_what_is_missing_each_month() -> None:
    text = text_of("C3", "hardship", "D1")
    assert f"现在每月还差{both('480')}" in text
    assert "2026年4月配偶确诊" in text
    assert both("52300") in text


def test_the_objection_has_its_grounds_and_its_last_day() -> None:
    text = text_of("C4", "payment_order_objection", "D3")
    assert "本人于2026年11月16日收到" in text
    assert "到2026年12月1日为止" in text
    # 60,000 − 57,600 = 2,400 kept back; the contract of 2025-03-10: 4 × 3.1 % = 12.4 %
    for figure in (both("60000"), both("57600"), both("2400"), "年24%", "年12.4%"):
        assert figure in text


def test_the_reply_to_mediation_offers_nothing_that_cannot_be_kept() -> None:
    text = text_of("C4", "mediation_reply", "D2")
    assert "2026年12月8日" in text
    assert both("88600") in text
    assert "共0.00元" in text
    assert "30日内" in text  # 民事诉讼法第205条


def test_what_is_left_for_living_counts_essential_costs_alone() -> None:
    # 5,190 of living costs less 60 for recreation and 60 for other things, which are not essential
    text = text_of("C4", "living_costs", "D1")
    assert both("5070") in text
    assert both("2000") in text


def test_the_settlement_in_enforcement_closes_the_balance_to_the_fen() -> None:
    text = text_of("C4", "enforcement_settlement", "D1")
    # 155,115 = 77 × 2,000 + 1,115; doubled interest 138,000 × 0.000175 × 84 = 2,028.60
    assert f"每月付{both('2000')}，共78期" in text
    assert f"最后一期{both('1115')}" in text
    assert both("2028.60") in text


def test_the_letter_after_an_agreement_holds_the_event_at_night() -> None:
    text = text_of("C5", "stop_collection", "D1")
    assert "2026年11月12日 22:41" in text
    assert "明早8点上门,把东西搬走" in text
    assert f"已付5次，共{both('3900')}，到期的各期都已付清" in text
    assert "不在夜间联系" in text


def test_the_complaint_has_one_event_a_paragraph_with_class_evidence_and_source() -> None:
    text = text_of("C5", "complaint", "D2")
    assert text.count("证据：") == 3
    assert "9次" in text
    assert "行业自律" in text  # a guideline is never called a law
    assert "城商行C" not in text


def test_the_request_names_what_the_agreement_lacks() -> None:
    text = text_of("C5", "request_papers", "D1")
    assert "分期还款协议的书面文本，加盖公章。" in text
    assert "书面补充：违约处理约定、结清证明约定。" in text  # the written text is asked for once


def test_the_one_page_is_one_page() -> None:
    for name in NAMES:
        assert len(pages(write(demo(name), "summary", None, ON))) == 1
        assert len(pages(write(demo(name), "budget_form", None, ON))) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_is_two_pages_at_most(name: str) -> None:
    for paper in write_all(demo(name), ON):
        if paper.id != "repayment_plan":
            assert len(pages(paper)) <= 2, paper.id


@pytest.mark.parametrize("case", [demo("C2"), demo("C4")], ids=["C2", "C4"])
def test_the_same_paper_gives_the_same_bytes(case: CaseFile) -> None:
    first, second = write_all(case, ON)[1], write_all(case, ON)[1]
    assert (docx(first), pdf(first)) == (docx(second), pdf(second))


def test_the_english_reading_copy_says_that_it_is_one() -> None:
    for paper in write_all(demo("C4"), ON, "en"):
        if paper.id not in {"summary", "budget_form"}:
            assert any("reading copy" in said for said in words(paper)), paper.id
    read = words_of_pdf(pdf(write(demo("C4"), "payment_order_objection", "D3", ON, "en")))
    assert "Objection to a payment order" in read
