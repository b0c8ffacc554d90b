"""The kinds of papers, by the ids of ``assess.boundary.BLOCKS`` and two sheets of the person's own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from repaybook.documents.papers import asking, court, enforcement, means, misconduct, offered, sheets, written
from repaybook.documents.papers.kind import Kind

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "summary": sheets.SUMMARY,
        "payment_order_objection": court.ORDER,
        "mediation_reply": court.MEDIATION,
        "application": asking.APPLICATION,
        "repayment_plan": offered.PLAN,
        "hardship": means.HARDSHIP,
        "financial_statement": means.STATEMENT,
        "change_request": asking.CHANGE,
        "living_costs": enforcement.LIVING,
        "enforcement_settlement": enforcement.SETTLEMENT,
        "stop_collection": misconduct.STOP,
        "complaint": misconduct.COMPLAINT,
        "request_papers": written.PAPERS,
        "assignment_check": written.ASSIGNMENT,
        "credit_objection": written.CREDIT,
        "authorisation": written.AUTHORITY,
        "budget_form": sheets.FORM,
    }
)
"""Every kind of paper, in the order in which papers are shown."""
