"""Provisions in words: every value has its unit, every search its answer, what is weak or old says so."""

from __future__ import annotations

import re
from datetime import date

import pytest

import check_law
from repaybook import law
from repaybook.law import words
from repaybook.texts import LANGS, Lang

ON = date(2026, 11, 23)


@pytest.mark.parametrize("lang", LANGS)
def test_every_value_of_every_provision_can_be_said(lang: Lang) -> None:
    for provision in law.provisions():
        for dated in provision.values:
            said = words.value_words(lang, provision, dated)
            assert said or (lang == "en" and provision.says["en"])
            assert "{" not in said
            assert "None" not in said
            assert words.days_words(lang, dated)
            assert words.checked_words(lang, dated)
            if lang == "en":
                assert not re.search(r"[一-鿿]", said), provision.name


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("limitation_years", "3年", "3 years"),
        ("doubled_interest_daily", "日0.0175%", "0.0175 % a day"),
        ("quiet_hours_bank", "22:00至次日08:00", "22:00 to 08:00 the next day"),
        ("illegal_debt_collection", "第293条之一", "Article 293-1"),
        ("national_personal_bankruptcy", "否", "no"),
        ("payment_order_issue_days", "5日，再15日", "5 days, then 15"),
        ("cash_instalment_max_amount", "50,000元", "50,000 yuan"),
        ("transition_day", "2020年8月20日", "20 Aug 2020"),
    ],
)
def test_a_value_reads_with_its_unit(name: str, zh: str, en: str) -> None:
    provision = words.find(name)
    assert provision is not None
    assert words.value_words("zh", provision, provision.values[-1]) == zh
    assert words.value_words("en", provision, provision.values[-1]) == en


def test_a_provision_is_found_by_name_area_and_published_id() -> None:
    found = [words.find(name) for name in ("objection_days", "credit.objection_days", "credit.objection.days")]
    assert found[0] is not None
    assert found[0] is found[1] is found[2]
    assert words.find("nothing") is None


def test_a_search_needs_every_word_and_none_finds_all() -> None:
    assert sum(len(found) for _, found in words.search("")) == len(list(law.provisions()))
    assert [area for area, _ in words.search("")] == list(law.AREAS)
    names = {provision.name for _, found in words.search("支付令 异议") for provision in found}
    assert "payment_order_objection_days" in names
    assert "limitation_years" not in names
    assert list(words.search("没有这样的词")) == []


def test_a_running_series_says_up_to_when_it_was_seen() -> None:
    lpr = law.load("lpr")["one_year"]
    assert "只看到2026年9月20日的报价" in words.notes("zh", lpr, lpr.on(ON), ON)
    assert words.notes("zh", lpr, lpr.on(date(2025, 3, 10)), date(2025, 3, 10)) == ()


def test_a_value_checked_more_than_a_year_ago_says_so_and_the_check_fails() -> None:
    rule = law.load("court")["payment_order_objection_days"]
    assert words.notes("zh", rule, rule.values[-1], ON) == ()
    late = date(2027, 11, 24)
    (note,) = words.notes("zh", rule, rule.values[-1], late)
    assert note == "这条在2026年11月23日核对过，已经超过一年，请先核对再引用。"
    text, fresh = check_law.report(ON)
    assert fresh
    assert "seen to 2026-09-20" in text
    assert "consumer_finance_average" in text  # known from the press alone
    assert not check_law.report(late)[1]
