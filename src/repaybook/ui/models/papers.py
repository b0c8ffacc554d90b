"""The papers of the session's case, the person's own wording of their paragraphs, and the finished files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from traitlets import HasTraits, Int

from repaybook.documents.making import Available, State, available, write
from repaybook.documents.paper import Paper
from repaybook.ui.session import Session

Key = tuple[str, str | None]
"""A kind of paper and the debt it is about."""

_ORDER = (State.BLOCKED, State.READY, State.LACKING)


class PaperShelf(HasTraits):
    """The papers, and what the person changed in them; it lives in this visit and never in the case.

    A changed paragraph is kept by its original words: where the case changes and with it the original, it is not
    used any more, so that no old figure slips into a new letter. ``edition`` counts the changes.
    """

    edition = Int(0)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._changes: dict[Key, dict[str, str]] = {}
        session.observe(self._start_over, ["book"])

    def _start_over(self, _change: object) -> None:
        self._changes.clear()
        self.edition += 1

    def listed(self) -> tuple[Available, ...]:
        """Return the papers of the case: what is stopped, what can be made, what still lacks something."""
        session = self.session
        found = available(session.case, session.on, session.boundary)
        return tuple(sorted(found, key=lambda paper: _ORDER.index(paper.state)))

    def original(self, key: Key) -> Paper:
        """Return a paper as the case gives it. Raises ``DocumentError`` where it cannot be made."""
        session = self.session
        return write(session.case, key[0], key[1], session.on, session.lang, session.boundary)

    def changes(self, key: Key) -> Mapping[str, str]:
        """Return the person's wording by the original words."""
        return dict(self._changes.get(key, {}))

    def lost(self, paper: Paper) -> int:
        """Return how many changes found no paragraph in the original any more."""
        there = set(paper.editable().values())
        return sum(1 for before in self._changes.get((paper.id, paper.debt), {}) if before not in there)

    def worded(self, paper: Paper) -> Paper:
        """Return the paper with the person's wording."""
        changes = self._changes.get((paper.id, paper.debt), {})
        return paper.edited({place: changes[text] for place, text in paper.editable().items() if text in changes})

    def change(self, key: Key, before: str, after: str) -> None:
        """Word a paragraph anew; its own words take the change back, no words leave it out."""
        mine = self._changes.setdefault(key, {})
        if after.strip() == before.strip():
            mine.pop(before, None)
        else:
            mine[before] = after
        self.edition += 1

    def restore(self, key: Key) -> None:
        """Take every change of a paper back."""
        self._changes.pop(key, None)
        self.edition += 1

    def _arguments(self) -> tuple[Any, ...]:
        session = self.session
        return session.case, session.on, session.lang, session.boundary

    def makers(self, *, plain: bool) -> Mapping[str, Callable[[], Mapping[str, bytes]]]:
        """Return what makes the files of the whole case, by ``zip``, ``xlsx``, ``ics``; each gives files by name.

        ``plain`` – the reminders' titles say what they are about.
        """
        from repaybook.documents import bundle  # noqa: PLC0415 - the libraries come when a file is asked for

        arguments = self._arguments()
        return {
            "zip": partial(bundle.documents, *arguments, worded=self.worded, plain=plain),
            "xlsx": partial(bundle.schedules, *arguments),
            "ics": partial(bundle.reminders, *arguments, plain=plain),
        }
