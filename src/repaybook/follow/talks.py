"""Where the talks about each debt stand, what comes next and until when: told by the person, else read off the case."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from repaybook.assess.assessing import assess
from repaybook.assess.model import Assessment
from repaybook.case.model import CaseFile, Contact, Debt, Negotiation, OfferKind
from repaybook.follow.contacts import open_promise
from repaybook.follow.dues import Due, State, agreement_dues
from repaybook.follow.reached import ORDER, Passed, chosen_offer, last_answer, logs, reached
from repaybook.follow.refusals import Counter, counters, in_court

_TALKED = ORDER["first_contact"]


class Basis(StrEnum):
    """What the day of the next step rests on."""

    TOLD = "told"
    PROMISE = "promise"
    USUAL = "usual"
    OFFER = "offer"
    PAYMENT = "payment"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Wait:
    """How many days an answer usually takes, and what that is known from (``talks.source.*``)."""

    least: int
    most: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What comes next: ``talks.next.<key>``, or ``said`` in the person's own words; until ``on``, by ``basis``."""

    key: str
    said: str = ""
    on: date | None = None
    basis: Basis = Basis.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the talks about one debt stand. ``state`` is ``None`` where nothing has begun.

    ``since`` – the day the state was reached, where known; ``told`` – the person's own entry, ``None`` where the case
    shows the state by itself. ``passed`` – the states before and this one: those without a day first, then by day.
    ``wait`` – how long it usually takes from here. ``overdue`` – the next step's day is past. ``promises`` – what was
    promised and is open, the next day first. ``counters`` – after a refusal, what can be done about each reason.
    """

    debt: str
    state: str | None
    since: date | None
    told: Negotiation | None
    passed: tuple[Passed, ...]
    next: Next
    overdue: bool
    wait: Wait | None
    promises: tuple[Contact, ...]
    counters: tuple[Counter, ...]


@cache
def waits() -> Mapping[str, Wait]:
    """Return the usual waits by state (``talks.toml``)."""
    table = tomllib.loads((files("repaybook.follow") / "talks.toml").read_text("utf-8"))
    return {state: Wait(row["least"], row["most"], row["source"]) for state, row in table.items()}


def _by_day(promise: Contact) -> tuple[bool, date]:
    return (promise.promise_on is None, promise.promise_on or promise.at.date())


def _latest(case: CaseFile, debt_id: str) -> Negotiation | None:
    told = [row for row in case.negotiations if row.debt == debt_id]
    return max(reversed(told), key=lambda row: row.on, default=None)


def _current(told: Negotiation | None, shown: tuple[Passed, ...]) -> Passed | None:
    """Return the state that holds: the person's, unless the case shows a later day and a step further on."""
    furthest = shown[-1] if shown else None
    if told is None:
        return furthest
    if furthest is not None and furthest.on is not None and furthest.on > told.on:
        further = ORDER[furthest.state] > ORDER[told.state]
        if further:
            return furthest
    return Passed(state=told.state, on=told.on, told=True)


def _passed(case: CaseFile, debt_id: str, shown: tuple[Passed, ...]) -> tuple[Passed, ...]:
    told = [Passed(state=row.state, on=row.on, told=True) for row in case.negotiations if row.debt == debt_id]
    named = {one.state for one in told}
    rows = [*(one for one in shown if one.state not in named), *told]
    return tuple(sorted(rows, key=lambda one: (one.on is not None, one.on or date.min, ORDER[one.state])))


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """One debt as it is looked at: its part of the log, and the state that holds with the person's own entry of it."""

    case: CaseFile
    debt: Debt
    log: tuple[Contact, ...]
    assessment: Assessment
    on: date
    current: Passed | None
    told: Negotiation | None

    @property
    def state(self) -> str | None:
        return self.current.state if self.current is not None else None


def _before_talking(about: _About, state: str) -> str:
    """Return the step for a debt whose creditor has not been spoken to: not each of them has to be."""
    debt, assessment = about.debt, about.assessment
    if in_court(debt):
        return "court"
    offer = chosen_offer(about.case, debt.id)
    kept = offer.kind is OfferKind.KEEP if offer is not None else debt.id in assessment.keep_paying
    if kept and (offer is not None or assessment.keep_paying_affordable):
        return "keep"
    if debt.priority and offer is None:
        return "priority"
    nothing_left = assessment.income_known and not assessment.usable_for_plans
    return "pause" if state == "budgeted" and nothing_left else state


def _key(about: _About, *, done: bool) -> str:
    state = about.state
    if state is None:
        return "begin"
    if ORDER[state] < _TALKED:
        return _before_talking(about, state)
    return "ask_certificate" if done and state == "performing" else state


def _days(about: _About, key: str, due: Due | None) -> Iterator[tuple[date, Basis]]:
    """Yield the days that the next step may rest on, the firmest first."""
    debt, current = about.debt, about.current
    if about.told is not None and about.told.next_on is not None:
        yield about.told.next_on, Basis.TOLD
    for promise in _promises(about.log):
        if promise.promise_on is not None:
            yield promise.promise_on, Basis.PROMISE
    if key in {"performing", "before_first_payment"} and due is not None:
        yield due.on, Basis.PAYMENT
    if key in {"keep", "priority"} and debt.next_due_date is not None and debt.next_due_date >= about.on:
        yield debt.next_due_date, Basis.PAYMENT
    answer = last_answer(about.case, debt.id)
    if key == "counter_offer" and answer is not None and answer.valid_until is not None:
        yield answer.valid_until, Basis.OFFER
    wait = waits().get(key)
    if wait is not None and current is not None and current.on is not None:
        yield current.on + timedelta(days=wait.most), Basis.USUAL


def _next(about: _About) -> Next:
    """Return the next step; its day is the person's own, else a promise, a payment, an offer's end, a usual wait."""
    agreement = about.case.agreement(about.debt.id)
    dues = agreement_dues(agreement, about.on) if agreement is not None else ()
    due = next((row for row in dues if row.state is not State.PAID), None)
    key = _key(about, done=bool(dues) and due is None)
    said = about.told.next_step if about.told is not None else ""
    for day, basis in _days(about, key, due):
        return Next(key=key, said=said, on=day, basis=basis)
    return Next(key=key, said=said)


def _promises(log: Iterable[Contact]) -> tuple[Contact, ...]:
    return tuple(sorted((row for row in log if open_promise(row)), key=_by_day))


def _standing(case: CaseFile, debt: Debt, log: tuple[Contact, ...], assessment: Assessment, on: date) -> Standing:
    latest, shown = _latest(case, debt.id), reached(case, debt, log, assessment, on)
    current = _current(latest, shown)
    told = latest if current is not None and current.told else None
    about = _About(case=case, debt=debt, log=log, assessment=assessment, on=on, current=current, told=told)
    step = _next(about)
    return Standing(
        debt=debt.id,
        state=about.state,
        since=current.on if current is not None else None,
        told=told,
        passed=_passed(case, debt.id, shown),
        next=step,
        overdue=step.on is not None and step.on < on,
        wait=waits().get(step.key),
        promises=_promises(log),
        counters=counters(case, debt, log, assessment, on) if about.state == "refused" else (),
    )


def standing(case: CaseFile, on: date) -> tuple[Standing, ...]:
    """Return where the talks about each direct debt stand on a day, in the order of the case."""
    assessment, log = assess(case), logs(case)
    direct = (debt for debt in case.debts if not debt.contingent)
    return tuple(_standing(case, debt, log.get(debt.id, ()), assessment, on) for debt in direct)
