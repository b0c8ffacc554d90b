"""Where the talks about each debt stand, what comes next and until when: told by the person, else read off the case."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
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
from repaybook.follow.parties import creditor_of
from repaybook.follow.reached import ORDER, Passed, chosen_offer, contacts_about, last_answer, reached
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


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkDate:
    """A day on which something is expected or to be done in the talks, for calendars; payments are not among them.

    ``key`` and ``said`` as in ``Next``; a promise has the key ``promise``.
    """

    debt: str | None
    on: date
    key: str
    said: str = ""


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


def _before_talking(case: CaseFile, debt: Debt, state: str, assessment: Assessment) -> str:
    """Return the step for a debt whose creditor has not been spoken to: not each of them has to be."""
    if in_court(debt):
        return "court"
    offer = chosen_offer(case, debt.id)
    kept = offer.kind is OfferKind.KEEP if offer is not None else debt.id in assessment.keep_paying
    if kept and (offer is not None or assessment.keep_paying_affordable):
        return "keep"
    if debt.priority and offer is None:
        return "priority"
    nothing_left = assessment.income_known and not assessment.usable_for_plans
    return "pause" if state == "budgeted" and nothing_left else state


def _key(case: CaseFile, debt: Debt, state: str | None, assessment: Assessment, *, done: bool) -> str:
    if state is None:
        return "begin"
    if ORDER[state] < _TALKED:
        return _before_talking(case, debt, state, assessment)
    return "ask_certificate" if done and state == "performing" else state


def _days(
    case: CaseFile, debt: Debt, key: str, current: Passed | None, told: Negotiation | None, due: Due | None, on: date
) -> Iterator[tuple[date, Basis]]:
    """Yield the days that the next step may rest on, the firmest first."""
    if told is not None and told.next_on is not None:
        yield told.next_on, Basis.TOLD
    for promise in _promises(case, debt.id):
        if promise.promise_on is not None:
            yield promise.promise_on, Basis.PROMISE
    if key in {"performing", "before_first_payment"} and due is not None:
        yield due.on, Basis.PAYMENT
    if key in {"keep", "priority"} and debt.next_due_date is not None and debt.next_due_date >= on:
        yield debt.next_due_date, Basis.PAYMENT
    answer = last_answer(case, debt.id)
    if key == "counter_offer" and answer is not None and answer.valid_until is not None:
        yield answer.valid_until, Basis.OFFER
    wait = waits().get(key)
    if wait is not None and current is not None and current.on is not None:
        yield current.on + timedelta(days=wait.most), Basis.USUAL


def _next(case: CaseFile, debt: Debt, current: Passed | None, assessment: Assessment, on: date) -> Next:
    """Return the next step; its day is the person's own, else a promise, a payment, an offer's end, a usual wait."""
    agreement = case.agreement(debt.id)
    dues = agreement_dues(agreement, on) if agreement is not None else ()
    due = next((row for row in dues if row.state is not State.PAID), None)
    told = _latest(case, debt.id) if current is not None and current.told else None
    state = current.state if current is not None else None
    key = _key(case, debt, state, assessment, done=bool(dues) and due is None)
    said = told.next_step if told is not None else ""
    for day, basis in _days(case, debt, key, current, told, due, on):
        return Next(key=key, said=said, on=day, basis=basis)
    return Next(key=key, said=said)


def _promises(case: CaseFile, debt_id: str) -> tuple[Contact, ...]:
    return tuple(sorted((row for row in contacts_about(case, debt_id) if open_promise(row)), key=_by_day))


def _standing(case: CaseFile, debt: Debt, assessment: Assessment, on: date) -> Standing:
    told, shown = _latest(case, debt.id), reached(case, debt, assessment, on)
    current = _current(told, shown)
    state = current.state if current is not None else None
    step = _next(case, debt, current, assessment, on)
    return Standing(
        debt=debt.id,
        state=state,
        since=current.on if current is not None else None,
        told=told if current is not None and current.told else None,
        passed=_passed(case, debt.id, shown),
        next=step,
        overdue=step.on is not None and step.on < on,
        wait=waits().get(step.key),
        promises=_promises(case, debt.id),
        counters=counters(case, debt, assessment, on) if state == "refused" else (),
    )


def standing(case: CaseFile, on: date) -> tuple[Standing, ...]:
    """Return where the talks about each direct debt stand on a day, in the order of the case."""
    assessment = assess(case)
    return tuple(_standing(case, debt, assessment, on) for debt in case.debts if not debt.contingent)


def _dates(case: CaseFile, on: date) -> Iterator[TalkDate]:
    for one in standing(case, on):
        if one.next.on is not None and one.next.basis not in {Basis.PAYMENT, Basis.PROMISE}:
            yield TalkDate(debt=one.debt, on=one.next.on, key=one.next.key, said=one.next.said)
    for row in case.contact_log:
        if open_promise(row) and row.promise_on is not None:
            yield TalkDate(debt=creditor_of(row, case), on=row.promise_on, key="promise", said=row.promise or "")


def talk_dates(case: CaseFile, on: date) -> tuple[TalkDate, ...]:
    """Return every day of the talks from ``on``: next steps and promises, the next first, none twice."""
    found = dict.fromkeys(one for one in _dates(case, on) if one.on >= on)
    return tuple(sorted(found, key=lambda one: (one.on, one.debt or "", one.key, one.said)))
