"""还清以后 on the page: the closing papers of each debt that is done, and what the freed instalment is for."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook import law
from repaybook.case.offers import FREED
from repaybook.follow.closing import OBJECTION, STEPS, Closing, ClosingStep
from repaybook.texts import figures
from repaybook.ui.kit import Kit, show, switch_class, text_of
from repaybook.ui.models.keeping import KeepingDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.names import creditor
from repaybook.ui.views.paper_button import PaperButton
from repaybook.ui.views.rows import Rows

_PAPERS = {
    "certificate_asked": ("request_papers", "make_papers"),
    "credit_objection": ("credit_objection", "make_objection"),
}
"""The steps that a paper goes with: its kind, and the words of its button."""


def freed_markup(kit: Kit, closing: Closing) -> str:
    """Return what is free each month now, and what is chosen to be done with it."""
    if closing.freed is None:
        return ""
    amount = figures.money(kit.session.lang, closing.freed)
    lines = [kit.say("keeping.freed.sentence", name=creditor(kit, closing.debt), amount=amount)]
    if not closing.others:
        lines.append(kit.say("keeping.freed.none_left"))
    elif closing.choice is None:
        lines.append(kit.say("keeping.freed.no_plan"))
    else:
        chosen = kit.say(f"keeping.freed.{closing.choice}")
        lines += [
            kit.say("keeping.freed.ask"),
            kit.say("keeping.freed.now", choice=chosen),
            kit.say(f"keeping.freed.{closing.choice}_more"),
        ]
    first, *rest = lines
    more = "".join(f"<p>{text_of(line)}</p>" for line in rest)
    return f"<p><strong>{text_of(first)}</strong></p>{more}"


def _rule_lines(kit: Kit) -> list[str]:
    area, name = OBJECTION
    try:
        rule = law.load(area)[name].on(kit.session.on)
    except law.NotInForceError:
        return []
    return [
        kit.say("keeping.closing.answer_days", days=int(rule.value)),
        kit.say("keeping.closing.rule", source=rule.source),
    ]


def _step_lines(kit: Kit, step: ClosingStep) -> list[str]:
    lang = kit.session.lang
    found = []
    if step.on is None:
        found.append(kit.say(f"keeping.closing.{step.name}.how"))
    if step.due_from is not None and step.due_until is not None:
        first, last = figures.day(lang, step.due_from), figures.day(lang, step.due_until)
        found.append(kit.say("keeping.closing.from_until", first=first, last=last))
    if step.name == "credit_objection":
        found += _rule_lines(kit)
    if step.on is not None:
        note = f" · {step.note}" if step.note else ""
        found.append(kit.say("keeping.closing.done_on", day=figures.day(lang, step.on)) + note)
    if step.answer_by is not None:
        found.append(kit.say("keeping.closing.answer_by", day=figures.day(lang, step.answer_by)))
    return found


def step_markup(kit: Kit, step: ClosingStep) -> str:
    """Return one closing step: done or to be done, and its days."""
    shape, stand, style = ("●", "done", "rb-soft") if step.on is not None else ("○", "now", "rb-word")
    early = step.due_from is not None and kit.session.on < step.due_from
    if step.on is None and (early or step.name == "credit_objection"):
        stand, style = "later", "rb-soft"
    word = text_of(kit.say(f"keeping.after.stand.{stand}"))
    lines = "".join(f"<p>{text_of(line)}</p>" for line in _step_lines(kit, step))
    title = text_of(kit.say(f"keeping.closing.{step.name}.title"))
    return f'<h5>{title}</h5><p><span class="{style}"><span aria-hidden="true">{shape}</span> {word}</span></p>{lines}'


class _Card:
    """One debt that is done, in ``box``."""

    def __init__(self, kit: Kit, keeping: KeepingDesk, debt_id: str) -> None:
        self._kit, self._keeping, self._debt = kit, keeping, debt_id
        self._head = kit.html()
        self._steps: dict[str, tuple[Any, Any, Any, Any]] = {}
        self._papers: list[PaperButton] = []
        for name in STEPS:
            self._steps[name] = self._step(name)
        self._choices = {
            choice: kit.button(kit.say(f"keeping.freed.{choice}"), partial(keeping.choose_freed, choice))
            for choice in FREED
        }
        self._freed = kit.html()
        self._choose = kit.box(self._choices.values(), "rb-row")
        steps = kit.box([row for row, _, _, _ in self._steps.values()], "rb-numbered")
        self.box: Any = kit.box((self._head, self._freed, self._choose, steps), "rb-card", "rb-keeping")

    def _step(self, name: str) -> tuple[Any, Any, Any, Any]:
        kit, title = self._kit, self._kit.say(f"keeping.closing.{name}.title")
        words = kit.html()
        do = kit.button(
            kit.say("keeping.closing.do"),
            partial(self._keeping.mark, self._debt, name),
            hint=kit.say("keeping.closing.do_of", step=title),
        )
        again = kit.button(
            kit.say("keeping.closing.again"),
            partial(self._keeping.unmark, self._debt, name),
            "rb-quiet",
            hint=kit.say("keeping.closing.again_of", step=title),
        )
        parts = [words]
        if name in _PAPERS:
            paper, label = _PAPERS[name]
            hint = kit.say(f"keeping.closing.{label}_of", name=creditor(kit, self._debt))
            made = PaperButton(kit, paper, self._debt, kit.say(f"keeping.closing.{label}"), hint)
            self._papers.append(made)
            parts.append(made.box)
        row = kit.box((*parts, kit.box((do, again), "rb-row")), "rb-numbered-step")
        return row, words, do, again

    def show(self, closing: Closing) -> None:
        """Show the debt's closing steps as they stand."""
        kit, lang = self._kit, self._kit.session.lang
        since = kit.say("keeping.closing.since_unknown")
        if closing.since is not None:
            since = kit.say("keeping.closing.since", day=figures.day(lang, closing.since))
        finished = f"<p>{text_of(kit.say('keeping.closing.finished'))}</p>" if closing.finished else ""
        self._head.value = f"<h4>{text_of(creditor(kit, closing.debt))}</h4><p>{text_of(since)}</p>{finished}"
        self._freed.value = freed_markup(kit, closing)
        show(self._choose, on=bool(closing.choice is not None and closing.others and closing.freed))
        for choice, button in self._choices.items():
            switch_class(button, "rb-on", on=choice == closing.choice)
        for paper in self._papers:
            paper.clear()
        there = {step.name: step for step in closing.steps}
        for name, (row, words, do, again) in self._steps.items():
            step = there.get(name)
            show(row, on=step is not None)
            if step is None:
                continue
            words.value = step_markup(kit, step)
            show(do, on=step.on is None)
            show(again, on=step.on is not None)


class Closings:
    """The debts that are done; nothing where none is."""

    def __init__(self, kit: Kit, keeping: KeepingDesk, scope: Scope) -> None:
        self._kit, self._keeping = kit, keeping
        self._cards: dict[str, _Card] = {}
        self._rows: Rows[tuple[str, str]] = Rows(kit, self._row, "rb-stack")
        head = kit.html(f"<h3>{text_of(kit.say('keeping.closing.title'))}</h3>")
        self.box: Any = kit.box((head, self._rows.box), "rb-stack")
        scope.observe(kit.session, kit.guarded(self._show), "case")
        self._show()

    def _row(self, row: tuple[str, str]) -> Any:
        debt_id, _ = row
        self._cards[debt_id] = _Card(self._kit, self._keeping, debt_id)
        return self._cards[debt_id].box

    def _show(self, _change: Any = None) -> None:
        closings = self._keeping.closings
        self._rows.show((closing.debt, creditor(self._kit, closing.debt)) for closing in closings)
        self._cards = {closing.debt: self._cards[closing.debt] for closing in closings}
        for closing in closings:
            self._cards[closing.debt].show(closing)
        show(self.box, on=bool(closings))
