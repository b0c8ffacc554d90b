"""沟通: what was said, newest first; who has been spoken to; the papers at hand; all of it can be corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from traitlets import HasTraits, Tuple, Unicode

from repaybook.case.model import Agreement, CaseFile, Contact, Debt
from repaybook.errors import Problem, RepaybookError
from repaybook.ui.models.edits import corrected, edit, without
from repaybook.ui.session import Notice, Session


@dataclass(frozen=True, slots=True)
class CreditorLine:
    """Where the talk with one creditor stands: its debt, how many contacts are logged, the last one, its agreement."""

    debt: Debt
    contacts: int
    last: Contact | None
    agreement: Agreement | None


def newest_first(case: CaseFile, about: str = "") -> tuple[Contact, ...]:
    """Return the contacts, the latest first; ``about`` keeps those about one debt."""
    log = (contact for contact in case.contact_log if not about or contact.debt == about)
    return tuple(sorted(log, key=lambda contact: contact.at.replace(tzinfo=None), reverse=True))


def creditor_lines(case: CaseFile) -> tuple[CreditorLine, ...]:
    """Return one line a debt, in the order of the case."""
    lines = []
    for debt in case.debts:
        log = newest_first(case, debt.id)
        lines.append(CreditorLine(debt, len(log), log[0] if log else None, case.agreement(debt.id)))
    return tuple(lines)


class TalkDesk(HasTraits):
    """The contact log and the evidence of the session's case, and the edits to them.

    ``about`` narrows the log to one debt; it falls back to all where that debt is gone.
    """

    about = Unicode("")
    contacts: Any = Tuple()
    creditors: Any = Tuple()
    evidence: Any = Tuple()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        session.observe(self._recompute, ["case"])
        self.observe(self._recompute, ["about"])
        self._recompute()

    def _recompute(self, _change: object = None) -> None:
        case = self.session.case
        if self.about and all(debt.id != self.about for debt in case.debts):
            self.about = ""
        self.contacts = newest_first(case, self.about)
        self.creditors = creditor_lines(case)
        self.evidence = case.hardship_evidence

    def blank(self) -> Contact:
        """Return what a new entry starts from: now, they called me, about the debt that is looked at."""
        return Contact(at=self.session.now, direction="in", debt=self.about or None)

    def log(self, contact: Contact, before: Contact | None = None) -> None:
        """Add the contact, or put it in the place of ``before``. Raises ``RepaybookError`` where nothing was said."""
        if not (contact.said_zh or contact.party):
            raise RepaybookError([Problem("talk.problem.nothing_said")])
        edit(self.session, contact_log=corrected(self.session.case.contact_log, before, contact))

    def forget(self, contact: Contact) -> None:
        """Take the contact out of the log, and offer to put it back."""
        edit(self.session, contact_log=without(self.session.case.contact_log, contact))
        self.session.notice = Notice("talk.log.deleted", undo=True)

    def add_evidence(self, entries: tuple[str, ...]) -> None:
        """Add papers to the list; one that is there already is not added twice."""
        there = self.session.case.hardship_evidence
        edit(self.session, hardship_evidence=tuple(dict.fromkeys((*there, *entries))))

    def drop_evidence(self, entry: str) -> None:
        """Take a paper off the list."""
        edit(self.session, hardship_evidence=without(self.session.case.hardship_evidence, entry))
