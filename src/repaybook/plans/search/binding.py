"""Why no set of offers fits: each rule let go by itself, and by how much it would have to give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from repaybook.money import Money
from repaybook.plans.days import start_of
from repaybook.plans.model import Said
from repaybook.plans.search.choice import Choice, Limits, least_tolerance, missing_of
from repaybook.plans.search.options import Creditor, Ground, creditor_of
from repaybook.plans.search.programme import Goal, Programme
from repaybook.plans.search.rules import Rule, Rules

LONGEST_LOOKED_AT = 120
"""Ten years: beyond that no number of instalments is an answer."""


class Binding(NamedTuple):
    """A rule that stands in the way by itself, and the sentence that says how much of it."""

    rule: Rule
    said: Said


@dataclass(frozen=True, slots=True)
class Posed:
    """Creditors and the limits that a choice of theirs has to keep."""

    creditors: tuple[Creditor, ...]
    limits: Limits

    def best(self, goal: Goal) -> Choice | None:
        """Return the best choice for this goal; ``None`` where nothing fits."""
        return Programme(self.creditors, self.limits, goal).best()


def posed(ground: Ground) -> Posed:
    """Return the problem that the rules pose."""
    asked = {creditor.debt.id for creditor in ground.creditors}
    limits = Limits(
        monthly=ground.monthly,
        cash=ground.cash,
        tolerance_percent=ground.rules.tolerance_percent,
        first=frozenset(ground.rules.first) & asked,
    )
    return Posed(ground.creditors, limits)


def binding(ground: Ground) -> tuple[Binding, ...]:
    """Return every rule that, let go alone, makes a set of offers fit; the money first."""
    problem = posed(ground)
    found = (
        _budget(problem, ground),
        _savings(problem, ground),
        _terms(problem, ground),
        _least(problem),
        _pro_rata(problem),
        _first(problem),
    )
    return tuple(one for one in found if one is not None)


def _budget(problem: Posed, ground: Ground) -> Binding | None:
    choice = problem.best(Goal.MISSING)
    if choice is None:
        return None
    missing = missing_of(choice, problem.limits)
    values = {
        "amount": Money(missing),
        "monthly": Money(choice.monthly),
        "room": Money(max(0, ground.monthly)),
        "months": choice.end,
    }
    return Binding(Rule.BUDGET, Said("search.binding.budget", values))


def _savings(problem: Posed, ground: Ground) -> Binding | None:
    if not ground.rules.keep_savings or not ground.buffer:
        return None
    monthly = ground.monthly + ground.buffer
    choice = replace(problem, limits=replace(problem.limits, monthly=monthly)).best(Goal.MONTHLY)
    if choice is None:
        return None
    needed = choice.monthly - ground.monthly
    values = {"amount": Money(needed), "line": Money(ground.buffer)}
    return Binding(Rule.SAVINGS, Said("search.binding.savings", values))


def _terms(problem: Posed, ground: Ground) -> Binding | None:
    """Return how long the longest instalments would have to run, where longer ones than may be offered would fit."""
    start = start_of(ground.case, ground.on)
    step = min((b - a for a, b in zip(ground.rules.terms, ground.rules.terms[1:], strict=False)), default=6)
    longer = tuple(range(max(ground.rules.terms) + step, LONGEST_LOOKED_AT + 1, max(1, step)))
    own = {debt: (*terms, *longer) for debt, terms in ground.rules.own_terms.items()}
    rules: Rules = replace(ground.rules, terms=(*ground.rules.terms, *longer), own_terms=own)
    creditors = tuple(creditor_of(one.debt, rules, ground.on, start, LONGEST_LOOKED_AT) for one in problem.creditors)
    choice = replace(problem, creditors=creditors).best(Goal.END)
    if choice is None:
        return None
    longest = max(option.months for option in choice.options)
    values = {"months": longest, "most": max(ground.rules.terms)}
    return Binding(Rule.TERMS, Said("search.binding.terms", values))


def _least(problem: Posed) -> Binding | None:
    if not any(one.too_small for one in problem.creditors):
        return None
    creditors = tuple(replace(one, options=(*one.options, *one.too_small)) for one in problem.creditors)
    choice = replace(problem, creditors=creditors).best(Goal.BELOW_LEAST)
    if choice is None:
        return None
    below = [
        one.debt.creditor_alias or one.debt.id
        for one, option in zip(choice.creditors, choice.options, strict=True)
        if option.level < one.least and option.paying > 1
    ]
    values = {"names": tuple(below), "amount": Money(choice.missing_least)}
    return Binding(Rule.LEAST, Said("search.binding.least", values))


def _tolerances(problem: Posed, highest: int) -> int:
    """Return the smallest whole per cent with which something fits; ``highest`` is known to do."""
    lowest = problem.limits.tolerance_percent or 0
    while highest - lowest > 1:
        middle = (lowest + highest) // 2
        tried = replace(problem, limits=replace(problem.limits, tolerance_percent=middle)).best(Goal.MONTHLY)
        if tried is None:
            lowest = middle
        else:
            highest = min(middle, max(lowest + 1, least_tolerance(tried)))
    return highest


def _pro_rata(problem: Posed) -> Binding | None:
    tolerance = problem.limits.tolerance_percent
    if tolerance is None:
        return None
    choice = replace(problem, limits=replace(problem.limits, tolerance_percent=None)).best(Goal.MONTHLY)
    if choice is None:
        return None
    needed = _tolerances(problem, least_tolerance(choice))
    return Binding(Rule.PRO_RATA, Said("search.binding.pro_rata", {"percent": tolerance, "needed": needed}))


def _first(problem: Posed) -> Binding | None:
    if not problem.limits.first:
        return None
    choice = replace(problem, limits=replace(problem.limits, first=frozenset())).best(Goal.END)
    if choice is None:
        return None
    ends = {
        one.debt.id: one.begins + option.months for one, option in zip(choice.creditors, choice.options, strict=True)
    }
    latest = max(end for debt, end in ends.items() if debt in problem.limits.first)
    earliest = min(end for debt, end in ends.items() if debt not in problem.limits.first)
    names = tuple(
        one.debt.creditor_alias or one.debt.id for one in problem.creditors if one.debt.id in problem.limits.first
    )
    return Binding(Rule.FIRST, Said("search.binding.first", {"names": names, "months": latest - earliest}))
