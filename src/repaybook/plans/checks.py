"""What keeps an offer or a plan from being worked out: every problem at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from repaybook.assess.debts import grouped
from repaybook.case.model import CaseFile, Debt, Offer, OfferKind, Plan
from repaybook.case.rules import CARD_MONTHS, CARDS, plan_problems
from repaybook.dates import add_months
from repaybook.errors import Path, Problem
from repaybook.money import ZERO, Money
from repaybook.plans.days import start_of
from repaybook.plans.further import further_problems, has_further, shape_problems
from repaybook.plans.owed import balance_of

MOST_MONTHS = 600
MOST_GRACE = 60
MOST_RATE = Decimal(10)
MONTHS_TO_BEGIN = 60
"""A first payment later than this is no plan."""

_Found = tuple[str, str, Mapping[str, object]]
_NEED_MONTHS = frozenset({OfferKind.INSTALMENTS, OfferKind.EXTENSION, OfferKind.TOKEN})
_NEED_AMOUNT = frozenset({OfferKind.LUMP_SUM, OfferKind.TOKEN})
_REPAY = frozenset({OfferKind.INSTALMENTS, OfferKind.EXTENSION})


def _terms(offer: Offer, debt: Debt) -> Iterator[_Found]:
    months = offer.months
    if offer.kind in _NEED_MONTHS:
        if months is None:
            yield "problems.plan.months_needed", "months", {}
        elif not 1 <= months <= MOST_MONTHS:
            yield "problems.field.out_of_span", "months", {"least": 1, "most": MOST_MONTHS}
    if not 0 <= offer.grace_months <= MOST_GRACE:
        yield "problems.field.out_of_span", "grace_months", {"least": 0, "most": MOST_GRACE}
    elif offer.kind is OfferKind.INSTALMENTS and debt.creditor_type in CARDS and months is not None:
        whole = months + offer.grace_months
        if offer.grace_months and months <= CARD_MONTHS < whole:
            yield "plans.problem.card_months_with_grace", "grace_months", {"most": CARD_MONTHS, "months": whole}
    rate = offer.annual_rate
    if rate is not None and (not rate.is_finite() or rate < 0):
        yield "problems.field.rate_negative", "annual_rate", {}
    elif rate is not None and rate > MOST_RATE:
        yield "problems.field.rate_too_high", "annual_rate", {"most": int(MOST_RATE * 100)}


def _amounts(offer: Offer, balance: Money) -> Iterator[_Found]:
    amounts = {
        "down_payment": offer.down_payment,
        "waived_penalty": offer.waived_penalty,
        "waived_late_fee": offer.waived_late_fee,
        "waived_interest": offer.waived_interest,
        "waived_fees": offer.waived_fees,
        "waived_principal": offer.waived_principal,
        "amount": offer.amount or ZERO,
    }
    for name, amount in amounts.items():
        if amount < ZERO:
            yield "problems.field.negative", name, {}
    if offer.kind in _NEED_AMOUNT and not offer.amount:
        yield "problems.plan.amount_needed", "amount", {}
    most = balance - offer.waived_principal
    if offer.kind is OfferKind.LUMP_SUM and offer.amount is not None and offer.amount > most:
        yield "plans.problem.amount_above_balance", "amount", {"total": most}
    if offer.kind in _REPAY:
        left = balance - offer.waived_penalty - offer.waived_late_fee - offer.waived_interest - offer.waived_fees
        left -= offer.waived_principal
        if left < offer.down_payment <= balance:
            yield "problems.plan.down_payment_above_balance", "down_payment", {"total": left}


def _against(offer: Offer, debt: Debt, case: CaseFile, on: date) -> Iterator[_Found]:
    name = debt.creditor_alias or debt.id
    if debt.contingent:
        yield "plans.problem.contingent", "debt", {"name": name}
    yield from _terms(offer, debt)
    start = start_of(case, on)
    if has_further(offer):
        yield from further_problems(offer, debt, start)
    balance = balance_of(debt)
    if balance is None:
        yield "plans.problem.balance_unknown", "debt", {"name": name}
    else:
        yield from _amounts(offer, Money(balance))
    last = add_months(start, MONTHS_TO_BEGIN)
    if offer.first_due is not None and offer.first_due > last:
        yield "plans.problem.first_due_far", "first_due", {"day": last}


def _found_in(offer: Offer, debt: Debt, case: CaseFile, on: date) -> list[_Found]:
    """Return what does not fit; instalments that differ are only looked at where nothing else is wrong."""
    found = list(_against(offer, debt, case, on))
    if (offer.steps or offer.extra_months) and offer.kind in _REPAY and not found:
        alone = Plan(id="", offers=(offer,))
        if not plan_problems(alone, replace(case, debts=(debt,))):
            found += shape_problems(offer, debt, case, on)
    return found


def offer_problems(offer: Offer, debt: Debt, case: CaseFile, on: date, place: Path = ()) -> list[Problem]:
    """Return what keeps this offer from being worked out for this debt; empty where it fits."""
    alone = replace(case, debts=(debt,))
    known = plan_problems(Plan(id="", offers=(offer,)), alone)
    found = [Problem(problem.key, (*place, *problem.path[2:]), problem.values) for problem in known]
    found += [Problem(key, (*place, name), values) for key, name, values in _found_in(offer, debt, case, on)]
    return found


def unfit(plan: Plan, case: CaseFile, on: date) -> list[Problem]:
    """Return every reason why the plan cannot be projected, places from the plan on; empty where it can.

    Each debt has one offer. Kept and priority debts may go without one, they are then kept; so may a debt whose
    balance is not known or 0.
    """
    debts = {debt.id: debt for debt in case.debts}
    found = list(plan_problems(plan, case))
    seen: set[str] = set()
    for index, offer in enumerate(plan.offers):
        place: Path = ("offers", index)
        debt = debts.get(offer.debt)
        if offer.debt in seen:
            found.append(Problem("problems.plan.second_offer", (*place, "debt"), {"id": offer.debt}))
        elif debt is not None:
            checked = _found_in(offer, debt, case, on)
            found += [Problem(key, (*place, name), values) for key, name, values in checked]
        seen.add(offer.debt)
    groups = grouped(case)
    for debt in (*groups.restructure, *groups.undecided):
        if debt.id not in seen and balance_of(debt):
            values = {"name": debt.creditor_alias or debt.id}
            found.append(Problem("plans.problem.no_answer", ("offers",), values))
    if plan.opening_cash < ZERO:
        found.append(Problem("problems.field.negative", ("opening_cash",), {}))
    return found
