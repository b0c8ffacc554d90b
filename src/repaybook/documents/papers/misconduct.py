"""About improper collection: a letter that asks who was authorised and what is to stop, and a complaint."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from repaybook import law
from repaybook.case.model import Debt
from repaybook.counsel.words import in_force
from repaybook.documents.ground import Ground
from repaybook.documents.paper import Block, Fill, Grid, Heading, Text
from repaybook.documents.papers.asking import agreement_line
from repaybook.documents.papers.kind import DebtId, Kind, lacking
from repaybook.documents.pen import Pen
from repaybook.errors import Problem
from repaybook.follow.conduct import CARDS, PERSONAL, Conduct, agreement_kept, rules_of
from repaybook.follow.parties import creditor_of
from repaybook.law.words import unverified
from repaybook.texts import say

_NO_COMPLAINT = frozenset({"unverified_identity"})
_UNCLEAR_SENDER = frozenset({"fake_legal_document_or_fraud"})


def _debts_with_events(ground: Ground) -> tuple[DebtId, ...]:
    """Return the debts such letters are about; a private person who threatens is a matter for the police."""
    lenders = (debt for debt in ground.case.debts if debt.creditor_type not in PERSONAL)
    found = tuple(debt.id for debt in lenders if ground.events(debt.id))
    return (*found, None) if ground.events(None) else found


def _who(pen: Pen, event: Conduct) -> str:
    contact = event.contact
    return pen.joined(
        contact.party or pen.common("not_known"),
        pen.common("agent", agent=contact.agent_id) if contact.agent_id else "",
        pen.common("number", number=contact.number_masked) if contact.number_masked else "",
    )


def _about_no_one(ground: Ground, debt_id: DebtId) -> Iterator[Problem]:
    if debt_id is None:
        rows = [one for one in ground.events(None) if creditor_of(one.contact, ground.case) is None]
        yield lacking("event_debt", day=rows[0].contact.at.date(), count=len(rows))


def _stop_needs(ground: Ground, debt_id: DebtId) -> Iterator[Problem]:
    yield from _about_no_one(ground, debt_id)


def _events(ground: Ground, debt_id: DebtId, pen: Pen) -> Grid:
    head = tuple(pen.common(f"column.{name}") for name in ("when", "who", "what", "evidence"))
    rows = tuple(
        (
            pen.moment(one.contact.at),
            _who(pen, one),
            one.contact.said_zh or pen.common("not_known"),
            pen.list_of(one.contact.evidence) or pen.common("none"),
        )
        for one in ground.events(debt_id)
    )
    return Grid(head, rows, widths=(4, 4, 6, 4))


def _state(ground: Ground, debt: Debt, pen: Pen) -> tuple[Block, ...]:
    agreement = ground.case.agreement(debt.id)
    if agreement is None:
        late = pen("state_late", days=debt.overdue_days) if debt.overdue_days else pen("state_open")
        return (Text(late),)
    paid = agreement.paid
    kept = agreement_kept(ground.case, debt.id, ground.on)
    figures = {"day": ground.on, "count": len(agreement.payments), "amount": pen.both(paid)}
    lines = [agreement_line(pen, ground, debt), pen("paid_on_time" if kept else "paid", **figures)]
    return (*(Text(line) for line in lines), Text(pen("perhaps_a_mistake")))


def _asks(ground: Ground, debt: Debt, pen: Pen) -> tuple[str, ...]:
    agreed = ground.case.agreement(debt.id) is not None
    classes = {name for one in ground.events(debt.id) for name in one.classes}
    asks = ["verify", "stop_agreed" if agreed else "stop_these_ways"]
    asks += [name for name in ("third_party_disclosure", "night_contact", "excess_frequency") if name in classes]
    if classes & {"fake_legal_document_or_fraud", "false_legal_threat"}:
        asks.append("false_paper")
    if "wrong_amount" in classes:
        asks.append("wrong_amount")
    if agreed:
        asks.append("proof_of_agreement")
    return tuple(pen(f"ask.{name}") for name in (*asks, "answer"))


def _rules(ground: Ground, debt: Debt, pen: Pen) -> tuple[Block, ...]:
    """Return the one line that names the rule on collection after a card's agreement; nothing for other lenders."""
    if ground.case.agreement(debt.id) is None or debt.creditor_type not in CARDS:
        return ()
    rule = in_force(("cards", "personal_plan_stop_collection"), ground.on)
    return (Text(pen("rule", source=pen.source(rule))),)


def _stop(ground: Ground, debt_id: DebtId, pen: Pen) -> tuple[Block, ...]:
    debt = ground.debt(debt_id)
    evidence = [name for one in ground.events(debt_id) for name in one.contact.evidence]
    own: tuple[str, ...] = ()
    if ground.case.agreement(debt.id) is not None:
        own = (pen("agreement_and_receipts"),)
    return (
        *pen.head(debt),
        Heading(pen("title_state")),
        *_state(ground, debt, pen),
        Heading(pen("title_events")),
        _events(ground, debt_id, pen),
        Heading(pen("title_asks")),
        pen.numbered(*_asks(ground, debt, pen)),
        *_rules(ground, debt, pen),
        Fill(pen("reach_me")),
        Text(pen("still_owed")),
        *pen.foot((*own, *ground.enclosed(pen.kind, debt_id, evidence))),
    )


STOP = Kind(about=_debts_with_events, needs=_stop_needs, write=_stop, occasion="event")


def _complained(ground: Ground, debt_id: DebtId) -> tuple[Conduct, ...]:
    """Return the events a complaint may state: with a class that is more than an unknown name, and with evidence."""
    return tuple(
        one for one in ground.events(debt_id) if one.contact.evidence and not _NO_COMPLAINT.issuperset(one.classes)
    )


def _complaint_about(ground: Ground) -> tuple[DebtId, ...]:
    return tuple(
        debt_id
        for debt_id in _debts_with_events(ground)
        if any(not _NO_COMPLAINT.issuperset(one.classes) for one in ground.events(debt_id))
    )


def _complaint_needs(ground: Ground, debt_id: DebtId) -> Iterator[Problem]:
    yield from _about_no_one(ground, debt_id)
    if not _complained(ground, debt_id):
        yield lacking("evidence_of_event")


def _in_force(area: str, rule: str, day: date) -> law.Dated | None:
    try:
        return law.load(area)[rule].on(day)
    except law.NotInForceError:
        return None


def _sources(pen: Pen, event: Conduct, debt: Debt) -> tuple[str, ...]:
    """Return the nearest rule of each class on the day of the event, with how binding it is; none that is unverified.

    One rule a class: a complaint states facts, and a rule that does not fit weakens it.
    """
    found = []
    for name in event.classes:
        dated = (_in_force(area, rule, event.contact.at.date()) for area, rule in rules_of(name, debt))
        nearest = next((one for one in dated if one is not None and not unverified(one)), None)
        if nearest is not None:
            found.append(pen("source", source=pen.source(nearest), force=say(pen.lang, f"law.force.{nearest.force}")))
    return tuple(dict.fromkeys(found))


def _fact(pen: Pen, number: int, event: Conduct, debt: Debt) -> tuple[Block, ...]:
    contact = event.contact
    names = pen.list_of(say(pen.lang, f"conduct.{name}.title") for name in event.classes if name not in _NO_COMPLAINT)
    lines = [
        pen(
            "fact",
            moment=pen.moment(contact.at),
            who=_who(pen, event),
            channel=contact.channel or pen.common("not_known"),
            said=contact.said_zh.rstrip("。.") or pen.common("not_known"),
        ),
        pen("class", names=names),
        pen("evidence", names=pen.list_of(contact.evidence)),
    ]
    sources = _sources(pen, event, debt)
    if sources:
        lines.append(pen("sources", sources=pen.list_of(sources)))
    return (Text(pen("number", number=number), plain=True, bold=True), *(Text(line) for line in lines))


def _complaint(ground: Ground, debt_id: DebtId, pen: Pen) -> tuple[Block, ...]:
    debt, events = ground.debt(debt_id), _complained(ground, debt_id)
    classes = {name for one in events for name in one.classes}
    facts = tuple(block for number, one in enumerate(events, 1) for block in _fact(pen, number, one, debt))
    unclear = pen("ask.sender") if classes & _UNCLEAR_SENDER else None
    third = pen("ask.third_party") if "third_party_disclosure" in classes else None
    amount = pen("ask.wrong_amount") if "wrong_amount" in classes else None
    return (
        *pen.head(debt),
        Heading(pen("title_facts")),
        *facts,
        Heading(pen("title_before")),
        Fill(pen("before")),
        Text(pen("order")),
        Heading(pen("title_asks")),
        pen.numbered(pen("ask.check"), pen("ask.stop"), third, amount, unclear, pen("ask.answer")),
        Text(pen("still_owed")),
        *pen.foot(ground.enclosed(pen.kind, debt_id, (name for one in events for name in one.contact.evidence))),
    )


COMPLAINT = Kind(about=_complaint_about, needs=_complaint_needs, write=_complaint, occasion="event")
