"""Asking for papers and facts: agreement, statements, a new creditor's right, the credit record; an authority."""

from __future__ import annotations

from collections.abc import Iterator

from repaybook.assess.debts import balance
from repaybook.case.model import Agreement, CreditorType
from repaybook.counsel.legal_dates import OBJECTION
from repaybook.counsel.words import in_force
from repaybook.documents.ground import Ground
from repaybook.documents.paper import Block, Fill, Heading, Items, Text
from repaybook.documents.papers.asking import agreement_line
from repaybook.documents.papers.kind import DebtId, Kind, lacking, nothing, whole_case
from repaybook.documents.pen import Pen
from repaybook.errors import Problem
from repaybook.follow.agreed_items import FURTHER, SIX, Standing, answered, item_noted
from repaybook.texts import say

_PEOPLE = frozenset({CreditorType.PRIVATE_LOAN, CreditorType.FAMILY_FRIENDS})
_ASKED_APART = frozenset({"written_copy", "stop_collection"})
"""Items of an agreement that have a line of their own in the letter."""
_CARDS = frozenset({CreditorType.BANK_CREDIT_CARD, CreditorType.CARD_INSTALMENT})


def _lenders(ground: Ground) -> tuple[DebtId, ...]:
    return tuple(debt.id for debt in ground.case.debts if not debt.contingent and debt.creditor_type not in _PEOPLE)


def _left_open(agreement: Agreement, pen: Pen) -> tuple[str, ...]:
    """Return what the agreement does not say: as the person noted it, then by the items answered as missing."""
    answers = answered(agreement)
    names = (name for name in (*SIX, *FURTHER) if name in answers and name not in _ASKED_APART)
    missing = (say(pen.lang, f"agreement.item.{name}") for name in names if answers[name].standing == Standing.MISSING)
    # The written text itself is asked for in a line of its own.
    noted = (said for said in agreement.missing if agreement.written_copy or item_noted(said) != "written_copy")
    return (*noted, *missing)


def _papers(ground: Ground, debt_id: DebtId, pen: Pen) -> tuple[Block, ...]:
    debt = ground.debt(debt_id)
    agreement = ground.case.agreement(debt.id)
    asked: list[str] = []
    told: tuple[Block, ...] = ()
    enclosed: tuple[str, ...] = ()
    if agreement is not None:
        told = (Heading(pen("title_agreed")), Text(agreement_line(pen, ground, debt)), Fill(pen("call_number")))
        enclosed = (pen("agreement_record"),)
        if not agreement.written_copy:
            asked.append(pen("ask.agreement"))
        left_open = _left_open(agreement, pen)
        if left_open:
            asked.append(pen("ask.missing", items=left_open))
        if not agreement.stop_collection_clause:
            asked.append(pen("ask.stop_clause"))
    asked += [pen("ask.balance", day=ground.on), pen("ask.payments")]
    if debt.creditor_type not in _CARDS:
        asked.append(pen("ask.costs"))
    asked.append(
        pen("ask.settled" if balance(debt) is not None and not ground.balance(debt_id) else "ask.when_settled")
    )
    return (
        *pen.head(debt),
        *told,
        Heading(pen("title_asks")),
        pen.numbered(*asked),
        Fill(pen("deliver")),
        Text(pen("why")),
        *pen.foot((*enclosed, *ground.enclosed(pen.kind, debt_id, ()))),
    )


PAPERS = Kind(about=_lenders, needs=nothing, write=_papers, occasion="lender")


def _assigned(ground: Ground) -> tuple[DebtId, ...]:
    noticed = [event for event in ground.case.legal_events if event.type == "assignment_notice"]
    named = {event.debt for event in noticed if event.debt is not None}
    found = [
        debt.id
        for debt in ground.case.debts
        if debt.id in named or debt.collector == "assignee" or debt.legal_status == "assigned"
    ]
    return (*found, None) if any(event.debt is None for event in noticed) and not found else tuple(found)


def _assigned_needs(_: Ground, debt_id: DebtId) -> Iterator[Problem]:
    if debt_id is None:
        yield lacking("which_debt")


def _assignment(ground: Ground, debt_id: DebtId, pen: Pen) -> tuple[Block, ...]:
    debt = ground.debt(debt_id)
    notice = next(
        (event for event in ground.case.legal_events if event.type == "assignment_notice" and event.debt == debt_id),
        None,
    )
    heard = pen("heard_on", day=notice.date) if notice is not None else pen("heard")
    return (
        *pen.head(debt),
        Text(heard),
        Fill(pen("assignee")),
        Heading(pen("title_asks")),
        pen.numbered(*(pen(f"ask.{name}") for name in ("whether", "proof", "balance", "account", "record"))),
        Text(pen("until_then")),
        *pen.foot(ground.enclosed(pen.kind, debt_id, ())),
    )


ASSIGNMENT = Kind(about=_assigned, needs=_assigned_needs, write=_assignment, occasion="assignment")


def _wrong(ground: Ground) -> tuple[DebtId, ...]:
    named = {event.debt for event in ground.case.legal_events if event.type == "credit_report_objection"}
    return tuple(
        debt.id
        for debt in ground.case.debts
        if debt.id in named or any("wrong_amount" in one.classes for one in ground.events(debt.id))
    )


def _objection(ground: Ground, debt_id: DebtId, pen: Pen) -> tuple[Block, ...]:
    debt = ground.debt(debt_id)
    rows = [one.contact for one in ground.events(debt_id) if "wrong_amount" in one.classes]
    notes = [
        event.note
        for event in ground.case.legal_events
        if event.type == "credit_report_objection" and event.debt == debt_id and event.note
    ]
    said = (*notes, *(f"{pen.moment(row.at)} {row.party}{pen.common('colon')}{row.said_zh}" for row in rows))
    days = in_force(OBJECTION, ground.on)
    return (
        Text(pen("to", creditor=debt.creditor_alias), plain=True, bold=True),
        *pen.person(),
        Fill(pen("report")),
        Fill(pen.common("account", product=pen.product(debt))),
        Heading(pen("title_wrong")),
        *((Items(said),) if said else ()),
        Fill(pen("shown")),
        Fill(pen("right")),
        Heading(pen("title_asks")),
        pen.numbered(pen("ask.correct"), pen("ask.mark"), pen("ask.answer", days=int(days.value))),
        Text(pen("rule", source=pen.source(days))),
        *pen.foot(ground.enclosed(pen.kind, debt_id, (name for row in rows for name in row.evidence))),
    )


CREDIT = Kind(about=_wrong, needs=nothing, write=_objection, occasion="wrong_record")


def _authority(_: Ground, __: DebtId, pen: Pen) -> tuple[Block, ...]:
    return (
        *pen.person(),
        Fill(pen("counsellor")),
        Fill(pen("organisation")),
        Heading(pen("title_may")),
        Items(tuple(pen(f"may.{name}") for name in ("read", "be_there", "prepare"))),
        Heading(pen("title_not")),
        Items(tuple(pen(f"not.{name}") for name in ("money", "sign", "complain", "passwords", "fees", "others"))),
        Heading(pen("title_until")),
        Fill(pen("until")),
        Text(pen("withdraw")),
        Heading(pen("title_data")),
        Text(pen("data")),
        Items(tuple(pen(f"consent.{name}") for name in ("accounts", "health", "passing_on"))),
        Text(pen("data_rights")),
        *pen.foot(),
    )


AUTHORITY = Kind(about=whole_case, needs=nothing, write=_authority)
