"""The contact log on the page: its form, its order and filters, each entry with what it shows and what was promised."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.case.model import Contact
from repaybook.errors import Path as Place
from repaybook.follow.contacts import has_promise, open_promise
from repaybook.texts import figures, known
from repaybook.ui.fields import ChoiceField
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.edits import line_of
from repaybook.ui.models.talk import ONLY, Entry, TalkDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.conduct import ClassesEditor, conduct_markup
from repaybook.ui.views.contact_form import ContactForm, channel_words
from repaybook.ui.views.form import PickField
from repaybook.ui.views.names import creditor, debt_options
from repaybook.ui.views.rows import Rows

_AT_FIRST = 3
"""Entries of the log that are shown before older ones are asked for."""


class ContactLog:
    """The contact log with its filters and its form."""

    def __init__(self, kit: Kit, desk: TalkDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._whole = False
        self._form = ContactForm(kit, desk)
        self._add = kit.button(kit.say("talk.log.add"), self._new, "rb-primary")
        self._filter = PickField(kit, kit.say("talk.log.filter"), kit.say("talk.log.filter_all"))
        self._filter.on_answer(self._narrow)
        only = [(kit.say(f"contacts.only_{name}"), name) for name in ONLY]
        self._only = ChoiceField(kit, kit.say("contacts.only"), only, desk.only, unknown=False)
        self._only.on_answer(self._keep)
        order = [(kit.say(f"contacts.{name}"), name) for name in ("newest", "oldest")]
        self._order = ChoiceField(
            kit, kit.say("contacts.sort"), order, "oldest" if desk.oldest_first else "newest", unknown=False
        )
        self._order.on_answer(self._turn)
        self._none = kit.html()
        self._rows: Rows[tuple[Entry, str]] = Rows(kit, self._row)
        self._editors: dict[Contact, ClassesEditor] = {}
        self._older = kit.button("", self._all, "rb-quiet")
        head = kit.html(f"<h3>{text_of(kit.say('talk.log.title'))}</h3>")
        filters = kit.box((self._filter, self._only, self._order), "rb-row", "rb-log-bar")
        bar = kit.box((self._add,), "rb-row")
        parts = (head, bar, self._form.form.box, filters, self._none, self._rows.box, self._older)
        self.box = kit.box(parts, "rb-stack")
        scope.observe(desk, self._show, "entries")
        scope.observe(kit.session, self._follow, "case")
        self._follow()

    def go(self, place: Place) -> None:
        """Open the form at a place of the log: an entry that is there, or a new one."""
        log = self._kit.session.case.contact_log
        index = place[1] if len(place) > 1 else None
        self._form.open(log[index] if isinstance(index, int) and index < len(log) else None, self._add)

    def _new(self) -> None:
        self._form.open(None, self._add)

    def _narrow(self, debt_id: str | None) -> None:
        self._desk.about = debt_id or ""

    def _keep(self, only: str | None) -> None:
        self._desk.only = only or "all"

    def _turn(self, order: str | None) -> None:
        self._desk.oldest_first = order == "oldest"

    def _all(self) -> None:
        self._whole = True
        self._show()

    def _follow(self, _change: Any = None) -> None:
        self._filter.offer(debt_options(self._kit), self._desk.about or None)
        self._show()

    def _show(self, _change: Any = None) -> None:
        kit, entries = self._kit, self._desk.entries
        shown = entries if self._whole else entries[:_AT_FIRST]
        self._rows.show((entry, creditor(kit, entry.contact.debt)) for entry in shown)
        there = {entry.contact for entry in shown}
        self._editors = {contact: editor for contact, editor in self._editors.items() if contact in there}
        key = "contacts.none_shown" if self._desk.only != "all" else "talk.log.none"
        if self._desk.only == "all" and self._desk.about:
            key = "talk.log.none_about"
        self._none.value = f"<p>{text_of(kit.say(key))}</p>"
        show(self._none, on=not entries)
        self._older.description = kit.say("talk.log.older", count=len(entries) - len(shown))
        show(self._older, on=len(shown) < len(entries))

    def _back_to(self, contact: Contact) -> None:
        """Put the cursor back where it was: an entry whose classes change is built anew."""
        if contact in self._editors:
            self._editors[contact].focus()

    def _row(self, row: tuple[Entry, str]) -> Any:
        kit, desk, (entry, about) = self._kit, self._desk, row
        contact = entry.contact
        when = {"day": figures.day(kit.session.lang, contact.at.date()), "time": f"{contact.at:%H:%M}"}
        edit = kit.button(
            kit.say("talk.log.edit"),
            lambda: self._form.open(contact, edit),
            "rb-quiet",
            hint=kit.say("talk.log.edit_of", **when),
        )
        delete = kit.button(
            kit.say("talk.log.delete"),
            lambda: desk.forget(contact),
            "rb-quiet",
            hint=kit.say("talk.log.delete_of", **when),
        )
        content = kit.html(contact_markup(kit, entry, about))
        tools = kit.box((edit, delete), "rb-row", "rb-row-end")
        self._editors[contact] = editor = ClassesEditor(kit, desk, entry.conduct, self._back_to)
        shows = (kit.html(conduct_markup(kit, entry.conduct)), *editor.parts)
        promise = self._promise(contact)
        rest = kit.box((*promise, *shows), "rb-tight", "rb-wide")
        return kit.box((content, tools, rest), "rb-card", "rb-line", "rb-entry", "rb-logged")

    def _promise(self, contact: Contact) -> tuple[Any, ...]:
        """Return the buttons that say whether an open promise came; none where there is no open one."""
        if not open_promise(contact):
            return ()
        kit = self._kit
        what = contact.promise or kit.say("contacts.promised_unsaid")
        buttons = [
            kit.button(
                kit.say(f"contacts.{word}"),
                partial(self._desk.settle_promise, contact, kept=kept),
                hint=kit.say(f"talks.{word}_of", what=what),
            )
            for word, kept in (("kept", True), ("not_kept", False))
        ]
        return (kit.box(buttons, "rb-row"),)


def _promised(kit: Kit, entry: Entry) -> str:
    contact = entry.contact
    if not has_promise(contact):
        return ""
    what = contact.promise or kit.say("contacts.promised_unsaid")
    words = kit.say("contacts.promised", what=what)
    if contact.promise_on is not None:
        day = figures.day(kit.session.lang, contact.promise_on)
        words = kit.say("contacts.promised_by", day=day, what=what)
    mark = "past" if entry.past else None
    if contact.promise_kept is not None:
        mark = "kept" if contact.promise_kept else "not_kept"
    said = f' <span class="rb-word">{text_of(kit.say(f"contacts.{mark}"))}</span>' if mark else ""
    return f"<p>{text_of(words)}{said}</p>"


def contact_markup(kit: Kit, entry: Entry, about: str) -> str:
    """Return one entry of the log as markup, every word of a person escaped; ``about`` names the creditor."""
    lang, contact = kit.session.lang, entry.contact
    when = f"{figures.day(lang, contact.at.date())} {contact.at:%H:%M}"
    direction = f"terms.direction.{contact.direction}"
    way = [kit.say(direction) if known(lang, direction) else contact.direction, channel_words(kit, contact.channel)]
    who = [name for name in (about or kit.say("talk.log.whole_case"), contact.party) if name]
    facts = []
    if contact.agent_id:
        facts.append(kit.say("talk.log.agent", id=contact.agent_id))
    if contact.staff:
        facts.append(kit.say("contacts.said_staff", name=contact.staff))
    if contact.ticket:
        facts.append(kit.say("contacts.said_ticket", id=contact.ticket))
    if contact.number_masked:
        facts.append(kit.say("talk.log.number", number=contact.number_masked))
    if contact.attempts_same_day:
        facts.append(kit.say("talk.log.attempts", count=contact.attempts_same_day))
    if contact.evidence:
        facts.append(kit.say("talk.log.evidence", list=line_of(contact.evidence)))
    else:
        facts.append(kit.say("talk.log.evidence_none"))
    said = f'<p class="rb-said">{text_of(contact.said_zh)}</p>' if contact.said_zh else ""
    return (
        f"<h4>{text_of(when)}</h4>"
        f'<p class="rb-soft">{text_of(" · ".join(part for part in [*way, *who] if part))}</p>'
        f'{said}{_promised(kit, entry)}<p class="rb-soft">{text_of(" · ".join(facts))}</p>'
    )
