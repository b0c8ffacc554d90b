"""The steps of a checklist that were done, as the case keeps them: one day a debt and step."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from repaybook.case.model import CaseFile, Milestone


def done(case: CaseFile, debt_id: str, step: str) -> Milestone | None:
    """Return the milestone of a step, the latest of several; ``None`` where it is not done."""
    found = [one for one in case.milestones if one.debt == debt_id and one.step == step]
    return max(found, key=lambda one: one.on, default=None)


def with_done(case: CaseFile, debt_id: str, step: str, on: date, note: str = "") -> tuple[Milestone, ...]:
    """Return the case's milestones with the step done on ``on``, in the place of what was kept of it."""
    return (*without_steps(case, debt_id, {step}), Milestone(debt=debt_id, step=step, on=on, note=note))


def without_steps(case: CaseFile, debt_id: str, steps: Collection[str]) -> tuple[Milestone, ...]:
    """Return the case's milestones without those of these steps of the debt."""
    return tuple(one for one in case.milestones if one.debt != debt_id or one.step not in steps)
