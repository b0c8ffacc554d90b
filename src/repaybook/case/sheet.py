"""A table of debts in an Excel workbook: counted and weighed before it is opened, then read like any other table."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from repaybook.case import columns
from repaybook.case.columns import Kind
from repaybook.case.json_text import MOST_BYTES
from repaybook.case.model import CreditorType
from repaybook.case.places import LINE
from repaybook.case.table import (
    MOST_COLUMNS,
    MOST_DEBTS,
    MOST_LINES,
    Line,
    TableReading,
    find_head,
    read_lines,
    refuse,
)
from repaybook.errors import Problem, TableError
from repaybook.texts import Lang, say

MOST_PARTS = 200
MOST_UNPACKED = 10_000_000
MOST_TAGS = 200_000
"""A full table of 500 debts has some 80,000 tags. What openpyxl builds of this many stays below 100 MB."""

_MOST_SHEETS = 20
_PIECE = 65_536
_WIDE = frozenset({b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"})
# What openpyxl lets through from a workbook that is damaged or made up; it has no error of its own for that.
_DAMAGED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """Return a part of the workbook, read piece by piece, so that it cannot unfold beyond ``most`` bytes."""
    content = bytearray()
    with archive.open(part) as packed:
        while piece := packed.read(_PIECE):
            content += piece
            if len(content) > most:
                raise refuse("unpacks_too_large")
    # Wide characters would hide tags from being counted; a document type can unfold without end.
    if bytes(content[:2]) in _WIDE or b"<!DOCTYPE" in content:
        raise refuse("not_a_workbook")
    return bytes(content)


def _repacked(data: bytes) -> bytes:
    """Return the same parts as an archive that is just what it says, for openpyxl to open.

    Raises ``TableError`` where the workbook is more than a table of debts can be, locked, or no archive.
    """
    if len(data) > MOST_BYTES:
        raise refuse("too_large", megabytes=MOST_BYTES // 1_000_000)
    clean = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(clean, "w") as copy:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise refuse("unpacks_too_large")
            if any(part.flag_bits & 1 for part in parts):
                raise refuse("locked")
            if len({part.filename for part in parts}) < len(parts):
                raise refuse("not_a_workbook")
            room, tags = MOST_UNPACKED, 0
            for part in parts:
                content = _content(archive, part, room)
                room -= len(content)
                tags += content.count(b"<")
                if tags > MOST_TAGS:
                    raise refuse("unpacks_too_large")
                copy.writestr(part.filename, content)
    except TableError:
        raise
    except _DAMAGED as error:
        raise refuse("not_a_workbook") from error
    return clean.getvalue()


def _written(cell: Any) -> str:
    """Return what a cell shows, as a person would have typed it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat()
    if isinstance(value, int | float):
        # Excel itself keeps and shows 15 digits.
        number = Decimal(f"{value:.15g}")
        if "%" in cell.number_format:
            return f"{number * 100:f}%"
        return f"{number:f}"
    return str(value)


def _sheets(data: bytes, *, data_only: bool) -> Iterator[list[Line]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy; a session without Excel never loads it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl remarks on styles and extensions that do not matter here
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
        try:
            for sheet in workbook.worksheets[:_MOST_SHEETS]:
                sheet.reset_dimensions()  # what the file says of its size need not be true
                lines: list[Line] = []
                for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), 1):
                    cells = [_written(cell) for cell in row]
                    if number > MOST_LINES or any(cells[MOST_COLUMNS:]):
                        raise refuse("too_big", lines=MOST_LINES, columns=MOST_COLUMNS)
                    lines.append((number, cells[:MOST_COLUMNS]))
                yield lines
        finally:
            workbook.close()


def _without_lost_formulas(shown: list[Line], typed: list[Line]) -> tuple[list[Line], list[Problem]]:
    """Return the lines whose formulas all have a value, and a problem for each of the others."""
    kept: list[Line] = []
    lost: list[Problem] = []
    for (number, cells), (_, formulas) in zip(shown, typed, strict=True):
        if any(formula and not cell for cell, formula in zip(cells, formulas, strict=True)):
            lost.append(Problem("problems.table.formula_without_value", (LINE, number)))
        else:
            kept.append((number, cells))
    return kept, lost


def read_xlsx(data: bytes, taken: Collection[str] = ()) -> TableReading:
    """Return the debts of the first sheet that has our columns.

    A formula counts with the value that was saved with it; a line with one that has none is listed. Raises
    ``TableError`` where nothing can be read: over 1 MB, unpacking to over 10 MB, damaged, locked, without our columns,
    more than 500 debts.
    """
    clean = _repacked(data)
    try:
        shown = list(_sheets(clean, data_only=True))
        typed = list(_sheets(clean, data_only=False))
    except TableError:
        raise
    except _DAMAGED as error:
        raise refuse("not_a_workbook") from error
    for lines, formulas in zip(shown, typed, strict=True):
        if find_head(lines):
            kept, lost = _without_lost_formulas(lines, formulas)
            reading = read_lines(kept, taken)
            return TableReading(reading.debts, tuple(sorted([*lost, *reading.problems], key=lambda one: one.path[1])))
    raise refuse("no_head")


def template_xlsx(lang: Lang) -> bytes:
    """Return the empty table to fill in as a workbook: amounts, rates and days in their formats, the types to choose.

    A second sheet says how to fill it in.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - heavy; a session without Excel never loads it
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheet = workbook.create_sheet(say(lang, "terms.table.debts"))
    words = workbook.create_sheet(say(lang, "terms.table.words"))
    formats = {Kind.AMOUNT: "#,##0.00", Kind.RATE: "0.00##%", Kind.DAY: "yyyy-mm-dd", Kind.COUNT: "0"}
    heads = columns.template_heads(lang)
    for number, (head, kind) in enumerate(zip(heads, columns.COLUMNS.values(), strict=True), 1):
        cell = sheet.cell(1, number, head)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = 16
        for line in range(2, MOST_DEBTS + 2 if kind in formats else 2):
            sheet.cell(line, number).number_format = formats[kind]
    sheet.freeze_panes = "A2"
    for number, creditor_type in enumerate(CreditorType, 1):
        words.cell(number, 1, say(lang, f"terms.creditor_type.{creditor_type}"))
    for number, hint in enumerate(("types", "unknown", "amounts", "rates", "lines"), 1):
        words.cell(number, 3, say(lang, f"terms.table.hint_{hint}", most=MOST_DEBTS))
    words.column_dimensions["A"].width, words.column_dimensions["C"].width = 28, 60
    choice = DataValidation(type="list", formula1=f"'{words.title}'!$A$1:$A${len(CreditorType)}", allow_blank=True)
    sheet.add_data_validation(choice)
    letter = get_column_letter(list(columns.COLUMNS).index("creditor_type") + 1)
    choice.add(f"{letter}2:{letter}{MOST_DEBTS + 1}")
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()
