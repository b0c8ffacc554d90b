"""The look: one style sheet, in one widget."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ipywidgets import HTML

from repaybook.ui.kit import Kit


@cache
def css() -> str:
    """Return the style sheet."""
    return (files(__package__) / "style.css").read_text("utf-8")


def style(kit: Kit) -> HTML:
    """Return the widget that brings the style sheet to the page."""
    return kit.html(f"<style>{css()}</style>", "rb-style")
