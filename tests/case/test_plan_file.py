"""A plan file must be sound in itself, and fit the debts of the case."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from repaybook.case.model import OfferKind
from repaybook.case.places import describe
from repaybook.case.read import read_case, read_plan
from repaybook.case.rules import plan_problems
from repaybook.demo import demo_bytes
from repaybook.errors import PlanError
from repaybook.texts import LANGS

CASE = read_case(demo_bytes("C2-tight"))


def plan(*offers: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"schema": "repaybook-plan/1", "id": "A", "offers": list(offers), **more}).encode()


def problems_of(data: bytes) -> list[tuple[str, tuple[str | int, ...]]]:
    with pytest.raises(PlanError) as caught:
        read_plan(data, CASE)
    assert all(describe(problem, lang) for problem in caught.value.problems for lang in LANGS)
    return [(problem.key.removeprefix("problems."), problem.path) for problem in caught.value.problems]


def test_a_plan_is_read() -> None:
    found = read_plan(plan({"debt": "D1", "kind": "instalments", "months": 60}, {"debt": "D0", "kind": "keep"}), CASE)
    assert [offer.kind for offer in found.offers] == [OfferKind.INSTALMENTS, OfferKind.KEEP]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "file.empty"),
        (b"[" * 50, "file.too_deep"),
        (b"{", "file.not_json"),
        (b"{}", "schema.missing"),
        (demo_bytes("C2-tight"), "schema.is_case"),
        (b'{"schema": "repaybook-plan/2"}', "schema.newer"),
        (b'{"schema": "repaybook-plan/0"}', "schema.older"),
    ],
)
def test_what_is_no_plan_file_has_one_sentence(data: bytes, key: str) -> None:
    assert [found for found, _ in problems_of(data)] == [key]


@pytest.mark.parametrize(
    ("offer", "key", "name"),
    [
        ({"debt": "D9", "kind": "keep"}, "case.unknown_debt", "debt"),
        ({"debt": "D1", "kind": "instalments", "months": 61}, "plan.card_months", "months"),
        ({"debt": "D1", "kind": "instalments"}, "plan.months_needed", "months"),
        ({"debt": "D3", "kind": "instalments", "months": 601}, "field.out_of_span", "months"),
        ({"debt": "D1", "kind": "keep", "waived_late_fee": 1080.01}, "plan.waived_above_owed", "waived_late_fee"),
        ({"debt": "D1", "kind": "keep", "waived_interest": 3121}, "plan.waived_above_owed", "waived_interest"),
        ({"debt": "D1", "kind": "keep", "waived_fees": 1}, "plan.waived_above_owed", "waived_fees"),
        ({"debt": "D3", "kind": "keep", "waived_penalty": 720.01}, "plan.waived_above_owed", "waived_penalty"),
        ({"debt": "D1", "kind": "keep", "down_payment": 46800.01}, "plan.down_payment_above_balance", "down_payment"),
        ({"debt": "D1", "kind": "keep", "first_due": "2026-11-22"}, "plan.first_due_past", "first_due"),
        ({"debt": "D1", "kind": "keep", "haircut": 0.3}, "field.unknown_field", "haircut"),
    ],
)
def test_an_offer_that_does_not_fit_has_its_place(offer: dict[str, Any], key: str, name: str) -> None:
    assert problems_of(plan(offer)) == [(key, ("offers", 0, name))]


@pytest.mark.parametrize(
    "offer",
    [
        {"debt": "D1", "kind": "instalments", "months": 60, "waived_late_fee": 1080, "waived_interest": 3120},
        {"debt": "D3", "kind": "instalments", "months": 600},
        {"debt": "D3", "kind": "keep", "waived_penalty": 720},
        {"debt": "D1", "kind": "keep", "first_due": "2026-11-23", "down_payment": 46800},
        {"debt": "D1", "kind": "token", "amount": 100, "months": 6},
        {"debt": "D1", "kind": "lump_sum", "amount": 20000},
    ],
)
def test_an_offer_at_the_edge_fits(offer: dict[str, Any]) -> None:
    assert read_plan(plan(offer), CASE).offers[0].debt == offer["debt"]


def test_all_problems_of_a_plan_come_at_once() -> None:
    first = {"debt": "D1", "kind": "instalments"}
    second = {"debt": "D1", "kind": "keep", "months": 0}
    assert problems_of(plan(first, second, colour="red", id="")) == [
        ("field.empty_text", ("id",)),
        ("plan.months_needed", ("offers", 0, "months")),
        ("plan.second_offer", ("offers", 1, "debt")),
        ("field.out_of_span", ("offers", 1, "months")),
        ("field.unknown_field", ("colour",)),
    ]


def test_a_waiver_of_what_is_not_known_to_be_owed_does_not_fit() -> None:
    debts = (CASE.debts[0], replace(CASE.debts[1], late_fee=None, other_fees=None), *CASE.debts[2:])
    found = read_plan(plan({"debt": "D1", "kind": "keep", "waived_late_fee": 1}), CASE)
    assert [problem.key for problem in plan_problems(found, replace(CASE, debts=debts))] == [
        "problems.plan.waived_above_owed"
    ]
