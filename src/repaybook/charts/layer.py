"""The data of a picture as a small SVG text, laid over its frame; written by hand, for it is sent at every move."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from repaybook.charts.layout import leans_left
from repaybook.charts.marks import Area, Bar, Flag, Line, Mark, Rule, Tag, Value
from repaybook.charts.model import Chart, Panel, Size
from repaybook.charts.palette import HATCHES

FONTS = "'Workbook Sans SC','PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif"
_UID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,40}")


def checked(uid: str) -> str:
    """Return the picture's name within its page; ``ValueError`` where it cannot be an id."""
    if not _UID.fullmatch(uid):
        raise ValueError(f"not a name for a picture: {uid!r}")
    return uid


def opening(size: Size, more: str) -> str:
    """Return the first tag of a layer: it fills the width it is given, up to its own."""
    width, height = size.width, size.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'style="display:block;width:100%;max-width:{width}px;height:auto" {more}>'
    )


def data_svg(chart: Chart, uid: str) -> str:
    """Return the data layer of a chart; ``uid`` is the one of its frame."""
    checked(uid)
    used = {mark.fill for mark in chart.marks if isinstance(mark, Area | Bar)}
    patterns = "".join(_pattern(uid, fill) for fill in HATCHES if fill in used)
    words = (
        f'role="img" aria-label="{escape(chart.alt)}" font-family="{FONTS}" font-size="{_short(chart.frame.text)}" '
        'stroke-linejoin="round"'
    )
    drawn = "".join(_drawn(chart, mark, uid) for mark in chart.marks)
    return f"{opening(chart.frame.size, words)}{patterns and f'<defs>{patterns}</defs>'}{drawn}</svg>"


def _pattern(uid: str, fill: str) -> str:
    ground, cover, stroke = HATCHES[fill]
    opacity = "" if cover == 1 else f' fill-opacity="{cover}"'
    return (
        f'<pattern id="{uid}-{fill}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="6" height="6" fill="{ground}"{opacity}/>'
        f'<path d="M1 0V6" stroke="{stroke}" stroke-width="1.4"/></pattern>'
    )


def _short(number: float) -> str:
    """Return a pixel with one decimal at most."""
    written = f"{number:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def _drawn(chart: Chart, mark: Mark, uid: str) -> str:
    panel = chart.frame.panels[mark.panel]
    match mark:
        case Area():
            drawn = _area(panel, mark, uid)
        case Line():
            drawn = _line(panel, mark)
        case Bar():
            drawn = _bar(panel, mark, uid)
        case Rule():
            ends = f"M{_point(panel, mark.x0, mark.y0)}L{_point(panel, mark.x1, mark.y1)}"
            drawn = f'<path d="{ends}" stroke="{mark.colour}"/>'
        case Flag():
            drawn = _flag(panel, mark, chart.frame.size)
        case Tag():
            x, y = _short(panel.x(mark.x)), _short(panel.y(mark.y))
            drawn = f'<use href="#{uid}-n{mark.name}" x="{x}" y="{y}" fill="{mark.colour}"/>'
        case Value():
            right, down = panel.x(mark.x) + mark.dx, panel.y(mark.y) + mark.dy
            drawn = _text(right, down, mark.text, mark.anchor, mark.colour, bold=mark.bold)
    return drawn


def _filled(fill: str, colour: str, uid: str) -> str:
    return colour if fill == "plain" else f"url(#{uid}-{fill})"


def _runs(mark: Area) -> Iterator[tuple[int, int]]:
    """Yield where the band has any thickness, as ranges of its values: a band of nothing draws no line."""
    thick = [upper != lower for lower, upper in zip(mark.lower, mark.upper, strict=True)]
    if not mark.stepped:  # a sloping band reaches one step past its last thick value on both sides
        thick = [any(thick[max(0, at - 1) : at + 2]) for at in range(len(thick))]
    start = None
    for at, here in enumerate([*thick, False]):
        if here and start is None:
            start = at
        elif not here and start is not None:
            yield start, at
            start = None


def _area(panel: Panel, mark: Area, uid: str) -> str:
    paths = []
    for start, stop in _runs(mark):
        if mark.stepped:
            there = _steps(panel, mark.upper, start, stop)
            back = _steps(panel, mark.lower, start, stop, backwards=True)
            paths.append(f"M{there}L{back}Z")
        else:
            there = " ".join(_point(panel, at, mark.upper[at]) for at in range(start, stop))
            back = " ".join(_point(panel, at, mark.lower[at]) for at in reversed(range(start, stop)))
            paths.append(f"M{there} {back}Z")
    if not paths:
        return ""
    stroke = "" if mark.fill == "short" else ' stroke="#fff"'
    return f'<path d="{"".join(paths)}" fill="{_filled(mark.fill, mark.colour, uid)}"{stroke}/>'


def _point(panel: Panel, x: float, y: float) -> str:
    return f"{_short(panel.x(x))} {_short(panel.y(y))}"


def _steps(panel: Panel, values: Sequence[int], start: int, stop: int, *, backwards: bool = False) -> str:
    """Return the points of months' values, each from its month's beginning to its end; equal months as one step."""
    order = range(stop - 1, start - 1, -1) if backwards else range(start, stop)
    first = order[0]
    path = [_point(panel, first + (1 if backwards else 0), values[first])]
    for at, following in pairwise(order):
        if values[at] != values[following]:
            path.append(f"H{_short(panel.x(at if backwards else at + 1))}V{_short(panel.y(values[following]))}")
    path.append(f"H{_short(panel.x(start if backwards else stop))}")
    return "".join(path)


def _line(panel: Panel, mark: Line) -> str:
    if not mark.values:
        return ""
    if mark.stepped:
        path = _steps(panel, mark.values, 0, len(mark.values))
    else:
        path = " ".join(_point(panel, at, value) for at, value in enumerate(mark.values))
    dash = f' stroke-dasharray="{" ".join(map(str, mark.dash))}"' if mark.dash else ""
    casing = f'<path d="M{path}" fill="none" stroke="#fff" stroke-width="4" stroke-opacity=".7"/>'
    return f'{casing}<path d="M{path}" fill="none" stroke="{mark.colour}" stroke-width="2"{dash}/>'


def _bar(panel: Panel, mark: Bar, uid: str) -> str:
    left, right = sorted((panel.x(mark.x0), panel.x(mark.x1)))
    top, bottom = sorted((panel.y(mark.y0), panel.y(mark.y1)))
    if mark.x0 == mark.x1 or mark.y0 == mark.y1:
        return ""
    fill = _filled(mark.fill, mark.colour, uid)
    return (
        f'<rect x="{_short(left)}" y="{_short(top)}" width="{_short(max(right - left, 1))}" '
        f'height="{_short(max(bottom - top, 1))}" fill="{fill}"/>'
    )


def _flag(panel: Panel, mark: Flag, size: Size) -> str:
    x, top, bottom = panel.x(mark.at), panel.top, panel.top + panel.height
    drawn = (
        f'<path d="M{_short(x)} {_short(top)}V{_short(bottom)}" stroke="{mark.colour}" stroke-width="1.5" '
        f'stroke-dasharray="4 3"/><path d="M{_short(x - 5)} {_short(top - 3)}h10l-5 7Z" fill="{mark.colour}"/>'
    )
    to_the_left = leans_left(panel, size, mark.at)
    anchor = "end" if to_the_left else "start"
    return drawn + _text(x + (-9 if to_the_left else 9), top - 7, mark.text, anchor, mark.colour, bold=True)


def _text(x: float, y: float, text: str, anchor: str, colour: str, *, bold: bool = False) -> str:
    turned = "" if anchor == "start" else f' text-anchor="{anchor}"'
    weight = ' font-weight="600"' if bold else ""
    # A third of the size below the middle of the line; "dominant-baseline" differs between browsers.
    return f'<text x="{_short(x)}" y="{_short(y)}" dy=".35em"{turned}{weight} fill="{colour}">{escape(text)}</text>'
