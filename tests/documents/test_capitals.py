"""Amounts in capital characters: the rule's own examples, and a library beside them."""

from __future__ import annotations

import re

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.documents.capitals import capitals
from repaybook.money import Money

# The first seven are examples of 《正确填写票据和结算凭证的基本规定》 四, without the 人民币 before them.
KNOWN = [
    ("1409.50", "壹仟肆佰零玖元伍角整"),
    ("6007.14", "陆仟零柒元壹角肆分"),
    ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
    ("107000.53", "壹拾万柒仟元伍角叁分"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
    ("325.04", "叁佰贰拾伍元零肆分"),
    ("46800", "肆万陆仟捌佰元整"),
    ("0", "零元整"),
    ("0.01", "壹分"),
    ("0.10", "壹角整"),
    ("0.15", "壹角伍分"),
    ("1", "壹元整"),
    ("10", "壹拾元整"),
    ("15.05", "壹拾伍元零伍分"),
    ("100", "壹佰元整"),
    ("1001", "壹仟零壹元整"),
    ("1010", "壹仟零壹拾元整"),
    ("10000", "壹万元整"),
    ("10001", "壹万零壹元整"),
    ("100100", "壹拾万零壹佰元整"),
    ("1000000", "壹佰万元整"),
    ("10000000.01", "壹仟万元零壹分"),
    ("100000000", "壹亿元整"),
    ("100000001", "壹亿零壹元整"),
    ("1234567890.12", "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分"),
    ("1000000000000", "壹万亿元整"),
    ("1000500000000", "壹万零伍亿元整"),
    ("-2050", "负贰仟零伍拾元整"),
    ("-0.30", "负叁角整"),
]


@pytest.mark.parametrize(("figures", "written"), KNOWN)
def test_an_amount_reads_as_the_rule_has_it(figures: str, written: str) -> None:
    assert capitals(Money.yuan(figures)) == written


def without_what_is_optional(written: str) -> str:
    # 整 after 角 (rule 三), and 零 where the place after 亿, 万 or 元 is empty but the next is not (四(三)).
    return re.sub("(?<=[亿万元])零|(?<=角)整", "", written)


@given(st.integers(-(10**15), 10**15))
def test_a_library_writes_the_same_but_for_what_is_optional(fen: int) -> None:
    expected = cn2an.an2cn(f"{abs(fen) // 100}.{abs(fen) % 100:02d}", "rmb")
    assert without_what_is_optional(capitals(Money(abs(fen)))) == without_what_is_optional(expected)
    assert capitals(Money(-abs(fen))) == ("负" if fen else "") + capitals(Money(abs(fen)))


def test_an_amount_beyond_words_is_refused() -> None:
    with pytest.raises(ValueError, match="more yuan"):
        capitals(Money(10**18))
