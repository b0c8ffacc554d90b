"""From rows to the schedule of one creditor: what is shared by every kind of offer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from repaybook.case.defaults import Terms
from repaybook.case.model import CaseFile, Debt, Offer
from repaybook.money import Fen, Money
from repaybook.plans.days import first_due_of, not_before
from repaybook.plans.model import Row, Said, Schedule
from repaybook.plans.owed import Parts
from repaybook.plans.running import account_of, accrued_until


def added_until(debt: Debt, terms: Terms, parts: Parts, case: CaseFile, day: date) -> Fen:
    """Return what the contract adds from the case's day to ``day`` while nothing is paid, in fen."""
    return accrued_until(account_of(debt, terms, parts, case, day), case.as_of, day)


def contract_rate_of(terms: Terms) -> Decimal:
    """Return the rate that the contract puts on the balance: none where its instalments hold the interest already."""
    held = terms.balance_basis == "remaining_instalments"
    return Decimal(0) if held or terms.annual_rate is None else terms.annual_rate


def paid_in(rows: Sequence[Row]) -> Fen:
    """Return what the rows pay in all, in fen."""
    return sum([first + then + more + late + other for _, first, then, more, late, other, _ in rows])


def finished(
    debt: Debt,
    offer: Offer,
    rows: tuple[Row, ...],
    start: date,
    *,
    balance: Fen,
    accrued: Fen,
    included: bool,
    regular: Fen,
    waived: Fen = 0,
    waived_principal: Fen = 0,
    worth: Fen = 0,
    then_monthly: Fen | None = None,
    said: tuple[Said, ...] = (),
) -> Schedule:
    """Return the schedule of these rows; those before ``start`` are taken as paid and leave only their balance."""
    earlier = sum(row.due < start for row in rows) if rows and rows[0].due < start else 0
    if earlier:
        balance = rows[earlier - 1].balance
        rows = rows[earlier:]
    # Where nothing is to be paid, all that is owed is waived, or nothing of it is planned.
    still_owed = rows[-1].balance if rows else balance - waived - waived_principal
    paid = paid_in(rows)
    return Schedule(
        debt=debt.id,
        offer=offer,
        rows=rows,
        first_due=rows[0].due if rows else None,
        accrued_until_first_due=Money(accrued),
        waived=Money(waived),
        end=rows[-1].due if rows and not still_owed else None,
        still_owed=Money(still_owed),
        total_paid=Money(paid),
        balance_now=Money(balance),
        accrual_included=included,
        waived_principal=Money(waived_principal),
        regular=Money(regular),
        waiver_worth=Money(worth),
        then_monthly=None if then_monthly is None else Money(then_monthly),
        assumptions=said,
    )


def first_due(debt: Debt, offer: Offer, start: date) -> date:
    """Return the first day of an offer: its own, put off by whole months where it has passed; else the usual one."""
    if offer.first_due is None:
        return first_due_of(debt, start)
    return not_before(offer.first_due, start)


def moved(offer: Offer, begins: date) -> tuple[Said, ...]:
    """Return the sentence that says so where the offer's own first day was put off."""
    if offer.first_due is None or offer.first_due == begins:
        return ()
    return (Said("plans.assume.first_due_moved", {"day": begins}),)
