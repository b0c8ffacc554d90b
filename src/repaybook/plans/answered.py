"""What a creditor answered, beside what was proposed: a month, in all, and whether the household can carry it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from repaybook.assess.assessing import assess
from repaybook.case.model import CaseFile, CounterOffer, Offer, Plan
from repaybook.errors import PlanError, Problem
from repaybook.money import Fen, Money
from repaybook.plans.instalments import equal_instalments, level_instalment
from repaybook.plans.model import Projection, Schedule
from repaybook.plans.projection import project

_ANY_DAY = date(2000, 1, 1)
"""Instalments of twelfths of a year are the same from every day on."""

_PLACES = 6
"""Decimals of a rate worked out from an instalment: a ten-thousandth of a per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer beside the proposal to the same creditor.

    ``asked`` – what the plan proposes, ``theirs`` – the answer's terms, each ``None`` where there are none.
    ``projection`` – the plan with the answer in the place of its own offer. ``usable`` – what the household can pay a
    month to creditors that are negotiated with. ``problems`` – why the terms cannot be worked out.
    """

    answer: CounterOffer
    asked: Schedule | None
    theirs: Schedule | None
    projection: Projection | None
    usable: Money
    problems: tuple[Problem, ...] = ()

    @property
    def more_in_all(self) -> Money | None:
        """Return what the answer costs above the proposal in all; ``None`` where one of them does not end."""
        if self.asked is None or self.theirs is None or self.asked.still_owed or self.theirs.still_owed:
            return None
        return self.theirs.total_paid - self.asked.total_paid

    @property
    def more_a_month(self) -> Money | None:
        """Return what the answer takes a month above the proposal."""
        return None if self.asked is None or self.theirs is None else self.theirs.regular - self.asked.regular

    @property
    def fits(self) -> bool | None:
        """Return whether the plan with the answer fits what is usable a month; ``None`` where it has no terms."""
        return None if self.projection is None else self.projection.monthly_rearranged <= self.usable


def with_answer(plan: Plan, offer: Offer) -> Plan:
    """Return the plan with this offer in the place of its own to the same creditor; at the end where it has none."""
    if all(other.debt != offer.debt for other in plan.offers):
        return replace(plan, offers=(*plan.offers, offer))
    return replace(plan, offers=tuple(offer if other.debt == offer.debt else other for other in plan.offers))


def answered(case: CaseFile, plan: Plan, on: date, asked: Projection | None = None) -> tuple[Answered, ...]:
    """Return every answer of the case beside the plan, the newest first, then by creditor in the case's order.

    ``asked`` – the plan's projection, where it is known already.
    """
    if not case.counter_offers:
        return ()
    usable = assess(case).usable_for_plans
    if asked is None:
        asked = _projected(case, plan, on)[0]
    order = {debt.id: number for number, debt in enumerate(case.debts)}
    newest = sorted(case.counter_offers, key=lambda one: (one.on, -order.get(one.debt, 0)), reverse=True)
    return tuple(_beside(case, plan, on, answer, asked, usable) for answer in newest)


def _projected(case: CaseFile, plan: Plan, on: date) -> tuple[Projection | None, tuple[Problem, ...]]:
    try:
        return project(case, plan, on), ()
    except PlanError as error:
        return None, error.problems


def _beside(
    case: CaseFile, plan: Plan, on: date, answer: CounterOffer, asked: Projection | None, usable: Money
) -> Answered:
    proposed = asked.schedules.get(answer.debt) if asked is not None else None
    if answer.offer is None:
        return Answered(answer=answer, asked=proposed, theirs=None, projection=None, usable=usable)
    projection, problems = _projected(case, with_answer(plan, answer.offer), on)
    theirs = projection.schedules.get(answer.debt) if projection is not None else None
    return Answered(
        answer=answer, asked=proposed, theirs=theirs, projection=projection, usable=usable, problems=problems
    )


def rate_of_monthly(balance: Fen, months: int, monthly: Fen) -> Decimal | None:
    """Return the yearly rate at which ``balance`` is repaid in ``months`` instalments of ``monthly`` fen.

    A rate of six decimals: of those whose level instalment is ``monthly`` one whose instalments come nearest to
    ``months`` × ``monthly`` in all, but for a fen a month of rounding; where none is, the largest below. 0 where the
    instalments only repay the balance, but for rounding to the yuan. ``None`` where they repay less, or where the rate
    is above 100 %.
    """
    if balance <= 0 or months < 1 or monthly * months <= balance - 100 * months:
        return None
    stated, most = monthly * months, 10**_PLACES
    if stated <= balance + 100 * months:
        return Decimal(0)
    if level_instalment(balance, _rate(most), months) <= monthly:
        return None
    highest = _last(0, most, lambda rate: level_instalment(balance, _rate(rate), months) <= monthly)
    lowest = _last(0, highest, lambda rate: level_instalment(balance, _rate(rate), months) < monthly) + 1
    if lowest > highest:
        return _rate(highest)
    # With one instalment the sum grows with the rate, but for the rounding of each month.
    near = _last(lowest, highest, lambda rate: _paid_in_all(balance, rate, months) <= stated)
    around = range(max(lowest, near - 2), min(highest, near + 2) + 1)
    return _rate(min(around, key=lambda rate: abs(_paid_in_all(balance, rate, months) - stated)))


def _last(least: int, most: int, holds: Callable[[int], bool]) -> int:
    """Return the largest rate in millionths, ``least`` to ``most``, up to which something holds; ``least`` if none."""
    return least + bisect_left(range(least + 1, most + 1), 1, key=lambda rate: not holds(rate))


def _paid_in_all(balance: Fen, millionths: int, months: int) -> Fen:
    return sum(row.total for row in equal_instalments(balance, _rate(millionths), _ANY_DAY, months))


def _rate(millionths: int) -> Decimal:
    return Decimal(millionths).scaleb(-_PLACES)


def answered_json(case: CaseFile, asked: Projection, on: date) -> list[dict[str, Any]]:
    """Return every answer of the case beside a plan, ready for ``json.dumps``; yuan as numbers."""
    return [_json(one) for one in answered(case, asked.plan, on, asked)]


def _json(one: Answered) -> dict[str, Any]:
    def yuan(amount: Money | None) -> int | float | None:
        return None if amount is None else amount.as_number()

    projection = one.projection
    return {
        "debt": one.answer.debt,
        "on": one.answer.on.isoformat(),
        "source": one.answer.source,
        "outcome": one.answer.outcome,
        "kind": None if one.answer.offer is None else one.answer.offer.kind.value,
        "monthly": yuan(one.theirs.regular) if one.theirs is not None else None,
        "total_paid": yuan(one.theirs.total_paid) if one.theirs is not None else None,
        "asked_monthly": yuan(one.asked.regular) if one.asked is not None else None,
        "asked_total_paid": yuan(one.asked.total_paid) if one.asked is not None else None,
        "more_a_month": yuan(one.more_a_month),
        "more_in_all": yuan(one.more_in_all),
        "fits": one.fits,
        "first_failing": projection.first_failing if projection is not None else None,
        "problems": [problem.key for problem in one.problems],
    }
