"""Columns that stay in line where Chinese characters take two places of a terminal and Latin ones one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

INDENT = "  "
_GAP = "  "


def width(text: str) -> int:
    """Return the places a text takes in a terminal: two for wide characters, none for combining ones."""
    places = 0
    for character in text:
        if not unicodedata.combining(character):
            places += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return places


def columns(rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """Return the rows as indented lines with their columns in line; those numbered in ``right`` end in line."""
    listed = [list(row) for row in rows]
    on_the_right = set(right)
    count = max((len(row) for row in listed), default=0)
    widest = [max((width(row[at]) for row in listed if at < len(row)), default=0) for at in range(count)]
    lines = []
    for row in listed:
        cells = []
        for at, cell in enumerate(row):
            space = " " * (widest[at] - width(cell))
            cells.append(space + cell if at in on_the_right else cell + space)
        lines.append((INDENT + _GAP.join(cells)).rstrip())
    return lines
