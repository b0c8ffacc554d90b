"""The case: what a person told us, frozen. The only thing that is saved, and what travels between visits.

``None`` means "not known yet" and is always an answer. Amounts are ``Money``, rates are exact ``Decimal``
fractions of one a year (0.1825 = 日万分之五 × 365), days are ``date``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
from repaybook.case.debts import Contract, CreditorType, Debt, Fee, ForeignBalance, Judgment
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
