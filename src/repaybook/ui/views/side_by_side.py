"""A table whose columns are compared: on a phone each row's name stands above its figures, and it stays a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from repaybook.ui.kit import text_of


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a key for tests and styles, its name, the words of each column, and which of them need attention."""

    key: str
    name: str
    cells: tuple[str, ...]
    worrying: tuple[bool, ...] = ()


def side_by_side(heads: Sequence[str], lines: Iterable[Line], *, caption: str = "", corner: str = "") -> str:
    """Return the table as markup; ``heads`` are markup already, everything else is escaped here.

    The roles are written out because a phone's layout (``rb-compare``) would take them from the elements.
    """
    first = f'<th scope="col" role="columnheader">{text_of(corner)}</th>' if corner else '<td role="cell"></td>'
    named = "".join(f'<th scope="col" role="columnheader" class="rb-num">{head}</th>' for head in heads)
    title = f"<caption>{text_of(caption)}</caption>" if caption else ""
    head = f'<thead role="rowgroup"><tr role="row">{first}{named}</tr></thead>'
    body = "".join(_row(line) for line in lines)
    return f'<table class="rb-compare" role="table">{title}{head}<tbody role="rowgroup">{body}</tbody></table>'


def _row(line: Line) -> str:
    worrying = line.worrying or (False,) * len(line.cells)
    cells = "".join(
        f'<td role="cell" class="rb-num{" rb-word" if worry else ""}">{text_of(words)}</td>'
        for words, worry in zip(line.cells, worrying, strict=True)
    )
    name = f'<th scope="row" role="rowheader">{text_of(line.name)}</th>'
    return f'<tr role="row" data-row="{text_of(line.key)}">{name}{cells}</tr>'
