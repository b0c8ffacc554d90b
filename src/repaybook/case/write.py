"""A case or a plan → bytes: UTF-8 JSON, one space a level, the model's order, every number exact."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from repaybook.case.model import (
    SCHEMA,
    AgreedItem,
    Agreement,
    Asset,
    BreachTerms,
    CaseFile,
    Contact,
    CounterOffer,
    Debt,
    Evidence,
    Expense,
    ForeignBalance,
    Income,
    Judgment,
    LegalEvent,
    Milestone,
    Negotiation,
    Offer,
    Plan,
)
from repaybook.case.read import PLAN_SCHEMA, read_case
from repaybook.money import Money


def _names(model: type[Any], first: str = "") -> frozenset[str]:
    names = [entry.name for entry in dataclasses.fields(model)]
    return frozenset(names[names.index(first) :] if first else names)


_LEFT_OUT: Mapping[type[Any], frozenset[str]] = {
    CaseFile: _names(CaseFile, "savings_line"),
    Income: frozenset({"entered", "months", "payday"}),
    Expense: frozenset({"entered", "reason"}),
    Asset: frozenset({"note"}),
    Judgment: _names(Judgment),
    Debt: _names(Debt, "balance_basis"),
    Contact: _names(Contact, "number_masked"),
    Agreement: _names(Agreement, "reference"),
    LegalEvent: _names(LegalEvent, "deadline"),
    Offer: frozenset({"months", "annual_rate", "first_due", "amount"}) | _names(Offer, "waived_principal"),
    Plan: frozenset({"freed"}),
    ForeignBalance: frozenset({"min_payment"}),
    BreachTerms: _names(BreachTerms),
    AgreedItem: _names(AgreedItem, "by"),
    CounterOffer: _names(CounterOffer, "who"),
    Negotiation: _names(Negotiation, "next_step"),
    Evidence: _names(Evidence, "debt"),
    Milestone: frozenset({"note"}),
}
"""What a file leaves out while nothing is known; everything else is always written, ``null`` where not known."""


def _section(value: Any) -> dict[str, Any]:
    left_out = _LEFT_OUT.get(type(value), frozenset())
    entries = [(entry, getattr(value, entry.name)) for entry in dataclasses.fields(value)]
    return {
        entry.name: _content(inner)
        for entry, inner in entries
        if not (entry.name in left_out and inner == entry.default)
    }


def _content(value: Any) -> Any:  # noqa: PLR0911 - one a type
    """Return the JSON content of a value of the model; numbers with decimals stay ``Decimal``."""
    if isinstance(value, Money):
        return value.fen // 100 if value.fen % 100 == 0 else value.in_yuan()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        precision = "microseconds" if value.microsecond else "seconds" if value.second else "minutes"
        return value.isoformat(timespec=precision)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_content(inner) for inner in value]
    if dataclasses.is_dataclass(value):
        return _section(value)
    return value


def _json(value: Any, depth: int = 0) -> str:
    """Return JSON as ``json.dumps(…, indent=1)`` has it, but a ``Decimal`` with all of its digits."""
    break_in, break_out = "\n" + " " * (depth + 1), "\n" + " " * depth
    if isinstance(value, dict) and value:
        rows = [f"{json.dumps(name)}: {_json(inner, depth + 1)}" for name, inner in value.items()]
        return "{" + break_in + f",{break_in}".join(rows) + break_out + "}"
    if isinstance(value, list) and value:
        rows = [_json(inner, depth + 1) for inner in value]
        return "[" + break_in + f",{break_in}".join(rows) + break_out + "]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False)


def write_case(case: CaseFile) -> bytes:
    """Return the file of a case; ``read_case`` gives back an equal one.

    What could not be read again is not written: ``CaseError`` with the problems of such a case (parts that do not add
    up, an amount below zero, …), ``ValueError`` where a value is not of the model's type.
    """
    # A half of a surrogate pair has no UTF-8; the escape is refused by name when it is read below.
    data = _json({"schema": SCHEMA, **_section(case)}).encode("utf-8", "backslashreplace")
    if read_case(data) != case:
        raise ValueError("the case holds a value that its file cannot give back")
    return data


def write_plan(plan: Plan) -> bytes:
    """Return the file of a plan, for ``read_plan`` and ``repaybook simulate --plan``."""
    return _json({"schema": PLAN_SCHEMA, **_section(plan)}).encode()
