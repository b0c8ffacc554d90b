"""What a field of the case may hold beyond its type: closed lists, the span of whole numbers, how many rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from repaybook.case.dealings import AGREED_BY, AGREED_STANDINGS, CONDUCT_CLASSES, EVIDENCE_STANDINGS, RUNGS, STATES
from repaybook.case.offers import FREED, OUTCOMES, SOURCES


class Span(NamedTuple):
    """The least and the most a whole number may be."""

    least: int
    most: int


STAGES = ("M0", "M1", "M2", "M3", "M4", "M5", "M6", "M7")
"""Overdue stages: 0 days M0; 1–30 M1; 31–60 M2; … 151–180 M6; over 180 M7."""

LEGAL_STATUSES = (
    "none",
    "agreement",
    "lawyer_letter",
    "pre_litigation_mediation",
    "mediation",
    "payment_order",
    "arbitration",
    "litigation",
    "judgment",
    "enforcement",
    "enforcement_settlement",
    "enforcement_suspended",
    "assigned",
    "unknown",
)
JUDGED = frozenset({"judgment", "enforcement", "enforcement_settlement", "enforcement_suspended"})
"""Legal statuses after a judgment."""

IN_COURT = JUDGED | {"pre_litigation_mediation", "mediation", "payment_order", "arbitration", "litigation"}
"""Legal statuses with a case before a court, a tribunal or a court's mediators, or after one."""

COLLECTORS = (
    "none",
    "in_house",
    "outsourced",
    "law_firm",
    "mediation_centre",
    "court",
    "assignee",
    "guarantor",
    "unknown",
)
CONFIDENCES = ("high", "medium", "low")
DIRECTIONS = ("in", "out", "third_party")
BALANCE_BASES = ("outstanding", "remaining_instalments")
"""``remaining_instalments`` – the balance is the sum of the instalments left; no interest comes on top."""

INTEREST_METHODS = ("full", "unpaid", "reducing", "flat", "none")
"""Card: ``full`` 全额计息, ``unpaid`` 未还部分计息. Loan: ``reducing`` on what is left, ``flat`` on the first sum."""

REPAYMENT_METHODS = ("revolving", "equal_instalment", "equal_principal", "interest_only", "bullet")
DAY_COUNTS = ("30/360", "actual/365", "actual/360")
LATE_FEE_BASES = ("accumulated_minimum", "current_minimum", "overdue_amount")
"""Unpaid part of: the minimum with earlier unpaid minimums in it, this month's minimum alone, the overdue amount."""

ALLOCATION_ORDERS = ("interest_first", "principal_first", "by_days_overdue")
"""``interest_first`` – fees, interest, principal. ``by_days_overdue`` – so to day 90, principal first from day 91."""

LEGAL_EVENTS = (
    "payment_order_received",
    "mediation",
    "summons_received",
    "hearing",
    "judgment_received",
    "appeal_deadline",
    "judicial_confirmation",
    "arbitration_hearing",
    "enforcement_notice",
    "wage_deduction_start",
    "account_frozen",
    "assignment_notice",
    "credit_report_objection",
    "complaint_filed",
)
"""Known kinds of legal events, each with a label; the field itself takes any short text."""

FEE_TIMES = ("each_term", "first_term", "up_front")
FEE_TAKERS = ("lender", "platform", "guarantor", "agent", "other")
BOUNDARY_QUESTIONS = ("goal", "truthfulness", "means", "assets", "agent", "fees", "personal_data", "contact")
LIGHTS = ("green", "amber", "red")
CURRENCIES = ("CNY",)
FOREIGN_CURRENCIES = ("USD", "EUR", "HKD", "JPY", "GBP", "AUD", "CAD", "CHF", "SGD", "KRW", "THB", "MOP", "TWD")

CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("CaseFile", "currency"): CURRENCIES,
    ("Debt", "currency"): CURRENCIES,
    ("Debt", "overdue_stage"): STAGES,
    ("Debt", "legal_status"): LEGAL_STATUSES,
    ("Debt", "collector"): COLLECTORS,
    ("Debt", "figures_confidence"): CONFIDENCES,
    ("Debt", "balance_basis"): BALANCE_BASES,
    ("Debt", "repayment_method"): REPAYMENT_METHODS,
    ("Debt", "interest_method"): INTEREST_METHODS,
    ("Debt", "day_count"): DAY_COUNTS,
    ("Debt", "late_fee_base"): LATE_FEE_BASES,
    ("Debt", "allocation_order"): ALLOCATION_ORDERS,
    ("Contact", "direction"): DIRECTIONS,
    ("Contact", "classes"): CONDUCT_CLASSES,
    ("Fee", "when"): FEE_TIMES,
    ("Fee", "charged_by"): FEE_TAKERS,
    ("Contract", "repayment_method"): REPAYMENT_METHODS,
    ("BoundaryAnswer", "question"): BOUNDARY_QUESTIONS,
    ("BoundaryAnswer", "light"): LIGHTS,
    ("ForeignBalance", "currency"): FOREIGN_CURRENCIES,
    ("Plan", "freed"): FREED,
    ("CounterOffer", "source"): SOURCES,
    ("CounterOffer", "outcome"): OUTCOMES,
    ("Negotiation", "state"): STATES,
    ("Evidence", "standing"): EVIDENCE_STANDINGS,
    ("AgreedItem", "standing"): AGREED_STANDINGS,
    ("AgreedItem", "by"): AGREED_BY,
    ("Agreement", "rung"): RUNGS,
}

SPANS: Mapping[tuple[str, str], Span] = {
    ("Client", "age"): Span(0, 130),
    ("Client", "household_size"): Span(1, 50),
    ("Client", "dependants"): Span(0, 50),
    ("Judgment", "doubled_interest_days"): Span(0, 36_500),
    ("Debt", "terms_left"): Span(0, 600),
    ("Debt", "terms_total"): Span(1, 600),
    ("Debt", "overdue_days"): Span(0, 36_500),
    ("Debt", "statement_day"): Span(1, 31),
    ("Debt", "due_day"): Span(1, 31),
    ("Contract", "terms"): Span(1, 600),
    ("Contact", "attempts_same_day"): Span(0, 10_000),
    ("Agreement", "terms"): Span(1, 600),
    ("Offer", "months"): Span(1, 600),
    ("Offer", "grace_months"): Span(0, 60),
    ("Offer", "extra_months"): Span(1, 12),
    ("Offer", "then_months"): Span(1, 600),
    ("Step", "months"): Span(1, 600),
    ("Income", "months"): Span(1, 12),
    ("Income", "payday"): Span(1, 31),
    ("BreachTerms", "days_late"): Span(0, 3650),
    ("Evidence", "pages"): Span(0, 100_000),
}

MOST_ROWS: Mapping[tuple[str, str], int] = {
    ("CaseFile", "debts"): 500,
    ("CaseFile", "expenses"): 500,
    ("CaseFile", "contact_log"): 5000,
    ("CaseFile", "plans"): 100,
    ("CaseFile", "negotiations"): 2000,
    ("CaseFile", "counter_offers"): 500,
    ("CaseFile", "evidence"): 1000,
    ("CaseFile", "milestones"): 5000,
    ("Income", "months"): 12,
    ("Offer", "extra_months"): 12,
    ("Agreement", "payments"): 1000,
}
"""Most rows a list may have; 200 where nothing is said here."""

NOT_EMPTY = frozenset(
    {
        ("Debt", "id"),
        ("Plan", "id"),
        ("LegalEvent", "type"),
        ("Evidence", "kind"),
        ("Milestone", "step"),
        ("AgreedItem", "name"),
    }
)
"""Texts that name something and so must have a letter in them."""

SHORT = frozenset(
    {
        ("Debt", "id"),
        ("Plan", "id"),
        ("LegalEvent", "type"),
        ("Agreement", "debt"),
        ("Offer", "debt"),
        ("CounterOffer", "debt"),
        ("Negotiation", "debt"),
        ("Evidence", "kind"),
        ("Milestone", "debt"),
        ("Milestone", "step"),
        ("AgreedItem", "name"),
    }
)
"""Texts that are names, not prose: 60 characters on one line."""
