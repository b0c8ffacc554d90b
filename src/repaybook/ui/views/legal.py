"""The legal dates on the page: days left first, one form to note them, each can be corrected."""

from __future__ import annotations

from typing import Any

from repaybook.case.model import LegalEvent
from repaybook.case.vocabulary import LEGAL_EVENTS
from repaybook.errors import Path as Place
from repaybook.errors import Problem, RepaybookError
from repaybook.follow.calendar import LegalDate
from repaybook.texts import figures, known
from repaybook.ui.fields import AmountField, DateField, WordsField
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.follow import FollowDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.form import Form, PickField
from repaybook.ui.views.names import creditor, debt_options
from repaybook.ui.views.rows import Rows


def event_words(kit: Kit, kind: str) -> str:
    """Return what a legal event is, in the session's language; a kind of the person's own stays as it is."""
    key = f"terms.legal_event.{kind}"
    return kit.say(key) if known(kit.session.lang, key) else kind


class _EventForm:
    """The entry of one legal date."""

    def __init__(self, kit: Kit, desk: FollowDesk) -> None:
        self._kit, self._desk = kit, desk
        self._before: LegalEvent | None = None
        self.kind = PickField(kit, kit.say("follow.event.type"), kit.say("follow.event.type_other"))
        self.own = WordsField(kit, kit.say("follow.event.type_own"), most=60)
        self.date = DateField(kit, kit.say("follow.event.date"), unknown=False)
        self.deadline = DateField(kit, kit.say("follow.event.deadline"), hint=kit.say("follow.event.deadline_hint"))
        self.basis = WordsField(kit, kit.say("follow.event.basis"))
        self.debt = PickField(kit, kit.say("follow.event.debt"), kit.say("follow.event.debt_none"))
        self.amount = AmountField(kit, kit.say("follow.event.amount"))
        self.note = WordsField(kit, kit.say("follow.event.note"), most=1000)
        self.kind.on_answer(lambda kind: show(self.own, on=kind is None))
        self.form = Form(
            kit,
            (self.kind, self.own, self.date, self.deadline),
            self._save,
            cancel=kit.say("follow.event.cancel"),
            more=(self.basis, self.debt, self.amount, self.note),
            more_label=kit.say("follow.event.more"),
        )

    def open(self, event: LegalEvent | None, back: Any) -> None:
        """Show the form for an event, or for a new one."""
        kit = self._kit
        self._before = event
        options = [(event_words(kit, kind), kind) for kind in LEGAL_EVENTS]
        own = event is not None and event.type not in LEGAL_EVENTS
        self.kind.offer(options, None if event is None or own else event.type)
        if event is None:
            self.kind.reset(LEGAL_EVENTS[0])
        self.own.reset(event.type if event is not None and own else None)
        show(self.own, on=own)
        self.date.reset(event.date if event is not None else kit.session.on)
        self.deadline.reset(event.deadline if event is not None else None)
        self.basis.reset(event.deadline_basis if event is not None else None)
        self.debt.offer(debt_options(kit), event.debt if event is not None else None)
        self.amount.reset(event.amount if event is not None else None)
        self.note.reset(event.note if event is not None else None)
        title, submit = ("edit", "save_edit") if event else ("new", "save")
        more = event is not None and any((event.deadline_basis, event.debt, event.amount, event.note))
        self.form.open(kit.say(f"follow.event.{title}"), kit.say(f"follow.event.{submit}"), back, unfolded=more)

    def _save(self) -> None:
        kind, day = self.kind.value or self.own.value, self.date.value
        problems = []
        if not kind:
            problems.append(Problem("follow.problem.which_event"))
        if day is None:
            problems.append(Problem("follow.problem.event_day"))
        if problems or day is None or not kind:
            raise RepaybookError(problems)
        event = LegalEvent(
            type=kind,
            date=day,
            deadline=self.deadline.value,
            deadline_basis=self.basis.value or None,
            amount=self.amount.value,
            debt=self.debt.value,
            note=self.note.value or None,
        )
        self._desk.put_event(event, self._before)


def legal_markup(kit: Kit, one: LegalDate) -> str:
    """Return a legal date as markup: what, when, how many days are left; the paper's own words escaped."""
    lang, event = kit.session.lang, one.event
    unclear = one.days_left is None
    left = kit.say("follow.legal.unclear") if one.days_left is None else figures.days_left(lang, one.days_left)
    dated = event.deadline is not None or one.day != event.date
    when = "deadline" if dated else "received" if unclear else "on"
    lines = [kit.say(f"follow.legal.{when}", day=figures.day(lang, one.day))]
    if event.deadline is None and dated:
        lines.append(kit.say("counsel.date.computed"))
    elif event.deadline is not None and one.day != event.deadline:
        given, day = figures.day(lang, event.deadline), figures.day(lang, one.day)
        lines.append(kit.say("counsel.date.differs", given=given, day=day))
    if dated:
        lines.append(kit.say("follow.legal.received", day=figures.day(lang, event.date)))
    if event.deadline_basis:
        lines.append(kit.say("follow.legal.basis", basis=event.deadline_basis))
    if event.amount is not None:
        lines.append(kit.say("follow.legal.amount", amount=figures.money(lang, event.amount)))
    lines += [debt.creditor_alias for debt in kit.session.case.debts if debt.id == event.debt and debt.creditor_alias]
    if event.note:
        lines.append(event.note)
    mark = "rb-soft" if one.days_left is not None and one.days_left < 0 else "rb-word"
    return (
        f'<h4>{text_of(event_words(kit, event.type))} <span class="{mark}">{text_of(left)}</span></h4>'
        f"<p>{text_of(kit.say(_act(one)))}</p>"
        f'<p class="rb-soft">{"<br>".join(text_of(line) for line in lines)}</p>'
    )


def _act(one: LegalDate) -> str:
    """Return the key of what to do about a legal date."""
    if one.days_left is None:
        return "assess.act.paper_without_deadline"
    if one.days_left < 0:
        return f"assess.act.{'passed_deadline' if one.event.deadline else 'passed_date'}"
    return f"assess.act.{one.event.type if one.event.type in LEGAL_EVENTS else 'legal_event'}"


class LegalDates:
    """The list of legal dates with its form, a card in ``box``; both 沟通 and 跟进 show it."""

    def __init__(self, kit: Kit, scope: Scope) -> None:
        desk = kit.session.keep(FollowDesk)
        self._kit, self._desk = kit, desk
        self._form = _EventForm(kit, desk)
        self._add = kit.button(kit.say("follow.legal.add"), lambda: self._form.open(None, self._add))
        self._none = kit.html(f"<p>{text_of(kit.say('follow.legal.none'))}</p>")
        self._rows: Rows[tuple[LegalDate, str]] = Rows(kit, self._row, "rb-tight")
        head = kit.html(f"<h3>{text_of(kit.say('follow.legal.title'))}</h3>")
        parts = (head, self._none, self._rows.box, kit.box((self._add,), "rb-row"), self._form.form.box)
        self.box = kit.box(parts, "rb-card")
        scope.observe(kit.session, kit.guarded(self._show), "case")
        self._show()

    def go(self, place: Place) -> None:
        """Open the form at a place of the case: a date that is there, or a new one."""
        events = self._kit.session.case.legal_events
        index = place[1] if len(place) > 1 else None
        known = isinstance(index, int) and index < len(events)
        self._form.open(events[index] if known and isinstance(index, int) else None, self._add)

    def _row(self, row: tuple[LegalDate, str]) -> Any:
        kit, lang, (one, _) = self._kit, self._kit.session.lang, row
        named = {"name": event_words(kit, one.event.type), "day": figures.day(lang, one.day)}
        edit = kit.button(
            kit.say("follow.legal.edit"),
            lambda: self._form.open(one.event, edit),
            "rb-quiet",
            hint=kit.say("follow.legal.edit_of", **named),
        )
        delete = kit.button(
            kit.say("follow.legal.delete"),
            lambda: self._desk.drop_event(one.event),
            "rb-quiet",
            hint=kit.say("follow.legal.delete_of", **named),
        )
        return kit.box(
            (kit.html(legal_markup(kit, one)), kit.box((edit, delete), "rb-row", "rb-row-end")), "rb-line", "rb-date"
        )

    def _show(self, _change: Any = None) -> None:
        self._rows.show((one, creditor(self._kit, one.event.debt)) for one in self._desk.legal)
        show(self._none, on=not self._desk.legal)
