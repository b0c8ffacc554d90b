"""What people write is read to the fen, or refused by name: nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.case.amounts import is_unknown, read_amount, read_count, read_rate
from repaybook.case.days import read_day
from repaybook.case.places import describe
from repaybook.errors import CaseError, Problem
from repaybook.money import Money
from repaybook.texts import LANGS, figures


def key_of(read: Callable[[], Any]) -> str:
    with pytest.raises(CaseError) as caught:
        read()
    assert all(describe(caught.value.problems[0], lang) for lang in LANGS)
    return caught.value.problems[0].key.removeprefix("problems.amount.")


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("46800", 4_680_000),
        ("46,800.00元", 4_680_000),
        ("４６，８００元", 4_680_000),
        ("4.68万", 4_680_000),
        ("4.68 万元", 4_680_000),
        ("4.6w", 4_600_000),
        ("４６８００", 4_680_000),
        ("￥46,800", 4_680_000),
        ("¥ 46800", 4_680_000),
        ("人民币46800元整", 4_680_000),
        ("4万6800", 4_680_000),
        ("4万6800.50元", 4_680_050),
        ("3千", 300_000),
        ("5百", 50_000),
        ("1.5亿", 15_000_000_000),
        ("0", 0),
        ("0.01", 1),
        ("1076.7", 107_670),
        ("  1,234,567.89 ", 123_456_789),
        ("100亿", 10**12),
        ("4.683333万", 4_683_333),
    ],
)
def test_an_amount_is_read_to_the_fen(text: str, fen: int) -> None:
    assert read_amount(text) == Money(fen)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("-5", "negative"),
        ("−5元", "negative"),
        ("¥-5", "negative"),
        ("12.345", "third_decimal"),
        ("4.6833333万", "third_decimal"),
        ("100.01亿", "too_much"),
        ("10000000000.01", "too_much"),
        ("1,23", "unreadable"),
        ("1,2345", "unreadable"),
        ("12,34.5", "unreadable"),
        ("100 200", "unreadable"),
        ("3万5", "unreadable"),  # 35,000 to some, 30,005 to others
        ("1.5万2000", "unreadable"),
        ("2千5000", "unreadable"),
        ("1亿2000", "unreadable"),
        ("5²", "unreadable"),
        ("①", "unreadable"),
        ("1e5", "unreadable"),
        ("1_000", "unreadable"),
        ("٣", "unreadable"),
        ("NaN", "unreadable"),
        ("sNaN", "unreadable"),
        ("Infinity", "unreadable"),
        ("1e400", "unreadable"),
        ("0x10", "unreadable"),
        ("一万", "unreadable"),
        ("46800美元", "unreadable"),
        ("=1+1", "unreadable"),
        ("9" * 70, "unreadable"),
        ("约5000", "unreadable"),
        ("000", "unreadable"),
        ("0,123", "unreadable"),
        ("050", "unreadable"),
    ],
)
def test_what_is_no_plain_amount_is_refused(text: str, key: str) -> None:
    assert key_of(lambda: read_amount(text)) == key


@pytest.mark.parametrize("text", ["", "  ", "　", "不清楚", "不知道", "-", "——", "？", "Unknown", "N/A"])
def test_not_known_is_an_answer(text: str) -> None:
    assert is_unknown(text)
    assert read_amount(text) is None
    assert read_rate(text) is None
    assert read_count(text, least=0, most=1) is None
    assert read_day(text) is None


@given(st.integers(0, 10**12).map(Money))
def test_what_the_screen_shows_is_read_back(amount: Money) -> None:
    assert read_amount(figures.money("zh", amount)) == amount
    assert read_amount(figures.money("en", amount)) == amount
    assert read_amount(f"{amount.in_yuan()}") == amount


@given(st.text(max_size=70))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_amount, read_rate, read_day, lambda one: read_count(one, least=0, most=600)):
        problems: tuple[Problem, ...] = ()
        value = None
        try:
            value = read(text)
        except CaseError as error:
            problems = error.problems
        assert (value is None) == (is_unknown(text) or bool(problems))
        assert all(describe(problem, lang) for problem in problems for lang in LANGS)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("18.25%", "0.1825"),
        ("１８.２５％", "0.1825"),
        ("0.1825", "0.1825"),
        ("年化18.25%", "0.1825"),
        ("年利率 7.2%", "0.072"),
        ("利率7.2%", "0.072"),
        ("日万分之五", "0.1825"),  # 0.0005 × 365
        ("日息万分之五", "0.1825"),
        ("每日万分之5", "0.1825"),
        ("日5‱", "0.1825"),
        ("日0.05%", "0.1825"),
        ("0.05%/日", "0.1825"),
        ("0.05%/天", "0.1825"),
        ("0.05%/day", "0.1825"),
        ("日息万分之四点五", "0.16425"),  # 0.00045 × 365
        ("日千分之一", "0.365"),
        ("日利率0.04%", "0.146"),
        ("月息2分", "0.24"),  # 0.02 × 12
        ("月息1分5厘", "0.18"),
        ("月息2分5", "0.3"),
        ("月息8厘", "0.096"),
        ("月利率1.5%", "0.18"),
        ("1.5% per month", "0.18"),
        ("月千分之十五", "0.18"),
        ("年息1分", "0.1"),
        ("年息8厘", "0.08"),
        ("百分之二十四", "0.24"),
        ("百分之十八点二五", "0.1825"),
        ("百分之二十", "0.2"),
        ("十%", "0.1"),
        ("0", "0"),
        ("0%", "0"),
        ("无息", "0"),
        ("免息", "0"),
        ("interest-free", "0"),
        ("1000%", "10"),
    ],
)
def test_a_rate_is_a_simple_annual_rate(text: str, rate: str) -> None:
    assert read_rate(text) == Decimal(rate)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("18.25", "rate_unit"),
        ("24", "rate_unit"),
        ("1", "rate_unit"),
        ("日0.05", "rate_unit"),
        ("万分之五", "rate_period"),
        ("千分之一", "rate_period"),
        ("2分", "rate_period"),
        ("8厘", "rate_period"),
        ("日息2分", "rate_period"),
        ("-3%", "negative"),
        ("1001%", "rate_too_high"),
        ("日百分之五", "rate_too_high"),  # 0.05 × 365 = 18.25
        ("LPR+100", "rate_unreadable"),
        ("很高", "rate_unreadable"),
        ("日0.05%/月", "rate_unreadable"),
        ("5²%", "rate_unreadable"),
        ("1e-2", "rate_unreadable"),
    ],
)
def test_a_rate_without_its_unit_or_period_is_refused(text: str, key: str) -> None:
    assert key_of(lambda: read_rate(text)) == key


@given(st.decimals(0, 10, places=4, allow_nan=False, allow_infinity=False))
def test_the_rate_the_screen_shows_is_read_back(rate: Decimal) -> None:
    assert read_rate(figures.percent("zh", rate, places=6)) == rate


@given(st.integers(1, 99))
def test_a_rate_a_day_counts_365_times(basis_points: int) -> None:
    rate = read_rate(f"日万分之{basis_points}")
    assert rate is not None
    assert Fraction(rate) == Fraction(basis_points, 10_000) * 365


@pytest.mark.parametrize(
    ("text", "count"), [("78", 78), ("78天", 78), ("７８", 78), ("9期", 9), ("36 months", 36), ("0", 0)]
)
def test_a_count_is_a_whole_number(text: str, count: int) -> None:
    assert read_count(text, least=0, most=600) == count


@pytest.mark.parametrize(
    ("text", "key"),
    [("7.5", "not_whole"), ("-1", "not_whole"), ("三", "not_whole"), ("601", "out_of_span"), ("1²", "not_whole")],
)
def test_what_is_no_count_is_refused(text: str, key: str) -> None:
    assert key_of(lambda: read_count(text, least=0, most=600)) == key


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-06",
        "2026-12-6",
        "2026/12/06",
        "2026.12.6",
        "2026年12月6日",
        "２０２６年12月06号",
        "20261206",
        "2026-12-06T00:00:00",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text) == date(2026, 12, 6)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2026-02-30", "impossible_date"),
        ("2026年13月1日", "impossible_date"),
        ("1066-10-14", "far_date"),
        ("12/6/2026", "not_a_date"),
        ("2026-12/06", "not_a_date"),
        ("12月6日", "not_a_date"),
        ("46000", "not_a_date"),
        ("下个月", "not_a_date"),
    ],
)
def test_what_is_no_day_is_refused(text: str, key: str) -> None:
    assert key_of(lambda: read_day(text)) == key
