"""帮我凑到能还的数: an aim and its rules in, the best set of offers on the desk as one edit, or the rule in the way."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from traitlets import Bool, Dict, Enum, HasTraits, Instance, Int, Unicode

from repaybook.case.model import Debt, Plan
from repaybook.errors import CaseError, Problem
from repaybook.money import ZERO, Money
from repaybook.plans.search import EVERY_TERM, SIX_MONTH_TERMS, Aim, Rules, SearchResult, best_offers
from repaybook.ui.aside import Aside, Stopped, Tell, as_it_is
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.models.stress import StressModel
from repaybook.ui.session import Session

_FEW = 12
"""So many creditors can be offered every number of instalments; more of them get half-year steps, to answer at once."""


class FitModel(HasTraits):
    """What is to be reached within which rules, and what was ``found``.

    ``tolerance`` – how far a creditor's share of the month may be from its share of what is owed, in per cent; ``None``
    as it comes. ``least`` – the smallest instalment that a creditor takes, by debt. ``slot`` – of the plan that is
    the set now; ``already`` – it was before anybody asked. What was found is forgotten as soon as that plan, or what
    the search stood on, is another. ``overtaken`` – the case changed while it was looked for, so nothing was put.
    """

    aim = Enum(tuple(Aim), default_value=Aim.SOONEST)
    keep_savings = Bool(True)
    tolerance = Int(None, allow_none=True)
    least: Any = Dict()
    found = Instance(SearchResult, allow_none=True)
    slot = Unicode("")
    already = Bool(False)
    busy = Bool(False)
    overtaken = Bool(False)

    def __init__(self, session: Session) -> None:
        self.session = session
        self.desk: PlanDesk = session.keep(PlanDesk)
        super().__init__()
        self._asked_of: tuple[object, ...] = ()
        self._aside: Aside[SearchResult] | None = None
        self._guarded: Callable[[Callable[..., Any]], Callable[..., Any]] = as_it_is
        self.desk.observe(self._follow, ["columns"])
        session.keep(StressModel).observe(self._assumed, ["assumptions", "on"])
        session.observe(self._another, ["book"])

    @property
    def creditors(self) -> tuple[Debt, ...]:
        """Return the debts that are offered something, as the proposal has them."""
        first = next(iter(self.desk.proposal.plans), None)
        offered = {offer.debt for offer in first.plan.offers} - self.desk.kept if first is not None else set()
        return tuple(debt for debt in self.desk.case.debts if debt.id in offered)

    def put_least(self, debt_id: str, amount: Money | None) -> None:
        """Set the smallest instalment of a creditor; nothing, or 0, for none. Raises ``CaseError`` below 0."""
        if amount is not None and amount < ZERO:
            raise CaseError([Problem("problems.field.negative")])
        others = {debt: least for debt, least in self.least.items() if debt != debt_id}
        self.least = {**others, debt_id: amount} if amount else others

    def rules(self) -> Rules:
        """Return the rules as they stand; a smallest instalment of a debt that is gone is none."""
        creditors = self.creditors
        known = {debt.id for debt in creditors}
        return Rules(
            terms=EVERY_TERM if len(creditors) <= _FEW else SIX_MONTH_TERMS,
            least={debt: amount for debt, amount in self.least.items() if debt in known},
            tolerance_percent=self.tolerance,
            keep_savings=self.keep_savings,
            opening_cash=self.desk.column.plan.opening_cash if self.desk.column is not None else ZERO,
        )

    def guard(self, guarded: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
        """Make what runs later by itself safe: an error then reaches the person as one calm sentence."""
        self._guarded = guarded

    def find(self) -> None:
        """Look for the best set beside the page, and put it in the place of the plan that is adjusted, as one edit.

        What is found for a case that has changed meanwhile is not put. With everything wrong with the rules
        ``PlanError`` is raised, to whoever guards it.
        """
        desk, stress = self.desk, self.session.keep(StressModel)
        desk.settle()
        if desk.column is None or self.busy:
            return
        case, on, focus, aim, rules = self.session.case, self.session.on, desk.focus, self.aim, self.rules()
        assumptions = stress.assumptions if stress.on else None

        def work(_tell: Tell, _stopped: Stopped) -> SearchResult:
            return best_offers(case, on, aim, rules, assumptions=assumptions)

        def done(outcome: Future[SearchResult]) -> None:
            found = None
            try:
                found = outcome.result()
            finally:
                self.overtaken = found is not None and self.session.case is not case
                self.busy = False
            if not self.overtaken:
                desk.focus = focus
                self._show(found)

        self.found, self.overtaken, self.busy = None, False, True
        self._aside = Aside(work, lambda _done, _of: None, self._guarded(done))
        self._aside.start()

    def _show(self, found: SearchResult) -> None:
        desk = self.desk
        if found.plan is not None:
            # The same set twice beside each other would tell nothing: the plan that has it comes into focus.
            there = [column.slot for column in desk.columns if _same(column.plan, found.plan)]
            self.already = bool(there)
            if there and desk.focus not in there:
                desk.focus = there[0]
            elif not there:
                desk.adopt(found.plan)
        self.slot = desk.focus
        self._asked_of = self._base()
        self.found = found

    def _base(self) -> tuple[object, ...]:
        case = self.session.case
        return (case.income, case.expenses, case.debts, case.savings_line, case.assets)

    def _follow(self, _change: object) -> None:
        if self.found is None:
            return
        plan = self.found.plan
        kept = plan is None or any(one.slot == self.slot and _same(one.plan, plan) for one in self.desk.columns)
        if not kept or self._asked_of != self._base():
            self.found = None

    def _assumed(self, _change: object) -> None:
        """Forget what was found as the safest: it was so with other assumptions."""
        if self.found is not None and self.found.aim is Aim.SAFEST:
            self.found = None

    def _another(self, _change: object) -> None:
        if self._aside is not None:
            self._aside.drop()
        self.found, self.already, self.overtaken, self.busy, self.least = None, False, False, False, {}


def _same(one: Plan, other: Plan) -> bool:
    """Return whether two plans do the same, whatever they are called."""
    return replace(one, id="", title="") == replace(other, id="", title="")
