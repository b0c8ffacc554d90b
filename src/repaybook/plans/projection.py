"""A plan month by month: what comes in, what goes out, what is left, what is still owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from repaybook.assess.budget import budget
from repaybook.case.model import CaseFile, Category, Debt, Offer, OfferKind, Plan
from repaybook.dates import add_months, first_of_month
from repaybook.errors import PlanError
from repaybook.money import ZERO, Fen, Money
from repaybook.plans.checks import unfit
from repaybook.plans.days import first_month_of, start_of
from repaybook.plans.freed import rolled
from repaybook.plans.household import Level, incomes, living
from repaybook.plans.instalments import due_days
from repaybook.plans.model import Month, Projection, Said, Schedule
from repaybook.plans.offers import scheduled
from repaybook.plans.owed import balance_of, foreign_words
from repaybook.plans.stress import PERCENTS, cut, stressed

MOST_MONTHS = 60
"""A projection shows five years at most."""


@dataclass(slots=True)
class _Line:
    """One creditor's payments and balances by month, in fen; ``this_month`` is paid before the first of them.

    ``usual`` – the payments with what is above the usual one of a month left out.
    """

    paid: list[Fen]
    usual: list[Fen]
    balances: list[Fen]
    this_month: Fen
    last: int
    """Number of the last month with a row, from 0; −1 where there is none."""


def _line(schedule: Schedule, first: date) -> _Line:
    """Return a schedule by month, ``MOST_MONTHS`` of them."""
    base = first.year * 12 + first.month
    paid = [0] * MOST_MONTHS
    balances = [0] * MOST_MONTHS
    above: list[int] = []
    regular = schedule.regular.fen
    balance = schedule.balance_now.fen if schedule.rows else schedule.still_owed.fen
    before = reached = 0
    last = -1
    for due, principal, interest, penalty, late_fee, other, after in schedule.rows:
        last = due.year * 12 + due.month - base
        if last >= MOST_MONTHS:
            continue
        amount = principal + interest + penalty + late_fee + other
        if last < 0:
            before += amount
        else:
            if last > reached:
                balances[reached:last] = [balance] * (last - reached)
            paid[last] += amount
            balances[last] = after
            reached = last + 1
            if paid[last] > regular:
                above.append(last)
        balance = after
    balances[reached:] = [balances[reached - 1] if reached else balance] * (MOST_MONTHS - reached)
    usual = paid.copy()
    for number in above:
        usual[number] = regular
    return _Line(paid, usual, balances, before, last)


def _offers(case: CaseFile, plan: Plan) -> list[tuple[Debt, Offer]]:
    """Return each debt that can be worked out with its offer; one without an offer is kept."""
    given = {offer.debt: offer for offer in plan.offers}
    return [
        (debt, given.get(debt.id) or Offer(debt=debt.id, kind=OfferKind.KEEP))
        for debt in case.debts
        if not debt.contingent and (debt.id in given or balance_of(debt) is not None)
    ]


def _months(
    days: Sequence[date],
    coming: Sequence[Fen],
    costs: Mapping[Category, Fen],
    set_aside: Fen,
    lines: Mapping[str, _Line],
    apart: frozenset[str],
    opening: Fen,
) -> tuple[tuple[Month, ...], list[Fen]]:
    """Return the months, and what goes out in each: living, priority and payments, in fen."""
    living_total = sum(costs.values())
    ids = tuple(lines)
    first_ids = [debt_id for debt_id in ids if debt_id in apart]
    then_ids = [debt_id for debt_id in ids if debt_id not in apart]
    count = len(days)
    first_paid = _by_month([lines[debt_id].paid for debt_id in first_ids], count)
    then_paid = _by_month([lines[debt_id].paid for debt_id in then_ids], count)
    owed = _by_month([lines[debt_id].balances for debt_id in ids], count)
    cash = opening
    months: list[Month] = []
    outgoings: list[Fen] = []
    for day, income, priority, payments, balances in zip(days, coming, first_paid, then_paid, owed, strict=True):
        outgoing = living_total + sum(priority) + sum(payments)
        net = income - outgoing
        savings = min(set_aside, net) if net > 0 else 0
        cash += net
        outgoings.append(outgoing)
        months.append(
            Month(
                month=day,
                income=income,
                living=costs,
                priority=dict(zip(first_ids, priority, strict=True)),
                payments=dict(zip(then_ids, payments, strict=True)),
                savings=savings,
                left=net - savings,
                cash=cash,
                balances=dict(zip(ids, balances, strict=True)),
            )
        )
    return tuple(months), outgoings


def _by_month(columns: Sequence[Sequence[Fen]], count: int) -> list[tuple[Fen, ...]]:
    """Return what the debts' columns hold month by month, for so many months."""
    return list(zip(*columns, strict=True))[:count] if columns else [()] * count


def _runs_long(schedule: Schedule, line: _Line) -> bool:
    """Return whether a kept debt is still paid after the months that a projection can show."""
    return schedule.offer.kind is OfferKind.KEEP and (line.last >= MOST_MONTHS or schedule.still_owed > ZERO)


def _regular(schedules: Iterable[Schedule], lines: Mapping[str, _Line]) -> Money:
    """Return the largest month of usual payments: down payments, settlements and larger closing payments left out."""
    return Money(max(map(sum, zip(*(lines[schedule.debt].usual for schedule in schedules), strict=True)), default=0))


def _end(schedules: Sequence[Schedule]) -> date | None:
    """Return the first day of the month in which the last of them is done; ``None`` where one is not, or none pays."""
    if any(schedule.still_owed for schedule in schedules):
        return None
    last = max((schedule.end for schedule in schedules if schedule.end is not None), default=None)
    return None if last is None else first_of_month(last)


def _going_on(schedules: Mapping[str, Schedule], after: date) -> tuple[str, ...]:
    """Return the debts still paid after the month of ``after``, in the case's order."""
    return tuple(
        debt_id
        for debt_id, schedule in schedules.items()
        if schedule.regular
        and (schedule.end is None or first_of_month(schedule.end) > after)
        and (schedule.end is not None or schedule.offer.kind is OfferKind.KEEP)
    )


def _assumed(
    case: CaseFile, plan: Plan, schedules: Mapping[str, Schedule], left_out: Sequence[str], this_month: Fen
) -> Iterator[Said]:
    """Yield what was assumed for the plan as a whole; each schedule says its own."""
    kinds = {schedule.offer.kind for schedule in schedules.values()}
    if kinds & {OfferKind.INSTALMENTS, OfferKind.EXTENSION, OfferKind.LUMP_SUM, OfferKind.TOKEN}:
        yield Said("plans.assume.creditor_decides", {})
    frozen = [schedule.accrued_until_first_due for schedule in schedules.values() if not schedule.accrual_included]
    if any(frozen):
        yield Said("plans.assume.frozen_in_all", {"amount": Money.total(frozen)})
    if this_month:
        yield Said("plans.assume.this_month", {"amount": Money(this_month)})
    if left_out:
        names = tuple(case.debt(debt_id).creditor_alias or debt_id for debt_id in left_out)
        yield Said("plans.assume.left_out", {"names": names})
    if plan.freed == "next":
        yield Said("offers.assume.freed", {})
    for debt in case.debts:
        if debt.foreign and not debt.contingent:
            amounts = tuple(foreign_words(owed) for owed in debt.foreign)
            yield Said("offers.assume.foreign", {"name": debt.creditor_alias or debt.id, "amount": amounts})


def project(
    case: CaseFile,
    plan: Plan,
    on: date,
    *,
    income: Level = "typical",
    less_percent: int = 0,
) -> Projection:
    """Return the plan month by month from the month after ``on``, all in fen.

    ``income`` picks the low, typical or high figure of every income, ``less_percent`` cuts it. Raises
    ``PlanError`` with every reason why the plan does not fit the case.
    """
    if not 0 <= less_percent <= 100:
        raise ValueError(f"{less_percent} per cent less is no income")
    problems = unfit(plan, case, on)
    if problems:
        raise PlanError(problems)
    household = budget(case)
    first = first_month_of(start_of(case, on))
    pairs = _offers(case, plan)
    schedules = {debt.id: scheduled(debt, offer, case, on) for debt, offer in pairs}
    if plan.freed == "next":
        schedules = rolled(case, schedules, start_of(case, on))
    lines = {debt_id: _line(schedule, first) for debt_id, schedule in schedules.items()}
    apart = frozenset(debt.id for debt, _ in pairs if debt.priority)
    done = [schedule for debt_id, schedule in schedules.items() if not _runs_long(schedule, lines[debt_id])]
    moved = [schedule for schedule in done if schedule.offer.kind is not OfferKind.KEEP]
    count = min(MOST_MONTHS, max((lines[schedule.debt].last + 1 for schedule in done or schedules.values()), default=0))
    days = due_days(first, count)
    full = incomes(case, days, income)
    coming = cut(full, less_percent)
    opening = plan.opening_cash.fen
    costs = MappingProxyType(living(household))
    months, outgoings = _months(days, coming, costs, household.buffer.fen, lines, apart, opening)
    now = stressed(coming, outgoings, opening, 0)
    end = _end(moved or done)
    this_month = sum(line.this_month for line in lines.values())
    left_out = tuple(debt.id for debt in case.debts if not debt.contingent and debt.id not in schedules)
    begun = [schedule.first_due for schedule in moved or schedules.values() if schedule.first_due is not None]
    return Projection(
        plan=plan,
        on=on,
        months=months,
        schedules=schedules,
        first_due_month=first_of_month(min(begun)) if begun else None,
        accrued_until_first_due=Money.total(schedule.accrued_until_first_due for schedule in moved),
        end_month=end,
        going_on=_going_on(schedules, end or add_months(first, count - 1)),
        total_paid=Money.total(schedule.total_paid for schedule in done),
        waiver_worth=Money.total(schedule.waiver_worth for schedule in schedules.values()),
        monthly=_regular([schedule for schedule in schedules.values() if schedule.debt not in apart], lines),
        lowest_cash=now.lowest_cash,
        first_failing=now.first_failing,
        stress=tuple(stressed(full, outgoings, opening, percent) for percent in PERCENTS),
        income_level=income,
        less_percent=less_percent,
        all_done_month=_end(list(schedules.values())),
        due_this_month=Money(this_month),
        down_payment=Money.total(schedule.offer.down_payment for schedule in moved),
        monthly_rearranged=_regular(moved, lines),
        rearranged_paid=Money.total(schedule.total_paid for schedule in moved),
        left_out=left_out,
        assumptions=tuple(_assumed(case, plan, schedules, left_out, this_month)),
    )
