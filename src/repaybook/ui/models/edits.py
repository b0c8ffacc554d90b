"""Edits to the lists of a case, each checked before it is made: what could not be read again never gets in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from repaybook.ui.session import Session

Row = TypeVar("Row")

_BETWEEN = re.compile(r"[、，,；;\n]")


def edit(session: Session, **fields: Any) -> None:
    """Replace fields of the session's case. Raises ``CaseError`` with every problem, and then changes nothing."""
    session.change(**fields)


def corrected(rows: tuple[Row, ...], before: Row | None, after: Row) -> tuple[Row, ...]:
    """Return the rows with ``after`` in the place of ``before``; at the end where ``before`` is new or gone.

    Rows are found by their value, not their place: an undo while a form is open never overwrites another row.
    """
    if before is None or before not in rows:
        return (*rows, after)
    place = rows.index(before)
    return (*rows[:place], after, *rows[place + 1 :])


def without(rows: tuple[Row, ...], row: Row) -> tuple[Row, ...]:
    """Return the rows without the first one that equals ``row``."""
    if row not in rows:
        return rows
    place = rows.index(row)
    return (*rows[:place], *rows[place + 1 :])


def listed(words: str) -> tuple[str, ...]:
    """Return the entries of a line such as ``通话录音、来电截图``, each once, without blanks around them."""
    found = (entry.strip() for entry in _BETWEEN.split(words))
    return tuple(dict.fromkeys(entry for entry in found if entry))


def line_of(entries: Iterable[str]) -> str:
    """Return entries as one line that ``listed`` takes apart again."""
    return "、".join(entries)
