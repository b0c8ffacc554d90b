"""沟通 on the page: who has been spoken to, the contact log with its form, the dates, the papers at hand."""

from __future__ import annotations

from typing import Any

from repaybook.case.model import Contact
from repaybook.errors import Path as Place
from repaybook.errors import Problem, RepaybookError
from repaybook.texts import figures, known, say
from repaybook.ui.fields import ChoiceField, CountField, WordsField
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.edits import line_of, listed
from repaybook.ui.models.talk import CreditorLine, TalkDesk
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.conduct import conduct_markup
from repaybook.ui.views.form import Form, MomentField, PickField, ProseField
from repaybook.ui.views.legal import LegalDates
from repaybook.ui.views.missing import step_missing
from repaybook.ui.views.names import creditor, debt_name, debt_options
from repaybook.ui.views.papers import papers_view
from repaybook.ui.views.rows import Rows

_CHANNELS = ("phone", "message", "wechat", "app", "visit", "letter", "mail", "in_person", "court_post")
_DIRECTIONS = ("in", "out", "third_party")
_AT_FIRST = 20
"""Entries of the log that are shown before older ones are asked for."""


def channel_words(kit: Kit, channel: str) -> str:
    """Return a channel in the session's language; the file keeps the Chinese word, or whatever was written."""
    for name in _CHANNELS:
        if channel == say("zh", f"talk.channel.{name}"):
            return kit.say(f"talk.channel.{name}")
    return channel


class _ContactForm:
    """The entry of one contact: time, which debt, who, direction, channel, what was said, evidence."""

    def __init__(self, kit: Kit, desk: TalkDesk) -> None:
        self._kit, self._desk = kit, desk
        self._before: Contact | None = None
        self._start = desk.blank()
        self.at = MomentField(kit, kit.say("talk.form.at"))
        self.debt = PickField(kit, kit.say("talk.form.debt"), kit.say("talk.form.debt_none"))
        self.party = WordsField(kit, kit.say("talk.form.party"), hint=kit.say("talk.form.party_hint"))
        directions = [(kit.say(f"terms.direction.{name}"), name) for name in _DIRECTIONS]
        self.direction = ChoiceField(kit, kit.say("talk.form.direction"), directions, "in", unknown=False)
        self.channel = PickField(kit, kit.say("talk.form.channel"), kit.say("ui.field.unknown"))
        self.said = ProseField(kit, kit.say("talk.form.said"), hint=kit.say("talk.form.said_hint"))
        self.evidence = WordsField(
            kit, kit.say("talk.form.evidence"), hint=kit.say("talk.form.evidence_hint"), most=500
        )
        self.agent = WordsField(kit, kit.say("talk.form.agent_id"), most=60)
        self.number = WordsField(kit, kit.say("talk.form.number"), hint=kit.say("talk.form.number_hint"), most=60)
        self.attempts = CountField(kit, kit.say("talk.form.attempts"), most=10_000)
        self.said.add_class("rb-wide")
        self.form = Form(
            kit,
            (self.at, self.debt, self.party, self.direction, self.channel, self.evidence, self.said),
            self._save,
            cancel=kit.say("talk.form.cancel"),
            more=(self.agent, self.number, self.attempts),
            more_label=kit.say("talk.form.more"),
        )

    def open(self, contact: Contact | None, back: Any) -> None:
        """Show the form for a contact, or for a new one."""
        say_ = self._kit.say
        self._before = contact
        self._start = start = contact or self._desk.blank()
        self.at.reset(start.at.replace(tzinfo=None))
        self.debt.offer(debt_options(self._kit), start.debt)
        self.party.reset(start.party or None)
        self.direction.reset(start.direction)
        channels = [(say_(f"talk.channel.{name}"), say("zh", f"talk.channel.{name}")) for name in _CHANNELS]
        self.channel.offer(channels, start.channel or (None if contact else channels[0][1]))
        self.said.reset(start.said_zh or None)
        self.evidence.reset(line_of(start.evidence) or None)
        self.agent.reset(start.agent_id)
        self.number.reset(start.number_masked)
        self.attempts.reset(start.attempts_same_day)
        title, submit = ("edit", "save_edit") if contact else ("new", "save")
        more = bool(start.agent_id or start.number_masked or start.attempts_same_day)
        self.form.open(say_(f"talk.form.{title}"), say_(f"talk.form.{submit}"), back, unfolded=more)

    def _save(self) -> None:
        if self.at.value is None:
            raise RepaybookError([Problem("talk.problem.no_time")])
        said = Contact(
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
        )
        self._desk.log(said, self._before)


class _Log:
    """The contact log with its filter and its form."""

    def __init__(self, kit: Kit, desk: TalkDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._whole = False
        self._form = _ContactForm(kit, desk)
        self._add = kit.button(kit.say("talk.log.add"), self._new, "rb-primary")
        self._filter = PickField(kit, kit.say("talk.log.filter"), kit.say("talk.log.filter_all"))
        self._filter.on_answer(self._narrow)
        self._none = kit.html()
        self._rows: Rows[tuple[Contact, str]] = Rows(kit, self._row)
        self._older = kit.button("", self._all, "rb-quiet")
        head = kit.html(f"<h3>{text_of(kit.say('talk.log.title'))}</h3>")
        bar = kit.box((self._add, self._filter), "rb-row", "rb-log-bar")
        self.box = kit.box((head, bar, self._form.form.box, self._none, self._rows.box, self._older), "rb-stack")
        scope.observe(desk, self._show, "contacts")
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

    def _all(self) -> None:
        self._whole = True
        self._show()

    def _follow(self, _change: Any = None) -> None:
        self._filter.offer(debt_options(self._kit), self._desk.about or None)
        self._show()

    def _show(self, _change: Any = None) -> None:
        kit, contacts = self._kit, self._desk.contacts
        shown = contacts if self._whole else contacts[:_AT_FIRST]
        self._rows.show((contact, creditor(kit, contact.debt)) for contact in shown)
        key = "talk.log.none_about" if self._desk.about else "talk.log.none"
        self._none.value = f"<p>{text_of(kit.say(key))}</p>"
        show(self._none, on=not contacts)
        self._older.description = kit.say("talk.log.older", count=len(contacts) - len(shown))
        show(self._older, on=len(shown) < len(contacts))

    def _row(self, row: tuple[Contact, str]) -> Any:
        kit, (contact, about) = self._kit, row
        when = {"day": figures.day(kit.session.lang, contact.at.date()), "time": f"{contact.at:%H:%M}"}
        edit = kit.button(
            kit.say("talk.log.edit"),
            lambda: self._form.open(contact, edit),
            "rb-quiet",
            hint=kit.say("talk.log.edit_of", **when),
        )
        delete = kit.button(
            kit.say("talk.log.delete"),
            lambda: self._desk.forget(contact),
            "rb-quiet",
            hint=kit.say("talk.log.delete_of", **when),
        )
        content = kit.html(contact_markup(kit, contact, about))
        return kit.box((content, kit.box((edit, delete), "rb-row", "rb-row-end")), "rb-card", "rb-line", "rb-entry")


def contact_markup(kit: Kit, contact: Contact, about: str) -> str:
    """Return one entry of the log as markup, every word of a person escaped; ``about`` names the creditor."""
    lang = kit.session.lang
    when = f"{figures.day(lang, contact.at.date())} {contact.at:%H:%M}"
    direction = f"terms.direction.{contact.direction}"
    way = [kit.say(direction) if known(lang, direction) else contact.direction, channel_words(kit, contact.channel)]
    who = [name for name in (about or kit.say("talk.log.whole_case"), contact.party) if name]
    facts = []
    if contact.agent_id:
        facts.append(kit.say("talk.log.agent", id=contact.agent_id))
    if contact.number_masked:
        facts.append(kit.say("talk.log.number", number=contact.number_masked))
    if contact.attempts_same_day:
        facts.append(kit.say("talk.log.attempts", count=contact.attempts_same_day))
    if contact.evidence:
        facts.append(kit.say("talk.log.evidence", list=line_of(contact.evidence)))
    else:
        facts.append(kit.say("talk.log.evidence_none"))
    said = f'<p class="rb-said">{text_of(contact.said_zh)}</p>' if contact.said_zh else ""
    shown = conduct_markup(kit, contact)
    return (
        f"<h4>{text_of(when)}</h4>"
        f'<p class="rb-soft">{text_of(" · ".join(part for part in [*way, *who] if part))}</p>'
        f'{said}<p class="rb-soft">{text_of(" · ".join(facts))}</p>{shown}'
    )


def _creditors_markup(kit: Kit, lines: tuple[CreditorLine, ...]) -> str:
    lang = kit.session.lang
    head = f"<h3>{text_of(kit.say('talk.creditors.title'))}</h3>"
    if not lines:
        return f"{head}<p>{text_of(kit.say('talk.creditors.none'))}</p>"
    items = []
    for line in lines:
        debt = line.debt
        name = debt_name(kit, debt)
        facts = [kit.say("talk.creditors.owed", amount=figures.wan(lang, debt.balance_total))]
        stage = f"terms.stage.{debt.overdue_stage}"
        if debt.contingent:
            facts.append(kit.say("talk.creditors.contingent"))
        elif line.agreement is not None:
            facts.append(kit.say("talk.creditors.agreed"))
        elif known(lang, stage):
            facts.append(kit.say(stage))
        if line.last is None:
            facts.append(kit.say("talk.creditors.never"))
        else:
            many = "talked_one" if line.contacts == 1 else "talked_many"
            facts.append(kit.say(f"talk.creditors.{many}", count=line.contacts))
            facts.append(kit.say("talk.creditors.last", day=figures.day(lang, line.last.at.date())))
        items.append(f'<li>{text_of(name)}<br><span class="rb-soft">{text_of(" · ".join(facts))}</span></li>')
    return f'{head}<ul class="rb-plain">{"".join(items)}</ul>'


class _Evidence:
    """The papers at hand: a line each, and one field to add some."""

    def __init__(self, kit: Kit, desk: TalkDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._none = kit.html(f"<p>{text_of(kit.say('talk.evidence.none'))}</p>")
        self._rows: Rows[str] = Rows(kit, self._row, "rb-papers")
        self._field = WordsField(
            kit, kit.say("talk.evidence.add_label"), hint=kit.say("talk.evidence.add_hint"), most=500
        )
        self._field.on_answer(lambda _words: self._add())
        add = kit.button(kit.say("talk.evidence.add"), self._add)
        title, lead = text_of(kit.say("talk.evidence.title")), text_of(kit.say("talk.evidence.lead"))
        head = kit.html(f'<h3>{title}</h3><p class="rb-soft">{lead}</p>')
        self.box = kit.box((head, self._none, self._rows.box, self._field, kit.box((add,), "rb-row")), "rb-card")
        scope.observe(desk, self._show, "evidence")
        self._show()

    def go(self) -> None:
        """Put the cursor into the field for another paper."""
        self._field.focus()

    def _add(self) -> None:
        entries = listed(self._field.value or "")
        if entries:
            self._field.reset(None)
            self._desk.add_evidence(entries)
        self._field.focus()

    def _row(self, entry: str) -> Any:
        kit = self._kit
        drop = kit.button(
            kit.say("talk.evidence.drop"),
            lambda: self._desk.drop_evidence(entry),
            "rb-quiet",
            hint=kit.say("talk.evidence.drop_of", name=entry),
        )
        return kit.box((kit.html(f"<p>{text_of(entry)}</p>"), drop), "rb-line")

    def _show(self, _change: Any = None) -> None:
        self._rows.show(self._desk.evidence)
        show(self._none, on=not self._desk.evidence)


def talk_view(session: Session, scope: Scope) -> Any:
    """Return the step 沟通; it follows the session's case until the scope is closed."""
    kit, desk = session.keep(Kit), session.keep(TalkDesk)
    head = kit.html(f"<h2>{text_of(kit.say('talk.title'))}</h2><p>{text_of(kit.say('talk.lead'))}</p>")
    creditors = kit.html("", "rb-card")

    def show_creditors(_change: Any = None) -> None:
        creditors.value = _creditors_markup(kit, desk.creditors)

    scope.observe(desk, show_creditors, "creditors")
    show_creditors()
    log, evidence, legal = _Log(kit, desk, scope), _Evidence(kit, desk, scope), LegalDates(kit, scope)
    missing = step_missing(kit, scope, "talk")

    def go(_change: Any = None) -> None:
        place = session.goal
        if session.step != "talk" or not place:
            return
        session.goal = None
        if place[0] == "legal_events":
            legal.go(place)
        elif place[0] == "contact_log":
            log.go(place)
        elif place[0] == "hardship_evidence":
            evidence.go()

    scope.observe(session, kit.guarded(go), "goal")
    go()
    log.box.add_class("rb-main")
    side = kit.box((papers_view(session, scope), creditors, evidence.box, missing), "rb-side")
    return kit.box((head, kit.box((legal.box, log.box, side), "rb-dated")), "rb-stack")
