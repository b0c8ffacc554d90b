"""从对方看这份方案: what the plan in focus is worth to each creditor, at a rate that the person moves."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from traitlets import Bool, HasTraits, Instance, Tuple

from repaybook.case.model import OfferKind
from repaybook.plans.creditor_value import USUAL_RATE, creditor_view
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.session import Session

_AS_IT_IS = frozenset({OfferKind.KEEP, OfferKind.STOP})


class CreditorModel(HasTraits):
    """One view a creditor that the plan negotiates with (``views``), worked out while ``on``, at ``rate`` a year."""

    on = Bool(False)
    rate = Instance(Decimal)
    views: Any = Tuple()

    def __init__(self, session: Session) -> None:
        self.session = session
        self.desk: PlanDesk = session.keep(PlanDesk)
        super().__init__(rate=USUAL_RATE)
        self.desk.observe(self._work_out, ["columns", "focus"])

    def switch(self, *, on: bool) -> None:
        """Open it, or fold it away."""
        self.on = on
        self._work_out()

    def take(self, rate: Decimal) -> None:
        """Discount at another rate a year."""
        self.rate = rate
        self._work_out()

    def _work_out(self, _change: object = None) -> None:
        column = self.desk.column
        if not self.on:
            return
        if column is None or column.projection is None:
            self.views = ()
            return
        moved = [one for one in column.projection.schedules.values() if one.offer.kind not in _AS_IT_IS and one.rows]
        self.views = tuple(creditor_view(column.projection, one.debt, self.desk.case, self.rate) for one in moved)
