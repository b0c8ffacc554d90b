"""从对方看这份方案, on the page: per creditor what it is worth today, what waiving costs, when it is back, a court."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from repaybook.plans.creditor_value import CreditorView, creditor_reading
from repaybook.texts import figures, say
from repaybook.ui.kit import Kit, show, switch_class, text_of
from repaybook.ui.models.creditor import CreditorModel
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.names import creditor
from repaybook.ui.views.plan.slides import Slide
from repaybook.ui.views.plan_words import letters

_STEPS_A_PERCENT = 2
_MOST_PERCENT = 24
"""The slider goes by half a per cent to where a year's money is dear; a scale, no line of any law."""


def _rate(step: int) -> Decimal:
    return Decimal(step) / (100 * _STEPS_A_PERCENT)


def creditor_markup(kit: Kit, view: CreditorView) -> str:
    """Return one creditor's side: the figures, then the sentences that are true of them."""
    lang = kit.session.lang

    def by(month: int | None) -> str:
        return kit.say("creditor.screen.by", months=month) if month is not None else kit.say("creditor.screen.never")

    rows = [
        ("worth", figures.money(lang, view.worth)),
        ("costs", figures.money(lang, view.waiving_costs)),
        ("half", by(view.months_to_half)),
        ("principal", by(view.months_to_principal)),
        ("all", by(view.months_to_all)),
    ]
    if view.fee is not None:
        rows.append(("fee", figures.money(lang, view.fee.full)))
    titles = {name: text_of(kit.say(f"creditor.screen.{name}")) for name, _ in rows}
    cells = "".join(
        f'<div data-figure="{name}"><dt>{titles[name]}</dt><dd>{text_of(words)}</dd></div>' for name, words in rows
    )
    said = "".join(f"<li>{text_of(figures.tell(lang, one.key, one.values))}</li>" for one in creditor_reading(view))
    sources = "；" if lang == "zh" else "; "
    cited = (*((view.fee.rule,) if view.fee is not None else ()), *view.order_rules)
    rules = sources.join(dict.fromkeys(rule.source for rule in cited))
    name = text_of(creditor(kit, view.debt))
    return (
        f'<section data-debt="{text_of(view.debt)}"><h4>{name}</h4><dl class="rb-breach-figures">{cells}</dl>'
        f'<details><summary>{text_of(kit.say("creditor.screen.words"))}</summary><ul class="rb-plain">{said}</ul>'
        f'<p class="rb-soft">{text_of(say(lang, "law.source"))} · {text_of(rules)}</p></details></section>'
    )


class CreditorSide:
    """The card in ``box``, folded until it is asked for; it follows the plan in focus."""

    def __init__(self, kit: Kit, desk: PlanDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._model = model = kit.session.keep(CreditorModel)
        title, lead = text_of(kit.say("creditor.screen.title")), text_of(kit.say("creditor.screen.lead"))
        head = kit.html(f"<h3>{title}</h3><p>{lead}</p>")
        self._switch = kit.button(
            kit.say("creditor.screen.start"), self._toggle, hint=kit.say("creditor.screen.start_hint")
        )
        self._rate = Slide(kit, kit.say("creditor.screen.rate"), self._moved, self._percent)
        self._name = kit.html()
        self._sides = kit.html("", "rb-creditor-sides")
        note = kit.html(f'<p class="rb-soft">{text_of(kit.say("creditor.screen.note"))}</p>')
        # The page gets the slider with its limits, never one that is still to be widened.
        self._tell_rate()
        self._body = kit.box((self._name, self._rate.box, self._sides, note), "rb-tight", "rb-hidden")
        self.box = kit.box((head, kit.box((self._switch,), "rb-row"), self._body), "rb-card", "rb-creditor")
        scope.observe(model, self._show, "on", "views")
        scope.observe(desk, self._show, "focus")
        self._show()

    def _toggle(self) -> None:
        self._model.switch(on=not self._model.on)

    def _moved(self, step: int) -> None:
        self._model.take(_rate(step))

    def _percent(self, step: int) -> str:
        return figures.percent(self._kit.session.lang, _rate(step))

    def _tell_rate(self) -> None:
        step = int(self._model.rate * 100 * _STEPS_A_PERCENT)
        self._rate.show(step, 0, _MOST_PERCENT * _STEPS_A_PERCENT)

    def _show(self, _change: Any = None) -> None:
        kit, model = self._kit, self._model
        self._switch.description = kit.say("creditor.screen.stop" if model.on else "creditor.screen.start")
        switch_class(self._switch, "rb-on", on=model.on)
        show(self._body, on=model.on)
        if not model.on:
            return
        column = self._desk.column
        letter = letters(kit, self._desk).get(column.slot, "") if column is not None else ""
        self._set(self._name, f"<h4>{text_of(kit.say('plan.column.name', letter=letter))}</h4>")
        self._tell_rate()
        sides = "".join(creditor_markup(kit, view) for view in model.views)
        nothing = f"<p>{text_of(kit.say('creditor.screen.nothing'))}</p>"
        self._set(self._sides, sides or nothing)

    @staticmethod
    def _set(widget: Any, markup: str) -> None:
        if widget.value != markup:
            widget.value = markup
