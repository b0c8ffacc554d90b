"""跟进: the agreements and what is paid on them, twelve months of payments, the legal dates; all can be corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from traitlets import Bool, HasTraits, Instance, Tuple

from repaybook.case.model import Agreement, CaseFile, Evidence, LegalEvent, Payment
from repaybook.counsel.legal_dates import deadlines
from repaybook.dates import add_months, first_of_month, months_between
from repaybook.errors import Problem, RepaybookError
from repaybook.follow.calendar import LegalDate, calendar, legal_dates
from repaybook.follow.dues import Due, State, agreement_dues, dues, instalments
from repaybook.follow.warning import Risk, followed, marked, risks
from repaybook.money import Money
from repaybook.texts import figures, say
from repaybook.ui.models.chosen import chosen_projection
from repaybook.ui.models.edits import corrected, edit, without
from repaybook.ui.session import Notice, Session

_LOOK_BACK = 3
"""Months before this one with which the calendar begins, where something fell due in them."""

_PAGE = 12

_RECEIPT = "paid"
"""The kind of evidence that a receipt is (``follow.evidence``)."""


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement: what is paid, what comes next, what is missed, and whether its instalments add up.

    ``agreed_total`` – the sum of its instalments, ``None`` where they are not known. ``apart`` – that sum less the
    fixed balance.
    """

    agreement: Agreement
    paid: Money
    paid_count: int
    next_due: Due | None
    missed: tuple[Due, ...]
    agreed_total: Money | None
    apart: Money | None

    @property
    def left(self) -> Money | None:
        """Return what is still to be paid under the agreement; ``None`` where its sum is not known."""
        whole = self.agreed_total or self.agreement.principal_fixed
        return None if whole is None else Money(max(whole.fen - self.paid.fen, 0))


def agreement_line(agreement: Agreement, on: date) -> AgreementLine:
    """Return how the agreement stands on the day."""
    rows = agreement_dues(agreement, on)
    total = Money.total(amount for _, amount in instalments(agreement)) if rows else None
    fixed = agreement.principal_fixed
    return AgreementLine(
        agreement=agreement,
        paid=agreement.paid,
        paid_count=sum(row.state is State.PAID for row in rows),
        next_due=next((row for row in rows if row.state in {State.DUE, State.PART}), None),
        missed=tuple(row for row in rows if row.state is State.MISSED),
        agreed_total=total,
        apart=None if total is None or fixed is None else total - fixed,
    )


def legal_days(case: CaseFile, on: date) -> tuple[LegalDate, ...]:
    """Return the legal events with the days left; a payment order's last day as the law counts it from receipt."""
    counted = {one.event: one for one in deadlines(case, on) if one.kind == "payment_order_received"}
    return tuple(
        replace(one, day=counted[one.event].on, days_left=counted[one.event].days_left) if one.event in counted else one
        for one in legal_dates(case, on)
    )


def _receipt(debt_id: str, day: date, file_name: str) -> Evidence:
    """Return the line of a receipt in the list of evidence; its name is kept in Chinese, as it goes into letters."""
    name = say("zh", "keeping.form.receipt_name", day=figures.day("zh", day))
    return Evidence(kind=_RECEIPT, standing="have", debt=debt_id, name=name, file_name=file_name, dated=day)


class FollowDesk(HasTraits):
    """The agreements, the payments and the legal dates of the session's case, and the edits to them.

    ``shown_from`` is the first of the twelve months on view. ``stale`` – the plan that was chosen does not fit the case
    any more, so that its payments are left out. ``risks`` – the payments to come with whether the money carries them,
    by the chosen plan, or by what is agreed and kept where none is ``planned``; ``watched`` – whether the case knows
    enough for that.
    """

    agreements: Any = Tuple()
    months: Any = Tuple()
    legal: Any = Tuple()
    shown_from = Instance(date)
    stale = Bool(False)

    def __init__(self, session: Session) -> None:
        self.session = session
        super().__init__(shown_from=first_of_month(session.on))
        self._dues: tuple[Due, ...] = ()
        self.risks: tuple[Risk, ...] = ()
        self.planned = self.watched = False
        self._recompute()
        self.shown_from = self.first_month
        self._page()
        session.observe(self._recompute, ["case"])
        session.observe(self._start_over, ["book"])
        self.observe(self._page, ["shown_from"])

    @property
    def first_month(self) -> date:
        """Return the month in which the calendar begins: this one, or up to three before where something fell due."""
        this = first_of_month(self.session.on)
        earliest = min((due.on for due in self._dues), default=this)
        back = min(max(months_between(earliest, this), 0), _LOOK_BACK)
        return add_months(this, -back)

    def _start_over(self, _change: object) -> None:
        self.shown_from = self.first_month

    def _recompute(self, _change: object = None) -> None:
        case, on = self.session.case, self.session.on
        self.agreements = tuple(agreement_line(agreement, on) for agreement in case.agreements)
        self.legal = legal_days(case, on)
        projection, self.stale = chosen_projection(case, on)
        self.planned = projection is not None
        watched = followed(case, on, projection)
        self.watched = watched is not None
        self.risks = risks(case, watched)
        self._dues = marked(dues(case, on, watched), self.risks)
        self._page()

    def _page(self, _change: object = None) -> None:
        self.months = calendar(self._dues, self.shown_from, _PAGE)

    def earlier(self) -> None:
        """Show the twelve months before."""
        self.shown_from = add_months(self.shown_from, -_PAGE)

    def later(self) -> None:
        """Show the twelve months after."""
        self.shown_from = add_months(self.shown_from, _PAGE)

    def put_agreement(self, agreement: Agreement, before: Agreement | None = None) -> None:
        """Add the agreement, or put it in the place of ``before``. Raises ``RepaybookError`` where it names no debt."""
        if not agreement.debt:
            raise RepaybookError([Problem("follow.problem.which_debt")])
        edit(self.session, agreements=corrected(self.session.case.agreements, before, agreement))

    def drop_agreement(self, agreement: Agreement) -> None:
        """Take the agreement out of the case, and offer to put it back."""
        edit(self.session, agreements=without(self.session.case.agreements, agreement))
        self.session.notice = Notice("follow.agreement.deleted", undo=True)

    def record_payment(self, agreement: Agreement, day: date | None, amount: Money | None, receipt: str = "") -> None:
        """Record that ``amount`` was paid; the file name of a ``receipt`` goes to the list of evidence with it.

        It is recorded on the agreement as it is now, where a form was open while something else of it changed. Raises
        ``RepaybookError`` where the day or the amount is missing, or the agreement is gone.
        """
        problems = []
        if day is None:
            problems.append(Problem("follow.problem.which_day"))
        if not amount:
            problems.append(Problem("follow.problem.how_much"))
        if problems or day is None or amount is None:
            raise RepaybookError(problems)
        case, agreement = self.session.case, self._as_it_is(agreement)
        paid = sorted((*agreement.payments, Payment(date=day, amount=amount)), key=lambda payment: payment.date)
        after = replace(agreement, payments=tuple(paid))
        shown = (_receipt(agreement.debt, day, receipt),) if receipt else ()
        edit(
            self.session,
            agreements=corrected(case.agreements, agreement, after),
            evidence=(*case.evidence, *shown),
        )

    def _as_it_is(self, agreement: Agreement) -> Agreement:
        """Return the agreement as the case has it now; raises ``RepaybookError`` where it has none about the debt."""
        if agreement in self.session.case.agreements:
            return agreement
        now = self.session.case.agreement(agreement.debt)
        if now is None:
            raise RepaybookError([Problem("follow.problem.agreement_gone")])
        return now

    def drop_payment(self, agreement: Agreement, payment: Payment) -> None:
        """Take a recorded payment back."""
        self.put_agreement(replace(agreement, payments=without(agreement.payments, payment)), agreement)

    def put_event(self, event: LegalEvent, before: LegalEvent | None = None) -> None:
        """Add the legal event, or put it in the place of ``before``."""
        edit(self.session, legal_events=corrected(self.session.case.legal_events, before, event))

    def drop_event(self, event: LegalEvent) -> None:
        """Take the legal event out of the case, and offer to put it back."""
        edit(self.session, legal_events=without(self.session.case.legal_events, event))
        self.session.notice = Notice("follow.legal.deleted", undo=True)
