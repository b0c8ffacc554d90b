"""A case file is read exactly, or refused with every problem, each with its place and a sentence in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from repaybook.case.fields import LONGEST_TEXT
from repaybook.case.model import SCHEMA, CaseFile, Category, CreditorType, OfferKind
from repaybook.case.places import describe, place
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes, names
from repaybook.errors import CaseError, Path, Problem
from repaybook.money import Money
from repaybook.texts import LANGS

Document = dict[str, Any]


def document(name: str = "C2-tight") -> Document:
    content: Document = json.loads(demo_bytes(name))
    return content


def encoded(content: object) -> bytes:
    return json.dumps(content).encode()


def problems_of(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(CaseError) as caught:
        read_case(data)
    return caught.value.problems


def keys_and_paths(data: bytes) -> list[tuple[str, Path]]:
    return [(problem.key.removeprefix("problems."), problem.path) for problem in problems_of(data)]


def assert_readable(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        for lang in LANGS:
            sentence = describe(problem, lang)
            where = place(problem.path, lang)
            assert sentence.startswith(where)
            assert len(sentence) > len(where) + 3
            assert "{" not in sentence


def at(*path: str | int) -> Callable[[Any], Callable[[Document], None]]:
    """Return a maker of edits that put a value at a place of the document."""

    def to(value: Any) -> Callable[[Document], None]:
        def edit(content: Document) -> None:
            inner: Any = content
            for step in path[:-1]:
                inner = inner[step]
            inner[path[-1]] = value

        return edit

    return to


def test_the_five_cases_are_read() -> None:
    assert names() == ("C1-easy", "C2-tight", "C3-negative", "C4-litigated", "C5-misconduct")
    assert [read_case(demo_bytes(name)).case_id for name in names()] == list(names())


def test_amounts_are_whole_fen_and_rates_exact() -> None:
    case = read_case(demo_bytes("C4-litigated"))
    assert case.as_of == date(2026, 11, 23)
    assert case.debt("D4").contractual_monthly == Money(212755)  # 2127.55
    assert case.debt("D2").annual_rate == Decimal("0.1825")
    judgment = case.debt("D1").judgment
    assert judgment is not None
    assert judgment.doubled_interest_to_date == Money(202860)  # 2028.6
    assert judgment.court_deduction_from == date(2026, 12, 1)
    assert case.debt("D3").claimed_principal == Money(6_000_000)
    assert case.contact_log[0].at == datetime.fromisoformat("2026-11-16T09:30")


def test_words_of_a_closed_list_become_their_kind() -> None:
    case = read_case(demo_bytes("C5-misconduct"))
    assert case.debt("D2").creditor_type is CreditorType.LOAN_FACILITATION
    assert case.expenses[0].category is Category.FOOD
    assert case.agreements[0].payments[4].date == date(2026, 11, 5)


def test_a_zero_is_a_zero_and_null_is_not_known() -> None:
    case = read_case(demo_bytes("C5-misconduct"))
    assert case.income[1].low == Money(0)
    assert case.debt("D1").annual_rate == 0
    assert case.debt("D1").min_payment is None


def test_a_file_with_nothing_but_its_day_is_a_case() -> None:
    assert read_case(encoded({"schema": SCHEMA, "as_of": "2026-11-23"})) == CaseFile(as_of=date(2026, 11, 23))


def test_a_mark_at_the_start_of_the_file_is_no_matter() -> None:
    assert read_case(b"\xef\xbb\xbf" + demo_bytes("C1-easy")) == read_case(demo_bytes("C1-easy"))


def test_a_free_text_that_is_null_is_empty() -> None:
    content = document()
    content["debts"][0]["note"] = None
    assert read_case(encoded(content)).debts[0].note == ""


def test_every_amount_may_be_not_known() -> None:
    content = document()
    for debt in content["debts"]:
        for name in ("principal", "balance_total", "contractual_monthly", "annual_rate", "overdue_days"):
            debt[name] = None
    assert read_case(encoded(content)).debts[1].balance_total is None


def test_plans_and_the_chosen_one_are_read() -> None:
    content = document()
    offer = {"debt": "D1", "kind": "instalments", "months": 60, "annual_rate": 0, "waived_late_fee": 1080}
    content["plans"] = [{"id": "A", "title": "甲", "offers": [offer]}]
    content["chosen_plan"] = "A"
    case = read_case(encoded(content))
    assert case.chosen_plan == "A"
    assert case.plans[0].offers[0].kind is OfferKind.INSTALMENTS
    assert case.plans[0].offers[0].waived_late_fee == Money(108_000)
    assert case.plans[0].offers[0].down_payment == Money(0)


def test_an_amount_entered_by_the_year_goes_with_its_twelfth() -> None:
    content = document()
    content["expenses"][0]["entered"] = {"amount": 28_200, "per": "year"}  # 2,350 × 12
    assert read_case(encoded(content)).expenses[0].amount_monthly == Money(235_000)


def test_a_plan_that_a_corrected_debt_no_longer_allows_does_not_keep_the_case_from_opening() -> None:
    content = document()
    offer = {"debt": "D1", "kind": "instalments", "months": 120, "waived_late_fee": 9999}
    content["plans"] = [{"id": "A", "offers": [offer]}]
    assert read_case(encoded(content)).plans[0].offers[0].months == 120


FILES = [
    (b"", "file.empty"),
    (b" \n", "file.empty"),
    (b"\xff\xfe{}", "file.not_utf8"),
    ("{}".encode("utf-16"), "file.not_utf8"),
    ('{"title_zh": "个案"}'.encode("gb18030"), "file.not_utf8"),
    (b"{", "file.not_json"),
    (demo_bytes("C1-easy")[:-40], "file.cut_off"),  # in the middle of a letter
    (demo_bytes("C1-easy")[:-4], "file.not_json"),
    (b'{"schema": 01}', "file.not_json"),
    (b"[1]", "file.not_an_object"),
    (b"3", "file.not_an_object"),
    (b"null", "file.not_an_object"),
    (b'"text"', "file.not_an_object"),
    (b"[" * 100_000 + b"]" * 100_000, "file.too_deep"),
    (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "file.too_deep"),
    (b"[" * 33 + b"]" * 33, "file.too_deep"),
    (b" " * 2_000_000, "file.too_large"),
    (b'{"note": "' + b"x" * 2_000_000 + b'"}', "file.too_large"),
    (b'{"schema": "' + b'\\"' * 400_000, "file.not_json"),
    (b"{}", "schema.missing"),
    (b'{"schema": null}', "schema.missing"),
    (b'{"schema": "repaybook-case/0"}', "schema.older"),
    (b'{"schema": "repaybook-case/2"}', "schema.newer"),
    (b'{"schema": "repaybook-case/10"}', "schema.newer"),
    (b'{"schema": "repaybook-case/1.1"}', "schema.unknown"),
    (b'{"schema": "repaybook-plan/1"}', "schema.is_plan"),
    (b'{"schema": "something"}', "schema.unknown"),
    (b'{"schema": 1}', "schema.unknown"),
    (b'{"schema": [], "as_of": 3}', "schema.unknown"),
]


@pytest.mark.parametrize(("data", "key"), FILES, ids=range(len(FILES)))
def test_what_is_no_case_file_has_one_sentence(data: bytes, key: str) -> None:
    problems = problems_of(data)
    assert [problem.key for problem in problems] == [f"problems.{key}"]
    assert_readable(problems)


def test_an_older_file_is_not_buried_under_its_fields() -> None:
    content = document()
    content["schema"] = "repaybook-case/0"
    content["debts"][0]["principal"] = "many"
    problems = problems_of(encoded(content))
    assert [problem.key for problem in problems] == ["problems.schema.older"]
    assert "repaybook-case/0" in describe(problems[0], "zh")


def test_brackets_inside_a_text_are_not_depth() -> None:
    content = document()
    content["debts"][0]["note"] = '[{"\\' * 200
    assert read_case(encoded(content)).debts[0].note == '[{"\\' * 200


BIG = 10**10  # yuan; 10^12 fen
PLACES: list[tuple[Callable[[Document], None], str, Path]] = [
    (at("debts", 1, "principle")(1), "field.unknown_field", ("debts", 1, "principle")),
    (at("surname")("x"), "field.unknown_field", ("surname",)),
    (at("_schema")("x"), "field.unknown_field", ("_schema",)),
    (at("debts", 0, "_schema")("x"), "field.unknown_field", ("debts", 0, "_schema")),
    (at("debts", 1, "principal")("42600"), "field.not_an_amount", ("debts", 1, "principal")),
    (at("debts", 1, "principal")(True), "field.not_an_amount", ("debts", 1, "principal")),
    (at("debts", 1, "principal")([]), "field.not_an_amount", ("debts", 1, "principal")),
    (at("debts", 1, "principal")(-1), "field.negative", ("debts", 1, "principal")),
    (at("debts", 1, "balance_total")(-0.01), "field.negative", ("debts", 1, "balance_total")),
    (at("debts", 1, "principal")(42600.001), "field.third_decimal", ("debts", 1, "principal")),
    (at("debts", 1, "principal")(BIG + 1), "field.too_much", ("debts", 1, "principal")),
    (at("debts", 1, "principal")(10**30), "field.too_much", ("debts", 1, "principal")),
    (at("expenses", 0, "amount_monthly")(-2350), "field.negative", ("expenses", 0, "amount_monthly")),
    (at("assets", 0, "value")(-1), "field.negative", ("assets", 0, "value")),
    (at("debts", 1, "annual_rate")("18.25%"), "field.not_a_rate", ("debts", 1, "annual_rate")),
    (at("debts", 1, "annual_rate")(-0.03), "field.rate_negative", ("debts", 1, "annual_rate")),
    (at("debts", 1, "annual_rate")(18.25), "field.rate_too_high", ("debts", 1, "annual_rate")),
    (at("debts", 1, "min_payment_rate")(1.5), "field.rate_too_high", ("debts", 1, "min_payment_rate")),
    (at("debts", 1, "annual_rate")(1e-40), "field.rate_too_long", ("debts", 1, "annual_rate")),
    (at("debts", 1, "note")(3), "field.not_text", ("debts", 1, "note")),
    (at("debts", 1, "collateral")(False), "field.not_text", ("debts", 1, "collateral")),
    (at("goals", 1)(None), "field.null", ("goals", 1)),
    (at("debts", 1, "note")("x" * (LONGEST_TEXT + 1)), "field.too_long", ("debts", 1, "note")),
    (at("debts", 1, "note")("a\x00b"), "field.control_character", ("debts", 1, "note")),
    (at("debts", 1, "note")("\ud800"), "field.control_character", ("debts", 1, "note")),
    (at("debts", 1, "note")("a\x1bb"), "field.control_character", ("debts", 1, "note")),
    (at("debts", 0, "secured")(1), "field.not_yes_no", ("debts", 0, "secured")),
    (at("debts", 0, "secured")("true"), "field.not_yes_no", ("debts", 0, "secured")),
    (at("debts", 0, "secured")(None), "field.null", ("debts", 0, "secured")),
    (at("debts", 1, "overdue_days")(78.0), "field.not_whole", ("debts", 1, "overdue_days")),
    (at("debts", 1, "overdue_days")("78"), "field.not_whole", ("debts", 1, "overdue_days")),
    (at("debts", 1, "overdue_days")(True), "field.not_whole", ("debts", 1, "overdue_days")),
    (at("debts", 1, "overdue_days")(-1), "field.out_of_span", ("debts", 1, "overdue_days")),
    (at("debts", 1, "overdue_days")(10**40), "field.out_of_span", ("debts", 1, "overdue_days")),
    (at("client", "age")(200), "field.out_of_span", ("client", "age")),
    (at("debts", 1, "statement_day")(32), "field.out_of_span", ("debts", 1, "statement_day")),
    (at("debts", 1, "creditor_type")("bank"), "field.unknown_creditor_type", ("debts", 1, "creditor_type")),
    (at("debts", 1, "creditor_type")(None), "field.null", ("debts", 1, "creditor_type")),
    (at("debts", 1, "creditor_type")(7), "field.not_text", ("debts", 1, "creditor_type")),
    (at("expenses", 3, "category")("fun"), "field.unknown_category", ("expenses", 3, "category")),
    (at("debts", 1, "legal_status")("agrement"), "field.unknown_choice", ("debts", 1, "legal_status")),
    (at("debts", 1, "collector")("gang"), "field.unknown_choice", ("debts", 1, "collector")),
    (at("debts", 1, "figures_confidence")("sure"), "field.unknown_choice", ("debts", 1, "figures_confidence")),
    (at("debts", 1, "interest_method")("daily"), "field.unknown_choice", ("debts", 1, "interest_method")),
    (at("debts", 1, "late_fee_base")("x"), "field.unknown_choice", ("debts", 1, "late_fee_base")),
    (at("debts", 1, "repayment_method")("x"), "field.unknown_choice", ("debts", 1, "repayment_method")),
    (at("debts", 1, "day_count")("30/365"), "field.unknown_choice", ("debts", 1, "day_count")),
    (at("debts", 1, "allocation_order")("x"), "field.unknown_choice", ("debts", 1, "allocation_order")),
    (at("debts", 1, "overdue_stage")("M8"), "field.unknown_choice", ("debts", 1, "overdue_stage")),
    (at("contact_log", 0, "direction")("up"), "field.unknown_choice", ("contact_log", 0, "direction")),
    (at("currency")("USD"), "field.unknown_currency", ("currency",)),
    (at("debts", 1, "currency")("USD"), "field.unknown_currency", ("debts", 1, "currency")),
    (at("as_of")("2026-02-30"), "field.impossible_date", ("as_of",)),
    (at("as_of")("2026/11/23"), "field.not_a_date", ("as_of",)),
    (at("as_of")("20261123"), "field.not_a_date", ("as_of",)),
    (at("as_of")("２０２６-11-23"), "field.not_a_date", ("as_of",)),
    (at("as_of")(20261123), "field.not_a_date", ("as_of",)),
    (at("as_of")(None), "field.null", ("as_of",)),
    (at("as_of")("9999-12-31"), "field.far_date", ("as_of",)),
    (at("debts", 0, "next_due_date")("2027-02-29"), "field.impossible_date", ("debts", 0, "next_due_date")),
    (at("contact_log", 0, "at")("2026-11-12"), "field.not_a_moment", ("contact_log", 0, "at")),
    (at("contact_log", 0, "at")("2026-11-12T15:03+08:00"), "field.not_a_moment", ("contact_log", 0, "at")),
    (at("contact_log", 0, "at")("2026-11-12T25:03"), "field.impossible_date", ("contact_log", 0, "at")),
    (at("contact_log", 0, "at")("1066-10-14T09:00"), "field.far_date", ("contact_log", 0, "at")),
    (at("debts")({}), "field.not_a_list", ("debts",)),
    (at("debts")(None), "field.null", ("debts",)),
    (at("contact_log", 0, "evidence")("录音"), "field.not_a_list", ("contact_log", 0, "evidence")),
    (at("expenses", 2)("rent"), "field.not_an_object", ("expenses", 2)),
    (at("client")([]), "field.not_an_object", ("client",)),
    (at("shocks")(["x"] * 201), "field.too_many_rows", ("shocks",)),
    (at("debts", 1, "id")(""), "field.empty_text", ("debts", 1, "id")),
    (at("debts", 1, "id")("x" * 61), "field.too_long", ("debts", 1, "id")),
    (at("debts", 1, "id")("a\nb"), "field.control_character", ("debts", 1, "id")),
    (at("debts", 1, "balance_total")(46801), "case.parts_do_not_add_up", ("debts", 1, "balance_total")),
    (at("debts", 1, "overdue_stage")("M2"), "case.stage_contradicts_days", ("debts", 1, "overdue_stage")),
    (at("debts", 2, "id")("D1"), "case.debt_id_twice", ("debts", 2, "id")),
    (at("income", 1, "low")(4601), "case.low_above_typical", ("income", 1, "low")),
    (at("income", 1, "high")(4599), "case.high_below_typical", ("income", 1, "high")),
    (at("contact_log", 0, "debt")("D9"), "case.unknown_debt", ("contact_log", 0, "debt")),
    (at("agreements")([{"debt": "D9"}]), "case.unknown_debt", ("agreements", 0, "debt")),
    (
        at("counter_offers")([{"debt": "D9", "on": "2026-11-20"}]),
        "case.unknown_debt",
        ("counter_offers", 0, "debt"),
    ),
    (
        at("counter_offers")([{"debt": "D1", "on": "2026-11-20", "offer": {"debt": "D9", "kind": "keep"}}]),
        "case.unknown_debt",
        ("counter_offers", 0, "offer", "debt"),
    ),
    (at("evidence")([{"kind": "contract", "debt": "D9"}]), "case.unknown_debt", ("evidence", 0, "debt")),
    (
        at("negotiations")([{"debt": "D9", "state": "listed", "on": "2026-11-20"}]),
        "case.unknown_debt",
        ("negotiations", 0, "debt"),
    ),
    (
        at("milestones")([{"debt": "D9", "step": "x", "on": "2026-11-20"}]),
        "case.unknown_debt",
        ("milestones", 0, "debt"),
    ),
    (
        at("legal_events")([{"type": "hearing", "date": "2026-12-01", "debt": "D9"}]),
        "case.unknown_debt",
        ("legal_events", 0, "debt"),
    ),
    (at("legal_events")([{"type": "hearing"}]), "field.required", ("legal_events", 0, "date")),
    (at("legal_events")([{"type": " ", "date": "2026-12-01"}]), "field.empty_text", ("legal_events", 0, "type")),
    (at("chosen_plan")("A"), "case.unknown_plan", ("chosen_plan",)),
    (at("plans")([{"id": "A"}, {"id": "A"}]), "case.plan_id_twice", ("plans", 1, "id")),
    (
        at("plans")([{"id": "A", "offers": [{"debt": "D9", "kind": "keep"}]}]),
        "case.unknown_debt",
        ("plans", 0, "offers", 0, "debt"),
    ),
    (
        at("plans")([{"id": "A", "offers": [{"debt": "D1", "kind": "keep"}, {"debt": "D1", "kind": "stop"}]}]),
        "plan.second_offer",
        ("plans", 0, "offers", 1, "debt"),
    ),
    (
        at("plans")([{"id": "A", "offers": [{"debt": "D1", "kind": "haircut"}]}]),
        "field.unknown_choice",
        ("plans", 0, "offers", 0, "kind"),
    ),
    (
        at("income", 0, "entered")({"amount": 1200, "per": "day"}),
        "field.unknown_choice",
        ("income", 0, "entered", "per"),
    ),
    (
        at("boundary")([{"question": "goal", "light": "green"}, {"question": "goal", "light": "red"}]),
        "case.question_twice",
        ("boundary", 1, "question"),
    ),
    (at("debts", 0, "contract")({"terms": 0}), "field.out_of_span", ("debts", 0, "contract", "terms")),
    (
        at("plans")([{"id": "A", "offers": [{"debt": 3, "kind": "keep"}]}]),
        "field.not_text",
        ("plans", 0, "offers", 0, "debt"),
    ),
    (
        at("income", 0, "entered")({"amount": 63_600, "per": "week"}),
        "case.entered_contradicts_month",
        ("income", 0, "amount_monthly"),
    ),
    (
        at("expenses", 0, "entered")({"amount": 28_199.9, "per": "year"}),  # a twelfth is 2,349.99
        "case.entered_contradicts_month",
        ("expenses", 0, "amount_monthly"),
    ),
    (at("savings_line")(-200), "field.negative", ("savings_line",)),
]


@pytest.mark.parametrize(("edit", "key", "path"), PLACES, ids=[f"{key}-{path}" for _, key, path in PLACES])
def test_each_problem_has_its_key_and_its_place(edit: Callable[[Document], None], key: str, path: Path) -> None:
    content = document()
    edit(content)
    data = encoded(content)
    assert keys_and_paths(data) == [(key, path)]
    assert_readable(problems_of(data))


NUMBERS = [
    ("NaN", "field.not_finite"),
    ("Infinity", "field.not_finite"),
    ("-Infinity", "field.not_finite"),
    ("1e400", "field.too_much"),
    ("1e99999999999999999999999", "field.not_finite"),
    ("-1e400", "field.negative"),
    ("1e-400", "field.third_decimal"),
    ("42600.000", "field.third_decimal"),
    ("0.1e-2", "field.third_decimal"),
    ("9" * 5000, "field.too_much"),
    ("0." + "3" * 5000, "field.third_decimal"),
]


@pytest.mark.parametrize(("number", "key"), NUMBERS, ids=[number[:20] for number, _ in NUMBERS])
def test_a_number_that_is_no_amount_is_refused_by_name(number: str, key: str) -> None:
    data = demo_bytes("C2-tight").replace(b'"principal": 42600', f'"principal": {number}'.encode())
    assert keys_and_paths(data) == [(key, ("debts", 1, "principal"))]
    assert_readable(problems_of(data))


@pytest.mark.parametrize("number", ["1e400", "1e99999999999999999999999", "9" * 5000])
def test_a_rate_beyond_all_sense_is_refused(number: str) -> None:
    data = demo_bytes("C2-tight").replace(b'"annual_rate": 0.033', f'"annual_rate": {number}'.encode())
    assert keys_and_paths(data)[0][1] == ("debts", 0, "annual_rate")


@pytest.mark.parametrize(("number", "fen"), [("4.26e4", 4_260_000), ("42600.0", 4_260_000), ("42600.00", 4_260_000)])
def test_other_spellings_of_an_amount_are_the_same_amount(number: str, fen: int) -> None:
    data = demo_bytes("C2-tight").replace(b'"principal": 42600', f'"principal": {number}'.encode())
    assert read_case(data).debt("D1").principal == Money(fen)


def test_the_largest_amount_is_still_one() -> None:
    content = document()
    content["assets"][0]["value"] = BIG
    assert read_case(encoded(content)).assets[0].value == Money(10**12)


def test_minus_zero_is_zero() -> None:
    data = demo_bytes("C2-tight").replace(b'"annual_rate": 0.033', b'"annual_rate": -0.0')
    assert str(read_case(data).debts[0].annual_rate) == "0.0"


def test_a_key_that_stands_twice_is_found_with_its_place() -> None:
    data = demo_bytes("C2-tight").replace(b'"principal": 42600', b'"principal": 42600, "principal": 1')
    assert ("field.duplicate_key", ("debts", 1, "principal")) in keys_and_paths(data)
    same = demo_bytes("C2-tight").replace(b'"age": 41', b'"age": 41, "age": 41')
    assert keys_and_paths(same) == [("field.duplicate_key", ("client", "age"))]
    assert_readable(problems_of(same))


@pytest.mark.parametrize("name", ["id", "creditor_alias", "creditor_type"])
def test_a_debt_needs_an_id_a_creditor_and_a_type(name: str) -> None:
    content = document()
    del content["debts"][3][name]
    assert keys_and_paths(encoded(content)) == [("field.required", ("debts", 3, name))]


def test_a_file_full_of_doubled_and_unknown_keys_is_refused_in_time() -> None:
    keys = ",".join(f'"k{number % 40_000}":1' for number in range(80_000))
    data = f'{{"schema": "{SCHEMA}", "as_of": "2026-11-23", {keys}}}'.encode()
    assert len(problems_of(data)) == 80_000  # each unknown, and each there twice


def test_too_many_debts_are_one_problem() -> None:
    content = document()
    content["debts"] = [{**content["debts"][0], "id": f"D{number}"} for number in range(501)]
    assert keys_and_paths(encoded(content)) == [("field.too_many_rows", ("debts",))]


def test_parts_need_not_add_up_where_one_is_not_known() -> None:
    content = document()
    content["debts"][1]["late_fee"] = None
    assert read_case(encoded(content)).debt("D1").late_fee is None


def test_known_parts_above_the_total_contradict_it() -> None:
    content = document()
    content["debts"][1]["late_fee"] = None
    content["debts"][1]["balance_total"] = 45719  # 42,600 + 3,120 = 45,720
    assert keys_and_paths(encoded(content)) == [("case.parts_above_total", ("debts", 1, "balance_total"))]


def test_a_low_above_a_high_is_found_where_the_usual_is_not_known() -> None:
    content = document()
    content["income"][1] |= {"amount_monthly": None, "low": 5000, "high": 4000}
    assert keys_and_paths(encoded(content)) == [("case.low_above_high", ("income", 1, "low"))]


@pytest.mark.parametrize(
    ("days", "stage"),
    [(0, "M0"), (1, "M1"), (30, "M1"), (31, "M2"), (60, "M2"), (150, "M5"), (151, "M6"), (180, "M6"), (181, "M7")],
)
def test_the_stage_follows_the_days(days: int, stage: str) -> None:
    content = document()
    content["debts"][1] |= {"overdue_days": days, "overdue_stage": stage}
    assert read_case(encoded(content)).debt("D1").overdue_stage == stage
    wrong = {"M0": "M1"}.get(stage, "M0")
    content["debts"][1]["overdue_stage"] = wrong
    assert keys_and_paths(encoded(content)) == [("case.stage_contradicts_days", ("debts", 1, "overdue_stage"))]


@pytest.mark.parametrize(
    ("offer", "key", "name"),
    [
        ({"kind": "instalments"}, "plan.months_needed", "months"),
        ({"kind": "extension"}, "plan.months_needed", "months"),
        ({"kind": "lump_sum"}, "plan.amount_needed", "amount"),
        ({"kind": "lump_sum", "amount": 0}, "plan.amount_needed", "amount"),
        ({"kind": "token", "months": 6}, "plan.amount_needed", "amount"),
        ({"kind": "instalments", "months": 0}, "field.out_of_span", "months"),
        ({"kind": "instalments", "months": 601}, "field.out_of_span", "months"),
        ({"kind": "keep", "grace_months": -1}, "field.out_of_span", "grace_months"),
        ({"kind": "keep", "down_payment": None}, "field.null", "down_payment"),
    ],
)
def test_an_offer_says_what_its_kind_needs(offer: Document, key: str, name: str) -> None:
    content = document()
    content["plans"] = [{"id": "A", "offers": [{"debt": "D1", **offer}]}]
    data = encoded(content)
    assert keys_and_paths(data) == [(key, ("plans", 0, "offers", 0, name))]
    assert_readable(problems_of(data))


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    content = document()
    del content["as_of"]
    content["client"]["age"] = "forty"
    content["income"][1]["low"] = 9000
    content["expenses"][3]["category"] = "fun"
    content["debts"][1]["principal"] = -1
    content["debts"][2]["balance_total"] = 5
    content["debts"][3]["colour"] = "red"
    content["debts"][4]["id"] = "D1"
    content["debts"][4]["overdue_stage"] = "M7"
    content["contact_log"][0]["debt"] = "D9"
    content["plans"] = [{"id": "A", "offers": [{"debt": "D1", "kind": "instalments"}, {"debt": "D1", "kind": "keep"}]}]
    content["chosen_plan"] = "B"
    data = encoded(content)
    assert keys_and_paths(data) == [
        ("field.required", ("as_of",)),
        ("field.not_whole", ("client", "age")),
        ("case.low_above_typical", ("income", 1, "low")),
        ("field.unknown_category", ("expenses", 3, "category")),
        ("field.negative", ("debts", 1, "principal")),
        ("case.parts_do_not_add_up", ("debts", 2, "balance_total")),
        ("field.unknown_field", ("debts", 3, "colour")),
        ("case.debt_id_twice", ("debts", 4, "id")),
        ("case.stage_contradicts_days", ("debts", 4, "overdue_stage")),
        ("case.unknown_debt", ("contact_log", 0, "debt")),
        ("plan.months_needed", ("plans", 0, "offers", 0, "months")),
        ("plan.second_offer", ("plans", 0, "offers", 1, "debt")),
        ("case.unknown_plan", ("chosen_plan",)),
    ]
    assert_readable(problems_of(data))
