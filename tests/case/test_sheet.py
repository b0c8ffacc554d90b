"""An Excel workbook is weighed before it is opened, and read like any other table."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from repaybook.case import columns
from repaybook.case.model import CreditorType
from repaybook.case.places import describe
from repaybook.case.sheet import MOST_UNPACKED, read_xlsx, template_xlsx
from repaybook.case.table import TableReading, read_table
from repaybook.errors import TableError
from repaybook.money import Money
from repaybook.texts import LANGS, Lang

HEAD = ["债权人", "类型", "欠款总额", "年利率", "逾期天数", "下次还款日", "有抵押"]


def workbook(*rows: Sequence[Any], formats: dict[str, str] | None = None, sheets: int = 0) -> bytes:
    book = Workbook()
    for _ in range(sheets):
        book.create_sheet(index=0).append(["说明"])
    sheet = book.worksheets[-1]
    for row in rows:
        sheet.append(list(row))
    for place, written in (formats or {}).items():
        sheet[place].number_format = written
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """Return the workbook with some parts changed; ``sheet1`` stands for the first sheet."""
    names = {"sheet1": "xl/worksheets/sheet1.xml", "styles": "xl/styles.xml", "types": "[Content_Types].xml"}
    changed = {names.get(name, name): content for name, content in parts.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, changed.pop(part.filename) if part.filename in changed else old.read(part))
        for name, content in changed.items():
            new.writestr(name, content)
    return buffer.getvalue()


def sheet_xml(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def refused(data: bytes) -> str:
    with pytest.raises(TableError) as caught:
        read_table(data)
    assert all(describe(problem, lang) for problem in caught.value.problems for lang in LANGS)
    return caught.value.problems[0].key.removeprefix("problems.table.")


def listed(reading: TableReading) -> list[tuple[str, tuple[Any, ...]]]:
    return [(problem.key.removeprefix("problems."), problem.path[1:]) for problem in reading.problems]


SMALL = workbook(HEAD, ["甲", "信用卡", 100])


def test_cells_of_every_kind_are_read() -> None:
    data = workbook(
        HEAD,
        ["股份制银行A", "信用卡", 46800, 0.1825, 78, date(2026, 12, 6), False],
        ["银行B", "房贷", 218000.5, "年3.3%", "0天", datetime(2026, 12, 1), True],  # noqa: DTZ001 - a spreadsheet's day
        ["网络小贷C", "网络小贷", "4.68万", "日万分之五", None, "2026年12月10日", None],
        formats={"D2": "0.00%"},
    )
    reading = read_table(data)
    assert listed(reading) == []
    assert [debt.balance_total for debt in reading.debts] == [Money(4_680_000), Money(21_800_050), Money(4_680_000)]
    assert [debt.annual_rate for debt in reading.debts] == [Decimal("0.1825"), Decimal("0.033"), Decimal("0.1825")]
    assert [debt.next_due_date for debt in reading.debts] == [date(2026, 12, 6), date(2026, 12, 1), date(2026, 12, 10)]
    assert [debt.secured for debt in reading.debts] == [False, True, False]
    assert reading.debts[0].overdue_stage == "M3"


def test_what_arithmetic_in_a_spreadsheet_leaves_behind_is_rounded_as_excel_shows_it() -> None:
    # 0.1 + 0.2 is kept as 0.30000000000000004; Excel shows, and means, 0.3.
    (debt,) = read_table(workbook(HEAD, ["甲", "信用卡", 0.1 + 0.2])).debts
    assert debt.balance_total == Money(30)
    assert listed(read_table(workbook(HEAD, ["甲", "信用卡", 0.125]))) == [
        ("amount.third_decimal", (2, "balance_total"))
    ]


def test_a_per_cent_cell_below_a_head_with_per_cent_is_what_it_shows() -> None:
    data = workbook(
        ["债权人", "类型", "年利率(%)"], ["甲", "信用卡", 0.1825], ["乙", "信用卡", 24], formats={"C2": "0.00%"}
    )
    assert [debt.annual_rate for debt in read_table(data).debts] == [Decimal("0.1825"), Decimal("0.24")]


def test_lines_are_counted_as_the_spreadsheet_counts() -> None:
    data = workbook(["我的债务"], [], HEAD, ["甲", "信用卡", "很多"], [], ["乙", "网贷", 1], ["合计", None, 2])
    assert listed(read_table(data)) == [
        ("amount.unreadable", (4, "balance_total")),
        ("table.several_types", (6, "creditor_type")),
        ("table.total_row", (7,)),
    ]


def test_a_formula_counts_with_its_saved_value_and_without_one_is_listed() -> None:
    lost = workbook(HEAD, ["甲", "信用卡", "=1+1"], ["乙", "信用卡", 5])
    reading = read_table(lost)
    assert listed(reading) == [("table.formula_without_value", (2,))]
    assert [debt.creditor_alias for debt in reading.debts] == ["乙"]
    with zipfile.ZipFile(io.BytesIO(lost)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    saved = repacked(lost, sheet1=xml.replace(b"<v />", b"<v>2</v>").replace(b"<v></v>", b"<v>2</v>"))
    assert read_table(saved).debts[0].balance_total == Money(200)


def test_a_head_that_is_a_formula_without_value_is_no_head() -> None:
    with zipfile.ZipFile(io.BytesIO(SMALL)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    cells = b'<c r="D1" t="inlineStr"><is><t>\xe5\xa4\x87\xe6\xb3\xa8</t></is></c><c r="E1"><f>1+1</f></c></row>'
    lost = xml[: xml.index(b"</row>")] + cells + xml[xml.index(b"</row>") + 6 :]
    assert refused(repacked(SMALL, sheet1=lost)) == "no_head"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEAD)
    sheet.append(["x", "信用卡", 1])
    sheet["A2"].value, sheet["A2"].data_type = "=cmd|' /C calc'!A0", "s"
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_table(buffer.getvalue()).debts[0].creditor_alias == "=cmd|' /C calc'!A0"


def test_the_sheet_with_our_columns_is_found() -> None:
    (debt,) = read_table(workbook(HEAD, ["甲", "信用卡", 1], sheets=3)).debts
    assert debt.creditor_type is CreditorType.BANK_CREDIT_CARD


def test_a_size_that_the_sheet_claims_is_not_believed() -> None:
    with zipfile.ZipFile(io.BytesIO(SMALL)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    assert b'ref="A1:G2"' in xml
    assert len(read_table(repacked(SMALL, sheet1=xml.replace(b'ref="A1:G2"', b'ref="A1:A1"'))).debts) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_the_template_is_read_back_empty_and_filled(lang: Lang) -> None:
    data = template_xlsx(lang)
    assert read_table(data) == TableReading((), ())
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    heads = [columns.head_of(str(cell.value)) for cell in sheet[1]]
    assert [head.field for head in heads if head] == list(columns.COLUMNS)
    assert sheet.data_validations.count == 1
    types = [str(cell.value) for cell in book.worksheets[1]["A"] if cell.value]
    assert {columns.type_words()[columns.folded(word)] for word in types} == set(CreditorType)
    sheet["A2"], sheet["B2"], sheet["D2"], sheet["J2"], sheet["O2"] = "甲", types[0], 46800, 0.1825, date(2026, 12, 6)
    buffer = io.BytesIO()
    book.save(buffer)
    (debt,) = read_table(buffer.getvalue()).debts
    assert (debt.balance_total, debt.annual_rate) == (Money(4_680_000), Decimal("0.1825"))
    assert debt.next_due_date == date(2026, 12, 6)


def bomb(count: int) -> bytes:
    """Return a workbook of which one part unfolds to ``count`` bytes of blanks."""
    return repacked(SMALL, **{"xl/media/blank.bin": b" " * count})


def test_a_workbook_that_unfolds_too_far_is_refused_before_it_is_opened() -> None:
    data = bomb(MOST_UNPACKED)
    assert len(data) < 50_000
    assert refused(data) == "unpacks_too_large"


def test_a_workbook_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(bomb(5_000_000))
    size = struct.pack("<I", 5_000_000)
    assert data.count(size) == 2
    assert refused(bytes(data.replace(size, struct.pack("<I", 10)))) == "not_a_workbook"


def test_cells_without_number_are_refused_before_they_are_read() -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}"/><c r="XFD{row}"/></row>' for row in range(1, 90_000))
    assert refused(repacked(SMALL, sheet1=sheet_xml(cells))) == "unpacks_too_large"


def test_far_cells_are_refused() -> None:
    assert refused(repacked(SMALL, sheet1=sheet_xml('<row r="1"><c r="XFD1"><v>1</v></c></row>'))) == "no_head"
    assert refused(repacked(SMALL, sheet1=sheet_xml('<row r="1"><c r="BI1"><v>1</v></c></row>'))) == "too_big"
    assert refused(repacked(SMALL, sheet1=sheet_xml('<row r="999999999999"><c r="A9"><v>1</v></c></row>'))) == "too_big"


def test_too_many_lines_and_debts_are_refused() -> None:
    assert refused(workbook(HEAD, *[["甲", "信用卡", 1]] * 501)) == "too_many_rows"
    assert refused(workbook(HEAD, *[[]] * 5000, ["甲", "信用卡", 1])) == "too_big"


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>',
        "<worksheet/>".encode("utf-16"),
        "<worksheet/>".encode("utf-16-le"),
        b"<worksheet",
        b"",
        b"\x00",
        sheet_xml('<row r="x"/>'),
        sheet_xml('<row><c r="A1" t="s"><v>99</v></c></row>'),
        sheet_xml('<row><c r="A1" t="e"/><c r="??"><v>1</v></c></row>'),
    ],
)
def test_a_damaged_sheet_is_refused(xml: bytes) -> None:
    assert refused(repacked(SMALL, sheet1=xml)) in {"not_a_workbook", "no_head"}


def test_other_archives_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("letter.txt", "hello")
    assert refused(buffer.getvalue()) == "not_a_workbook"
    assert refused(buffer.getvalue()[:-10]) == "not_a_workbook"
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(201):
            archive.writestr(f"{number}.txt", "")
    assert refused(buffer.getvalue()) == "unpacks_too_large"
    assert refused(b"PK\x03\x04" + b"x" * 1_000_000) == "too_large"


def test_a_part_that_stands_twice_is_refused() -> None:
    buffer = io.BytesIO(SMALL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("xl/worksheets/sheet1.xml", sheet_xml(""))
    assert refused(buffer.getvalue()) == "not_a_workbook"


def test_a_locked_archive_is_said_to_be_locked() -> None:
    data = bytearray(SMALL)
    # Bit 0 of the general flags, in the local head of the first part and in the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data)) == "locked"


def test_a_workbook_without_our_columns_is_refused() -> None:
    assert refused(workbook(["name", "amount"], ["A", 1])) == "no_head"
    assert refused(workbook()) == "no_head"


@settings(max_examples=80)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(SMALL)) as archive:
        name = data.draw(st.sampled_from([part.filename for part in archive.infolist()]))
        content = bytearray(archive.read(name))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        content[start : start + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=5))
    try:
        listed(read_xlsx(repacked(SMALL, **{name: bytes(content)})))
    except TableError as error:
        assert describe(error.problems[0], "zh")  # noqa: PT017


@settings(max_examples=80)
@given(st.data())
def test_a_file_with_damaged_bytes_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(4, len(content)))
        content[start : start + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=5))
    try:
        listed(read_xlsx(bytes(content)))
    except TableError as error:
        assert describe(error.problems[0], "zh")  # noqa: PT017
