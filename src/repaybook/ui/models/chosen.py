"""The plan that was chosen, month by month."""

from __future__ import annotations

from datetime import date

from repaybook.case.model import CaseFile
from repaybook.errors import PlanError
from repaybook.plans import project
from repaybook.plans.model import Projection


def chosen_projection(case: CaseFile, on: date) -> tuple[Projection | None, bool]:
    """Return the projection of the chosen plan, and whether one is chosen that does not fit the case any more."""
    plan = case.chosen
    if plan is None:
        return None, False
    try:
        return project(case, plan, on), False
    except PlanError:
        return None, True
