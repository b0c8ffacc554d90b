"""What a household takes in and spends, month by month: incomes in their months until they end, and living."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, TypeAlias

from repaybook.assess.budget import Budget
from repaybook.case.model import CaseFile, Category, Income
from repaybook.money import Fen

Level: TypeAlias = Literal["low", "typical", "high"]
"""Which of an income's figures counts; where it has no such figure the usual one does."""


def _amount(income: Income, level: Level) -> Fen:
    asked = {"low": income.low, "typical": income.amount_monthly, "high": income.high}[level]
    if asked is None:
        asked = income.amount_monthly
    if asked is None:
        asked = income.low
    return asked.fen if asked is not None else 0


def incomes(case: CaseFile, months: Sequence[date], level: Level) -> list[Fen]:
    """Return the household's income of each month in fen; an income counts in the month in which it ends.

    One that comes in some months of the year only counts in these.
    """
    amounts = [(_amount(income, level), income.ends_on, income.months) for income in case.income]
    if all(end is None and not seasons for _, end, seasons in amounts):
        return [sum(amount for amount, _, _ in amounts)] * len(months)
    return [
        sum(
            amount
            for amount, end, seasons in amounts
            if (end is None or end >= month) and (not seasons or month.month in seasons)
        )
        for month in months
    ]


def living(budget: Budget) -> Mapping[Category, Fen]:
    """Return the living costs of a month by class, in fen."""
    return {category: amount.fen for category, amount in budget.living_by_category.items()}
