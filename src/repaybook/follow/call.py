"""What the case knows for a call about one debt: names, days and amounts, and what had better not be said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from repaybook import law
from repaybook.assess.assessing import assess
from repaybook.assess.model import Assessment
from repaybook.case.model import Agreement, CaseFile, Debt
from repaybook.case.rules import plan_problems
from repaybook.dates import add_months
from repaybook.errors import PlanError
from repaybook.follow.conduct import ONLINE, PERSONAL, judged
from repaybook.follow.contacts import open_promise
from repaybook.follow.dues import Due, State, agreement_dues
from repaybook.follow.reached import contacts_about
from repaybook.follow.refusals import in_court
from repaybook.plans import project
from repaybook.plans.model import Schedule

_ASIDE = re.compile(r"[(（].*", re.DOTALL)
_LONGEST_NAME = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What the case knows for a call about one debt; everything may be missing.

    ``creditor`` – its name as it is spoken, empty where there is none; ``personal`` – it is a person. ``due`` – the
    first agreed instalment not paid; ``all_paid`` – there is none left. ``schedule`` – what the chosen plan answers.
    ``kept`` – it can be paid as the contract says. ``not_to_acknowledge`` – it is not known which debt, or it may be
    out of time, is in court, is somebody else's, or its amount is disputed. ``hours`` – from when until when calls are
    usual.
    """

    creditor: str
    debt: Debt | None
    agreement: Agreement | None
    due: Due | None
    all_paid: bool
    schedule: Schedule | None
    nothing_left: bool
    kept: bool
    personal: bool
    not_to_acknowledge: bool
    ticket: str | None
    agreed_day: date | None
    hours: tuple[str, str] | None
    on: date


def _spoken(alias: str) -> str:
    """Return a creditor's name as it is said in a sentence: without what stands in brackets, on one line."""
    return " ".join(_ASIDE.sub("", alias).split())[:_LONGEST_NAME]


def _schedule(case: CaseFile, debt_id: str, on: date) -> Schedule | None:
    plan = case.chosen
    if plan is None or plan_problems(plan, case):
        return None
    try:
        return project(case, plan, on).schedules.get(debt_id)
    except PlanError:
        return None


def _old(debt: Debt, on: date) -> bool:
    """Return whether the debt is late for as long as claims may be out of time."""
    try:
        years = int(law.load("obligations")["limitation_years"].on(on).value)
    except law.NotInForceError:
        return False
    since = debt.overdue_since
    if since is None and debt.overdue_days is not None:
        since = on - timedelta(days=debt.overdue_days)
    return since is not None and add_months(since, 12 * years) <= on


def _not_to_acknowledge(case: CaseFile, debt: Debt, on: date) -> bool:
    """Return whether acknowledging may harm: out of time, before a court, a guarantee, a disputed amount."""
    log = contacts_about(case, debt.id)
    disputed = any("wrong_amount" in judged(row, case).classes for row in log)
    claimed = debt.claimed_principal is not None and debt.claimed_principal != debt.principal
    return disputed or claimed or debt.contingent or in_court(debt) or _old(debt, on)


def _hours(debt: Debt | None, on: date) -> tuple[str, str] | None:
    """Return from when until when calls are usual, where a rule for this kind of lender says so."""
    if debt is None or debt.creditor_type in PERSONAL:
        return None
    rule = "quiet_hours_online_credit" if debt.creditor_type in ONLINE else "quiet_hours_bank"
    try:
        late, early = law.load("collection")[rule].on(on).value
    except law.NotInForceError:
        return None
    return early.removeprefix("0"), late


def _kept(debt_id: str, assessment: Assessment) -> bool:
    return debt_id in assessment.keep_paying and assessment.keep_paying_affordable


def call_facts(case: CaseFile, debt_id: str | None, on: date) -> Call:
    """Return what the case knows for a call about a debt on a day; plain facts where there is no such debt."""
    debt = next((debt for debt in case.debts if debt.id == debt_id), None)
    agreement = case.agreement(debt.id) if debt is not None else None
    dues = agreement_dues(agreement, on) if agreement is not None else ()
    due = next((row for row in dues if row.state is not State.PAID), None)
    log = contacts_about(case, debt.id) if debt is not None else ()
    promised = [row.promise_on for row in log if open_promise(row) and row.promise_on and row.promise_on >= on]
    assessment = assess(case)
    return Call(
        creditor=_spoken(debt.creditor_alias) if debt is not None else "",
        debt=debt,
        agreement=agreement,
        due=due,
        all_paid=bool(dues) and due is None,
        schedule=_schedule(case, debt.id, on) if debt is not None else None,
        nothing_left=assessment.income_known and assessment.living_known and not assessment.usable_for_plans,
        kept=debt is not None and (debt.priority or _kept(debt.id, assessment)),
        personal=debt is not None and debt.creditor_type in PERSONAL,
        not_to_acknowledge=debt is None or (agreement is None and _not_to_acknowledge(case, debt, on)),
        ticket=next((" ".join(row.ticket.split()) for row in reversed(log) if row.ticket), None),
        agreed_day=min(promised, default=None),
        hours=_hours(debt, on),
        on=on,
    )
