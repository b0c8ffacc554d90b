"""Which payments the money will not cover, weeks before they fall due: month by month, to the fen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import accumulate

from repaybook.case.model import CaseFile, OfferKind
from repaybook.dates import first_of_month
from repaybook.errors import PlanError
from repaybook.follow.closing import settled_on
from repaybook.follow.dues import Basis, Due, State, agreement_dues
from repaybook.follow.payday import main_payday, payday_in
from repaybook.money import Fen, Money
from repaybook.plans import project
from repaybook.plans.baselines import nothing_plan
from repaybook.plans.household import incomes
from repaybook.plans.model import Month, Projection
from repaybook.plans.paid_since import paid_since


class Cover(StrEnum):
    """Whether its month carries a payment; ``CHECK`` – nobody knows what is left of the month that runs."""

    COVERED = "covered"
    TIGHT = "tight"
    SHORT = "short"
    CHECK = "check"


class Tight(StrEnum):
    """Why a payment that is covered hangs on little."""

    LOW_INCOME = "low_income"
    BEFORE_PAYDAY = "before_payday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One payment to come and whether its month carries it.

    ``short`` – what of it is missing. ``month_short`` – what the month lacks in all: minus its cash at the end, 0 where
    there is some. ``days_left`` – from the day of the figures to its day. ``priority`` – it is never the one to skip.
    """

    debt: str
    on: date
    amount: Money
    basis: Basis
    priority: bool
    cover: Cover
    short: Money
    month_short: Money
    days_left: int
    why: Tight | None = None


@dataclass(frozen=True, slots=True)
class _Paid:
    """One payment of a projection, in the order in which a month's money goes to it."""

    place: int
    on: date
    debt: str
    amount: Fen


_BASES = (Basis.CONTRACT, Basis.AGREEMENT, Basis.CONTRACT, Basis.PLAN)
"""In the order in which money goes to them: priority debts, agreements, contracts that go on, what is only planned."""


def _open(case: CaseFile, *, all_debts: bool) -> tuple[CaseFile, Fen]:
    """Return the case without debts that are done, unless ``all_debts``, and what is paid of instalments to come."""
    # What was paid since the case's day is off the rows themselves.
    known = [(debt, case.agreement(debt.id)) for debt in case.debts]
    held = [paid_since(agreement, debt, case)[0] for debt, agreement in known if agreement is not None]
    rows = [row for agreement in held for row in agreement_dues(agreement, case.as_of)]
    ahead = sum(row.paid.fen for row in rows if row.state is not State.PAID)
    debts = tuple(debt for debt in case.debts if all_debts or not settled_on(case, debt)[0])
    return replace(case, debts=debts), ahead


def followed(case: CaseFile, on: date, chosen: Projection | None = None) -> Projection | None:
    """Return the months that warnings are read from: the chosen plan's, else what is agreed and kept, and no more.

    Without a plan nothing is paid to late debts that nobody has agreed on, and savings are not counted. What is paid of
    an instalment already stands as cash. ``None`` where the case cannot be followed yet.
    """
    if not case.income:
        return chosen
    counted, ahead = _open(case, all_debts=chosen is not None)
    if chosen is not None and counted == case and not ahead:
        return chosen
    plan = nothing_plan(counted, on) if chosen is None else chosen.plan
    try:
        return project(counted, replace(plan, opening_cash=plan.opening_cash + Money(ahead)), on)
    except PlanError:
        return chosen


def _place(case: CaseFile, projection: Projection, debt_id: str) -> int:
    if case.debt(debt_id).priority:
        return 0
    if case.agreement(debt_id) is not None:
        return 1
    return 2 if projection.schedules[debt_id].offer.kind is OfferKind.KEEP else 3


def _by_month(case: CaseFile, projection: Projection) -> Mapping[date, list[_Paid]]:
    """Return the payments by the first day of their month, each month's in the order in which its money goes."""
    found: dict[date, list[_Paid]] = {}
    for debt_id, schedule in projection.schedules.items():
        place = _place(case, projection, debt_id)
        for row in schedule.rows:
            if row.total and row.due >= projection.on:
                found.setdefault(first_of_month(row.due), []).append(_Paid(place, row.due, debt_id, row.total))
    for rows in found.values():
        rows.sort(key=lambda row: (row.place, row.on, row.debt))
    return found


def _missing(rows: Sequence[_Paid], cash: Fen) -> list[Fen]:
    """Return what of each payment is missing in a month that ends with this cash; its money goes to them in order."""
    left = cash + sum(row.amount for row in rows)
    missing = []
    for row in rows:
        missing.append(min(row.amount, max(0, row.amount - left)))
        left -= row.amount
    return missing


def _held_over(rows: Sequence[_Paid], cash: Fen, payday: date) -> frozenset[_Paid]:
    """Return the payments due before payday that the money kept from the months before does not reach."""
    found = set()
    for row in sorted(rows, key=lambda row: (row.on, row.place, row.debt)):
        if row.on >= payday:
            break
        cash -= row.amount
        if cash < 0:
            found.add(row)
    return frozenset(found)


def _cash_at_low(case: CaseFile, months: Sequence[Month]) -> list[Fen]:
    """Return the cash at each month's end with every income at its low figure, and all else as it is."""
    low = incomes(case, [month.month for month in months], "low")
    less = accumulate(at_low - month.income for at_low, month in zip(low, months, strict=True))
    return [month.cash + change for month, change in zip(months, less, strict=True)]


def _risks(case: CaseFile, projection: Projection) -> Iterator[Risk]:
    by_month = _by_month(case, projection)
    shown = {month.month for month in projection.months}
    for first, rows in by_month.items():
        if first not in shown and first <= first_of_month(projection.on):
            yield from (_risk(row, projection, Cover.CHECK) for row in rows)
    income = main_payday(case, projection.on)
    cash = projection.plan.opening_cash.fen
    for month, low in zip(projection.months, _cash_at_low(case, projection.months), strict=True):
        rows = by_month.get(first_of_month(month.month), [])
        held = frozenset[_Paid]()
        if income is not None and income.payday is not None:
            held = _held_over(rows, max(cash, 0), payday_in(month.month, income.payday))
        for row, missing, at_low in zip(rows, _missing(rows, month.cash), _missing(rows, low), strict=True):
            if missing:
                yield _risk(row, projection, Cover.SHORT, missing, max(0, -month.cash))
            elif at_low:
                yield _risk(row, projection, Cover.TIGHT, 0, max(0, -month.cash), Tight.LOW_INCOME)
            elif row in held:
                yield _risk(row, projection, Cover.TIGHT, 0, max(0, -month.cash), Tight.BEFORE_PAYDAY)
            else:
                yield _risk(row, projection, Cover.COVERED, 0, max(0, -month.cash))
        cash = month.cash


def _risk(
    row: _Paid, projection: Projection, cover: Cover, short: Fen = 0, month_short: Fen = 0, why: Tight | None = None
) -> Risk:
    return Risk(
        debt=row.debt,
        on=row.on,
        amount=Money(row.amount),
        basis=_BASES[row.place],
        priority=row.place == 0,
        cover=cover,
        short=Money(short),
        month_short=Money(month_short),
        days_left=(row.on - projection.on).days,
        why=why,
    )


def risks(case: CaseFile, projection: Projection | None) -> tuple[Risk, ...]:
    """Return every payment to come of a projection with whether its month carries it, by day, then by debt.

    A month's money – its income and the cash kept so far less living – goes to priority debts, then to agreements, to
    contracts that go on, and last to what is only planned; among equals the earlier day comes first. So the missing
    parts of a month add up to minus its cash, or to all its payments where even living is not covered.
    """
    if projection is None:
        return ()
    return tuple(sorted(_risks(case, projection), key=lambda risk: (risk.on, risk.debt)))


_OPEN = {Basis.AGREEMENT: State.DUE, Basis.CONTRACT: State.DUE, Basis.PLAN: State.PLANNED}


def marked(found: Iterable[Due], warned: Iterable[Risk]) -> tuple[Due, ...]:
    """Return the payments with those alone at risk that lack money themselves; the month's others stand as before."""
    by_payment = {(risk.debt, risk.on): risk for risk in warned}
    marks = []
    for due in found:
        risk = by_payment.get((due.debt, due.on))
        if due.state is State.AT_RISK and risk is not None and not risk.short:
            marks.append(replace(due, state=State.PART if due.paid else _OPEN[due.basis]))
        else:
            marks.append(due)
    return tuple(marks)


def pressing(found: Sequence[Risk]) -> tuple[Risk, ...]:
    """Return what a person should know now: what is missing in the first month that lacks some; else what is tight.

    Later months only add to the first, and one is enough to act on. What is still due in the month that runs comes
    with it.
    """
    short = [risk for risk in found if risk.cover is Cover.SHORT]
    this_month = [risk for risk in found if risk.cover is Cover.CHECK]
    if short:
        first = first_of_month(short[0].on)
        return (*this_month, *(risk for risk in short if first_of_month(risk.on) == first))
    tight = [risk for risk in found if risk.cover is Cover.TIGHT]
    if tight:
        first = first_of_month(tight[0].on)
        return (*this_month, *(risk for risk in tight if first_of_month(risk.on) == first))
    return tuple(this_month)
