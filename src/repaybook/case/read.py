"""Bytes → a case or a plan, read strictly; every problem at once, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from marshmallow import ValidationError

from repaybook.case import rules
from repaybook.case.fields import quoted
from repaybook.case.json_text import NOT_FINITE, Document, read_document
from repaybook.case.model import SCHEMA, CaseFile, Plan
from repaybook.case.schema import Section, gathered, section_of
from repaybook.errors import CaseError, Path, PlanError, Problem

PLAN_SCHEMA = "repaybook-plan/1"

_OTHER_VERSION = re.compile(r"([0-9]{1,9})")


def _wrong_schema(found: object, wanted: str) -> Problem | None:
    """Return the one sentence about a file of another kind or version, ``None`` where it is the wanted one."""
    if found == wanted:
        return None
    kind, _, version = wanted.partition("/")
    path: Path = ("schema",)
    if found is None:
        return Problem("problems.schema.missing", path, {"wanted": wanted})
    if isinstance(found, str) and found.startswith(f"{kind}/") and _OTHER_VERSION.fullmatch(found, len(kind) + 1):
        age = "older" if int(found[len(kind) + 1 :]) < int(version) else "newer"
        return Problem(f"problems.schema.{age}", path, {"found": found, "wanted": wanted})
    if isinstance(found, str) and found in {SCHEMA, PLAN_SCHEMA}:
        return Problem(f"problems.schema.{'is_plan' if found == PLAN_SCHEMA else 'is_case'}", path)
    shown = quoted(found) if isinstance(found, str) else type(found).__name__
    return Problem("problems.schema.unknown", path, {"found": shown, "wanted": wanted})


def _in_order(problems: Iterable[Problem], document: Document) -> list[Problem]:
    """Return the problems as a reader of the file meets them, each once; a missing field comes after its section."""

    def position(problem: Problem) -> tuple[int, int, str]:
        path = problem.path
        while path and path not in document.order:
            path = path[:-1]
        return document.order.get(path, 0), len(problem.path), str(problem.path)

    unreadable = {problem.path for problem in document.problems if problem.key == NOT_FINITE}
    known = [problem for problem in problems if problem.path not in unreadable]
    return sorted([*document.problems, *known], key=position)


@cache
def _reader(section: type[Section]) -> Section:
    """Return the reader of a section, made once: a reader keeps nothing of what it read."""
    return section()


def _load(section: type[Section], document: Document, more: Iterable[Problem]) -> tuple[Any, list[Problem]]:
    content = {name: value for name, value in document.content.items() if name != "schema"}
    found = list(more)
    value = None
    try:
        value = _reader(section).load(content)
    except ValidationError as error:
        found.extend(gathered(error.messages))
    return value, _in_order(found, document)


def read_case(data: bytes) -> CaseFile:
    """Return the case in a file of ``repaybook-case/1``.

    Raises ``CaseError`` with every problem in the order of the file. A file that is no JSON object, or of another
    schema, has that one problem alone.
    """
    document = read_document(data)
    wrong = _wrong_schema(document.content.get("schema"), SCHEMA)
    if wrong:
        raise CaseError([wrong])
    case, problems = _load(section_of(CaseFile), document, rules.between(document.content))
    if problems:
        raise CaseError(problems)
    return cast("CaseFile", case)


def read_plan(data: bytes, case: CaseFile) -> Plan:
    """Return the plan in a file of ``repaybook-plan/1``; it must fit the debts of ``case``.

    Raises ``PlanError`` with every problem: those of the file, or, where the file is sound, those of
    ``rules.plan_problems``.
    """
    try:
        document = read_document(data)
    except CaseError as error:
        raise PlanError(error.problems) from error
    wrong = _wrong_schema(document.content.get("schema"), PLAN_SCHEMA)
    if wrong:
        raise PlanError([wrong])
    plan, problems = _load(section_of(Plan), document, rules.second_offers(document.content))
    if not problems:
        problems = list(rules.plan_problems(plan, case))
    if problems:
        raise PlanError(problems)
    return cast("Plan", plan)
