"""Links that save a finished file on the person's own device; each holds the whole file."""

from __future__ import annotations

from base64 import b64encode

from repaybook.ui.kit import text_of

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def file_link(name: str, content: bytes, words: str) -> str:
    """Return a link that saves ``content`` under ``name``."""
    kind = _TYPES[name.rpartition(".")[2]]
    data = b64encode(content).decode("ascii")
    return (
        f'<a class="rb-link-button" download="{text_of(name)}" href="data:{kind};base64,{data}">{text_of(words)}</a> '
    )


def picture(content: bytes, words: str) -> str:
    """Return a page as a picture with its words for those who do not see it."""
    return (
        f'<img class="rb-page" alt="{text_of(words)}" src="data:image/png;base64,{b64encode(content).decode("ascii")}">'
    )
