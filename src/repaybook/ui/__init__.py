"""The screens: a session, view models without widgets, and views that build widgets once and bind them."""

from __future__ import annotations

from typing import Any


def workbook() -> Any:
    """Return the widget of the whole workbook: all five steps on one case."""
    from repaybook.ui import app  # noqa: PLC0415 - view models are used without widgets

    return app.workbook()


def step(name: str) -> Any:
    """Return the widget of one step (know, budget, plan, talk, follow) on the case taken up last.

    ``ValueError`` for another name.
    """
    from repaybook.ui import app  # noqa: PLC0415 - view models are used without widgets

    return app.step(name)
