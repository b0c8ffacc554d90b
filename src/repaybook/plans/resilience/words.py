"""The words that a person chooses for a household's risks, and the numbers that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from repaybook.case.model import CaseFile, Income, Per
from repaybook.money import ZERO, Money, ratio_half_up
from repaybook.plans.resilience.assumptions import Assumptions, IncomeRisk

_TO_TEN_YUAN = 1_000
_FIXED_WORDS = ("养老", "退休", "失业金", "失业保险金", "低保", "抚恤", "补助", "津贴", "抚养费", "赡养费")
"""How people call an income that no employer can end."""


class IncomeWord(StrEnum):
    """How an income comes in: a pension, a sure wage, a usual one, an unsteady one."""

    FIXED = "fixed"
    STEADY = "steady"
    USUAL = "usual"
    UNSTEADY = "unsteady"


class WorkWord(StrEnum):
    """How soon work is found again."""

    QUICK = "quick"
    USUAL = "usual"
    SLOW = "slow"


class HealthWord(StrEnum):
    """How the household's health is."""

    GOOD = "good"
    USUAL = "usual"
    POOR = "poor"


class CostsWord(StrEnum):
    """How often costs come that no budget line holds, and what the festival takes."""

    FEW = "few"
    USUAL = "usual"
    MANY = "many"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words that a person chooses; ``incomes`` – one for each income of the case, in its order."""

    incomes: tuple[IncomeWord, ...] = ()
    work: WorkWord = WorkWord.USUAL
    health: HealthWord = HealthWord.USUAL
    costs: CostsWord = CostsWord.USUAL


_SWINGS = {IncomeWord.FIXED: 0, IncomeWord.STEADY: 0, IncomeWord.USUAL: 10, IncomeWord.UNSTEADY: 25}
_LOSSES = {IncomeWord.FIXED: 0, IncomeWord.STEADY: 2, IncomeWord.USUAL: 5, IncomeWord.UNSTEADY: 10}
_SEARCHES = {WorkWord.QUICK: (1, 3, 50), WorkWord.USUAL: (2, 6, 30), WorkWord.SLOW: (4, 12, 0)}
"""Months until work is found, and what comes in until then in per cent of the pay: benefit, odd jobs."""
_ILLNESSES = {HealthWord.GOOD: (5, 1, 1), HealthWord.USUAL: (10, 1, 2), HealthWord.POOR: (30, 1, 4)}
"""Chance within a year, and for how many months pay is less."""
_ILLNESS_COSTS = (30, 120)
"""What an illness costs the household itself, in per cent of a month's living."""
_SURPRISES = {CostsWord.FEW: (5, 10), CostsWord.USUAL: (10, 15), CostsWord.MANY: (25, 30)}
"""Chance in a month, and the most it costs in per cent of a month's living; the least is a fifth of that."""
_FESTIVALS = {CostsWord.FEW: 0, CostsWord.USUAL: 10, CostsWord.MANY: 40}
_AT_HAND = ("存款", "现金", "活期", "零钱", "余额宝")
"""How people call money that can be spent today."""


def usual_word(income: Income) -> IncomeWord:
    """Return the word that an income starts with: from its name, its last day, and whether it is told as stable."""
    if income.ends_on is not None or any(word in income.label_zh for word in _FIXED_WORDS):
        return IncomeWord.FIXED
    return IncomeWord.STEADY if income.stable else IncomeWord.UNSTEADY


def usual_words(case: CaseFile) -> Words:
    """Return the words that a case starts with; the person changes them."""
    return Words(incomes=tuple(usual_word(income) for income in case.income))


def _risk(income: Income, word: IncomeWord) -> IncomeRisk:
    """Return the numbers of an income: its own low and high where they say more than the word."""
    swing = _SWINGS[word]
    down, up = swing, swing
    usual = income.amount_monthly
    if usual and usual > ZERO:
        if income.low is not None:
            own = max(0, -(-(usual - income.low).fen * 100 // usual.fen))
            down = up = max(swing, own)
        if income.high is not None:
            up = max(0, (income.high - usual).fen * 100 // usual.fen)
    return IncomeRisk(down_percent=min(down, 100), up_percent=up, loss_percent=_LOSSES[word])


def _part(living: Money, percent: int) -> Money:
    """Return so many per cent of a month's living, to ten yuan: an assumption has no fen."""
    return Money(ratio_half_up(living.fen * percent, 100 * _TO_TEN_YUAN) * _TO_TEN_YUAN)


def assumed(case: CaseFile, words: Words | None = None) -> Assumptions:
    """Return the numbers that the words stand for in this household; without words those it starts with.

    Costs are shares of the household's own living costs; an income's own low and high count where they are wider than
    its word. Raises ``ValueError`` where there is not one word for each income.
    """
    words = usual_words(case) if words is None else words
    if len(words.incomes) != len(case.income):
        raise ValueError(f"{len(words.incomes)} words for {len(case.income)} incomes")
    living = Money.total(line.amount_monthly or ZERO for line in case.expenses)
    least, most, looking = _SEARCHES[words.work]
    ill, ill_least, ill_most = _ILLNESSES[words.health]
    surprise, surprise_most = _SURPRISES[words.costs]
    at_hand = [
        asset.value
        for asset in case.assets
        if asset.liquid and asset.value is not None and any(word in asset.kind for word in _AT_HAND)
    ]
    by_the_year = [line.entered for line in case.expenses if line.entered is not None and line.entered.per is Per.YEAR]
    return Assumptions(
        incomes=tuple(_risk(income, word) for income, word in zip(case.income, words.incomes, strict=True)),
        work_least_months=least,
        work_most_months=most,
        looking_percent=looking,
        illness_percent=ill,
        illness_least=_part(living, _ILLNESS_COSTS[0]),
        illness_most=_part(living, _ILLNESS_COSTS[1]),
        illness_least_months=ill_least,
        illness_most_months=ill_most,
        surprise_percent=surprise,
        surprise_least=_part(living, surprise_most // 5),
        surprise_most=_part(living, surprise_most),
        festival=_part(living, _FESTIVALS[words.costs]),
        yearly=Money.total(entered.amount for entered in by_the_year),
        reserve=Money.total(at_hand),
    )
