"""Pictures of a budget and of plans: rows → ``Chart``, drawn as two SVG layers, as a Figure, or as a PNG.

``picture(cash_flow(projection, names, lang, size), uid)`` is what a screen shows: ``frame`` is drawn by matplotlib and
stays the same text while only the data moves; ``data`` is small and laid exactly over it. Importing this package
loads neither matplotlib nor numpy; the first frame does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from repaybook.charts.budget import waterfall
from repaybook.charts.compared import comparison, plan_letters
from repaybook.charts.composition import COLOURS, parts_bar
from repaybook.charts.flow import cash_flow
from repaybook.charts.labels import creditor_names
from repaybook.charts.layer import data_svg
from repaybook.charts.model import PHONE, WIDE, WIDE_LOW, Chart, Picture, Size
from repaybook.charts.owed import balances
from repaybook.charts.stressed import stress

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = [
    "COLOURS",
    "PHONE",
    "WIDE",
    "WIDE_LOW",
    "Chart",
    "Picture",
    "Size",
    "balances",
    "cash_flow",
    "comparison",
    "creditor_names",
    "figure",
    "parts_bar",
    "picture",
    "plan_letters",
    "png",
    "stress",
    "waterfall",
]


def picture(chart: Chart, uid: str) -> Picture:
    """Return the chart as two SVG layers; ``uid`` is unique within the page. ``ValueError`` where it cannot be an id.

    As long as the chart's frame stays equal, ``frame`` is the very same text.
    """
    from repaybook.charts.frame import frame_svg  # noqa: PLC0415 - the first to need XML

    return Picture(frame=frame_svg(chart.frame, uid), data=data_svg(chart, uid), alt=chart.alt, size=chart.frame.size)


def figure(chart: Chart) -> Figure:
    """Return the chart as a new matplotlib ``Figure``, its axes in fen."""
    from repaybook.charts.paper import figure as drawn  # noqa: PLC0415

    return drawn(chart)


def png(chart: Chart, dpi: int = 200) -> bytes:
    """Return the chart as a PNG on white; at 72 dpi a pixel is a CSS pixel."""
    from repaybook.charts.paper import png as written  # noqa: PLC0415

    return written(chart, dpi)
