"""Where a picture's field and legend go: beside each other where it is wide, one below the other on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repaybook.charts.labels import ems, shortened
from repaybook.charts.model import Axis, Frame, Key, Kind, Note, Panel, Size

_SWATCH = 14
_GAP = 6
_FLAGS = 26  # above the field: the figures of flags
_MONTHS = 26  # below it: the months
_LEAST_HEIGHT = 60
_FLAG_WORDS = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a legend."""

    text: str
    colour: str
    kind: Kind = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """The place left for the axes, in pixels, and the legend around it."""

    left: float
    top: float
    width: float
    height: float
    keys: tuple[Key, ...]
    notes: tuple[Note, ...]


def text_size(size: Size) -> int:
    """Return the size of a picture's words in pixels."""
    return 13 if size.wide else 12


def field(size: Size, entries: Sequence[Entry], left: float = 56) -> Field:
    """Return the field beside (wide) or above (phone) the legend of these entries, listed from the top.

    ``left`` – what the words of the vertical axis need, in pixels.
    """
    return _beside(size, entries, left) if size.wide else _above(size, entries, left)


def _beside(size: Size, entries: Sequence[Entry], left: float) -> Field:
    column, text = 166, text_size(size)
    x = size.width - column + 14
    line = min(24.0, (size.height - 20) / max(len(entries), 1))
    room = (column - 14 - _SWATCH - _GAP) / text
    spots = [(x, 22 + line * position) for position in range(len(entries))]
    keys, notes = _drawn(spots, entries, [shortened(entry.text, room) for entry in entries], text)
    return Field(
        left=left,
        top=_FLAGS,
        width=size.width - column - left,
        height=size.height - _FLAGS - _MONTHS,
        keys=keys,
        notes=notes,
    )


def _above(size: Size, entries: Sequence[Entry], left: float) -> Field:
    text, line = text_size(size), 20
    words = [shortened(entry.text, 11.5) if entry.kind == "area" else shortened(entry.text, 24) for entry in entries]
    widths = [_SWATCH + _GAP + ems(word) * text + 12 for word in words]
    rows: list[list[int]] = [[]]
    used = 0.0
    for position, width in enumerate(widths):
        if rows[-1] and used + width - 12 > size.width - 8:
            rows.append([])
            used = 0.0
        rows[-1].append(position)
        used += width
    top = size.height - line * len(rows)
    spots = []
    for number, row in enumerate(rows):
        x = 4.0
        for position in row:
            spots.append((x, top + line * number + line / 2))
            x += widths[position]
    keys, notes = _drawn(spots, entries, words, text)
    return Field(
        left=left,
        top=_FLAGS,
        width=size.width - left - 12,
        height=top - 4 - _FLAGS - _MONTHS,
        keys=keys,
        notes=notes,
    )


def _drawn(
    spots: Sequence[tuple[float, float]], entries: Sequence[Entry], words: Sequence[str], text: int
) -> tuple[tuple[Key, ...], tuple[Note, ...]]:
    keys = [Key(x, y, entry.colour, entry.kind) for (x, y), entry in zip(spots, entries, strict=True)]
    notes = [Note(x + _SWATCH + _GAP, y, word, text) for (x, y), word in zip(spots, words, strict=True)]
    return tuple(keys), tuple(notes)


def framed(
    size: Size,
    entries: Sequence[Entry],
    across: Axis,
    up: Axis,
    unit: str,
    names: Sequence[str],
    *,
    tinted: bool = False,
) -> Frame:
    """Return the frame of one field with these axes and this legend; ``names`` can be placed in the field.

    Raises ``ValueError`` where the size leaves no room for the field.
    """
    tick = 12 if size.wide else 11
    words = max(ems(word) for word in (unit, *(word for _, word in up.ticks)))
    place = field(size, entries, max(36, round(words * tick + 12)))
    if place.height < _LEAST_HEIGHT:
        raise ValueError(f"{size} is too low for a legend of {len(entries)}")
    panel = Panel(
        left=place.left,
        top=place.top,
        width=place.width,
        height=place.height,
        across=across,
        up=up,
        unit=unit,
        tinted=tinted,
    )
    return Frame(
        size=size,
        panels=(panel,),
        notes=place.notes,
        keys=place.keys,
        names=tuple(names),
        text=tick,
        name=text_size(size) - 1,
    )


def leans_left(panel: Panel, size: Size, at: float) -> bool:
    """Return whether a flag's month is to be written on its left, for want of room on its right."""
    end = panel.x(at) + _FLAG_WORDS
    return end > size.width - 2 or end > panel.left + panel.width + 40


def plot_pixels(size: Size) -> float:
    """Return the width of the field in pixels, whatever the legend."""
    return field(size, ()).width
