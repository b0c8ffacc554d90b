"""What an assessment says: the figures of the budget and the debts, under the names of the published expectations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from repaybook.case.model import Category
from repaybook.money import ZERO, Money


class Feasibility(StrEnum):
    """Whether the unsecured debts could be repaid in 60 months from what is usable."""

    NEGATIVE = "negative"
    INSUFFICIENT = "insufficient"
    TIGHT = "tight"
    FEASIBLE = "feasible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The budget and the debts of one case, by the rules in ``assess/__init__.py``; unknown amounts count as nothing.

    Amounts are ``Money`` a month or in all; ``dti_scheduled`` and ``debt_to_annual_income`` are ratios with four
    decimals (``None`` where there is no income). Everything keyed by debt uses the debt's id. A stage is ``M0`` to
    ``M7``, or ``unknown``. ``left_after_keeping`` – surplus − committed payments; below 0 with something to keep,
    ``keep_paying_affordable`` is false and the debts of ``keep_paying`` are to be decided, not kept. ``undecided`` –
    secured debts that are late or have no monthly payment. ``overdue_total`` – the balances of direct debts known to
    be late.
    """

    income_total: Money
    income_low: Money
    living_total: Money
    living_by_category: Mapping[Category, Money]
    priority_debt_payments: Money
    surplus: Money
    buffer: Money
    usable_for_plans: Money
    surplus_income_minus10: Money
    surplus_income_minus20: Money
    surplus_income_low: Money
    unsecured_nonpriority_total: Money
    debt_total: Money
    contingent_total: Money
    due_now_total: Money
    scheduled_monthly_total: Money
    dti_scheduled: Decimal | None
    debt_to_annual_income: Decimal | None
    keep_paying: tuple[str, ...]
    committed_payments: Money
    usable_after_committed: Money
    restructure: tuple[str, ...]
    restructure_total: Money
    restructure_months_interest_free: int | None
    need_per_month_60: Money
    months_interest_free: int | None
    feasibility: Feasibility
    pro_rata_allocation: Mapping[str, Money]
    worst_stage: str
    stages: Mapping[str, str]
    # beyond the published keys
    overdue_total: Money
    keep_paying_affordable: bool
    left_after_keeping: Money
    undecided: tuple[str, ...]
    income_known: bool
    living_known: bool

    @property
    def leaves_room(self) -> bool:
        """Return whether something is left of a month after what is paid on as agreed; without it there is no plan."""
        return self.surplus > ZERO and self.keep_paying_affordable
