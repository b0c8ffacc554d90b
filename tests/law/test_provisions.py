"""The law data: cited, ordered, complete, and answering for the day asked."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repaybook import law

HERE = Path(__file__).parent
PROVISIONS = tuple(law.provisions())
FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2027, 12, 31)


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


PARAMETERS = rows("parameters.csv")


def provision(row_id: str) -> law.Provision:
    return next(found for found in PROVISIONS if found.id == row_id)


@pytest.mark.parametrize("row", PARAMETERS, ids=lambda row: row["id"])
def test_every_parameter_is_a_provision_from_its_day_with_its_confidence(row: dict[str, str]) -> None:
    found = provision(row["id"])
    day = date.fromisoformat(row["valid_from"])
    dated = found.on(day)
    assert dated.confidence == row["confidence"]
    assert dated.read == row["source"]
    assert found.background == (row["background"] == "yes")
    starts = {value.start for value in found.values}
    assert day in starts
    if row["valid_to"]:
        assert dated.end == date.fromisoformat(row["valid_to"])
    if row["from_precision"]:
        assert dated.from_precision == row["from_precision"]
    assert bool(row["guard"]) <= bool(found.guard["zh"])


def plain_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


@pytest.mark.parametrize("row", PARAMETERS, ids=lambda row: row["id"])
def test_every_number_in_a_parameter_is_the_number_of_its_provision(row: dict[str, str]) -> None:
    value = provision(row["id"]).on(date.fromisoformat(row["valid_from"])).value
    if row["id"] == "lpr1y.current":
        assert value * 100 == Decimal(row["value"])  # the table has percent, the provision a fraction of one
    elif plain_number(value):
        assert Decimal(value) == Decimal(row["value"])
    elif isinstance(value, bool):
        assert str(value) == row["value"]
    elif isinstance(value, date):
        assert value.isoformat() == row["value"]
    elif isinstance(value, tuple) and all(plain_number(part) for part in value):
        assert [str(part) for part in value] == re.findall(r"\d+", row["value"] + row["unit"])


def test_the_lpr_series_holds_every_quotation_that_changed() -> None:
    series = law.load("lpr")["one_year"]
    for row in rows("lpr_1y.csv"):
        dated = series.on(date.fromisoformat(row["from"]))
        assert dated.start == date.fromisoformat(row["from"])
        assert dated.value * 100 == Decimal(row["lpr_1y_pct"])
        assert dated.value * 400 == Decimal(row["four_times_pct"])


def test_the_lpr_after_the_last_quotation_seen_says_up_to_when_it_was_seen() -> None:
    dated = law.load("lpr")["one_year"].on(date(2026, 11, 23))
    assert (dated.value, dated.seen_to) == (Decimal("0.03"), date(2026, 9, 20))
    assert law.load("lpr")["one_year"].on(date(2024, 10, 21)).seen_to is None


def test_a_range_of_days_is_divided_where_the_lpr_changed() -> None:
    parts = list(law.load("lpr")["one_year"].between(date(2024, 10, 1), date(2025, 6, 1)))
    assert [(start, end, dated.value) for start, end, dated in parts] == [
        (date(2024, 10, 1), date(2024, 10, 21), Decimal("0.0335")),
        (date(2024, 10, 21), date(2025, 5, 20), Decimal("0.0310")),
        (date(2025, 5, 20), date(2025, 6, 1), Decimal("0.0300")),
    ]


@pytest.mark.parametrize(
    ("name", "day", "article"),
    [
        ("public_order_harassment", date(2025, 12, 31), "第42条"),
        ("public_order_harassment", date(2026, 1, 1), "第50条"),
        ("procedure_judicial_confirmation", date(2021, 12, 31), "第194条"),
        ("procedure_judicial_confirmation", date(2022, 1, 1), "第201条"),
        ("procedure_judicial_confirmation", date(2024, 1, 1), "第205条"),
        ("procedure_late_performance", date(2026, 11, 23), "第264条"),
    ],
)
def test_a_renumbered_article_answers_with_the_number_of_the_day(name: str, day: date, article: str) -> None:
    assert law.load("articles")[name].on(day).article == article


@pytest.mark.parametrize(
    ("day", "articles"),
    [
        (date(2021, 12, 31), "第97条、第236条"),
        (date(2022, 1, 1), "第100条、第243条"),
        (date(2024, 1, 1), "第100条、第247条"),
    ],
)
def test_a_courts_mediation_paper_rests_on_the_articles_of_its_day(day: date, articles: str) -> None:
    assert law.load("settlement")["court_mediation_force"].on(day).article == articles
    enforced = law.load("articles")["procedure_other_papers"].on(day).article
    assert enforced in articles  # the same article as in the table of numbers


@pytest.mark.parametrize(
    ("area", "name", "source"),
    [
        ("settlement", "judicial_confirmation_days", "民事诉讼法 第205条、第206条；人民调解法 第33条"),
        ("settlement", "notarised_instrument", "公证法 第37条；民事诉讼法 第249条；法释〔2018〕18号"),
        ("court", "enforcement_fee", "诉讼费用交纳办法 第14条、第38条"),
    ],
)
def test_a_citation_puts_each_article_behind_its_own_document(area: str, name: str, source: str) -> None:
    assert law.load(area)[name].on(date(2026, 11, 23)).source == source


def test_no_guideline_or_standard_is_said_to_be_a_regulation() -> None:
    for found in PROVISIONS:
        for dated in found.values:
            if re.search(r"GB/T|银行业协会", dated.document):
                assert dated.force in {"standard", "self-regulation"}, found.name


def test_a_day_before_the_first_value_is_refused_by_name_with_the_days() -> None:
    with pytest.raises(law.NotInForceError) as caught:
        law.load("lpr")["one_year"].on(date(2019, 8, 19))
    assert (caught.value.first, caught.value.last) == (date(2019, 8, 20), None)
    assert caught.value.problems[0].key == "law.not_yet_in_force"


def test_a_day_after_a_closed_rule_is_refused_by_name() -> None:
    with pytest.raises(law.NotInForceError) as caught:
        law.load("credit")["one_off_repair_max"].on(date(2026, 11, 23))
    assert caught.value.last == date(2026, 4, 30)
    assert caught.value.problems[0].key == "law.no_longer_in_force"


@pytest.mark.parametrize("found", PROVISIONS, ids=lambda found: f"{found.area}.{found.name}")
def test_every_provision_is_cited_ordered_and_in_both_languages(found: law.Provision) -> None:
    assert found.unit in law.UNITS
    for words in (found.title, found.says):
        assert words["zh"]
        assert words["en"]
    assert bool(found.guard["zh"]) == bool(found.guard["en"])
    for dated in found.values:
        assert dated.document
        assert dated.read
        assert dated.force in law.FORCES
        assert dated.confidence in {"V1", "V2", "V3", "M"}
        assert dated.from_precision in {"day", "month", "quarter", "year", "unknown"}
        assert dated.end is None or dated.start <= dated.end
    for earlier, later in zip(found.values, found.values[1:], strict=False):
        assert earlier.end is not None
        assert earlier.end < later.start


@given(day=st.dates(date(1949, 10, 1), date(2100, 1, 1)), found=st.sampled_from(PROVISIONS))
def test_on_any_day_a_provision_answers_with_a_value_of_that_day_or_raises_by_name(
    day: date, found: law.Provision
) -> None:
    if any(value.start <= day and (value.end is None or day <= value.end) for value in found.values):
        assert found.on(day).start <= day
    else:
        with pytest.raises(law.NotInForceError):
            found.on(day)


def test_every_day_of_thirteen_years_answers_or_raises_for_every_provision() -> None:
    days = (LAST_DAY - FIRST_DAY).days + 1
    for found in PROVISIONS:
        for offset in range(days):
            day = FIRST_DAY + timedelta(offset)
            covered = any(value.start <= day and (value.end is None or day <= value.end) for value in found.values)
            try:
                found.on(day)
            except law.NotInForceError:
                assert not covered
            else:
                assert covered


def test_a_value_checked_over_a_year_ago_is_stale() -> None:
    dated = law.load("court")["payment_order_objection_days"].on(date(2026, 11, 23))
    assert not law.stale(dated, date(2027, 11, 23))
    assert law.stale(dated, date(2027, 11, 24))


def test_an_unknown_area_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        law.load("feng_shui")
