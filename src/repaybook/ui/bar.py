"""What stays in sight: four facts, each leading to where it comes from, and the five steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from repaybook.texts import figures, known
from repaybook.ui.kit import Kit, switch_class, text_of
from repaybook.ui.models.standing import OWN, Facts, StandingModel
from repaybook.ui.scope import Scope
from repaybook.ui.session import STEPS

_FACTS = (("total", "know"), ("usable", "budget"), ("urgent", "know"), ("plan", "plan"))
_LONGEST_PLAN = 12


class Bar:
    """The strip of four facts and the tabs of the steps, kept in step with the case."""

    def __init__(
        self, kit: Kit, scope: Scope, standing: StandingModel, steps: tuple[str, ...], choose: Callable[[str], Any]
    ) -> None:
        self._kit = kit
        self._standing = standing
        session = kit.session
        self._facts: dict[str, Any] = {}
        for fact, step in _FACTS:
            if step in steps:
                self._facts[fact] = kit.button("", partial(choose, step), "rb-fact")
            else:
                self._facts[fact] = kit.html("", "rb-fact")
        self.strip = kit.box(self._facts.values(), "rb-strip")
        self._tabs = {step: kit.button("", partial(choose, step), "rb-tab") for step in steps}
        self.tabs = kit.box(self._tabs.values(), "rb-tabs")
        scope.observe(standing, kit.guarded(lambda _change: self._tell()), "now")
        scope.observe(session, kit.guarded(lambda _change: self._mark()), "step")
        self._tell()
        self._mark()

    def name(self) -> str:
        """Return the heading: the workbook, and whose case is open."""
        kit, case = self._kit, self._kit.session.case
        heading = f"<h1>{text_of(kit.say('ui.title'))}</h1>"
        if not kit.session.started:
            return heading
        words = []
        if case.client.alias:
            words.append(kit.say("ui.file.case_of", alias=case.client.alias))
        if case.synthetic:
            words.append(kit.say("ui.file.synthetic"))
        return f'{heading}<span class="rb-soft">{text_of(" · ".join(words))}</span>'

    def focus(self, step: str) -> None:
        """Bring the tab of a step into sight and put the focus there."""
        if len(self._tabs) > 1:
            self._tabs[step].focus()

    def _tell(self) -> None:
        now = self._standing.now
        for fact, words in self._words(now.facts).items():
            widget = self._facts[fact]
            name, shown = ("description", words) if hasattr(widget, "click") else ("value", text_of(words))
            if getattr(widget, name) != shown:
                setattr(widget, name, shown)
        kit = self._kit
        for step, tab in self._tabs.items():
            state = self._state(step)
            number = "①②③④⑤"[STEPS.index(step)]
            tab.description = f"{kit.say('ui.step.tab', number=number, name=kit.say(f'ui.step.{step}'))}\n{state}"

    def _state(self, step: str) -> str:
        """Return what a step says of itself: what is missing, that nothing was begun, or that it is complete."""
        now, say = self._standing.now, self._kit.say
        count = len(now.missing[step])
        if count:
            return say("ui.step.missing", count=count)
        if step == "plan" and now.facts.no_plan and now.facts.plan is None:
            return say("ui.step.plan_not_now")
        begun = {"plan": now.case.chosen_plan, "talk": now.case.contact_log, "follow": now.case.agreements}
        if not begun.get(step, True):
            return say(f"ui.step.{step}_not_begun")
        return say("ui.step.complete")

    def _mark(self) -> None:
        for step, tab in self._tabs.items():
            here = step == self._kit.session.step
            switch_class(tab, "rb-on", on=here)
            tab.tooltip = self._kit.say("ui.current") if here else None

    def _words(self, facts: Facts) -> dict[str, str]:
        kit, lang = self._kit, self._kit.session.lang
        total = "total_at_least" if facts.at_least else "total"
        usable, amount = ("gap", facts.gap) if facts.gap is not None else ("usable", facts.usable)
        words = {
            "total": kit.say(f"ui.bar.{total}", value=figures.wan(lang, facts.total)),
            "usable": kit.say(f"ui.bar.{usable}", value=figures.money(lang, amount)),
            "urgent": kit.say("ui.bar.urgent_none"),
            "plan": kit.say("ui.bar.plan_not_now" if facts.no_plan else "ui.bar.plan_none"),
        }
        if facts.urgent is not None:
            words["urgent"] = self._urgent(facts)
        if facts.plan is not None:
            name = self._plan_name(facts.plan)
            words["plan"] = kit.say("ui.bar.plan", value=name)
        return words

    def _plan_name(self, told: str) -> str:
        """Return the title of a plan; one that was proposed or changed by the person is named in their language."""
        lang, key = self._kit.session.lang, f"plans.title.{told}"
        if known(lang, key):
            return self._kit.say(key)
        if told.startswith(OWN):
            return self._kit.say("plan.column.own")
        return told if len(told) <= _LONGEST_PLAN else f"{told[:_LONGEST_PLAN]}…"

    def _urgent(self, facts: Facts) -> str:
        kit, lang, date = self._kit, self._kit.session.lang, facts.urgent
        if date is None:
            return kit.say("ui.bar.urgent_none")
        what = kit.say(f"know.short.{date.kind}", who=date.who)
        if date.days_left is None:
            return kit.say("ui.bar.urgent_unknown", what=what)
        left = figures.days_left(lang, date.days_left)
        return kit.say("ui.bar.urgent", day=figures.day(lang, date.on, short=True), what=what, left=left)
