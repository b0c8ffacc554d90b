"""What a search may offer, and what it is to reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from repaybook import law
from repaybook.case.model import CaseFile, Debt
from repaybook.case.rules import CARDS
from repaybook.errors import Path, PlanError, Problem
from repaybook.money import ZERO, Money
from repaybook.plans.checks import MOST_RATE

SIX_MONTH_TERMS = tuple(range(6, 61, 6))
EVERY_TERM = tuple(range(6, 61))
LONGEST = 60
"""As long as a projection shows, and as a card's agreement may run."""


class Aim(StrEnum):
    """What is to be reached: done first, least paid, least each month, or held in the most lives."""

    SOONEST = "soonest"
    CHEAPEST = "cheapest"
    ROOMIEST = "roomiest"
    SAFEST = "safest"


class Rule(StrEnum):
    """What can stand in the way of every set of offers."""

    BUDGET = "budget"
    SAVINGS = "savings"
    TERMS = "terms"
    LEAST = "least"
    PRO_RATA = "pro_rata"
    FIRST = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What may be offered to the debts that are to be rearranged; the others are kept and come first.

    ``terms`` – numbers of instalments to choose from, 60 at most; ``own_terms`` – those of a debt that has others (a
    creditor who answered "36"). ``down_percents`` – down payments to choose from, in per cent of a balance, paid with
    the first instalment out of ``opening_cash`` and the month's money. ``least`` – the smallest instalment that a
    creditor takes, by debt; ``least_of_all`` – that of every other. ``tolerance_percent`` – how far a creditor's
    share of the monthly sum may be from its share of the balances, in per cent of the latter; ``None`` – as it comes.
    ``first`` – debts that are done no later than any other. ``keep_savings`` – the savings line stays untouched.
    ``rates`` – the yearly rate that a debt's instalments bear; none where it has none.
    """

    terms: tuple[int, ...] = SIX_MONTH_TERMS
    own_terms: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))
    down_percents: tuple[int, ...] = (0,)
    least: Mapping[str, Money] = field(default_factory=lambda: MappingProxyType({}))
    least_of_all: Money = ZERO
    tolerance_percent: int | None = None
    first: tuple[str, ...] = ()
    keep_savings: bool = True
    rates: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    opening_cash: Money = ZERO

    def terms_of(self, debt: Debt, longest: int) -> tuple[int, ...]:
        """Return the numbers of instalments that this debt can be offered, rising, none above ``longest``."""
        terms = self.own_terms.get(debt.id, self.terms)
        return tuple(sorted({months for months in terms if months <= longest}))

    def least_for(self, debt: Debt) -> Money:
        """Return the smallest instalment that this debt's creditor takes."""
        return self.least.get(debt.id, self.least_of_all)


def longest_for(debt: Debt, on: date) -> int:
    """Return the most instalments that a debt can be offered: a card's by law on ``on``, others' as they are shown."""
    if debt.creditor_type not in CARDS:
        return LONGEST
    return min(LONGEST, int(law.load("cards")["personal_plan_max_months"].on(on).value))


def _spans(rules: Rules) -> Iterator[Problem]:
    own: list[tuple[Path, tuple[int, ...]]] = [(("own_terms", debt), terms) for debt, terms in rules.own_terms.items()]
    for place, terms in [(("terms",), rules.terms), *own]:
        if not terms:
            yield Problem("search.problem.no_terms", place)
        elif not all(1 <= months <= LONGEST for months in terms):
            yield Problem("problems.field.out_of_span", place, {"least": 1, "most": LONGEST})
    if not rules.down_percents or not all(0 <= percent <= 90 for percent in rules.down_percents):
        yield Problem("problems.field.out_of_span", ("down_percents",), {"least": 0, "most": 90})
    if rules.tolerance_percent is not None and not 0 <= rules.tolerance_percent <= 1_000:
        yield Problem("problems.field.out_of_span", ("tolerance_percent",), {"least": 0, "most": 1_000})


def _amounts(rules: Rules) -> Iterator[Problem]:
    amounts: list[tuple[Path, Money]] = [(("least", debt), amount) for debt, amount in rules.least.items()]
    amounts += [(("least_of_all",), rules.least_of_all), (("opening_cash",), rules.opening_cash)]
    for place, amount in amounts:
        if amount < ZERO:
            yield Problem("problems.field.negative", place)
    for debt, rate in rules.rates.items():
        if not rate.is_finite() or rate < 0:
            yield Problem("problems.field.rate_negative", ("rates", debt))
        elif rate > MOST_RATE:
            yield Problem("problems.field.rate_too_high", ("rates", debt), {"most": int(MOST_RATE * 100)})


def checked(rules: Rules, case: CaseFile) -> Rules:
    """Return the rules where they can be followed; ``PlanError`` with everything that is wrong with them."""
    known = {debt.id for debt in case.debts}
    named = {
        "own_terms": tuple(rules.own_terms),
        "least": tuple(rules.least),
        "first": rules.first,
        "rates": tuple(rules.rates),
    }
    unknown = [
        Problem("problems.case.unknown_debt", (name, debt), {"id": debt})
        for name, debts in named.items()
        for debt in debts
        if debt not in known
    ]
    problems = [*_spans(rules), *_amounts(rules), *unknown]
    if problems:
        raise PlanError(problems)
    return rules
