"""What each creditor can be offered, as the exact instalments that a plan then pays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from repaybook.assess.assessing import assess
from repaybook.assess.debts import grouped
from repaybook.assess.model import Assessment
from repaybook.case.model import CaseFile, Debt
from repaybook.dates import months_between
from repaybook.money import Fen, ratio_half_up
from repaybook.plans.days import first_due_of, first_month_of, start_of
from repaybook.plans.instalments import equal_instalments
from repaybook.plans.owed import balance_of
from repaybook.plans.room import Room, rearrangeable, room_of
from repaybook.plans.search.rules import Rules, longest_for


class Option(NamedTuple):
    """One offer to one creditor: ``level`` fen in each of ``paying`` months but the last, which pays ``last``.

    ``months`` – the instalments agreed; rounding can end them sooner. ``down`` is paid with the first.
    """

    months: int
    down: Fen
    level: Fen
    last: Fen
    paying: int

    @property
    def total(self) -> Fen:
        """Return what is paid in all, in fen."""
        return self.down + self.level * (self.paying - 1) + self.last

    def paid_by(self, month: int) -> Fen:
        """Return what is paid up to this month (from 1) in fen."""
        if month < 1:
            return 0
        if month >= self.paying:
            return self.total
        return self.down + self.level * month


@dataclass(frozen=True, slots=True)
class Creditor:
    """A debt to be offered something: what is owed in fen, the month (from 1) that pays first, the options.

    ``too_small`` – options that only the creditor's smallest instalment rules out; ``least`` – that instalment.
    """

    debt: Debt
    balance: Fen
    begins: int
    least: Fen
    options: tuple[Option, ...]
    too_small: tuple[Option, ...]

    def paid_by(self, option: Option, month: int) -> Fen:
        """Return what an option has paid by the end of a month (from 1) of the household."""
        return option.paid_by(month - self.begins + 1)


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything a search stands on: creditors by the id of their debt, the room, and the cash without any offer.

    ``monthly`` – what instalments may take a month; ``buffer`` – the savings line within what is not; ``cash[n]`` –
    the cash at the end of month n + 1 with nothing offered, in fen.
    """

    case: CaseFile
    on: date
    rules: Rules
    assessment: Assessment
    room: Room
    creditors: tuple[Creditor, ...]
    monthly: Fen
    buffer: Fen
    cash: tuple[Fen, ...]

    @property
    def owed(self) -> Fen:
        """Return all that is to be rearranged, in fen."""
        return sum(creditor.balance for creditor in self.creditors)


def option_of(balance: Fen, months: int, down: Fen, rate: Decimal, first_due: date) -> Option:
    """Return the option as its schedule pays it."""
    rows = equal_instalments(balance - down, rate, first_due, months)
    return Option(months, down, rows[0].total, rows[-1].total, len(rows))


def _options(debt: Debt, balance: Fen, rules: Rules, first_due: date, longest: int) -> Iterator[Option]:
    rate = rules.rates.get(debt.id, Decimal(0))
    for percent in sorted(set(rules.down_percents)):
        down = ratio_half_up(balance * percent, 100)
        if percent and not down:
            continue
        for months in rules.terms_of(debt, longest):
            yield option_of(balance, months, down, rate, first_due)


def creditor_of(debt: Debt, rules: Rules, on: date, start: date, longest: int | None = None) -> Creditor:
    """Return what this debt can be offered; ``longest`` – the most instalments, in place of the law's and ours."""
    balance = balance_of(debt) or 0
    first_due = first_due_of(debt, start)
    least = rules.least_for(debt).fen
    every = list(_options(debt, balance, rules, first_due, longest_for(debt, on) if longest is None else longest))
    return Creditor(
        debt=debt,
        balance=balance,
        begins=months_between(first_month_of(start), first_due) + 1,
        least=least,
        # What is owed in all is an instalment that every creditor takes.
        options=tuple(one for one in every if one.level >= least or one.paying == 1),
        too_small=tuple(one for one in every if one.level < least and one.paying > 1),
    )


def ground_of(case: CaseFile, on: date, rules: Rules) -> Ground:
    """Return what a search in this case stands on; creditors in the order of their debts' ids."""
    assessment = assess(case)
    groups = grouped(case)
    room = room_of(case, on, groups, assessment)
    start = start_of(case, on)
    debts = sorted(rearrangeable(groups), key=lambda debt: debt.id)
    buffer = (assessment.surplus - assessment.usable_for_plans).fen
    cash = _added_up(rules.opening_cash.fen, room.typical, room.outgoings)
    return Ground(
        case=case,
        on=on,
        rules=rules,
        assessment=assessment,
        room=room,
        creditors=tuple(creditor_of(debt, rules, on, start) for debt in debts),
        monthly=room.monthly if rules.keep_savings else room.monthly + buffer,
        buffer=buffer,
        cash=cash,
    )


def _added_up(opening: Fen, coming: Sequence[Fen], going: Sequence[Fen]) -> tuple[Fen, ...]:
    cash, kept = opening, []
    for income, outgoing in zip(coming, going, strict=True):
        cash += income - outgoing
        kept.append(cash)
    return tuple(kept)
