"""What a step still lacks, each line leading to its field."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.case.places import describe
from repaybook.errors import Problem
from repaybook.ui.kit import Kit, text_of
from repaybook.ui.views.rows import Rows

_MOST = 8


class MissingList:
    """The list in ``box``; ``show`` gives it what is missing now."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._words = kit.html()
        self._rows: Rows[_Line] = Rows(kit, self._line)
        self._rest = kit.html("", "rb-soft")
        self.box = kit.box((self._words, self._rows.box, self._rest), "rb-card")

    def show(self, problems: tuple[Problem, ...]) -> None:
        """Show the first of them, and how many more there are."""
        say = self._kit.say
        none = "" if problems else f"<p>{text_of(say('ui.missing.none'))}</p>"
        self._words.value = f"<h3>{text_of(say('ui.missing.title'))}</h3>{none}"
        self._rows.show(_Line(problem) for problem in problems[:_MOST])
        rest = len(problems) - _MOST
        self._rest.value = text_of(say("ui.missing.more", count=rest)) if rest > 0 else ""

    def _line(self, line: _Line) -> Any:
        kit, problem = self._kit, line.problem
        return kit.button(
            describe(problem, kit.session.lang), partial(kit.session.go, problem.path), "rb-quiet", "rb-line"
        )


class _Line:
    """A problem that can be compared: its values are a mapping."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Line) and other.problem == self.problem

    def __hash__(self) -> int:
        return hash((self.problem.key, self.problem.path))
