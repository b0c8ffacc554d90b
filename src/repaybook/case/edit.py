"""Edits of a case: each takes a case and gives back a new one, nothing left pointing at what is gone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from fractions import Fraction
from typing import TypeVar

from repaybook.case.defaults import standing_of
from repaybook.case.model import CaseFile, CreditorType, Debt, Per
from repaybook.money import Money

Row = TypeVar("Row")

_ID = re.compile(r"D([0-9]{1,9})")
_MONTHLY = {Per.WEEK: Fraction(52, 12), Per.MONTH: Fraction(1), Per.YEAR: Fraction(1, 12)}
_COPIED = frozenset(
    {
        "creditor_alias",
        "creditor_type",
        "product_zh",
        "secured",
        "collateral",
        "priority",
        "contingent",
        "annual_rate",
        "rate_basis",
        "collector",
        "figures_source",
        "figures_confidence",
        "guarantee_type",
        "currency",
        "repayment_method",
        "interest_method",
        "day_count",
        "min_payment_rate",
        "min_payment_floor",
        "late_fee_rate",
        "late_fee_base",
        "penalty_multiplier",
        "compound_interest",
        "allocation_order",
        "statement_day",
        "due_day",
        "fee_charged_by",
        "platform_alias",
        "funder_alias",
        "guarantor_alias",
    }
)
"""Who and on what terms; how much, how late and what a court said belong to one debt alone."""


def next_debt_id(taken: Iterable[str]) -> str:
    """Return an id that no debt has: ``D`` and one more than the highest number."""
    numbers = [int(found[1]) for found in map(_ID.fullmatch, taken) if found]
    return f"D{max(numbers, default=0) + 1}"


def _ids(case: CaseFile) -> tuple[str, ...]:
    return tuple(debt.id for debt in case.debts)


def new_debt(case: CaseFile, creditor_type: CreditorType, creditor_alias: str = "") -> Debt:
    """Return a debt with a free id, of which nothing is known yet but its type; it is not in the case."""
    standing = standing_of(creditor_type)
    return Debt(
        id=next_debt_id(_ids(case)),
        creditor_alias=creditor_alias,
        creditor_type=creditor_type,
        secured=standing.secured,
        priority=standing.priority,
        contingent=standing.contingent,
    )


def copy_debt(case: CaseFile, debt_id: str) -> Debt:
    """Return a debt like this one with a free id: same creditor and terms, no amounts, no dates; it is not in the case.

    ``KeyError`` where there is no such debt.
    """
    debt = case.debt(debt_id)
    copied = {entry.name: getattr(debt, entry.name) for entry in fields(Debt) if entry.name in _COPIED}
    return Debt(id=next_debt_id(_ids(case)), **copied)


def with_debt(case: CaseFile, debt: Debt) -> CaseFile:
    """Return the case with this debt in the place of the one with its id, or at the end."""
    if debt.id in _ids(case):
        return replace(case, debts=tuple(debt if other.id == debt.id else other for other in case.debts))
    return replace(case, debts=(*case.debts, debt))


def without_debt(case: CaseFile, debt_id: str) -> CaseFile:
    """Return the case without this debt, its agreements, its offers and where its talks stood.

    The contact log, the legal events and the evidence stay as they are, without the name of the debt. ``KeyError``
    where there is no such debt.
    """
    gone = case.debt(debt_id)
    return replace(
        case,
        debts=tuple(debt for debt in case.debts if debt is not gone),
        agreements=tuple(agreement for agreement in case.agreements if agreement.debt != debt_id),
        plans=tuple(
            replace(plan, offers=tuple(offer for offer in plan.offers if offer.debt != debt_id)) for plan in case.plans
        ),
        contact_log=tuple(
            replace(contact, debt=None) if contact.debt == debt_id else contact for contact in case.contact_log
        ),
        legal_events=tuple(
            replace(event, debt=None) if event.debt == debt_id else event for event in case.legal_events
        ),
        counter_offers=tuple(answer for answer in case.counter_offers if answer.debt != debt_id),
        negotiations=tuple(state for state in case.negotiations if state.debt != debt_id),
        evidence=tuple(replace(paper, debt=None) if paper.debt == debt_id else paper for paper in case.evidence),
        milestones=tuple(done for done in case.milestones if done.debt != debt_id),
    )


def with_row(rows: tuple[Row, ...], index: int, row: Row) -> tuple[Row, ...]:
    """Return the rows with this one at ``index``, or behind the last one; ``IndexError`` beyond that."""
    if not 0 <= index <= len(rows):
        raise IndexError(index)
    return (*rows[:index], row, *rows[index + 1 :])


def without_row(rows: tuple[Row, ...], index: int) -> tuple[Row, ...]:
    """Return the rows without the one at ``index``; ``IndexError`` where there is none."""
    if not 0 <= index < len(rows):
        raise IndexError(index)
    return (*rows[:index], *rows[index + 1 :])


def monthly_from(amount: Money, per: Per) -> Money:
    """Return what an amount a week (× 52/12), a month or a year (/ 12) is a month, half up to the fen."""
    return amount.times(_MONTHLY[per])
