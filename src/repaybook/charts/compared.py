"""Plans beside each other in four small panels: paid in all, months, a month, lowest cash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from repaybook.charts.labels import clean, ems, shortened
from repaybook.charts.marks import Bar, Fill, Mark, Rule, Value
from repaybook.charts.model import WIDE_LOW, Axis, Chart, Frame, Note, Panel, Size
from repaybook.charts.palette import ATTENTION, BASE, INK, PRIMARY
from repaybook.charts.readings import comparison_reading
from repaybook.charts.scale import amount_axis, figure, month_figures, unit, unit_words, whole_years
from repaybook.dates import months_between
from repaybook.plans.model import Projection
from repaybook.texts import Lang, say

_TITLE = 30
_VALUE = 88
_MEASURES = ("total", "months", "monthly", "lowest")


def plan_letters(count: int, lang: Lang) -> tuple[str, ...]:
    """Return 甲, 乙, 丙 …, or A, B, C …; ``ValueError`` past ten."""
    if not 0 <= count <= 10:
        raise ValueError(f"{count} plans have no letters")
    return tuple(say(lang, f"charts.plan.p{number}") for number in range(1, count + 1))


def months_taken(projection: Projection) -> int:
    """Return the number of months until the plan is done; where it is not, the months that were looked at."""
    if projection.end_month is None or not projection.months:
        return len(projection.months)
    return months_between(projection.months[0].month, projection.end_month) + 1


def measured(projection: Projection) -> dict[str, int]:
    """Return the four figures that are compared: fen, and a number of months."""
    return {
        "total": projection.total_paid.fen,
        "months": months_taken(projection),
        "monthly": projection.monthly.fen,
        "lowest": projection.lowest_cash.fen,
    }


def comparison(
    projections: Sequence[Projection], lang: Lang, size: Size = WIDE_LOW, *, titles: Sequence[str] | None = None
) -> Chart:
    """Return the chart of the plans, named by ``titles`` or else 甲 乙 丙; ``ValueError`` where there is none."""
    if not projections:
        raise ValueError("nothing to compare")
    titles = plan_letters(len(projections), lang) if titles is None else [clean(title) for title in titles]
    if len(titles) != len(projections):
        raise ValueError(f"{len(titles)} titles for {len(projections)} plans")
    figures = [measured(projection) for projection in projections]
    columns = 4 if size.wide else 2
    wide, tall = size.width / columns, size.height / (len(_MEASURES) // columns)
    text = 13 if size.wide else 12
    label = min(max(max(map(ems, titles)) * text + 12, 26.0), 0.35 * wide)
    panels, notes = [], []
    marks: list[Mark] = []
    for number, measure in enumerate(_MEASURES):
        values = [figure_of[measure] for figure_of in figures]
        left, top = number % columns * wide + 4, number // columns * tall
        across, name = _across(measure, values, lang)
        notes.append(Note(left, top + 14, say(lang, f"charts.compare.{measure}", unit=name), text, bold=True))
        panel = Panel(
            left=left + label,
            top=top + _TITLE,
            width=wide - 4 - label - _VALUE,
            height=tall - _TITLE - 8,
            across=across,
            up=Axis(0, len(projections)),
            base=False,
        )
        panels.append(panel)
        marks.append(Rule(x0=0, y0=0, x1=0, y1=len(projections), colour=BASE, panel=number))
        for row, title in enumerate(titles):
            y = panel.y(len(projections) - row - 0.5)
            notes.append(Note(left, y, shortened(title, (label - 8) / text), text))
        marks += _bars(number, measure, values, projections, panel, lang)
    frame = Frame(size=size, panels=tuple(panels), notes=tuple(notes), text=text, name=text)
    return Chart(frame=frame, marks=tuple(marks), alt=comparison_reading(projections, titles, lang))


def _bars(
    number: int, measure: str, values: Sequence[int], projections: Sequence[Projection], panel: Panel, lang: Lang
) -> Iterator[Mark]:
    """Yield a bar and its figures for each plan, from the top down."""
    half = min(9.0 / panel.height * len(values), 0.28)
    for row, (value, projection) in enumerate(zip(values, projections, strict=True)):
        y = len(values) - row - 0.5
        series = f"{measure}:{row}"
        fill: Fill = "unknown" if measure == "months" and projection.end_month is None else "plain"
        colour = ATTENTION if value < 0 else PRIMARY
        yield Bar(series=series, colour=colour, x0=0, x1=value, y0=y - half, y1=y + half, fill=fill, panel=number)
        yield Value(
            series=series,
            text=_written(measure, value, values, projection, lang),
            x=max(value, 0),
            y=y,
            dx=6,
            colour=ATTENTION if value < 0 else INK,
            panel=number,
        )


def _across(measure: str, values: Sequence[int], lang: Lang) -> tuple[Axis, str]:
    if measure == "months":
        return Axis(0, whole_years(max(values))), ""
    axis, _ = amount_axis(lang, min(values), max(values), ticks=2)
    return Axis(axis.low, axis.high), unit_words(lang, _unit(values, lang)[0])


def _unit(values: Sequence[int], lang: Lang) -> tuple[str, int]:
    """Return the unit of the figures beside the bars: yuan, as long as there is room."""
    return unit(lang, max(map(abs, values)), yuan_below=100_000_000_00)


def _written(measure: str, value: int, values: Sequence[int], projection: Projection, lang: Lang) -> str:
    if measure == "months":
        end = projection.end_month
        return f"> {value}" if end is None else f"{value} ({month_figures(end)})"
    name, fen = _unit(values, lang)
    return figure(value, fen, 0 if name == "yuan" else 2)
