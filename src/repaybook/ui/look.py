"""The look: the style sheets, in one widget."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ipywidgets import HTML

from repaybook.ui.kit import Kit


@cache
def css() -> str:
    """Return the style sheets: the frame and its parts, then what the later steps and their topics add."""
    return "\n".join(
        (files(__package__) / name).read_text("utf-8")
        for name in (
            "style.css",
            "steps.css",
            "counsel.css",
            "stress.css",
            "papers.css",
            "breach.css",
            "talks.css",
            "keeping.css",
        )
    )


def style(kit: Kit) -> HTML:
    """Return the widget that brings the style sheets to the page."""
    return kit.html(f"<style>{css()}</style>", "rb-style")
