"""What a step still lacks, each line leading to its field."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.case.places import describe
from repaybook.errors import Path, Problem
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.standing import StandingModel
from repaybook.ui.scope import Scope
from repaybook.ui.views.rows import Rows

_MOST = 8


def place_of(problem: Problem) -> Path:
    """Return where to enter what is missing; a class of costs without a line is named behind its list."""
    category = problem.values.get("category")
    return problem.path if category is None else (*problem.path, str(category))


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
            describe(problem, kit.session.lang), partial(kit.session.go, place_of(problem)), "rb-quiet", "rb-line"
        )


class _Line:
    """A problem that can be compared: its values are a mapping."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Line) and other.problem == self.problem

    def __hash__(self) -> int:
        return hash((self.problem.key, self.problem.path))


def step_missing(kit: Kit, scope: Scope, step: str) -> Any:
    """Return the list of what one step lacks, kept in step with the case and hidden while nothing is missing."""
    standing, found = kit.session.keep(StandingModel), MissingList(kit)

    def follow(_change: Any = None) -> None:
        problems = standing.now.missing[step]
        show(found.box, on=bool(problems))
        found.show(problems)

    scope.observe(standing, kit.guarded(follow), "now")
    follow()
    return found.box
