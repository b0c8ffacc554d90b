"""In enforcement: what has to be left for living, and a settlement with the creditor before the court."""

from __future__ import annotations

from collections.abc import Iterator

from repaybook.assess.debts import balance, due_monthly
from repaybook.case.model import Category, Debt
from repaybook.case.vocabulary import JUDGED
from repaybook.counsel.facts import doubled_interest
from repaybook.counsel.words import in_force
from repaybook.documents.ground import Ground
from repaybook.documents.paper import Block, Fill, Grid, Heading, Text
from repaybook.documents.papers.asking import budget_needs
from repaybook.documents.papers.kind import DebtId, Kind, lacking
from repaybook.documents.pen import Pen
from repaybook.errors import Problem
from repaybook.money import ZERO, Money

_UNDER_WAY = frozenset({"enforcement", "enforcement_settlement", "enforcement_suspended"})


def _in_enforcement(ground: Ground) -> tuple[DebtId, ...]:
    return tuple(
        debt.id
        for debt in ground.case.debts
        if debt.legal_status in _UNDER_WAY
        or (debt.judgment is not None and debt.judgment.enforcement_filed is not None)
    )


def _judged(ground: Ground) -> tuple[DebtId, ...]:
    return tuple(debt.id for debt in ground.case.debts if debt.legal_status in JUDGED or debt.judgment is not None)


def _living_needs(ground: Ground, _: DebtId) -> Iterator[Problem]:
    yield from budget_needs(ground)
    if not any(line.essential and line.amount_monthly for line in ground.case.expenses):
        yield lacking("essential")


def _essential(ground: Ground, pen: Pen) -> tuple[Grid, Money]:
    rows, total = [], ZERO
    for category in Category:
        lines = [line for line in ground.case.expenses if line.essential and line.category is category]
        amount = Money.total(line.amount_monthly or ZERO for line in lines)
        if amount:
            items = pen.list_of(
                pen.joined(line.item_zh, pen("because", note=line.note) if line.note else "") for line in lines
            )
            rows.append((pen.term("category", category), pen.money(amount), items))
            total = total + amount
    rows.append((pen("total"), pen.money(total), ""))
    head = tuple(pen(f"column.{name}") for name in ("class", "monthly", "items"))
    return Grid(head, tuple(rows), right=(1,), widths=(3, 3, 6)), total


def _number(debt: Debt) -> str | None:
    return debt.judgment.case_no_masked if debt.judgment is not None else None


def _living(ground: Ground, debt_id: DebtId, pen: Pen) -> tuple[Block, ...]:
    debt, judgment = ground.debt(debt_id), ground.debt(debt_id).judgment
    grid, total = _essential(ground, pen)
    client = ground.case.client
    lines: tuple[Block, ...] = ()
    if judgment is not None and judgment.court_deduction_monthly:
        amount = pen.both(judgment.court_deduction_monthly)
        since = judgment.court_deduction_from
        lines = (Text(pen("taken_from", day=since, amount=amount) if since else pen("taken", amount=amount)),)
    rule = in_force(("court", "exempt_living_costs"), ground.on)
    return (
        *pen.court_head(_number(debt)),
        Text(pen("creditor", creditor=debt.creditor_alias), plain=True),
        Heading(pen("title_request")),
        pen.numbered(pen("request", amount=pen.both(total)), pen("support"), pen("stay")),
        Heading(pen("title_facts")),
        Text(
            pen(
                "household",
                size=pen.common("not_known") if client.household_size is None else client.household_size,
                dependants=pen.common("not_known") if client.dependants is None else client.dependants,
            )
        ),
        Text(pen("income", amount=pen.both(ground.assessment.income_total))),
        *lines,
        grid,
        Fill(pen("local_standard")),
        Text(pen("rule", source=pen.source(rule))),
        Text(pen("open_means")),
        *pen.foot((pen.common("statement_enclosed"), *ground.enclosed(pen.kind, debt_id))),
    )


LIVING = Kind(about=_in_enforcement, needs=_living_needs, write=_living, occasion="enforcement")


def _monthly(ground: Ground, debt: Debt) -> Money | None:
    judgment = debt.judgment
    taken = judgment.court_deduction_monthly if judgment is not None else None
    return taken or due_monthly(ground.case, debt)


def _settlement_needs(ground: Ground, debt_id: DebtId) -> Iterator[Problem]:
    debt = ground.debt(debt_id)
    if balance(debt) is None:
        yield lacking("balance")
    yield from budget_needs(ground)
    if not _monthly(ground, debt):
        yield lacking("monthly")
    elif ground.assessment.surplus < ZERO:
        yield lacking("surplus", amount=-ground.assessment.surplus)


def _settlement(ground: Ground, debt_id: DebtId, pen: Pen) -> tuple[Block, ...]:
    debt, owed = ground.debt(debt_id), ground.balance(debt_id)
    monthly = _monthly(ground, debt) or ZERO
    count = -(-owed.fen // monthly.fen)
    last = Money(owed.fen - monthly.fen * (count - 1))
    start = debt.judgment.court_deduction_from if debt.judgment is not None else None
    doubled = doubled_interest(debt, ground.on)
    first = pen("from_day", day=start) if start is not None else pen("from_month")
    article = in_force(("articles", "procedure_enforcement_settlement"), ground.on)
    return (
        *pen.court_head(_number(debt)),
        Text(pen("creditor", creditor=debt.creditor_alias), plain=True),
        Heading(pen("title_owed")),
        Text(pen("owed", day=ground.case.as_of, amount=pen.both(owed))),
        *pen.parts(debt),
        *((Text(pen("doubled", day=ground.on, amount=pen.both(doubled))),) if doubled else ()),
        Heading(pen("title_means")),
        Text(pen.budget(ground)),
        Heading(pen("title_offer")),
        pen.numbered(
            first,
            pen("monthly", amount=pen.both(monthly), count=count),
            pen("last", amount=pen.both(last)) if last != monthly else None,
            pen("ask_doubled") if doubled else None,
            pen("ask_lift"),
            pen("on_breach"),
        ),
        Text(pen("warning", source=pen.source(article))),
        *pen.foot((pen.common("statement_enclosed"), *ground.enclosed(pen.kind, debt_id))),
    )


SETTLEMENT = Kind(about=_judged, needs=_settlement_needs, write=_settlement, occasion="enforcement", acknowledges=True)
