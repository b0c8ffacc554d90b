"""Twelve months of payments on the page, each with its state in a word and a shape."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from repaybook.dates import add_months, first_of_month
from repaybook.follow.calendar import CalendarMonth
from repaybook.follow.dues import Due, State
from repaybook.follow.warning import pressing
from repaybook.money import ZERO, Money
from repaybook.texts import figures
from repaybook.ui.kit import Kit, text_of
from repaybook.ui.models.follow import FollowDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.names import creditor

SHAPES = {
    State.PAID: "●",
    State.PART: "◐",
    State.DUE: "○",
    State.MISSED: "✕",
    State.AT_RISK: "▲",
    State.PLANNED: "◇",
    State.NOT_RECORDED: "？",
}
"""A shape for each state, beside its word: the state is never told by colour alone."""


Lacks = Mapping[tuple[str, date], Money]
"""What of a payment the money will not cover, by debt and day."""


def _due_markup(kit: Kit, due: Due, lacks: Lacks) -> str:
    lang = kit.session.lang
    row = kit.say("follow.calendar.row", day=figures.day(lang, due.on, short=True), name=creditor(kit, due.debt))
    part = ""
    if due.paid and due.paid < due.amount:
        left = figures.money(lang, due.amount - due.paid)
        words = kit.say("follow.calendar.part", paid=figures.money(lang, due.paid), left=left)
        part = f'<br><span class="rb-soft">{text_of(words)}</span>'
    lack = lacks.get((due.debt, due.on))
    if due.state is State.AT_RISK and lack:
        words = kit.say("keeping.warn.missing", short=figures.money(lang, lack))
        row = kit.say("follow.calendar.row", day=row, name=words)
    return (
        f'<li class="rb-due rb-due-{due.state}"><span class="rb-shape" aria-hidden="true">{SHAPES[due.state]}</span>'
        f'<span class="rb-state">{text_of(kit.say(f"follow.state.{due.state}"))}</span> '
        f'<span class="rb-what">{text_of(row)}</span> '
        f'<span class="rb-num">{text_of(figures.money(lang, due.amount))}</span>{part}</li>'
    )


def month_markup(kit: Kit, month: CalendarMonth, lacks: Lacks = MappingProxyType({})) -> str:
    """Return one month of the calendar as markup: its payments, each with a word and a shape, and what they lack."""
    lang = kit.session.lang
    this = month.month == first_of_month(kit.session.on)
    now = f' <span class="rb-word">{text_of(kit.say("follow.calendar.this_month"))}</span>' if this else ""
    head = f"<h4>{text_of(figures.month(lang, month.month))}{now}</h4>"
    if not month.dues:
        none = text_of(kit.say("follow.calendar.none"))
        return f'<section class="rb-month">{head}<p class="rb-soft">{none}</p></section>'
    items = "".join(_due_markup(kit, due, lacks) for due in month.dues)
    total = ""
    if len(month.dues) > 1:
        words = kit.say("follow.calendar.total", amount=figures.money(lang, month.total))
        if ZERO < month.left < month.total:
            left = figures.money(lang, month.left)
            words = kit.say("follow.calendar.total_left", amount=figures.money(lang, month.total), left=left)
        total = f'<p class="rb-soft rb-total">{text_of(words)}</p>'
    return f'<section class="rb-month">{head}<ul class="rb-plain">{items}</ul>{total}</section>'


def _legend(kit: Kit, months: tuple[CalendarMonth, ...]) -> str:
    states = {due.state for month in months for due in month.dues}
    items = "".join(
        f'<li><span aria-hidden="true">{shape}</span> <strong>{text_of(kit.say(f"follow.state.{state}"))}</strong> '
        f"{text_of(kit.say(f'follow.state_more.{state}'))}</li>"
        for state, shape in SHAPES.items()
        if state in states
    )
    return f'<ul class="rb-plain rb-soft">{items}</ul>' if items else ""


class Calendar:
    """Twelve months of payments, with buttons to the twelve before and after."""

    def __init__(self, kit: Kit, desk: FollowDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        title, lead = text_of(kit.say("follow.calendar.title")), text_of(kit.say("follow.calendar.lead"))
        head = kit.html(f'<h3>{title}</h3><p class="rb-soft">{lead}</p>')
        self._months, self._legend = kit.html("", "rb-months"), kit.html()
        pages = kit.box(
            (
                kit.button(kit.say("follow.calendar.earlier"), desk.earlier),
                kit.button(kit.say("follow.calendar.later"), desk.later),
            ),
            "rb-row",
        )
        self.box = kit.box((head, self._months, self._legend, pages), "rb-card")
        scope.observe(desk, self._show, "months", "stale")
        scope.observe(kit.session, self._show, "case")
        self._show()

    def _show(self, _change: Any = None) -> None:
        kit, desk, lang = self._kit, self._desk, self._kit.session.lang
        last = add_months(desk.shown_from, len(desk.months) - 1)
        span = kit.say(
            "follow.calendar.span", first=figures.month(lang, desk.shown_from), last=figures.month(lang, last)
        )
        notes = [kit.say("follow.calendar.plan_stale")] if desk.stale else []
        some = any(month.dues for month in desk.months)
        if not some:
            notes.append(kit.say("follow.calendar.no_dues"))
        said = "".join(f"<p>{text_of(note)}</p>" for note in (span, *notes))
        # What the first short month lacks is paid late or not at all: how much later ones lack hangs on that.
        lacks = {(risk.debt, risk.on): risk.short for risk in pressing(desk.risks) if risk.short}
        months = "".join(month_markup(kit, month, lacks) for month in desk.months) if some else ""
        markup = f'{said}<div class="rb-month-grid">{months}</div>' if some else said
        if self._months.value != markup:
            self._months.value = markup
        self._legend.value = _legend(kit, desk.months)
