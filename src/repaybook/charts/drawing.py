"""A frame drawn by matplotlib with our own font; loads matplotlib when called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from repaybook import fonts
from repaybook.charts.model import Frame, Key, Panel
from repaybook.charts.palette import BASE, GRID, HATCHES, SOFT, WARM

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# One point is one CSS pixel at this resolution, and an SVG of matplotlib always has it.
_DPI = 72
_DASHES: dict[str, Any] = {"line": "-", "dashed": (0, (3, 1.5)), "dotted": (0, (1, 1))}


@contextmanager
def settings() -> Iterator[None]:
    """Draw with our own font and nothing of the machine's settings; they are as before afterwards."""
    import matplotlib as mpl  # noqa: PLC0415 - heavy

    fonts.register()
    ours: dict[Any, Any] = {
        "font.family": list(fonts.FAMILIES),
        "svg.fonttype": "path",
        "svg.hashsalt": "repaybook",
        "hatch.linewidth": 1.2,
    }
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(ours)
        yield


@cache
def _known() -> frozenset[int]:
    """Return the characters that our font or its fallback can draw."""
    from matplotlib.font_manager import FontProperties, findfont, get_font  # noqa: PLC0415

    fonts.register()
    return frozenset(
        point
        for family in fonts.FAMILIES
        for point in get_font(findfont(FontProperties(family=[family]))).get_charmap()
    )


def drawable(text: str) -> str:
    """Return the text with □ for every character that no font of ours has."""
    return "".join(character if ord(character) in _known() else "□" for character in text)


def bare(frame: Frame) -> Figure:
    """Return a new figure that holds the frame: one axes a panel, ticks, grid, words, legend."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    size = frame.size
    figure = Figure(figsize=(size.width / _DPI, size.height / _DPI), dpi=_DPI)
    figure.patch.set_visible(False)
    for panel in frame.panels:
        _axes(figure, frame, panel)
    for note in frame.notes:
        figure.text(
            note.x / size.width,
            1 - note.y / size.height,
            drawable(note.text),
            fontsize=note.size,
            color=note.colour,
            fontweight="bold" if note.bold else "normal",
            ha={"start": "left", "middle": "center", "end": "right"}[note.anchor],
            va="center_baseline",
            parse_math=False,
        )
    for key in frame.keys:
        _swatch(figure, frame, key)
    return figure


def _axes(figure: Figure, frame: Frame, panel: Panel) -> None:
    width, height = frame.size.width, frame.size.height
    place = (
        panel.left / width,
        1 - (panel.top + panel.height) / height,
        panel.width / width,
        panel.height / height,
    )
    axes = figure.add_axes(place)
    axes.patch.set_visible(False)
    axes.set_xlim(panel.across.low, panel.across.high)
    axes.set_ylim(panel.up.low, panel.up.high)
    axes.set_xticks([at for at, _ in panel.across.ticks], [words for _, words in panel.across.ticks])
    axes.set_yticks([at for at, _ in panel.up.ticks], [words for _, words in panel.up.ticks])
    axes.tick_params(length=0, pad=6, labelsize=frame.text, labelcolor=SOFT)
    axes.spines[:].set_visible(False)
    axes.set_axisbelow(True)
    axes.yaxis.grid(visible=True, color=GRID, linewidth=1)
    if panel.tinted and panel.up.low < 0:
        axes.axhspan(panel.up.low, 0, color=WARM, linewidth=0, zorder=0)
    if panel.base:
        axes.axhline(0, color=BASE, linewidth=1, zorder=3)
    if panel.unit:
        figure.text(
            (panel.left - 6) / width,
            1 - (panel.top - 17) / height,
            drawable(panel.unit),
            fontsize=frame.text,
            color=SOFT,
            ha="right",
            va="center_baseline",
            parse_math=False,
        )


def _swatch(figure: Figure, frame: Frame, key: Key) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415
    from matplotlib.patches import Polygon, Rectangle  # noqa: PLC0415

    width, height = frame.size.width, frame.size.height

    def at(x: float, y: float) -> tuple[float, float]:
        return x / width, 1 - y / height

    x, y = key.x, key.y
    if key.kind in _DASHES:
        (left, level), (right, _) = at(x, y), at(x + 14, y)
        figure.add_artist(Line2D([left, right], [level, level], color=key.colour, linewidth=2, ls=_DASHES[key.kind]))
    elif key.kind == "flag":
        corners = [at(x + 2, y - 4), at(x + 12, y - 4), at(x + 7, y + 4)]
        figure.add_artist(Polygon(corners, color=key.colour, linewidth=0))
    else:
        ground, stroke = fill_of(key.kind, key.colour)
        patch = Rectangle(at(x, y + 6), 14 / width, 12 / height, facecolor=ground, edgecolor=stroke, linewidth=0)
        patch.set_hatch("" if stroke is None else "////")
        figure.add_artist(patch)


def fill_of(kind: str, colour: str) -> tuple[Any, str | None]:
    """Return the ground and, where it is hatched, the strokes of a fill."""
    if kind not in HATCHES:
        return colour, None
    ground, cover, stroke = HATCHES[kind]
    return (ground, cover), stroke
