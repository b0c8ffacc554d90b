"""Cases with as many creditors as a test wants, and a search that tries every combination by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import product
from typing import TypeAlias

import pytest

from repaybook.case.model import CaseFile, Category, CreditorType, Debt, Expense, Income
from repaybook.money import Money
from repaybook.plans.search.binding import posed
from repaybook.plans.search.choice import Choice
from repaybook.plans.search.options import Ground

ON = date(2026, 11, 23)

Maker: TypeAlias = Callable[..., CaseFile]
Brute: TypeAlias = Callable[[Ground], list[Choice]]


def made(
    balances: Sequence[int], *, income: int = 1_000_000, living: int = 600_000, ends_on: date | None = None
) -> CaseFile:
    """Return a case with these card balances in fen, each 40 days late."""
    return CaseFile(
        as_of=ON,
        income=(Income(label_zh="工资", amount_monthly=Money(income), ends_on=ends_on),),
        expenses=(Expense(category=Category.FOOD, amount_monthly=Money(living)),),
        debts=tuple(
            Debt(
                id=f"D{number}",
                creditor_alias=f"银行{number}",
                creditor_type=CreditorType.BANK_CREDIT_CARD,
                principal=Money(balance),
                balance_total=Money(balance),
                overdue_days=40,
            )
            for number, balance in enumerate(balances, 1)
        ),
    )


def feasible(ground: Ground) -> Iterator[Choice]:
    """Yield every combination that keeps the rules, told apart from the search by arithmetic of its own."""
    limits, rules = posed(ground).limits, ground.rules
    owed = sum(creditor.balance for creditor in ground.creditors)
    for options in product(*(creditor.options for creditor in ground.creditors)):
        months = [0] * 60
        ends = []
        for creditor, option in zip(ground.creditors, options, strict=True):
            first = creditor.begins - 1
            for month in range(first, min(60, first + option.paying)):
                months[month] += option.last if month == first + option.paying - 1 else option.level
            months[first] += option.down
            ends.append(first + option.months)
        if sum(option.level for option in options) > limits.monthly:
            continue
        if any(sum(months[: number + 1]) > cash for number, cash in enumerate(limits.cash)):
            continue
        if rules.tolerance_percent is not None:
            monthly = sum(option.level for option in options)
            bound = [
                rules.tolerance_percent * creditor.balance * monthly / 100 / owed + 0.5 for creditor in ground.creditors
            ]
            off = [
                abs(option.level - creditor.balance * monthly / owed)
                for creditor, option in zip(ground.creditors, options, strict=True)
            ]
            if any(one > most + 1e-9 for one, most in zip(off, bound, strict=True)):
                continue
        named = [end for creditor, end in zip(ground.creditors, ends, strict=True) if creditor.debt.id in rules.first]
        others = [
            end for creditor, end in zip(ground.creditors, ends, strict=True) if creditor.debt.id not in rules.first
        ]
        if named and others and max(named) > min(others):
            continue
        yield Choice(ground.creditors, options)


@pytest.fixture(scope="session")
def cards() -> Maker:
    return made


@pytest.fixture(scope="session")
def brute() -> Brute:
    return lambda ground: list(feasible(ground))
