"""Numbers that others published: every case of every file is sent to the package's public functions.

The files stand in ``tests/oracles``; ``REPAYBOOK_ORACLES`` names another folder of files in the same form.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.oracle_answers import balances, claims, rates, schedules
from tests.oracle_answers.inputs import Answer, Roots

FOLDER = Path(os.environ.get("REPAYBOOK_ORACLES") or Path(__file__).parent / "oracles")
OURS = Path(__file__).parent / "oracles"

ANSWERS: dict[str, Answer] = {**rates.ANSWERS, **schedules.ANSWERS, **balances.ANSWERS, **claims.ANSWERS}

NOT_BUILT = {
    "equal_capital_quarterly_interest": "a leasing form: principal each month, interest each quarter; no lender to "
    "consumers here uses it",
    "unknown_contribution": "what a shop pays a lender so that its credit looks free; no figure of the borrower",
}
"""Functions of the files that the product has no use for, each with the reason."""

SLACK = 1e-9
"""What two floats that print alike may differ by, at the edge of a tolerance."""


def pages(folder: Path) -> Iterator[dict[str, Any]]:
    for page in sorted(folder.glob("*.json")):
        yield json.loads(page.read_text("utf-8"))


def cases(folder: Path) -> Iterator[Any]:
    for page in pages(folder):
        for case in page["cases"]:
            if case["fn"] not in NOT_BUILT:
                yield pytest.param(page, case, id=f"{page['oracle']}-{case['id']}")


def allowed(expected: float, tol: dict[str, float], key: str) -> float:
    """Return by how much a figure may differ; a file may give payments and rates a tolerance each."""
    kind = "payment_abs" if key.startswith("payment") else "rate_abs"
    absolute = tol.get("abs", tol.get(kind, 0.0))
    return max(absolute, tol.get("rel", 0.0) * abs(expected)) + SLACK


def close(found: float | Roots, expected: float, tol: dict[str, float], key: str) -> bool:
    rates_found = found if isinstance(found, Roots) else (found,)
    return any(abs(rate - expected) <= allowed(expected, tol, key) for rate in rates_found)


def differences(found: Any, expected: Any, tol: dict[str, float], key: str = "") -> Iterator[str]:
    """Yield every difference between an answer and what was published, with its place."""
    same = False
    match expected:
        case dict():
            same = set(expected) <= set(found)
            for name in set(expected) & set(found):
                yield from differences(found[name], expected[name], tol, name)
        case [low, high] if key.endswith("_range"):
            same = low <= found <= high
        case list():
            same = len(found) == len(expected)
            for number, (ours, theirs) in enumerate(zip(found, expected, strict=False), 1):
                yield from differences(ours, theirs, tol, f"{key} {number}")
        case int() | float():
            same = close(found, expected, tol, key)
        case _:
            same = found == expected
    if not same:
        yield f"{key}: {found} instead of {expected}"


@pytest.mark.parametrize(("page", "case"), list(cases(FOLDER)))
def test_a_published_case_comes_out(page: dict[str, Any], case: dict[str, Any]) -> None:
    assert case["fn"] in ANSWERS, f"no answer to {case['fn']}"
    found = ANSWERS[case["fn"]](case["inputs"], case["expected"], page)
    assert list(differences(found, case["expected"], case["tol"])) == []


def test_what_is_not_built_is_published_and_has_no_answer() -> None:
    published = {case["fn"] for page in pages(OURS) for case in page["cases"]}
    assert set(NOT_BUILT) <= published
    assert not set(NOT_BUILT) & set(ANSWERS)
    assert set(ANSWERS) <= published


def test_there_are_cases_in_the_folder() -> None:
    assert list(cases(FOLDER))


@pytest.mark.parametrize(
    ("found", "expected", "tol"),
    [
        (1.02, 1.0, {"abs": 0.01}),
        (Roots([0.1, 0.3]), 0.2, {"abs": 0.01}),
        ({"a": 1}, {"b": 1}, {"abs": 1}),
        ([1.0], [1.0, 2.0], {"abs": 1}),
        ("2022-10-30", "2022-10-31", {"abs": 0}),
        ({"rate_range": 12.0}, {"rate_range": [13.0, 14.0]}, {"abs": 5}),
    ],
)
def test_a_difference_is_seen(found: Any, expected: Any, tol: dict[str, float]) -> None:
    assert list(differences(found, expected, tol))


def test_one_of_several_rates_is_enough() -> None:
    assert list(differences(Roots([0.1, 0.3]), 0.3, {"abs": 1e-9})) == []
