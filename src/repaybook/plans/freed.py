"""Freed instalments: what a creditor that is done was paid each month goes to the next one, which then ends earlier.

Who gets it: debts that a plan rearranges into instalments, and kept ones that bear interest, never a priority debt nor
one under a judgment. The dearest first, then the smallest balance, then the id: the order of entry changes nothing.
What goes out in a month stays as it was with every creditor still there, so the buffer does not grow meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from repaybook.assess.stages import late_days
from repaybook.case.model import CaseFile, Debt, OfferKind
from repaybook.money import Fen, Money, ratio_half_up
from repaybook.plans.instalments import Ratio, period_ratio
from repaybook.plans.kept import kept
from repaybook.plans.model import Row, Schedule
from repaybook.plans.owed import INTEREST, Parts, order_of, parts_of, settle
from repaybook.plans.renewed import terms_under
from repaybook.plans.running import Account, account_of
from repaybook.plans.scheduling import contract_rate_of, paid_in

_REARRANGED = frozenset({OfferKind.INSTALMENTS, OfferKind.EXTENSION})


def _number(day: date) -> int:
    return day.year * 12 + day.month


@dataclass(slots=True)
class _ByTheMonth:
    """A schedule whose months bear a twelfth of a rate on the balance left; its rows stay until more is paid."""

    rows: Sequence[Row]
    rate: Ratio
    order: Sequence[int]
    made: list[Row] = field(default_factory=list)
    parts: Parts | None = None

    def walk(self, row: Row, pool: Fen) -> Fen:
        """Pay what the row asks for and what the creditor can take of the pool; return what is used of it."""
        if not self.made:
            self.made.append(row)
            return 0
        balance = self.made[-1].balance
        interest = ratio_half_up(balance * self.rate[0], self.rate[1])
        planned = min(row.total, balance + interest)
        used = min(pool, balance + interest - planned)
        if self.parts is None and not used:
            self.made.append(row)
            return 0
        if self.parts is None:
            self.parts = self._left(len(self.made), balance)
        paid = settle(self.parts, planned + used - interest, self.order)
        paid[INTEREST] += interest
        principal, with_interest, penalty, late_fee, other = paid
        self.made.append(Row(row.due, principal, with_interest, penalty, late_fee, other, sum(self.parts)))
        return used

    def _left(self, start: int, balance: Fen) -> Parts:
        """Return the parts of the balance before a row: what the rows from there repay of each."""
        later = self.rows[start:]
        principal = sum(row.principal for row in later)
        penalty = sum(row.penalty_interest for row in later)
        late_fee, other = sum(row.late_fee for row in later), sum(row.other for row in later)
        return [principal, balance - principal - penalty - late_fee - other, penalty, late_fee, other]


@dataclass(slots=True)
class _ByTheContract:
    """An account that runs on by its contract, from the case's day, due day by due day."""

    account: Account
    since: date
    made: list[Row] = field(default_factory=list)

    def walk(self, row: Row, pool: Fen) -> Fen:
        """Let the contract run to the row's day, then pay as ``_ByTheMonth.walk`` does."""
        account = self.account
        account.accrue((row.due - self.since).days)
        account.bill()
        self.since = row.due
        planned = min(row.total, account.balance)
        used = min(pool, account.balance - planned)
        principal, interest, penalty, late_fee, other = account.pay(planned + used)
        self.made.append(Row(row.due, principal, interest, penalty, late_fee, other, account.balance))
        return used


@dataclass(slots=True)
class _Target:
    """A debt that takes what others leave: its rows, those before ``start`` too, and where it has got to."""

    schedule: Schedule
    rows: Sequence[Row]
    way: _ByTheMonth | _ByTheContract
    reached: int = 0
    more: bool = False

    @property
    def done(self) -> bool:
        return bool(self.way.made) and not self.way.made[-1].balance

    def month(self, number: int, pool: Fen) -> Fen:
        """Pay the rows up to the end of a month, more with its last one; return what is used of the pool."""
        used = 0
        while self.reached < len(self.rows) and not self.done:
            row = self.rows[self.reached]
            if _number(row.due) > number:
                break
            following = self.rows[self.reached + 1 : self.reached + 2]
            last = not following or _number(following[0].due) > number
            now = last and _number(row.due) == number
            self.reached += 1
            used += self.way.walk(row, pool if now else 0)
        self.more = self.more or used > 0
        return used

    def result(self, start: date) -> Schedule:
        """Return the schedule as it became."""
        if not self.more:
            return self.schedule
        rows = tuple(row for row in self.way.made if row.due >= start)
        still_owed = rows[-1].balance
        return replace(
            self.schedule,
            rows=rows,
            end=None if still_owed else rows[-1].due,
            still_owed=Money(still_owed),
            total_paid=Money(paid_in(rows)),
        )


def _is_by_the_month(rows: Sequence[Row], rate: Ratio) -> bool:
    """Return whether every row after the first bears the rate of a month on what was left, and the last closes."""
    return not rows[-1].balance and all(
        row.total - (before.balance - row.balance) == ratio_half_up(before.balance * rate[0], rate[1])
        for before, row in pairwise(rows)
    )


def _target(debt: Debt, schedule: Schedule, case: CaseFile, start: date) -> tuple[Decimal, _Target] | None:
    """Return the yearly rate of a debt and how it takes more; ``None`` where it does not."""
    parts = parts_of(debt)
    kind = schedule.offer.kind
    keeps = kind is OfferKind.KEEP
    if debt.priority or debt.judgment is not None or not parts or not schedule.rows:
        return None
    if not keeps and kind not in _REARRANGED:
        return None
    terms = terms_under(debt, case, parts)
    rate = contract_rate_of(terms)
    if not keeps and (schedule.offer.annual_rate is not None or kind is OfferKind.INSTALMENTS):
        rate = schedule.offer.annual_rate or Decimal(0)
    if keeps and not rate:
        return None
    ratio = period_ratio(rate)
    if _is_by_the_month(schedule.rows, ratio):
        order = order_of(terms.allocation_order, late_days(case, debt) or 0)
        return rate, _Target(schedule, schedule.rows, _ByTheMonth(schedule.rows, ratio, order))
    rows = kept(debt, terms, list(parts), case, start).rows if keeps and case.agreement(debt.id) is None else ()
    account = account_of(debt, terms, list(parts), case, start)
    plain = _ByTheContract(account, case.as_of)
    for row in rows:
        plain.walk(row, 0)
    if not rows or tuple(plain.made) != rows:
        return None
    again = _ByTheContract(account_of(debt, terms, list(parts), case, start), case.as_of)
    return rate, _Target(schedule, rows, again)


def _targets(case: CaseFile, schedules: Mapping[str, Schedule], start: date) -> Iterator[_Target]:
    """Yield the debts that take more, in the order in which they get it."""
    found: list[tuple[Decimal, Fen, str, _Target]] = []
    for debt in case.debts:
        schedule = schedules.get(debt.id)
        made = _target(debt, schedule, case, start) if schedule is not None else None
        if made is not None and schedule is not None:
            found.append((-made[0], schedule.balance_now.fen, debt.id, made[1]))
    for *_, target in sorted(found, key=lambda one: one[:3]):
        yield target


def _freed(schedule: Schedule) -> Fen:
    """Return what a month has more once the creditor is done: what it was usually paid, at most what it got last."""
    return min(schedule.regular.fen, schedule.rows[-2].total) if len(schedule.rows) > 1 else 0


def rolled(case: CaseFile, schedules: Mapping[str, Schedule], start: date) -> dict[str, Schedule]:
    """Return the schedules with what each creditor leaves, from the month after its last payment, paid to the next.

    Nobody is paid later or less in a month than before. The month in which a creditor is done keeps what is left over.
    """
    targets = list(_targets(case, schedules, start))
    ended = {
        debt_id: _number(schedule.end)
        for debt_id, schedule in schedules.items()
        if schedule.end is not None and schedule.regular
    }
    last = max((_number(target.rows[-1].due) for target in targets), default=0)
    free = {debt_id: _freed(schedules[debt_id]) for debt_id in ended}
    for number in range(min(ended.values(), default=last + 1) + 1, last + 1):
        pool = sum(free[debt_id] for debt_id, end in ended.items() if end < number)
        for target in targets:
            pool -= target.month(number, pool)
            debt_id = target.schedule.debt
            if target.done and ended.get(debt_id, number) >= number:
                ended[debt_id] = _number(target.way.made[-1].due)
                free.setdefault(debt_id, target.schedule.regular.fen)
    changed = {target.schedule.debt: target.result(start) for target in targets}
    return {debt_id: changed.get(debt_id, schedule) for debt_id, schedule in schedules.items()}
