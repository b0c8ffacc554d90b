"""Figures as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook.money import Money
from repaybook.texts import LANGS, Lang, figures

LANG = st.sampled_from(LANGS)
FEN = st.integers(min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        ("2050", "2,050元", "¥2,050"),
        ("2127.55", "2,127.55元", "¥2,127.55"),
        ("-1917.55", "−1,917.55元", "−¥1,917.55"),
        ("0.05", "0.05元", "¥0.05"),
        ("-0.05", "−0.05元", "−¥0.05"),
        ("0", "0元", "¥0"),
        ("332600", "332,600元", "¥332,600"),
        ("10000000000", "10,000,000,000元", "¥10,000,000,000"),
    ],
)
def test_an_amount_shows_decimals_only_where_it_is_not_whole(amount: str, zh: str, en: str) -> None:
    assert figures.money("zh", Money.yuan(amount)) == zh
    assert figures.money("en", Money.yuan(amount)) == en


def test_decimals_can_be_asked_for_and_left_out() -> None:
    assert figures.money("zh", Money.yuan("2050"), fen=True) == "2,050.00元"
    assert figures.money("zh", Money.yuan("0.50"), fen=False) == "1元"  # half up
    assert figures.money("zh", Money.yuan("2127.49"), fen=False) == "2,127元"


def test_nothing_rounded_away_has_no_sign() -> None:
    assert figures.money("zh", Money.yuan("-0.40"), fen=False) == "0元"


@given(LANG, FEN)
def test_what_is_written_is_what_is_meant(lang: Lang, fen: int) -> None:
    written = figures.money(lang, Money(fen))
    assert Money.yuan(written.strip("¥元−").replace("¥", "").replace(",", "")) == Money(abs(fen))
    assert written.startswith("−") == (fen < 0)


@pytest.mark.parametrize(
    ("amount", "echo"),
    [
        ("46800", "4.68万元"),
        ("332600", "33.26万元"),
        ("347615", "34.76万元"),  # 34.7615
        ("10050", "1.01万元"),  # 1.005 half up
        ("200000", "20万元"),
        ("10000", "1万元"),
        ("9999.99", "9,999.99元"),
        ("-46800", "−4.68万元"),
        ("12345678", "1,234.57万元"),
    ],
)
def test_the_echo_in_wan_has_two_decimals_at_most(amount: str, echo: str) -> None:
    assert figures.wan("zh", Money.yuan(amount)) == echo


def test_english_has_no_wan() -> None:
    assert figures.wan("en", Money.yuan(46800)) == "¥46,800"


def test_days_and_months() -> None:
    day = date(2026, 11, 23)
    assert figures.day("zh", day) == "2026年11月23日"
    assert figures.day("en", day) == "23 Nov 2026"
    assert figures.day("zh", day, short=True) == "11月23日"
    assert figures.day("en", day, short=True) == "23 Nov"
    assert figures.month("zh", date(2031, 11, 1)) == "2031年11月"
    assert figures.month("en", date(2031, 11, 1)) == "Nov 2031"


def test_every_month_has_a_name() -> None:
    named = {figures.month("en", date(2026, number, 1)) for number in range(1, 13)}
    assert len(named) == 12
    assert figures.month("zh", date(2026, 12, 1)) == "2026年12月"


@pytest.mark.parametrize(
    ("count", "zh", "en"),
    [
        (8, "还有8天", "8 days left"),
        (1, "还有1天", "1 day left"),
        (0, "就是今天", "today"),
        (-1, "已过1天", "1 day past"),
        (-3, "已过3天", "3 days past"),
    ],
)
def test_how_far_a_day_is(count: int, zh: str, en: str) -> None:
    assert figures.days_left("zh", count) == zh
    assert figures.days_left("en", count) == en


def test_months_are_counted() -> None:
    assert figures.months("zh", 36) == "36个月"
    assert figures.months("en", 36) == "36 months"
    assert figures.months("en", 1) == "1 month"


@pytest.mark.parametrize(
    ("annual", "zh", "en"),
    [
        # 18.25 % / 365 = 0.05 % a day
        ("0.1825", "年化18.25%（单利），日万分之五", "18.25% a year (simple), 5 per 10,000 a day"),
        ("0.365", "年化36.5%（单利），日万分之十", "36.5% a year (simple), 10 per 10,000 a day"),
        # 24 % / 365 = 0.065753… %
        ("0.24", "年化24%（单利），约日万分之6.58", "24% a year (simple), about 6.58 per 10,000 a day"),
        # 3.65 % / 365 = 0.01 %
        ("0.0365", "年化3.65%（单利），日万分之一", "3.65% a year (simple), 1 per 10,000 a day"),
        ("0.73", "年化73%（单利），日万分之20", "73% a year (simple), 20 per 10,000 a day"),
        ("0", "不计利息", "no interest"),
        ("0.0", "不计利息", "no interest"),
    ],
)
def test_a_rate_is_simple_and_has_its_daily_one_beside(annual: str, zh: str, en: str) -> None:
    assert figures.rate("zh", Decimal(annual)) == zh
    assert figures.rate("en", Decimal(annual)) == en


def test_a_ratio_in_per_cent() -> None:
    assert figures.percent("zh", Decimal("0.5915")) == "59.15%"
    assert figures.percent("zh", Decimal("0.5915"), places=0) == "59%"
    assert figures.percent("zh", Decimal("1.5902")) == "159.02%"
    assert figures.percent("zh", Decimal("-0.1")) == "−10%"
    assert figures.percent("zh", Decimal("-0.00001")) == "0%"
    assert figures.percent("zh", Decimal(1)) == "100%"


@pytest.mark.parametrize(("lang", "words"), [("zh", "还不清楚"), ("en", "not known yet")])
def test_what_is_not_known_says_so_and_is_never_none(lang: Lang, words: str) -> None:
    assert figures.unknown(lang) == words
    assert figures.money(lang, None) == words
    assert figures.wan(lang, None) == words
    assert figures.day(lang, None) == words
    assert figures.month(lang, None) == words
    assert figures.months(lang, None) == words
    assert figures.percent(lang, None) == words
    assert figures.rate(lang, None) == words


def test_a_sentence_is_told_with_its_values_as_people_read_them() -> None:
    gap = {"gap": Money.yuan(480)}
    assert figures.tell("zh", "assess.headline.negative", gap) == "每月还差480元。先保生活，不谈分期。"
    assert figures.tell("zh", "assess.urgent.debt_due", {"who": "某行"}) == "某行：还款日"
    assert figures.tell("zh", "figures.percent", {"sign": "", "percent": None}) == "还不清楚%"
    days = {"first": date(2025, 1, 1), "last": date(2025, 9, 30)}
    assert figures.tell("zh", "assess.reference.period", days) == "2025年1月1日至2025年9月30日的月平均"
    assert figures.tell("en", "cli.assess.title", {"case": "C2", "day": date(2026, 11, 23)}) == "C2, as of 23 Nov 2026"


def test_several_values_are_told_one_after_the_other() -> None:
    assert figures.tell("zh", "assess.urgent.legal_event", {"who": ("甲行", "乙行", "丙行")}) == "甲行、乙行、丙行"
    assert figures.tell("en", "assess.urgent.legal_event", {"who": ("A", "B")}) == "A, B"
    assert figures.tell("en", "assess.urgent.debt_due", {"who": ()}) == ": payment due"


def test_a_value_that_is_named_a_month_is_told_as_one() -> None:
    assert figures.tell("zh", "figures.month", {"year": 2031, "month": date(2031, 11, 1)}) == "2031年2031年11月"
