"""How late a debt is: its days, and the stage they stand for."""

from __future__ import annotations

from collections.abc import Iterable

from repaybook.case.model import CaseFile, Debt
from repaybook.case.rules import stage_of

UNKNOWN = "unknown"
"""The stage of a debt of which neither days nor stage is known; not the same as on time."""

ON_TIME = "M0"


def late_days(case: CaseFile, debt: Debt) -> int | None:
    """Return the days late on the case's day: as told, else from ``overdue_since``; ``None`` where not known."""
    if debt.overdue_days is not None:
        return debt.overdue_days
    if debt.overdue_since is not None:
        return max((case.as_of - debt.overdue_since).days, 0)
    return None


def stage(case: CaseFile, debt: Debt) -> str:
    """Return ``M0`` to ``M7`` from the days, else the stage as told, else ``UNKNOWN``."""
    days = late_days(case, debt)
    if days is not None:
        return stage_of(days)
    return debt.overdue_stage or UNKNOWN


def is_late(case: CaseFile, debt: Debt) -> bool:
    """Return whether the debt is known to be late; where nothing is known it is not called late."""
    return stage(case, debt) not in {ON_TIME, UNKNOWN}


def worst(stages: Iterable[str]) -> str:
    """Return the highest stage known; ``UNKNOWN`` where debts are there and none is known, ``M0`` without debts."""
    found = set(stages)
    known = found - {UNKNOWN}
    if known:
        return max(known)
    return UNKNOWN if found else ON_TIME


def stage_key(found: str) -> str:
    """Return the key of the words for a stage, ``UNKNOWN`` included."""
    return "figures.unknown" if found == UNKNOWN else f"terms.stage.{found}"
