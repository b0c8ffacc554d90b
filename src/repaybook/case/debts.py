"""One debt and what belongs to it: who lends, the contract and its fees, a judgment, balances in other currencies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from repaybook.money import Money


class CreditorType(StrEnum):
    """Who lends, in which way; decides what accrues when nothing better is known (``case.defaults``)."""

    BANK_CREDIT_CARD = "bank_credit_card"
    CARD_INSTALMENT = "card_instalment"
    BANK_CONSUMER_LOAN = "bank_consumer_loan"
    CONSUMER_FINANCE = "consumer_finance"
    INTERNET_BANK = "internet_bank"
    ONLINE_MICROLOAN = "online_microloan"
    LOAN_FACILITATION = "loan_facilitation"
    PRIVATE_LOAN = "private_loan"
    FAMILY_FRIENDS = "family_friends"
    MORTGAGE = "mortgage"
    AUTO_LOAN = "auto_loan"
    GUARANTEE = "guarantee"
    JUDGMENT_DEBT = "judgment_debt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """What a court paper says of a debt, and what enforcement takes."""

    case_no_masked: str | None = None
    effective: date | None = None
    perform_by: date | None = None
    enforcement_filed: date | None = None
    court_deduction_monthly: Money | None = None
    court_deduction_from: date | None = None
    doubled_interest_base: Money | None = None
    doubled_interest_days: int | None = None
    doubled_interest_to_date: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """One charge beside interest, as the contract or the statement of comprehensive financing cost shows it.

    Either ``amount``, or ``rate`` as a share of the sum borrowed; ``when`` says how it is taken: ``each_term``,
    ``first_term`` (with the first instalment), ``up_front`` (kept back when the money is paid out).
    """

    name: str = ""
    charged_by: str | None = None
    amount: Money | None = None
    rate: Decimal | None = None
    when: str = "each_term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What was agreed when the money was borrowed; from it the true yearly cost is worked out.

    ``amount`` – the sum written in the contract; ``received`` – what arrived, where interest was kept back.
    ``instalment`` – what is paid each month for principal and interest, where known; else it follows from
    ``annual_rate`` (simple) and the way of repaying.
    """

    amount: Money | None = None
    received: Money | None = None
    terms: int | None = None
    annual_rate: Decimal | None = None
    repayment_method: str | None = None
    instalment: Money | None = None
    fees: tuple[Fee, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignBalance:
    """What a card owes in another currency, in hundredths of it: kept apart, never added to yuan."""

    currency: str
    balance: Money
    min_payment: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """One debt as of the case's day. The five parts, where all are known, add up to ``balance_total``.

    The fields from ``balance_basis`` on are optional terms; where they are ``None``, ``case.defaults`` says what
    is usual for the creditor type, and the screen shows it as a default.
    """

    id: str
    creditor_alias: str
    creditor_type: CreditorType
    product_zh: str = ""
    secured: bool = False
    collateral: str | None = None
    priority: bool = False
    contingent: bool = False
    principal: Money | None = None
    accrued_interest: Money | None = None
    penalty_interest: Money | None = None
    late_fee: Money | None = None
    other_fees: Money | None = None
    balance_total: Money | None = None
    annual_rate: Decimal | None = None
    rate_basis: str = ""
    contractual_monthly: Money | None = None
    min_payment: Money | None = None
    terms_left: int | None = None
    overdue_days: int | None = None
    overdue_stage: str | None = None
    overdue_since: date | None = None
    next_due_date: date | None = None
    legal_status: str = "none"
    collector: str = "none"
    figures_source: str = ""
    figures_confidence: str | None = None
    note: str = ""
    # optional terms
    balance_basis: str | None = None
    guarantee_type: str | None = None
    judgment: Judgment | None = None
    claimed_principal: Money | None = None
    claimed_annual_rate: Decimal | None = None
    received_amount: Money | None = None
    contract_date: date | None = None
    filing_date: date | None = None
    currency: str | None = None
    repayment_method: str | None = None
    interest_method: str | None = None
    day_count: str | None = None
    min_payment_rate: Decimal | None = None
    min_payment_floor: Money | None = None
    late_fee_rate: Decimal | None = None
    late_fee_base: str | None = None
    penalty_multiplier: Decimal | None = None
    compound_interest: bool | None = None
    accelerated: bool | None = None
    allocation_order: str | None = None
    statement_day: int | None = None
    due_day: int | None = None
    terms_total: int | None = None
    monthly_fee: Money | None = None
    fee_charged_by: str | None = None
    platform_alias: str | None = None
    funder_alias: str | None = None
    guarantor_alias: str | None = None
    contract: Contract | None = None
    foreign: tuple[ForeignBalance, ...] = ()

    @property
    def parts(self) -> tuple[Money | None, ...]:
        """Return principal, interest, penalty interest, late fee, other fees, in this order."""
        return (self.principal, self.accrued_interest, self.penalty_interest, self.late_fee, self.other_fees)
