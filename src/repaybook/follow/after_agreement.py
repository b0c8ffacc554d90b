"""Collection that goes on after an agreement: seven steps with their days, from one's own payments to the channel.

A mistake is assumed first – a list not updated, a new member of staff – and paying goes on the whole time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from repaybook.case.dealings import CONDUCT_CLASSES
from repaybook.case.model import CaseFile, Contact
from repaybook.follow.conduct import agreement_kept, judged
from repaybook.follow.milestones import done
from repaybook.follow.parties import creditor_of
from repaybook.law.workdays import CalendarDay, workdays_after

STEPS = (
    "own_payments",
    "official_number",
    "authorisation",
    "stop_letter",
    "formal_letter",
    "waiting",
    "channel",
)
"""The steps in their order; a step that was done is a milestone of this name."""

WAITING_WORKDAYS = 15
"""How long a creditor is given to answer before the next channel: what complaint desks work with, no law's number."""

OPENING = "after_agreement_collection"
AT_ONCE = frozenset({"threat", "fake_legal_document_or_fraud", "illegal_debt_collection"})
"""Classes that nobody waits with."""

_HARMLESS = frozenset({"normal", "refusal_policy", "legal_document", "legal_process"})


class Stand(StrEnum):
    """How one step stands: done, to be done now, running (a wait), over (a wait that ended), or later."""

    DONE = "done"
    NOW = "now"
    RUNNING = "running"
    OVER = "over"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One step with how it stands, the day it was done, and what was noted with it."""

    name: str
    stand: Stand
    on: date | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The seven steps about one debt.

    ``contacts`` – the contacts since the agreement that show more than a normal call, the latest first. ``classes`` –
    what they show, the gravest first. ``kept`` – whether every instalment due so far is recorded as paid.
    ``until`` – the last workday of the wait, once the letter is sent; ``tentative`` inside it says that the holidays of
    its year are not published yet. ``begun`` – whether a step is done.
    """

    debt: str
    contacts: tuple[Contact, ...]
    classes: tuple[str, ...]
    kept: bool
    steps: tuple[FlowStep, ...]
    until: CalendarDay | None

    @property
    def begun(self) -> bool:
        """Return whether any step is done."""
        return any(step.stand is Stand.DONE for step in self.steps)

    @property
    def at_once(self) -> tuple[str, ...]:
        """Return the classes that are acted on at once, before and beside the steps."""
        return tuple(name for name in self.classes if name in AT_ONCE)


def contacts_after(case: CaseFile, debt_id: str) -> tuple[Contact, ...]:
    """Return the contacts about a debt since its agreement that show more than a normal call, the latest first."""
    agreement = case.agreement(debt_id)
    if agreement is None:
        return ()
    found = [
        contact
        for contact in case.contact_log
        if creditor_of(contact, case) == debt_id
        and (agreement.signed is None or contact.at.date() >= agreement.signed)
        and not _HARMLESS.issuperset(judged(contact, case).classes)
    ]
    return tuple(sorted(found, key=lambda contact: contact.at.replace(tzinfo=None), reverse=True))


def occasions(case: CaseFile) -> tuple[str, ...]:
    """Return the debts under an agreement that a contact since then shows to be collected all the same."""
    return tuple(
        debt.id
        for debt in case.debts
        if any(OPENING in judged(contact, case).classes for contact in contacts_after(case, debt.id))
    )


def waits_until(case: CaseFile, debt_id: str) -> CalendarDay | None:
    """Return the last workday of the wait for an answer to the letter; ``None`` where no letter is noted as sent."""
    letter = done(case, debt_id, "stop_letter")
    return None if letter is None else workdays_after(letter.on, WAITING_WORKDAYS)


def flow(case: CaseFile, debt_id: str, on: date) -> Flow:
    """Return the steps about a debt as of the day ``on``; ``KeyError`` where there is no agreement about it.

    The first step that is not done is the one to do now. The wait runs from the letter, whatever else is done, and
    gives way to the channel when it is over.
    """
    if case.agreement(debt_id) is None:
        raise KeyError(debt_id)
    until = waits_until(case, debt_id)
    steps: list[FlowStep] = []
    now_taken = False
    for name in STEPS:
        milestone = done(case, debt_id, name)
        if milestone is not None:
            steps.append(FlowStep(name, Stand.DONE, milestone.on, milestone.note))
            continue
        if name == "waiting" and until is not None:
            over = on > until.on
            stand = Stand.OVER if over else Stand.RUNNING
            now_taken = now_taken or not over
        else:
            stand = Stand.LATER if now_taken else Stand.NOW
            now_taken = True
        steps.append(FlowStep(name, stand, None, ""))
    contacts = contacts_after(case, debt_id)
    shown = {name for contact in contacts for name in judged(contact, case).classes} - _HARMLESS
    return Flow(
        debt=debt_id,
        contacts=contacts,
        classes=tuple(name for name in CONDUCT_CLASSES if name in shown),
        kept=agreement_kept(case, debt_id, on),
        steps=tuple(steps),
        until=until,
    )
