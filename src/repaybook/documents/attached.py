"""附件目录: what is enclosed with a paper, as a table from the manifest; what the manifest lacks is filled by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from repaybook.case.model import Evidence
from repaybook.documents.paper import Block, Grid, Heading, Text
from repaybook.texts import Lang, known, say
from repaybook.texts.figures import day

Enclosed: TypeAlias = Evidence | str
"""A line of the manifest, or the name of a paper that is no evidence, such as the statement of means."""

_SHORT = 16
"""Digits of a checksum in a letter: enough to tell files apart, short enough for a cell."""
_GROUP = 16


def called(row: Evidence, lang: Lang) -> str:
    """Return what a paper is called: its own name, else that of its kind."""
    key = f"evidence.kind.{row.kind}.title"
    return row.name or (say(lang, key) if known(lang, key) else row.kind)


def kind_of_copy(row: Evidence, lang: Lang) -> str:
    """Return whether it is the original or a copy; nothing where that is not known."""
    return "" if row.original is None else say(lang, f"evidence.{'original' if row.original else 'copy'}")


def _cells(row: Evidence, lang: Lang, *, digest: bool) -> tuple[str, str, str, str, str]:
    """Return name, issuer, day, pages and kind of copy, empty where they are not known; the digest with the name."""
    name = called(row, lang)
    if digest and row.sha256:
        name += "\n" + say(lang, "evidence.digest_short", digest=row.sha256[:_SHORT])
    dated = day(lang, row.dated) if row.dated is not None else ""
    pages = "" if row.pages is None else str(row.pages)
    return name, row.issuer, dated, pages, kind_of_copy(row, lang)


def whole_table(lang: Lang, rows: Iterable[Evidence]) -> tuple[Block, ...]:
    """Return the whole table of evidence, and the files with their whole checksums where they are known."""
    found = tuple(rows)
    head = tuple(say(lang, f"papers.hardship.column.{name}") for name in _COLUMNS)
    lines = tuple((str(number), *_cells(row, lang, digest=False)) for number, row in enumerate(found, 1))
    blocks: list[Block] = [Grid(head, lines, widths=(2, 6, 4, 5, 2, 4))]
    files = tuple(
        (str(number), row.file_name, _grouped(row.sha256)) for number, row in enumerate(found, 1) if row.sha256
    )
    if files:
        head = (
            say(lang, "papers.hardship.column.number"),
            say(lang, "evidence.column.file"),
            say(lang, "evidence.column.digest"),
        )
        blocks += [Heading(say(lang, "evidence.digest_title")), Grid(head, files, widths=(2, 6, 13))]
    return tuple(blocks)


_COLUMNS = ("number", "evidence", "issuer", "day", "pages", "copy")


def _grouped(digest: str) -> str:
    """Return a checksum in groups, so that it can go over the line."""
    return " ".join(digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP))


def attachments(lang: Lang, enclosed: Iterable[Enclosed]) -> tuple[Block, ...]:
    """Return the list of what is enclosed, numbered, each once; cells that are not known stay to be filled by hand.

    Issuer and day have columns only where one of them is known.
    """
    rows = [Evidence(kind="", name=one) if isinstance(one, str) else one for one in dict.fromkeys(enclosed)]
    if not rows:
        return ()
    names = {
        "enclosed": "papers.common.column.enclosed",
        "issuer": "evidence.column.issuer",
        "day": "evidence.column.day",
    }
    full = any(row.issuer or row.dated is not None for row in rows)
    columns = (
        ("number", "enclosed", "issuer", "day", "pages", "copy") if full else ("number", "enclosed", "pages", "copy")
    )
    head = tuple(say(lang, names.get(name, f"papers.common.column.{name}")) for name in columns)
    lines = []
    for number, row in enumerate(rows, 1):
        name, issuer, dated, pages, copy = _cells(row, lang, digest=True)
        cells = (str(number), name, issuer, dated, pages, copy) if full else (str(number), name, pages, copy)
        lines.append(cells)
    widths = (2, 6, 4, 5, 2, 4) if full else (2, 11, 3, 5)
    blocks: list[Block] = [Heading(say(lang, "papers.common.attachments")), Grid(head, tuple(lines), widths=widths)]
    if any(row.sha256 for row in rows):
        blocks.append(Text(say(lang, "evidence.digest_note"), plain=True))
    return tuple(blocks)
