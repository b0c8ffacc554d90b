"""Text that looks like markup, code or a formula comes out as itself, or is a problem with its name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.material import ON, a_case, demo, with_debt, words_of_pdf, words_of_word

from repaybook.case.places import describe
from repaybook.documents.making import write
from repaybook.documents.paper import DocumentError, Fill, Grid, Heading, Items, Paper, Sign, Text, file_name
from repaybook.documents.pdf import pages, pdf
from repaybook.documents.word import docx
from repaybook.documents.workbook import xlsx
from repaybook.plans import propose

HOSTILE = [
    "<b>粗</b>",
    "<script>alert(1)</script>",
    '#strong[强] #read("x") #panic()',
    "{{ 7*7 }} {% x %} {0} {name}",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "$x^2$ _斜_ *粗* `码` \\u{1F600} // 注 /* 注 */",
    "= 标题",
    "- 列表",
    "@引用 <标签>",
    "&lt;&amp; ]]> <!--",
    "%s %n ../../x",
    "䶮喆堃〇",
    "“立案告知书”",
]


# Title, heading, two paragraphs, two lines, three cells, two labels, one signature.
TIMES = 12


def paper_with(said: str) -> Paper:
    blocks = (
        Heading(said),
        Text(said),
        Text(said, plain=True),
        Items((said, said), numbered=True),
        Grid((said, "二"), ((said, said),)),
        Fill(said, said),
        Sign(said, "日期："),
    )
    return Paper(id="complaint", debt="D1", lang="zh", title=said, on=ON, blocks=blocks)


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("said", HOSTILE)
def test_it_comes_out_of_word_as_itself(said: str) -> None:
    assert plain(words_of_word(docx(paper_with(said)))).count(plain(said)) == TIMES


@pytest.mark.parametrize("said", HOSTILE)
def test_it_comes_out_of_pdf_as_itself(said: str) -> None:
    assert plain(words_of_pdf(pdf(paper_with(said)))).count(plain(said)) == TIMES


@pytest.mark.parametrize("said", HOSTILE)
def test_it_is_no_formula_in_excel(said: str) -> None:
    case = with_debt(a_case(), creditor_alias=said)
    book = openpyxl.load_workbook(io.BytesIO(xlsx(case, propose(case, ON).plans[0])))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert said in {cell.value for cell in cells}


@pytest.mark.parametrize("said", HOSTILE)
def test_the_whole_paper_of_a_case_holds_it(said: str) -> None:
    case = with_debt(a_case(shocks=(said,), hardship_evidence=(said,)), creditor_alias=said, product_zh=said)
    paper = write(case, "application", "D1", ON)
    assert plain(said) in plain(words_of_word(docx(paper)))
    assert plain(said) in plain(words_of_pdf(pdf(paper)))


def test_ten_thousand_characters_fill_pages_and_are_all_there() -> None:
    said = "催收电话一天打了九次。" * 1000
    paper = Paper(id="x", debt=None, lang="zh", title="长", on=ON, blocks=(Text(said), Grid(("一",), ((said,),))))
    assert words_of_word(docx(paper)).count("九次") == 2000
    assert plain(words_of_pdf(pdf(paper))).count("九次") >= 1990  # a page number may stand inside one
    assert len(pages(paper)) > 10


def test_an_emoji_is_in_the_word_file_and_named_by_the_pdf() -> None:
    paper = paper_with("谢谢😀🙏")
    assert "谢谢😀🙏" in words_of_word(docx(paper))
    with pytest.raises(DocumentError) as caught:
        pdf(paper)
    told = [describe(problem, "zh") for problem in caught.value.problems]
    assert told == [
        "PDF的字体里没有“😀”（U+1F600）。请下载Word文件，或换一个字。",
        "PDF的字体里没有“🙏”（U+1F64F）。请下载Word文件，或换一个字。",
    ]


@pytest.mark.parametrize("mark", ["\u202e", "\u200f", "\u2066", "\x00", "\x1b", "\ufffe", "\ud800"])
def test_a_mark_that_turns_or_breaks_a_text_is_a_named_problem(mark: str) -> None:
    for make in (docx, pdf):
        with pytest.raises(DocumentError) as caught:
            make(paper_with(f"还{mark}款"))
        assert [problem.key for problem in caught.value.problems] == ["papers.problem.character"]
        assert f"U+{ord(mark):04X}" in describe(caught.value.problems[0], "zh")


def test_a_cell_too_long_for_excel_is_a_named_problem() -> None:
    case = with_debt(a_case(), creditor_alias="长" * 40_000)
    with pytest.raises(DocumentError) as caught:
        xlsx(case, propose(case, ON).plans[0])
    assert caught.value.problems[0].key == "papers.problem.too_long"


def made_or_refused(make: Callable[[Paper], bytes], paper: Paper) -> set[str]:
    """Return the keys of what was refused, empty where the file was made."""
    try:
        assert make(paper)
    except DocumentError as error:
        return {problem.key for problem in error.problems}
    return set()


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_any_text_is_made_as_it_is_or_refused_by_name(said: str) -> None:
    paper = Paper(id="x", debt=None, lang="zh", title="题", on=ON, blocks=(Text(said), Items((said,))))
    assert made_or_refused(docx, paper) <= {"papers.problem.character"}
    assert made_or_refused(pdf, paper) <= {"papers.problem.character", "papers.problem.glyph"}


def test_the_name_of_a_file_holds_no_path_and_no_mark() -> None:
    paper = replace(write(demo("C1"), "application", "D1", ON), debt="../../e\u202e/etc:*?")
    assert file_name(paper, "docx") == "协商还款申请书-______e__etc___-2026-11-23.docx"


def test_the_word_file_is_chinese_to_word() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(paper_with("话")))) as archive:
        styles = archive.read("word/styles.xml").decode("utf-8")
    assert 'w:eastAsia="宋体"' in styles
    assert 'w:eastAsia="zh-CN"' in styles
