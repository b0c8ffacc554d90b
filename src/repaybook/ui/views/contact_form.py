"""The entry of one contact: five questions first, prefilled where that is safe, the rest on request."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from repaybook.case.model import Contact
from repaybook.errors import Problem, RepaybookError
from repaybook.follow.contacts import masked
from repaybook.texts import say
from repaybook.ui.fields import ChoiceField, CountField, DateField, WordsField
from repaybook.ui.kit import Kit
from repaybook.ui.models.edits import line_of, listed
from repaybook.ui.models.talk import TalkDesk
from repaybook.ui.views.form import Form, MomentField, PickField, ProseField
from repaybook.ui.views.names import debt_options

CHANNELS = ("phone", "message", "wechat", "app", "visit", "letter", "mail", "in_person", "court_post")
_DIRECTIONS = ("in", "out", "third_party")


def channel_words(kit: Kit, channel: str) -> str:
    """Return a channel in the session's language; the file keeps the Chinese word, or whatever was written."""
    for name in CHANNELS:
        if channel == say("zh", f"talk.channel.{name}"):
            return kit.say(f"talk.channel.{name}")
    return channel


class _NumberField(WordsField):
    """A telephone number, masked as soon as it is typed."""

    def read(self, shown: str) -> str:
        """Return the number with its middle hidden; ``RepaybookError`` where it is too long."""
        return masked(super().read(shown))


class ContactForm:
    """Time, who and how, which debt, what was said, what was promised; then direction, numbers, evidence.

    Enter leads from who to what was said, and from the promise to the button that saves; Tab goes through all.
    """

    def __init__(self, kit: Kit, desk: TalkDesk) -> None:
        self._kit, self._desk = kit, desk
        self._before: Contact | None = None
        self._start = desk.blank()
        word = kit.say
        self.at = MomentField(kit, word("talk.form.at"))
        self.party = WordsField(kit, word("talk.form.party"), hint=word("talk.form.party_hint"))
        self.channel = PickField(kit, word("talk.form.channel"), word("ui.field.unknown"))
        self.debt = PickField(kit, word("talk.form.debt"), word("talk.form.debt_none"))
        self.said = ProseField(kit, word("talk.form.said"), hint=word("talk.form.said_hint"))
        self.promise = WordsField(kit, word("contacts.promise"), hint=word("contacts.promise_hint"))
        self.promise_on = DateField(kit, word("contacts.promise_on"), unknown=False)
        directions = [(word(f"terms.direction.{name}"), name) for name in _DIRECTIONS]
        self.direction = ChoiceField(kit, word("talk.form.direction"), directions, "in", unknown=False)
        self.number = _NumberField(kit, word("talk.form.number"), hint=word("contacts.number_hint"), most=60)
        self.agent = WordsField(kit, word("talk.form.agent_id"), most=60)
        self.staff = WordsField(kit, word("contacts.staff"), most=60)
        self.ticket = WordsField(kit, word("contacts.ticket"), most=60)
        self.attempts = CountField(kit, word("talk.form.attempts"), most=10_000)
        self.evidence = WordsField(kit, word("talk.form.evidence"), hint=word("talk.form.evidence_hint"), most=500)
        self.said.add_class("rb-wide")
        first = (self.at, self.party, self.channel, self.debt, self.said, self.promise, self.promise_on)
        self._more = (self.direction, self.number, self.agent, self.staff, self.ticket, self.attempts, self.evidence)
        self.form = Form(
            kit,
            first,
            self._save,
            cancel=word("talk.form.cancel"),
            more=self._more,
            more_label=word("talk.form.more"),
        )
        self.party.on_enter(self.said.focus)
        self.promise.on_enter(self.form.focus_submit)

    def open(self, contact: Contact | None, back: Any) -> None:
        """Show the form for a contact, or for a new one."""
        say_ = self._kit.say
        self._before = contact
        self._start = start = contact or self._desk.blank()
        self.at.reset(start.at.replace(tzinfo=None))
        self.party.reset(start.party or None)
        channels = [(say_(f"talk.channel.{name}"), say("zh", f"talk.channel.{name}")) for name in CHANNELS]
        self.channel.offer(channels, start.channel or (None if contact else channels[0][1]))
        self.debt.offer(debt_options(self._kit), start.debt)
        self.said.reset(start.said_zh or None)
        self.promise.reset(start.promise)
        self.promise_on.reset(start.promise_on)
        self.direction.reset(start.direction)
        self.number.reset(start.number_masked)
        self.agent.reset(start.agent_id)
        self.staff.reset(start.staff)
        self.ticket.reset(start.ticket)
        self.attempts.reset(start.attempts_same_day)
        self.evidence.reset(line_of(start.evidence) or None)
        title, submit = ("edit", "save_edit") if contact else ("new", "save")
        told = any((start.agent_id, start.number_masked, start.attempts_same_day, start.staff, start.ticket))
        self.form.open(say_(f"talk.form.{title}"), say_(f"talk.form.{submit}"), back, unfolded=told)

    def _save(self) -> None:
        if self.at.value is None:
            raise RepaybookError([Problem("talk.problem.no_time")])
        promise, promise_on = self.promise.value or None, self.promise_on.value
        same = (promise, promise_on) == (self._start.promise, self._start.promise_on)
        said = replace(
            self._start,
            at=self.at.value,
            direction=self.direction.value or self._start.direction,
            channel=self.channel.value or "",
            party=self.party.value or "",
            agent_id=self.agent.value or None,
            said_zh=self.said.value or "",
            evidence=listed(self.evidence.value or ""),
            number_masked=self.number.value or None,
            debt=self.debt.value,
            attempts_same_day=self.attempts.value,
            staff=self.staff.value or None,
            ticket=self.ticket.value or None,
            promise=promise,
            promise_on=promise_on,
            promise_kept=self._start.promise_kept if same else None,
        )
        self._desk.log(said, self._before)
