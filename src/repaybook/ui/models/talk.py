"""沟通: what was said, in order and by filter; who has been spoken to; what each contact shows, confirmed or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from traitlets import Bool, Enum, HasTraits, Tuple, Unicode

from repaybook.case.model import Agreement, CaseFile, Contact, Debt
from repaybook.errors import Problem, RepaybookError
from repaybook.follow.conduct import Conduct, classes_of, conduct, judged
from repaybook.follow.contacts import masked, open_promise, past_promise
from repaybook.follow.parties import creditor_of
from repaybook.follow.reached import logs
from repaybook.ui.models.edits import corrected, edit, without
from repaybook.ui.session import Notice, Session

ONLY = ("all", "misconduct", "promises")
"""Which entries of the log are shown."""

_COURT_POST = "法院送达"
_KEEPS: Mapping[str, Callable[[Contact, CaseFile], bool]] = {
    "all": lambda _contact, _case: True,
    "misconduct": lambda contact, case: judged(contact, case).misconduct,
    "promises": lambda contact, _case: open_promise(contact),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log as it is shown: what it shows, confirmed or not, and whether its promise is past its day."""

    conduct: Conduct
    past: bool

    @property
    def contact(self) -> Contact:
        """Return the contact itself."""
        return self.conduct.contact


@dataclass(frozen=True, slots=True)
class CreditorLine:
    """Where the talk with one creditor stands: its debt, how many contacts are logged, the last one, its agreement."""

    debt: Debt
    contacts: int
    last: Contact | None
    agreement: Agreement | None


def newest_first(case: CaseFile, about: str = "") -> tuple[Contact, ...]:
    """Return the contacts, the latest first; ``about`` keeps those about one debt."""
    log = (contact for contact in case.contact_log if not about or creditor_of(contact, case) == about)
    return tuple(sorted(log, key=lambda contact: contact.at.replace(tzinfo=None), reverse=True))


def creditor_lines(case: CaseFile) -> tuple[CreditorLine, ...]:
    """Return one line a debt, in the order of the case."""
    lines, logged = [], logs(case)
    for debt in case.debts:
        log = logged.get(debt.id, ())
        lines.append(CreditorLine(debt, len(log), log[-1] if log else None, case.agreement(debt.id)))
    return tuple(lines)


class TalkDesk(HasTraits):
    """The contact log and the evidence of the session's case, and the edits to them.

    ``about`` narrows the log to one debt; it falls back to all where that debt is gone. ``only`` (``ONLY``) keeps
    entries with misconduct or with an open promise; ``oldest_first`` turns the order round. ``entries`` – the same
    contacts with what they show.
    """

    about = Unicode("")
    only = Enum(ONLY, default_value="all")
    oldest_first = Bool(False)
    entries: Any = Tuple()
    contacts: Any = Tuple()
    creditors: Any = Tuple()
    evidence: Any = Tuple()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        session.observe(self._recompute, ["case"])
        self.observe(self._recompute, ["about", "only", "oldest_first"])
        self._recompute()

    def _recompute(self, _change: object = None) -> None:
        case = self.session.case
        if self.about and all(debt.id != self.about for debt in case.debts):
            self.about = ""
        shown = (contact for contact in newest_first(case, self.about) if _KEEPS[self.only](contact, case))
        self.contacts = tuple(shown)[:: -1 if self.oldest_first else 1]
        on = self.session.on
        self.entries = tuple(Entry(judged(one, case), past_promise(one, on)) for one in self.contacts)
        self.creditors = creditor_lines(case)
        self.evidence = case.hardship_evidence

    def blank(self) -> Contact:
        """Return what a new entry starts from: now, they called me; creditor and channel as in the last one noted.

        The creditor is the one that is looked at, where the log is narrowed to one.
        """
        log = self.session.case.contact_log
        last = log[-1] if log else None
        debt = self.about or (last.debt if last is not None else None)
        channel = last.channel if last is not None and last.channel != _COURT_POST else ""
        return Contact(at=self.session.now, direction="in", debt=debt or None, channel=channel)

    def log(self, contact: Contact, before: Contact | None = None) -> None:
        """Add the contact, or put it in the place of ``before``; its number is kept masked.

        Classes that were confirmed lapse where the facts now hint at others. Raises ``RepaybookError`` where nothing
        was said.
        """
        if not (contact.said_zh or contact.party):
            raise RepaybookError([Problem("talk.problem.nothing_said")])
        if contact.number_masked:
            contact = replace(contact, number_masked=masked(contact.number_masked))
        case = self.session.case
        if before is not None and conduct(before, case).classes != conduct(contact, case).classes:
            contact = replace(contact, classes=None)
        edit(self.session, contact_log=corrected(self.session.case.contact_log, before, contact))

    def confirm(self, contact: Contact, classes: Iterable[str]) -> Contact:
        """Keep the classes that the person confirmed or chose, and return the contact as it is kept.

        With none of them it is a normal contact.
        """
        return self._put(contact, replace(contact, classes=classes_of(classes)))

    def back_to_hint(self, contact: Contact) -> Contact:
        """Take the confirmation back, and return the contact as it is kept: what it shows is a hint again."""
        return self._put(contact, replace(contact, classes=None))

    def settle_promise(self, contact: Contact, *, kept: bool) -> None:
        """Note whether what was promised came."""
        self._put(contact, replace(contact, promise_kept=kept))

    def _put(self, before: Contact, after: Contact) -> Contact:
        if before in self.session.case.contact_log:
            edit(self.session, contact_log=corrected(self.session.case.contact_log, before, after))
        return after

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
