"""对方的答复: what each creditor answered, kept in the case, beside what the plan in focus proposes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from traitlets import HasTraits, Tuple

from repaybook.assess.debts import balance
from repaybook.case.model import CounterOffer, Offer, OfferKind
from repaybook.errors import PlanError, Problem
from repaybook.money import ZERO, Money
from repaybook.plans.answered import answered, rate_of_monthly
from repaybook.ui.latest import Latest
from repaybook.ui.models.edits import corrected, edit, without
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.session import Notice, Session

_QUIET = 0.12
_LONGEST = 0.6
_LEVEL = frozenset({OfferKind.INSTALMENTS, OfferKind.EXTENSION})
WAIVERS = ("waived_penalty", "waived_late_fee", "waived_interest", "waived_fees", "waived_principal")
_TERMS = tuple(one.name for one in fields(Offer) if one.name != "debt")


class CounterOffers(HasTraits):
    """The answers of the case beside the plan in focus (``lines``, newest first), and the edits to them."""

    lines: Any = Tuple()

    def __init__(self, session: Session) -> None:
        self.session = session
        self.desk: PlanDesk = session.keep(PlanDesk)
        self._later: Latest[None] = Latest(self._recompute, quiet=_QUIET, longest=_LONGEST)
        super().__init__()
        self._recompute()
        # A plan is projected for each answer: while a slider moves they wait.
        self.desk.observe(lambda _change: self._later.offer(None), ["columns", "focus"])
        session.observe(self._recompute, ["case"])

    def guard(self, guarded: Callable[[Callable[[None], None]], Callable[[None], Any]]) -> None:
        """Make what runs later by itself safe: an error then reaches the person as one calm sentence."""
        self._later = Latest(guarded(self._recompute), quiet=_QUIET, longest=_LONGEST)

    def _recompute(self, _change: object = None) -> None:
        column = self.desk.column
        if column is None or not self.desk.case.counter_offers:
            self.lines = ()
            return
        self.lines = answered(self.desk.case, column.plan, self.session.on, column.projection)

    def blank(self) -> CounterOffer:
        """Return an answer to begin with: of today, by phone, about the first creditor that is negotiated with."""
        column = self.desk.column
        asked = [offer.debt for offer in column.plan.offers if offer.debt not in self.desk.kept] if column else []
        return CounterOffer(debt=asked[0] if asked else "", on=self.session.on)

    def put(self, answer: CounterOffer, before: CounterOffer | None = None) -> None:
        """Keep the answer, or put it in the place of ``before``. Raises ``PlanError`` where it names no creditor."""
        if not answer.debt:
            raise PlanError([Problem("answers.problem.which_creditor")])
        edit(self.session, counter_offers=corrected(self.session.case.counter_offers, before, answer))

    def drop(self, answer: CounterOffer) -> None:
        """Take the answer out of the case, and offer to put it back."""
        edit(self.session, counter_offers=without(self.session.case.counter_offers, answer))
        self.session.notice = Notice("answers.deleted", undo=True)

    def place(self, answer: CounterOffer) -> None:
        """Put the answer's terms into the plan in focus, in the place of its own to this creditor."""
        offer = answer.offer
        if offer is None:
            raise PlanError([Problem("answers.problem.no_terms")])
        self.desk.adjust(answer.debt, **{name: getattr(offer, name) for name in _TERMS})
        self.desk.settle()

    def terms(
        self,
        debt_id: str,
        kind: OfferKind,
        *,
        months: int | None,
        monthly: Money | None = None,
        amount: Money | None = None,
        down_payment: Money | None = None,
        annual_rate: Decimal | None = None,
        waived: Mapping[str, Money] = MappingProxyType({}),
        before: Offer | None = None,
    ) -> Offer:
        """Return the offer that a creditor's words mean.

        ``waived`` – sums by their names in ``Offer``, such as ``waived_penalty``. ``before`` – the
        terms that are changed; what nobody asked about stays. Where only the instalment was named,
        the rate is the one that these instalments hold. Raises ``PlanError`` where months or a sum are lacking, or
        where the instalments do not repay what is left.
        """
        down = down_payment or ZERO
        same = before is not None and (before.debt, before.kind) == (debt_id, kind)
        offer = replace(
            before if before is not None and same else Offer(debt=debt_id, kind=kind),
            months=months if kind is not OfferKind.LUMP_SUM else None,
            down_payment=down if kind in _LEVEL else ZERO,
            annual_rate=annual_rate if kind in _LEVEL else None,
            amount=amount if kind not in _LEVEL else None,
        )
        if kind in _LEVEL:
            terms: dict[str, Any] = {name: waived.get(name, ZERO) for name in WAIVERS}
            offer = replace(offer, **terms)
        if kind in _LEVEL and months is None:
            raise PlanError([Problem("problems.plan.months_needed")])
        if kind not in _LEVEL and not amount:
            raise PlanError([Problem("problems.plan.amount_needed")])
        if kind not in _LEVEL or annual_rate is not None or monthly is None or months is None:
            free = kind is OfferKind.INSTALMENTS and annual_rate is None
            return replace(offer, annual_rate=Decimal(0)) if free else offer
        owed = balance(self.session.case.debt(debt_id)) or ZERO
        left = owed - down - Money.total(waived.values())
        rate = rate_of_monthly(left.fen, months, monthly.fen)
        if rate is None:
            values = {"months": months, "monthly": monthly, "left": left}
            raise PlanError([Problem("answers.problem.does_not_add_up", (), values)])
        return replace(offer, annual_rate=rate)
