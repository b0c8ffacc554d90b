"""Whether the plans on the desk still hold when life happens: switched on, in words and numbers, for all at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any

from traitlets import Bool, Dict, HasTraits, Instance

from repaybook.case.model import CaseFile, Plan
from repaybook.plans.model import Projection
from repaybook.plans.resilience import (
    Assumptions,
    CostsWord,
    HealthWord,
    IncomeWord,
    Resilience,
    Words,
    WorkWord,
    assumed,
    long_run,
    resilience,
    usual_words,
)
from repaybook.plans.resilience.assumptions import MOST_PATHS, checked
from repaybook.ui.aside import Aside, Stopped, Tell, as_it_is
from repaybook.ui.latest import Latest
from repaybook.ui.models.assumed import carried, followed, with_income_number, with_income_word
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.session import Session

_Tried = tuple[Projection, Resilience]
_MOST_KEPT = 200
"""Plans whose result is kept, so that one seen before comes back at once."""

_WORDS: dict[str, Callable[[str], Any]] = {"work": WorkWord, "health": HealthWord, "costs": CostsWord}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long run is: ``done`` lives ``of`` so many; ``ending`` – it was asked to stop."""

    done: int
    of: int
    ending: bool = False


class StressModel(HasTraits):
    """``fared`` – how each plan of the desk fares, by slot; nothing is worked out, or loaded, while it is not ``on``.

    The chances are drawn once for all plans and kept: a move of a slider tries another plan in the same lives. A plan
    tried in a million lives keeps that result until the plan or a number changes. ``progress`` – of a long run.
    """

    on = Bool(False)
    words = Instance(Words)
    assumptions = Instance(Assumptions)
    fared: Any = Dict()
    progress = Instance(Progress, allow_none=True)

    def __init__(self, session: Session) -> None:
        self.session = session
        self.desk: PlanDesk = session.keep(PlanDesk)
        self._case = _bare(session.case)
        self._tried: dict[Plan, _Tried] = {}
        self._long: dict[Plan, _Tried] = {}
        self._aside: Aside[tuple[Resilience, ...]] | None = None
        self._guarded: Callable[[Callable[..., Any]], Callable[..., Any]] = as_it_is
        self._compute: Latest[None] = Latest(self._work_out)
        words = usual_words(self._case)
        super().__init__(words=words, assumptions=assumed(self._case, words))
        self.desk.observe(lambda _change: self._ask(), ["columns"])
        session.observe(self._another, ["book"])

    def guard(self, guarded: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
        """Make what runs later by itself safe: an error then reaches the person as one calm sentence."""
        self._guarded = guarded
        self._compute = Latest(guarded(self._work_out))

    # --- what the person does ---

    def switch(self, *, on: bool) -> None:
        """Switch the run on, or off with everything that it holds."""
        self._end()
        self.on = on
        self._compute.drop()
        self._work_out()

    def choose(self, name: str, word: str) -> None:
        """Choose a word of ``CHOICES``; the numbers behind it follow, the others stay."""
        self._follow()
        self._take_words(replace(self.words, **{name: _WORDS[name](word)}))

    def choose_income(self, number: int, word: str) -> None:
        """Choose the word of an income, from 0."""
        self._follow()
        self._take_words(with_income_word(self.words, number, IncomeWord(word)))

    def put(self, name: str, value: Any) -> None:
        """Change one number. Raises ``PlanError`` where it cannot be worked with, and then changes nothing."""
        self._follow()
        self._take(replace(self.assumptions, **{name: value}))

    def put_income(self, number: int, name: str, value: int) -> None:
        """Change one number of an income, from 0; raises as ``put``."""
        self._follow()
        self._take(with_income_number(self.assumptions, number, name, value))

    def reset(self) -> None:
        """Take every number back to what the words stand for."""
        self._take(assumed(self.session.case, self.words))

    # --- long runs ---

    def try_many(self) -> None:
        """Try every plan in a million lives, beside the page; ``progress`` tells how far it is."""
        if not self.on or self._aside is not None:
            return
        plans = self._plans()
        if not plans:
            return
        many = replace(self.assumptions, paths=MOST_PATHS)
        projections, case = list(plans.values()), self.session.case

        def work(tell: Tell, stopped: Stopped) -> tuple[Resilience, ...]:
            return long_run(projections, case, many, progress=tell, stop=stopped)

        def done(outcome: Future[tuple[Resilience, ...]]) -> None:
            self._aside, self.progress = None, None
            found = outcome.result()
            self._long = {one.plan: (one, fared) for one, fared in zip(projections, found, strict=True)}
            self._work_out()

        self.progress = Progress(0, MOST_PATHS)
        self._aside = Aside(work, self._told, self._guarded(done))
        self._aside.start()

    def stop(self) -> None:
        """End the long run with what it has."""
        if self._aside is not None and self.progress is not None:
            self.progress = replace(self.progress, ending=True)
            self._aside.stop()

    def _told(self, done: int, of: int) -> None:
        if self.progress is not None:
            self.progress = Progress(done, of, self.progress.ending)

    def _end(self) -> None:
        """Forget a long run that is under way."""
        if self._aside is not None:
            self._aside.drop()
        self._aside, self.progress = None, None

    # --- how it is worked out ---

    def _take_words(self, words: Words) -> None:
        before, after = assumed(self.session.case, self.words), assumed(self.session.case, words)
        self.words = words
        self._take(carried(self.assumptions, before, after))

    def _take(self, assumptions: Assumptions) -> None:
        checked(assumptions, self.session.case)
        if assumptions != self.assumptions:
            self._forget()
            self.assumptions = assumptions
            self._ask()

    def _forget(self) -> None:
        self._end()
        self._tried.clear()
        self._long.clear()

    def _ask(self) -> None:
        if self.on:
            self._compute.offer(None)

    def _another(self, _change: object) -> None:
        """Begin anew with another case: nobody's numbers are tried on somebody else's plans."""
        self._forget()
        self._case = _bare(self.session.case)
        self.on = False
        self.words = usual_words(self._case)
        self.assumptions = assumed(self._case, self.words)
        self.fared = {}

    def _follow(self) -> None:
        """Take over what the case says now: its incomes, its costs, the money at hand."""
        case = _bare(self.session.case)
        if case == self._case:
            return
        words, assumptions = followed(self.words, self.assumptions, self._case, case)
        self._case = case
        self._forget()
        self.words, self.assumptions = words, assumptions

    def _plans(self) -> dict[str, Projection]:
        columns = self.desk.columns
        return {one.slot: one.projection for one in columns if one.projection is not None and one.projection.months}

    def _work_out(self, _nothing: None = None) -> None:
        self._follow()
        if not self.on:
            self.fared = {}
            return
        self.fared = {slot: self._of(projection) for slot, projection in self._plans().items()}

    def _of(self, projection: Projection) -> Resilience:
        plan = projection.plan
        for kept in (self._long.get(plan), self._tried.get(plan)):
            if kept is not None and (kept[0] is projection or kept[0] == projection):
                return kept[1]
        if len(self._tried) >= _MOST_KEPT:
            self._tried.clear()
        fared = resilience(projection, self.session.case, self.assumptions)
        self._tried[plan] = (projection, fared)
        return fared


def _bare(case: CaseFile) -> CaseFile:
    """Return what the lives are drawn from: the case without its plans."""
    return replace(case, plans=(), chosen_plan=None)
