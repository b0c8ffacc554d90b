"""The libraries of the extra ``docs``, loaded where a file is written; a named problem where one is not installed."""

from __future__ import annotations

import importlib
from typing import Any

from repaybook.documents.paper import DocumentError
from repaybook.errors import Problem


def loaded(name: str) -> Any:
    """Return the module ``name``; ``DocumentError`` where its library is not installed."""
    library = name.partition(".")[0]
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != library:
            raise
        raise DocumentError([Problem("papers.problem.library", (), {"name": library})]) from None
