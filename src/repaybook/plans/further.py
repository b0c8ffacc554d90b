"""What keeps the further terms of an offer from being worked out: steps, extra months, parts, what follows a token."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from repaybook.case.model import CaseFile, Debt, Offer, OfferKind
from repaybook.case.rules import CARD_MONTHS, CARDS
from repaybook.dates import add_months
from repaybook.money import ZERO, Money
from repaybook.plans.days import start_of
from repaybook.plans.owed import parts_of
from repaybook.plans.rearranged import shape_problem

_MOST_MONTHS = 600
_MONTHS_TO_PAY = 60
"""A part of a settlement later than this is no plan."""

_Found = tuple[str, str, Mapping[str, object]]
_SPREAD = frozenset({OfferKind.INSTALMENTS, OfferKind.EXTENSION})
_KINDS: Mapping[str, frozenset[OfferKind]] = {
    "waived_principal": _SPREAD | {OfferKind.LUMP_SUM},
    "steps": _SPREAD,
    "extra_months": _SPREAD,
    "extra_amount": _SPREAD,
    "parts": frozenset({OfferKind.LUMP_SUM}),
    "held": frozenset({OfferKind.TOKEN}),
    "then_months": frozenset({OfferKind.TOKEN}),
}


def _steps(offer: Offer) -> Iterator[_Found]:
    if not offer.steps:
        return
    if any(step.amount <= ZERO for step in offer.steps):
        yield "problems.plan.amount_needed", "steps", {}
    if any(step.months < 1 for step in offer.steps):
        yield "problems.field.out_of_span", "steps", {"least": 1, "most": _MOST_MONTHS}
    count = sum(step.months for step in offer.steps)
    if offer.months is not None and count >= offer.months:
        yield "offers.problem.steps_too_long", "steps", {"count": count, "months": offer.months}


def _extra(offer: Offer) -> Iterator[_Found]:
    amount = offer.extra_amount
    if amount is not None and amount < ZERO:
        yield "problems.field.negative", "extra_amount", {}
    elif offer.extra_months and not amount:
        yield "problems.plan.amount_needed", "extra_amount", {}
    elif amount and not offer.extra_months:
        yield "offers.problem.extra_months_needed", "extra_months", {}
    if not all(1 <= month <= 12 for month in offer.extra_months):
        yield "problems.field.out_of_span", "extra_months", {"least": 1, "most": 12}


def _parts(offer: Offer, start: date) -> Iterator[_Found]:
    if not offer.parts:
        return
    if any(part.amount <= ZERO for part in offer.parts):
        yield "problems.plan.amount_needed", "parts", {}
    total = Money.total(part.amount for part in offer.parts)
    if offer.amount and total != offer.amount:
        yield "offers.problem.parts_do_not_add_up", "parts", {"sum": total, "amount": offer.amount}
    days = [part.on for part in offer.parts]
    if any(later <= earlier for earlier, later in pairwise(days)):
        yield "offers.problem.parts_not_in_order", "parts", {}
    if min(days) < start:
        yield "offers.problem.part_past", "parts", {"day": min(days)}
    last = add_months(start, _MONTHS_TO_PAY)
    if max(days) > last:
        yield "plans.problem.first_due_far", "parts", {"day": last}


def _then(offer: Offer, debt: Debt) -> Iterator[_Found]:
    months = offer.then_months
    if months is None or offer.kind is not OfferKind.TOKEN:
        return
    whole = months + (offer.months or 0)
    if not 1 <= months <= _MOST_MONTHS:
        yield "problems.field.out_of_span", "then_months", {"least": 1, "most": _MOST_MONTHS}
    elif debt.creditor_type in CARDS and whole > CARD_MONTHS:
        yield "offers.problem.card_months_in_all", "then_months", {"most": CARD_MONTHS, "months": whole}


def has_further(offer: Offer) -> bool:
    """Return whether an offer has any further term; most have none, and a slider asks often."""
    return bool(
        offer.steps
        or offer.extra_months
        or offer.extra_amount is not None
        or offer.parts
        or offer.held
        or offer.then_months is not None
        or offer.waived_principal
    )


def further_problems(offer: Offer, debt: Debt, start: date) -> Iterator[_Found]:
    """Yield what is wrong with the further terms by themselves: key, field, values.

    A term that the kind of offer has no use for is refused: it would be passed over in silence else.
    """
    for name, kinds in _KINDS.items():
        if getattr(offer, name) and offer.kind not in kinds:
            yield "offers.problem.not_for_kind", name, {}
    if offer.kind in _SPREAD:
        yield from _steps(offer)
        yield from _extra(offer)
    if offer.kind is OfferKind.LUMP_SUM:
        yield from _parts(offer, start)
    yield from _then(offer, debt)


def shape_problems(offer: Offer, debt: Debt, case: CaseFile, on: date) -> Iterator[_Found]:
    """Yield why steps or extra months do not repay the debt, where nothing else is wrong with the offer."""
    parts = parts_of(debt)
    found = shape_problem(debt, offer, parts, case, start_of(case, on)) if parts is not None else None
    if found is not None:
        yield f"offers.problem.{found.key}", found.field, {name: Money(fen) for name, fen in found.values.items()}
