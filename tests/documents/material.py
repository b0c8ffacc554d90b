"""The demo cases, and finished files opened again with libraries that had no part in making them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import docx as reader
import pypdfium2

from repaybook.case.model import (
    Agreement,
    CaseFile,
    Category,
    Contact,
    CreditorType,
    Debt,
    Expense,
    Income,
    LegalEvent,
)
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.money import Money

ON = date(2026, 11, 23)
NAMES = ("C1-easy", "C2-tight", "C3-negative", "C4-litigated", "C5-misconduct")


@cache
def demo(name: str) -> CaseFile:
    """Return a demo case by the beginning of its name."""
    return read_case(demo_bytes(next(full for full in NAMES if full.startswith(name))))


def words_of_word(content: bytes) -> str:
    """Return every text of a Word file in reading order, a line a paragraph or row."""
    document = reader.Document(io.BytesIO(content))
    lines = []
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            lines += ["\t".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            lines.append(part.text)
    return "\n".join(lines)


def words_of_pdf(content: bytes) -> str:
    """Return every text of a PDF, line breaks left out: where a line ends is the setter's matter."""
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "".join(pages).replace("\r", "").replace("\n", "").replace("\ufffe", "")


def a_case(**changes: object) -> CaseFile:
    """Return a household with 8,000 in, 4,000 out, one late card of 24,000 and what is asked for."""
    debt = Debt(
        id="D1",
        creditor_alias="银行甲",
        creditor_type=CreditorType.BANK_CREDIT_CARD,
        product_zh="信用卡",
        principal=Money.yuan(22_000),
        accrued_interest=Money.yuan(1_500),
        penalty_interest=Money(0),
        late_fee=Money.yuan(500),
        other_fees=Money(0),
        balance_total=Money.yuan(24_000),
        overdue_days=70,
        figures_source="账单",
    )
    case = CaseFile(
        as_of=ON,
        case_id="T",
        income=(Income(label_zh="工资", amount_monthly=Money.yuan(8_000)),),
        expenses=(Expense(category=Category.FOOD, item_zh="伙食", amount_monthly=Money.yuan(4_000)),),
        debts=(debt,),
        shocks=("2026-08 收入减少",),
        hardship_evidence=("降薪通知",),
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def with_debt(case: CaseFile, **changes: object) -> CaseFile:
    """Return the case with its first debt changed."""
    first = replace(case.debts[0], **changes)  # type: ignore[arg-type]
    return replace(case, debts=(first, *case.debts[1:]))


def contact(said: str, *evidence: str, at: datetime | None = None, **more: object) -> Contact:
    """Return a call that came in about D1 in the afternoon."""
    row = Contact(
        at=at or datetime(2026, 11, 20, 15, 0),  # noqa: DTZ001
        direction="in",
        channel="电话",
        party="催收员",
        said_zh=said,
        debt="D1",
    )
    return replace(row, evidence=evidence, **more)  # type: ignore[arg-type]


def payment_order(received: date, **more: object) -> LegalEvent:
    """Return the receipt of a payment order about D1."""
    return replace(LegalEvent(type="payment_order_received", date=received, debt="D1"), **more)  # type: ignore[arg-type]


def agreed(**more: object) -> Agreement:
    """Return an agreement about D1: 24 × 1,000 from 5 October 2026."""
    agreement = Agreement(
        debt="D1",
        signed=date(2026, 9, 20),
        form="电话录音",
        principal_fixed=Money.yuan(24_000),
        terms=24,
        monthly=Money.yuan(1_000),
        first_due=date(2026, 10, 5),
    )
    return replace(agreement, **more)  # type: ignore[arg-type]
