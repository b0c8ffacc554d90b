"""The schedules of a plan as an Excel file: text stays text, amounts are numbers, days are days."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from repaybook.case.model import CaseFile
from repaybook.documents.libraries import loaded
from repaybook.documents.paper import DocumentError
from repaybook.errors import Problem
from repaybook.money import Fen
from repaybook.plans.model import Projection, Schedule
from repaybook.texts import Lang, say

_LONGEST_NAME = 31
_LONGEST_CELL = 32_767
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Cell = str | Fen | date | None


class _Book:
    """A workbook in memory, its formats, and sheets written cell by cell."""

    def __init__(self, lang: Lang, on: date) -> None:
        self._lang = lang
        self.target = io.BytesIO()
        self.book = loaded("xlsxwriter").Workbook(
            self.target,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        self.book.set_properties({"created": datetime(on.year, on.month, on.day), "author": ""})  # noqa: DTZ001 - no zone in Excel
        self._text = self.book.add_format({"text_wrap": True, "valign": "top"})
        self._head = self.book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._amount = self.book.add_format({"num_format": "#,##0.00;−#,##0.00"})
        day = 'yyyy"年"m"月"d"日"' if lang == "zh" else "d mmm yyyy"
        self._day = self.book.add_format({"num_format": day, "align": "left"})

    def word(self, name: str, **values: object) -> str:
        return say(self._lang, f"papers.book.{name}", **values)

    def sheet(self, name: str, head: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[int]) -> None:
        """Write one sheet: a head that stays in sight, then the rows; whole numbers are fen."""
        page = self.book.add_worksheet(name)
        for column, (title, width) in enumerate(zip(head, widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, title, self._head)
        page.freeze_panes(1, 0)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                self._cell(page, number, column, cell)

    def _cell(self, page: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, str):
            page.write_string(row, column, cell, self._text)
        elif isinstance(cell, date):
            page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), self._day)  # noqa: DTZ001
        elif cell is not None:
            page.write_number(row, column, cell / 100, self._amount)


def _checked(text: str) -> str:
    """Return the text; ``DocumentError`` where a cell cannot hold it."""
    if len(text) > _LONGEST_CELL:
        raise DocumentError([Problem("papers.problem.too_long", (), {"most": _LONGEST_CELL})])
    found = _NOT_IN_A_CELL.search(text)
    if found is not None:
        values = {"character": "\N{REPLACEMENT CHARACTER}", "code": f"U+{ord(found[0]):04X}"}
        raise DocumentError([Problem("papers.problem.character", (), values)])
    return text


def _sheet_name(book: _Book, number: int, creditor: str) -> str:
    clean = _NOT_IN_A_NAME.sub(" ", creditor).strip("' ")
    return book.word("sheet", number=number, creditor=clean)[:_LONGEST_NAME].strip("' ")


def _summary(book: _Book, case: CaseFile, lang: Lang, schedules: Sequence[Schedule]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for schedule in schedules:
        count = sum(1 for row in schedule.rows if row.total)
        rows.append(
            [
                _checked(case.debt(schedule.debt).creditor_alias),
                say(lang, f"terms.offer_kind.{schedule.offer.kind}"),
                str(count),
                schedule.regular.fen,
                schedule.first_due,
                schedule.end,
                schedule.total_paid.fen,
                schedule.still_owed.fen,
            ]
        )
    total = sum(schedule.total_paid.fen for schedule in schedules)
    left = sum(schedule.still_owed.fen for schedule in schedules)
    rows.append([book.word("sum"), "", "", None, None, None, total, left])
    return rows


def xlsx(case: CaseFile, projection: Projection, lang: Lang = "zh") -> bytes:
    """Return the plan's schedules as .xlsx: one sheet for all creditors, then one each with every payment.

    ``DocumentError`` where a creditor's name cannot stand in a cell. The same plan gives the same bytes.
    """
    book = _Book(lang, projection.on)
    schedules = list(projection.schedules.values())
    names = ("creditor", "answer", "count", "regular", "first", "end", "paid", "left")
    rows = _summary(book, case, lang, schedules)
    book.sheet(book.word("whole"), [book.word(name) for name in names], rows, (30, 12, 8, 14, 16, 16, 16, 16))
    head = [
        book.word(name) for name in ("due", "total", "principal", "interest", "penalty", "late_fee", "other", "left")
    ]
    for number, schedule in enumerate(schedules, 1):
        lines: list[list[Cell]] = [
            [
                row.due,
                row.total,
                row.principal,
                row.interest,
                row.penalty_interest,
                row.late_fee,
                row.other,
                row.balance,
            ]
            for row in schedule.rows
        ]
        parts = [(row.principal, row.interest, row.penalty_interest, row.late_fee, row.other) for row in schedule.rows]
        sums = [sum(part) for part in zip(*parts, strict=True)] or [0] * 5
        lines.append([book.word("sum"), sum(row.total for row in schedule.rows), *sums, None])
        name = _sheet_name(book, number, case.debt(schedule.debt).creditor_alias)
        book.sheet(name, head, lines, (18, 14, 14, 14, 14, 14, 14, 16))
    book.book.close()
    return book.target.getvalue()
