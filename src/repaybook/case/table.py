"""A table of debts in the form of our template: what can be read becomes debts, what cannot is listed line by line."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from marshmallow import ValidationError

from repaybook.case import columns, vocabulary
from repaybook.case.amounts import is_unknown, read_amount, read_count, read_rate
from repaybook.case.columns import Head, Kind
from repaybook.case.days import read_day
from repaybook.case.defaults import standing_of
from repaybook.case.edit import next_debt_id
from repaybook.case.fields import quoted
from repaybook.case.json_text import MOST_BYTES
from repaybook.case.model import CreditorType, Debt
from repaybook.case.places import LINE
from repaybook.case.rules import stage_of
from repaybook.case.schema import gathered, section_of
from repaybook.errors import CaseError, Problem, TableError
from repaybook.texts import Lang

MOST_DEBTS = 500
MOST_LINES = 5000
MOST_COLUMNS = 60
_HEAD_WITHIN = 30
_DELIMITERS = (",", "\t", ";")
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Line = tuple[int, Sequence[str]]
"""The number of a line as a spreadsheet counts, and its cells as text."""


@dataclass(frozen=True, slots=True)
class TableReading:
    """The debts that were read, to be confirmed by the person, and what was not, by line (``("line", 5, field)``)."""

    debts: tuple[Debt, ...]
    problems: tuple[Problem, ...]


def refuse(key: str, **values: object) -> TableError:
    """Return the error of a table of which nothing can be read."""
    return TableError([Problem(f"problems.table.{key}", (), values)])


def _problem(key: str, line: int, *field: str, **values: object) -> Problem:
    return Problem(f"problems.table.{key}", (LINE, line, *field), values)


def _type(text: str) -> str:
    word = columns.folded(text)
    found = columns.type_words().get(word)
    if found is None:
        key = "several_types" if word in columns.SEVERAL_TYPES else "unknown_type"
        raise CaseError([Problem(f"problems.table.{key}", (), {"text": quoted(text)})])
    return found.value


def _yes_no(text: str) -> bool:
    word = columns.folded(text)
    if word not in columns.YES | columns.NO:
        raise CaseError([Problem("problems.amount.not_yes_no", (), {"text": quoted(text)})])
    return word in columns.YES


def _rate(text: str, unit: str) -> Any:
    bare = text.strip().replace(".", "", 1)
    if unit == "%" and bare.isascii() and bare.isdigit():
        if text.strip().startswith("0.") and bare.strip("0"):
            # 0.1825 below a head with % may be the fraction or a very small rate.
            raise CaseError([Problem("problems.amount.rate_unit", (), {"text": quoted(text)})])
        return read_rate(f"{text}%")
    return read_rate(text)


def _content(text: str, head: Head) -> Any:  # noqa: PLR0911 - one a kind
    """Return what the cell says, as the content of a case file; ``CaseError`` where it says nothing plain."""
    kind = columns.COLUMNS[head.field]
    if kind is Kind.TEXT:
        return text.strip()
    if is_unknown(text):
        return None
    if kind is Kind.AMOUNT:
        bare = text.strip()[-1:].isdigit()
        amount = read_amount(text + head.unit if bare else text)
        return None if amount is None else amount.in_yuan()
    if kind is Kind.RATE:
        return _rate(text, head.unit)
    if kind is Kind.COUNT:
        span = vocabulary.SPANS["Debt", head.field]
        return read_count(text, least=span.least, most=span.most)
    if kind is Kind.DAY:
        day = read_day(text)
        return None if day is None else day.isoformat()
    return _type(text) if kind is Kind.TYPE else _yes_no(text)


def _row(cells: Sequence[str], heads: Sequence[Head | None], line: int) -> tuple[dict[str, Any], list[Problem]]:
    content: dict[str, Any] = {}
    found: list[Problem] = []
    for head, cell in zip(heads, cells, strict=False):
        if head is None:
            continue
        try:
            value = _content(cell, head)
        except CaseError as error:
            found.extend(replace(problem, path=(LINE, line, head.field)) for problem in error.problems)
            continue
        if value is not None:
            content[head.field] = value
    found.extend(
        Problem("problems.field.required", (LINE, line, name))
        for name in columns.NEEDED
        if not content.get(name) and not any(problem.path[-1] == name for problem in found)
    )
    return content, found


def _debt(content: dict[str, Any], debt_id: str, line: int) -> Debt:
    """Return the debt of a row, by the rules of a case file; ``TableError`` with what it breaks."""
    standing = standing_of(CreditorType(content["creditor_type"]))
    natural = {"secured": standing.secured, "priority": standing.priority, "contingent": standing.contingent}
    days = content.get("overdue_days")
    stage = {} if days is None else {"overdue_stage": stage_of(days)}
    try:
        return cast("Debt", section_of(Debt)().load({**natural, **content, **stage, "id": debt_id}))
    except ValidationError as error:
        raise TableError(gathered(error.messages, (LINE, line))) from error


def find_head(lines: Sequence[Line]) -> tuple[int, tuple[Head | None, ...]] | None:
    """Return where the row of heads is among the first 30 lines, and its columns; ``None`` where it is not."""
    for index, (_, cells) in enumerate(lines[:_HEAD_WITHIN]):
        heads = columns.heads_of(cells)
        if heads:
            return index, heads
    return None


def _about_head(line: int, cells: Sequence[str], heads: Sequence[Head | None]) -> Iterator[Problem]:
    """Yield the columns that are not read; ``TableError`` where two are the same."""
    known = [head.field for head in heads if head]
    twice = sorted({name for name in known if known.count(name) > 1}, key=known.index)
    if twice:
        raise TableError(_problem("column_twice", line, name) for name in twice)
    for cell, head in zip(cells, heads, strict=True):
        if cell.strip() and head is None:
            yield _problem("unknown_column", line, column=quoted(cell.strip()))


def read_lines(lines: Sequence[Line], taken: Collection[str]) -> TableReading:
    """Return the debts of a table that is already cells; ``taken`` – ids in use.

    A line with fewer or more cells than the head is refused: a comma inside an amount moves every cell behind it.
    Raises ``TableError`` where there is no head, a column stands twice, or there are more than 500 debts.
    """
    head = find_head(lines)
    if head is None:
        raise refuse("no_head")
    start, heads = head
    problems = list(_about_head(*lines[start], heads))
    debts: list[Debt] = []
    ids = list(taken)
    body = [(number, cells) for number, cells in lines[start + 1 :] if any(cell.strip() for cell in cells)]
    if len(body) > MOST_DEBTS:
        raise refuse("too_many_rows", most=MOST_DEBTS)
    for number, cells in body:
        if len(cells) != len(heads):
            problems.append(_problem("cell_count", number, found=len(cells), expected=len(heads)))
            continue
        if any(columns.folded(cell) in columns.TOTALS for cell in cells[:2]):
            problems.append(_problem("total_row", number))
            continue
        content, found = _row(cells, heads, number)
        if found:
            problems.extend(found)
            continue
        debt_id = next_debt_id(ids)
        try:
            debts.append(_debt(content, debt_id, number))
        except TableError as error:
            problems.extend(error.problems)
        else:
            ids.append(debt_id)
    return TableReading(tuple(debts), tuple(problems))


def _text(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refuse("not_text")


def _records(text: str, delimiter: str) -> list[Line]:
    lines: list[Line] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            if number > MOST_LINES or len(cells) > MOST_COLUMNS:
                raise refuse("too_big", lines=MOST_LINES, columns=MOST_COLUMNS)
            lines.append((number, cells))
    except csv.Error as error:
        raise refuse("broken_csv", line=len(lines) + 1) from error
    return lines


def read_csv(data: bytes, taken: Collection[str] = ()) -> TableReading:
    """Return the debts of a CSV file: UTF-8 (with or without mark), GB 18030 or UTF-16; comma, tab or semicolon.

    Raises ``TableError`` where nothing can be read: see ``read_lines``; over 1 MB, no text, a quotation without end.
    """
    if len(data) > MOST_BYTES:
        raise refuse("too_large", megabytes=MOST_BYTES // 1_000_000)
    text = _text(data)
    if not text.strip():
        raise refuse("empty")
    first: TableError | None = None
    for delimiter in _DELIMITERS:
        try:
            lines = _records(text, delimiter)
        except TableError as error:
            first = first or error
            continue
        if find_head(lines):
            return read_lines(lines, taken)
    raise first or refuse("no_head")


def read_table(data: bytes, taken: Collection[str] = ()) -> TableReading:
    """Return the debts of a file that is an Excel workbook (.xlsx) or a CSV; what it is shows in its first bytes."""
    if data.startswith(_OLD_OFFICE):
        # The old .xls, or an .xlsx with a password.
        raise refuse("old_excel")
    if data.startswith(_ZIP):
        from repaybook.case.sheet import read_xlsx  # noqa: PLC0415 - a session without Excel never loads it

        return read_xlsx(data, taken)
    return read_csv(data, taken)


def template_csv(lang: Lang) -> bytes:
    """Return the empty table to fill in, UTF-8 with the mark that Excel needs."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(columns.template_heads(lang))
    return buffer.getvalue().encode("utf-8-sig")
