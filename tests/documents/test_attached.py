"""附件目录: what the manifest says of a paper stands in the letter, opened again from Word and PDF."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import docx as reader
import pypdfium2
import pytest
from tests.documents.material import NAMES, ON, a_case, demo, words_of_pdf, words_of_word

from repaybook.case.model import CaseFile, Evidence
from repaybook.documents.making import write, write_all
from repaybook.documents.paper import DocumentError, Grid, Paper, Sign, closing, words
from repaybook.documents.papers import KINDS
from repaybook.documents.pdf import pages, pdf
from repaybook.documents.word import docx
from repaybook.follow.evidence import evidence_list
from repaybook.follow.evidence_kinds import kinds

DIGEST = "0123456789abcdef" * 4
HOSTILE = (
    "<b>粗</b>",
    "#strong[强]",
    "{{ 7*7 }}",
    "=cmd|' /C calc'!A0",
    "$x$ \\pagebreak",
    "@SUM(A1)",
    "[甲](http://x)",
)


def full(case: CaseFile) -> CaseFile:
    """Return the case with everything on its list at hand and entered in full."""
    rows = tuple(
        replace(
            item.row,
            standing="have",
            issuer=f"出具单位{item.number}",
            dated=date(2026, 9, 1),
            pages=item.number,
            sha256=DIGEST,
            file_name=f"证据{item.number}.pdf",
            original=item.number % 2 == 0,
        )
        for item in evidence_list(case)
    )
    return replace(case, evidence=rows)


def enclosures(paper: Paper) -> Grid:
    """Return the last table of a paper: what is enclosed."""
    return [block for block in paper.blocks if isinstance(block, Grid)][-1]


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_of_a_full_manifest_is_made_and_reads_the_same(name: str) -> None:
    bare = {(paper.id, paper.debt) for paper in write_all(demo(name), ON)}
    papers = write_all(full(demo(name)), ON)
    assert {(paper.id, paper.debt) for paper in papers} >= bare
    for paper in papers:
        read = plain(words_of_word(docx(paper)))
        assert all(plain(said) in read for said in words(paper)), paper.id
        if paper.id == "hardship":
            set_ = plain(words_of_pdf(pdf(paper)))
            assert DIGEST in set_
            assert len(pages(paper)) <= 4


def test_a_row_says_name_issuer_day_pages_copy_and_checksum() -> None:
    row = Evidence(
        kind="pay_cut",
        standing="have",
        name="降薪通知",
        issuer="某公司人事部",
        dated=date(2026, 8, 3),
        pages=2,
        original=False,
        sha256=DIGEST,
        file_name="通知.pdf",
    )
    paper = write(replace(a_case(), evidence=(row,)), "application", "D1", ON)
    assert enclosures(paper).head == ("编号", "材料", "出具单位", "日期", "页数", "原件或复印件")
    # the statement of means comes first; the name listed with the hardship and its row are one paper
    assert [line[1:] for line in enclosures(paper).rows] == [
        ("财务状况说明", "", "", "", ""),
        ("降薪通知\nSHA-256前16位：0123456789abcdef", "某公司人事部", "2026年8月3日", "2", "复印件"),
    ]
    read = words_of_word(docx(paper))
    assert "某公司人事部" in read
    assert "0123456789abcdef" in read
    assert "某公司人事部" in words_of_pdf(pdf(paper))


def test_without_a_manifest_the_list_is_as_short_as_it_was() -> None:
    paper = write(a_case(), "application", "D1", ON)
    assert enclosures(paper).head == ("编号", "材料", "页数", "原件或复印件")
    assert enclosures(paper).rows == (("1", "财务状况说明", "", ""), ("2", "降薪通知", "", ""))


def test_the_account_of_hardship_has_the_whole_checksum() -> None:
    row = Evidence(kind="pay_cut", standing="have", name="降薪通知", sha256=DIGEST, file_name="通知.pdf")
    paper = write(replace(a_case(), evidence=(row,)), "hardship", "D1", ON)
    assert DIGEST in plain(words_of_word(docx(paper)))
    assert ("1", "通知.pdf", " ".join([DIGEST[:16]] * 4)) in enclosures(paper).rows


def test_a_letter_names_the_evidence_of_one_creditor_alone() -> None:
    case = full(demo("C5"))
    for paper in write_all(case, ON):
        if paper.debt is None or paper.id == "enforcement_settlement":
            continue
        named = {item.row.issuer for item in evidence_list(case) if item.debt not in {None, paper.debt}}
        assert not named & set(words(paper)), paper.id


def test_a_row_at_hand_stands_for_the_name_that_is_asked_for() -> None:
    case = replace(a_case(), hardship_evidence=())
    with pytest.raises(DocumentError):
        write(case, "hardship", "D1", ON)
    here = Evidence(kind="pay_cut", standing="have", name="降薪通知")
    assert "降薪通知" in words(write(replace(case, evidence=(here,)), "hardship", "D1", ON))
    with pytest.raises(DocumentError):
        write(replace(case, evidence=(replace(here, standing="can_get"),)), "hardship", "D1", ON)


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_words_in_a_row_come_out_as_themselves(said: str) -> None:
    row = Evidence(kind="pay_cut", standing="have", name=said, issuer=said, file_name=said, sha256=DIGEST, pages=1)
    case = replace(a_case(), evidence=(row,))
    for kind in ("application", "hardship"):
        paper = write(case, kind, "D1", ON)
        assert plain(words_of_word(docx(paper))).count(plain(said)) >= 2
        assert plain(words_of_pdf(pdf(paper))).count(plain(said)) >= 2


def test_an_edited_paragraph_leaves_the_list_of_enclosures_as_it_is() -> None:
    paper = write(full(demo("C1")), "application", "D1", ON)
    place, before = next((place, text) for place, text in paper.editable().items() if "优先支付" in text)
    edited = paper.edited({place: "本人改过的一段。"})
    assert enclosures(edited) == enclosures(paper)
    read = words_of_word(docx(edited))
    assert "本人改过的一段。" in read
    assert before not in read


def test_evidence_goes_with_papers_that_there_are() -> None:
    assert all(kind.papers <= KINDS.keys() for kind in kinds().values())


@pytest.mark.parametrize("name", NAMES)
def test_a_signature_never_stands_alone_on_its_page(name: str) -> None:
    for paper in write_all(demo(name), ON):
        if not any(isinstance(block, Sign) for block in paper.blocks):
            continue
        document = pypdfium2.PdfDocument(pdf(paper))
        last = plain(document[len(document) - 1].get_textpage().get_text_range())
        assert "签名：" in last, paper.id
        tables = [block for block in paper.blocks if isinstance(block, Grid)]
        if tables and closing(paper) & {paper.blocks.index(tables[-1])}:
            assert all(plain(row[1])[:6] in last for row in tables[-1].rows), paper.id


def test_what_is_kept_with_the_signature_is_declared_and_enclosed() -> None:
    paper = write(demo("C1"), "application", "D1", ON)
    kept = [paper.blocks[place] for place in sorted(closing(paper))]
    assert [type(block).__name__ for block in kept] == ["Heading", "Grid", "Text"]
    assert closing(write(demo("C1"), "budget_form", None, ON)) == frozenset()


def test_a_name_longer_than_a_page_goes_over_the_page_and_none_of_it_is_lost() -> None:
    long = "甲乙丙丁戊己庚辛" * 1250
    row = Evidence(kind="pay_cut", standing="have", name=long)
    paper = write(replace(a_case(), evidence=(row,)), "application", "D1", ON)
    assert len(pages(paper)) > 2
    assert plain(words_of_pdf(pdf(paper))).count("甲乙丙丁戊己庚辛") >= 1240  # page numbers stand between some


def test_a_letter_of_several_pages_numbers_them_in_word() -> None:
    document = reader.Document(io.BytesIO(docx(write(demo("C1"), "application", "D1", ON))))
    assert 'w:instr="PAGE"' in document.sections[0].footer.paragraphs[0]._p.xml
