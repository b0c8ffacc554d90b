"""A person's words stay inert, on one line and short; two debts to one creditor stay apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.model import CaseFile, CreditorType, Debt
from repaybook.charts import creditor_names
from repaybook.charts.labels import clean, ems, shortened


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  股份制\n银行\tA ", "股份制 银行 A"),
        ("银行\u202eAB\u2066\u200f", "银行AB"),  # marks that turn the direction of writing
        ("\x00\x1b[31m红", "[31m红"),
        ("\ue000私", "私"),
        ("<b>粗</b> & \"'", "<b>粗</b> & \"'"),  # inert as outlines; escaped where it is text
    ],
)
def test_a_text_becomes_one_clean_line(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_ten_thousand_characters_are_not_looked_at() -> None:
    assert len(clean("贷" * 10_000)) == 400


def test_a_long_name_keeps_its_end_where_a_and_b_differ() -> None:
    assert shortened("持牌消费金融股份有限公司甲乙丙A", 9) == "持牌消费金融…丙A"
    assert shortened("短", 9) == "短"


@given(st.text(max_size=80), st.floats(4, 20))
def test_a_shortened_text_fits(text: str, room: float) -> None:
    assert ems(shortened(clean(text), room)) <= room + 1e-9


def a_case(*aliases: tuple[str, str, str]) -> CaseFile:
    debts = tuple(
        Debt(id=debt, creditor_alias=alias, creditor_type=CreditorType.BANK_CREDIT_CARD, product_zh=product)
        for debt, alias, product in aliases
    )
    return CaseFile(as_of=date(2026, 11, 23), debts=debts)


def test_creditors_keep_the_order_of_the_case() -> None:
    assert list(creditor_names(a_case(("D9", "乙", ""), ("D1", "甲", "")))) == ["D9", "D1"]


def test_two_debts_to_one_creditor_are_told_apart_by_product_then_by_id() -> None:
    assert creditor_names(a_case(("D1", "甲行", "信用卡"), ("D2", "甲行", "消费贷"), ("D3", "乙行", "信用卡"))) == {
        "D1": "甲行 信用卡",
        "D2": "甲行 消费贷",
        "D3": "乙行",
    }
    assert creditor_names(a_case(("D1", "甲行", "卡"), ("D2", "甲行", "卡"))) == {
        "D1": "甲行 卡 D1",
        "D2": "甲行 卡 D2",
    }


def test_a_creditor_without_a_name_is_called_by_its_id() -> None:
    assert creditor_names(a_case(("D1", " \u200b", ""))) == {"D1": "D1"}


def test_a_guarantee_for_others_is_no_creditor_of_a_plan() -> None:
    case = a_case(("D1", "甲", ""), ("D2", "乙", ""))
    case = replace(case, debts=(case.debts[0], replace(case.debts[1], contingent=True)))
    assert creditor_names(case) == {"D1": "甲"}
