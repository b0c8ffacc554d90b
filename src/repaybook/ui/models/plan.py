"""方案: the plans side by side, one answer a creditor, worked out anew while a slider moves; one of them is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from traitlets import HasTraits, Instance, Tuple, Unicode

from repaybook.assess.next_steps import NextSteps, next_steps
from repaybook.case.model import CaseFile, Offer, OfferKind, Plan
from repaybook.case.write import write_plan
from repaybook.errors import PlanError, Problem
from repaybook.plans import project, propose
from repaybook.plans.baselines import minimum_plan, nothing_plan
from repaybook.plans.model import Projection, Proposal, Said
from repaybook.ui.latest import Latest
from repaybook.ui.models.columns import Baseline, Column, base_of, slot_of, started, with_offer, with_plan
from repaybook.ui.models.edits import edit
from repaybook.ui.models.standing import OWN, StandingModel
from repaybook.ui.session import Session

_MOST_KEPT = 200
"""Projections that are kept, so that a plan seen before comes back at once."""

_SAVE_QUIET = 0.6
_SAVE_LONGEST = 3.0


class PlanDesk(HasTraits):
    """The plans of the session's case side by side in ``columns``, drafts included; ``focus``, a slot, is adjusted.

    A move of a slider changes a draft at once, its projection after the event loop's turn (newest value only), and the
    case a little later, as one edit that can be undone. ``proposal`` says why there is no plan where there is none.
    """

    columns: Any = Tuple()
    focus = Unicode("")
    proposal = Instance(Proposal)
    steps = Instance(NextSteps)
    baselines: Any = Tuple()

    def __init__(self, session: Session) -> None:
        self.session = session
        self._drafts: dict[str, Plan] = {}
        self._projections: dict[Plan, Projection] = {}
        self._saving = False
        self._base = base_of(session.case)
        self._stale = False
        self._compute: Latest[str] = Latest(self._work_out)
        self._save: Latest[str] = Latest(self._put, quiet=_SAVE_QUIET, longest=_SAVE_LONGEST)
        super().__init__()
        self._rebuild()
        session.observe(self._follow, ["case"])
        session.observe(self._opened, ["step"])
        session.observe(self._another, ["book"])

    def guard(self, guarded: Callable[[Callable[[str], None]], Callable[[str], Any]]) -> None:
        """Make what runs later by itself safe: an error then reaches the person as one calm sentence."""
        self._compute = Latest(guarded(self._work_out))
        self._save = Latest(guarded(self._put), quiet=_SAVE_QUIET, longest=_SAVE_LONGEST)

    # --- what is on the desk ---

    @property
    def case(self) -> CaseFile:
        """Return the session's case."""
        return self.session.case

    @property
    def column(self) -> Column | None:
        """Return the column that is adjusted; ``None`` where there is no plan."""
        return self._column(self.focus)

    def _column(self, slot: str) -> Column | None:
        return next((column for column in self.columns if column.slot == slot), None)

    @property
    def roomiest(self) -> str:
        """Return the slot of the plan that leaves most room when income falls; empty where there is no plan."""
        best = max(self.columns, key=lambda column: column.room, default=None)
        return best.slot if best is not None else ""

    @property
    def projections(self) -> tuple[Projection, ...]:
        """Return the projections side by side, for common axes."""
        return tuple(column.projection for column in self.columns if column.projection is not None)

    @property
    def kept(self) -> frozenset[str]:
        """Return the debts that the proposal leaves as they are."""
        first = next(iter(self.proposal.plans), None)
        offers = first.plan.offers if first is not None else ()
        return frozenset(offer.debt for offer in offers if offer.kind is OfferKind.KEEP)

    def offer(self, debt_id: str) -> Offer | None:
        """Return the answer to one creditor in the plan that is adjusted, as the person left it a moment ago."""
        column = self.column
        offers = self._drafts.get(self.focus, column.plan).offers if column is not None else ()
        return next((offer for offer in offers if offer.debt == debt_id), None)

    def restorable(self, slot: str) -> bool:
        """Return whether there is a proposal to go back to."""
        column = self._column(slot)
        return column is not None and column.own and slot in self._proposed()

    def problems(self, debt_id: str) -> tuple[Problem, ...]:
        """Return what is wrong with the answer to one creditor in the plan that is adjusted."""
        column = self.column
        if column is None:
            return ()
        places = [index for index, offer in enumerate(column.plan.offers) if offer.debt == debt_id]
        return tuple(
            problem for problem in column.problems if any(("offers", place) == problem.path[:2] for place in places)
        )

    # --- what the person does ---

    def adjust(self, debt_id: str, **terms: Any) -> None:
        """Change terms of one creditor's answer in the plan that is adjusted."""
        offer = self.offer(debt_id)
        if offer is not None:
            self._draft(partial(with_offer, offer=replace(offer, **terms)))

    def answer(self, debt_id: str, kind: OfferKind) -> None:
        """Give one creditor another kind of answer in the plan that is adjusted."""
        before = self.offer(debt_id)
        if before is None or before.kind is not kind:
            self._draft(partial(with_offer, offer=started(self.case.debt(debt_id), kind, before)))

    def pass_on(self, freed: str) -> None:
        """Say for the plan that is adjusted where an instalment goes once its creditor is done (``FREED``)."""
        self._draft(lambda plan: replace(plan, freed=freed))

    def choose(self, slot: str) -> None:
        """Choose a plan; it is kept in the case. A plan that cannot be worked out is not chosen: ``PlanError``."""
        self.settle()
        column = self._column(slot)
        if column is None:
            return
        if column.problems:
            raise PlanError(column.problems)
        self._edit(plans=with_plan(self.case.plans, column.plan), chosen_plan=column.plan.id)

    def unchoose(self) -> None:
        """Choose none; the plans that were changed stay."""
        self.settle()
        own = tuple(plan for plan in self.case.plans if plan != self._proposed().get(plan.id))
        self._edit(plans=own, chosen_plan=None)

    def restore(self, slot: str) -> None:
        """Take the plan back to how it was proposed."""
        self._drafts.pop(slot, None)
        self._compute.drop()
        self._save.drop()
        chosen = self._chosen_slot == slot
        proposed = self._proposed().get(slot)
        others = tuple(plan for plan in self.case.plans if slot_of(plan.id) != slot)
        back = (proposed,) if chosen and proposed is not None else ()
        kept = None if chosen else self.case.chosen_plan
        self._edit(plans=(*others, *back), chosen_plan=back[0].id if back else kept)

    def adopt(self, plan: Plan) -> None:
        """Put a plan's offers in the place of those of the plan that is adjusted, as one edit."""
        self.settle()
        self._drafts[self.focus] = replace(plan, id=OWN + self.focus)
        self._put(self.focus)

    def settle(self) -> None:
        """Work out and keep what still waits."""
        self._compute.now()
        self._save.now()

    def file(self, slot: str) -> bytes:
        """Return the file of a plan, for ``repaybook simulate --plan``; ``KeyError`` where there is no such slot."""
        column = self._column(slot)
        if column is None:
            raise KeyError(slot)
        return write_plan(column.plan)

    # --- how it is worked out ---

    @property
    def _chosen_slot(self) -> str | None:
        return slot_of(self.case.chosen_plan) if self.case.chosen_plan is not None else None

    def _draft(self, change: Callable[[Plan], Plan]) -> None:
        column = self.column
        if column is not None:
            slot = column.slot
            self._drafts[slot] = replace(change(self._drafts.get(slot, column.plan)), id=OWN + slot)
            self._compute.offer(slot)

    def _work_out(self, slot: str) -> None:
        self._show()
        column = self._column(slot)
        if column is not None and not column.problems:
            self._save.offer(slot)

    def _put(self, slot: str) -> None:
        draft = self._drafts.pop(slot, None)
        if draft is None or draft == self._standing().get(slot):
            return
        chosen = draft.id if self._chosen_slot == slot else self.case.chosen_plan
        self._edit(plans=with_plan(self.case.plans, draft), chosen_plan=chosen)

    def _edit(self, **fields: Any) -> None:
        self._saving = True
        try:
            edit(self.session, **fields)
        finally:
            self._saving = False
        self._show()

    def _follow(self, _change: object) -> None:
        if not self._saving:
            self._drafts.clear()
            self._compute.drop()
            self._save.drop()
        base = base_of(self.case)
        if base == self._base:
            self._show()
            return
        self._base = base
        self._stale = True
        self._opened()

    def _another(self, _change: object) -> None:
        self.focus = self._best()

    def _best(self) -> str:
        """Return the slot to begin with: the chosen plan's, else the roomiest one's."""
        return next((column.slot for column in self.columns if column.chosen), self.roomiest)

    def _opened(self, _change: object = None) -> None:
        if self._stale and self.session.step == "plan":
            self._rebuild()

    def _rebuild(self) -> None:
        self._stale = False
        self._projections.clear()
        case, on = self.case, self.session.on
        self.steps = next_steps(case, self.session.keep(StandingModel).now.assessment)
        self.proposal = propose(case, on)
        self._projections.update((projection.plan, projection) for projection in self.proposal.plans)
        self.baselines = tuple(self._baselines())
        self._show()

    def _baselines(self) -> Iterator[Baseline]:
        case, on = self.case, self.session.on
        for kind, plan in (("minimum", minimum_plan(case, on)), ("stop", nothing_plan(case, on))):
            projection, _ = self._projected(plan)
            if projection is not None and projection.schedules:
                yield Baseline(kind=kind, projection=projection)

    def _proposed(self) -> dict[str, Plan]:
        return {projection.plan.id: projection.plan for projection in self.proposal.plans}

    def _standing(self) -> dict[str, Plan]:
        """Return the plans without drafts by slot: the proposed, the person's own in their place, then further ones."""
        if not self.proposal.plans:
            return {}
        return self._proposed() | {slot_of(plan.id): plan for plan in self.case.plans}

    def _show(self) -> None:
        proposed = self._proposed()
        why = dict(zip(proposed, zip(self.proposal.why, self.proposal.why_values, strict=True), strict=True))
        columns = []
        for slot, standing in self._standing().items():
            plan = self._drafts.get(slot, standing)
            projection, problems = self._projected(plan)
            own = plan != proposed.get(slot)
            columns.append(
                Column(
                    slot=slot,
                    plan=plan,
                    projection=projection,
                    problems=problems,
                    why=Said(*why[slot]) if slot in why and not own else None,
                    own=own,
                    chosen=slot == self._chosen_slot,
                )
            )
        with self.hold_trait_notifications():
            self.columns = tuple(columns)
            if self.column is None:
                self.focus = self._best()

    def _projected(self, plan: Plan) -> tuple[Projection | None, tuple[Problem, ...]]:
        if plan not in self._projections:
            if len(self._projections) >= _MOST_KEPT:
                self._projections.clear()
            try:
                self._projections[plan] = project(self.case, plan, self.session.on)
            except PlanError as error:
                return None, error.problems
        return self._projections[plan], ()
