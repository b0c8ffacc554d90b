"""When a debt is done: the certificate, the account, the mortgage, the credit report; and what is free each month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from repaybook import law
from repaybook.assess.debts import balance, due_monthly
from repaybook.case.model import CaseFile, Debt
from repaybook.dates import add_months
from repaybook.follow.dues import State, agreement_dues
from repaybook.follow.milestones import done
from repaybook.money import ZERO, Money

STEPS = (
    "certificate_asked",
    "certificate_received",
    "account_closed",
    "mortgage_released",
    "credit_checked",
    "credit_objection",
)
"""The steps in their order; a step that was done is a milestone of this name."""

CHECK_FROM_MONTHS, CHECK_UNTIL_MONTHS = 1, 2
"""Months after the last payment between which the report is asked for: lenders report monthly."""

OBJECTION = ("credit", "objection_days")


@dataclass(frozen=True, slots=True)
class ClosingStep:
    """One step: the day it was done and what was noted, or the days between which it is due.

    ``answer_by`` – by when an objection that was handed in has to be answered, by law.
    """

    name: str
    on: date | None = None
    note: str = ""
    due_from: date | None = None
    due_until: date | None = None
    answer_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A debt that is done: since when (``None`` where the case does not say), its steps, and what is free a month.

    ``freed`` – the monthly payment that is not needed any more, ``None`` where it is not known. ``others`` – debts
    that are still owed. ``choice`` – what the chosen plan does with it, ``None`` where no plan is chosen.
    """

    debt: str
    since: date | None
    steps: tuple[ClosingStep, ...]
    freed: Money | None
    others: tuple[str, ...]
    choice: str | None

    @property
    def finished(self) -> bool:
        """Return whether every step is done but the objection, which only a wrong entry needs."""
        return all(step.on is not None for step in self.steps if step.name != "credit_objection")


def settled_on(case: CaseFile, debt: Debt) -> tuple[bool, date | None]:
    """Return whether a debt is done, and since when, where the case says: its agreement paid, settled, or nothing owed.

    An agreement counts as paid where every instalment of it is recorded as paid.
    """
    agreement = case.agreement(debt.id)
    if agreement is not None and agreement.payments:
        rows = agreement_dues(agreement, case.as_of)
        if rows and all(row.state is State.PAID for row in rows):
            return True, max(payment.date for payment in agreement.payments)
    told = [one.on for one in case.negotiations if one.debt == debt.id and one.state in {"settled", "credit_checked"}]
    if told:
        return True, min(told)
    owed = balance(debt)
    return owed is not None and owed == ZERO and not debt.contingent, None


def _answer_by(on: date) -> date | None:
    """Return by when an objection of that day has to be answered; ``None`` before the rule was in force."""
    area, rule = OBJECTION
    try:
        return on + timedelta(days=int(law.load(area)[rule].on(on).value))
    except law.NotInForceError:
        return None


def _steps(case: CaseFile, debt: Debt, since: date | None) -> Iterator[ClosingStep]:
    for name in STEPS:
        if name == "mortgage_released" and not (debt.secured or debt.collateral):
            continue
        milestone = done(case, debt.id, name)
        on, note = (milestone.on, milestone.note) if milestone is not None else (None, "")
        if name == "credit_checked" and on is None and since is not None:
            first, last = add_months(since, CHECK_FROM_MONTHS), add_months(since, CHECK_UNTIL_MONTHS)
            yield ClosingStep(name, due_from=first, due_until=last)
        elif name == "credit_objection" and on is not None:
            yield ClosingStep(name, on, note, answer_by=_answer_by(on))
        else:
            yield ClosingStep(name, on, note)


def closings(case: CaseFile) -> tuple[Closing, ...]:
    """Return the debts that are done, in the case's order, each with its closing steps."""
    standing = {debt.id: settled_on(case, debt) for debt in case.debts}
    still = tuple(debt.id for debt in case.debts if not debt.contingent and not standing[debt.id][0])
    plan = case.chosen
    found = []
    for debt in case.debts:
        finished, since = standing[debt.id]
        if not finished:
            continue
        agreement = case.agreement(debt.id)
        monthly = agreement.monthly if agreement is not None and agreement.monthly else due_monthly(case, debt)
        found.append(
            Closing(
                debt=debt.id,
                since=since,
                steps=tuple(_steps(case, debt, since)),
                freed=monthly or None,
                others=still,
                choice=plan.freed if plan is not None else None,
            )
        )
    return tuple(found)
