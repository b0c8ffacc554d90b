"""What lies on the desk of 方案: plans in their slots, and how an answer and a plan take the place of another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from repaybook.case.model import CaseFile, Debt, Offer, OfferKind, Plan
from repaybook.errors import Problem
from repaybook.plans.model import Projection, Said
from repaybook.ui.models.standing import OWN

_MONTHS = 36
_MOST_EXTENDED = 360
_TOKEN_MONTHS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One plan beside the others, in its ``slot``: the id under which it was proposed, whatever became of it since.

    ``projection`` is ``None`` where the plan as it stands cannot be worked out, and ``problems`` say why. ``why``
    is the reason for a plan as it was proposed. ``own`` – changed by the person, or proposed for figures that have
    changed since; ``chosen`` – the one that was chosen.
    """

    slot: str
    plan: Plan
    projection: Projection | None
    problems: tuple[Problem, ...] = ()
    why: Said | None = None
    own: bool = False
    chosen: bool = False

    @property
    def room(self) -> tuple[int, int, int, int]:
        """Return how much room the plan leaves when income falls, to be compared.

        First the cuts it bears; then, at the first cut it does not bear, the month in which it fails and minus what is
        short in it: a plan that asks more a month is not roomier for being done sooner. Last the lowest cash.
        """
        if self.projection is None:
            return (-1, 0, 0, 0)
        failing = [stress for stress in self.projection.stress if stress.first_failing is not None]
        held = len(self.projection.stress) - len(failing)
        lowest = min((stress.lowest_cash.fen for stress in self.projection.stress), default=0)
        month, short = (failing[0].first_failing or 0, failing[0].short.fen) if failing else (0, 0)
        return (held, month, -short, lowest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What happens without a plan: ``kind`` is ``minimum`` or ``stop``."""

    kind: str
    projection: Projection


def started(debt: Debt, kind: OfferKind, before: Offer | None = None) -> Offer:
    """Return an answer of this kind to begin with. A sum to settle with is never suggested: the person types it in."""
    offer = Offer(debt=debt.id, kind=kind, first_due=before.first_due if before else None)
    if kind is OfferKind.INSTALMENTS:
        return replace(offer, months=(before.months if before else None) or _MONTHS, annual_rate=Decimal(0))
    if kind is OfferKind.EXTENSION:
        return replace(offer, months=min((debt.terms_left or _MONTHS) + 12, _MOST_EXTENDED))
    if kind is OfferKind.TOKEN:
        return replace(offer, months=_TOKEN_MONTHS)
    return offer


def with_offer(plan: Plan, offer: Offer) -> Plan:
    """Return the plan with this answer in the place of the one about the same debt; at the end where there is none."""
    if all(other.debt != offer.debt for other in plan.offers):
        return replace(plan, offers=(*plan.offers, offer))
    return replace(plan, offers=tuple(offer if other.debt == offer.debt else other for other in plan.offers))


def slot_of(plan_id: str) -> str:
    """Return the slot of a plan: its id, for the person's own version of a proposed plan the id of that."""
    return plan_id.removeprefix(OWN)


def with_plan(plans: tuple[Plan, ...], plan: Plan) -> tuple[Plan, ...]:
    """Return the plans with this one in the place of those of its slot; at the end where there is none."""
    slot = slot_of(plan.id)
    placed: list[Plan] = []
    for other in plans:
        if slot_of(other.id) != slot:
            placed.append(other)
        elif plan not in placed:
            placed.append(plan)
    return tuple(placed) if plan in placed else (*placed, plan)


def base_of(case: CaseFile) -> CaseFile:
    """Return what plans are worked out from: the case without its plans."""
    return replace(case, plans=(), chosen_plan=None)
