"""What is still unknown, step by step: derived from the case every time, never stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from repaybook.case.defaults import terms_of
from repaybook.case.model import Agreement, CaseFile, Category, CreditorType, Debt
from repaybook.case.rules import plan_problems
from repaybook.case.vocabulary import JUDGED
from repaybook.errors import Path, Problem

STEPS = ("know", "budget", "plan", "talk", "follow")
"""摸清 · 收支 · 方案 · 沟通 · 跟进; the second part of a key (``problems.missing.<step>.<what>``)."""

_COURT_PAPERS = {
    "payment_order": "payment_order_received",
    "pre_litigation_mediation": "mediation",
    "litigation": "hearing",
}
"""A legal status that has a date, and the event that holds it."""


def _ask(step: str, what: str, *path: str | int) -> Problem:
    return Problem(f"problems.missing.{step}.{what}", path)


def _figures(debt: Debt, at: Path) -> Iterator[Problem]:
    if not debt.creditor_alias.strip():
        yield _ask("know", "creditor", *at, "creditor_alias")
    if debt.balance_total is None:
        yield _ask("know", "balance", *at, "balance_total")
    if debt.contingent:
        return
    if debt.principal is None:
        yield _ask("know", "principal", *at, "principal")
    if debt.overdue_days is None:
        yield _ask("know", "overdue_days", *at, "overdue_days")
    if debt.contractual_monthly is None:
        yield _ask("know", "monthly", *at, "contractual_monthly")
    if terms_of(debt).annual_rate is None:
        yield _ask("know", "rate", *at, "annual_rate")


def _papers(debt: Debt, at: Path) -> Iterator[Problem]:
    if debt.contingent:
        return
    if debt.creditor_type is CreditorType.PRIVATE_LOAN and debt.annual_rate and debt.contract_date is None:
        yield _ask("know", "contract_date", *at, "contract_date")
    if debt.legal_status == "unknown":
        yield _ask("know", "legal_status", *at, "legal_status")
    if debt.legal_status in JUDGED and debt.judgment is None:
        yield _ask("know", "judgment", *at, "judgment")


def _know(case: CaseFile) -> Iterator[Problem]:
    if not case.debts:
        yield _ask("know", "debts", "debts")
    for index, debt in enumerate(case.debts):
        yield from _figures(debt, ("debts", index))
        yield from _papers(debt, ("debts", index))
    dated = {event.type for event in case.legal_events}
    for status, event in _COURT_PAPERS.items():
        if event not in dated and any(debt.legal_status == status for debt in case.debts):
            yield _ask("know", status, "legal_events")


def _budget(case: CaseFile) -> Iterator[Problem]:
    if not case.income:
        yield _ask("budget", "income", "income")
    for index, income in enumerate(case.income):
        if income.amount_monthly is None:
            yield _ask("budget", "income_amount", "income", index, "amount_monthly")
    entered = {expense.category for expense in case.expenses}
    for category in Category:
        if category not in entered:
            problem = _ask("budget", "category", "expenses")
            yield replace(problem, values={"category": category})
    for index, expense in enumerate(case.expenses):
        if expense.amount_monthly is None:
            yield _ask("budget", "expense_amount", "expenses", index, "amount_monthly")


def _plan(case: CaseFile) -> Iterator[Problem]:
    if case.plans and case.chosen_plan is None:
        yield _ask("plan", "choice", "chosen_plan")
    for index, plan in enumerate(case.plans):
        if plan.id == case.chosen_plan and plan_problems(plan, case):
            yield _ask("plan", "fit", "plans", index)


def _talk(case: CaseFile) -> Iterator[Problem]:
    at_hand = case.hardship_evidence or any(row.standing == "have" for row in case.evidence)
    if case.debts and not at_hand:
        yield _ask("talk", "hardship_evidence", "hardship_evidence")
    for index, contact in enumerate(case.contact_log):
        if not contact.evidence:
            yield _ask("talk", "contact_evidence", "contact_log", index, "evidence")


def _agreement(agreement: Agreement, index: int) -> Iterator[Problem]:
    for name in ("signed", "principal_fixed", "terms", "monthly", "first_due"):
        if getattr(agreement, name) is None:
            yield _ask("follow", name, "agreements", index, name)
    if not agreement.written_copy:
        yield _ask("follow", "written_copy", "agreements", index, "written_copy")
    if agreement.stop_collection_clause is None:
        yield _ask("follow", "stop_collection_clause", "agreements", index, "stop_collection_clause")


def _follow(case: CaseFile) -> Iterator[Problem]:
    for index, debt in enumerate(case.debts):
        if debt.legal_status == "agreement" and case.agreement(debt.id) is None:
            yield _ask("follow", "agreement", "debts", index)
    for index, agreement in enumerate(case.agreements):
        yield from _agreement(agreement, index)


def missing(case: CaseFile) -> tuple[Problem, ...]:
    """Return what is still to be found out, in the order of the steps; each place is where to enter it.

    Nothing here stops anything: "not known" is an answer, and every step opens without it.
    """
    return (*_know(case), *_budget(case), *_plan(case), *_talk(case), *_follow(case))


def missing_in(case: CaseFile, step: str) -> tuple[Problem, ...]:
    """Return what is still to be found out in one of ``STEPS``; ``ValueError`` for another word."""
    if step not in STEPS:
        raise ValueError(f"no step {step!r}")
    return tuple(problem for problem in missing(case) if problem.key.split(".")[2] == step)
