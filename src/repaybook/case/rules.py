"""What must agree within a case: parts and their total, days and their stage, ids and those who name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from repaybook import law
from repaybook.case.edit import monthly_from
from repaybook.case.fields import quoted
from repaybook.case.model import CaseFile, CreditorType, Debt, Evidence, Expense, Income, Offer, OfferKind, Plan
from repaybook.errors import Path, Problem
from repaybook.money import ZERO, Money

CARD_MONTHS: int = law.load("cards")["personal_plan_max_months"].values[-1].value
"""A personalised instalment agreement of a card runs five years at most."""

CARDS = frozenset({CreditorType.BANK_CREDIT_CARD, CreditorType.CARD_INSTALMENT})

_DIGEST = re.compile(r"[0-9A-Fa-f]{64}")


def stage_of(overdue_days: int) -> str:
    """Return the overdue stage of a number of days: 0 M0; 1–30 M1; 31–60 M2; … 151–180 M6; over 180 M7."""
    return f"M{min((overdue_days + 29) // 30, 7)}"


def _debt(debt: Debt) -> Iterator[Problem]:
    total = debt.balance_total
    if total is not None:
        known = Money.total(part for part in debt.parts if part is not None)
        values = {"total": total, "sum": known}
        if None not in debt.parts and known != total:
            yield Problem("problems.case.parts_do_not_add_up", ("balance_total",), values)
        elif known > total:
            yield Problem("problems.case.parts_above_total", ("balance_total",), values)
    if debt.overdue_days is not None and debt.overdue_stage is not None:
        right = stage_of(debt.overdue_days)
        if debt.overdue_stage != right:
            told = {"days": debt.overdue_days, "right": right}
            yield Problem("problems.case.stage_contradicts_days", ("overdue_stage",), told)


def _entered(line: Income | Expense) -> Iterator[Problem]:
    if line.entered is None or line.amount_monthly is None:
        return
    right = monthly_from(line.entered.amount, line.entered.per)
    if line.amount_monthly != right:
        values = {"monthly": line.amount_monthly, "right": right}
        yield Problem("problems.case.entered_contradicts_month", ("amount_monthly",), values)


def _income(income: Income) -> Iterator[Problem]:
    yield from _entered(income)
    low, typical, high = income.low, income.amount_monthly, income.high
    if low is not None and typical is not None and low > typical:
        yield Problem("problems.case.low_above_typical", ("low",), {"low": low, "typical": typical})
    if high is not None and typical is not None and high < typical:
        yield Problem("problems.case.high_below_typical", ("high",), {"high": high, "typical": typical})
    if typical is None and low is not None and high is not None and low > high:
        yield Problem("problems.case.low_above_high", ("low",), {"low": low, "high": high})


def _offer(offer: Offer) -> Iterator[Problem]:
    if offer.kind in {OfferKind.INSTALMENTS, OfferKind.EXTENSION, OfferKind.TOKEN} and offer.months is None:
        yield Problem("problems.plan.months_needed", ("months",))
    if offer.kind in {OfferKind.LUMP_SUM, OfferKind.TOKEN} and not offer.amount:
        yield Problem("problems.plan.amount_needed", ("amount",))


def within(value: object) -> Iterator[Problem]:
    """Yield what contradicts itself within one section of the case; places are relative to the section."""
    if isinstance(value, Debt):
        yield from _debt(value)
    elif isinstance(value, Income):
        yield from _income(value)
    elif isinstance(value, Expense):
        yield from _entered(value)
    elif isinstance(value, Offer):
        yield from _offer(value)
    elif isinstance(value, Evidence) and value.sha256 is not None and not _DIGEST.fullmatch(value.sha256):
        yield Problem("evidence.problem.digest", ("sha256",))


def _rows(content: Mapping[str, Any], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the rows of a list in a file that may be wrong in other places."""
    rows = content.get(name)
    if isinstance(rows, list):
        for index, row in enumerate(rows):
            if isinstance(row, dict):
                yield index, row


def _twice(content: Mapping[str, Any], name: str, key: str, field: str = "id") -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, row in _rows(content, name):
        row_id = row.get(field)
        if isinstance(row_id, str) and first.setdefault(row_id, index) != index:
            values = {"id": quoted(row_id), "first": first[row_id] + 1}
            yield Problem(f"problems.case.{key}", (name, index, field), values)


_ABOUT_A_DEBT = (
    "contact_log",
    "agreements",
    "legal_events",
    "counter_offers",
    "negotiations",
    "evidence",
    "milestones",
)


def _naming(content: Mapping[str, Any]) -> Iterator[tuple[Path, object]]:
    for name in _ABOUT_A_DEBT:
        for index, row in _rows(content, name):
            yield (name, index, "debt"), row.get("debt")
    for index, answer in _rows(content, "counter_offers"):
        terms = answer.get("offer")
        if isinstance(terms, dict):
            yield ("counter_offers", index, "offer", "debt"), terms.get("debt")
    for index, plan in _rows(content, "plans"):
        for number, offer in _rows(plan, "offers"):
            yield ("plans", index, "offers", number, "debt"), offer.get("debt")


def second_offers(content: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield where a plan, as the JSON content of its file, answers one debt twice."""
    seen: set[str] = set()
    for index, offer in _rows(content, "offers"):
        debt = offer.get("debt")
        if isinstance(debt, str):
            if debt in seen:
                yield Problem("problems.plan.second_offer", ("offers", index, "debt"), {"id": quoted(debt)})
            seen.add(debt)


def _day(told: object) -> date | None:
    """Return a day as a file writes it; ``None`` for anything else, which its field complains about."""
    try:
        return date.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None


def _contracts(content: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield contracts made, and suits filed, after the day for which the figures hold."""
    as_of = _day(content.get("as_of"))
    for index, debt in _rows(content, "debts"):
        for name in ("contract_date", "filing_date"):
            day = _day(debt.get(name))
            if as_of is not None and day is not None and day > as_of:
                values = {"day": day, "as_of": as_of}
                yield Problem("problems.case.after_the_case", ("debts", index, name), values)


def between(content: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what contradicts itself between the sections of a file, from its JSON content.

    It looks at the content, not at a finished case, so that these problems come out together with all others.
    """
    yield from _twice(content, "debts", "debt_id_twice")
    yield from _twice(content, "plans", "plan_id_twice")
    yield from _twice(content, "boundary", "question_twice", "question")
    yield from _contracts(content)
    debts = {row.get("id") for _, row in _rows(content, "debts") if isinstance(row.get("id"), str)}
    for path, named in _naming(content):
        if isinstance(named, str) and named not in debts:
            yield Problem("problems.case.unknown_debt", path, {"id": quoted(named)})
    for index, plan in _rows(content, "plans"):
        for problem in second_offers(plan):
            yield replace(problem, path=("plans", index, *problem.path))
    plans = {row.get("id") for _, row in _rows(content, "plans") if isinstance(row.get("id"), str)}
    chosen = content.get("chosen_plan")
    if isinstance(chosen, str) and chosen not in plans:
        yield Problem("problems.case.unknown_plan", ("chosen_plan",), {"id": quoted(chosen)})


def _principal(debt: Debt) -> Money | None:
    """Return the principal; where only the balance is known, what the other known parts leave of it."""
    if debt.principal is not None or debt.balance_total is None:
        return debt.principal
    return debt.balance_total - Money.total(part for part in debt.parts if part is not None)


def _against(offer: Offer, debt: Debt, case: CaseFile) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    if debt.creditor_type in CARDS and offer.kind is OfferKind.INSTALMENTS and (offer.months or 0) > CARD_MONTHS:
        yield "card_months", "months", {"most": CARD_MONTHS}
    waivers = (
        ("waived_penalty", offer.waived_penalty, debt.penalty_interest),
        ("waived_late_fee", offer.waived_late_fee, debt.late_fee),
        ("waived_interest", offer.waived_interest, debt.accrued_interest),
        ("waived_fees", offer.waived_fees, debt.other_fees),
        ("waived_principal", offer.waived_principal, _principal(debt)),
    )
    for name, waived, owed in waivers:
        if waived and waived > (owed or ZERO):
            yield "waived_above_owed", name, {"waived": waived, "owed": owed or ZERO}
    if debt.balance_total is not None and offer.down_payment > debt.balance_total:
        yield "down_payment_above_balance", "down_payment", {"total": debt.balance_total}
    if offer.first_due is not None and offer.first_due < case.as_of:
        yield "first_due_past", "first_due", {"as_of": case.as_of}


def plan_problems(plan: Plan, case: CaseFile) -> tuple[Problem, ...]:
    """Return what does not fit between a plan and the case's debts, places from the plan on; empty where it fits.

    A saved case may hold a plan that no longer fits, because a debt was corrected since: the case opens, and this says
    what to change. Months of a card: ``CARD_MONTHS``. A waiver cannot exceed the part that is owed.
    """
    debts = {debt.id: debt for debt in case.debts}
    found: list[Problem] = []
    for index, offer in enumerate(plan.offers):
        debt = debts.get(offer.debt)
        place: Path = ("offers", index)
        if debt is None:
            found.append(Problem("problems.case.unknown_debt", (*place, "debt"), {"id": quoted(offer.debt)}))
            continue
        found.extend(
            Problem(f"problems.plan.{key}", (*place, name), values) for key, name, values in _against(offer, debt, case)
        )
    return tuple(found)
