"""How much money is at hand at each month's end: with the income as it is, and with a tenth or a fifth less."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from repaybook.charts.layout import Entry, framed, plot_pixels
from repaybook.charts.marks import Flag, Line, Mark
from repaybook.charts.model import WIDE, Chart, Kind, Size
from repaybook.charts.palette import ATTENTION, INK
from repaybook.charts.readings import stress_reading
from repaybook.charts.scale import amount_axis, month_axis, month_figures, unit_words
from repaybook.dates import add_months, first_of_month
from repaybook.money import Fen
from repaybook.plans.model import Projection
from repaybook.plans.stress import cut
from repaybook.texts import Lang, say

_STROKES: tuple[tuple[str, Kind, tuple[int, ...]], ...] = (
    (INK, "line", ()),
    ("#0072B2", "dashed", (6, 3)),
    (ATTENTION, "dotted", (2, 2)),
)


def cash(projection: Projection, less_percent: int = 0) -> tuple[Fen, ...]:
    """Return the money at hand on the plan's day and at each month's end, every income cut by ``less_percent``."""
    incomes = [month.income for month in projection.months]
    missing = accumulate(full - kept for full, kept in zip(incomes, cut(incomes, less_percent), strict=True))
    ends = (month.cash - short for month, short in zip(projection.months, missing, strict=True))
    return (projection.plan.opening_cash.fen, *ends)


def month_before(projection: Projection) -> date:
    """Return the month before the first of the rows: where they start from."""
    first = projection.months[0].month if projection.months else add_months(first_of_month(projection.on), 1)
    return add_months(first, -1)


def stress(projection: Projection, lang: Lang, size: Size = WIDE, *, among: Sequence[Projection] = ()) -> Chart:
    """Return the chart of the money at hand under a plan; ``among`` – the plans beside it, so that the axes agree.

    Raises ``ValueError`` where a projection is itself one of less income.
    """
    beside = (projection, *among)
    if any(other.less_percent for other in beside):
        raise ValueError("the incomes of these months are cut already")
    percents = [case.percent for case in projection.stress]
    shown = [cash(other, percent) for other in beside for percent in percents]
    up, unit = amount_axis(
        lang,
        min((min(line) for line in shown), default=0),
        max((max(line) for line in shown), default=0),
        ticks=6 if size.wide else 5,
    )
    length = max(len(other.months) for other in beside)
    across = month_axis(month_before(projection), length, pixels=plot_pixels(size), centred=False)
    entries = []
    marks: list[Mark] = []
    for case, (colour, kind, dash) in zip(projection.stress, _STROKES, strict=False):
        key = "less" if case.percent else "unchanged"
        words = say(lang, f"charts.stress.{key}", percent=case.percent)
        entries.append(Entry(words, colour, kind))
        marks.append(
            Line(
                series=f"less_{case.percent}",
                colour=colour,
                values=cash(projection, case.percent),
                stepped=False,
                dash=dash,
            )
        )
    failing = [case for case in projection.stress if case.first_failing is not None]
    if failing:
        entries.append(Entry(say(lang, "charts.legend.failing"), ATTENTION, "flag"))
        case = failing[0]
        at = case.first_failing or 0
        month = projection.months[at - 1].month
        marks.append(Flag(series=f"failing_{case.percent}", at=at, text=month_figures(month), colour=ATTENTION))
    frame = framed(size, entries, across, up, unit_words(lang, unit), (), tinted=True)
    return Chart(frame=frame, marks=tuple(marks), alt=stress_reading(projection, lang))
