"""From a case to its assessment, by the rules of ``repaybook.assess``."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from repaybook.assess import debts, stages
from repaybook.assess.budget import HINT_PERCENT, Budget, budget
from repaybook.assess.model import Assessment, Feasibility
from repaybook.case.model import CaseFile
from repaybook.money import ZERO, Money, ratio_half_up

LONGEST_MONTHS = 60
"""The months over which feasibility asks, the longest personalised instalments of a card."""

_TIGHT = (4, 5)
"""Above four fifths of what is usable a need is tight."""


def _ratio(part: Money, whole: Money) -> Decimal | None:
    """Return a ratio with four decimals; ``None`` where there is no whole.

    An exact half goes to the even digit: the published 5,122.65 / 7,400 = 0.69225 is 0.6922.
    """
    if whole <= ZERO:
        return None
    return (Decimal(part.fen) / Decimal(whole.fen)).quantize(Decimal("0.0001"), ROUND_HALF_EVEN)


def _months(total: Money, monthly: Money) -> int | None:
    """Return the months, rounded up, in which ``monthly`` pays ``total`` without interest; ``None`` at 0 or below."""
    return -(-total.fen // monthly.fen) if monthly > ZERO else None


def feasibility(surplus: Money, usable: Money, total: Money) -> Feasibility:
    """Return whether ``total`` could be repaid in 60 months from ``usable``; compared exactly, before any rounding."""
    if surplus <= ZERO:
        return Feasibility.NEGATIVE
    if total.fen > LONGEST_MONTHS * usable.fen:
        return Feasibility.INSUFFICIENT
    if total.fen * _TIGHT[1] > LONGEST_MONTHS * usable.fen * _TIGHT[0]:
        return Feasibility.TIGHT
    return Feasibility.FEASIBLE


def savings_hint(assessment: Assessment) -> Money:
    """Return 10 % of the surplus, half up to the fen, as a hint for the savings line; 0 where nothing is left."""
    return max(Money(ratio_half_up(assessment.surplus.fen * HINT_PERCENT, 100)), ZERO)


def _assessment(case: CaseFile, month: Budget, groups: debts.Groups) -> Assessment:
    unsecured = debts.total(groups.unsecured)
    owed = debts.total(groups.direct)
    scheduled = Money.total(debts.scheduled_monthly(case, debt) or ZERO for debt in groups.direct)
    committed = Money.total(debts.due_monthly(case, debt) or ZERO for debt in groups.keep)
    after_committed = month.usable - committed
    left_after_keeping = month.surplus - committed
    restructure = debts.total(groups.restructure)
    return Assessment(
        income_total=month.income,
        income_low=month.income_low,
        living_total=month.living,
        living_by_category=month.living_by_category,
        priority_debt_payments=month.priority,
        surplus=month.surplus,
        buffer=month.buffer,
        usable_for_plans=month.usable,
        surplus_income_minus10=month.surplus_at_less_income(10),
        surplus_income_minus20=month.surplus_at_less_income(20),
        surplus_income_low=month.surplus_at_low_income,
        unsecured_nonpriority_total=unsecured,
        debt_total=owed,
        contingent_total=debts.total(groups.contingent),
        due_now_total=Money.total(debts.due_monthly(case, debt) or ZERO for debt in groups.direct),
        scheduled_monthly_total=scheduled,
        dti_scheduled=_ratio(scheduled, month.income),
        debt_to_annual_income=_ratio(owed, month.income.times(12)),
        keep_paying=tuple(debt.id for debt in groups.keep),
        committed_payments=committed,
        usable_after_committed=after_committed,
        restructure=tuple(debt.id for debt in groups.restructure),
        restructure_total=restructure,
        restructure_months_interest_free=_months(restructure, after_committed),
        need_per_month_60=Money(ratio_half_up(unsecured.fen, LONGEST_MONTHS)),
        months_interest_free=_months(unsecured, month.usable),
        feasibility=feasibility(month.surplus, month.usable, unsecured),
        pro_rata_allocation=debts.pro_rata(month.usable, groups.unsecured),
        worst_stage=stages.worst(stages.stage(case, debt) for debt in groups.direct),
        stages={debt.id: stages.stage(case, debt) for debt in case.debts},
        overdue_total=debts.total(debt for debt in groups.direct if stages.is_late(case, debt)),
        keep_paying_affordable=not groups.keep or left_after_keeping >= ZERO,
        left_after_keeping=left_after_keeping,
        undecided=tuple(debt.id for debt in groups.undecided),
        income_known=month.income_known,
        living_known=month.living_known,
    )


def assess(case: CaseFile) -> Assessment:
    """Return what can be paid and how the debts stand, as of the case's day."""
    return _assessment(case, budget(case), debts.grouped(case))
