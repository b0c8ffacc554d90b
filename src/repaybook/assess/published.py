"""The assessment as the JSON object of the published expectations: yuan as numbers, ratios with four decimals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from repaybook.assess.model import Assessment
from repaybook.assess.stages import UNKNOWN
from repaybook.money import Money

KEYS = (
    "income_total",
    "income_low",
    "living_total",
    "living_by_category",
    "priority_debt_payments",
    "surplus",
    "buffer",
    "usable_for_plans",
    "surplus_income_minus10",
    "surplus_income_minus20",
    "surplus_income_low",
    "unsecured_nonpriority_total",
    "debt_total",
    "contingent_total",
    "due_now_total",
    "scheduled_monthly_total",
    "dti_scheduled",
    "debt_to_annual_income",
    "keep_paying",
    "committed_payments",
    "usable_after_committed",
    "restructure",
    "restructure_total",
    "restructure_months_interest_free",
    "need_per_month_60",
    "months_interest_free",
    "feasibility",
    "pro_rata_allocation",
    "worst_stage",
    "stages",
)
"""The keys of the object, in the order of the published expectations."""


def _plain(value: object) -> Any:
    if isinstance(value, Money):
        return value.as_number()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return None if value == UNKNOWN else value


def as_json(assessment: Assessment) -> dict[str, Any]:
    """Return the assessment under ``KEYS``, ready for ``json.dumps``; a stage that is not known is ``None``."""
    return {key: _plain(getattr(assessment, key)) for key in KEYS}
