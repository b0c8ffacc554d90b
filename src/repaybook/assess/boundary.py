"""The line between negotiated repayment and anti-collection: eight questions, and hints from what was said.

Sources of the questions: the official definition of the grey market (公安部、金融监管总局 2025-12-25) and the
warnings of 2024-12-24 and 2026-02-06; the words and citations stand in ``texts/*/boundary.toml``. Free text is hinted
at, never judged.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from repaybook.case.model import CaseFile

QUESTIONS = ("goal", "truthfulness", "means", "assets", "agent", "fees", "personal_data", "contact")
"""The eight questions, in the order in which they are asked."""


class Light(IntEnum):
    """An answer or a hint: fine, think first, not this way."""

    GREEN = 0
    AMBER = 1
    RED = 2


BLOCKS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "goal": frozenset({"application", "repayment_plan", "change_request"}),
        "truthfulness": frozenset({"application", "financial_statement", "hardship", "change_request"}),
        "means": frozenset({"complaint", "stop_collection"}),
        "assets": frozenset({"financial_statement", "living_costs", "enforcement_settlement", "application"}),
        "agent": frozenset({"authorisation"}),
        "fees": frozenset({"authorisation"}),
        "personal_data": frozenset({"authorisation"}),
        "contact": frozenset({"application", "change_request"}),
    }
)
"""Which papers a red answer stops, by question; no other paper is touched."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What was said, the question it touches, how far it goes, and which pattern found it."""

    said: str
    question: str
    light: Light
    id: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    id: str
    question: str
    light: Light
    found: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]


@cache
def _patterns() -> tuple[_Pattern, ...]:
    table = tomllib.loads((files("repaybook.assess") / "boundary.toml").read_text("utf-8"))
    return tuple(
        _Pattern(
            id=row["id"],
            question=row["question"],
            light=Light[row["light"].upper()],
            found=tuple(re.compile(found, re.IGNORECASE) for found in row["any"]),
            unless=tuple(re.compile(unless, re.IGNORECASE) for unless in row.get("unless", ())),
        )
        for row in table["hint"]
    )


def hints_in(said: str) -> tuple[Hint, ...]:
    """Return the hints in one sentence, the gravest first, at most one a question. Only a hint: people decide."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", said))
    gravest: dict[str, Hint] = {}
    for pattern in _patterns():
        if not any(found.search(plain) for found in pattern.found):
            continue
        if any(unless.search(plain) for unless in pattern.unless):
            continue
        before = gravest.get(pattern.question)
        if before is None or pattern.light > before.light:
            gravest[pattern.question] = Hint(said, pattern.question, pattern.light, pattern.id)
    return tuple(sorted(gravest.values(), key=lambda hint: (-hint.light, QUESTIONS.index(hint.question))))


def hints(case: CaseFile) -> tuple[Hint, ...]:
    """Return the hints in what the client says and in the warning signs of a case, in their order."""
    return tuple(hint for said in (*case.client_says, *case.warning_signs) for hint in hints_in(said))


def blocked_papers(answers: Mapping[str, Light]) -> Mapping[str, tuple[str, ...]]:
    """Return the papers that are not made for now, each with the questions answered red that stop it.

    Raises ``ValueError`` on a question that is none of the eight.
    """
    unknown = set(answers) - set(QUESTIONS)
    if unknown:
        raise ValueError(f"not one of the eight questions: {sorted(unknown)}")
    red = [question for question in QUESTIONS if answers.get(question) == Light.RED]
    papers = sorted({paper for question in red for paper in BLOCKS[question]})
    return {paper: tuple(question for question in red if paper in BLOCKS[question]) for paper in papers}


def answers(case: CaseFile) -> dict[str, Light]:
    """Return the answers that are kept in a case, by question; the last one counts."""
    return {answer.question: Light[answer.light.upper()] for answer in case.boundary}


def gravest(found: Iterable[Hint]) -> Light:
    """Return the gravest light among hints; green for none."""
    return max((hint.light for hint in found), default=Light.GREEN)
