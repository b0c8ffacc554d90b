"""The marks of a picture: bands, lines, bars and figures in the exact figures that they stand for, not in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from repaybook.money import Fen

Fill: TypeAlias = Literal["plain", "left", "short", "unknown"]
"""``left`` – hatched, what is left over; ``short`` – hatched orange, what is missing; ``unknown`` – hatched grey."""

Anchor: TypeAlias = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A band between two rows of fen. ``stepped``: one value a month, over the whole month; else one at each step."""

    series: str
    colour: str
    lower: tuple[Fen, ...]
    upper: tuple[Fen, ...]
    stepped: bool = True
    fill: Fill = "plain"
    panel: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through one row of fen, ``stepped`` as in ``Area``. ``dash`` – lengths of strokes and gaps in pixels."""

    series: str
    colour: str
    values: tuple[Fen, ...]
    stepped: bool = True
    dash: tuple[int, ...] = ()
    panel: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar from ``(x0, y0)`` to ``(x1, y1)`` in the panel's own figures."""

    series: str
    colour: str
    x0: float
    y0: float
    x1: float
    y1: float
    fill: Fill = "plain"
    panel: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A thin straight line from ``(x0, y0)`` to ``(x1, y1)`` in the panel's own figures."""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: str = "#7B8794"
    panel: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A month that matters: a dashed line over the whole height, a small triangle, and the month in figures."""

    series: str
    at: float
    text: str
    colour: str
    panel: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One of the frame's names, in the middle of ``(x, y)``."""

    name: int
    x: float
    y: float
    colour: str
    panel: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Figures at ``(x, y)``, moved by ``dx, dy`` pixels; ASCII and ``−`` alone, so that every system can show them."""

    series: str
    text: str
    x: float
    y: float
    dx: float = 0
    dy: float = 0
    anchor: Anchor = "start"
    colour: str = "#1F2933"
    bold: bool = False
    panel: int = 0


Mark: TypeAlias = Area | Line | Bar | Rule | Flag | Tag | Value
