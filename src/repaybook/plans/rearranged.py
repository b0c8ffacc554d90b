"""Offers that change how a debt is repaid: personalised instalments, an extension, a settlement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from repaybook.assess.stages import late_days
from repaybook.case.defaults import terms_of
from repaybook.case.model import CaseFile, Debt, Offer, OfferKind
from repaybook.dates import add_months
from repaybook.money import ZERO, Fen, Money
from repaybook.plans.model import Row, Said, Schedule
from repaybook.plans.owed import INTEREST, LATE_FEE, OTHER, PENALTY, PRINCIPAL, PRINCIPAL_FIRST, Parts, order_of, settle
from repaybook.plans.scheduling import added_until, contract_rate_of, finished, first_due, moved
from repaybook.plans.spread import spread, spread_total


def _waive(parts: Parts, offer: Offer) -> Fen:
    """Take the waived amounts off the parts; return their sum in fen."""
    asked = (
        (PENALTY, offer.waived_penalty),
        (LATE_FEE, offer.waived_late_fee),
        (INTEREST, offer.waived_interest),
        (OTHER, offer.waived_fees),
    )
    for place, amount in asked:
        parts[place] -= amount.fen
    return sum(amount.fen for _, amount in asked)


def instalments(debt: Debt, offer: Offer, parts: Parts, case: CaseFile, start: date) -> Schedule:
    """Return personalised instalments, or an extension of the contract."""
    terms = terms_of(debt)
    extension = offer.kind is OfferKind.EXTENSION
    contract_rate = contract_rate_of(terms)
    rate = offer.annual_rate if offer.annual_rate is not None else contract_rate if extension else Decimal(0)
    months = offer.months or 1
    begins = first_due(debt, offer, start)
    owed = list(parts)
    waived = _waive(owed, offer)
    added = 0
    if extension:
        # The first instalment pays the month before it; what runs until that month begins joins the interest owed.
        added = added_until(debt, terms, parts, case, max(case.as_of, add_months(begins, -1)))
        owed[INTEREST] += added
    down = min(offer.down_payment.fen, sum(owed))
    order = order_of(terms.allocation_order, late_days(case, debt) or 0)
    rows = spread(owed, rate, begins, months, order=order, down_payment=down, grace_months=offer.grace_months)
    balance = sum(parts)
    grace = offer.grace_months
    contract = spread_total(balance + added, contract_rate, months, down_payment=down, grace_months=grace)
    asked = spread_total(sum(owed), rate, months, down_payment=down, grace_months=grace)
    said = [*moved(offer, begins)]
    accrued = added_until(debt, terms, parts, case, begins)
    if not extension and accrued:
        said.append(Said("plans.assume.frozen", {"amount": Money(accrued), "day": begins}))
    if extension and added:
        said.append(Said("plans.assume.added", {"amount": Money(added)}))
    if any(owed[INTEREST:]):
        said.append(Said(f"plans.assume.{'principal_first' if order is PRINCIPAL_FIRST else 'interest_first'}", {}))
    if terms.annual_rate is None:
        said.append(Said("plans.assume.rate_unknown", {}))
    count = len(rows) - (down > 0) - (grace if rate else 0)
    return finished(
        debt,
        offer,
        rows,
        start,
        balance=balance,
        accrued=accrued,
        included=extension,
        regular=rows[-2 if count > 1 else -1].total if count > 0 else 0,
        waived=waived,
        worth=contract - asked,
        said=tuple(said),
    )


def settlement(debt: Debt, offer: Offer, parts: Parts, case: CaseFile, start: date) -> Schedule:
    """Return the one payment of a settlement; what it leaves is asked to be waived, principal last."""
    terms = terms_of(debt)
    begins = first_due(debt, offer, start)
    balance = sum(parts)
    amount = min((offer.amount or ZERO).fen, balance)
    left = list(parts)
    principal, interest, penalty, late_fee, other = settle(left, amount, PRINCIPAL_FIRST)
    waived = sum(left[INTEREST:])
    accrued = added_until(debt, terms, parts, case, begins)
    said = [*moved(offer, begins)]
    if accrued:
        said.append(Said("plans.assume.frozen", {"amount": Money(accrued), "day": begins}))
    if left[PRINCIPAL]:
        values = {"amount": Money(balance - amount), "principal": Money(left[PRINCIPAL])}
        said.append(Said("plans.assume.settled_principal", values))
    elif waived:
        said.append(Said("plans.assume.settled", {"amount": Money(waived)}))
    return finished(
        debt,
        offer,
        (Row(begins, principal, interest, penalty, late_fee, other, 0),) if amount else (),
        start,
        balance=balance,
        accrued=accrued,
        included=False,
        regular=0,
        waived=waived,
        waived_principal=left[PRINCIPAL],
        worth=balance - amount,
        said=tuple(said),
    )
