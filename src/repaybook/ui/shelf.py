"""The counsellor's shelf: case files in a folder beside the notebook, saved by themselves, shared by the notebooks.

One small file in the folder, ``.current``, names the case taken up last; the notebooks of single steps open that one.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from traitlets import HasTraits, Unicode

from repaybook.case.model import CaseFile
from repaybook.case.read import read_case
from repaybook.case.store import StoreError, load, save
from repaybook.errors import CaseError, RepaybookError
from repaybook.ui.guard import guard
from repaybook.ui.latest import Latest
from repaybook.ui.session import Notice, Session

_CURRENT = ".current"
_ENDING = ".json"
_NOT_IN_NAMES = re.compile(r"[^\w. ]+")
_LONGEST_NAME = 60
_PAUSE_BEFORE_SAVING = 0.3
_LONGEST_PAUSE = 2.0
_LOOK_EVERY = 2.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One case file on the shelf: its name without the ending, and when it was last written."""

    name: str
    written: datetime


class Shelf(HasTraits):
    """Opens and saves the session's case in ``folder``; ``saved_as`` is the file's name after each save, else empty.

    Only an edit writes: an example that is looked at, or an empty case, makes no file. A file that another notebook
    changed is taken up where nothing here is unsaved, and asked about where something is.
    """

    saved_as = Unicode("")

    def __init__(self, session: Session, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._session = session
        self._seen: str | None = None
        self._stamp: tuple[int, int] | None = None
        self._asking = False
        self._timer: asyncio.TimerHandle | None = None
        safely: Callable[[], Any] = guard(session)(self.save_now)
        self._later: Latest[None] = Latest(lambda _: safely(), quiet=_PAUSE_BEFORE_SAVING, longest=_LONGEST_PAUSE)
        session.observe(self._on_case, names=["case"])
        self._look_again()

    def listed(self) -> tuple[Entry, ...]:
        """Return the case files, the newest first; none where there is no folder."""
        try:
            found = [(path, path.stat().st_mtime) for path in self.folder.glob(f"*{_ENDING}")]
        except OSError:
            return ()
        newest = sorted(found, key=lambda one: (-one[1], one[0].name))
        return tuple(Entry(path.stem, datetime.fromtimestamp(at)) for path, at in newest)  # noqa: DTZ006 - local time

    def current(self) -> str | None:
        """Return the name of the case taken up last, if its file is still there."""
        with suppress(OSError, UnicodeDecodeError):
            name = (self.folder / _CURRENT).read_text("utf-8").strip()
            if name and (self.folder / f"{name}{_ENDING}").is_file():
                return name
        return None

    def open(self, name: str) -> None:
        """Open a case of the shelf. Raises ``CaseError`` or ``StoreError``, and then leaves the open case as it is."""
        self._finish()
        path = self.folder / f"{name}{_ENDING}"
        opened = load(path)
        self._seen, self._stamp, self._asking = opened.seen, _stamp(path), False
        self._session.begin(opened.case, path)
        self._session.started = True
        self._point_to(name)
        self.saved_as = name

    def take_in(self, data: bytes, file_name: str) -> None:
        """Put a file from elsewhere on the shelf and open it. Raises ``CaseError`` and then changes nothing."""
        self._finish()
        case = read_case(data)
        self._write_new(case, Path(file_name).stem or self._suggested(case))
        path = self._session.path
        self._session.begin(case, path)
        self._session.started = True

    def close(self) -> None:
        """Save what is not saved yet and leave the case; its file stays."""
        self._finish()
        self._seen, self._asking, self.saved_as = None, False, ""
        self._session.clear()

    def save_now(self) -> None:
        """Write the case if it differs from what was last opened or written.

        A file changed by another notebook is asked about; what the disk refuses is shown and nothing is lost here.
        """
        self._later.drop()
        session = self._session
        if self._asking or not session.unsaved:
            return
        if session.path is None:
            self._write_new(session.case, self._suggested(session.case))
            return
        try:
            self._seen = save(session.path, session.case, self._seen)
        except StoreError as error:
            self._refused(error)
            return
        self._written(session.path)

    def look(self) -> None:
        """Notice whether another notebook changed the file, and take that up or ask."""
        path = self._session.path
        if path is None or self._asking:
            return
        stamp = _stamp(path)
        if stamp == self._stamp:
            return
        if stamp is None:
            self._ask("ui.file.gone")
            return
        try:
            opened = load(path)
        except RepaybookError:
            return  # being written, or no case any more: looked at again when it changes, refused when saving
        if opened.seen == self._seen:
            self._stamp = stamp
        elif self._session.unsaved:
            self._ask("ui.file.conflict")
        else:
            self._take(opened.case, opened.seen, stamp)

    def take_theirs(self) -> None:
        """Go on with what is on the disk; ``undo`` brings back what was here."""
        path = self._session.path
        if path is not None:
            opened = load(path)
            self._asking = False
            self._take(opened.case, opened.seen, _stamp(path))

    def keep_mine(self) -> None:
        """Keep what is here in a file of its own, and leave the other as it is."""
        session = self._session
        self._asking = False
        self._write_new(session.case, session.path.stem if session.path else self._suggested(session.case))
        session.notice = Notice("ui.file.kept_copy", (("name", self.saved_as),))

    def leave(self) -> None:
        """Save what is not saved yet and stop looking."""
        self._finish()
        self._session.unobserve(self._on_case, names=["case"])
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _on_case(self, _change: object) -> None:
        if self._session.unsaved and not self._asking:
            self._later.offer(None)

    def _finish(self) -> None:
        self.save_now()

    def _take(self, case: CaseFile, seen: str, stamp: tuple[int, int] | None) -> None:
        session = self._session
        self._seen, self._stamp = seen, stamp
        session.saved = case
        session.put(case)
        session.notice = Notice("ui.file.changed_elsewhere")

    def _ask(self, key: str) -> None:
        self._asking = True
        self._session.notice = Notice(key, alert=True)

    def _refused(self, error: StoreError) -> None:
        keys = {problem.key.rpartition(".")[2] for problem in error.problems}
        if "changed" in keys:
            self._ask("ui.file.conflict")
        elif "gone" in keys:
            self._ask("ui.file.gone")
        else:
            self._session.notice = Notice("ui.file.not_saved", problems=error.problems, alert=True)

    def _write_new(self, case: CaseFile, wanted: str) -> None:
        name = self._free(wanted)
        path = self.folder / f"{name}{_ENDING}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._seen = save(path, case, None)
        except StoreError as error:
            self._session.notice = Notice("ui.file.not_saved", problems=error.problems, alert=True)
            return
        except OSError:
            self._session.notice = Notice("ui.file.not_saved", alert=True)
            return
        self._session.path, self._session.file_name = path, path.name
        self._written(path)
        self._point_to(name)

    def _written(self, path: Path) -> None:
        self._stamp = _stamp(path)
        self._session.saved = self._session.case
        self.saved_as = path.stem

    def _suggested(self, case: CaseFile) -> str:
        return f"{case.client.alias or case.case_id or 'case'}-{case.as_of.isoformat()}"

    def _free(self, wanted: str) -> str:
        base = _NOT_IN_NAMES.sub("-", wanted).strip(" .-")[:_LONGEST_NAME] or "case"
        taken = {entry.name for entry in self.listed()}
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return base if base not in taken else next(name for name in numbered if name not in taken)

    def _point_to(self, name: str) -> None:
        with suppress(OSError):  # a convenience for the other notebooks, not the case itself
            (self.folder / _CURRENT).write_text(f"{name}\n", "utf-8")

    def _look_again(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        guard(self._session)(self.look)()
        self._timer = loop.call_later(_LOOK_EVERY, self._look_again)


def _stamp(path: Path) -> tuple[int, int] | None:
    """Return size and time of the file, which change whenever it is written; ``None`` where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def shelf_problem(error: CaseError | StoreError) -> Notice:
    """Return the message for a file that cannot be opened."""
    return Notice("ui.file.refused", problems=error.problems, alert=True)
