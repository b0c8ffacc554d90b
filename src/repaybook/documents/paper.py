"""What a paper holds: blocks of plain text in order, for every format alike. No markup, nothing to be interpreted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from repaybook.errors import Problem, RepaybookError
from repaybook.texts import Lang


class DocumentError(RepaybookError):
    """A paper cannot be made: a fact is lacking, an answer stops it, or a character cannot be written."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; ``plain`` stands flush (an address, a closing), else its first line is indented."""

    text: str
    plain: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """Short lines under each other, with numbers or with dots."""

    lines: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a head, rows of as many cells, the columns (from 0) that end at the right, relative widths.

    ``tall`` – rows high enough to be filled by hand.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()
    tall: bool = False

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows) or len(self.widths) not in {0, len(self.head)}:
            raise ValueError("every row and the widths need as many cells as the head")


@dataclass(frozen=True, slots=True)
class Fill:
    """A label and a line to be filled by hand, perhaps two side by side: names and numbers are never kept in a case."""

    label: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """The place for a signature and the day beside it, to be filled by hand."""

    name: str
    day: str


Block: TypeAlias = Heading | Text | Items | Grid | Fill | Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper: its kind (``id``, as in ``assess.boundary.BLOCKS``), the debt it is about, its words in order.

    ``on`` – the day it bears. ``small`` – set smaller, so that a page holds it.
    """

    id: str
    debt: str | None
    lang: Lang
    title: str
    on: date
    blocks: tuple[Block, ...]
    small: bool = False

    def editable(self) -> Mapping[int, str]:
        """Return the paragraphs that may be changed before the paper is made, by their place among the blocks."""
        return {place: block.text for place, block in enumerate(self.blocks) if isinstance(block, Text)}

    def edited(self, texts: Mapping[int, str]) -> Paper:
        """Return the paper with these paragraphs changed; an emptied one is left out. ``ValueError``: no paragraph."""
        blocks: list[Block] = []
        if set(texts) - set(self.editable()):
            raise ValueError("only paragraphs can be changed")
        for place, block in enumerate(self.blocks):
            if place in texts and isinstance(block, Text):
                written = texts[place].strip()
                if written:
                    blocks.append(replace(block, text=written))
            else:
                blocks.append(block)
        return replace(self, blocks=tuple(blocks))


def words(paper: Paper) -> Iterator[str]:
    """Yield every text of a paper in the order in which it is read."""
    yield paper.title
    for block in paper.blocks:
        match block:
            case Heading(text) | Text(text):
                yield text
            case Items(lines):
                yield from lines
            case Grid(head, rows):
                yield from head
                for row in rows:
                    yield from row
            case Fill(label, beside):
                yield from (label, beside)
            case Sign(name, day):
                yield from (name, day)


_MOST_KEPT, _MOST_WORDS = 12, 900
"""Rows and characters of a table that still stays on the page of the signature: more might not fit on any."""


def _short(grid: Grid) -> bool:
    return len(grid.rows) <= _MOST_KEPT and sum(len(cell) for row in grid.rows for cell in row) <= _MOST_WORDS


def closing(paper: Paper) -> frozenset[int]:
    """Return the places of the blocks that stay on one page with the signature, so that it never stands alone.

    What is declared, and a short table with its heading right before it.
    """
    signature = next((place for place, block in enumerate(paper.blocks) if isinstance(block, Sign)), 0)
    kept: set[int] = set()
    place = signature - 1
    while place >= 0 and isinstance(block := paper.blocks[place], Text) and (block.plain or not kept):
        kept.add(place)
        place -= 1
    if place > 0 and isinstance(grid := paper.blocks[place], Grid) and _short(grid):
        kept.add(place)
        if isinstance(paper.blocks[place - 1], Heading):
            kept.add(place - 1)
    return frozenset(kept)


# Marks that turn the direction of what follows: on paper they could show an amount or a name in another order.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = frozenset("\n\t")


def named(character: str) -> Mapping[str, object]:
    """Return a character and its code, as a sentence shows them."""
    shown = character if character.isprintable() else "\N{REPLACEMENT CHARACTER}"
    return {"character": shown, "code": f"U+{ord(character):04X}"}


def _unwritable(character: str) -> bool:
    if character in _TURNING or ord(character) & 0xFFFE == 0xFFFE:  # the last two of each plane are no characters
        return True
    return character not in _BREAKS and unicodedata.category(character) in {"Cc", "Cs"}


def check(paper: Paper) -> None:
    """Raise ``DocumentError`` naming every character that no file can hold, or that turns the direction of a text."""
    found = sorted({character for text in words(paper) for character in text if _unwritable(character)})
    if found:
        raise DocumentError([Problem("papers.problem.character", (), named(one)) for one in found])


def file_name(paper: Paper, ending: str) -> str:
    """Return a name for the file without anybody's name in it: title, debt, day (``申请书-D1-2026-11-23.docx``)."""
    about = "".join(letter if letter.isalnum() else "_" for letter in paper.debt or "")[:20]
    return (
        "-".join(part for part in (paper.title.replace(" ", "-"), about, paper.on.isoformat()) if part) + f".{ending}"
    )
