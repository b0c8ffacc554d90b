"""协议后还被催 on the page: seven numbered steps with their days, a mistake assumed first, paying goes on."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.follow.after_agreement import STEPS, WAITING_WORKDAYS, Flow, FlowStep, Stand
from repaybook.follow.closing import settled_on
from repaybook.follow.dues import State, agreement_dues
from repaybook.texts import figures
from repaybook.ui.fields import WordsField
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.keeping import KeepingDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.names import creditor
from repaybook.ui.views.paper_button import PaperButton
from repaybook.ui.views.rows import Rows

SHAPES = {Stand.DONE: "●", Stand.NOW: "▲", Stand.RUNNING: "◐", Stand.OVER: "✕", Stand.LATER: "○"}
"""A shape for each standing, beside its word."""

_CONTACTS_AT_FIRST = 3


def _paid_line(kit: Kit, flow: Flow) -> str:
    agreement = kit.session.case.agreement(flow.debt)
    if agreement is None:
        return ""
    rows = agreement_dues(agreement, kit.session.on)
    paid = agreement.paid
    count = sum(row.state is State.PAID for row in rows)
    amount = figures.money(kit.session.lang, paid)
    kept = kit.say("keeping.after.kept" if flow.kept else "keeping.after.not_kept")
    return f"{kit.say('keeping.after.paid', count=count, amount=amount)} {kept}"


def head_markup(kit: Kit, flow: Flow) -> str:
    """Return what the steps begin with: a mistake assumed, paying goes on, what cannot wait, what was said."""
    lang, case = kit.session.lang, kit.session.case
    done, _ = settled_on(case, case.debt(flow.debt))
    parts = [
        f"<h4>{text_of(creditor(kit, flow.debt))}</h4>",
        f"<p><strong>{text_of(kit.say('keeping.after.lead'))}</strong></p>",
        f"<p>{text_of(kit.say('keeping.after.settled' if done else 'keeping.after.owed'))}</p>",
    ]
    if flow.at_once:
        lines = "".join(
            "<li>"
            + text_of(
                kit.say(
                    "keeping.after.at_once_line",
                    title=kit.say(f"conduct.{name}.title"),
                    first=kit.say(f"conduct.{name}.first"),
                )
            )
            + "</li>"
            for name in flow.at_once
        )
        lead = text_of(kit.say("keeping.after.at_once"))
        parts.append(f'<div class="rb-warm"><p><strong>{lead}</strong></p><ul>{lines}</ul></div>')
    if flow.contacts:
        lines = "".join(
            "<li>"
            + text_of(
                kit.say(
                    "keeping.after.contact",
                    day=figures.day(lang, contact.at.date()),
                    time=f"{contact.at:%H:%M}",
                    party=contact.party,
                    said=contact.said_zh,
                )
            )
            + "</li>"
            for contact in flow.contacts[:_CONTACTS_AT_FIRST]
        )
        title = text_of(kit.say("keeping.after.contacts", count=len(flow.contacts)))
        parts.append(f"<details><summary>{title}</summary><ul>{lines}</ul></details>")
    return "".join(parts)


def _more(kit: Kit, flow: Flow, step: FlowStep) -> list[str]:
    """Return what is said under a step beside how it is done: its day, the wait, the channel."""
    lang = kit.session.lang
    found = []
    if step.name == "own_payments":
        found.append(_paid_line(kit, flow))
    if step.name == "waiting" and flow.until is not None and step.stand is not Stand.DONE:
        day = figures.day(lang, flow.until.on)
        if step.stand is Stand.OVER:
            found.append(kit.say("keeping.after.over", day=day))
        else:
            found.append(kit.say("keeping.after.until", day=day, count=WAITING_WORKDAYS))
        if flow.until.tentative:
            found.append(kit.say("keeping.after.until_tentative"))
    if step.name == "channel":
        found += [
            kit.say(
                "keeping.after.channel_line",
                title=kit.say(f"conduct.{name}.title"),
                then=kit.say(f"conduct.{name}.then"),
            )
            for name in flow.classes
        ] or [kit.say("keeping.after.channel_none")]
    if step.on is not None:
        note = f" · {step.note}" if step.note else ""
        found.append(kit.say("keeping.after.done_on", day=figures.day(lang, step.on)) + note)
    return found


def step_markup(kit: Kit, flow: Flow, step: FlowStep) -> str:
    """Return one numbered step: how it stands, what it is, how it is done."""
    number = STEPS.index(step.name) + 1
    style = "rb-soft" if step.stand in {Stand.LATER, Stand.DONE} else "rb-word"
    word = text_of(kit.say(f"keeping.after.stand.{step.stand}"))
    told = () if step.stand is Stand.LATER else _more(kit, flow, step)
    more = "".join(f"<p>{text_of(line)}</p>" for line in told)
    how = "" if step.stand is Stand.DONE else f"<p>{text_of(kit.say(f'keeping.after.{step.name}.how'))}</p>"
    return (
        f"<h5>{number}. {text_of(kit.say(f'keeping.after.{step.name}.title'))}</h5>"
        f'<p><span class="{style}"><span aria-hidden="true">{SHAPES[step.stand]}</span> {word}</span></p>{how}{more}'
    )


class _Step:
    """One step with its button and its note; what is typed stays while other steps change."""

    def __init__(self, kit: Kit, keeping: KeepingDesk, debt_id: str, name: str) -> None:
        self._kit, self._keeping, self._debt, self._name = kit, keeping, debt_id, name
        title = kit.say(f"keeping.after.{name}.title")
        self._words = kit.html()
        self._note = WordsField(kit, kit.say("keeping.after.note"), most=200)
        self._do = kit.button(kit.say("keeping.after.do"), self._mark, hint=kit.say("keeping.after.do_of", step=title))
        self._again = kit.button(
            kit.say("keeping.after.again"), self._unmark, "rb-quiet", hint=kit.say("keeping.after.again_of", step=title)
        )
        parts = [self._words]
        self._paper: PaperButton | None = None
        if name == "stop_letter":
            hint = kit.say("keeping.after.make_of", name=creditor(kit, debt_id))
            self._paper = PaperButton(kit, "stop_collection", debt_id, kit.say("keeping.after.make"), hint)
            parts.append(self._paper.box)
        parts += [self._note, kit.box((self._do, self._again), "rb-row")]
        self.box: Any = kit.box(parts, "rb-numbered-step")

    def show(self, flow: Flow, step: FlowStep) -> None:
        """Show the step as it stands; its button is there when it is its turn, and the wait's while it runs."""
        markup = step_markup(self._kit, flow, step)
        if self._words.value != markup:
            self._words.value = markup
        open_now = step.stand in {Stand.NOW, Stand.RUNNING, Stand.OVER}
        show(self._do, on=open_now)
        show(self._note, on=open_now)
        show(self._again, on=step.stand is Stand.DONE)
        if self._paper is not None:
            self._paper.clear()
            show(self._paper.box, on=step.stand is not Stand.LATER)

    def _mark(self) -> None:
        note = self._note.value or ""
        self._note.reset(None)
        self._keeping.mark(self._debt, self._name, note)

    def _unmark(self) -> None:
        self._keeping.unmark(self._debt, self._name)


class _FlowCard:
    """The steps about one debt in ``box``."""

    def __init__(self, kit: Kit, keeping: KeepingDesk, debt_id: str) -> None:
        self._kit = kit
        self._head = kit.html()
        self._steps = {name: _Step(kit, keeping, debt_id, name) for name in STEPS}
        self._restart = kit.button(kit.say("keeping.after.restart"), partial(keeping.restart, debt_id), "rb-quiet")
        steps = kit.box([step.box for step in self._steps.values()], "rb-numbered")
        self.box: Any = kit.box((self._head, steps, kit.box((self._restart,), "rb-row")), "rb-card", "rb-keeping")

    def show(self, flow: Flow) -> None:
        """Show the steps as they stand."""
        markup = head_markup(self._kit, flow)
        if self._head.value != markup:
            self._head.value = markup
        for step in flow.steps:
            self._steps[step.name].show(flow, step)
        show(self._restart, on=flow.begun)


class AfterAgreement:
    """The flows of all debts that are collected from in spite of an agreement; nothing where there is none."""

    def __init__(self, kit: Kit, keeping: KeepingDesk, scope: Scope) -> None:
        self._kit, self._keeping = kit, keeping
        self._cards: dict[str, _FlowCard] = {}
        self._rows: Rows[tuple[str, str]] = Rows(kit, self._row, "rb-stack")
        head = kit.html(f"<h3>{text_of(kit.say('keeping.after.title'))}</h3>")
        self.box: Any = kit.box((head, self._rows.box), "rb-stack")
        scope.observe(keeping, kit.guarded(self._show), "flows")
        scope.observe(kit.session, kit.guarded(self._show), "case")
        self._show()

    def _row(self, row: tuple[str, str]) -> Any:
        debt_id, _ = row
        self._cards[debt_id] = _FlowCard(self._kit, self._keeping, debt_id)
        return self._cards[debt_id].box

    def _show(self, _change: Any = None) -> None:
        flows = self._keeping.flows
        self._rows.show((flow.debt, creditor(self._kit, flow.debt)) for flow in flows)
        self._cards = {flow.debt: self._cards[flow.debt] for flow in flows}
        for flow in flows:
            self._cards[flow.debt].show(flow)
        show(self.box, on=bool(flows))
