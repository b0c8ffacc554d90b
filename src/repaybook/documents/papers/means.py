"""What the person has and what happened: the statement of means, and the account of the hardship."""

from __future__ import annotations

from collections.abc import Iterator

from repaybook.assess.debts import balance, due_monthly
from repaybook.assess.stages import stage_key
from repaybook.case.model import Category, Debt
from repaybook.documents.attached import whole_table
from repaybook.documents.ground import Ground
from repaybook.documents.paper import Block, Fill, Grid, Heading, Items, Text
from repaybook.documents.papers.asking import budget_needs, no_instalments, owed
from repaybook.documents.papers.kind import DebtId, Kind, lacking, open_to_letters, whole_case
from repaybook.documents.pen import Pen
from repaybook.errors import Problem
from repaybook.follow.conduct import PERSONAL
from repaybook.money import Money
from repaybook.texts import say
from repaybook.texts.figures import unknown


def _statement_needs(ground: Ground, _: DebtId) -> Iterator[Problem]:
    if not ground.case.debts:
        yield lacking("debts")
    yield from budget_needs(ground)


def _household(ground: Ground, pen: Pen) -> Text:
    client = ground.case.client
    told = unknown(pen.lang)
    size = told if client.household_size is None else client.household_size
    dependants = told if client.dependants is None else client.dependants
    return Text(pen("household", size=size, dependants=dependants, city=client.city or told))


def _incomes(ground: Ground, pen: Pen) -> Grid:
    rows = tuple(
        (
            pen("income_of", label=line.label_zh, owner=line.owner),
            pen.money(line.low),
            pen.money(line.amount_monthly),
            pen.money(line.high),
            pen("steady" if line.stable else "unsteady"),
        )
        for line in ground.case.income
    )
    total = (pen("total"), "", pen.money(ground.assessment.income_total), "", "")
    head = tuple(pen(f"column.{name}") for name in ("income", "low", "usual", "high", "kind"))
    return Grid(head, (*rows, total), right=(1, 2, 3), widths=(4, 3, 3, 3, 2))


def _living(ground: Ground, pen: Pen) -> Grid:
    rows = []
    for category in Category:
        amount = ground.assessment.living_by_category[category]
        lines = [line for line in ground.case.expenses if line.category is category]
        told = [
            pen.joined(line.item_zh, pen("because", reason=line.reason) if line.reason else "")
            for line in lines
            if line.item_zh
        ]
        rows.append((pen.term("category", category), pen.money(amount), pen.list_of(told)))
    rows.append((pen("total"), pen.money(ground.assessment.living_total), ""))
    head = tuple(pen(f"column.{name}") for name in ("class", "monthly", "items"))
    return Grid(head, tuple(rows), right=(1,), widths=(3, 3, 6))


def _assets(ground: Ground, pen: Pen) -> Block:
    rows = tuple((asset.kind, pen.money(asset.value), asset.note or "") for asset in ground.case.assets)
    if not rows:
        return Text(pen("no_assets"))
    head = tuple(pen(f"column.{name}") for name in ("asset", "value", "note"))
    return Grid(head, rows, right=(1,), widths=(4, 3, 5))


def _debts(ground: Ground, pen: Pen) -> Grid:
    """Return every debt by its type: a creditor need not read the names of the others."""
    rows = []
    for number, debt in enumerate(ground.case.debts, 1):
        late = say(pen.lang, stage_key(ground.assessment.stages[debt.id]))
        name = pen.joined(pen.term("creditor_type", debt.creditor_type), pen("contingent") if debt.contingent else "")
        due = due_monthly(ground.case, debt)
        rows.append((str(number), name, pen.money(balance(debt)), pen.money(due), late))
    rows.append(("", pen("total_direct"), pen.money(ground.assessment.debt_total), "", ""))
    head = tuple(pen(f"column.{name}") for name in ("number", "debt", "owed", "due", "late"))
    return Grid(head, tuple(rows), right=(2, 3), widths=(2, 7, 5, 5, 7))


def _statement(ground: Ground, _: DebtId, pen: Pen) -> tuple[Block, ...]:
    found = ground.assessment
    return (
        Fill(pen.common("to_fill")),
        *pen.person(),
        Text(pen("as_of", day=ground.case.as_of), plain=True),
        Heading(pen("title_household")),
        _household(ground, pen),
        Heading(pen("title_income")),
        _incomes(ground, pen),
        Heading(pen("title_living")),
        _living(ground, pen),
        Heading(pen("title_left")),
        pen.numbered(
            pen("priority", amount=pen.both(found.priority_debt_payments)),
            pen("surplus" if found.surplus.fen >= 0 else "short", amount=pen.both(_magnitude(ground))),
            pen("usable", buffer=found.buffer, amount=pen.both(found.usable_for_plans)),
        ),
        Heading(pen("title_assets")),
        _assets(ground, pen),
        Heading(pen("title_debts")),
        _debts(ground, pen),
        Text(pen("debts_in_words", amount=pen.both(found.debt_total))),
        *pen.foot(ground.enclosed(pen.kind, None, (name for line in ground.case.income for name in line.evidence))),
    )


def _magnitude(ground: Ground) -> Money:
    surplus = ground.assessment.surplus
    return surplus if surplus.fen >= 0 else -surplus


STATEMENT = Kind(about=whole_case, needs=_statement_needs, write=_statement)


def _late(ground: Ground) -> tuple[DebtId, ...]:
    return tuple(
        debt.id
        for debt in open_to_letters(ground)
        if (debt.overdue_days or 0) > 0 or debt.id in ground.assessment.restructure
    )


def _hardship_needs(ground: Ground, debt_id: DebtId) -> Iterator[Problem]:
    if balance(ground.debt(debt_id)) is None:
        yield lacking("balance")
    if not ground.hardships:
        yield lacking("reason")
    if not ground.enclosed("hardship", debt_id):
        yield lacking("evidence_of_hardship")
    yield from budget_needs(ground)


def _wanted(debt: Debt) -> tuple[str, ...]:
    """Return what is asked for; a private person runs no collection and charges no penalties."""
    if debt.creditor_type not in PERSONAL:
        return "defer", "stop_adding", "in_writing"
    return ("defer_plain", "stop_interest", "in_writing") if debt.annual_rate else ("defer_plain", "in_writing")


def _hardship(ground: Ground, debt_id: DebtId, pen: Pen) -> tuple[Block, ...]:
    debt, found = ground.debt(debt_id), ground.assessment
    asked: tuple[Block, ...] = ()
    if no_instalments(ground) or ground.asked(debt_id) is None:
        gap = pen("short", amount=pen.both(-found.surplus)) if found.surplus.fen < 0 else pen("nothing_left")
        asked = (
            Heading(pen("title_request")),
            Text(gap),
            pen.numbered(*(pen(name) for name in _wanted(debt))),
            Fill(pen("defer_until")),
        )
    return (
        *pen.head(debt),
        Heading(pen("title_events")),
        Items(tuple(pen.happened(said) for said in ground.hardships), numbered=True),
        Heading(pen("title_effect")),
        Text(pen.budget(ground)),
        Fill(pen("recovery")),
        Heading(pen("title_owed")),
        *owed(ground, pen, debt),
        *asked,
        Heading(pen("title_evidence")),
        *whole_table(pen.lang, ground.enclosed(pen.kind, debt_id)),
        *pen.foot(),
    )


HARDSHIP = Kind(about=_late, needs=_hardship_needs, write=_hardship, occasion="late_debt", acknowledges=True)
