"""Projections and proposals as JSON: yuan as numbers, days and months by ISO 8601, every row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from repaybook.case.model import Plan
from repaybook.case.write import write_plan
from repaybook.money import Fen, Money, yuan_number
from repaybook.plans.model import Month, Projection, Proposal, Row, Said, Schedule, Stress


def _month(day: date | None) -> str | None:
    """Return the month of a day as ``2031-11``."""
    return None if day is None else f"{day:%Y-%m}"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _value(name: str, value: object) -> Any:
    if isinstance(value, Money):
        return value.as_number()
    if isinstance(value, date):
        return _month(value) if name.endswith("month") else value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return [_value(name, inner) for inner in value]
    return value


def _values(values: Mapping[str, object]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in values.items()}


def _said(sentences: Iterable[Said]) -> list[dict[str, Any]]:
    return [{"key": key, "values": _values(values)} for key, values in sentences]


def _plan(plan: Plan) -> dict[str, Any]:
    """Return the plan as its own file has it, so that it can be given back to ``repaybook simulate --plan``."""
    content: dict[str, Any] = json.loads(write_plan(plan))
    return content


def _row(row: Row) -> dict[str, Any]:
    return {
        "due": row.due.isoformat(),
        "total": yuan_number(row.total),
        "principal": yuan_number(row.principal),
        "interest": yuan_number(row.interest),
        "penalty_interest": yuan_number(row.penalty_interest),
        "late_fee": yuan_number(row.late_fee),
        "other": yuan_number(row.other),
        "balance": yuan_number(row.balance),
    }


def schedule_json(schedule: Schedule) -> dict[str, Any]:
    """Return one creditor's schedule, ready for ``json.dumps``."""
    return {
        "debt": schedule.debt,
        "kind": schedule.offer.kind.value,
        "first_due": _day(schedule.first_due),
        "accrued_until_first_due": schedule.accrued_until_first_due.as_number(),
        "accrual_included": schedule.accrual_included,
        "balance_now": schedule.balance_now.as_number(),
        "waived": schedule.waived.as_number(),
        "waived_principal": schedule.waived_principal.as_number(),
        "monthly": schedule.regular.as_number(),
        "then_monthly": None if schedule.then_monthly is None else schedule.then_monthly.as_number(),
        "end": _day(schedule.end),
        "total_paid": schedule.total_paid.as_number(),
        "still_owed": schedule.still_owed.as_number(),
        "waiver_worth": schedule.waiver_worth.as_number(),
        "assumptions": _said(schedule.assumptions),
        "rows": [_row(row) for row in schedule.rows],
    }


def _by_id(amounts: Mapping[str, Fen]) -> dict[str, Any]:
    return {debt_id: yuan_number(fen) for debt_id, fen in amounts.items()}


def _month_row(month: Month) -> dict[str, Any]:
    return {
        "month": _month(month.month),
        "income": yuan_number(month.income),
        "living": {category.value: yuan_number(fen) for category, fen in month.living.items()},
        "priority": _by_id(month.priority),
        "payments": _by_id(month.payments),
        "savings": yuan_number(month.savings),
        "left": yuan_number(month.left),
        "cash": yuan_number(month.cash),
        "balances": _by_id(month.balances),
    }


def _stress(stress: Stress) -> dict[str, Any]:
    return {
        "less_percent": stress.percent,
        "first_failing": stress.first_failing,
        "short": stress.short.as_number(),
        "lowest_cash": stress.lowest_cash.as_number(),
    }


def projection_json(projection: Projection) -> dict[str, Any]:
    """Return a projection with every row, ready for ``json.dumps``; months read ``2031-11``, days ``2031-11-23``."""
    return {
        "plan": _plan(projection.plan),
        "on": projection.on.isoformat(),
        "income_level": projection.income_level,
        "less_percent": projection.less_percent,
        "first_due_month": _month(projection.first_due_month),
        "accrued_until_first_due": projection.accrued_until_first_due.as_number(),
        "due_this_month": projection.due_this_month.as_number(),
        "end_month": _month(projection.end_month),
        "all_done_month": _month(projection.all_done_month),
        "going_on": list(projection.going_on),
        "left_out": list(projection.left_out),
        "monthly": projection.monthly.as_number(),
        "monthly_rearranged": projection.monthly_rearranged.as_number(),
        "down_payment": projection.down_payment.as_number(),
        "total_paid": projection.total_paid.as_number(),
        "rearranged_paid": projection.rearranged_paid.as_number(),
        "waiver_worth": projection.waiver_worth.as_number(),
        "lowest_cash": projection.lowest_cash.as_number(),
        "first_failing": projection.first_failing,
        "stress": [_stress(stress) for stress in projection.stress],
        "assumptions": _said(projection.assumptions),
        "months": [_month_row(month) for month in projection.months],
        "schedules": {debt_id: schedule_json(schedule) for debt_id, schedule in projection.schedules.items()},
    }


def proposal_json(proposal: Proposal) -> dict[str, Any]:
    """Return the plans with why each is there; ``"plans": []`` and the reason where there is none."""
    values = proposal.why_values or ({},) * len(proposal.plans)
    return {
        "plans": [
            {"why": {"key": key, "values": _values(about)}, **projection_json(projection)}
            for projection, key, about in zip(proposal.plans, proposal.why, values, strict=True)
        ],
        "reason": None
        if proposal.reason is None
        else {"key": proposal.reason, "values": _values(proposal.reason_values)},
        "notes": _said(proposal.notes),
    }
