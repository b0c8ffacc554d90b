"""The whole of 方案: the comparison, the plan that is adjusted, the pictures; or why there is no plan."""

from __future__ import annotations

from typing import Any

from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.plan.adjusted import Adjusted
from repaybook.ui.views.plan.breach import BreachPreview
from repaybook.ui.views.plan.compared import Compared, baseline_markup
from repaybook.ui.views.plan.counter_offers import CounterOffersCard
from repaybook.ui.views.plan.creditor import CreditorSide
from repaybook.ui.views.plan.fitted import Fitted
from repaybook.ui.views.plan.none import Ways, none_markup
from repaybook.ui.views.plan.pictures import Pictures
from repaybook.ui.views.plan.sheet import PlanSheet
from repaybook.ui.views.plan.stress import Stress
from repaybook.ui.views.rows import close
from repaybook.ui.views.summary import summary_view


class _Page:
    """Shows one of two ways: plans to compare and adjust, or the reason why there is none."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self._kit, self._desk = session.keep(Kit), session.keep(PlanDesk)
        kit, desk = self._kit, self._desk
        desk.guard(kit.guarded)
        self._head = kit.html()
        self._unknown = kit.html(self._unknown_markup(), "rb-calm")
        self._reason, self._ways = kit.html(), Ways(kit, desk)
        self._none = kit.box((self._reason, self._ways.box), "rb-card")
        self._unchoose = kit.box(
            (
                kit.html(f"<p>{text_of(kit.say('plan.none.stale_choice'))}</p>"),
                kit.button(kit.say("plan.none.unchoose"), desk.unchoose),
            ),
            "rb-calm",
        )
        self._baselines = kit.html("", "rb-card")
        self._plans = kit.box((), "rb-stack")
        self._named: dict[str, str] = {}
        self._parts = Scope()
        paper = summary_view(session, scope)
        parts = (self._head, self._none, self._unchoose, self._unknown, self._plans, self._baselines, paper)
        self.box = kit.box(parts, "rb-stack")
        scope.observe(desk, self._show, "columns", "proposal", "steps", "baselines")
        scope.observe(session, kit.guarded(self._rename), "case", "step")
        scope.defer(desk.settle)
        scope.defer(self._parts.close)
        self._show()

    def _unknown_markup(self) -> str:
        say = self._kit.say
        lines = ("" if self._kit.session.lang == "zh" else " ").join(
            text_of(say(f"plan.unknown.{line}")) for line in ("bank", "interest", "income")
        )
        return f"<p><strong>{text_of(say('plan.unknown.title'))}</strong> {lines}</p>"

    def _show(self, _change: Any = None) -> None:
        kit, desk = self._kit, self._desk
        some = bool(desk.columns)
        title = kit.say("plan.title" if some else "plan.title_none")
        lead = f"<p>{text_of(kit.say('plan.lead'))}</p>" if some else ""
        self._set(self._head, f"<h2>{text_of(title)}</h2>{lead}")
        show(self._none, on=not some)
        show(self._unchoose, on=not some and desk.case.chosen_plan is not None)
        show(self._plans, on=some)
        show(self._unknown, on=some)
        baselines = baseline_markup(kit, desk.baselines) if some else ""
        show(self._baselines, on=bool(baselines))
        self._set(self._baselines, baselines)
        if some and not self._plans.children:
            self._build()
        if not some:
            self._set(self._reason, none_markup(kit, desk))
            self._ways.show()

    def _rename(self, _change: Any = None) -> None:
        """Build anew what bears a creditor's old name: no figure changes with it, so that nobody else would tell."""
        if self._kit.session.step != "plan" or not self._plans.children:
            return
        before, self._named = self._named, self._names()
        if any(before.get(debt_id, name) != name for debt_id, name in self._named.items()):
            self._build()

    def _names(self) -> dict[str, str]:
        return {debt.id: debt.creditor_alias for debt in self._desk.case.debts}

    def _build(self) -> None:
        """Build what compares and adjusts, once there is a plan to compare.

        In the order of a session: choose and adjust, see whether it holds, then what creditors answer and what signing
        means, last what is looked at or printed.
        """
        kit, desk, before = self._kit, self._desk, self._plans.children
        self._parts.close()
        scope, self._named = self._parts, self._names()
        parts = (
            Compared(kit, desk, scope),
            Fitted(kit, desk, scope),
            Adjusted(kit, desk, scope),
            Stress(kit, desk, scope),
            CounterOffersCard(kit, desk, scope),
            BreachPreview(kit, desk, scope),
            CreditorSide(kit, desk, scope),
            Pictures(kit, desk, scope),
            PlanSheet(kit, desk, scope),
        )
        self._plans.children = tuple(part.box for part in parts)
        for part in before:
            close(part)

    @staticmethod
    def _set(widget: Any, markup: str) -> None:
        if widget.value != markup:
            widget.value = markup


def plan_view(session: Session, scope: Scope) -> Any:
    """Return the step 方案; it follows the session's case until the scope is closed."""
    page = _Page(session, scope)

    def go(_change: Any = None) -> None:
        if session.step == "plan" and session.goal:
            session.goal = None  # the plans stand at the top: there is nowhere further to go

    scope.observe(session, go, "goal")
    go()
    return page.box
