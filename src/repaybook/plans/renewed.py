"""A debt with an agreement that is negotiated again: what is left of the agreement, and what it carries until then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from repaybook.case.defaults import Terms, terms_of
from repaybook.case.model import Agreement, CaseFile, Debt, Offer, OfferKind
from repaybook.case.rules import CARD_MONTHS, CARDS
from repaybook.dates import months_between
from repaybook.money import Fen, Money
from repaybook.plans.kept import agreed
from repaybook.plans.model import Said
from repaybook.plans.owed import Parts


def renewed(debt: Debt, case: CaseFile) -> Agreement | None:
    """Return the agreement that an offer other than keeping it would replace; under a judgment there is none."""
    return case.agreement(debt.id) if case.agreements and debt.judgment is None else None


def left_of(agreement: Agreement) -> Fen | None:
    """Return what the agreement fixed less what was paid on it, in fen; ``None`` where it fixed no sum."""
    if agreement.principal_fixed is None:
        return None
    return max(0, agreement.principal_fixed.fen - agreement.paid.fen)


def terms_under(debt: Debt, case: CaseFile, parts: Parts) -> Terms:
    """Return the terms that a new offer starts from: the contract's, at the agreement's rate where there is one.

    An agreement whose instalments only repay the balance carries no interest, so that asking for none saves nothing.
    """
    terms = terms_of(debt)
    agreement = renewed(debt, case)
    if agreement is None or terms.annual_rate is None or not sum(parts):
        return terms
    return replace(terms, annual_rate=agreed(debt, agreement, terms, parts, case).rate)


def said_again(debt: Debt, offer: Offer, case: CaseFile, balance: Fen, begins: date) -> Iterator[Said]:
    """Yield what is to be known of a second negotiation: where it starts from, and a card's months in all.

    The case's balance counts; where the agreement says another one, both are named.
    """
    agreement = renewed(debt, case)
    if agreement is None:
        return
    left = left_of(agreement)
    if left is None or left == balance:
        yield Said("offers.assume.again", {"amount": Money(balance)})
    else:
        yield Said("offers.assume.again_differs", {"amount": Money(balance), "left": Money(left)})
    used = used_months(agreement, begins)
    asked = (offer.months or 0) + offer.grace_months + (offer.then_months or 0)
    spread = offer.kind in {OfferKind.INSTALMENTS, OfferKind.TOKEN}
    if spread and debt.creditor_type in CARDS and used + asked > CARD_MONTHS:
        yield Said("offers.assume.again_card_months", {"most": CARD_MONTHS, "used": used, "months": used + asked})


def used_months(agreement: Agreement, begins: date) -> int:
    """Return how many months of the agreement have run before ``begins``; its payments where no first day is known."""
    first = agreement.first_due
    if first is None:
        return agreement.paid_instalments
    return max(0, months_between(first, begins))
