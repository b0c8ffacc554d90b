"""Known examples of prices as people hear them; the screen shows what the same arithmetic makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from repaybook.case.model import Contract, Fee
from repaybook.counsel.flows import ContractFlows, contract_flows
from repaybook.money import Money


def _loan(amount: int, rate: str, *fees: Fee) -> Contract:
    return Contract(amount=Money.yuan(amount), terms=12, annual_rate=Decimal(rate), fees=fees)


def _fee(amount: int, when: str = "each_term") -> Fee:
    return Fee(amount=Money.yuan(amount), when=when)


_CONTRACTS = {
    "fee_each": _loan(12_000, "0", _fee(72)),
    "guarantee_100": _loan(10_000, "0.12", _fee(100)),
    "guarantee_60": _loan(10_000, "0.12", _fee(60)),
    "fee_first": _loan(12_000, "0", _fee(864, "first_term")),
}


def examples() -> Iterator[tuple[str, ContractFlows]]:
    """Yield each example's name (``counsel.example.<name>`` of the texts) with its flows."""
    for name, contract in _CONTRACTS.items():
        flows = contract_flows(contract)
        if flows is not None:
            yield name, flows
