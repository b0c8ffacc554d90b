"""What a file says of the dealings with creditors is read, or refused by name with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from repaybook.case.places import describe
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.errors import CaseError
from repaybook.texts import LANGS


def case_with(**sections: Any) -> bytes:
    return json.dumps({**json.loads(demo_bytes("C5-misconduct")), **sections}).encode()


def agreement(**fields: Any) -> dict[str, Any]:
    return {**json.loads(demo_bytes("C5-misconduct"))["agreements"][0], **fields}


@pytest.mark.parametrize("told", ["", "ab" * 31, "zz" * 32, "2026-11-23", "ab" * 33])
def test_a_checksum_that_is_none_is_refused(told: str) -> None:
    with pytest.raises(CaseError) as refused:
        read_case(case_with(evidence=[{"kind": "contract", "sha256": told}]))
    (problem,) = refused.value.problems
    assert (problem.key, problem.path) == ("evidence.problem.digest", ("evidence", 0, "sha256"))
    assert all("64" in describe(problem, lang) for lang in LANGS)


@pytest.mark.parametrize("told", ["ab" * 32, "AB" * 32, None])
def test_a_checksum_in_either_case_is_read(told: str | None) -> None:
    assert read_case(case_with(evidence=[{"kind": "contract", "sha256": told}])).evidence[0].sha256 == told


def test_a_rung_that_there_is_not_is_refused() -> None:
    with pytest.raises(CaseError) as refused:
        read_case(case_with(agreements=[agreement(rung="promise")]))
    assert [(one.key, one.path) for one in refused.value.problems] == [
        ("problems.field.unknown_choice", ("agreements", 0, "rung"))
    ]
    assert read_case(case_with(agreements=[agreement(rung="notarised")])).agreements[0].rung == "notarised"
