"""Facts and routes as people read them: the sentence with its figures, and where its rule stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from repaybook import law
from repaybook.assess.boundary import Hint, Light
from repaybook.counsel.fact import Fact, Rule
from repaybook.counsel.routes import Route
from repaybook.law.provisions import Dated
from repaybook.texts import Lang, figures, known, say

ROUTE_PARTS = ("why", "needs", "costs", "cannot", "source", "next")
"""What is said of a route, in this order."""


def points(lang: Lang, difference: Decimal) -> str:
    """Return a difference of two rates in percentage points."""
    return say(lang, "counsel.cost.points", points=figures.percent(lang, difference).rstrip("% "))


def spoken(lang: Lang, values: Mapping[str, object]) -> Mapping[str, object]:
    """Return the values ready for ``figures.tell``: a difference of rates becomes its percentage points."""
    return {name: points(lang, value) if isinstance(value, Decimal) else value for name, value in values.items()}


def in_force(rule: Rule, on: date) -> Dated:
    """Return the value of a provision on a day; the last one it had where that day is outside."""
    area, name = rule
    provision = law.load(area)[name]
    try:
        return provision.on(on)
    except law.NotInForceError:
        return provision.values[-1]


def citation(lang: Lang, rules: Iterable[Rule], on: date) -> str:
    """Return documents and articles of provisions, each once, empty for none."""
    sources = dict.fromkeys(in_force(rule, on).source for rule in rules)
    return say(lang, "law.and").join(sources)


def fact_reason(lang: Lang, fact: Fact) -> str:
    """Return the sentence of a fact."""
    return figures.tell(lang, f"facts.{fact.key}.reason", spoken(lang, fact.values))


def fact_source(lang: Lang, fact: Fact, on: date) -> str:
    """Return where a fact's rule stands, or what it rests on where no provision holds it."""
    key = f"facts.{fact.key}.source"
    return citation(lang, fact.rules, on) or (say(lang, key) if known(lang, key) else "")


def route_part(lang: Lang, route: Route, part: str) -> str:
    """Return ``title`` or one of ``ROUTE_PARTS`` of a route; its values fill every part."""
    return figures.tell(lang, f"routes.{route.key}.{part}", spoken(lang, route.values))


def boundary_part(lang: Lang, question: str, part: str, light: Light) -> str:
    """Return ``reason`` or ``alternative`` of an answer; a green one is its own reason and needs no alternative."""
    if light == Light.GREEN:
        return say(lang, f"boundary.{question}.green") if part == "reason" else ""
    return say(lang, f"boundary.{question}.{part}_{light.name.lower()}")


def hint_sentence(lang: Lang, hint: Hint) -> str:
    """Return what a hint says: the question it touches, and that it is a reminder only."""
    return say(lang, "boundary.hint", question=say(lang, f"boundary.{hint.question}.title"))
