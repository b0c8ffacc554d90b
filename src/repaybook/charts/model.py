"""What a picture is made of: a frame that seldom changes, marks in exact figures, and the sentence that it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from repaybook.charts.marks import Anchor, Mark

Kind: TypeAlias = Literal["area", "left", "short", "line", "dashed", "dotted", "flag"]
"""What a legend's swatch looks like."""


@dataclass(frozen=True, slots=True)
class Size:
    """A picture's size in CSS pixels."""

    width: int
    height: int

    def __post_init__(self) -> None:
        if self.width < 300 or self.height < 120:
            raise ValueError(f"a picture of {self.width} × {self.height} has no room for its words")

    @property
    def wide(self) -> bool:
        """Return whether the legend has room beside the picture."""
        return self.width >= 600


WIDE = Size(860, 360)
WIDE_LOW = Size(860, 200)
PHONE = Size(358, 300)


@dataclass(frozen=True, slots=True)
class Axis:
    """The limits of one direction, and its ticks with their words."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A field with two axes; its place in pixels from the upper left corner of the picture.

    ``unit`` stands over the figures of the vertical axis. ``tinted`` warms the part below zero.
    """

    left: float
    top: float
    width: float
    height: float
    across: Axis
    up: Axis
    unit: str = ""
    tinted: bool = False
    base: bool = True

    def x(self, value: float) -> float:
        """Return the pixel of a value of the horizontal axis."""
        return self.left + (value - self.across.low) / (self.across.high - self.across.low) * self.width

    def y(self, value: float) -> float:
        """Return the pixel of a value of the vertical axis."""
        return self.top + (self.up.high - value) / (self.up.high - self.up.low) * self.height


@dataclass(frozen=True, slots=True)
class Note:
    """Words at a place of the frame, in pixels; ``y`` is the middle of the line."""

    x: float
    y: float
    text: str
    size: float
    anchor: Anchor = "start"
    bold: bool = False
    colour: str = "#1F2933"


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend: its swatch at a place in pixels, and its words as a ``Note`` beside it."""

    x: float
    y: float
    colour: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """All that stays while a slider moves: fields, ticks, grid, words. Equal frames are the same drawing.

    ``names`` are words that the marks place (``Tag``); the frame carries their outlines.
    """

    size: Size
    panels: tuple[Panel, ...]
    notes: tuple[Note, ...] = ()
    keys: tuple[Key, ...] = ()
    names: tuple[str, ...] = ()
    text: float = 12
    name: float = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture before it is drawn: frame, marks in the order of drawing, and the sentence that is true of them."""

    frame: Frame
    marks: tuple[Mark, ...]
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawn picture: two SVG texts of the same size, ``data`` to be laid exactly over ``frame``.

    ``data`` carries the sentence (``role="img"``, ``aria-label``); ``frame`` is hidden from screen readers, and the
    same text as before as long as nothing of it changes. ``frame`` is empty where ``data`` is the whole picture.
    """

    frame: str
    data: str
    alt: str
    size: Size = field(default=WIDE)

    def html(self) -> str:
        """Return both layers in one element, for a page that shows the picture once."""
        layer = '<div style="grid-area:1/1;min-width:0">'
        layers = "".join(f"{layer}{svg}</div>" for svg in (self.frame, self.data) if svg)
        return f'<div style="display:grid;grid-template-columns:minmax(0,1fr)">{layers}</div>'


Names: TypeAlias = Mapping[str, str]
"""Creditors by the id of the debt, in the order of the case; the order decides the colours."""
