"""The plan that is adjusted: which one, its creditors' answers, and its picture and figures in sight beside them."""

from __future__ import annotations

import base64
from functools import partial
from typing import Any

from repaybook.case.offers import FREED
from repaybook.case.places import describe
from repaybook.charts import PHONE, cash_flow
from repaybook.plans.model import Said
from repaybook.plans.readings import end_reading
from repaybook.texts import figures
from repaybook.ui.fields import ChoiceField
from repaybook.ui.kit import Kit, show, switch_class, text_of
from repaybook.ui.latest import Latest
from repaybook.ui.models.columns import Column
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.picture import PictureBox
from repaybook.ui.views.plan.answers import Answer
from repaybook.ui.views.plan.pictures import drawn_names
from repaybook.ui.views.plan_words import letters, plan_name, verdict
from repaybook.ui.views.rows import Rows, close

_AFTER = 0.25
"""Seconds that the page gets for the figures before the first picture takes the kernel's time."""


class Adjusted:
    """The answers of the plan in focus in ``box``; a move of a slider redraws the figures and the picture beside it."""

    def __init__(self, kit: Kit, desk: PlanDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._head = kit.html()
        self._which: Rows[tuple[str, str]] = Rows(kit, self._button, "rb-row")
        options = [(kit.say(f"terms.freed.{way}"), way) for way in FREED]
        label, hint = kit.say("offers.freed.label"), kit.say("offers.freed.hint")
        self._freed: ChoiceField[str] = ChoiceField(kit, label, options, FREED[0], unknown=False)
        self._freed.on_answer(lambda way: desk.pass_on(way or FREED[0]))
        freed = kit.box((self._freed, kit.html(f'<p class="rb-soft">{text_of(hint)}</p>')), "rb-tight", "rb-freed")
        self._restore = kit.button(kit.say("plan.adjust.restore"), self._put_back, "rb-quiet")
        self._answers: dict[str, Answer] = {}
        self._list = kit.box((), "rb-stack")
        self._figures = kit.html("", "rb-now")
        self._picture = PictureBox(kit, "adjusted")
        self._file = kit.html()
        beside = kit.box((self._figures, self._picture.box, self._restore, self._file), "rb-beside", "rb-card")
        self.box = kit.box(
            (self._head, self._which.box, kit.box((self._list, beside), "rb-adjust"), freed), "rb-stack", "rb-adjusted"
        )
        # The first picture loads matplotlib: the figures are on the page before it.
        self._drawn_once = False
        self._first: Latest[None] = Latest(kit.guarded(lambda _nothing: self._draw()), quiet=_AFTER, longest=_AFTER)
        scope.observe(desk, self._show, "columns", "focus")
        scope.defer(self._first.drop)
        self._show()
        self._first.offer(None)

    def _button(self, row: tuple[str, str]) -> Any:
        slot, letter = row
        return self._kit.button(
            self._kit.say("plan.column.adjust", letter=letter),
            partial(self._focus, slot),
            hint=self._kit.say("plan.column.adjust_hint", letter=letter),
        )

    def _focus(self, slot: str) -> None:
        self._desk.settle()
        self._desk.focus = slot

    def _put_back(self) -> None:
        self._desk.restore(self._desk.focus)

    def _show(self, _change: Any = None) -> None:
        kit, desk = self._kit, self._desk
        column = desk.column
        if column is None:
            return
        shown = letters(kit, desk)
        if column.slot not in shown:
            return
        letter = shown[column.slot]
        self._which.show(shown.items())
        for button, slot in zip(self._which.box.children, shown, strict=True):
            switch_class(button, "rb-on", on=slot == desk.focus)
        show(self._restore, on=desk.restorable(column.slot))
        self._freed.set(column.plan.freed)
        self._tell(column, letter)
        self._show_answers()
        if self._drawn_once:
            self._draw()

    def _tell(self, column: Column, letter: str) -> None:
        kit, lang = self._kit, self._kit.session.lang
        plan, name = kit.say("plan.column.name", letter=letter), plan_name(kit, column)
        plan = kit.say("plan.column.titled", letter=letter, title=name) if name else plan
        head = f"<h3>{text_of(kit.say('plan.adjust.title', plan=plan))}</h3>"
        lead = f'<p class="rb-soft">{text_of(kit.say("plan.adjust.lead"))}</p>'
        self._set(self._head, head + lead)
        if column.problems:
            lines = "".join(f"<li>{text_of(describe(problem, lang))}</li>" for problem in column.problems)
            words = text_of(kit.say("plan.column.problem"))
            self._set(self._figures, f'<div class="rb-warm" role="alert"><p>{words}</p><ul>{lines}</ul></div>')
            self._set(self._file, "")
            return
        if column.projection is not None:
            said = end_reading(column.projection)
            total = figures.tell(lang, said.key, said.values)
            worry = "rb-word" if column.projection.first_failing is not None else "rb-fine"
            holds = text_of(verdict(kit, column.projection))
            self._set(
                self._figures,
                f'<p class="rb-soft">{text_of(plan)}</p><p class="rb-big">{text_of(total)}</p>'
                f'<p class="{worry}">{holds}</p>{self._notes(column.projection.assumptions)}',
            )
        self._set(self._file, self._link(column, letter))

    def _notes(self, assumed: tuple[Said, ...]) -> str:
        """Return what is to be known of the whole plan: freed instalments, and what is owed in other currencies."""
        lang = self._kit.session.lang
        told = [figures.tell(lang, said.key, said.values) for said in assumed if said.key.startswith("offers.")]
        return "".join(f'<p class="rb-soft">{text_of(words)}</p>' for words in told)

    def _link(self, column: Column, letter: str) -> str:
        kit = self._kit
        data = base64.b64encode(self._desk.file(column.slot)).decode()
        name = kit.say("plan.file.name", letter=letter, day=kit.session.on.isoformat())
        words = kit.say("plan.file.download", letter=letter)
        return (
            f'<a class="rb-link-button" download="{text_of(name)}" '
            f'href="data:application/json;base64,{data}">{text_of(words)}</a>'
        )

    def _show_answers(self) -> None:
        desk = self._desk
        debts = {debt.id: debt for debt in desk.case.debts}
        column = desk.column
        wanted = [offer.debt for offer in column.plan.offers if offer.debt in debts] if column is not None else []
        stale = [debt_id for debt_id, answer in self._answers.items() if debts.get(debt_id) != answer.debt]
        for debt_id in stale:
            close(self._answers.pop(debt_id).box)
        for debt_id in wanted:
            if debt_id in self._answers:
                self._answers[debt_id].show()
            else:
                self._answers[debt_id] = Answer(self._kit, desk, debts[debt_id])
        boxes = tuple(self._answers[debt_id].box for debt_id in self._ordered(wanted))
        if boxes != self._list.children:
            self._list.children = boxes

    def _ordered(self, wanted: list[str]) -> list[str]:
        """Return the debts that the proposal negotiates, then those that it keeps, whatever has been adjusted since."""
        kept = set(self._desk.kept)
        return sorted(wanted, key=lambda debt_id: debt_id in kept)

    def _draw(self) -> None:
        self._drawn_once = True
        column = self._desk.column
        if column is not None and column.projection is not None and column.projection.months:
            names = drawn_names(self._desk)
            lang = self._kit.session.lang
            self._picture.show(cash_flow(column.projection, names, lang, PHONE, among=self._desk.projections))

    @staticmethod
    def _set(widget: Any, markup: str) -> None:
        if widget.value != markup:
            widget.value = markup
