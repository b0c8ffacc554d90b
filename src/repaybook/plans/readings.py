"""What a projection says in one sentence, as a key and its values; each is true of the rows."""

from __future__ import annotations

from itertools import accumulate

from repaybook.case.model import OfferKind
from repaybook.money import Money
from repaybook.plans.model import Projection, Said


def end_reading(projection: Projection) -> Said:
    """Return when the plan is done and what it takes a month, or that it does not end."""
    values: dict[str, object] = {"monthly": projection.monthly}
    if projection.end_month is None:
        owed = sum(projection.months[-1].balances.values()) if projection.months else 0
        if not projection.monthly:
            return Said("plans.reading.nothing_paid", {"amount": Money(owed), "count": len(projection.months)})
        return Said("plans.reading.no_end", {**values, "amount": Money(owed), "count": len(projection.months)})
    values["end_month"] = projection.end_month
    if projection.going_on:
        return Said("plans.reading.end_but_going_on", {**values, "count": len(projection.going_on)})
    return Said("plans.reading.end", values)


def months_reading(projection: Projection) -> Said:
    """Return whether every month is paid; else from which on not, and for how many creditors it still is enough.

    In the first failing month: what is there (income and cash kept) less living and priority payments, and the most
    creditors whose payments that covers. Where it does not even cover living and priority, that is said.
    """
    failing = projection.first_failing
    if failing is None:
        return Said("plans.reading.holds", {"amount": projection.lowest_cash})
    month = projection.months[failing - 1]
    kept = projection.months[failing - 2].cash if failing > 1 else projection.plan.opening_cash.fen
    there = month.income + kept - sum(month.living.values()) - sum(month.priority.values())
    values: dict[str, object] = {"number": failing, "fail_month": month.month, "amount": Money(-month.cash)}
    if there < 0:
        return Said("plans.reading.living_short", values)
    due = sorted(fen for fen in month.payments.values() if fen)
    enough = sum(total <= there for total in accumulate(due))
    if enough:
        return Said("plans.reading.enough_for", {**values, "enough": enough, "count": len(due)})
    return Said("plans.reading.enough_for_none", values)


def stress_reading(projection: Projection, percent: int) -> Said:
    """Return how the plan holds with ``percent`` per cent less income; ``ValueError`` where that was not tried."""
    for stress in projection.stress:
        if stress.percent == percent:
            if stress.first_failing is None:
                return Said("plans.reading.stress_holds", {"percent": percent, "amount": stress.lowest_cash})
            values = {"percent": percent, "number": stress.first_failing, "amount": stress.short}
            return Said("plans.reading.stress_fails", values)
    raise ValueError(f"the plan was not held against {percent} per cent less")


def balances_reading(projection: Projection) -> Said:
    """Return in which month half of what is owed now is repaid, or that it is not, or that the debt grows."""
    owed = sum(schedule.balance_now.fen for schedule in projection.schedules.values())
    balances = [sum(month.balances.values()) for month in projection.months]
    last = balances[-1] if balances else owed
    if last > owed:
        return Said("plans.reading.grows", {"amount": Money(last - owed), "count": len(balances)})
    for number, balance in enumerate(balances, 1):
        if balance * 2 <= owed:
            return Said("plans.reading.half", {"number": number, "half_month": projection.months[number - 1].month})
    return Said("plans.reading.not_half", {"amount": Money(last), "count": len(balances)})


def growth_reading(projection: Projection) -> Said:
    """Return what the debts that are not kept owe now, and what they owe at the end of the rows."""
    moved = [one for one in projection.schedules.values() if one.offer.kind is not OfferKind.KEEP]
    owed = Money.total(one.balance_now for one in moved)
    last = projection.months[-1].balances if projection.months else {}
    then = Money(sum(last.get(one.debt, one.balance_now.fen) for one in moved))
    return Said("plans.reading.growth", {"owed": owed, "amount": then, "count": len(projection.months)})


def waiver_reading(projection: Projection) -> Said:
    """Return what the plan saves against the contracts over the same months, or that it saves nothing."""
    worth = projection.waiver_worth
    if worth.fen > 0:
        return Said("plans.reading.waiver", {"amount": worth})
    if worth.fen < 0:
        return Said("plans.reading.dearer", {"amount": -worth})
    return Said("plans.reading.no_waiver", {})


def accrual_reading(projection: Projection) -> Said:
    """Return what the contracts add until the first payment, and whether the plan pays it or asks to leave it out."""
    moved = [schedule for schedule in projection.schedules.values() if not schedule.accrual_included]
    asked = Money.total(schedule.accrued_until_first_due for schedule in moved)
    if asked:
        return Said("plans.reading.accrual_asked", {"amount": asked, "due_month": projection.first_due_month})
    if projection.accrued_until_first_due:
        amount = projection.accrued_until_first_due
        return Said("plans.reading.accrual_paid", {"amount": amount, "due_month": projection.first_due_month})
    return Said("plans.reading.no_accrual", {})
