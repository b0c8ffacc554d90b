"""The session: one frozen case, replaced whole in one place, with undo, a language and a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from traitlets import Bool, Enum, HasTraits, Instance, Tuple, Unicode

from repaybook.case.model import CaseFile
from repaybook.case.read import read_case
from repaybook.case.write import write_case
from repaybook.errors import Problem
from repaybook.texts import LANGS

STEPS = ("know", "budget", "plan", "talk", "follow")
"""摸清 · 收支 · 方案 · 沟通 · 跟进."""

_UNDO_DEPTH = 200


def today() -> date:
    """Return this machine's day; the one place in the package that asks for it."""
    return date.today()  # noqa: DTZ011 - a person's own calendar day is meant


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to the person: a key of ``texts/*/ui.toml`` with its values, and the problems that caused it."""

    key: str
    values: tuple[tuple[str, object], ...] = ()
    problems: tuple[Problem, ...] = ()
    alert: bool = False


class Session(HasTraits):
    """What every step shares. ``case`` is the one trait that holds the case; every edit goes through ``change``.

    ``saved`` is the case as it was last opened, downloaded or written to disk. ``path`` is the file a counsellor works
    on in JupyterLab; it stays empty on the public page, where nothing is written.
    """

    case = Instance(CaseFile)
    started = Bool(False)
    lang = Enum(LANGS, default_value="zh")
    step = Enum(STEPS, default_value="know")
    notice = Instance(Notice, allow_none=True)
    public = Bool(False)
    path = Instance(Path, allow_none=True)
    saved = Instance(CaseFile)
    file_name = Unicode("")
    _past: Tuple[Any, ...] = Tuple()
    _future: Tuple[Any, ...] = Tuple()

    def __init__(self, case: CaseFile | None = None, **traits: Any) -> None:
        empty = case if case is not None else CaseFile(as_of=today())
        super().__init__(case=empty, saved=empty, started=case is not None, **traits)

    @property
    def on(self) -> date:
        """Return the day the figures are worked out for: an invented case's own day, else today."""
        return self.case.as_of if self.case.synthetic else max(today(), self.case.as_of)

    @property
    def can_undo(self) -> bool:
        """Return whether there is an edit to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Return whether there is an edit to make again."""
        return bool(self._future)

    @property
    def unsaved(self) -> bool:
        """Return whether the case differs from what was last opened, downloaded or written."""
        return bool(self.case != self.saved)

    def change(self, **fields: Any) -> None:
        """Replace fields of the case; the case before can be had back with ``undo``."""
        self.put(replace(self.case, **fields))

    def put(self, case: CaseFile) -> None:
        """Make ``case`` the open case, as one edit."""
        if case == self.case:
            return
        self._past = (*self._past, self.case)[-_UNDO_DEPTH:]
        self._future = ()
        self.started = True
        self.case = case

    def undo(self) -> None:
        """Take the last edit back; nothing happens where there is none."""
        if self._past:
            *past, before = self._past
            self._past, self._future = tuple(past), (self.case, *self._future)
            self.case = before

    def redo(self) -> None:
        """Make the edit taken back last again; nothing happens where there is none."""
        if self._future:
            after, *future = self._future
            self._past, self._future = (*self._past, self.case), tuple(future)
            self.case = after

    def open(self, data: bytes, file_name: str = "") -> None:
        """Open a case file. Raises ``CaseError`` with every problem, and then leaves the open case as it is."""
        case = read_case(data)
        self.put(case)
        self.saved, self.file_name, self.started = case, file_name, True

    def file(self) -> bytes:
        """Return the case as the bytes of its file."""
        return write_case(self.case)

    def clear(self) -> None:
        """Forget everything: the case, its history, its file."""
        self._past, self._future = (), ()
        self.path, self.file_name, self.notice = None, "", None
        self.case = CaseFile(as_of=today())
        self.saved, self.started, self.step = self.case, False, "know"
