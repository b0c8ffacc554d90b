"""A settlement: one payment, or parts on days of their own, and the rest asked to be waived."""

from __future__ import annotations

from datetime import date

from repaybook.case.model import CaseFile, Debt, Offer
from repaybook.money import ZERO, Fen, Money
from repaybook.plans.model import Row, Said, Schedule
from repaybook.plans.owed import INTEREST, PRINCIPAL, PRINCIPAL_FIRST, Parts, settle
from repaybook.plans.renewed import said_again, terms_under
from repaybook.plans.running import account_of, added_while
from repaybook.plans.scheduling import added_until, finished, first_due, moved


def _paid(left: Parts, payments: list[tuple[date, Fen]], balance: Fen) -> tuple[Row, ...]:
    """Return the payments, principal first. Until the last of them all that was not paid is still owed."""
    rows: list[Row] = []
    for number, (day, amount) in enumerate(payments, 1):
        principal, interest, penalty, late_fee, other = settle(left, amount, PRINCIPAL_FIRST)
        balance -= principal + interest + penalty + late_fee + other
        rows.append(Row(day, principal, interest, penalty, late_fee, other, 0 if number == len(payments) else balance))
    return tuple(rows)


def settlement(debt: Debt, offer: Offer, parts: Parts, case: CaseFile, start: date) -> Schedule:
    """Return the payments of a settlement; what they leave is asked to be waived, principal last.

    What the contract adds between the parts is asked to be left out. A waiver of principal that the creditor wrote
    counts as waived before anything is paid.
    """
    terms = terms_under(debt, case, parts)
    begins = offer.parts[0].on if offer.parts else first_due(debt, offer, start)
    balance = sum(parts)
    left = list(parts)
    written = min(offer.waived_principal.fen, left[PRINCIPAL])
    left[PRINCIPAL] -= written
    amount = min((offer.amount or ZERO).fen, sum(left))
    payments = [(part.on, part.amount.fen) for part in offer.parts] or ([(begins, amount)] if amount else [])
    rows = _paid(left, payments, balance)
    waived = sum(left[INTEREST:])
    accrued = added_until(debt, terms, parts, case, begins)
    said = [*(() if offer.parts else moved(offer, begins)), *said_again(debt, offer, case, balance, begins)]
    if accrued:
        said.append(Said("plans.assume.frozen", {"amount": Money(accrued), "day": begins}))
    if len(payments) > 1:
        account = account_of(debt, terms, parts, case, start)
        between = added_while(account, case.as_of, payments) - accrued
        said.append(Said("offers.assume.parts", {"count": len(payments), "amount": Money(max(0, between))}))
    if written:
        said.append(Said("offers.assume.waived_principal", {"amount": Money(written)}))
    if left[PRINCIPAL]:
        values = {"amount": Money(balance - amount), "principal": Money(left[PRINCIPAL] + written)}
        said.append(Said("plans.assume.settled_principal", values))
    elif waived:
        said.append(Said("plans.assume.settled", {"amount": Money(waived)}))
    return finished(
        debt,
        offer,
        rows,
        start,
        balance=balance,
        accrued=accrued,
        included=False,
        regular=0,
        waived=waived,
        waived_principal=left[PRINCIPAL] + written,
        worth=balance - amount,
        said=tuple(said),
    )
