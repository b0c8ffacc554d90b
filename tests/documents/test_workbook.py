"""Schedules in Excel, read by another library: numbers are numbers, days are days, sums agree with the plan."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from tests.documents.material import ON, a_case, demo, with_debt

from repaybook.documents.workbook import xlsx
from repaybook.plans import propose


@pytest.mark.parametrize("name", ["C1", "C2", "C5"])
def test_every_payment_of_a_plan_is_there_with_its_day_and_its_fen(name: str) -> None:
    case = demo(name)
    projection = propose(case, ON).plans[0]
    book = openpyxl.load_workbook(io.BytesIO(xlsx(case, projection)))
    assert len(book.sheetnames) == 1 + len(projection.schedules)
    for sheet, schedule in zip(book.worksheets[1:], projection.schedules.values(), strict=True):
        rows = list(sheet.iter_rows(min_row=2, values_only=True))
        assert len(rows) == len(schedule.rows) + 1
        for cells, row in zip(rows, schedule.rows, strict=False):
            assert cells[0] == datetime(row.due.year, row.due.month, row.due.day)  # noqa: DTZ001
            assert [round(float(str(cell)) * 100) for cell in cells[1:]] == [
                row.total,
                row.principal,
                row.interest,
                row.penalty_interest,
                row.late_fee,
                row.other,
                row.balance,
            ]
        assert round(float(str(rows[-1][1])) * 100) == schedule.total_paid.fen
    whole = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    total = sum(schedule.total_paid.fen for schedule in projection.schedules.values())
    assert round(float(str(whole[-1][6])) * 100) == total


def test_names_that_no_sheet_can_bear_are_made_fit() -> None:
    case = with_debt(a_case(), creditor_alias="'[银行]:*?/\\很长很长很长很长很长很长很长很长很长很长很长很长")
    (_, name) = openpyxl.load_workbook(io.BytesIO(xlsx(case, propose(case, ON).plans[0]))).sheetnames
    assert len(name) <= 31
    assert not set("[]:*?/\\'") & set(name)


def test_the_same_plan_gives_the_same_bytes_and_english_has_english_heads() -> None:
    case = demo("C1")
    projection = propose(case, ON).plans[0]
    assert xlsx(case, projection) == xlsx(case, projection)
    book = openpyxl.load_workbook(io.BytesIO(xlsx(case, projection, "en")))
    assert book.worksheets[1]["A1"].value == "Day"
