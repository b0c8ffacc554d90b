"""Asking a creditor for a way to pay: the application, and the change of an agreement before it is broken."""

from __future__ import annotations

from collections.abc import Iterator

from repaybook.assess.debts import balance, grouped
from repaybook.assess.model import Feasibility
from repaybook.case.model import CreditorType, Debt, OfferKind
from repaybook.documents.ground import Ground
from repaybook.documents.paper import Block, Heading, Items, Text
from repaybook.documents.papers.argument import argument
from repaybook.documents.papers.further import further_requests, is_plain
from repaybook.documents.papers.kind import DebtId, Kind, lacking, open_to_letters
from repaybook.documents.pen import Pen
from repaybook.errors import Problem
from repaybook.follow.dues import instalments
from repaybook.money import ZERO, Money
from repaybook.plans.model import Schedule
from repaybook.texts.figures import day, months, percent

_CARDS = frozenset({CreditorType.BANK_CREDIT_CARD, CreditorType.CARD_INSTALMENT})


def requests(pen: Pen, schedule: Schedule) -> tuple[str, ...]:
    """Return what a plan asks of one creditor, a sentence each, in the words of the application."""
    offer, rows, ask = schedule.offer, schedule.rows, pen.of("application")
    lines: list[str] = []
    first = day(pen.lang, schedule.first_due)
    if offer.down_payment:
        lines.append(ask("down_payment", amount=pen.both(offer.down_payment)))
    if not is_plain(schedule):
        lines += further_requests(pen, schedule)
        lines += _in_all(ask, pen, schedule)
    elif offer.kind is OfferKind.LUMP_SUM:
        amount = offer.amount or ZERO
        left = schedule.balance_now - amount
        lines.append(ask("lump_sum", day=first, amount=pen.both(amount), left=pen.both(left)))
        lines.append(ask("own_money"))
    elif offer.kind is OfferKind.TOKEN:
        lines.append(
            ask("token", months=months(pen.lang, offer.months), day=first, amount=pen.both(offer.amount or ZERO))
        )
    else:
        regular = [row for row in rows if row.total]
        count = len(regular) - (1 if offer.down_payment else 0)
        key = "extension" if offer.kind is OfferKind.EXTENSION else "instalments"
        lines.append(ask(key, months=count, day=first, amount=pen.both(schedule.regular)))
        last = Money(regular[-1].total) if regular else ZERO
        if last != schedule.regular:
            lines.append(ask("last", amount=pen.both(last)))
        lines += _in_all(ask, pen, schedule)
    if offer.waived_principal:
        lines.append(ask("waived_principal", amount=pen.both(offer.waived_principal)))
    for name in ("waived_late_fee", "waived_penalty", "waived_interest", "waived_fees"):
        waived: Money = getattr(offer, name)
        if waived:
            lines.append(ask(name, amount=pen.both(waived)))
    return tuple(lines)


def _in_all(ask: Pen, pen: Pen, schedule: Schedule) -> Iterator[str]:
    """Yield what an offer comes to, and at which rate."""
    offer = schedule.offer
    if offer.kind is OfferKind.LUMP_SUM:
        yield ask("own_money")
        return
    if not schedule.still_owed:
        yield ask("in_all", amount=pen.both(schedule.total_paid))
    # Instalments without a rate are reckoned without interest, so that is what is asked for.
    if offer.annual_rate == 0 or (offer.annual_rate is None and offer.kind is OfferKind.INSTALMENTS):
        yield ask("no_interest")
    elif offer.annual_rate is not None:
        yield ask("at_rate", rate=percent(pen.lang, offer.annual_rate))


def no_instalments(ground: Ground) -> bool:
    """Return whether the budget carries no instalments at all, so that none may be offered."""
    return ground.assessment.feasibility is Feasibility.NEGATIVE or ground.assessment.surplus <= ZERO


def budget_needs(ground: Ground) -> Iterator[Problem]:
    """Yield what is lacking of income and living costs."""
    if not ground.assessment.income_known:
        yield lacking("income")
    if not ground.assessment.living_known:
        yield lacking("living")


def offer_needs(ground: Ground, debt_id: DebtId) -> Iterator[Problem]:
    """Yield why no plan may be offered to this creditor."""
    if no_instalments(ground):
        yield lacking("surplus", amount=-ground.assessment.surplus)
    elif ground.stale:
        yield lacking("plan_fits")
    elif ground.asked(debt_id) is None:
        yield lacking("plan" if ground.projection is None else "answer")


def _about(ground: Ground) -> tuple[DebtId, ...]:
    groups = grouped(ground.case)
    open_ids = {debt.id for debt in open_to_letters(ground)}
    return tuple(debt.id for debt in (*groups.restructure, *groups.undecided) if debt.id in open_ids)


def _needs(ground: Ground, debt_id: DebtId) -> Iterator[Problem]:
    if balance(ground.debt(debt_id)) is None:
        yield lacking("balance")
    if not ground.hardships:
        yield lacking("reason")
    yield from budget_needs(ground)
    yield from offer_needs(ground, debt_id)


def _promises(pen: Pen, debt: Debt) -> tuple[str, ...]:
    names = ["promise_true", "promise_no_loans", "promise_tell", "promise_pay"]
    if debt.creditor_type in _CARDS:
        names.append("promise_no_cards")
    return tuple(pen.common(name) for name in names)


def owed(ground: Ground, pen: Pen, debt: Debt) -> tuple[Block, ...]:
    """Return what is owed by the person's own papers, in parts, and that the creditor's statement decides."""
    figures = {"product": pen.product(debt), "day": ground.case.as_of, "total": pen.both(ground.balance(debt.id))}
    sourced = pen.common("owed_by", source=debt.figures_source, **figures) if debt.figures_source else None
    late = pen.common("late", days=debt.overdue_days) if debt.overdue_days else ""
    return (
        Text(pen.joined(sourced or pen.common("owed", **figures), late)),
        *pen.parts(debt),
        Text(pen.common("own_up")),
    )


def _write(ground: Ground, debt_id: DebtId, pen: Pen) -> tuple[Block, ...]:
    debt, schedule = ground.debt(debt_id), ground.asked(debt_id)
    if schedule is None:
        raise ValueError("an application without an offer")
    found = ground.assessment
    key = "usable_kept" if found.committed_payments else "usable"
    return (
        *pen.head(debt),
        Heading(pen("ack")),
        *owed(ground, pen, debt),
        Heading(pen("reason")),
        Items(tuple(pen.happened(said) for said in ground.hardships)),
        Text(pen("reason_means")),
        Heading(pen("budget")),
        Text(pen.budget(ground)),
        Text(pen(key, usable=found.usable_for_plans, kept=found.committed_payments)),
        Heading(pen("request")),
        pen.numbered(*requests(pen, schedule), pen("stop"), pen("in_writing")),
        *argument(ground, pen, schedule),
        Text(pen("you_decide")),
        Heading(pen("promise")),
        pen.numbered(*_promises(pen, debt)),
        Heading(pen("answer")),
        Text(pen("answer_how")),
        *pen.foot((pen.common("statement_enclosed"), *ground.enclosed(pen.kind, debt_id))),
    )


APPLICATION = Kind(about=_about, needs=_needs, write=_write, occasion="late_debt", acknowledges=True)


def _agreed(ground: Ground) -> tuple[DebtId, ...]:
    return tuple(
        debt.id for debt in ground.case.debts if ground.case.agreement(debt.id) is not None and not debt.contingent
    )


def _change_needs(ground: Ground, debt_id: DebtId) -> Iterator[Problem]:
    agreement = ground.case.agreement(debt_id or "")
    if agreement is None or not instalments(agreement):
        yield lacking("agreement_terms")
    if not ground.hardships:
        yield lacking("reason")
    yield from budget_needs(ground)
    yield from offer_needs(ground, debt_id)


def _change(ground: Ground, debt_id: DebtId, pen: Pen) -> tuple[Block, ...]:
    debt, schedule = ground.debt(debt_id), ground.asked(debt_id)
    agreement = ground.case.agreement(debt.id)
    if schedule is None or agreement is None:
        raise ValueError("a change needs an agreement and an offer")
    paid = pen("paid_so_far", amount=pen.both(agreement.paid))
    left = ground.balance(debt.id)
    if sum(amount.fen for _, amount in instalments(agreement)) - agreement.paid.fen == left.fen:
        paid = pen("paid", amount=pen.both(agreement.paid), left=pen.both(left))
    return (
        *pen.head(debt),
        Heading(pen("now")),
        Text(agreement_line(pen, ground, debt)),
        Text(paid),
        Heading(pen("changed")),
        Items(tuple(pen.happened(said) for said in ground.hardships)),
        Text(pen.budget(ground)),
        Heading(pen("request")),
        pen.numbered(*requests(pen, schedule), pen("no_breach"), pen("in_writing")),
        Text(pen("until_then")),
        *pen.foot(ground.enclosed(pen.kind, debt_id)),
    )


def agreement_line(pen: Pen, ground: Ground, debt: Debt) -> str:
    """Return the day, the form and the terms of the agreement about a debt, as far as they are known."""
    agreement = ground.case.agreement(debt.id)
    if agreement is None:
        raise ValueError(f"{debt.id} has no agreement")
    parts = [pen.common("agreed_on", day=agreement.signed) if agreement.signed else pen.common("agreed")]
    if agreement.form:
        parts.append(pen.common("agreed_form", form=agreement.form))
    if agreement.terms is not None and agreement.monthly is not None:
        parts.append(pen.common("agreed_terms", terms=agreement.terms, monthly=agreement.monthly))
    return pen.joined(*parts) + pen.common("agreed_end")


CHANGE = Kind(about=_agreed, needs=_change_needs, write=_change, occasion="agreement", acknowledges=True)
