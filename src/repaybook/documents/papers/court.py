"""Answers to a court: the objection to a payment order, and the reply to mediation before a suit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from repaybook.assess.debts import balance
from repaybook.case.model import Debt, LegalEvent
from repaybook.counsel.costs import cost_of
from repaybook.counsel.legal_dates import CONFIRMATION, PAYMENT_ORDER
from repaybook.counsel.words import in_force
from repaybook.documents.ground import Ground
from repaybook.documents.paper import Block, Fill, Heading, Text
from repaybook.documents.papers.asking import budget_needs, no_instalments, requests
from repaybook.documents.papers.kind import DebtId, Kind, lacking
from repaybook.documents.pen import Pen
from repaybook.errors import Problem
from repaybook.texts.figures import percent

_MEDIATED = frozenset({"pre_litigation_mediation", "mediation"})


def _about(ground: Ground, event_type: str, statuses: frozenset[str]) -> tuple[DebtId, ...]:
    """Return the debts such an event is about: as told, else those in that state; ``None`` where there are none."""
    named = [event.debt for event in ground.case.legal_events if event.type == event_type]
    found = {debt_id for debt_id in named if debt_id is not None}
    found |= {debt.id for debt in ground.case.debts if debt.legal_status in statuses}
    ordered = tuple(debt.id for debt in ground.case.debts if debt.id in found)
    return ordered if ordered or not named else (None,)


def _event(ground: Ground, event_type: str, debt_id: DebtId) -> LegalEvent | None:
    """Return the latest such event about the debt; one that names no debt will do where none names it."""
    found = [event for event in ground.case.legal_events if event.type == event_type and event.debt in {debt_id, None}]
    return max(found, key=lambda event: (event.debt is not None, event.date), default=None)


def last_day(event: LegalEvent) -> date:
    """Return the last day to object to a payment order: the law's days from receipt, that day not counted.

    A deadline on the paper counts where it is earlier. The law: ``court.payment_order_objection_days``.
    """
    days = int(in_force(PAYMENT_ORDER, event.date).value)
    reckoned = event.date + timedelta(days=days)
    return reckoned if event.deadline is None else min(reckoned, event.deadline)


def _grounds(ground: Ground, debt: Debt, pen: Pen) -> tuple[str, ...]:
    """Return what the case itself has against the sum claimed: interest kept back, a rate above the private line."""
    cost, found = cost_of(debt, ground.on), []
    claimed = debt.claimed_principal or (debt.contract.amount if debt.contract is not None else None)
    received = debt.received_amount or (debt.contract.received if debt.contract is not None else None)
    if cost.kept_back is not None and claimed is not None and received is not None:
        rule = in_force(("private_lending", "principal_where_interest_deducted"), debt.contract_date or ground.on)
        found.append(
            pen(
                "principal",
                claimed=pen.both(claimed),
                received=pen.both(received),
                kept=pen.both(cost.kept_back),
                source=pen.source(rule),
            )
        )
    line = next((line for line in cost.lines if line.key == "private" and line.rate is not None), None)
    if cost.claimed is not None and line is not None and line.rate is not None and cost.claimed > line.rate:
        found.append(
            pen(
                "rate",
                claimed=percent(pen.lang, cost.claimed),
                day=debt.contract_date,
                line=percent(pen.lang, line.rate),
                source=pen.source(line.rule),
            )
        )
    found += [
        pen("figures", moment=pen.moment(one.contact.at), said=one.contact.said_zh)
        for one in ground.events(debt.id)
        if "wrong_amount" in one.classes
    ]
    return tuple(found)


def _order_about(ground: Ground) -> tuple[DebtId, ...]:
    return _about(ground, "payment_order_received", frozenset({"payment_order"}))


def _order_needs(ground: Ground, debt_id: DebtId) -> Iterator[Problem]:
    if debt_id is None:
        yield lacking("which_debt")
        return
    event = _event(ground, "payment_order_received", debt_id)
    if event is None:
        yield lacking("day_of_receipt")
    elif last_day(event) < ground.on:
        yield lacking("objection_in_time", day=last_day(event))
    if not _grounds(ground, ground.debt(debt_id), Pen("zh", "payment_order_objection")):
        yield lacking("ground_of_objection")


def _order(ground: Ground, debt_id: DebtId, pen: Pen) -> tuple[Block, ...]:
    debt, event = ground.debt(debt_id), _event(ground, "payment_order_received", debt_id)
    if event is None:
        raise ValueError("an objection without a payment order")
    rule = in_force(PAYMENT_ORDER, event.date)
    days = int(rule.value)
    return (
        *pen.court_head(),
        Text(pen("applicant", creditor=debt.creditor_alias), plain=True),
        Heading(pen("title_request")),
        Text(pen("request")),
        Heading(pen("title_facts")),
        Text(pen("received", day=event.date)),
        Text(pen("in_time", days=days, last=last_day(event), source=pen.source(rule))),
        Heading(pen("title_grounds")),
        pen.numbered(*_grounds(ground, debt, pen)),
        Text(pen("not_ability")),
        Text(pen("talk")),
        *pen.foot((pen("order_copy"), *ground.enclosed(pen.kind, debt_id, _figures(debt)))),
    )


def _figures(debt: Debt) -> tuple[str, ...]:
    """Return where the figures of a debt come from, as something to enclose."""
    return (debt.figures_source,) if debt.figures_source else ()


ORDER = Kind(about=_order_about, needs=_order_needs, write=_order, occasion="payment_order")


def _mediation_about(ground: Ground) -> tuple[DebtId, ...]:
    return _about(ground, "mediation", _MEDIATED)


def _mediation_needs(ground: Ground, debt_id: DebtId) -> Iterator[Problem]:
    if debt_id is None:
        yield lacking("which_debt")
    elif balance(ground.debt(debt_id)) is None:
        yield lacking("balance")
    yield from budget_needs(ground)


def _mediation(ground: Ground, debt_id: DebtId, pen: Pen) -> tuple[Block, ...]:
    debt, event = ground.debt(debt_id), _event(ground, "mediation", debt_id)
    found, schedule = ground.assessment, ground.asked(debt_id)
    coming = Text(pen("come", day=event.date)) if event is not None and event.date >= ground.on else Text(pen("ready"))
    if schedule is None or no_instalments(ground):
        offered: tuple[Block, ...] = (Text(pen("cannot_offer", usable=found.usable_for_plans)), Text(pen("defer")))
    else:
        offered = (pen.numbered(*requests(pen, schedule)),)
    rule = in_force(CONFIRMATION, ground.on)
    return (
        Fill(pen("to")),
        Fill(pen.common("case_number")),
        *pen.person(),
        Text(pen("other_side", creditor=debt.creditor_alias, product=pen.product(debt)), plain=True),
        Heading(pen("title_attend")),
        coming,
        Heading(pen("title_owed")),
        Text(pen("owed", day=ground.case.as_of, amount=pen.both(ground.balance(debt_id)))),
        *pen.parts(debt),
        Text(pen("itemise")),
        Heading(pen("title_means")),
        Text(pen.budget(ground)),
        Heading(pen("title_offer")),
        *offered,
        Heading(pen("title_form")),
        Text(pen("form", days=int(rule.value), source=pen.source(rule))),
        *pen.foot((pen.common("statement_enclosed"), *ground.enclosed(pen.kind, debt_id))),
    )


MEDIATION = Kind(
    about=_mediation_about, needs=_mediation_needs, write=_mediation, occasion="mediation", acknowledges=True
)
