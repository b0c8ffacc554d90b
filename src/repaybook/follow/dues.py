"""Payments that fall due, day by day, and whether they are recorded as paid: agreements, contracts, the chosen plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from repaybook.case.model import Agreement, CaseFile, Debt, OfferKind
from repaybook.dates import first_of_month, month_steps
from repaybook.money import ZERO, Money
from repaybook.plans.model import Projection

Instalment: TypeAlias = tuple[date, Money]
"""A day and what falls due on it."""

_CONTRACT_MONTHS = 60
"""How far ahead a contract without a known end is followed: as far as a projection goes."""

_ROUNDING = 100
"""Fen by which an agreed instalment may be rounded: banks round to the fen, the ten fen or the yuan."""


class State(StrEnum):
    """How one payment stands."""

    PAID = "paid"
    PART = "part"
    DUE = "due"
    MISSED = "missed"
    AT_RISK = "at_risk"
    PLANNED = "planned"
    NOT_RECORDED = "not_recorded"


class Basis(StrEnum):
    """Why it falls due: agreed, owed by the contract, or only planned."""

    AGREEMENT = "agreement"
    CONTRACT = "contract"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One payment: its day, its amount, what is recorded as paid on it, and how it stands."""

    debt: str
    on: date
    amount: Money
    paid: Money
    state: State
    basis: Basis


def instalments(agreement: Agreement) -> tuple[Instalment, ...]:
    """Return the instalments of an agreement; empty where its first day, its months or its amount is not known.

    The last one closes the fixed balance where the equal instalments differ from it by rounding alone, a yuan an
    instalment at most (an agreement without interest); elsewhere every instalment is the agreed amount.
    """
    first, terms, monthly, fixed = agreement.first_due, agreement.terms, agreement.monthly, agreement.principal_fixed
    if first is None or terms is None or monthly is None:
        return ()
    amounts = [monthly] * terms
    if fixed is not None:
        over = monthly.fen * terms - fixed.fen
        if abs(over) <= _ROUNDING * terms and over < monthly.fen:
            amounts[-1] = Money(monthly.fen - over)
    return tuple(zip(month_steps(first, terms), amounts, strict=True))


def allotted(due: Sequence[Instalment], paid: Money) -> tuple[Money, ...]:
    """Return what of ``paid`` belongs to each instalment, the oldest first; more than all of them is left out."""
    left = paid.fen
    shares: list[Money] = []
    for _, amount in due:
        share = min(left, amount.fen)
        left -= share
        shares.append(Money(share))
    return tuple(shares)


def _agreed_state(day: date, amount: Money, paid: Money, on: date) -> State:
    if paid >= amount:
        return State.PAID
    if day < on:
        return State.MISSED
    return State.PART if paid else State.DUE


def agreement_dues(agreement: Agreement, on: date) -> tuple[Due, ...]:
    """Return every instalment of the agreement with what is recorded as paid on it, as of the day ``on``."""
    due = instalments(agreement)
    paid = agreement.paid
    return tuple(
        Due(
            debt=agreement.debt,
            on=day,
            amount=amount,
            paid=share,
            state=_agreed_state(day, amount, share, on),
            basis=Basis.AGREEMENT,
        )
        for (day, amount), share in zip(due, allotted(due, paid), strict=True)
    )


def _contract_dues(debt: Debt, on: date) -> Iterator[Due]:
    """Yield what a contract that is not overdue asks for; the case holds no payments of it, so none is called paid."""
    if debt.contingent or debt.overdue_days or not debt.contractual_monthly or debt.next_due_date is None:
        return
    for day in month_steps(debt.next_due_date, min(debt.terms_left or _CONTRACT_MONTHS, _CONTRACT_MONTHS)):
        state = State.NOT_RECORDED if day < on else State.DUE
        amount = debt.contractual_monthly
        yield Due(debt=debt.id, on=day, amount=amount, paid=ZERO, state=state, basis=Basis.CONTRACT)


def _planned_dues(projection: Projection, settled: Iterable[str], on: date) -> Iterator[Due]:
    """Yield what the plan means to pay to creditors that have neither agreed nor a contract that goes on."""
    skipped = set(settled)
    for debt_id, schedule in projection.schedules.items():
        if debt_id in skipped or schedule.offer.kind in {OfferKind.KEEP, OfferKind.STOP}:
            continue
        for row in schedule.rows:
            if row.due >= on and row.total:
                amount = Money(row.total)
                yield Due(debt=debt_id, on=row.due, amount=amount, paid=ZERO, state=State.PLANNED, basis=Basis.PLAN)


def short_months(projection: Projection) -> Mapping[date, Money]:
    """Return the months in which the projection's cash is below zero, by their first day, with that cash."""
    return {first_of_month(month.month): Money(month.cash) for month in projection.months if month.cash < 0}


def dues(case: CaseFile, on: date, projection: Projection | None = None) -> tuple[Due, ...]:
    """Return every payment of the case by day, then by debt: agreed, owed by contract, and planned by ``projection``.

    A payment still to come in a month in which the projection runs out of money is ``at_risk``. Of several agreements
    about one debt the latest counts.
    """
    agreed = {agreement.debt for agreement in case.agreements}
    found: list[Due] = []
    for debt_id in sorted(agreed):
        agreement = case.agreement(debt_id)
        if agreement is not None:
            found.extend(agreement_dues(agreement, on))
    contracts = [due for debt in case.debts if debt.id not in agreed for due in _contract_dues(debt, on)]
    found.extend(contracts)
    if projection is not None:
        found.extend(_planned_dues(projection, agreed | {due.debt for due in contracts}, on))
        short = short_months(projection)
        found = [_at_risk(due, short, on) for due in found]
    return tuple(sorted(found, key=lambda due: (due.on, due.debt)))


def _at_risk(due: Due, short: Mapping[date, Money], on: date) -> Due:
    to_come = due.on >= on and due.state is not State.PAID
    return replace(due, state=State.AT_RISK) if to_come and first_of_month(due.on) in short else due
