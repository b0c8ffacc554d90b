"""Messages: what happened, where, what to do; a list of problems leads to the fields."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.case.places import describe
from repaybook.texts import known
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.scope import Scope
from repaybook.ui.session import Notice
from repaybook.ui.shelf import Shelf

_MOST_PROBLEMS = 12
_OF_FILES = frozenset({"ui.file.refused", "ui.file.not_saved"})
"""Their problems are about a file, not about the open case: there is no field to lead to."""


class Messages:
    """Shows the session's notice in ``box``, until it is dismissed or another takes its place."""

    def __init__(self, kit: Kit, scope: Scope, shelf: Shelf | None) -> None:
        self._kit = kit
        self._shelf = shelf
        self.box = kit.box((), "rb-notice", "rb-hidden")
        scope.observe(kit.session, kit.guarded(lambda _change: self._tell()), "notice")
        scope.observe(kit.session, kit.guarded(lambda _change: self._case_changed()), "case")
        self._tell()

    def _case_changed(self) -> None:
        notice = self._kit.session.notice
        if notice is not None and (notice.key == "ui.problems" or notice.undo):
            self._kit.session.notice = None

    def _dismiss(self) -> None:
        self._kit.session.notice = None

    def _tell(self) -> None:
        kit, notice = self._kit, self._kit.session.notice
        show(self.box, on=notice is not None)
        self.box._dom_classes = tuple(  # noqa: SLF001 - one message for both classes
            name
            for name in ("rb-notice", "rb-warm" if notice is not None and notice.alert else "rb-calm")
            + (() if notice is not None else ("rb-hidden",))
        )
        if notice is None:
            self.box.children = ()
            return
        role = "alert" if notice.alert else "status"
        words = kit.html(f'<p role="{role}">{text_of(self._sentence(notice))}</p>')
        choices = self._choices(notice)
        self.box.children = (words, *self._problems(notice), kit.box(choices, "rb-row"))
        if notice.undo:  # what was pressed may be gone, and the focus with it
            choices[0].focus()

    def _sentence(self, notice: Notice) -> str:
        lang = self._kit.session.lang
        values = {
            name: self._kit.say(value) if isinstance(value, str) and known(lang, value) else value
            for name, value in notice.values
        }
        key = "ui.problem" if notice.key == "ui.problems" and len(notice.problems) == 1 else notice.key
        return self._kit.say(key, **values)

    def _problems(self, notice: Notice) -> list[Any]:
        kit, shown = self._kit, notice.problems[:_MOST_PROBLEMS]
        if notice.key in _OF_FILES or not any(problem.path for problem in shown):
            lines = "".join(f"<li>{text_of(describe(problem, kit.session.lang))}</li>" for problem in shown)
            parts = [kit.html(f"<ul>{lines}</ul>")] if lines else []
        else:
            parts = [
                kit.button(describe(problem, kit.session.lang), partial(kit.session.go, problem.path), "rb-quiet")
                for problem in shown
            ]
        rest = len(notice.problems) - len(shown)
        if rest > 0:
            parts.append(kit.html(text_of(kit.say("ui.missing.more", count=rest))))
        return parts

    def _choices(self, notice: Notice) -> list[Any]:
        kit, shelf = self._kit, self._shelf
        if shelf is not None and notice.key in {"ui.file.conflict", "ui.file.gone"}:
            choices = [kit.button(kit.say("ui.file.conflict_mine"), shelf.keep_mine, "rb-primary")]
            if notice.key == "ui.file.conflict":
                choices.append(kit.button(kit.say("ui.file.conflict_theirs"), shelf.take_theirs))
            return choices
        dismiss = kit.button(kit.say("ui.notice.dismiss"), self._dismiss)
        return [kit.button(kit.say("ui.file.undo"), self._undo, "rb-primary"), dismiss] if notice.undo else [dismiss]

    def _undo(self) -> None:
        self._kit.session.undo()
        self._dismiss()
