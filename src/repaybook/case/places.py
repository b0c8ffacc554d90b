"""Problems as sentences for people, each with its place before it, ``债务·第2笔·本金：…``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from repaybook.case.fields import quoted
from repaybook.case.model import Category
from repaybook.errors import Path, Problem
from repaybook.money import Money
from repaybook.texts import Lang, figures, known, say

_SECTIONS = {
    "client": "client",
    "income": "income",
    "expenses": "expense",
    "assets": "asset",
    "debts": "debt",
    "judgment": "judgment",
    "contract": "contract",
    "fees": "fee",
    "boundary": "boundary",
    "contact_log": "contact",
    "agreements": "agreement",
    "payments": "payment",
    "legal_events": "legal_event",
    "plans": "plan",
    "offers": "offer",
    "entered": "entered",
    "foreign": "foreign",
    "steps": "step",
    "parts": "lump_part",
    "counter_offers": "counter_offer",
    "offer": "offer",
    "negotiations": "negotiation",
    "evidence": "evidence",
    "milestones": "milestone",
    "items": "agreed_item",
    "breach": "breach_terms",
}
"""The list or object of the file, and whose fields its rows have (``terms.field.<…>``)."""

LINE = "line"
"""First element of a place in a table; the number after it is the line as a person counts it."""


def _leaf(name: str, section: str, lang: Lang) -> str:
    for owner in (section, "plan"):
        if known(lang, f"terms.field.{owner}.{name}"):
            return say(lang, f"terms.field.{owner}.{name}")
    return quoted(name)


def _steps(path: Path, lang: Lang) -> Iterator[str]:
    section, last = "case", ""
    for index, step in enumerate(path):
        deeper = index + 1 < len(path)
        if isinstance(step, int):
            if last == LINE:
                yield say(lang, "terms.line", n=step)
            else:
                row = last if known(lang, f"terms.row.{last}") else "any"
                yield say(lang, f"terms.row.{row}", n=step + 1)
            continue
        last = step
        if step == LINE:
            section = "debt"
        elif deeper and known(lang, f"terms.section.{step}"):
            yield say(lang, f"terms.section.{step}")
            section = _SECTIONS.get(step, section)
        else:
            yield _leaf(step, section, lang)


def place(path: Path, lang: Lang) -> str:
    """Return the place in words, empty for the whole: ``债务·第2笔·本金``, ``line 5 · principal``."""
    return say(lang, "terms.separator").join(_steps(path, lang))


def _spoken(value: object, lang: Lang) -> object:
    if isinstance(value, Money):
        return figures.money(lang, value)
    if isinstance(value, date):
        return figures.day(lang, value)
    if isinstance(value, Category):
        return say(lang, f"terms.category.{value}")
    return value


def describe(problem: Problem, lang: Lang) -> str:
    """Return the problem as a sentence with its place before it."""
    values = {name: _spoken(value, lang) for name, value in problem.values.items()}
    sentence = say(lang, problem.key, **values)
    where = place(problem.path, lang)
    return f"{where}{say(lang, 'terms.colon')}{sentence}" if where else sentence
