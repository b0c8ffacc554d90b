"""Offers that leave the contract as it is: paid on as agreed, a token, the minimum, nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from repaybook.case.defaults import terms_of
from repaybook.case.model import CaseFile, Debt, Offer
from repaybook.dates import add_months
from repaybook.money import ZERO, Fen
from repaybook.plans.days import days_from, payment_days
from repaybook.plans.kept import MOST_MONTHS, SHOWN_MONTHS, kept
from repaybook.plans.model import Said, Schedule
from repaybook.plans.owed import INTEREST, PENALTY, Parts
from repaybook.plans.running import Account, account_of, run_on
from repaybook.plans.scheduling import added_until, finished, first_due


def keep(debt: Debt, offer: Offer, parts: Parts, case: CaseFile, start: date) -> Schedule:
    """Return the debt paid on as agreed; see ``kept.kept``."""
    terms = terms_of(debt)
    plan = kept(debt, terms, parts, case, start)
    charged = sum(row.interest + row.penalty_interest for row in plan.rows) - parts[INTEREST] - parts[PENALTY]
    accrued = added_until(debt, terms, parts, case, plan.rows[0].due) if charged > 0 else 0
    return finished(
        debt,
        offer,
        plan.rows,
        start,
        balance=sum(parts) if plan.balance is None else plan.balance,
        accrued=accrued,
        included=True,
        regular=plan.regular,
        said=plan.assumptions,
    )


def _ran_on(
    debt: Debt,
    offer: Offer,
    parts: Parts,
    case: CaseFile,
    start: date,
    payment: Callable[[date, Account], Fen],
    *,
    months: int = SHOWN_MONTHS,
    more: int = 0,
    said: tuple[Said, ...],
) -> Schedule:
    """Return the contract running on while ``payment(day, account)`` is made on each due day.

    ``more`` – how many months beyond ``months`` are looked at for the day on which the debt is done.
    """
    terms = terms_of(debt)
    account = account_of(debt, terms, parts, case, start)
    begin = offer.first_due
    if begin is None:
        dues = payment_days(debt, case.as_of, months + more)
    else:
        dues = days_from(begin, min(begin, case.as_of + timedelta(days=1)), months + more)
    shown = months + sum(day < start for day in dues[:months])
    opening = account.balance
    rows = run_on(account, case.as_of, dues[:shown], lambda number, running: payment(dues[number], running))
    if more and 0 < account.balance < opening:
        rest = dues[shown:]
        later = run_on(account, rows[-1].due, rest, lambda number, running: payment(rest[number], running))
        rows += () if account.balance else later
    return finished(
        debt,
        offer,
        rows,
        start,
        balance=opening,
        accrued=added_until(debt, terms, parts, case, rows[0].due if rows else start),
        included=True,
        regular=max((row.total for row in rows), default=0),
        said=(*said, *((Said("plans.assume.rate_unknown", {}),) if terms.annual_rate is None else ())),
    )


def token(debt: Debt, offer: Offer, parts: Parts, case: CaseFile, start: date) -> Schedule:
    """Return a holding payment for some months; the contract runs on, and after them nothing is planned."""
    first = first_due(debt, offer, start)
    amount = (offer.amount or ZERO).fen
    after = add_months(first, offer.months or SHOWN_MONTHS)
    said = (Said("plans.assume.token", {"months": offer.months or SHOWN_MONTHS}),)
    return _ran_on(
        debt, offer, parts, case, start, lambda day, _running: amount if first <= day < after else 0, said=said
    )


def minimum(debt: Debt, offer: Offer, parts: Parts, case: CaseFile, start: date) -> Schedule:
    """Return the minimum payment of every month, followed until it ends, for 50 years at most."""
    said = (Said("plans.assume.minimum", {}),)
    return _ran_on(
        debt,
        offer,
        parts,
        case,
        start,
        lambda day, running: running.minimum if offer.first_due is None or day >= offer.first_due else 0,
        more=MOST_MONTHS - SHOWN_MONTHS,
        said=said,
    )


def stop(debt: Debt, offer: Offer, parts: Parts, case: CaseFile, start: date) -> Schedule:
    """Return nothing paid while the contract runs on: what a debt grows to. Shown, never recommended."""
    said = (Said("plans.assume.stop", {}),)
    return _ran_on(debt, offer, parts, case, start, lambda _day, _running: 0, said=said)
