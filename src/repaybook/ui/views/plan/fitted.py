"""帮我凑到能还的数: what matters most, within which rules, one button; three sentences, or what is in the way."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.case.model import Debt
from repaybook.plans.search import Aim, SearchResult
from repaybook.texts import figures
from repaybook.ui.fields import AmountField, ChoiceField
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.fitted import FitModel
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.plan_words import letters
from repaybook.ui.views.rows import Rows

_TOLERANCES = (5, 10, 20)
_NONE = -1
"""In the list of tolerances: as it comes."""


def found_markup(kit: Kit, model: FitModel, found: SearchResult) -> str:
    """Return what was found in three sentences, or why nothing is and how each rule would have to give way."""
    lang = kit.session.lang
    if found.plan is not None:
        letter = letters(kit, model.desk)[model.slot]
        where = kit.say("search.screen.already" if model.already else "search.screen.done", letter=letter)
        said = "".join(f"<li>{text_of(figures.tell(lang, one.key, one.values))}</li>" for one in found.sentences)
        return f'<div class="rb-calm" role="status"><p>{text_of(where)}</p><ol class="rb-found">{said}</ol></div>'
    head = f"<h4>{text_of(kit.say('search.screen.none'))}</h4>"
    if not found.bindings and found.reason is not None:
        reason = figures.tell(lang, found.reason.key, found.reason.values)
        return f'<div class="rb-warm" role="status">{head}<p>{text_of(reason)}</p></div>'
    ways = "".join(
        f"<li>{text_of(_way(kit, one.rule, figures.tell(lang, one.said.key, one.said.values)))}</li>"
        for one in found.bindings
    )
    title = text_of(kit.say("search.screen.ways"))
    return f'<div class="rb-warm" role="status">{head}<p>{title}</p><ul class="rb-found">{ways}</ul></div>'


def _way(kit: Kit, rule: str, said: str) -> str:
    return kit.say("search.screen.way", rule=kit.say(f"search.rule.{rule}"), said=said)


class Fitted:
    """The card in ``box``; the solver is loaded when the button is pressed."""

    def __init__(self, kit: Kit, desk: PlanDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._model = model = kit.session.keep(FitModel)
        model.guard(kit.guarded)
        say = kit.say
        head = kit.html(f"<h3>{text_of(say('search.screen.title'))}</h3><p>{text_of(say('search.screen.lead'))}</p>")
        aims = [(say(f"search.aim.{aim}"), aim.value) for aim in Aim]
        self._aim = ChoiceField(kit, say("search.screen.aim"), aims, model.aim.value, unknown=False)
        self._aim.on_answer(lambda aim: self._put(aim=Aim(aim or Aim.SOONEST)))
        kept = [(say("search.screen.keep"), True), (say("search.screen.use"), False)]
        self._savings = ChoiceField(kit, say("search.screen.savings"), kept, model.keep_savings, unknown=False)
        self._savings.on_answer(lambda keep: self._put(keep_savings=bool(keep)))
        within = [(say("search.screen.within", percent=percent), percent) for percent in _TOLERANCES]
        self._tolerance = ChoiceField(
            kit,
            say("search.screen.tolerance"),
            [(say("search.screen.as_it_comes"), _NONE), *within],
            _NONE if model.tolerance is None else model.tolerance,
            unknown=False,
        )
        self._tolerance.on_answer(lambda percent: self._put(tolerance=None if percent == _NONE else percent))
        self._open = False
        self._unfold = kit.button(say("search.screen.more"), self._toggle, "rb-quiet")
        self._leasts: Rows[Debt] = Rows(kit, self._least, "rb-grid")
        self._find = kit.button(say("search.screen.find"), model.find)
        self._found = kit.html()
        choices = kit.box((self._aim, self._savings, self._tolerance), "rb-grid")
        buttons = kit.box((self._find, self._unfold), "rb-row")
        form = kit.box((choices, self._leasts.box, buttons), "rb-tight", "rb-no-print")
        self.box = kit.box((head, form, self._found), "rb-card", "rb-fitted")
        scope.observe(model, self._show, "found", "least", "busy")
        scope.observe(desk, self._show, "proposal")
        self._show()

    def _put(self, **rules: Any) -> None:
        for name, value in rules.items():
            setattr(self._model, name, value)

    def _toggle(self) -> None:
        self._open = not self._open
        self._unfold.description = self._kit.say("search.screen.less" if self._open else "search.screen.more")
        self._show()

    def _least(self, debt: Debt) -> Any:
        label = self._kit.say("search.screen.least", name=debt.creditor_alias or debt.id)
        field = AmountField(self._kit, label, hint=self._kit.say("search.screen.least_hint"), unknown=False)
        field.on_answer(partial(self._model.put_least, debt.id))
        return field

    def _show(self, _change: Any = None) -> None:
        model = self._model
        show(self._leasts.box, on=self._open)
        if self._open:
            debts = model.creditors
            self._leasts.show(debts)
            for field, debt in zip(self._leasts.box.children, debts, strict=True):
                field.set(model.least.get(debt.id))
        found = model.found
        markup = found_markup(self._kit, model, found) if found is not None else ""
        if model.busy:
            markup = f'<p role="status">{text_of(self._kit.say("search.screen.busy"))}</p>'
        elif model.overtaken and found is None:
            markup = f'<p role="status">{text_of(self._kit.say("search.screen.overtaken"))}</p>'
        self._find.disabled = model.busy
        if self._found.value != markup:
            self._found.value = markup
