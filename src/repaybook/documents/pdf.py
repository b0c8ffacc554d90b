"""A paper as PDF (PDF/A-2b) with the package's own font, or as pictures of its pages for the screen.

The data goes in as JSON beside a fixed template; no text of a case is ever part of a template.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from repaybook import fonts
from repaybook.documents.libraries import loaded
from repaybook.documents.paper import (
    Block,
    DocumentError,
    Fill,
    Grid,
    Heading,
    Items,
    Paper,
    Sign,
    Text,
    check,
    closing,
    named,
    words,
)
from repaybook.errors import Problem

_BREAKS = frozenset("\n\t")


@cache
def _covered() -> frozenset[int]:
    """Return the code points that both styles of the font have."""
    reader = loaded("fontTools.ttLib")
    styles = []
    for path in fonts.paths():
        with reader.TTFont(path, lazy=True) as font:
            styles.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*styles)


@cache
def _template() -> bytes:
    return (files("repaybook.documents") / "letter.typ").read_bytes()


@cache
def _fonts() -> Any:
    folder = str(fonts.paths()[0].parent)
    return loaded("typst").Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _check_glyphs(paper: Paper) -> None:
    """Raise ``DocumentError`` naming every character that the font lacks: a PDF never shows an empty box for one."""
    used = {character for text in words(paper) for character in text} - _BREAKS
    lacking = sorted(character for character in used if ord(character) not in _covered())
    if lacking:
        raise DocumentError([Problem("papers.problem.glyph", (), named(one)) for one in lacking])


def _block(block: Block) -> Mapping[str, Any]:
    match block:
        case Heading(text):
            return {"kind": "heading", "text": text}
        case Text(text, plain, bold):
            return {"kind": "text", "text": text, "plain": plain, "bold": bold}
        case Items(lines, numbered):
            return {"kind": "items", "lines": lines, "numbered": numbered}
        case Grid(head, rows, right, widths, tall):
            even = [1] * len(head)
            return {"kind": "grid", "head": head, "rows": rows, "right": right, "widths": widths or even, "tall": tall}
        case Fill(label, beside):
            return {"kind": "fill", "labels": [label, beside] if beside else [label]}
        case Sign(name, day):
            return {"kind": "sign", "name": name, "day": day}


def _compiled(paper: Paper, **wanted: Any) -> Any:
    check(paper)
    _check_glyphs(paper)
    typst, kept = loaded("typst"), closing(paper)
    content = {
        "lang": paper.lang,
        "title": paper.title,
        "small": paper.small,
        "day": (paper.on.year, paper.on.month, paper.on.day),
        "blocks": [{**_block(block), "kept": place in kept} for place, block in enumerate(paper.blocks)],
    }
    stamp = datetime(paper.on.year, paper.on.month, paper.on.day, tzinfo=UTC)
    try:
        return typst.compile(
            _template(),
            font_paths=_fonts(),
            sys_inputs={"paper": json.dumps(content, ensure_ascii=False)},
            timestamp=stamp,
            **wanted,
        )
    except typst.TypstError as error:
        raise DocumentError([Problem("papers.problem.pdf", (), {"detail": error.message})]) from error


def pdf(paper: Paper) -> bytes:
    """Return the paper as PDF/A-2b; the same paper gives the same bytes.

    ``DocumentError`` names every character the font lacks (the Word file holds it) or that cannot be written.
    """
    content: bytes = _compiled(paper, format="pdf", pdf_standards="a-2b")
    return content


def pages(paper: Paper) -> tuple[bytes, ...]:
    """Return the pages as SVG pictures, from the same template as the PDF; ``DocumentError`` as for ``pdf``."""
    made = _compiled(paper, format="svg")
    return tuple(made) if isinstance(made, list) else (made,)


def pictures(paper: Paper, dots: int = 96) -> tuple[bytes, ...]:
    """Return the pages as PNG pictures of ``dots`` an inch, as ``pages`` does."""
    made = _compiled(paper, format="png", ppi=float(dots))
    return tuple(made) if isinstance(made, list) else (made,)
