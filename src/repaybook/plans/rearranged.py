"""Offers that change how a debt is repaid: personalised instalments, an extension of the contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from repaybook.assess.stages import late_days
from repaybook.case.defaults import Terms
from repaybook.case.model import CaseFile, Debt, Offer, OfferKind
from repaybook.dates import add_months
from repaybook.money import Fen, Money
from repaybook.plans.instalments import due_days
from repaybook.plans.model import Row, Said, Schedule
from repaybook.plans.owed import INTEREST, LATE_FEE, OTHER, PENALTY, PRINCIPAL, PRINCIPAL_FIRST, Parts, order_of
from repaybook.plans.renewed import said_again, terms_under
from repaybook.plans.scheduling import added_until, contract_rate_of, finished, first_due, moved
from repaybook.plans.spread import spread, spread_total
from repaybook.plans.varied import Shape, ShapeProblem, shape_of, unfit_shape, varied_total


def _waive(parts: Parts, offer: Offer) -> Fen:
    """Take the waived amounts off the parts; return the sum of those that are not principal, in fen."""
    asked = (
        (PENALTY, offer.waived_penalty),
        (LATE_FEE, offer.waived_late_fee),
        (INTEREST, offer.waived_interest),
        (OTHER, offer.waived_fees),
    )
    for place, amount in asked:
        parts[place] -= amount.fen
    parts[PRINCIPAL] -= offer.waived_principal.fen
    return sum(amount.fen for _, amount in asked)


class _Opening(NamedTuple):
    """What instalments start from: the parts still owed, what was waived and added, both rates, the first day."""

    terms: Terms
    owed: Parts
    waived: Fen
    added: Fen
    down: Fen
    rate: Decimal
    contract_rate: Decimal
    begins: date


def _opening(debt: Debt, offer: Offer, parts: Parts, case: CaseFile, start: date) -> _Opening:
    terms = terms_under(debt, case, parts)
    extension = offer.kind is OfferKind.EXTENSION
    contract_rate = contract_rate_of(terms)
    rate = offer.annual_rate if offer.annual_rate is not None else contract_rate if extension else Decimal(0)
    begins = first_due(debt, offer, start)
    owed = list(parts)
    waived = _waive(owed, offer)
    added = 0
    if extension:
        # The first instalment pays the month before it; what runs until that month begins joins the interest owed.
        added = added_until(debt, terms, parts, case, max(case.as_of, add_months(begins, -1)))
        owed[INTEREST] += added
    return _Opening(terms, owed, waived, added, min(offer.down_payment.fen, sum(owed)), rate, contract_rate, begins)


def shape_problem(debt: Debt, offer: Offer, parts: Parts, case: CaseFile, start: date) -> ShapeProblem | None:
    """Return what keeps first amounts or extra months from repaying this debt; ``None`` where they do, or are none."""
    shape = shape_of(offer)
    if shape is None:
        return None
    opening = _opening(debt, offer, parts, case, start)
    balance = sum(opening.owed) - opening.down
    if balance <= 0:
        return None
    return unfit_shape(balance, opening.rate, _dues(offer, opening.begins), shape)


def _dues(offer: Offer, begins: date) -> tuple[date, ...]:
    return due_days(add_months(begins, offer.grace_months), offer.months or 1)


def _level(rows: Sequence[Row], shape: Shape | None, before: int) -> Fen:
    """Return the level instalment after ``before`` rows and first amounts, without what some months bring more."""
    rest = rows[before + len(shape.first if shape is not None else ()) :]
    if shape is not None and shape.extra:
        return min((row.total for row in rest[:-1] or rest), default=0)
    return rest[-2 if len(rest) > 1 else -1].total if rest else 0


def _total(opening: _Opening, offer: Offer, balance: Fen, rate: Decimal, shape: Shape | None) -> Fen:
    """Return what a balance costs under the offer's terms at a rate, in fen, before any posting."""
    months, grace = offer.months or 1, offer.grace_months
    if shape is None:
        return spread_total(balance, rate, months, down_payment=opening.down, grace_months=grace)
    left = balance - opening.down
    if left <= 0:
        return balance
    waiting = spread_total(left, rate, 1, grace_months=grace) - spread_total(left, rate, 1)
    return opening.down + waiting + varied_total(left, rate, _dues(offer, opening.begins), shape)


def _percent(rate: Decimal) -> str:
    written = f"{rate * 100:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _asked(offer: Offer, opening: _Opening) -> Iterator[Said]:
    """Yield what the further terms of an offer ask the creditor for."""
    if 0 < opening.rate < opening.contract_rate:
        values = {"percent": _percent(opening.rate), "contract": _percent(opening.contract_rate)}
        yield Said("offers.assume.rate_cut", values)
    if offer.waived_principal:
        yield Said("offers.assume.waived_principal", {"amount": offer.waived_principal})
    if offer.steps:
        count = sum(step.months for step in offer.steps)
        yield Said("offers.assume.steps", {"count": count, "rest": (offer.months or 1) - count})
    if offer.extra_months and offer.extra_amount:
        yield Said("offers.assume.extra", {"amount": offer.extra_amount})


def instalments(debt: Debt, offer: Offer, parts: Parts, case: CaseFile, start: date) -> Schedule:
    """Return personalised instalments, or an extension of the contract."""
    opening = _opening(debt, offer, parts, case, start)
    terms, owed, rate, begins, down = opening.terms, opening.owed, opening.rate, opening.begins, opening.down
    extension = offer.kind is OfferKind.EXTENSION
    shape = shape_of(offer)
    order = order_of(terms.allocation_order, late_days(case, debt) or 0)
    grace = offer.grace_months
    rows = spread(
        owed, rate, begins, offer.months or 1, order=order, down_payment=down, grace_months=grace, shape=shape
    )
    balance = sum(parts)
    contract = _total(opening, offer, balance + opening.added, opening.contract_rate, shape)
    asked = _total(opening, offer, sum(owed), rate, shape)
    said = [*moved(offer, begins), *_asked(offer, opening)]
    if case.agreements:
        said[:0] = said_again(debt, offer, case, balance, begins)
    accrued = added_until(debt, terms, parts, case, begins)
    if not extension and accrued:
        said.append(Said("plans.assume.frozen", {"amount": Money(accrued), "day": begins}))
    if extension and opening.added:
        said.append(Said("plans.assume.added", {"amount": Money(opening.added)}))
    if any(owed[INTEREST:]):
        said.append(Said(f"plans.assume.{'principal_first' if order is PRINCIPAL_FIRST else 'interest_first'}", {}))
    if terms.annual_rate is None:
        said.append(Said("plans.assume.rate_unknown", {}))
    level = _level(rows, shape, (down > 0) + (grace if rate else 0))
    first = shape.first if shape is not None else ()
    return finished(
        debt,
        offer,
        rows,
        start,
        balance=balance,
        accrued=accrued,
        included=extension,
        regular=max(*first, level) if first else level,
        waived=opening.waived,
        waived_principal=offer.waived_principal.fen,
        worth=contract - asked,
        then_monthly=level if first else None,
        said=tuple(said),
    )
