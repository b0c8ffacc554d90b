"""The repayment plan as an enclosure: what is offered to one creditor, instalment by instalment."""

from __future__ import annotations

from collections.abc import Iterator

from repaybook.assess.debts import balance
from repaybook.documents.ground import Ground
from repaybook.documents.paper import Block, Grid, Heading, Text
from repaybook.documents.papers.argument import argument
from repaybook.documents.papers.asking import APPLICATION, budget_needs, offer_needs, requests
from repaybook.documents.papers.further import is_plain
from repaybook.documents.papers.kind import DebtId, Kind, lacking
from repaybook.documents.pen import Pen
from repaybook.errors import Problem
from repaybook.money import Money
from repaybook.plans.model import Projection, Schedule
from repaybook.texts.figures import day

_LETTERS = "甲乙丙丁戊己庚辛"
_LATIN = "ABCDEFGH"


def _needs(ground: Ground, debt_id: DebtId) -> Iterator[Problem]:
    if balance(ground.debt(debt_id)) is None:
        yield lacking("balance")
    yield from budget_needs(ground)
    yield from offer_needs(ground, debt_id)


def _ways(ground: Ground, debt_id: DebtId) -> tuple[Schedule, ...]:
    """Return the offer the paper is about, then what the other plans proposed would ask of this creditor."""
    found: list[Schedule] = []
    projections: list[Projection] = [one for one in (ground.projection, *ground.proposals) if one is not None]
    for projection in projections:
        schedule = ground.asked(debt_id, projection)
        if schedule is not None and all(schedule.rows != other.rows for other in found):
            found.append(schedule)
    return tuple(found)


def _monthly(pen: Pen, way: Schedule) -> str:
    """Return the level instalment; from the smallest to the largest payment where they are not level."""
    paid = [Money(row.total) for row in way.rows if row.total]
    if is_plain(way) or len(paid) < 2:
        return pen.money(way.regular)
    return pen("range", least=min(paid), most=max(paid))


def _compared(pen: Pen, ways: tuple[Schedule, ...]) -> Grid:
    letters = _LETTERS if pen.lang == "zh" else _LATIN
    head = tuple(pen(f"column.{name}") for name in ("plan", "count", "monthly", "first", "end", "total"))
    rows = tuple(
        (
            pen("letter", letter=letter),
            str(sum(1 for row in way.rows if row.total)),
            _monthly(pen, way),
            day(pen.lang, way.first_due),
            day(pen.lang, way.end),
            pen.money(way.total_paid),
        )
        for letter, way in zip(letters, ways, strict=False)
    )
    return Grid(head, rows, right=(1, 2, 5), widths=(3, 2, 4, 5, 5, 4))


def _rows(pen: Pen, schedule: Schedule) -> Grid:
    head = tuple(pen(f"column.{name}") for name in ("number", "day", "amount", "interest", "left"))
    rows = tuple(
        (
            str(number),
            day(pen.lang, row.due),
            pen.money(Money(row.total)),
            pen.money(Money(row.interest + row.penalty_interest + row.late_fee + row.other)),
            pen.money(Money(row.balance)),
        )
        for number, row in enumerate((row for row in schedule.rows if row.total), 1)
    )
    total = ("", pen("total"), pen.money(schedule.total_paid), "", "")
    return Grid(head, (*rows, total), right=(2, 3, 4), widths=(2, 5, 4, 4, 4))


def _stress(ground: Ground, pen: Pen) -> str:
    projection = ground.projection
    tenth = next((one for one in projection.stress if one.percent == 10), None) if projection is not None else None
    if tenth is None or projection is None:
        return pen("no_stress")
    if tenth.first_failing is None:
        return pen("holds", percent=tenth.percent)
    month = projection.months[tenth.first_failing - 1].month
    return pen("fails", percent=tenth.percent, fail_month=month, amount=tenth.short)


def _write(ground: Ground, debt_id: DebtId, pen: Pen) -> tuple[Block, ...]:
    debt, ways = ground.debt(debt_id), _ways(ground, debt_id)
    first = ways[0]
    end = pen("still_owed", amount=first.still_owed) if first.still_owed else pen("done", day=first.end)
    return (
        *pen.head(debt),
        Text(pen("basis", day=ground.case.as_of, amount=pen.both(ground.balance(debt_id)))),
        Heading(pen("title_ways")),
        _compared(pen, ways),
        Heading(pen("title_first")),
        pen.numbered(*requests(pen, first)),
        Text(end),
        *argument(ground, pen, first),
        Text(pen.budget(ground)),
        Text(_stress(ground, pen)),
        Heading(pen("title_change")),
        Text(pen("change")),
        Text(pen("you_decide")),
        Heading(pen("title_rows")),
        _rows(pen, first),
        *pen.foot(),
    )


PLAN = Kind(about=APPLICATION.about, needs=_needs, write=_write, occasion="late_debt", acknowledges=True)
