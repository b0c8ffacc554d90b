"""A table of debts: what can be read is offered, what cannot is listed line by line, nothing is guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repaybook.case import columns
from repaybook.case.edit import with_debt
from repaybook.case.model import CaseFile, CreditorType, Debt
from repaybook.case.places import describe
from repaybook.case.read import read_case
from repaybook.case.table import TableReading, read_csv, read_table, template_csv
from repaybook.case.write import write_case
from repaybook.errors import TableError
from repaybook.money import Money
from repaybook.texts import LANGS, Lang, say

HEAD = "债权人,类型,欠款总额,本金,利息,罚息,违约金,其他费用,年利率,每月应还,逾期天数,下次还款日"
CARD = "股份制银行A,信用卡,46800,42600,3120,0,1080,0,18.25%,15745,78,"


def table(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows, ""]).encode()


def listed(reading: TableReading) -> list[tuple[str, tuple[Any, ...]]]:
    for problem in reading.problems:
        assert all(describe(problem, lang) for lang in LANGS)
    return [(problem.key.removeprefix("problems."), problem.path[1:]) for problem in reading.problems]


def refused(data: bytes) -> str:
    with pytest.raises(TableError) as caught:
        read_table(data)
    assert all(describe(problem, lang) for problem in caught.value.problems for lang in LANGS)
    return caught.value.problems[0].key.removeprefix("problems.table.")


def test_a_row_of_the_template_becomes_a_debt() -> None:
    (debt,) = read_table(table(CARD)).debts
    assert debt == Debt(
        id="D1",
        creditor_alias="股份制银行A",
        creditor_type=CreditorType.BANK_CREDIT_CARD,
        principal=Money(4_260_000),
        accrued_interest=Money(312_000),
        penalty_interest=Money(0),
        late_fee=Money(108_000),
        other_fees=Money(0),
        balance_total=Money(4_680_000),
        annual_rate=Decimal("0.1825"),
        contractual_monthly=Money(1_574_500),
        overdue_days=78,
        overdue_stage="M3",
    )


def test_amounts_rates_and_days_are_read_as_people_write_them() -> None:
    row = '网络小贷C,网络小贷,1.64万,"14,100.00元",￥1250,1050,0,0,日万分之五,2517.21元,102天,2026年12月6日'
    (debt,) = read_table(table(row)).debts
    assert debt.balance_total == Money(1_640_000)
    assert debt.principal == Money(1_410_000)
    assert debt.annual_rate == Decimal("0.1825")
    assert (debt.overdue_days, debt.overdue_stage) == (102, "M4")
    assert debt.next_due_date == date(2026, 12, 6)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends_are_no_matter(encoding: str, delimiter: str, line_end: str) -> None:
    text = line_end.join([HEAD, CARD, ""]).replace(",", delimiter)
    (debt,) = read_table(text.encode(encoding)).debts
    assert debt.creditor_alias == "股份制银行A"


def test_the_head_is_found_by_its_names_below_other_lines_and_in_any_order() -> None:
    data = "我的债务,,\n,,\n类型,欠款,机构\n信用卡,100,银行A\n".encode()
    (debt,) = read_table(data).debts
    assert (debt.creditor_alias, debt.balance_total) == ("银行A", Money(10_000))


def test_english_heads_and_words_are_read() -> None:
    data = table("Bank A,Credit card,46800,yes", head="creditor,kind,total owed,secured")
    (debt,) = read_table(data).debts
    assert (debt.creditor_type, debt.secured) == (CreditorType.BANK_CREDIT_CARD, True)


def test_units_in_the_head_count() -> None:
    data = table("甲,信用卡,4.68,18.25,４２６００", head="债权人,类型,欠款总额（万元）,年利率(%),本金(元)")
    (debt,) = read_table(data).debts
    assert (debt.balance_total, debt.annual_rate) == (Money(4_680_000), Decimal("0.1825"))
    assert debt.principal == Money(4_260_000)


def test_a_unit_in_the_cell_wins_over_the_head() -> None:
    data = table("甲,信用卡,46800元,日万分之五", head="债权人,类型,欠款总额（万元）,年利率(%)")
    (debt,) = read_table(data).debts
    assert (debt.balance_total, debt.annual_rate) == (Money(4_680_000), Decimal("0.1825"))


def test_a_fraction_below_a_head_with_per_cent_is_asked_about() -> None:
    reading = read_table(table("甲,信用卡,0.1825", "乙,信用卡,0", head="债权人,类型,年利率(%)"))
    assert listed(reading) == [("amount.rate_unit", (2, "annual_rate"))]
    assert [debt.annual_rate for debt in reading.debts] == [0]


def test_empty_cells_are_not_known() -> None:
    (debt,) = read_table(table("甲,车贷,,不清楚,,,,,,,-,")).debts
    assert (debt.balance_total, debt.principal, debt.overdue_days, debt.overdue_stage) == (None, None, None, None)
    assert debt.secured


def test_a_mortgage_is_secured_and_comes_first_unless_said_otherwise() -> None:
    head = "债权人,类型,有抵押,优先支付"
    reading = read_table(table("甲,房贷,,", "乙,房贷,是,否", "丙,为别人担保,,", head=head))
    assert [(debt.secured, debt.priority, debt.contingent) for debt in reading.debts] == [
        (True, True, False),
        (True, False, False),
        (False, False, True),
    ]


def test_neither_yes_nor_no_is_asked_about() -> None:
    assert listed(read_table(table("甲,房贷,也许", head="债权人,类型,有抵押"))) == [
        ("amount.not_yes_no", (2, "secured"))
    ]


def test_ids_go_on_from_those_in_use() -> None:
    reading = read_table(table(CARD, CARD), ["D1", "D7"])
    assert [debt.id for debt in reading.debts] == ["D8", "D9"]


def test_what_cannot_be_read_is_listed_with_line_and_column_and_the_rest_is_offered() -> None:
    rows = [
        CARD,
        "乙,网贷,100,,,,,,,,,",
        "丙,高利贷,100,,,,,,,,,",
        "丁,信用卡,一百,,,,,,18.25,,M3,2026-02-30",
        ",信用卡,100,,,,,,,,,",
        "戊,,100,,,,,,,,,",
        "己,信用卡,-1,,,,,,,,,",
        "庚,信用卡,100,60,30,0,0,0,,,,",
        "合计,,46800,,,,,,,,,",
        ",合计,46800,,,,,,,,,",
        "辛,信用卡,46,800.00,,,,,,,,,",
        "壬,信用卡,100,200,,,,,,,,",
        "癸,信用卡",
        "",
        CARD,
    ]
    reading = read_table(table(*rows))
    assert listed(reading) == [
        ("table.several_types", (3, "creditor_type")),
        ("table.unknown_type", (4, "creditor_type")),
        ("amount.unreadable", (5, "balance_total")),
        ("amount.rate_unit", (5, "annual_rate")),
        ("amount.not_whole", (5, "overdue_days")),
        ("amount.impossible_date", (5, "next_due_date")),
        ("field.required", (6, "creditor_alias")),
        ("field.required", (7, "creditor_type")),
        ("amount.negative", (8, "balance_total")),
        ("case.parts_do_not_add_up", (9, "balance_total")),
        ("table.total_row", (10,)),
        ("table.total_row", (11,)),
        ("table.cell_count", (12,)),
        ("case.parts_above_total", (13, "balance_total")),
        ("table.cell_count", (14,)),
    ]
    assert [debt.id for debt in reading.debts] == ["D1", "D2"]
    assert describe(reading.problems[2], "zh") == "第5行·欠款总额：“一百”读不成金额。请写46800或4.68万。"


def test_a_comma_inside_an_amount_never_moves_the_cells_behind_it() -> None:
    rows = ["股份制银行A,信用卡,46,800,42600,3120,0,1080,0,18.25%,15745,78,", "乙,信用卡,46,000,,,,,,,,,"]
    assert listed(read_table(table(*rows))) == [("table.cell_count", (2,)), ("table.cell_count", (3,))]
    # Even where somebody left a cell out at the end.
    assert listed(read_table(table("乙,信用卡,46,000,,,,,,,,"))) == [("amount.unreadable", (2, "principal"))]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    (debt,) = read_table(table("=cmd|' /C calc'!A0,信用卡,100,,,,,,,,,")).debts
    assert debt.creditor_alias == "=cmd|' /C calc'!A0"


def test_control_characters_and_endless_texts_are_listed() -> None:
    reading = read_table(table("甲\x07,信用卡,1,,,,,,,,,", "乙" * 10_001 + ",信用卡,1,,,,,,,,,"))
    assert listed(reading) == [
        ("field.control_character", (2, "creditor_alias")),
        ("field.too_long", (3, "creditor_alias")),
    ]


def test_a_column_that_is_not_ours_is_said_to_be_left_out() -> None:
    reading = read_table(table("甲,信用卡,蓝,5", head="债权人,类型,颜色,本金(美元)"))
    assert listed(reading) == [("table.unknown_column", (1,)), ("table.unknown_column", (1,))]
    assert len(reading.debts) == 1


def test_two_columns_of_the_same_are_refused_with_their_place() -> None:
    with pytest.raises(TableError) as caught:
        read_table(table("甲,信用卡,1,2", head="债权人,类型,本金,剩余本金"))
    assert [(problem.key, problem.path) for problem in caught.value.problems] == [
        ("problems.table.column_twice", ("line", 1, "principal"))
    ]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\xff\xfe\x00", "not_text"),
        (b"\x80\x81\xff\xff", "not_text"),
        (b"name,amount\nA,1\n", "no_head"),
        (table('甲,"信用卡,1,,,,,,,,,'), "broken_csv"),
        (b"x" * 1_000_001, "too_large"),
        (b"\n" * 5001 + table(CARD), "too_big"),
        (b"," * 61 + b"\n" + table(CARD), "too_big"),
        (table(*[CARD] * 501), "too_many_rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_excel"),
        (b"PK\x03\x04 but no archive", "not_a_workbook"),
    ],
)
def test_what_is_no_table_has_one_sentence(data: bytes, key: str) -> None:
    assert refused(data) == key


@pytest.mark.parametrize("lang", LANGS)
def test_the_template_has_our_columns_and_opens_in_excel(lang: Lang) -> None:
    data = template_csv(lang)
    assert data.startswith(b"\xef\xbb\xbf")
    heads = data.decode("utf-8-sig").strip().split(",")
    found = [columns.head_of(head) for head in heads]
    assert [head.field for head in found if head] == list(columns.COLUMNS)
    assert read_csv(data) == TableReading((), ())


def test_no_word_of_a_head_or_type_means_two_things() -> None:
    heads = [word for name, others in columns._OTHER_HEADS.items() for word in {name, *others}]
    types = [word for kind, others in columns._OTHER_TYPES.items() for word in {kind.value, *others}]
    for words in (heads, types):
        assert len({columns.folded(word) for word in words}) == len(words)
    for lang in LANGS:
        for kind in CreditorType:
            assert columns.type_words()[columns.folded(say(lang, f"terms.creditor_type.{kind}"))] is kind
    assert not columns.SEVERAL_TYPES & set(columns.type_words())
    assert not columns.YES & columns.NO


@given(
    st.lists(
        st.lists(st.text(max_size=8) | st.sampled_from(["信用卡", "4.68万", "18.25%", "是"]), max_size=13), max_size=6
    )
)
@settings(max_examples=60)
def test_any_cells_are_read_or_listed(rows: list[list[str]]) -> None:
    quoted = [",".join('"' + cell.replace('"', '""').replace("\r", "") + '"' for cell in row) for row in rows]
    case = CaseFile(as_of=date(2026, 11, 23))
    try:
        reading = read_table("\n".join([HEAD, *quoted, CARD]).encode("utf-8", "replace"))
    except TableError as error:
        assert error.problems[0].key in {"problems.table.broken_csv", "problems.table.column_twice"}  # noqa: PT017
        return
    listed(reading)
    for debt in reading.debts:
        case = with_debt(case, debt)
    assert read_case(write_case(case)) == case


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    for start in (b"", "债权人,类型\n".encode()):
        try:
            listed(read_table(start + data))
        except TableError as error:
            assert all(describe(problem, lang) for problem in error.problems for lang in LANGS)  # noqa: PT017
