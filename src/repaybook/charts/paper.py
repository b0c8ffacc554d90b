"""The whole chart drawn by matplotlib, data in fen on its axes: as a Figure, or as a PNG for print and documents."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from repaybook.charts.drawing import bare, drawable, fill_of, settings
from repaybook.charts.layout import leans_left
from repaybook.charts.marks import Anchor, Area, Bar, Flag, Line, Mark, Rule, Tag, Value
from repaybook.charts.model import Chart
from repaybook.charts.palette import WHITE
from repaybook.money import Fen

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Annotation


def figure(chart: Chart) -> Figure:
    """Return a new figure of the whole chart, data in fen on its axes; for documents and for a notebook's own use."""
    with settings():
        drawn = bare(chart.frame)
        for order, mark in enumerate(chart.marks):
            axes = drawn.axes[mark.panel]
            _mark(axes, chart, mark, 2 + order / 100)
    return drawn


def png(chart: Chart, dpi: int = 200) -> bytes:
    """Return the whole chart as a PNG on white; ``dpi`` 72 makes one pixel of every CSS pixel."""
    drawn = figure(chart)
    file = BytesIO()
    with settings():
        drawn.patch.set_visible(True)
        drawn.savefig(file, format="png", dpi=dpi, facecolor=WHITE)
    return file.getvalue()


def _ends(values: Sequence[Fen], stepped: bool) -> list[Fen]:
    """Return the values at whole steps; a stepped row needs its last one at the end of its month as well."""
    return [*values, *values[-1:]] if stepped else list(values)


def _mark(axes: Axes, chart: Chart, mark: Mark, order: float) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    match mark:
        case Area():
            ground, stroke = fill_of(mark.fill, mark.colour)
            band = axes.fill_between(
                range(len(_ends(mark.lower, mark.stepped))),
                _ends(mark.lower, mark.stepped),
                _ends(mark.upper, mark.stepped),
                step="post" if mark.stepped else None,
                facecolor=ground,
                edgecolor=stroke or WHITE,
                linewidth=0 if stroke else 0.8,
                zorder=order,
            )
            band.set_hatch("" if stroke is None else "////")
        case Line():
            values = _ends(mark.values, mark.stepped)
            axes.plot(
                range(len(values)),
                values,
                color=mark.colour,
                linewidth=2,
                drawstyle="steps-post" if mark.stepped else "default",
                dashes=[length / 2 for length in mark.dash] or (None, None),
                zorder=order,
                clip_on=False,
            )
        case Bar():
            ground, stroke = fill_of(mark.fill, mark.colour)
            corner = (min(mark.x0, mark.x1), min(mark.y0, mark.y1))
            bar = Rectangle(corner, abs(mark.x1 - mark.x0), abs(mark.y1 - mark.y0), facecolor=ground, zorder=order)
            bar.set(edgecolor=stroke or "none", linewidth=0)
            bar.set_hatch("" if stroke is None else "////")
            axes.add_patch(bar)
        case Rule():
            axes.plot(
                [mark.x0, mark.x1], [mark.y0, mark.y1], color=mark.colour, linewidth=1, zorder=order, clip_on=False
            )
        case Flag():
            axes.axvline(mark.at, color=mark.colour, linewidth=1.5, dashes=(3, 2), zorder=order)
            panel = chart.frame.panels[mark.panel]
            top = panel.up.high
            axes.plot([mark.at], [top], "v", color=mark.colour, markersize=8, clip_on=False, zorder=order)
            left = leans_left(panel, chart.frame.size, mark.at)
            words = _words(axes, chart, mark.text, (mark.at, top), (-9 if left else 9, -7), "end" if left else "start")
            words.set(color=mark.colour, zorder=order, fontweight="bold")
        case Tag():
            words = _words(axes, chart, chart.frame.names[mark.name], (mark.x, mark.y), (0, 0), "middle")
            words.set(color=mark.colour, zorder=order, fontsize=chart.frame.name)
        case Value():
            words = _words(axes, chart, mark.text, (mark.x, mark.y), (mark.dx, mark.dy), mark.anchor)
            words.set(color=mark.colour, zorder=order, fontweight="bold" if mark.bold else "normal")


def _words(
    axes: Axes, chart: Chart, text: str, at: tuple[float, float], moved: tuple[float, float], anchor: Anchor
) -> Annotation:
    """Write the text at a place in the figures of the axes, ``moved`` by pixels, and return it."""
    return axes.annotate(
        drawable(text),
        at,
        xytext=(moved[0], -moved[1]),
        textcoords="offset points",
        fontsize=chart.frame.text,
        ha={"start": "left", "middle": "center", "end": "right"}[anchor],
        va="center_baseline",
        annotation_clip=False,
        parse_math=False,
    )
