"""The papers of a case, listed or written into a folder."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from repaybook.case.model import CaseFile
from repaybook.cli.files import FileError, shown
from repaybook.documents.bundle import documents, standing
from repaybook.documents.making import available
from repaybook.documents.papers import KINDS
from repaybook.errors import Problem
from repaybook.texts import Lang, say
from repaybook.texts.figures import day

_MORE = ("schedules", "calendar")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def listing(case: CaseFile, on: date, lang: Lang) -> str:
    """Return which papers can be made on the day, and what the others lack."""
    title = say(lang, "cli.documents.title", day=day(lang, on))
    return f"{title}\n{standing(case, available(case, on), lang)}"


def made(case: CaseFile, on: date, lang: Lang, folder: str, only: Sequence[str] | None) -> str:
    """Write the files into the folder and return their names; ``FileError`` where that cannot be.

    ``only`` – ids of papers, ``schedules``, ``calendar``. Files of the same name are written anew, others left alone.
    """
    names = (*KINDS, *_MORE)
    unknown = sorted(set(only or ()) - set(names))
    if unknown:
        listed = ", ".join(names)
        raise FileError(
            Problem("papers.problem.no_paper", (), {"name": shown(name), "names": listed}) for name in unknown
        )
    target = Path(folder)
    files = documents(case, on, lang, only=frozenset(only) if only else None)
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            _put(target / name, content)
    except (OSError, ValueError) as error:
        full = isinstance(error, OSError) and error.errno in _FULL
        key = "disk_full" if full else "no_folder"
        raise FileError([Problem(f"papers.problem.{key}", (), {"name": shown(folder)})]) from error
    head = say(lang, "cli.documents.written", count=len(files), folder=shown(folder))
    return "\n".join([head, *(f"  {name}" for name in files)]) + "\n"


def _put(page: Path, content: bytes) -> None:
    """Write a file whole or not at all: half a letter is none, and an earlier one stays."""
    part = page.with_name(f".{page.name}.part")
    try:
        part.write_bytes(content)
        part.replace(page)
    finally:
        part.unlink(missing_ok=True)
