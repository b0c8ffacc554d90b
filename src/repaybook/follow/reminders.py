"""Days that keeping an agreement sets: a wait for an answer that ends, the credit report, an objection's answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from repaybook.case.model import CaseFile
from repaybook.follow.after_agreement import waits_until
from repaybook.follow.closing import closings
from repaybook.follow.milestones import done


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day to be reminded of; ``kind`` – words under ``keeping.remind.<kind>``."""

    kind: str
    debt: str
    on: date


def _reminders(case: CaseFile) -> Iterator[Reminder]:
    for debt in case.debts:
        until = waits_until(case, debt.id)
        answered = done(case, debt.id, "waiting") or done(case, debt.id, "channel")
        if until is not None and answered is None:
            yield Reminder("waiting", debt.id, until.on)
    for closing in closings(case):
        for step in closing.steps:
            if step.due_from is not None:
                yield Reminder("credit_check", closing.debt, step.due_from)
            if step.answer_by is not None:
                yield Reminder("objection", closing.debt, step.answer_by)


def reminders(case: CaseFile, on: date) -> tuple[Reminder, ...]:
    """Return the days of the case that are not past on ``on``, the nearest first."""
    found = (one for one in _reminders(case) if one.on >= on)
    return tuple(sorted(found, key=lambda one: (one.on, one.debt, one.kind)))
