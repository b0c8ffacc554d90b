"""Where the talks stand, creditor by creditor, and the edits to it: a state is set with its day and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from traitlets import HasTraits, Tuple

from repaybook.case.model import Debt, Negotiation
from repaybook.errors import Problem, RepaybookError
from repaybook.follow.talks import Standing, standing
from repaybook.ui.models.edits import edit, without
from repaybook.ui.models.talk import CreditorLine, creditor_lines
from repaybook.ui.session import Notice, Session


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One creditor: its debt, what is logged of it, and where the talks stand; ``None`` for a guarantee for others."""

    creditor: CreditorLine
    standing: Standing | None

    @property
    def debt(self) -> Debt:
        """Return the debt."""
        return self.creditor.debt


class TalksDesk(HasTraits):
    """The talks of the session's case, a line a debt in the order of the case, and the edits to them."""

    lines: Any = Tuple()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        session.observe(self._recompute, ["case"])
        self._recompute()

    def _recompute(self, _change: object = None) -> None:
        case = self.session.case
        found = {one.debt: one for one in standing(case, self.session.on)}
        self.lines = tuple(TalkLine(line, found.get(line.debt.id)) for line in creditor_lines(case))

    def reach(self, row: Negotiation) -> None:
        """Note that the talks reached a state. Raises ``RepaybookError`` where it has no name or is still to come."""
        if not row.state:
            raise RepaybookError([Problem("talks.problem.which_state")])
        if row.on > self.session.on:
            raise RepaybookError([Problem("talks.problem.not_yet", values={"day": row.on})])
        edit(self.session, negotiations=(*self.session.case.negotiations, row))

    def drop(self, row: Negotiation) -> None:
        """Take a state that was set out again, and offer to put it back."""
        edit(self.session, negotiations=without(self.session.case.negotiations, row))
        self.session.notice = Notice("talks.dropped", undo=True)
