"""The room that a household has for new instalments, month by month, beside everything that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, chain, repeat
from typing import NamedTuple

from repaybook.assess.debts import Groups, due_monthly
from repaybook.assess.model import Assessment
from repaybook.case.model import CaseFile, Debt, Offer, OfferKind, Plan
from repaybook.money import ZERO, Fen, Money
from repaybook.plans.days import first_due_of, start_of
from repaybook.plans.household import incomes
from repaybook.plans.instalments import level_instalment
from repaybook.plans.owed import balance_of
from repaybook.plans.projection import project
from repaybook.plans.spread import INTEREST_FREE
from repaybook.plans.stress import cut


class Level(NamedTuple):
    """Instalments of several creditors together, in fen: ``monthly`` for ``months``, but ``last`` in the last."""

    months: int
    monthly: Fen
    last: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What new instalments can take: ``monthly`` at most, and, for 60 months, what comes in and what goes out before.

    ``outgoings`` – living, priority and kept payments; ``low`` – every income at its low. All in fen.
    """

    monthly: Fen
    typical: tuple[Fen, ...]
    low: tuple[Fen, ...]
    outgoings: tuple[Fen, ...]

    def first_failing(self, asked: Level, *, percent: int = 0, low: bool = False) -> int | None:
        """Return the first month (from 1) that does not carry the instalments; ``None`` where all do.

        What a month leaves over is kept for the next, as in a projection.
        """
        coming = cut(self.low if low else self.typical, percent)
        before = asked.months - 1
        going = chain(repeat(asked.monthly, before), (asked.last,), repeat(0))
        left = (income - outgoing - paid for income, outgoing, paid in zip(coming, self.outgoings, going, strict=False))
        return next((number for number, cash in enumerate(accumulate(left), 1) if cash < 0), None)

    def is_safe(self, asked: Level) -> bool:
        """Return whether it holds with every income a tenth less, and with every income at its low."""
        return self.first_failing(asked, percent=10) is None and self.first_failing(asked, low=True) is None


def room_of(case: CaseFile, on: date, groups: Groups, assessment: Assessment) -> Room:
    """Return the room of a case in which there is something to rearrange.

    Secured debts that are late or have no monthly payment are taken as paid by contract: no plan lets them go.
    """
    beside = Money.total(due_monthly(case, debt) or ZERO for debt in groups.undecided)
    stopped = tuple(Offer(debt=debt.id, kind=OfferKind.STOP) for debt in rearrangeable(groups))
    kept = tuple(Offer(debt=debt.id, kind=OfferKind.KEEP) for debt in groups.undecided if balance_of(debt))
    rest = project(case, Plan(id="rest", offers=stopped + kept), on)
    days = [month.month for month in rest.months]
    return Room(
        monthly=(assessment.usable_after_committed - beside).fen,
        typical=tuple(incomes(case, days, "typical")),
        low=tuple(incomes(case, days, "low")),
        outgoings=tuple(
            sum(month.living.values()) + sum(month.priority.values()) + sum(month.payments.values())
            for month in rest.months
        ),
    )


def rearrangeable(groups: Groups) -> tuple[Debt, ...]:
    """Return the debts that a plan gives a new answer, those with a balance."""
    return tuple(debt for debt in groups.restructure if balance_of(debt))


def together(debts: Sequence[Debt], months: int) -> Level:
    """Return what the debts take when each is repaid in ``months`` interest-free instalments."""
    balances = [balance_of(debt) or 0 for debt in debts]
    levels = [level_instalment(balance, INTEREST_FREE, months) for balance in balances]
    last = sum(max(0, balance - level * (months - 1)) for balance, level in zip(balances, levels, strict=True))
    return Level(months, sum(levels), last)


def level_plan(plan_id: str, case: CaseFile, on: date, groups: Groups, months: int) -> Plan:
    """Return the plan that asks every creditor for the same interest-free instalments over ``months``, the rest kept.

    The first instalment falls on each debt's due day in the month after ``on``.
    """
    asked = {debt.id for debt in rearrangeable(groups)}
    start = start_of(case, on)

    def offer(debt: Debt) -> Offer:
        if debt.id not in asked:
            return Offer(debt=debt.id, kind=OfferKind.KEEP)
        return Offer(
            debt=debt.id,
            kind=OfferKind.INSTALMENTS,
            months=months,
            annual_rate=INTEREST_FREE,
            first_due=first_due_of(debt, start),
        )

    return Plan(id=plan_id, offers=tuple(offer(debt) for debt in groups.direct if balance_of(debt) is not None))
