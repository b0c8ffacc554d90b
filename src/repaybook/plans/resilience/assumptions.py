"""What may happen to a household, as numbers that a person sees and can change.

None of the numbers is a statistic: each is an assumption of the person, and a result is worth what they are worth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from repaybook.case.model import CaseFile
from repaybook.errors import PlanError, Problem
from repaybook.money import ZERO, Money

MONTHS = 60
"""Months of every path: as long as a projection."""

PATHS = 10_000
MOST_PATHS = 1_000_000
SEED = 20_260_101
"""The same chances in every session, so that two people who look at a plan see the same figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeRisk:
    """One income: a month brings evenly from ``down_percent`` less to ``up_percent`` more than usual.

    ``loss_percent`` – the chance within a year that it stops until work is found again.
    """

    down_percent: int = 0
    up_percent: int = 0
    loss_percent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """Every number that a stress run rests on; the person can change each.

    ``incomes`` – one for each income of the case. Work is found again after ``work_least_months`` to
    ``work_most_months``, evenly; until then ``looking_percent`` of the pay comes in. Somebody falls ill with
    ``illness_percent`` within a year: it costs ``illness_least`` to ``illness_most`` and takes ``illness_pay_percent``
    of the incomes that come from work for ``illness_least_months`` to ``illness_most_months``. Something unplanned
    (repairs, gifts) comes with ``surprise_percent`` in a month and costs ``surprise_least`` to ``surprise_most``.
    ``festival`` is spent on top once a year, in the calendar month ``festival_month``. ``yearly`` – costs that the
    budget spreads over the year but that are paid at once, in a month of their own. ``reserve`` – money at hand on the
    first day; what a plan starts with is part of it. ``seed`` – the same seed, the same
    chances; ``paths`` – how many lives are tried.
    """

    incomes: tuple[IncomeRisk, ...] = ()
    work_least_months: int = 2
    work_most_months: int = 6
    looking_percent: int = 30
    illness_percent: int = 10
    illness_least: Money = ZERO
    illness_most: Money = ZERO
    illness_pay_percent: int = 50
    illness_least_months: int = 1
    illness_most_months: int = 2
    surprise_percent: int = 10
    surprise_least: Money = ZERO
    surprise_most: Money = ZERO
    festival: Money = ZERO
    festival_month: int = 2
    yearly: Money = ZERO
    reserve: Money = ZERO
    seed: int = SEED
    paths: int = field(default=PATHS)


_SPANS = {
    "work_least_months": (1, MONTHS),
    "work_most_months": (1, MONTHS),
    "looking_percent": (0, 100),
    "illness_percent": (0, 100),
    "illness_pay_percent": (0, 100),
    "illness_least_months": (1, MONTHS),
    "illness_most_months": (1, MONTHS),
    "surprise_percent": (0, 100),
    "festival_month": (1, 12),
    "seed": (0, 9_999_999_999),
    "paths": (100, MOST_PATHS),
}
_INCOME_SPANS = {"down_percent": (0, 100), "up_percent": (0, 1_000), "loss_percent": (0, 100)}
SPANS: Mapping[str, tuple[int, int]] = MappingProxyType(_SPANS | _INCOME_SPANS)
"""The least and the most of every whole number, an income's included; what is not in it is an amount."""
_FROM_TO = (
    ("work_least_months", "work_most_months"),
    ("illness_least_months", "illness_most_months"),
    ("illness_least", "illness_most"),
    ("surprise_least", "surprise_most"),
)
_AMOUNTS = ("illness_least", "illness_most", "surprise_least", "surprise_most", "festival", "yearly", "reserve")
_MOST_AMOUNT = Money.yuan(100_000_000)


def _outside(name: str, value: int, span: tuple[int, int], *place: str | int) -> Iterator[Problem]:
    least, most = span
    if not least <= value <= most:
        yield Problem("problems.field.out_of_span", (*place, name), {"least": least, "most": most})


def _problems(assumptions: Assumptions) -> Iterator[Problem]:
    for name, span in _SPANS.items():
        yield from _outside(name, getattr(assumptions, name), span)
    for number, risk in enumerate(assumptions.incomes):
        for name, span in _INCOME_SPANS.items():
            yield from _outside(name, getattr(risk, name), span, "incomes", number)
    for name in _AMOUNTS:
        amount = getattr(assumptions, name)
        if amount < ZERO:
            yield Problem("problems.field.negative", (name,), {})
        elif amount > _MOST_AMOUNT:
            yield Problem("problems.field.too_much", (name,), {"most": _MOST_AMOUNT})
    for least, most in _FROM_TO:
        if getattr(assumptions, least) > getattr(assumptions, most):
            yield Problem("stress.problem.least_above_most", (least,), {})


def checked(assumptions: Assumptions, case: CaseFile) -> Assumptions:
    """Return the assumptions where each number can be worked with; ``PlanError`` with every one that cannot.

    Raises ``ValueError`` where there is not one risk for each income.
    """
    if len(assumptions.incomes) != len(case.income):
        raise ValueError(f"{len(assumptions.incomes)} risks for {len(case.income)} incomes")
    problems = list(_problems(assumptions))
    if problems:
        raise PlanError(problems)
    return assumptions
