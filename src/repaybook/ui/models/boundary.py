"""边界自查: the eight answers, in the session and only on request in the case, and what a red one stops."""

from __future__ import annotations

from collections.abc import Mapping

from traitlets import Bool, Dict, HasTraits, Tuple

from repaybook.assess.boundary import QUESTIONS, Light, answers, blocked_papers
from repaybook.case.model import BoundaryAnswer
from repaybook.ui.session import Session


class BoundaryModel(HasTraits):
    """The answers by question, whether the case keeps them, and the papers that are not made for now."""

    answers = Dict()
    kept = Bool(False)
    blocked = Tuple()

    def __init__(self, session: Session) -> None:
        self._session = session
        super().__init__(kept=bool(session.case.boundary))
        session.observe(self._follow, names=["boundary"])
        session.observe(self._adopt, names=["case"])
        session.observe(self._start_over, names=["book"])
        self._follow()

    def answer(self, question: str, light: Light | None) -> None:
        """Take an answer, or take it back with ``None``; ``ValueError`` on a question that is none of the eight."""
        if question not in QUESTIONS:
            raise ValueError(f"not one of the eight questions: {question}")
        given: dict[str, Light] = {name: one for name, one in self._session.boundary.items() if name != question}
        if light is not None:
            given[question] = light
        self._session.boundary = given
        self._write()

    def clear(self) -> None:
        """Take all answers back."""
        self._session.boundary = {}
        self._write()

    def keep(self, *, wanted: bool) -> None:
        """Keep the answers in the case from now on, or take them out of it; here they stay."""
        self.kept = wanted
        self._write()

    def _write(self) -> None:
        given: Mapping[str, Light] = self._session.boundary if self.kept else {}
        rows = (BoundaryAnswer(question=name, light=given[name].name.lower()) for name in QUESTIONS if name in given)
        self._session.change(boundary=tuple(rows))

    def _adopt(self, _change: object) -> None:
        """Follow an undo or another case: what a case keeps is what was answered."""
        saved, given = answers(self._session.case), self._session.boundary
        if saved:
            self._session.boundary, self.kept = saved, True
        elif given and self.kept:
            self.kept = False

    def _start_over(self, _change: object) -> None:
        self.kept = bool(self._session.case.boundary)

    def _follow(self, _change: object = None) -> None:
        self.answers = dict(self._session.boundary)
        self.blocked = tuple(blocked_papers(self._session.boundary))
