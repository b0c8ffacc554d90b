"""What is missing is read off the case: nothing stored, nothing asked that is already there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from repaybook.case.edit import without_row
from repaybook.case.missing import STEPS, missing, missing_in
from repaybook.case.model import (
    Agreement,
    CaseFile,
    Category,
    Contact,
    CreditorType,
    Debt,
    Evidence,
    Expense,
    Income,
    LegalEvent,
    Offer,
    OfferKind,
    Plan,
)
from repaybook.case.places import describe
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.errors import Path
from repaybook.money import Money
from repaybook.texts import LANGS

EMPTY = CaseFile(as_of=date(2026, 11, 23))


def asked(case: CaseFile) -> list[tuple[str, Path]]:
    for problem in missing(case):
        assert all(describe(problem, lang) for lang in LANGS)
    return [(problem.key.removeprefix("problems.missing."), problem.path) for problem in missing(case)]


@pytest.mark.parametrize("name", ["C1-easy", "C2-tight", "C3-negative", "C4-litigated"])
def test_a_full_case_misses_nothing(name: str) -> None:
    assert missing(read_case(demo_bytes(name))) == ()


def test_an_agreement_without_a_written_copy_misses_it() -> None:
    assert asked(read_case(demo_bytes("C5-misconduct"))) == [("follow.written_copy", ("agreements", 0, "written_copy"))]


def test_an_empty_case_asks_for_debts_income_and_every_class_of_spending() -> None:
    found = asked(EMPTY)
    assert found[:2] == [("know.debts", ("debts",)), ("budget.income", ("income",))]
    assert [key for key, _ in found[2:]] == ["budget.category"] * 9


def with_debt(**terms: Any) -> CaseFile:
    full = Debt(
        id="D1",
        creditor_alias="甲",
        creditor_type=CreditorType.ONLINE_MICROLOAN,
        principal=Money(1),
        balance_total=Money(1),
        annual_rate=Decimal("0.24"),
        contractual_monthly=Money(1),
        overdue_days=0,
    )
    return replace(
        EMPTY,
        income=(Income(label_zh="工资", amount_monthly=Money(1)),),
        expenses=tuple(Expense(category=category, amount_monthly=Money(0)) for category in Category),
        debts=(replace(full, **terms),),
        hardship_evidence=("降薪通知",),
    )


@pytest.mark.parametrize(
    ("terms", "what", "field"),
    [
        ({"creditor_alias": " "}, "creditor", "creditor_alias"),
        ({"balance_total": None}, "balance", "balance_total"),
        ({"principal": None}, "principal", "principal"),
        ({"overdue_days": None}, "overdue_days", "overdue_days"),
        ({"contractual_monthly": None}, "monthly", "contractual_monthly"),
        ({"annual_rate": None}, "rate", "annual_rate"),
        ({"creditor_type": CreditorType.PRIVATE_LOAN}, "contract_date", "contract_date"),
        ({"legal_status": "unknown"}, "legal_status", "legal_status"),
        ({"legal_status": "enforcement"}, "judgment", "judgment"),
    ],
)
def test_each_unknown_of_a_debt_is_asked_for_where_it_belongs(terms: dict[str, Any], what: str, field: str) -> None:
    assert missing(with_debt()) == ()
    assert asked(with_debt(**terms)) == [(f"know.{what}", ("debts", 0, field))]


def test_a_usual_rate_is_not_asked_for() -> None:
    assert missing(with_debt(annual_rate=None, creditor_type=CreditorType.BANK_CREDIT_CARD)) == ()


def test_of_a_guarantee_only_the_sum_is_asked() -> None:
    terms = {"principal": None, "overdue_days": None, "annual_rate": None, "contractual_monthly": None}
    guarantee = with_debt(creditor_type=CreditorType.GUARANTEE, contingent=True, **terms)
    assert missing(guarantee) == ()
    assert asked(with_debt(contingent=True, balance_total=None)) == [("know.balance", ("debts", 0, "balance_total"))]


@pytest.mark.parametrize(
    ("status", "event"),
    [("payment_order", "payment_order_received"), ("pre_litigation_mediation", "mediation"), ("litigation", "hearing")],
)
def test_a_court_paper_without_its_date_is_asked_for(status: str, event: str) -> None:
    case = with_debt(legal_status=status)
    assert asked(case) == [(f"know.{status}", ("legal_events",))]
    assert missing(replace(case, legal_events=(LegalEvent(type=event, date=date(2026, 12, 1)),))) == ()


def test_unknown_incomes_and_expenses_are_asked_for_line_by_line() -> None:
    case = with_debt()
    income = (*case.income, Income(label_zh="兼职"))
    expenses = (*without_row(case.expenses, 0), Expense(category=Category.HEALTH))
    assert asked(replace(case, income=income, expenses=expenses)) == [
        ("budget.income_amount", ("income", 1, "amount_monthly")),
        ("budget.category", ("expenses",)),
        ("budget.expense_amount", ("expenses", 8, "amount_monthly")),
    ]


def test_plans_ask_to_be_chosen_and_to_fit() -> None:
    plan = Plan(id="A", offers=(Offer(debt="D1", kind=OfferKind.KEEP, waived_penalty=Money(1)),))
    case = replace(with_debt(), plans=(plan,))
    assert asked(case) == [("plan.choice", ("chosen_plan",))]
    other = Plan(id="B", offers=(Offer(debt="D1", kind=OfferKind.KEEP),))
    assert missing(replace(case, plans=(plan, other), chosen_plan="B")) == ()
    assert asked(replace(case, chosen_plan="A")) == [("plan.fit", ("plans", 0))]


def test_talk_asks_for_evidence() -> None:
    contact = Contact(at=read_case(demo_bytes("C1-easy")).contact_log[0].at, direction="in")
    case = replace(with_debt(), hardship_evidence=(), contact_log=(contact,))
    assert asked(case) == [
        ("talk.hardship_evidence", ("hardship_evidence",)),
        ("talk.contact_evidence", ("contact_log", 0, "evidence")),
    ]


def test_a_paper_at_hand_in_the_evidence_list_is_asked_for_no_more() -> None:
    case = replace(with_debt(), hardship_evidence=())
    place = ("talk.hardship_evidence", ("hardship_evidence",))
    assert place in asked(case)
    assert place in asked(replace(case, evidence=(Evidence(kind="pay_cut", standing="can_get"),)))
    assert place not in asked(replace(case, evidence=(Evidence(kind="pay_cut", standing="have"),)))


def test_an_agreement_is_asked_for_in_full() -> None:
    case = with_debt(legal_status="agreement")
    assert asked(case) == [("follow.agreement", ("debts", 0))]
    names = ["signed", "principal_fixed", "terms", "monthly", "first_due", "written_copy", "stop_collection_clause"]
    found = asked(replace(case, agreements=(Agreement(debt="D1"),)))
    assert found == [(f"follow.{name}", ("agreements", 0, name)) for name in names]
    written = asked(replace(case, agreements=(Agreement(debt="D1", written_copy=True, stop_collection_clause=False),)))
    assert [key for key, _ in written] == [f"follow.{name}" for name in names[:5]]


def test_each_step_has_its_own_part() -> None:
    case = with_debt(legal_status="agreement", balance_total=None)
    assert sum((missing_in(case, step) for step in STEPS), ()) == missing(case)
    assert [problem.path for problem in missing_in(case, "know")] == [("debts", 0, "balance_total")]
    with pytest.raises(ValueError, match="no step"):
        missing_in(case, "seven")
