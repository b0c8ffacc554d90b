"""A case or plan from a file, or from standard input where the name is ``-``; what goes wrong is a calm sentence."""

from __future__ import annotations

import sys
from pathlib import Path

from repaybook.case.json_text import MOST_BYTES
from repaybook.case.model import CaseFile, Plan
from repaybook.case.read import read_case, read_plan
from repaybook.errors import Problem, RepaybookError

_LONGEST_NAME = 80


class InputError(RepaybookError):
    """What was asked for cannot be had: the words on the command line have to change."""


class FileError(InputError):
    """The file itself cannot be had."""


def shown(name: str) -> str:
    """Return the name fit for a sentence: its end where it is long, nothing unprintable."""
    printable = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)
    return printable if len(printable) <= _LONGEST_NAME else f"…{printable[-_LONGEST_NAME:]}"


def content(name: str) -> bytes:
    """Return the file's bytes, one more than may be read at most; ``FileError`` where it cannot be opened."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin is not None else b""
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        reason = "no_file"
    except IsADirectoryError:
        reason = "folder"
    except PermissionError:
        # Windows answers so for a folder too.
        reason = "folder" if Path(name).is_dir() else "no_permission"
    except (OSError, ValueError):
        reason = "not_readable"
    raise FileError([Problem(f"cli.error.{reason}", (), {"name": shown(name)})])


def case_from(name: str) -> CaseFile:
    """Return the case in the file; ``FileError`` or ``CaseError``."""
    return read_case(content(name))


def plan_from(name: str, case: CaseFile) -> Plan:
    """Return the plan in the file, fit for the case; ``FileError`` or ``PlanError``."""
    return read_plan(content(name), case)
