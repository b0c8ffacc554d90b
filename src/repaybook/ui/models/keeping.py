"""守约: what the money will not cover, the steps after collection goes on, the closing papers, and what is free."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from traitlets import HasTraits, Tuple

from repaybook.case.model import Agreement
from repaybook.case.offers import FREED
from repaybook.errors import PlanError, Problem, RepaybookError
from repaybook.follow.after_agreement import STEPS as AFTER_STEPS
from repaybook.follow.after_agreement import Flow, flow, occasions
from repaybook.follow.closing import closings
from repaybook.follow.dues import Due, State, agreement_dues
from repaybook.follow.milestones import with_done, without_steps
from repaybook.follow.warning import Risk, pressing
from repaybook.plans.breach import Breach, breach
from repaybook.texts import figures
from repaybook.ui.models.edits import edit
from repaybook.ui.models.follow import AgreementLine, FollowDesk
from repaybook.ui.session import Notice, Session


@dataclass(frozen=True, slots=True)
class Watch:
    """What is said at the top of the step: the payments that press.

    ``known`` – whether anything can be said at all; ``due`` – whether any payment is to come.
    """

    risks: tuple[Risk, ...]
    known: bool
    due: bool
    planned: bool


class KeepingDesk(HasTraits):
    """What keeping an agreement needs, of the session's case: warnings, flows, closing papers.

    ``watch`` – see ``Watch``. ``flows`` – the steps of each debt that is collected from in spite of an agreement, or
    that were begun or asked for. ``closings`` – the debts that are done.
    """

    watch: Any = Tuple()
    flows: Any = Tuple()
    closings: Any = Tuple()
    open_flows: Any = Tuple()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.follow = session.keep(FollowDesk)
        self._recompute()
        session.observe(self._recompute, ["case"])
        session.observe(self._forget, ["book"])
        self.observe(self._recompute, ["open_flows"])

    def _forget(self, _change: object) -> None:
        self.open_flows = ()

    def _recompute(self, _change: object = None) -> None:
        case, on, follow = self.session.case, self.session.on, self.follow
        found = Watch(pressing(follow.risks), follow.watched, bool(follow.risks), follow.planned)
        self.watch = (found,)
        agreed = {agreement.debt for agreement in case.agreements}
        begun = {one.debt for one in case.milestones if one.step in AFTER_STEPS}
        wanted = {*occasions(case), *begun, *self.open_flows} & agreed
        self.flows = tuple(flow(case, debt.id, on) for debt in case.debts if debt.id in wanted)
        self.closings = closings(case)

    def flow_of(self, debt_id: str) -> Flow | None:
        """Return the steps about a debt, where they are on view."""
        return next((one for one in self.flows if one.debt == debt_id), None)

    def ask_for_flow(self, debt_id: str) -> None:
        """Show the steps about a debt, whatever the contacts show."""
        self.open_flows = tuple(dict.fromkeys((*self.open_flows, debt_id)))

    def mark(self, debt_id: str, step: str, note: str = "") -> None:
        """Note that a step was done today."""
        edit(self.session, milestones=with_done(self.session.case, debt_id, step, self.session.on, note))

    def unmark(self, debt_id: str, step: str) -> None:
        """Take a step back."""
        edit(self.session, milestones=without_steps(self.session.case, debt_id, {step}))

    def restart(self, debt_id: str) -> None:
        """Begin the steps about a debt anew."""
        self.ask_for_flow(debt_id)
        edit(self.session, milestones=without_steps(self.session.case, debt_id, frozenset(AFTER_STEPS)))

    def payable(self, line: AgreementLine) -> Due | None:
        """Return what one tap notes as paid today: what is due first; ``None`` where an instalment was paid today.

        A second tap would be a second instalment, which nobody means; further payments have their form.
        """
        due = next(iter((*line.missed, line.next_due)), None)
        today = any(payment.date == self.session.on for payment in line.agreement.payments)
        return None if due is None or (today and not due.paid) else due

    def pay_now(self, line: AgreementLine) -> None:
        """Note that what is due first was paid today, in full; offer to take it back.

        Raises ``RepaybookError`` where nothing is due any more, or one was paid today.
        """
        due = self.payable(line)
        if due is None:
            raise RepaybookError([Problem("keeping.pay.changed")])
        amount = due.amount - due.paid
        self.follow.record_payment(line.agreement, self.session.on, amount)
        name = next((debt.creditor_alias for debt in self.session.case.debts if debt.id == due.debt), "") or due.debt
        said = (("name", name), ("amount", figures.money(self.session.lang, amount)))
        self.session.notice = Notice("keeping.pay.done", said, undo=True)

    def choose_freed(self, choice: str) -> None:
        """Settle what the chosen plan does with an instalment that is free. Raises ``ValueError`` for no choice."""
        plan = self.session.case.chosen
        if choice not in FREED:
            raise ValueError(f"no such choice: {choice!r}")
        if plan is None:
            raise RepaybookError([Problem("keeping.freed.no_plan")])
        plans = tuple(replace(one, freed=choice) if one == plan else one for one in self.session.case.plans)
        edit(self.session, plans=plans)

    def if_broken(self, agreement: Agreement) -> tuple[Breach, int] | None:
        """Return what the next instalment unpaid would mean in money, with its number; ``None`` where none is to come.

        Also ``None`` where the case knows too little of the agreement.
        """
        rows = agreement_dues(agreement, self.session.on)
        index = next((index for index, row in enumerate(rows) if row.state is not State.PAID), None)
        if index is None:
            return None
        try:
            return breach(self.session.case, agreement.debt, agreement, self.session.on, missed=index + 1), index + 1
        except PlanError:
            return None
