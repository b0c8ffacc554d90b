"""Which way: the routes of a case, the best first, each with what it needs, costs and cannot do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from repaybook import law
from repaybook.case.model import CaseFile
from repaybook.case.read import read_case
from repaybook.counsel.routes import ROUTES, Route, routes
from repaybook.demo import demo_bytes, names
from repaybook.money import Money
from repaybook.texts import LANGS, Lang, say

ON = date(2026, 11, 23)


def demo(name: str) -> CaseFile:
    return read_case(demo_bytes(name))


def keys(case: CaseFile) -> list[str]:
    return [route.key for route in routes(case, ON)]


def one(case: CaseFile, key: str) -> Route:
    return next(route for route in routes(case, ON) if route.key == key)


def test_the_easy_case_negotiates_its_cards_and_keeps_paying_the_rest() -> None:
    case = demo("C1-easy")
    assert keys(case)[:2] == ["negotiate", "keep_paying"]
    assert one(case, "negotiate").debts == ("D1", "D2")
    assert one(case, "keep_paying").debts == ("D3", "D4")
    assert one(case, "keep_paying").values["committed"] == Money.yuan("1796.72")


def test_a_negative_budget_has_its_own_way_and_no_instalments() -> None:
    found = keys(demo("C3-negative"))
    assert found[:3] == ["safety", "social_assistance", "deferral"]
    assert not {"negotiate", "token_payment", "lump_sum", "keep_paying"} & set(found)
    assert "no_local_insolvency" in found


def test_the_litigated_case_answers_the_court_first_and_decides_about_the_car() -> None:
    case = demo("C4-litigated")
    assert keys(case)[0] == "answer_court"
    assert one(case, "answer_court").values["day"] == date(2026, 12, 1)
    assert one(case, "decide_kept_debts").debts == ("D4",)
    assert "keep_paying" not in keys(case)
    assert "negotiate" not in keys(case)


def test_collection_after_an_agreement_is_verified_before_anything_is_negotiated() -> None:
    found = keys(demo("C5-misconduct"))
    assert found.index("verify_agreement") < found.index("negotiate")


def test_mediation_names_the_fee_of_a_suit_and_its_half() -> None:
    route = one(demo("C4-litigated"), "mediation")
    # D2 88,600: 50 + 2.5 % of 78,600 = 2,015; D3 57,600: 50 + 2.5 % of 47,600 = 1,240
    assert route.values == {"full": Money.yuan(3_255), "halved": Money.yuan("1627.50")}


@pytest.mark.parametrize(
    ("city", "rule"),
    [
        ("深圳", "shenzhen_insurance_years"),
        ("厦门市", "xiamen_residence_years"),
        ("宁波", "zhejiang_years"),
        ("沈阳", "national_personal_bankruptcy"),
        (None, "national_personal_bankruptcy"),
    ],
)
def test_insolvency_is_named_where_it_exists_and_denied_where_it_does_not(city: str | None, rule: str) -> None:
    case = demo("C3-negative")
    case = replace(case, client=replace(case.client, city=city))
    route = next(route for route in routes(case, ON) if route.key.endswith("local_insolvency"))
    assert ("insolvency", rule) in route.rules
    assert (route.key == "local_insolvency") == (rule != "national_personal_bankruptcy")


def test_a_court_date_that_has_passed_is_no_longer_the_way() -> None:
    case = demo("C4-litigated")
    quiet = replace(case, debts=tuple(replace(debt, legal_status="none") for debt in case.debts))
    assert "answer_court" in [route.key for route in routes(quiet, ON)]
    assert "answer_court" not in [route.key for route in routes(quiet, date(2026, 12, 9))]


def test_a_case_without_debts_has_no_routes() -> None:
    assert routes(CaseFile(as_of=ON), ON) == ()


@pytest.mark.parametrize("lang", LANGS)
def test_every_route_can_be_said_in_full(lang: Lang) -> None:
    for name in names():
        found = routes(demo(name), ON)
        assert found
        assert [ROUTES.index(route.key) for route in found] == sorted(ROUTES.index(route.key) for route in found)
        for route in found:
            for part in ("title", "why", "needs", "costs", "cannot", "source", "next"):
                assert say(lang, f"routes.{route.key}.{part}", **route.values)
            for area, rule in route.rules:
                assert law.load(area)[rule].values
