"""What is still owed to whom under a plan, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from repaybook.charts.flow import checked_names, placed
from repaybook.charts.labels import shortened
from repaybook.charts.layout import Entry, framed, plot_pixels
from repaybook.charts.marks import Area, Flag, Mark
from repaybook.charts.model import WIDE, Chart, Names, Size
from repaybook.charts.palette import PRIMARY, PRIORITY, Band, creditor_bands, name_of
from repaybook.charts.readings import balances_reading
from repaybook.charts.scale import amount_axis, month_axis, month_figures, unit_words
from repaybook.charts.stressed import month_before
from repaybook.dates import months_between
from repaybook.money import Fen
from repaybook.plans.model import Projection
from repaybook.texts import Lang, say


def owed(projection: Projection, debts: Sequence[str]) -> tuple[Fen, ...]:
    """Return what is owed on these debts on the plan's day, and at the end of each of its months, in fen."""
    schedules = projection.schedules
    now = sum(schedules[debt].balance_now.fen for debt in debts if debt in schedules)
    return (now, *(sum(month.balances.get(debt, 0) for debt in debts) for month in projection.months))


def balances(
    projection: Projection, names: Names, lang: Lang, size: Size = WIDE, *, among: Sequence[Projection] = ()
) -> Chart:
    """Return the chart of the balances of a plan; ``among`` – the plans beside it, so that all have the same axes."""
    beside = (projection, *among)
    checked_names(beside, names)
    apart = [debt for debt in names if any(debt in month.priority for other in beside for month in other.months)]
    bands = list(creditor_bands(names, apart, lang))
    if apart:
        name = name_of(apart[0], names) if len(apart) == 1 else say(lang, "charts.legend.priority")
        bands.insert(0, Band("priority" if len(apart) > 1 else apart[0], name, PRIORITY, tuple(apart)))
    rows = [(band, owed(projection, band.debts)) for band in bands]
    rows = [(band, values) for band, values in rows if any(values)]
    high = max(max(owed(other, tuple(names))) for other in beside)
    up, unit = amount_axis(lang, 0, high, ticks=6 if size.wide else 5)
    length = max(len(other.months) for other in beside)
    now = month_before(projection)
    across = month_axis(now, length, pixels=plot_pixels(size), centred=False)
    entries = [Entry(band.name, band.colour) for band, _ in reversed(rows)]
    last = projection.months[-1].month if projection.months else now
    done = projection.end_month if (projection.end_month or date.max) <= last else None
    if done is not None:
        entries.append(Entry(say(lang, "charts.legend.done"), PRIMARY, "flag"))
    frame = framed(size, entries, across, up, unit_words(lang, unit), [shortened(band.name, 9) for band, _ in rows])
    marks: list[Mark] = []
    tags: list[Mark] = []
    floor = (0,) * (len(projection.months) + 1)
    for number, (band, values) in enumerate(rows):
        top = tuple(below + value for below, value in zip(floor, values, strict=True))
        area = Area(series=band.series, colour=band.colour, lower=floor, upper=top, stepped=False)
        marks.append(area)
        tags += placed(frame, number, area)
        floor = top
    marks += tags
    if done is not None:
        marks.append(Flag(series="done", at=months_between(now, done), text=month_figures(done), colour=PRIMARY))
    return Chart(frame=frame, marks=tuple(marks), alt=balances_reading(projection, lang))
