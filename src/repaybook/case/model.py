"""The case: what a person told us, frozen. The only thing that is saved, and what travels between visits.

``None`` means "not known yet" and is always an answer. Amounts are ``Money``, rates are exact ``Decimal``
fractions of one a year (0.1825 = 日万分之五 × 365), days are ``date``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from repaybook.case.dealings import (
    AgreedItem,
    Agreement,
    BreachTerms,
    Contact,
    Evidence,
    LegalEvent,
    Milestone,
    Negotiation,
    Payment,
)
from repaybook.case.offers import CounterOffer, LumpPart, Offer, OfferKind, Plan, Step
from repaybook.money import Money

__all__ = [
    "SCHEMA",
    "AgreedItem",
    "Agreement",
    "Asset",
    "BoundaryAnswer",
    "BreachTerms",
    "CaseFile",
    "Category",
    "Client",
    "Contact",
    "Contract",
    "CounterOffer",
    "CreditorType",
    "Debt",
    "Entered",
    "Evidence",
    "Expense",
    "Fee",
    "ForeignBalance",
    "Income",
    "Judgment",
    "LegalEvent",
    "LumpPart",
    "Milestone",
    "Negotiation",
    "Offer",
    "OfferKind",
    "Payment",
    "Per",
    "Plan",
    "Step",
]

SCHEMA = "repaybook-case/1"


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


class Category(StrEnum):
    """The eight classes of the National Bureau of Statistics, and support as our ninth."""

    FOOD = "food"
    CLOTHING = "clothing"
    HOUSING = "housing"
    HOUSEHOLD = "household"
    TRANSPORT_COMM = "transport_comm"
    EDUCATION_RECREATION = "education_recreation"
    HEALTH = "health"
    OTHER = "other"
    SUPPORT = "support"


class Per(StrEnum):
    """The period in which an amount was entered."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Entered:
    """An amount as it was entered, where that was not by the month."""

    amount: Money
    per: Per


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The person and household; nothing here identifies anybody."""

    alias: str = ""
    age: int | None = None
    city: str | None = None
    city_tier: str | None = None
    marital: str | None = None
    household_size: int | None = None
    dependants: int | None = None
    occupation: str | None = None
    employment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """Money that comes in every month, net; ``ends_on`` is the last day on which it is paid.

    ``months`` – the months of the year (1–12) in which it comes, where that is not every month. ``payday`` – the day
    of the month on which it comes.
    """

    label_zh: str
    amount_monthly: Money | None = None
    owner: str = "本人"
    stable: bool = True
    low: Money | None = None
    high: Money | None = None
    evidence: tuple[str, ...] = ()
    ends_on: date | None = None
    entered: Entered | None = None
    months: tuple[int, ...] = ()
    payday: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense:
    """One line of living costs; ``reason`` is the client's one line where it is above the reference."""

    category: Category
    category_zh: str = ""
    item_zh: str = ""
    amount_monthly: Money | None = None
    essential: bool = True
    note: str = ""
    entered: Entered | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """Something owned, at the client's own estimate."""

    kind: str
    value: Money | None = None
    liquid: bool = False
    note: str | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryAnswer:
    """An answer to one of the eight boundary questions, kept in the case only where the person wants it."""

    question: str
    light: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything a person told us, as of the day ``as_of``."""

    as_of: date
    case_id: str = ""
    synthetic: bool = False
    currency: str = "CNY"
    title_zh: str = ""
    title_en: str = ""
    client: Client = Client()
    income: tuple[Income, ...] = ()
    expenses: tuple[Expense, ...] = ()
    assets: tuple[Asset, ...] = ()
    debts: tuple[Debt, ...] = ()
    shocks: tuple[str, ...] = ()
    hardship_evidence: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    warning_signs: tuple[str, ...] = ()
    contact_log: tuple[Contact, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    legal_events: tuple[LegalEvent, ...] = ()
    client_says: tuple[str, ...] = ()
    # optional
    savings_line: Money | None = None
    plans: tuple[Plan, ...] = ()
    chosen_plan: str | None = None
    boundary: tuple[BoundaryAnswer, ...] = ()
    counter_offers: tuple[CounterOffer, ...] = ()
    negotiations: tuple[Negotiation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    def debt(self, debt_id: str) -> Debt:
        """Return the debt with this id; ``KeyError`` where there is none."""
        for debt in self.debts:
            if debt.id == debt_id:
                return debt
        raise KeyError(debt_id)

    def agreement(self, debt_id: str) -> Agreement | None:
        """Return the agreement about this debt, if there is one; the latest signed of several."""
        about = [agreement for agreement in self.agreements if agreement.debt == debt_id]
        return max(about, key=lambda agreement: agreement.signed or date.min, default=None)

    @property
    def chosen(self) -> Plan | None:
        """Return the plan that the person chose, if there is one."""
        return next((plan for plan in self.plans if plan.id == self.chosen_plan), None)
