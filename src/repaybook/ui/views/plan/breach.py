"""如果断供会怎样, on the page: creditor, instalment, what is written; then what is paid, lacking, owed, and more."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.case.places import describe
from repaybook.case.vocabulary import SPANS
from repaybook.errors import Problem
from repaybook.money import Money
from repaybook.plans.breach import Breach, breach_reading
from repaybook.texts import figures, say
from repaybook.ui.fields import ChoiceField, CountField
from repaybook.ui.kit import Kit, show, switch_class, text_of
from repaybook.ui.models.breach import BreachModel
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.form import PickField
from repaybook.ui.views.names import debt_options
from repaybook.ui.views.plan.slides import Slide
from repaybook.ui.views.plan_words import letters
from repaybook.ui.views.side_by_side import Line, side_by_side

_EFFECTS = ("waiver_falls", "rate_revives", "accelerates")


def breach_markup(kit: Kit, found: Breach) -> str:
    """Return what a breach means: its sentence, the figures, what was assumed, part by part, the rule."""
    lang = kit.session.lang
    first, *rest = (figures.tell(lang, said.key, said.values) for said in breach_reading(found))
    worry = "rb-word" if found.more > Money(0) or found.due_now == found.owed else "rb-fine"
    more = "".join(f"<li>{text_of(line)}</li>" for line in rest)
    assumed = "".join(f"<li>{text_of(figures.tell(lang, said.key, said.values))}</li>" for said in found.assumptions)
    if assumed:
        assumed = f"<h4>{text_of(kit.say('breach.screen.assumed'))}</h4><ul>{assumed}</ul>"
    return (
        f'<p class="rb-big {worry}" role="status">{text_of(first)}</p>{_figures(kit, found)}'
        f'<ul class="rb-plain">{more}</ul>{assumed}{_by_part(kit, found)}{_rule(kit, found)}'
        f'<p class="rb-soft">{text_of(kit.say("breach.screen.not_a_forecast"))}</p>'
    )


def _figures(kit: Kit, found: Breach) -> str:
    lang = kit.session.lang
    rows = (("paid", found.paid), ("to_pay", found.to_pay), ("owed", found.owed), ("more", found.more))
    cells = "".join(
        f'<div data-figure="{name}"><dt>{text_of(kit.say(f"breach.screen.{name}"))}</dt>'
        f"<dd>{text_of(figures.money(lang, amount))}</dd></div>"
        for name, amount in rows
    )
    return f'<dl class="rb-breach-figures">{cells}</dl>'


def _by_part(kit: Kit, found: Breach) -> str:
    lang, titles = kit.session.lang, {"interest": "accrued_interest", "other": "other_fees"}
    lines = [
        Line(
            f"breach_{row.part}",
            kit.say(f"terms.field.debt.{titles.get(row.part, row.part)}"),
            tuple(figures.money(lang, amount) for amount in (row.kept, row.owed, row.more)),
        )
        for row in found.parts
        if row.kept or row.owed
    ]
    whole = tuple(figures.money(lang, amount) for amount in (found.kept, found.owed, found.more))
    lines.append(Line("breach_total", kit.say("breach.screen.total"), whole))
    heads = [text_of(kit.say(f"breach.screen.column_{name}")) for name in ("kept", "owed", "more")]
    caption = kit.say("breach.screen.caption", day=figures.day(lang, found.on))
    table = side_by_side(heads, lines, caption=caption, corner=kit.say("breach.screen.corner"))
    title = text_of(kit.say("breach.screen.by_part"))
    return f'<details><summary>{title}</summary><div class="rb-table">{table}</div></details>'


def _rule(kit: Kit, found: Breach) -> str:
    rule = found.collection
    if rule is None:
        return ""
    source = f"{rule.source}（{say(kit.session.lang, f'law.force.{rule.force}')}）"
    return f'<p class="rb-soft">{text_of(kit.say("breach.screen.collection", source=source))}</p>'


class BreachPreview:
    """The card in ``box``, folded until it is asked for; it follows the plan in focus."""

    def __init__(self, kit: Kit, desk: PlanDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._model = model = kit.session.keep(BreachModel)
        model.guard(kit.guarded)
        title, lead = text_of(kit.say("breach.screen.title")), text_of(kit.say("breach.screen.lead"))
        head = kit.html(f"<h3>{title}</h3><p>{lead}</p>")
        self._switch = kit.button(
            kit.say("breach.screen.start"), self._toggle, hint=kit.say("breach.screen.start_hint")
        )
        self._body = kit.box((), "rb-stack")
        self._built = False
        self._offered: list[tuple[str, str]] = []
        self.box = kit.box((head, kit.box((self._switch,), "rb-row"), self._body), "rb-card", "rb-breach")
        scope.observe(model, self._show, "on", "found", "problems", "creditors", "debt", "terms", "missed")
        scope.observe(desk, self._show, "focus")
        self._show()

    def _toggle(self) -> None:
        self._model.switch(on=not self._model.on)

    def _build(self) -> None:
        kit, say_ = self._kit, self._kit.say
        self._built = True
        self._name = kit.html()
        self._creditor = PickField(kit, say_("breach.screen.creditor"), say_("ui.field.choose"))
        self._creditor.on_answer(self._pick)
        self._missed = Slide(kit, say_("breach.screen.missed"), self._model.miss, self._number_words)
        written = [(say_("breach.screen.written_yes"), True), (say_("breach.screen.written_no"), False)]
        self._terms: dict[str, Any] = {
            name: ChoiceField(kit, say_(f"breach.screen.{name}"), written) for name in _EFFECTS
        }
        span = SPANS["BreachTerms", "days_late"]
        self._terms["days_late"] = CountField(
            kit, say_("breach.screen.days_late"), least=span.least, most=min(span.most, 365)
        )
        for name, field in self._terms.items():
            field.on_answer(partial(self._write, name))
        self._result = kit.html("", "rb-tight", "rb-breach-result")
        self._nothing = kit.html(f"<p>{text_of(say_('breach.screen.nothing'))}</p>")
        controls = kit.box((self._creditor, self._missed.box, kit.box(self._terms.values(), "rb-grid")), "rb-tight")
        self._some = kit.box((controls, self._result), "rb-stack")

    def _pick(self, debt_id: str | None) -> None:
        if debt_id:
            self._model.pick(debt_id)
        self._show()

    def _write(self, name: str, value: Any) -> None:
        self._model.write(**{name: value})

    def _number_words(self, number: int) -> str:
        return self._kit.say("breach.screen.number", number=number)

    def _show(self, _change: Any = None) -> None:
        kit, model = self._kit, self._model
        self._switch.description = kit.say("breach.screen.stop" if model.on else "breach.screen.start")
        switch_class(self._switch, "rb-on", on=model.on)
        show(self._body, on=model.on)
        if not model.on:
            return
        if not self._built:
            self._build()
        self._fill()
        if not self._body.children:
            # The page gets the slider with its limits, never one that is still to be widened.
            self._body.children = (self._name, self._nothing, self._some)

    def _fill(self) -> None:
        kit, model = self._kit, self._model
        column = self._desk.column
        letter = letters(kit, self._desk).get(column.slot, "") if column is not None else ""
        self._set(self._name, f"<h4>{text_of(kit.say('plan.column.name', letter=letter))}</h4>")
        one = model.shown
        show(self._nothing, on=one is None)
        show(self._some, on=one is not None)
        if one is None:
            return
        ids = {each.debt for each in model.creditors}
        options = [(name, debt_id) for name, debt_id in debt_options(kit) if debt_id in ids]
        if options != self._offered:
            self._offered = options
            self._creditor.offer(options, one.debt)
        self._creditor.set(one.debt)
        self._missed.show(model.missed, one.least, one.most)
        for name, field in self._terms.items():
            field.set(getattr(model.terms, name))
        if model.found is not None:
            self._set(self._result, breach_markup(kit, model.found))
        else:
            self._set(self._result, "".join(map(self._problem, model.problems)))

    def _problem(self, problem: Problem) -> str:
        words = describe(Problem(problem.key, (), problem.values), self._kit.session.lang)
        return f'<p class="rb-problem" role="alert">{text_of(words)}</p>'

    @staticmethod
    def _set(widget: Any, markup: str) -> None:
        if widget.value != markup:
            widget.value = markup
