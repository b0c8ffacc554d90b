"""The household's month: income, living by class, priority payments, what is left, and how much of it is usable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from repaybook.assess.debts import due_monthly
from repaybook.case.model import CaseFile, Category, Income
from repaybook.money import ZERO, Money, ratio_half_up

LEAST_BUFFER = Money.yuan(200)
BUFFER_PERCENT = 5
HINT_PERCENT = 10
_TEN_YUAN = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """One month, in ``Money``; ``buffer`` is set aside, ``usable`` is what plans may use."""

    income: Money
    income_low: Money
    income_known: bool
    living_by_category: Mapping[Category, Money]
    living: Money
    living_known: bool
    priority: Money
    surplus: Money
    buffer: Money
    usable: Money

    def surplus_at_less_income(self, percent: int) -> Money:
        """Return the surplus where every income is ``percent`` per cent less, half up to the fen."""
        return self.surplus - Money(ratio_half_up(self.income.fen * percent, 100))

    @property
    def surplus_at_low_income(self) -> Money:
        """Return the surplus with every income at its low."""
        return self.surplus - self.income + self.income_low


def running(case: CaseFile) -> tuple[Income, ...]:
    """Return the incomes that have not ended before the case's day."""
    return tuple(income for income in case.income if income.ends_on is None or income.ends_on >= case.as_of)


def _a_month(income: Income, amount: Money | None) -> Money:
    """Return what an amount of this income is in a usual month.

    One that comes in some months of the year only is spread over twelve, rounded down to the fen: a month may then
    plan with its share, never with more.
    """
    if amount is None:
        return ZERO
    return Money(amount.fen * len(set(income.months)) // 12) if income.months else amount


def _low(income: Income) -> Money:
    """Return the low of an income, else its usual amount; a low of 0 is a real one."""
    return _a_month(income, income.low if income.low is not None else income.amount_monthly)


def living_by_category(case: CaseFile) -> Mapping[Category, Money]:
    """Return the month's living costs of all nine classes; a class without a line, or with unknown ones, is 0."""
    costs = dict.fromkeys(Category, ZERO)
    for line in case.expenses:
        costs[line.category] += line.amount_monthly or ZERO
    return costs


def _all_known(amounts: Iterable[Money | None]) -> bool:
    """Return whether there are amounts and each of them is known."""
    listed = list(amounts)
    return bool(listed) and None not in listed


def default_buffer(income: Money) -> Money:
    """Return 5 % of income rounded up to a multiple of 10 yuan, 200 yuan at least."""
    tens = -(-income.fen * BUFFER_PERCENT // (100 * _TEN_YUAN))
    return max(LEAST_BUFFER, Money(tens * _TEN_YUAN))


def buffer_of(surplus: Money, income: Money, savings_line: Money | None) -> Money:
    """Return what is set aside: nothing where nothing is left, else the person's own line, else the default.

    The person's line is taken as it is between 0 and the surplus; the default may be above a small surplus.
    """
    if surplus <= ZERO:
        return ZERO
    if savings_line is None:
        return default_buffer(income)
    return min(max(savings_line, ZERO), surplus)


def budget(case: CaseFile) -> Budget:
    """Return the month of the case by the rules of ``repaybook.assess``."""
    incomes = running(case)
    income = Money.total(_a_month(line, line.amount_monthly) for line in incomes)
    costs = living_by_category(case)
    living = Money.total(costs.values())
    priority = Money.total(due_monthly(case, debt) or ZERO for debt in case.debts if debt.priority)
    surplus = income - living - priority
    buffer = buffer_of(surplus, income, case.savings_line)
    return Budget(
        income=income,
        income_low=Money.total(_low(line) for line in incomes),
        income_known=_all_known(line.amount_monthly for line in case.income),
        living_by_category=costs,
        living=living,
        living_known=_all_known(line.amount_monthly for line in case.expenses),
        priority=priority,
        surplus=surplus,
        buffer=buffer,
        usable=Money(max((surplus - buffer).fen // _TEN_YUAN * _TEN_YUAN, 0)),
    )
