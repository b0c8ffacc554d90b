"""Calm words for seven situations on the telephone, three sentences at most, filled from the case's own facts.

What is not known leaves a plain sentence, never a hole. Nothing is threatened and nothing promised that the case does
not bear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from repaybook.case.model import Agreement, CaseFile, OfferKind
from repaybook.follow.call import Call, call_facts
from repaybook.follow.refusals import in_court
from repaybook.money import Money
from repaybook.plans.model import Schedule
from repaybook.texts import Lang, figures, say

SITUATIONS = ("identify", "acknowledge", "cannot_pay", "third_party", "night", "fake_paper", "closing")
"""The situations, in the order of a call."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: ``scripts.<key>`` with its values."""

    key: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Script:
    """What can be said in one situation, in one to three sentences."""

    situation: str
    lines: tuple[Line, ...]


Lines = Iterator[tuple[str, Mapping[str, object]]]


def _identify(facts: Call) -> Lines:
    yield from (("name", {}), ("authorised", {}))
    yield ("check_person" if facts.personal else "check"), {}


def _agreed(facts: Call, agreement: Agreement) -> Lines:
    if agreement.signed is not None and agreement.monthly is not None:
        values = {"day": agreement.signed, "amount": agreement.monthly}
        if agreement.reference:
            yield "agreed_reference", {**values, "reference": " ".join(agreement.reference.split())}
        else:
            yield "agreed", values
    elif facts.due is None or facts.due.on >= facts.on:
        yield "agreed_plain", {}
    if facts.all_paid:
        yield "all_paid", {}
    elif facts.due is not None:
        late = facts.due.on < facts.on
        yield "late" if late else "due", {"day": facts.due.on, "amount": facts.due.amount - facts.due.paid}


def _planned(schedule: Schedule | None, prefix: str = "") -> Lines:
    """Yield what the chosen plan means to pay; nothing where it names no amount for this creditor."""
    if schedule is None or not schedule.rows:
        return
    offer = schedule.offer
    if offer.kind is OfferKind.LUMP_SUM and len(schedule.rows) == 1 and not prefix:
        yield "plan_once", {"day": schedule.rows[0].due, "amount": Money(schedule.rows[0].total)}
    elif offer.kind in {OfferKind.INSTALMENTS, OfferKind.EXTENSION, OfferKind.TOKEN} and schedule.regular:
        then = schedule.then_monthly
        if then is not None:
            before = sum(step.months for step in offer.steps) or offer.months
            first = offer.steps[0].amount if len(offer.steps) == 1 else offer.amount
            values = {"amount": first, "count": before, "then": then}
            # Several steps are no sentence for the telephone; the letter names them.
            yield from ((f"{prefix or 'plan'}_then", values),) if first is not None else ()
            return
        level = offer.kind is OfferKind.INSTALMENTS and offer.months is not None and not offer.extra_months
        values = {"amount": schedule.regular}
        plain = level and not prefix
        yield ("plan", {**values, "months": offer.months}) if plain else (prefix or "plan_monthly", values)


def _on_time(facts: Call) -> bool:
    """Return whether the debt is paid as the contract says, and its next day is known."""
    debt = facts.debt
    ahead = debt is not None and debt.next_due_date is not None and debt.next_due_date >= facts.on
    return debt is not None and ahead and facts.kept and not debt.overdue_days


def _acknowledge(facts: Call) -> Lines:
    if facts.not_to_acknowledge:
        yield from (("statement", {}), ("later", {}))
        return
    if facts.agreement is not None:
        yield "owed", {}
        yield from _agreed(facts, facts.agreement)
        return
    yield "owed_checked", {}
    planned = tuple(_planned(facts.schedule))
    if planned:
        yield from planned
    elif _on_time(facts) and facts.debt is not None:
        yield "keep", {"day": facts.debt.next_due_date}
        return
    else:
        yield ("poor" if facts.nothing_left else "counting"), {}
    if not facts.personal:  # a person has no tickets
        yield "register", {}


def _cannot_pay(facts: Call) -> Lines:
    if facts.not_to_acknowledge:
        yield from (("not_today", {}), ("borrow", {}))
        return
    yield "today", {}
    planned = tuple(_planned(facts.schedule, "plan_person" if facts.personal else "plan"))
    if facts.agreement is not None and facts.due is not None and facts.due.on > facts.on:
        yield "due", {"day": facts.due.on, "amount": facts.due.amount - facts.due.paid}
    elif planned and facts.agreement is None:
        yield from planned
    elif _on_time(facts) and facts.debt is not None and facts.debt.next_due_date is not None:
        yield "keep", {"day": facts.debt.next_due_date}
    else:
        yield ("poor" if facts.nothing_left else "counting"), {}
    yield "borrow", {}


def _third_party(_facts: Call) -> Lines:
    yield from (("stop", {}), ("mine", {}), ("written", {}))


def _night(facts: Call) -> Lines:
    yield "now", {}
    if facts.hours is None:
        yield "hours_plain", {}
    else:
        yield "hours", {"start": facts.hours[0], "end": facts.hours[1]}
    yield "noted", {}


def _fake_paper(facts: Call) -> Lines:
    yield from (("ask", {}), ("check", {}))
    if facts.debt is not None and in_court(facts.debt):
        yield "account_court", {}
    else:
        yield ("account_agreed" if facts.personal else "account"), {}


def _closing(facts: Call) -> Lines:
    yield "noted", {}
    if facts.agreed_day is not None:
        yield "agreed_day", {"day": facts.agreed_day}
    elif facts.ticket:
        yield "ticket", {"ticket": facts.ticket}
    else:
        yield "answer", {}
    yield "end", {}


_SAID: Mapping[str, Callable[[Call], Lines]] = {
    "identify": _identify,
    "acknowledge": _acknowledge,
    "cannot_pay": _cannot_pay,
    "third_party": _third_party,
    "night": _night,
    "fake_paper": _fake_paper,
    "closing": _closing,
}


def scripts(case: CaseFile, debt_id: str | None, on: date) -> tuple[Script, ...]:
    """Return what can be said about a debt on a day, one a situation; without a debt the plain ones."""
    facts = call_facts(case, debt_id, on)
    return tuple(
        Script(
            situation,
            tuple(
                Line(f"{situation}.{key}", {"creditor": facts.creditor, **values})
                for key, values in _SAID[situation](facts)
            ),
        )
        for situation in SITUATIONS
    )


def sentences(lang: Lang, script: Script) -> tuple[str, ...]:
    """Return the script's sentences as people read them; a creditor without a name is ``scripts.lender``."""
    lender = say(lang, "scripts.lender")
    return tuple(
        figures.tell(lang, f"scripts.{line.key}", {**line.values, "creditor": line.values["creditor"] or lender})
        for line in script.lines
    )
