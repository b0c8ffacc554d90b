"""What is usual for a creditor type where the person does not know a term of the contract.

Common contract values, as issuers and lenders print them; none is a figure of a statute, and none is a claim about the
contract at hand. The screen shows which terms are defaults. Where no value is usual, there is none.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from repaybook.case.model import CreditorType, Debt
from repaybook.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms a debt is worked out with; ``None`` where neither the person nor usage says.

    ``annual_rate`` – simple, as a fraction. ``min_payment_rate`` – of the principal; instalments fall due in full.
    ``late_fee_rate`` – of ``late_fee_base``. ``penalty_multiplier`` – the overdue rate as a multiple of the contract's;
    1 where nothing but the ordinary rate runs on. ``compound_interest`` – unpaid interest bears interest; ``None``
    counts as no. The words are those of ``case.vocabulary``.
    """

    currency: str = "CNY"
    balance_basis: str = "outstanding"
    annual_rate: Decimal | None = None
    repayment_method: str | None = None
    interest_method: str | None = None
    day_count: str | None = None
    min_payment_rate: Decimal | None = None
    min_payment_floor: Money | None = None
    late_fee_rate: Decimal | None = None
    late_fee_base: str | None = None
    penalty_multiplier: Decimal | None = None
    compound_interest: bool | None = None
    accelerated: bool = False
    allocation_order: str = "interest_first"


_CARD = Terms(
    annual_rate=Decimal("0.1825"),  # 日万分之五 × 365
    repayment_method="revolving",
    interest_method="full",
    day_count="actual/365",
    min_payment_rate=Decimal("0.10"),
    late_fee_rate=Decimal("0.05"),
    late_fee_base="accumulated_minimum",
    penalty_multiplier=Decimal(1),  # a card has a late fee, no penalty rate
    compound_interest=True,
    allocation_order="by_days_overdue",
)
_LOAN = Terms(
    repayment_method="equal_instalment",
    interest_method="reducing",
    day_count="30/360",
    penalty_multiplier=Decimal("1.5"),
)
_BANK_LOAN = dataclasses.replace(_LOAN, compound_interest=True)

USUAL: Mapping[CreditorType, Terms] = MappingProxyType(
    {
        CreditorType.BANK_CREDIT_CARD: _CARD,
        CreditorType.CARD_INSTALMENT: dataclasses.replace(
            _CARD,
            annual_rate=None,  # as many prices as plans
            repayment_method="equal_instalment",
            interest_method="reducing",
            day_count="30/360",
            min_payment_rate=Decimal(1),
        ),
        CreditorType.BANK_CONSUMER_LOAN: _BANK_LOAN,
        CreditorType.CONSUMER_FINANCE: _LOAN,
        CreditorType.INTERNET_BANK: _LOAN,
        CreditorType.ONLINE_MICROLOAN: _LOAN,
        CreditorType.LOAN_FACILITATION: _LOAN,
        CreditorType.PRIVATE_LOAN: Terms(
            repayment_method="bullet", interest_method="reducing", day_count="actual/365", penalty_multiplier=Decimal(1)
        ),
        CreditorType.FAMILY_FRIENDS: Terms(
            annual_rate=Decimal(0),
            repayment_method="bullet",
            interest_method="none",
            day_count="actual/365",
            penalty_multiplier=Decimal(1),
        ),
        CreditorType.MORTGAGE: _BANK_LOAN,
        CreditorType.AUTO_LOAN: _LOAN,
        CreditorType.GUARANTEE: Terms(),
        CreditorType.JUDGMENT_DEBT: Terms(
            interest_method="reducing", day_count="actual/365", penalty_multiplier=Decimal(1)
        ),
    }
)
"""The usual terms by creditor type."""

_NAMES = tuple(entry.name for entry in dataclasses.fields(Terms))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a kind of debt is by its nature, for a new one: has it security, does it come first, is it contingent."""

    secured: bool = False
    priority: bool = False
    contingent: bool = False


STANDINGS: Mapping[CreditorType, Standing] = MappingProxyType(
    {
        CreditorType.MORTGAGE: Standing(secured=True, priority=True),
        CreditorType.AUTO_LOAN: Standing(secured=True),
        CreditorType.GUARANTEE: Standing(contingent=True),
    }
)
"""Where a kind of debt is more than an unsecured one; the person can change each."""


def standing_of(creditor_type: CreditorType) -> Standing:
    """Return what a new debt of this type starts as."""
    return STANDINGS.get(creditor_type, Standing())


def _usual(debt: Debt) -> Terms:
    usual = USUAL[debt.creditor_type]
    # An agreement has a price of its own, often none: the card's rate is no guess for it.
    return dataclasses.replace(usual, annual_rate=None) if debt.legal_status == "agreement" else usual


def terms_of(debt: Debt) -> Terms:
    """Return the terms of a debt: the person's own where known, else what is usual for its creditor type."""
    usual = _usual(debt)
    own = {name: getattr(debt, name) for name in _NAMES if getattr(debt, name) is not None}
    return dataclasses.replace(usual, **own)


def defaulted(debt: Debt) -> frozenset[str]:
    """Return the names of the terms that ``terms_of`` took from usage, for the screen to say so."""
    usual = _usual(debt)
    return frozenset(name for name in _NAMES if getattr(debt, name) is None and getattr(usual, name) is not None)
