"""Dates worked out from legal events with the law, on top of those the case names: payment order first.

A deadline that falls on a day off is never moved to a later day here: the paper is handed in before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from repaybook import law
from repaybook.assess.urgent import Deadline, Weight, urgent
from repaybook.case.model import Agreement, CaseFile
from repaybook.law.workdays import calendar_day, last_workday
from repaybook.texts import Lang, figures, say

PAYMENT_ORDER = ("court", "payment_order_objection_days")
CONFIRMATION = ("settlement", "judicial_confirmation_days")
OBJECTION = ("credit", "objection_days")
COMPLAINT = ("credit", "complaint_days")

_HANDED_IN = frozenset({Weight.DEADLINE, Weight.PRIORITY_DEBT, Weight.AGREEMENT, Weight.DEBT})
"""What is done on one's own part by a day, and so before a day off; a hearing or an answer is not."""


def days_of(rule: tuple[str, str], day: date) -> int | None:
    """Return the law's number of days on ``day``; ``None`` where it had none yet."""
    area, name = rule
    try:
        return int(law.load(area)[name].on(day).value)
    except law.NotInForceError:
        return None


def _after(start: date, rule: tuple[str, str]) -> tuple[date, int] | None:
    """Return the last of the law's days after ``start``, which itself is not counted."""
    days = days_of(rule, start)
    return None if days is None else (start + timedelta(days=days), days)


def _payment_order(deadline: Deadline, on: date) -> Deadline:
    event = deadline.event
    found = _after(event.date, PAYMENT_ORDER) if event is not None else None
    if event is None or found is None:
        return deadline
    last, days = found
    day = last if event.deadline is None else min(last, event.deadline)  # of two days the safe one
    return replace(
        deadline,
        on=day,
        days_left=(day - on).days,
        worked_out=last,
        given=event.deadline,
        rule=PAYMENT_ORDER,
        days=days,
        source_key="counsel.date.from_receipt",
    )


def _answer(deadline: Deadline, on: date) -> Deadline:
    """Return when the answer to an objection or a credit complaint is due; others stay as they are."""
    event = deadline.event
    if event is None:
        return deadline
    rule = OBJECTION if event.type == "credit_report_objection" else COMPLAINT
    if rule == COMPLAINT and "征信" not in f"{event.note or ''}{event.deadline_basis or ''}":
        return deadline
    found = _after(event.date, rule)
    if found is None:
        return deadline
    last, days = found
    day = event.deadline or last
    return replace(
        deadline,
        kind="complaint_answer" if rule == COMPLAINT else "credit_report_objection_answer",
        on=day,
        days_left=(day - on).days,
        weight=Weight.ANSWER,
        worked_out=last,
        given=event.deadline,
        rule=rule,
        days=days,
        source_key="counsel.date.from_filing",
    )


def _mediated(agreement: Agreement) -> bool:
    """Return whether an agreement is a mediated one that a court can still confirm; a court's own paper needs none."""
    return "调解协议" in agreement.form and "仲裁" not in agreement.form and "法院" not in agreement.form


def _confirmations(case: CaseFile, on: date) -> Iterator[Deadline]:
    """Yield until when both sides can ask a court to confirm a mediated agreement, while that is open."""
    dated = {event.debt for event in case.legal_events if event.type == "judicial_confirmation"}
    for agreement in case.agreements:
        if agreement.signed is None or not _mediated(agreement) or dated & {agreement.debt, None}:
            continue
        found = _after(agreement.signed, CONFIRMATION)
        if found is None or found[0] < on:
            continue
        last, days = found
        yield Deadline(
            kind="judicial_confirmation",
            on=last,
            days_left=(last - on).days,
            weight=Weight.DEADLINE,
            who=next((debt.creditor_alias for debt in case.debts if debt.id == agreement.debt), ""),
            debt=agreement.debt,
            source_key="counsel.date.from_signing",
            worked_out=last,
            rule=CONFIRMATION,
            days=days,
        )


def _refined(deadline: Deadline, on: date) -> Deadline:
    if deadline.kind == "payment_order_received":
        deadline = _payment_order(deadline, on)
    elif deadline.kind in {"credit_report_objection", "complaint_filed"}:
        deadline = _answer(deadline, on)
    if deadline.passed or deadline.days_left is None or deadline.weight not in _HANDED_IN:
        return deadline
    if calendar_day(deadline.on).working:
        return deadline
    before = last_workday(deadline.on)
    return replace(deadline, hand_in=before.on, tentative=before.tentative)


def _press(deadline: Deadline) -> tuple[int, date, Weight, str]:
    """Return the order: an open payment order, papers without a known day, then by day; on one day by weight."""
    if deadline.kind == "payment_order_received" and not deadline.passed:
        first = 0
    else:
        first = 1 if deadline.days_left is None else 2
    return first, deadline.on, deadline.weight, deadline.debt or deadline.who


def deadlines(case: CaseFile, on: date | None = None) -> tuple[Deadline, ...]:
    """Return every date of the case, those of the law worked out, with the days left from ``on``; none is dropped.

    ``on`` is the case's day where not given. Of a day that was told and a day that follows from the law the earlier
    one counts, and ``notes`` says both.
    """
    day = case.as_of if on is None else on
    found = [_refined(one, day) for one in urgent(case, day)]
    return tuple(sorted([*found, *_confirmations(case, day)], key=_press))


def source(lang: Lang, deadline: Deadline) -> str:
    """Return where the date comes from: the paper or the case, and the provision it was worked out by."""
    if deadline.rule is None:
        told = say(lang, deadline.source_key)
    else:
        area, name = deadline.rule
        start = deadline.event.date if deadline.event is not None else deadline.on
        told = say(lang, deadline.source_key, days=deadline.days, source=law.load(area)[name].on(start).source)
    return say(lang, "counsel.date.with_basis", source=told, basis=deadline.basis) if deadline.basis else told


def notes(lang: Lang, deadline: Deadline) -> tuple[str, ...]:
    """Return what must be said beside a date: worked out, contradicted, or on a day off."""
    found = []
    if deadline.computed:
        found.append(say(lang, "counsel.date.computed"))
    elif deadline.worked_out is not None and deadline.given != deadline.worked_out:
        given, law_says = figures.day(lang, deadline.given), figures.day(lang, deadline.worked_out)
        key = "differs" if deadline.weight == Weight.DEADLINE else "differs_answer"
        found.append(say(lang, f"counsel.date.{key}", given=given, day=law_says))
    if deadline.hand_in is not None:
        found.append(say(lang, "counsel.date.hand_in", day=figures.day(lang, deadline.hand_in)))
        if deadline.tentative:
            found.append(say(lang, "counsel.date.tentative", year=deadline.on.year))
    return tuple(found)
