"""What counsel finds in the session's case: facts, costs, routes, hints; and the contracts behind the costs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from traitlets import HasTraits, Instance

from repaybook.assess.boundary import Hint, hints
from repaybook.case.edit import with_debt
from repaybook.case.model import CaseFile, Contract, Debt, Fee
from repaybook.counsel.costs import Cost, costs
from repaybook.counsel.fact import Fact
from repaybook.counsel.facts import facts
from repaybook.counsel.flows import contract_flows
from repaybook.counsel.routes import Route, routes
from repaybook.ui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselPage:
    """What is shown: facts and routes in their order, costs by debt, hints from words."""

    case: CaseFile
    on: date
    facts: tuple[Fact, ...]
    costs: tuple[Cost, ...]
    routes: tuple[Route, ...]
    hints: tuple[Hint, ...]


def counsel_page(case: CaseFile, on: date) -> CounselPage:
    """Return what counsel finds on a day."""
    return CounselPage(
        case=case,
        on=on,
        facts=facts(case, on),
        costs=costs(case, on),
        routes=routes(case, on),
        hints=hints(case),
    )


def no_single_rate(debt: Debt, cost: Cost) -> bool:
    """Return whether a contract is complete and still has no yearly rate: its figures contradict each other."""
    return cost.basis == "unknown" and debt.contract is not None and contract_flows(debt.contract) is not None


class CounselModel(HasTraits):
    """Keeps ``page`` in step with the session's case; every edit of a contract goes into the case at once."""

    page = Instance(CounselPage)

    def __init__(self, session: Session) -> None:
        self._session = session
        super().__init__(page=counsel_page(session.case, session.on))
        session.observe(self._recompute, names=["case"])

    def _recompute(self, _change: object) -> None:
        self.page = counsel_page(self._session.case, self._session.on)

    def contract(self, debt_id: str) -> Contract:
        """Return the contract of a debt; an empty one where nothing is known of it."""
        return self._session.case.debt(debt_id).contract or Contract()

    def tell(self, debt_id: str, **answers: Any) -> None:
        """Change what is known of a contract. Raises ``CaseError`` where the case cannot hold it."""
        self._put(debt_id, replace(self.contract(debt_id), **answers))

    def add_fee(self, debt_id: str) -> None:
        """Add a fee that nothing is known of yet."""
        self.tell(debt_id, fees=(*self.contract(debt_id).fees, Fee()))

    def tell_fee(self, debt_id: str, index: int, **answers: Any) -> None:
        """Change what is known of one fee. Raises ``CaseError`` where the case cannot hold it."""
        fees = list(self.contract(debt_id).fees)
        fees[index] = replace(fees[index], **answers)
        self.tell(debt_id, fees=tuple(fees))

    def drop_fee(self, debt_id: str, index: int) -> None:
        """Take a fee out of the contract."""
        fees = self.contract(debt_id).fees
        self.tell(debt_id, fees=(*fees[:index], *fees[index + 1 :]))

    def clear(self, debt_id: str) -> None:
        """Take the contract out of the case; ``undo`` brings it back."""
        self._put(debt_id, Contract())

    def _put(self, debt_id: str, contract: Contract) -> None:
        case = self._session.case
        debt = replace(case.debt(debt_id), contract=None if contract == Contract() else contract)
        self._session.put(with_debt(case, debt))
