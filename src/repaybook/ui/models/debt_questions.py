"""The questions about a debt: five first, the rest in groups, each only where it can matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from repaybook.case import vocabulary
from repaybook.case.model import CreditorType, Debt, ForeignBalance
from repaybook.case.rules import CARDS
from repaybook.money import ZERO


class Kind(StrEnum):
    """How a question is answered."""

    WORDS = "words"
    AMOUNT = "amount"
    RATE = "rate"
    PERCENT = "percent"
    TIMES = "times"
    COUNT = "count"
    DAY = "day"
    CHOICE = "choice"
    YES_NO = "yes_no"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a debt. ``table`` – the words to choose from.

    ``judgment.<name>`` is a field of its court paper, ``foreign.<name>`` of its balance in another currency.
    """

    name: str
    kind: Kind
    table: str = ""
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 36_500


def _choice(name: str, table: str, choices: tuple[str, ...]) -> Question:
    return Question(name, Kind.CHOICE, table, choices)


def _count(name: str) -> Question:
    span = vocabulary.SPANS["Debt", name]
    return Question(name, Kind.COUNT, least=span.least, most=span.most)


FIRST = (
    Question("creditor_alias", Kind.WORDS),
    _choice("creditor_type", "creditor_type", tuple(CreditorType)),
    Question("balance_total", Kind.AMOUNT),
    _count("overdue_days"),
    Question("contractual_monthly", Kind.AMOUNT),
)
"""Who, which kind, how much, how late, how much a month."""

MORE: tuple[tuple[str, tuple[Question, ...]], ...] = (
    (
        "parts",
        (
            Question("principal", Kind.AMOUNT),
            Question("accrued_interest", Kind.AMOUNT),
            Question("penalty_interest", Kind.AMOUNT),
            Question("late_fee", Kind.AMOUNT),
            Question("other_fees", Kind.AMOUNT),
        ),
    ),
    (
        "contract",
        (
            Question("product_zh", Kind.WORDS),
            Question("annual_rate", Kind.RATE),
            _count("terms_left"),
            Question("next_due_date", Kind.DAY),
            Question("min_payment", Kind.AMOUNT),
            Question("min_payment_rate", Kind.PERCENT),
            Question("late_fee_rate", Kind.PERCENT),
            _count("statement_day"),
            _count("due_day"),
            _choice("repayment_method", "repayment_method", vocabulary.REPAYMENT_METHODS),
            _choice("interest_method", "interest_method", vocabulary.INTEREST_METHODS),
            Question("penalty_multiplier", Kind.TIMES),
            _choice("balance_basis", "balance_basis", vocabulary.BALANCE_BASES),
            Question("contract_date", Kind.DAY),
            Question("received_amount", Kind.AMOUNT),
            Question("monthly_fee", Kind.AMOUNT),
            Question("fee_charged_by", Kind.WORDS),
            Question("funder_alias", Kind.WORDS),
            Question("guarantor_alias", Kind.WORDS),
            _choice("foreign.currency", "currency", vocabulary.FOREIGN_CURRENCIES),
            Question("foreign.balance", Kind.FOREIGN),
        ),
    ),
    (
        "nature",
        (
            Question("secured", Kind.YES_NO),
            Question("collateral", Kind.WORDS),
            Question("priority", Kind.YES_NO),
            Question("contingent", Kind.YES_NO),
        ),
    ),
    (
        "now",
        (
            Question("overdue_since", Kind.DAY),
            _choice("legal_status", "legal_status", vocabulary.LEGAL_STATUSES),
            _choice("collector", "collector", vocabulary.COLLECTORS),
            Question("figures_source", Kind.WORDS),
            _choice("figures_confidence", "confidence", vocabulary.CONFIDENCES),
            Question("note", Kind.WORDS),
        ),
    ),
    (
        "court",
        (
            Question("judgment.effective", Kind.DAY),
            Question("judgment.perform_by", Kind.DAY),
            Question("judgment.enforcement_filed", Kind.DAY),
            Question("judgment.court_deduction_monthly", Kind.AMOUNT),
            Question("judgment.court_deduction_from", Kind.DAY),
            Question("judgment.doubled_interest_base", Kind.AMOUNT),
        ),
    ),
)
"""The rest, in groups."""

_OF_CARDS = frozenset({"min_payment", "min_payment_rate", "late_fee_rate", "statement_day"})
_FOREIGN = frozenset({"foreign.currency", "foreign.balance"})
_OF_LOANS = frozenset(
    {"received_amount", "monthly_fee", "fee_charged_by", "penalty_multiplier", "balance_basis", "repayment_method"}
)
_OF_ASSISTED = frozenset({"funder_alias", "guarantor_alias"})
_ASSISTED = frozenset({CreditorType.LOAN_FACILITATION, CreditorType.ONLINE_MICROLOAN, CreditorType.INTERNET_BANK})
_IN_COURT = frozenset(vocabulary.LEGAL_STATUSES) - {"none", "agreement", "lawyer_letter", "assigned", "unknown"}


def asked(debt: Debt, name: str) -> bool:
    """Return whether a question can matter for this debt; one that is answered is always shown."""
    if name.startswith("judgment."):
        return (
            debt.judgment is not None
            or debt.creditor_type is CreditorType.JUDGMENT_DEBT
            or debt.legal_status in _IN_COURT
        )
    if debt.foreign if name in _FOREIGN else getattr(debt, name) not in {None, "", False}:
        return True
    if name in _OF_CARDS | _FOREIGN:
        return debt.creditor_type in CARDS
    if name in _OF_LOANS:
        return debt.creditor_type not in CARDS
    if name in _OF_ASSISTED:
        return debt.creditor_type in _ASSISTED
    return name != "collateral" or debt.secured


def with_foreign(debt: Debt, name: str, value: Any) -> tuple[ForeignBalance, ...]:
    """Return the balances in other currencies with one more answer about the first; without a currency it is gone."""
    first = debt.foreign[0] if debt.foreign else ForeignBalance(currency=vocabulary.FOREIGN_CURRENCIES[0], balance=ZERO)
    if name == "currency" and value is None:
        return debt.foreign[1:]
    if name == "balance":
        value = value if value is not None else ZERO
    return (replace(first, **{name: value}), *debt.foreign[1:])


def foreign_values(debt: Debt) -> dict[str, Any]:
    """Return the answers about the first balance in another currency; ``None`` where there is none."""
    owed = debt.foreign[0] if debt.foreign else None
    return {"foreign.currency": owed.currency if owed else None, "foreign.balance": owed.balance if owed else None}
