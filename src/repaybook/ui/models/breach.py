"""如果断供会怎样: one creditor, one instalment that is missed, what is written about it, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from traitlets import Bool, HasTraits, Instance, Int, Tuple, Unicode

from repaybook.case.model import Agreement, BreachTerms, Offer, OfferKind
from repaybook.errors import PlanError, Problem
from repaybook.plans.arranged import arranged
from repaybook.plans.breach import Breach, breach
from repaybook.ui.latest import Latest
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.session import Session

_QUIET = 0.06
_LONGEST = 0.3
"""Seconds that a plan's own figures get first while a slider moves."""

_FIRST_SHOWN = 7
"""The instalment that is missed to begin with: half a year is paid before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakable:
    """One creditor with whom something is arranged in the plan: its debt, and the instalments that can be missed.

    ``about`` – the plan's offer, or the agreement that the plan keeps.
    """

    debt: str
    about: Offer | Agreement
    least: int
    most: int


class BreachModel(HasTraits):
    """What a breach of the plan in focus would cost; worked out only while ``on``.

    ``creditors`` – with whom something can be broken; ``debt`` the one that is shown; ``missed`` the number of its
    instalment. ``terms`` – what is written about a breach; ``None`` in them where it is not: the worst is then assumed.
    ``found`` – the breach, ``None`` where there is none, and ``problems`` say why. Nothing of it is kept in the case.
    """

    on = Bool(False)
    creditors: Any = Tuple()
    debt = Unicode("")
    missed = Int(_FIRST_SHOWN)
    terms = Instance(BreachTerms, args=())
    found = Instance(Breach, allow_none=True)
    problems: Any = Tuple()

    def __init__(self, session: Session) -> None:
        self.session = session
        self.desk: PlanDesk = session.keep(PlanDesk)
        self._later: Latest[None] = Latest(self._follow, quiet=_QUIET, longest=_LONGEST)
        super().__init__()
        self._own: dict[str, BreachTerms] = {}
        self.desk.observe(lambda _change: self._later.offer(None), ["columns", "focus"])
        session.observe(self._another, ["book"])

    def guard(self, guarded: Callable[[Callable[[None], None]], Callable[[None], Any]]) -> None:
        """Make what runs later by itself safe: an error then reaches the person as one calm sentence."""
        self._later = Latest(guarded(self._follow), quiet=_QUIET, longest=_LONGEST)

    @property
    def shown(self) -> Breakable | None:
        """Return the creditor that is shown, ``None`` where the plan arranges nothing."""
        return next((one for one in self.creditors if one.debt == self.debt), None)

    def switch(self, *, on: bool) -> None:
        """Open the preview, or fold it away."""
        self.on = on
        self._follow()

    def pick(self, debt_id: str) -> None:
        """Show another creditor."""
        if any(one.debt == debt_id for one in self.creditors):
            self._own[self.debt] = self.terms
            self.debt = debt_id
            self._start()
            self._work_out()

    def miss(self, number: int) -> None:
        """Let another instalment be the one that is missed."""
        self.missed = number
        self._work_out()

    def write(self, **terms: Any) -> None:
        """Change what is written about a breach: ``days_late``, ``waiver_falls``, ``rate_revives``, ``accelerates``."""
        self.terms = replace(self.terms, **terms)
        self._own[self.debt] = self.terms
        self._work_out()

    def _start(self) -> None:
        """Begin with what the agreement says, or with what the person said of this creditor before."""
        one = self.shown
        if one is None:
            return
        written = one.about.breach if isinstance(one.about, Agreement) else None
        self.terms = self._own.get(one.debt) or written or BreachTerms()
        self.missed = min(max(one.least, min(self.missed, one.most)), one.most)

    def _another(self, _change: object) -> None:
        self._own.clear()
        self.missed, self.terms = _FIRST_SHOWN, BreachTerms()
        self._follow()

    def _follow(self, _change: object = None) -> None:
        if not self.on:
            return
        with self.hold_trait_notifications():
            self.creditors = tuple(self._breakable())
            if self.shown is None:
                self.debt = self.creditors[0].debt if self.creditors else ""
            self._start()
            self._work_out()

    def _breakable(self) -> list[Breakable]:
        case, on, column = self.desk.case, self.session.on, self.desk.column
        found: list[Breakable] = []
        for offer in column.plan.offers if column is not None else ():
            about: Offer | Agreement = offer
            if offer.kind is OfferKind.KEEP:
                agreement = case.agreement(offer.debt)
                if agreement is None:
                    continue
                about = agreement
            try:
                whole = arranged(case, offer.debt, about, on)
            except (PlanError, KeyError):
                continue  # nothing that could be broken, or an answer that is not complete yet
            last = whole.first_number + len(whole.rows) - 1
            found.append(Breakable(debt=offer.debt, about=about, least=whole.first_number, most=last))
        return found

    def _work_out(self) -> None:
        one = self.shown
        found, problems = None, tuple[Problem, ...]()
        if one is not None and self.on:
            try:
                found = breach(
                    self.desk.case, one.debt, one.about, self.session.on, missed=self.missed, terms=self.terms
                )
            except PlanError as error:
                problems = error.problems
        self.found, self.problems = found, problems
