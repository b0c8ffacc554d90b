"""The letter that asks for an agreement in writing names what the person found missing in it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from docx import Document
from tests.documents.material import ON, demo

from repaybook.case.model import AgreedItem
from repaybook.documents import word
from repaybook.documents.making import write


def letter(*items: AgreedItem) -> str:
    case = demo("C5")
    (agreement,) = case.agreements
    case = replace(case, agreements=(replace(agreement, items=items),))
    paper = write(case, "request_papers", "D1", ON)
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(word.docx(paper))).paragraphs)


def test_what_was_noted_and_what_was_answered_as_missing_are_asked_for_in_one_line() -> None:
    plain = letter()
    assert "违约处理约定" in plain
    assert "提前还清怎么算" not in plain
    said = letter(AgreedItem(name="early_payoff", standing="missing"))
    assert "提前还清怎么算" in said
    assert "违约处理约定" in said


def test_what_is_there_or_unclear_is_not_called_missing() -> None:
    there = letter(
        AgreedItem(name="early_payoff", standing="present", by="paper"),
        AgreedItem(name="payee_account", standing="unclear"),
    )
    assert "提前还清怎么算" not in there
    assert "收款账户（本人卡" not in there
