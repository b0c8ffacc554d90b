"""What plans are held against: everything paid as the contracts say, the minimum, nothing."""

from __future__ import annotations

from datetime import date

from repaybook.assess.debts import grouped
from repaybook.case.model import CaseFile, Debt, Offer, OfferKind, Plan
from repaybook.dates import add_months
from repaybook.plans.checks import MONTHS_TO_BEGIN
from repaybook.plans.days import payment_days, start_of
from repaybook.plans.owed import balance_of


def _plan(plan_id: str, case: CaseFile, on: date, kind: OfferKind) -> Plan:
    """Return the plan that answers what is to be rearranged or decided with ``kind``, and keeps the rest."""
    groups = grouped(case)
    start = start_of(case, on)
    latest = add_months(start, MONTHS_TO_BEGIN)
    open_ids = {debt.id for debt in (*groups.restructure, *groups.undecided)}

    def offer(debt: Debt) -> Offer:
        if debt.id not in open_ids or kind is OfferKind.KEEP:
            return Offer(debt=debt.id, kind=OfferKind.KEEP)
        due = payment_days(debt, start, 1)[0]
        return Offer(debt=debt.id, kind=kind, first_due=due if due <= latest else None)

    return Plan(id=plan_id, offers=tuple(offer(debt) for debt in groups.direct if balance_of(debt) is not None))


def keep_plan(case: CaseFile, on: date) -> Plan:
    """Return the plan that pays every direct debt as its contract says from ``on``, late ones too."""
    return _plan("keep", case, on, OfferKind.KEEP)


def minimum_plan(case: CaseFile, on: date) -> Plan:
    """Return the plan that pays the minimum of open cards, the instalment of other open debts, and keeps the rest."""
    return _plan("minimum", case, on, OfferKind.MINIMUM)


def nothing_plan(case: CaseFile, on: date) -> Plan:
    """Return the plan that pays nothing on what is to be rearranged or decided, and keeps the rest."""
    return _plan("nothing", case, on, OfferKind.STOP)
