"""Households small enough to reckon in the head, and nothing that happens unless a test says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

import pytest

from repaybook.case.model import CaseFile, Category, CreditorType, Debt, Expense, Income, Offer, OfferKind, Plan
from repaybook.money import Money
from repaybook.plans.model import Projection
from repaybook.plans.projection import project
from repaybook.plans.resilience import Assumptions, IncomeRisk

ON = date(2026, 11, 23)

Maker: TypeAlias = Callable[..., CaseFile]


def made(incomes: Sequence[str] = ("10000",), living: str = "6000", balances: Sequence[str] = ("36000",)) -> CaseFile:
    return CaseFile(
        as_of=ON,
        income=tuple(
            Income(label_zh=f"工资{number}", amount_monthly=Money.yuan(amount)) for number, amount in enumerate(incomes)
        ),
        expenses=(Expense(category=Category.FOOD, amount_monthly=Money.yuan(living)),),
        debts=tuple(
            Debt(
                id=f"D{number}",
                creditor_alias=f"银行{number}",
                creditor_type=CreditorType.BANK_CREDIT_CARD,
                principal=Money.yuan(balance),
                balance_total=Money.yuan(balance),
                overdue_days=40,
            )
            for number, balance in enumerate(balances, 1)
        ),
    )


def in_instalments(case: CaseFile, months: int) -> Projection:
    offers = tuple(
        Offer(debt=debt.id, kind=OfferKind.INSTALMENTS, months=months, annual_rate=Decimal(0)) for debt in case.debts
    )
    return project(case, Plan(id="p", offers=offers), ON)


def quiet(case: CaseFile, **changes: object) -> Assumptions:
    """Return assumptions under which nothing happens but what is given."""
    nothing: dict[str, object] = {
        "incomes": tuple(IncomeRisk() for _ in case.income),
        "illness_percent": 0,
        "surprise_percent": 0,
        "paths": 1_000,
    }
    return Assumptions(**{**nothing, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def household() -> Maker:
    return made


@pytest.fixture(scope="session")
def instalments() -> Callable[[CaseFile, int], Projection]:
    return in_instalments


@pytest.fixture(scope="session")
def assuming() -> Callable[..., Assumptions]:
    return quiet
