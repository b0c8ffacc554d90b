"""What counsel adds to the assessment, as JSON: flags, urgent dates, costs, routes, the boundary.

Every entry has a ``reason``, a sentence in the language asked for, and a ``source``: document and article, or what of
the case it rests on. Yuan are numbers, rates exact fractions of one as numbers, days ISO dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from repaybook.assess.boundary import QUESTIONS, Light, answers, hints
from repaybook.assess.urgent import Deadline
from repaybook.case.model import CaseFile
from repaybook.counsel import legal_dates
from repaybook.counsel.cost_words import cost_reason, cost_source, item_words, line_is, line_is_not, line_source
from repaybook.counsel.costs import Cost, ReferenceLine, costs
from repaybook.counsel.facts import facts
from repaybook.counsel.routes import routes
from repaybook.counsel.words import (
    ROUTE_PARTS,
    boundary_part,
    citation,
    fact_reason,
    fact_source,
    hint_sentence,
    route_part,
)
from repaybook.money import Money
from repaybook.texts import Lang, say

UNANSWERED = "unanswered"
"""The status of a boundary question without a saved answer."""


def _plain(value: object) -> Any:
    if isinstance(value, Money):
        return value.as_number()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value


def flags_json(case: CaseFile, on: date, lang: Lang) -> list[dict[str, Any]]:
    """Return the facts of a case: id, reason, source, debts, figures, and the words they come from."""
    return [
        {
            "id": fact.key,
            "reason": fact_reason(lang, fact),
            "source": fact_source(lang, fact, on),
            "debts": list(fact.debts),
            "values": _plain(fact.values),
            "said": fact.said or None,
        }
        for fact in facts(case, on)
    ]


def _urgent(lang: Lang, deadline: Deadline) -> dict[str, Any]:
    known = deadline.days_left is not None
    label = say(lang, deadline.label_key, who=deadline.who)
    return {
        "id": deadline.kind,
        "date": deadline.on.isoformat() if known else None,
        "days_left": deadline.days_left,
        "reason": label,
        "act": say(lang, deadline.act_key),
        "source": legal_dates.source(lang, deadline),
        "who": deadline.who or None,
        "debt": deadline.debt,
        "amount": _plain(deadline.amount),
        "computed": deadline.computed,
        "by_law": _plain(deadline.worked_out),
        "given": _plain(deadline.given),
        "hand_in_by": _plain(deadline.hand_in),
        "tentative": deadline.tentative,
        "notes": list(legal_dates.notes(lang, deadline)),
    }


def urgent_json(case: CaseFile, on: date, lang: Lang) -> list[dict[str, Any]]:
    """Return the dates, the payment order first, with days left and what is worked out from the law."""
    return [_urgent(lang, one) for one in legal_dates.deadlines(case, on)]


def _line(case: CaseFile, cost: Cost, line: ReferenceLine, lang: Lang) -> dict[str, Any]:
    return {
        "id": line.key,
        "rate": _plain(line.rate),
        "from": _plain(line.start),
        "until": _plain(line.end),
        "reason": line_is(lang, line, case.debt(cost.debt)),
        "is_not": line_is_not(lang, line),
        "ask": say(lang, f"counsel.ask.{line.ask}"),
        "source": line_source(lang, line),
    }


def costs_json(case: CaseFile, on: date, lang: Lang) -> list[dict[str, Any]]:
    """Return what each debt costs: both annual rates, its items, the lines beside it, the amounts above them."""
    found = []
    for cost in costs(case, on):
        items = [(item, item_words(lang, item)) for item in cost.items]
        found.append(
            {
                "id": cost.debt,
                "reason": cost_reason(lang, cost, case.debt(cost.debt)),
                "source": cost_source(lang, cost, case.debt(cost.debt), on),
                "basis": cost.basis,
                "assumed": cost.assumed,
                "simple_annual_rate": _plain(cost.all_in.simple) if cost.all_in else None,
                "effective_annual_rate": float(round(cost.all_in.effective, 10)) if cost.all_in else None,
                "claimed_annual_rate": _plain(cost.claimed),
                "items": [
                    {"id": item.key, "name": name, "charged_by": item.charged_by, "total": item.total / 100}
                    for item, (name, _) in items
                ],
                "kept_back": _plain(cost.kept_back),
                "lines": [_line(case, cost, line, lang) for line in cost.lines],
                "interest_a_month": _plain(cost.interest_a_month),
                "at_line_a_month": _plain(cost.at_line_a_month),
                "above_line": _plain(cost.above_line),
                "above_in_all": _plain(cost.above_in_all),
                "needs": list(cost.needs),
            }
        )
    return found


def routes_json(case: CaseFile, on: date, lang: Lang) -> list[dict[str, Any]]:
    """Return the routes, the best first: title, why, needs, costs, limit, source, next step."""
    return [
        {
            "id": route.key,
            "title": route_part(lang, route, "title"),
            "reason": route_part(lang, route, "why"),
            **{part: route_part(lang, route, part) for part in ROUTE_PARTS if part not in {"why", "source"}},
            "source": citation(lang, route.rules, on) or route_part(lang, route, "source"),
            "debts": list(route.debts),
            "values": _plain(route.values),
        }
        for route in routes(case, on)
    ]


def boundary_json(case: CaseFile, lang: Lang) -> dict[str, Any]:
    """Return the eight questions with their status, and the hints drawn from what the client said."""
    given = answers(case)
    questions = []
    for question in QUESTIONS:
        light = given.get(question)
        reason = say(lang, "boundary.unanswered") if light is None else boundary_part(lang, question, "reason", light)
        questions.append(
            {
                "id": question,
                "question": say(lang, f"boundary.{question}.question"),
                "status": UNANSWERED if light is None else light.name.lower(),
                "reason": reason,
                "alternative": (boundary_part(lang, question, "alternative", light) if light else "") or None,
                "source": say(lang, f"boundary.{question}.source"),
            }
        )
    found = [
        {
            "id": hint.id,
            "said": hint.said,
            "question": hint.question,
            "light": hint.light.name.lower(),
            "reason": say(
                lang,
                "law.two",
                one=hint_sentence(lang, hint),
                two=boundary_part(lang, hint.question, "reason", hint.light),
            ),
            "alternative": boundary_part(lang, hint.question, "alternative", hint.light) or None,
            "source": say(lang, f"boundary.{hint.question}.source"),
        }
        for hint in hints(case)
        if hint.light != Light.GREEN
    ]
    return {"questions": questions, "hints": found}


def counsel_json(case: CaseFile, on: date, lang: Lang = "zh") -> dict[str, Any]:
    """Return what counsel adds to the published assessment, under ``flags urgent costs routes boundary``."""
    return {
        "flags": flags_json(case, on, lang),
        "urgent": urgent_json(case, on, lang),
        "costs": costs_json(case, on, lang),
        "routes": routes_json(case, on, lang),
        "boundary": boundary_json(case, lang),
    }
