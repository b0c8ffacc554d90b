"""A contract as flows of money: what was received, what is paid each month, and who charges what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from repaybook.case.model import Contract, Debt, Fee
from repaybook.money import Fen, half_up
from repaybook.plans.flat import flat_instalments
from repaybook.plans.instalments import bullet, equal_instalments, equal_principal, interest_only
from repaybook.plans.model import Row
from repaybook.rates.annual import AllInRate, annual_rate_of

_ANY_DAY = date(2001, 1, 1)
"""Flows by the month do not depend on the day; schedules ask for one."""


_MAKERS: Mapping[str, Callable[[Fen, Decimal, int], tuple[Row, ...]]] = {
    "equal_instalment": lambda amount, rate, terms: equal_instalments(amount, rate, _ANY_DAY, terms),
    "equal_principal": lambda amount, rate, terms: equal_principal(amount, rate, _ANY_DAY, terms),
    "interest_only": lambda amount, rate, terms: interest_only(amount, rate, _ANY_DAY, terms),
    "bullet": lambda amount, rate, terms: bullet(amount, rate, _ANY_DAY, terms),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CostItem:
    """One line of the cost: ``item.<key>`` of the texts or a fee's own name, who charges it, fen in all."""

    key: str
    name: str
    charged_by: str | None
    total: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFlows:
    """A contract in fen: ``received`` now, then ``payments`` month by month; ``items`` add up to what it costs."""

    received: Fen
    payments: tuple[Fen, ...]
    items: tuple[CostItem, ...]

    @property
    def cost(self) -> Fen:
        """Return all payments less what was received."""
        return sum(self.payments) - self.received

    def rate(self) -> AllInRate:
        """Return the all-in annual rate, simple (12 × monthly internal rate, the disclosure convention) and effective.

        The convention is that of 中国人民银行公告 2021 年第 3 号: all costs over the principal actually outstanding.
        Raises ``RateError`` where the flows have no single rate.
        """
        return annual_rate_of([self.received, *(-payment for payment in self.payments)])


def _instalments(amount: Fen, contract: Contract, terms: int) -> tuple[list[Fen], Fen] | None:
    """Return the payments of principal and interest, and the interest in them; ``None`` where they cannot be known."""
    if contract.instalment is not None:
        payments = [contract.instalment.fen] * terms
        return payments, sum(payments) - amount
    if contract.annual_rate is None:
        return None
    method = contract.repayment_method or "equal_instalment"
    if method == "equal_instalment" and not contract.annual_rate:
        rows = flat_instalments(amount, Decimal(0), _ANY_DAY, terms)
    elif method in _MAKERS:
        rows = _MAKERS[method](amount, contract.annual_rate, terms)
    else:
        return None
    return [row.total for row in rows], sum(row.interest for row in rows)


def _fee(fee: Fee, amount: Fen) -> Fen | None:
    if fee.amount is not None:
        return fee.amount.fen
    return None if fee.rate is None else half_up(fee.rate * amount)


def contract_flows(contract: Contract) -> ContractFlows | None:
    """Return a contract's flows, or ``None`` where the sum, the number of instalments or the price is not known."""
    amount = contract.amount or contract.received
    if amount is None or not amount.fen or contract.terms is None:
        return None
    made = _instalments(amount.fen, contract, contract.terms)
    if made is None:
        return None
    payments, interest = made
    received = (contract.received or amount).fen
    items = [CostItem(key="interest", name="", charged_by="lender", total=interest)]
    if received < amount.fen:
        items.append(CostItem(key="kept_back", name="", charged_by="lender", total=amount.fen - received))
    for fee in contract.fees:
        each = _fee(fee, amount.fen)
        if each is None:
            return None
        total = each
        if fee.when == "each_term":
            total = each * contract.terms
            payments = [payment + each for payment in payments]
        elif fee.when == "first_term":
            payments[0] += each
        else:
            received -= each
        items.append(CostItem(key="fee", name=fee.name, charged_by=fee.charged_by, total=total))
    if received <= 0:
        return None
    return ContractFlows(received=received, payments=tuple(payments), items=tuple(items))


def remaining_flows(debt: Debt) -> ContractFlows | None:
    """Return what is left of a loan that is paid as agreed: its principal now, its instalments until the end.

    ``None`` where the instalment, the number left or the principal is not known, for a balance that already is the sum
    of its instalments (``balance_basis``), and for a card.
    """
    principal, monthly, left = debt.principal, debt.contractual_monthly, debt.terms_left
    if principal is None or monthly is None or left is None or not principal.fen or not monthly.fen or not left:
        return None
    if debt.balance_basis == "remaining_instalments" or debt.overdue_days or monthly.fen * left < principal.fen:
        return None
    payments = (monthly.fen,) * left
    interest = CostItem(key="interest", name="", charged_by="lender", total=sum(payments) - principal.fen)
    return ContractFlows(received=principal.fen, payments=payments, items=(interest,))
