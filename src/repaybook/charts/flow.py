"""The monthly cash flow of a plan: where each month's income goes, and the first month that it does not reach."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from repaybook.charts.labels import ems, shortened
from repaybook.charts.layout import Entry, framed, plot_pixels
from repaybook.charts.marks import Area, Flag, Line, Mark, Tag
from repaybook.charts.model import WIDE, Chart, Frame, Names, Size
from repaybook.charts.palette import ATTENTION, INK, LEFT, LIVING, PRIORITY, SAVINGS, Band, creditor_bands, on
from repaybook.charts.readings import cash_flow_reading
from repaybook.charts.scale import amount_axis, month_axis, month_figures, unit_words
from repaybook.dates import add_months, first_of_month
from repaybook.money import Fen
from repaybook.plans.model import Month, Projection
from repaybook.texts import Lang, say


def spent(month: Month) -> Fen:
    """Return what goes out and aside in the month, in fen."""
    return sum(month.living.values()) + sum(month.priority.values()) + sum(month.payments.values()) + month.savings


def checked_names(projections: Sequence[Projection], names: Names) -> None:
    """Raise ``ValueError`` where a debt has no name: its payments would be missing from the picture."""
    unnamed = {debt for projection in projections for debt in projection.schedules} - set(names)
    if unnamed:
        raise ValueError(f"debts without a name: {sorted(unnamed)}")


def cash_flow(
    projection: Projection, names: Names, lang: Lang, size: Size = WIDE, *, among: Sequence[Projection] = ()
) -> Chart:
    """Return the chart of the months of a plan; ``among`` – the plans beside it, so that all have the same axes.

    Raises ``ValueError`` where ``names`` lacks a debt.
    """
    plans = (projection, *among)
    checked_names(plans, names)
    months = projection.months
    beside = [month for plan in plans for month in plan.months]
    rows = _rows(months, creditor_bands(names, {debt for month in beside for debt in month.priority}, lang), lang)
    high = max((max(month.income, spent(month)) for month in beside), default=0)
    up, unit = amount_axis(lang, 0, high, ticks=6 if size.wide else 5)
    first = months[0].month if months else add_months(first_of_month(projection.on), 1)
    length = max(len(plan.months) for plan in plans)
    frame = framed(
        size,
        _entries(projection, [band for band, _ in rows], lang),
        month_axis(first, length, pixels=plot_pixels(size), centred=True),
        up,
        unit_words(lang, unit, monthly=True),
        [shortened(band.name, 9) for band, _ in rows],
    )
    return Chart(frame=frame, marks=_marks(projection, frame, rows), alt=cash_flow_reading(projection, lang))


def _rows(months: Sequence[Month], creditors: Sequence[Band], lang: Lang) -> list[tuple[Band, list[Fen]]]:
    """Return the bands from the bottom up with their fen of each month; of those with nothing, living alone."""
    rows = [
        (Band("living", say(lang, "charts.legend.living"), LIVING), [sum(month.living.values()) for month in months]),
        (
            Band("priority", say(lang, "charts.legend.priority"), PRIORITY),
            [sum(month.priority.values()) for month in months],
        ),
        *((band, [sum(month.payments.get(debt, 0) for debt in band.debts) for month in months]) for band in creditors),
        (Band("savings", say(lang, "charts.legend.savings"), SAVINGS), [month.savings for month in months]),
    ]
    return [(band, values) for band, values in rows if band.series == "living" or any(values)]


def _entries(projection: Projection, bands: Sequence[Band], lang: Lang) -> list[Entry]:
    """Return the legend, in the order of the picture from the top down."""
    entries = [Entry(say(lang, "charts.legend.income"), INK, "line")]
    if any(month.left < 0 for month in projection.months):
        entries.append(Entry(say(lang, "charts.legend.short"), ATTENTION, "short"))
    if any(month.left > 0 for month in projection.months):
        entries.append(Entry(say(lang, "charts.legend.left"), LEFT, "left"))
    entries += [Entry(band.name, band.colour) for band in reversed(bands)]
    if projection.first_failing is not None:
        entries.append(Entry(say(lang, "charts.legend.failing"), ATTENTION, "flag"))
    return entries


def _marks(projection: Projection, frame: Frame, rows: Sequence[tuple[Band, list[Fen]]]) -> tuple[Mark, ...]:
    months = projection.months
    income = tuple(month.income for month in months)
    failing = projection.first_failing
    flags = () if failing is None else (failing - 0.5,)
    marks: list[Mark] = []
    tags: list[Mark] = []
    floor = (0,) * len(months)
    for number, (band, values) in enumerate(rows):
        top = tuple(below + value for below, value in zip(floor, values, strict=True))
        area = Area(series=band.series, colour=band.colour, lower=floor, upper=top)
        marks.append(area)
        tags += placed(frame, number, area, flags=flags, line=income)
        floor = top
    if any(month.left > 0 for month in months):
        ceiling = tuple(map(max, income, floor))
        marks.append(Area(series="left", colour=LEFT, lower=floor, upper=ceiling, fill="left"))
    if any(month.left < 0 for month in months):
        level = tuple(map(min, income, floor))
        marks.append(Area(series="short", colour=ATTENTION, lower=level, upper=floor, fill="short"))
    marks += tags
    marks.append(Line(series="income", colour=INK, values=income))
    if failing is not None:
        month = month_figures(months[failing - 1].month)
        marks.append(Flag(series="failing", at=failing - 0.5, text=month, colour=ATTENTION))
    return tuple(marks)


def placed(
    frame: Frame, number: int, band: Area, *, flags: Sequence[float] = (), line: Sequence[Fen] = ()
) -> list[Mark]:
    """Return the band's name inside it, at the first place where it is high and long enough; none if there is none.

    ``flags`` – months whose flag must not cross it; ``line`` – a row of fen under which it must stay.
    """
    panel = frame.panels[band.panel]
    tall = frame.name + 4
    fen_tall = tall / panel.height * (panel.up.high - panel.up.low)
    if all(upper - lower < fen_tall for lower, upper in zip(band.lower, band.upper, strict=True)):
        return []
    month = panel.width / (panel.across.high - panel.across.low)
    span = ceil((ems(frame.names[number]) * frame.name + 12) / month)
    edges = 0 if band.stepped else 1
    for start in range(len(band.lower) - edges - span + 1):
        stop = start + span
        low, high = max(band.lower[start : stop + edges]), min(band.upper[start : stop + edges])
        if high - low < fen_tall or any(start < flag < stop for flag in flags):
            continue
        middle = (low + high) / 2
        if all(value > middle + fen_tall / 2 for value in line[start:stop]):
            return [Tag(name=number, x=start + span / 2, y=middle, colour=on(band.colour), panel=band.panel)]
    return []
