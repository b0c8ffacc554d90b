"""The best sustainable set of offers for a case: found exactly, checked by projection, explained in three sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from repaybook.assess.model import Assessment
from repaybook.case.model import CaseFile, Debt, Offer, OfferKind, Plan
from repaybook.money import ZERO, Fen, Money
from repaybook.plans.days import first_due_of, start_of
from repaybook.plans.model import Projection, Said
from repaybook.plans.owed import balance_of
from repaybook.plans.projection import project
from repaybook.plans.resilience.assumptions import Assumptions
from repaybook.plans.resilience.holding import TARGET_PERCENT, Share, payable_to, resilience
from repaybook.plans.resilience.shocks import shocks
from repaybook.plans.resilience.words import assumed
from repaybook.plans.search.binding import Binding, Posed, binding, posed
from repaybook.plans.search.choice import Choice
from repaybook.plans.search.explaining import explained
from repaybook.plans.search.options import Ground, ground_of
from repaybook.plans.search.programme import Goal
from repaybook.plans.search.rules import Aim, Rules, checked


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The best set of offers, or why there is none.

    ``plan`` – accepted by ``project``, and ``projection`` is what it says; both ``None`` where nothing fits, and then
    ``reason`` says why and ``bindings`` which rule alone stands in the way, by how much. ``sentences`` – three, in
    their order, where there is a plan. ``months`` – the instalments of each debt. ``monthly`` – what the offers ask
    a month; ``room`` – what they may. ``share`` – for the safest, in how many lives the plan holds.
    """

    aim: Aim
    plan: Plan | None
    projection: Projection | None
    sentences: tuple[Said, ...] = ()
    reason: Said | None = None
    bindings: tuple[Binding, ...] = ()
    months: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    monthly: Money = ZERO
    room: Money = ZERO
    share: Share | None = None


def plan_of(ground: Ground, choice: Choice, plan_id: str) -> Plan:
    """Return the plan that makes these offers and keeps everything else."""
    chosen = dict(zip([one.debt.id for one in choice.creditors], choice.options, strict=True))
    start = start_of(ground.case, ground.on)

    def offer(debt: Debt) -> Offer:
        option = chosen.get(debt.id)
        if option is None:
            return Offer(debt=debt.id, kind=OfferKind.KEEP)
        return Offer(
            debt=debt.id,
            kind=OfferKind.INSTALMENTS,
            months=option.months,
            down_payment=Money(option.down),
            annual_rate=ground.rules.rates.get(debt.id, Decimal(0)),
            first_due=first_due_of(debt, start),
        )

    direct = [debt for debt in ground.case.debts if not debt.contingent and balance_of(debt) is not None]
    offers = tuple(offer(debt) for debt in direct)
    return Plan(id=plan_id, offers=offers, opening_cash=ground.rules.opening_cash)


def _before_any(assessment: Assessment, case: CaseFile) -> Said | None:
    """Return why nothing is to be offered at all, whatever the rules; ``None`` where something may be."""
    if all(line.amount_monthly is None for line in case.income):
        return Said("plans.reason.income_unknown", {})
    if all(line.amount_monthly is None for line in case.expenses):
        return Said("plans.reason.living_unknown", {})
    if assessment.surplus <= ZERO:
        return Said("plans.reason.negative", {"amount": -assessment.surplus})
    if not assessment.keep_paying_affordable:
        names = tuple(case.debt(debt).creditor_alias or debt for debt in assessment.keep_paying)
        values = {"amount": -assessment.left_after_keeping, "names": names}
        return Said("plans.reason.keep_not_affordable", values)
    return None


def best_offers(
    case: CaseFile,
    on: date,
    aim: Aim = Aim.SOONEST,
    rules: Rules | None = None,
    *,
    assumptions: Assumptions | None = None,
    plan_id: str = "found",
) -> SearchResult:
    """Return the best set of offers to the debts that are to be rearranged, under the rules, or why there is none.

    Exact: a mixed-integer programme over every option, its answer checked in whole fen and by projection. ``soonest`` –
    the last instalment as early as can be; of those the least each month. ``cheapest`` – the least paid in all; of
    those the soonest. ``roomiest`` – the least each month. ``safest`` – the soonest that holds in 95 of 100 lives of
    the ``assumptions`` (by default those of the case), or, where none does, the roomiest. The order of the debts
    changes nothing. Raises ``PlanError`` with everything that is wrong with rules or assumptions.
    """
    rules = checked(Rules() if rules is None else rules, case)
    ground = ground_of(case, on, rules)
    reason = _before_any(ground.assessment, case)
    if reason is None and not ground.creditors:
        reason = Said("search.reason.nothing", {})
    if reason is not None:
        return SearchResult(aim=aim, plan=None, projection=None, reason=reason, room=Money(max(0, ground.monthly)))
    if aim is Aim.SAFEST:
        return _safest(ground, assumed(case) if assumptions is None else assumptions, plan_id)
    choice = _chosen(posed(ground), aim)
    return _nothing(ground, aim) if choice is None else _result(ground, aim, choice, plan_id)


def _chosen(problem: Posed, aim: Aim) -> Choice | None:
    if aim is Aim.ROOMIEST:
        return problem.best(Goal.MONTHLY)
    if aim is not Aim.CHEAPEST:
        return problem.best(Goal.END)
    least = problem.best(Goal.PAID)
    if least is None:
        return None
    # What is paid stays the same; among the sets that pay no more, the soonest.
    return replace(problem, limits=replace(problem.limits, paid=least.total)).best(Goal.END) or least


def _nothing(ground: Ground, aim: Aim) -> SearchResult:
    found = binding(ground)
    reason = found[0].said if found else Said("search.reason.several", {})
    room = Money(max(0, ground.monthly))
    return SearchResult(aim=aim, plan=None, projection=None, reason=reason, bindings=found, room=room)


def _result(
    ground: Ground,
    aim: Aim,
    choice: Choice,
    plan_id: str,
    share: Share | None = None,
    projection: Projection | None = None,
) -> SearchResult:
    if projection is None:
        projection = project(ground.case, plan_of(ground, choice, plan_id), ground.on)
    if projection.first_failing is not None or projection.monthly_rearranged.fen > ground.monthly:
        raise AssertionError(f"a plan that was proved to fit does not: {projection.plan}")
    return SearchResult(
        aim=aim,
        plan=projection.plan,
        projection=projection,
        sentences=explained(ground, aim, choice, projection, share),
        months={one.debt.id: option.months for one, option in zip(choice.creditors, choice.options, strict=True)},
        monthly=Money(choice.monthly),
        room=Money(ground.monthly),
        share=share,
    )


def _safest(ground: Ground, assumptions: Assumptions, plan_id: str) -> SearchResult:
    """Return the soonest plan that holds in 95 of 100 lives; where none is found, the one that asks least a month.

    For each month that could be the last, the level payment that holds until then in that many lives is the budget;
    what is found is then tried in the lives as it is, down payments and closing months included.
    """
    problem = posed(ground)
    roomiest = problem.best(Goal.MONTHLY)
    if roomiest is None:
        return _nothing(ground, Aim.SAFEST)
    budgets = _budgets(ground, assumptions)
    for end in sorted({one.begins + option.months - 1 for one in problem.creditors for option in one.options}):
        creditors = tuple(
            replace(one, options=tuple(option for option in one.options if one.begins + option.months - 1 <= end))
            for one in problem.creditors
        )
        budget = min(ground.monthly, budgets[min(end, len(budgets)) - 1])
        if sum(min((option.level for option in one.options), default=budget + 1) for one in creditors) > budget:
            continue
        choice = Posed(creditors, replace(problem.limits, monthly=budget)).best(Goal.END)
        if choice is not None:
            projection, share = _tried(ground, choice, assumptions, plan_id)
            if share.count * 100 >= share.of * TARGET_PERCENT:
                return _result(ground, Aim.SAFEST, choice, plan_id, share, projection)
    projection, share = _tried(ground, roomiest, assumptions, plan_id)
    return _result(ground, Aim.SAFEST, roomiest, plan_id, share, projection)


def _budgets(ground: Ground, assumptions: Assumptions) -> list[Fen]:
    """Return for each month the largest level payment up to it that holds in 95 of 100 lives, in fen; −1 for none."""
    drawn = shocks(ground.case, assumptions, ground.on)
    reserve = max(0, assumptions.reserve.fen - ground.rules.opening_cash.fen)
    return payable_to(drawn.gained, [fen + reserve for fen in ground.cash])


def _tried(ground: Ground, choice: Choice, assumptions: Assumptions, plan_id: str) -> tuple[Projection, Share]:
    """Return the choice's projection, and in how many lives it holds."""
    projection = project(ground.case, plan_of(ground, choice, plan_id), ground.on)
    return projection, resilience(projection, ground.case, assumptions).holds
