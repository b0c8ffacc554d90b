"""The money at hand when life happens: the middle of all lives, the half and nine tenths around it."""

from __future__ import annotations

from collections.abc import Sequence

from repaybook.charts.layout import Entry, framed, plot_pixels
from repaybook.charts.marks import Area, Flag, Line, Mark
from repaybook.charts.model import WIDE, Chart, Size
from repaybook.charts.palette import ATTENTION, INK
from repaybook.charts.scale import amount_axis, month_axis, month_figures, unit_words
from repaybook.charts.stressed import month_before
from repaybook.money import Fen
from repaybook.plans.model import Projection
from repaybook.plans.resilience import Resilience, resilience_reading
from repaybook.texts import Lang, figures, say

_MOST, _HALF = "#CFE0EE", "#8DB4D3"


def lines(fared: Resilience, projection: Projection) -> dict[int, tuple[Fen, ...]]:
    """Return the lines of the fan by percentage: the money on the plan's day, then at each month's end, in fen."""
    start = max(projection.plan.opening_cash.fen, fared.assumptions.reserve.fen)
    return {percent: (start, *line) for percent, line in zip(fared.percents, fared.fan, strict=True)}


def fan(
    fared: Resilience,
    projection: Projection,
    lang: Lang,
    size: Size = WIDE,
    *,
    among: Sequence[tuple[Resilience, Projection]] = (),
) -> Chart:
    """Return the chart of a plan's cash in all its lives; ``among`` – plans beside it, so that the axes agree."""
    beside = ((fared, projection), *among)
    shown = [line for one, plan in beside for line in lines(one, plan).values()]
    up, unit = amount_axis(
        lang, min(min(line) for line in shown), max(max(line) for line in shown), ticks=6 if size.wide else 5
    )
    length = max(len(plan.months) for _, plan in beside)
    across = month_axis(month_before(projection), length, pixels=plot_pixels(size), centred=False)
    lowest, lower, middle, upper, highest = (lines(fared, projection)[percent] for percent in fared.percents)
    entries = [
        Entry(say(lang, "stress.fan.middle"), INK, "line"),
        Entry(say(lang, "stress.fan.half"), _HALF),
        Entry(say(lang, "stress.fan.most"), _MOST),
    ]
    marks: list[Mark] = [
        Area(series="most", colour=_MOST, lower=lowest, upper=highest, stepped=False),
        Area(series="half", colour=_HALF, lower=lower, upper=upper, stepped=False),
        Line(series="middle", colour=INK, values=middle, stepped=False),
    ]
    weak = fared.weak_month
    if weak is not None:
        entries.append(Entry(say(lang, "stress.fan.weak"), ATTENTION, "flag"))
        month = projection.months[weak - 1].month
        marks.append(Flag(series="weak", at=weak, text=month_figures(month), colour=ATTENTION))
    frame = framed(size, entries, across, up, unit_words(lang, unit), (), tinted=True)
    reading = resilience_reading(fared, projection)
    return Chart(frame=frame, marks=tuple(marks), alt=figures.tell(lang, *reading))
