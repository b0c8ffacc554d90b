"""The session: one frozen case, replaced whole in one place, with undo, a language and a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from traitlets import Any as AnyTrait
from traitlets import Bool, Dict, Enum, HasTraits, Instance, Int, Unicode

from repaybook.assess.boundary import answers
from repaybook.case.model import CaseFile
from repaybook.case.read import read_case
from repaybook.case.write import write_case
from repaybook.errors import Path as Place
from repaybook.errors import Problem
from repaybook.texts import LANGS

STEPS = ("know", "budget", "plan", "talk", "follow")
"""摸清 · 收支 · 方案 · 沟通 · 跟进."""

_SHOWN_IN = {
    "debts": "know",
    "client": "know",
    "as_of": "know",
    "income": "budget",
    "expenses": "budget",
    "assets": "budget",
    "savings_line": "budget",
    "plans": "plan",
    "chosen_plan": "plan",
    "agreements": "follow",
}

_UNDO_DEPTH = 200

Kept = TypeVar("Kept")


def today() -> date:
    """Return this machine's day; the one place in the package that asks for it."""
    return date.today()  # noqa: DTZ011 - a person's own calendar day is meant


def clock() -> datetime:
    """Return this machine's time to the minute, on the clock of the place; the one place that asks for it."""
    return datetime.now().replace(second=0, microsecond=0)  # noqa: DTZ005 - a person's own clock is meant


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to the person: a key of ``texts`` with its values, and the problems that caused it.

    ``undo`` – it tells of an edit, and offers to take it back.
    """

    key: str
    values: tuple[tuple[str, object], ...] = ()
    problems: tuple[Problem, ...] = ()
    alert: bool = False
    undo: bool = False


def step_of(place: Place) -> str:
    """Return the step in which a place of the case is entered; what is not listed belongs to ``talk``."""
    return _SHOWN_IN.get(str(place[0]) if place else "", "talk")


class Session(HasTraits):
    """What every step shares. ``case`` is the one trait that holds the case; every edit goes through ``change``.

    ``saved`` is the case as it was last opened or written to disk. ``path`` is the file a counsellor works on in
    JupyterLab; it stays empty on the public page, where nothing is written. ``book`` counts the cases opened: drafts
    belong to one of them. ``goal`` is the place that the person wants to fill in; the view that has it goes there and
    sets it back to ``None``. ``boundary`` – the answers of the boundary check by question (``assess.boundary.Light``);
    papers that a red one stops are not made. They live here and are in the case only where the person wants it.
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
    book = Int(0)
    goal = AnyTrait(None, allow_none=True)
    boundary = Dict()

    def __init__(self, case: CaseFile | None = None, **traits: Any) -> None:
        empty = case if case is not None else CaseFile(as_of=today())
        self._kept: dict[Callable[..., Any], Any] = {}
        self._written: tuple[CaseFile, bytes] | None = None
        self._past: tuple[CaseFile, ...] = ()
        self._future: tuple[CaseFile, ...] = ()
        super().__init__(case=empty, saved=empty, started=case is not None, boundary=answers(empty), **traits)

    def keep(self, make: Callable[[Session], Kept]) -> Kept:
        """Return ``make(session)``, made once: a view that is built anew finds its model, drafts and all, as it was."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast("Kept", self._kept[make])

    @property
    def on(self) -> date:
        """Return the day the figures are worked out for: an invented case's own day, else today."""
        return self.case.as_of if self.case.synthetic else max(today(), self.case.as_of)

    @property
    def now(self) -> datetime:
        """Return the time for a new entry: this machine's clock, on the day that the figures are worked out for."""
        return datetime.combine(self.on, clock().time())

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
        """Make ``case`` the open case, as one edit.

        Raises ``CaseError`` with every problem where its file could not be read again, and then changes nothing: what
        is open can always be taken home.
        """
        if case == self.case:
            return
        self._written = (case, write_case(case))
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

    def go(self, place: Place) -> None:
        """Open the step in which this place is entered, and lead the person there."""
        self.step = step_of(place)
        self.goal = place

    def start(self) -> None:
        """Begin an empty case, as of today."""
        self.begin(CaseFile(as_of=today()))
        self.started = True

    def open(self, data: bytes, file_name: str = "") -> None:
        """Open a case file over the one that is open, which ``undo`` brings back.

        Raises ``CaseError`` with every problem, and then leaves the open case as it is.
        """
        case = read_case(data)
        self.put(case)
        self.saved, self.file_name, self.started = case, file_name, True
        self.boundary = answers(case)
        self.book += 1

    def begin(self, case: CaseFile, path: Path | None = None) -> None:
        """Take up another case, with a history of its own: nobody's edits are undone into somebody else's file."""
        self._past, self._future, self._written = (), (), None
        self.path, self.file_name, self.notice, self.goal = path, path.name if path else "", None, None
        self.saved = case
        self.case = case
        self.boundary = answers(case)
        self.book += 1

    def file(self) -> bytes:
        """Return the case as the bytes of its file, written once for each case."""
        if self._written is None or self._written[0] is not self.case:
            self._written = (self.case, write_case(self.case))
        return self._written[1]

    def clear(self) -> None:
        """Forget everything here: the case, its history, its file's name."""
        empty = CaseFile(as_of=today())
        self.case = empty  # first, so that no draft of the case before is kept when its screens close
        self.started, self.step = False, "know"
        self.begin(empty)
