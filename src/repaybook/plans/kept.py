"""A debt paid on as agreed: by its agreement, its instalments, or the contract that runs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from repaybook.assess.debts import due_monthly
from repaybook.assess.stages import is_late
from repaybook.case.defaults import Terms
from repaybook.case.model import Agreement, CaseFile, Debt
from repaybook.dates import add_months
from repaybook.money import Fen, Money, ratio_half_up
from repaybook.plans.days import anchor_of, days_from, first_due_of, payment_days
from repaybook.plans.instalments import (
    bullet,
    equal_instalments,
    equal_principal,
    interest_only,
    level_instalment,
    period_ratio,
)
from repaybook.plans.model import Row, Said
from repaybook.plans.owed import INTEREST, LATE_FEE, OTHER, PENALTY, PRINCIPAL, Parts, order_of
from repaybook.plans.paid_since import paid_since, still_to_come
from repaybook.plans.running import account_of, is_open_card, run_on
from repaybook.plans.spread import on_parts

MOST_MONTHS = 600
"""Fifty years: what is not done by then does not get done."""


SHOWN_MONTHS = 60
"""The longest that a projection shows."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows of a kept debt from the case's day on, the usual payment of a month in fen, and what was assumed.

    ``balance`` – what is owed before the first row, in fen, where payments since the case's day are taken off.
    """

    rows: tuple[Row, ...]
    regular: Fen
    assumptions: tuple[Said, ...] = ()
    balance: Fen | None = None


def kept(debt: Debt, terms: Terms, parts: Parts, case: CaseFile, start: date) -> Kept:
    """Return how the debt is paid where nothing is changed, from the case's day on.

    Under an agreement: its monthly figure on its days. Late, judged, without a term, or a card: the contract runs on
    and the monthly payment is made, for 50 years at most. Else the instalments that are left.
    """
    if not sum(parts):
        return Kept((), 0)
    agreement = case.agreement(debt.id)
    if agreement is not None and debt.judgment is None:
        return _agreed(debt, agreement, terms, parts, case)
    if debt.judgment is not None or is_late(case, debt) or is_open_card(debt, terms, case):
        return _running(debt, terms, parts, case, start)
    found = _instalments(debt, terms, parts, case)
    if found is None:
        return _running(debt, terms, parts, case, start)
    return replace(found, rows=_on_days(found.rows, anchor_of(debt, case.as_of)))


def _on_days(rows: tuple[Row, ...], anchor: date) -> tuple[Row, ...]:
    """Return the rows on the anchor's day of the month, where the first of them fell on a shorter month's last day."""
    first = rows[0].due
    if first.day >= anchor.day:
        return rows
    return tuple(row._replace(due=day) for row, day in zip(rows, days_from(anchor, first, len(rows)), strict=True))


class Agreed(NamedTuple):
    """What is left of an agreement: its first day still to come, how many months, the instalment in fen, its rate.

    ``anchor`` – the day from which its days step; ``behind`` – how many instalments were not paid.
    """

    anchor: date
    first: date
    left: int
    level: Fen
    rate: Decimal
    behind: int


def agreed(debt: Debt, agreement: Agreement, terms: Terms, parts: Parts, case: CaseFile) -> Agreed:
    """Return what is left of an agreement about a balance above 0.

    Instalments that only repay the balance, or would not even pay the interest, carry none, whatever the rate of the
    contract.
    """
    balance = sum(parts)
    paid = agreement.paid_instalments
    anchor = agreement.first_due or debt.next_due_date or first_due_of(debt, case.as_of)
    passed = paid if agreement.first_due is not None else 0
    while add_months(anchor, passed) < case.as_of:
        passed += 1
    behind = passed - paid if agreement.first_due is not None else 0
    monthly = due_monthly(case, debt)
    left = agreement.terms - paid - behind if agreement.terms is not None else debt.terms_left
    if left is None:
        left = -(-balance // monthly.fen) if monthly else 1
    left = min(max(1, left), MOST_MONTHS)
    rate = terms.annual_rate or Decimal(0)
    level = monthly.fen if monthly else max(1, level_instalment(balance, rate, left))
    numerator, denominator = period_ratio(rate)
    if level * left <= balance or level <= ratio_half_up(balance * numerator, denominator):
        rate = Decimal(0)
    return Agreed(anchor, add_months(anchor, passed), left, level, rate, behind)


def _agreed(debt: Debt, agreement: Agreement, terms: Terms, parts: Parts, case: CaseFile) -> Kept:
    """Return the agreement's instalments that are left.

    What they do not cover because earlier ones were not paid falls due with the next. What was paid since the case's
    day is taken off them.
    """
    agreement, since = paid_since(agreement, debt, case)
    anchor, first, left, level, rate, behind = agreed(debt, agreement, terms, parts, case)
    rows = equal_instalments(sum(parts), rate, first, left, instalment=level)
    rows = _caught_up(rows, min(rows[-1].total - level, behind * level))
    said: tuple[Said, ...] = ()
    if rows[-1].total > 2 * level:
        said = (Said("plans.assume.large_last", {"amount": Money(rows[-1].total), "day": rows[-1].due}),)
    settled = on_parts(rows, list(parts), order_of(terms.allocation_order, 0))
    rows, balance = _on_days(settled, anchor), sum(parts)
    if since:
        rows, balance = still_to_come(rows, balance, since)
    return Kept(rows, level if rows else 0, said, balance)


def _caught_up(rows: tuple[Row, ...], behind: Fen) -> tuple[Row, ...]:
    """Return the rows with ``behind`` paid with the first of them, and not with the last."""
    if behind <= 0 or len(rows) == 1:
        return rows
    first, *between, last = rows
    return (
        first._replace(principal=first.principal + behind, balance=first.balance - behind),
        *(row._replace(balance=row.balance - behind) for row in between),
        last._replace(principal=last.principal - behind),
    )


def _running(debt: Debt, terms: Terms, parts: Parts, case: CaseFile, start: date) -> Kept:
    account = account_of(debt, terms, parts, case, start)
    monthly = due_monthly(case, debt)
    said = [Said("plans.assume.runs_on", {})]
    days = payment_days(debt, case.as_of, MOST_MONTHS)
    judgment = debt.judgment
    if judgment is not None:
        if judgment.court_deduction_monthly is not None:
            monthly = judgment.court_deduction_monthly
        if judgment.court_deduction_from is not None:
            taken_from = judgment.court_deduction_from
            days = days_from(taken_from, max(taken_from, case.as_of), MOST_MONTHS)
        if account.balance > sum(parts):
            said.append(Said("plans.assume.doubled_interest", {"amount": Money(account.balance - sum(parts))}))
    if monthly is None:
        said.append(Said("plans.assume.monthly_unknown", {}))
    amount = monthly.fen if monthly else 0
    opening = account.balance
    rows = run_on(account, case.as_of, days[:SHOWN_MONTHS], lambda _number, _account: amount)
    if 0 < account.balance < opening:
        more = run_on(account, rows[-1].due, days[SHOWN_MONTHS:], lambda _number, _account: amount)
        rows += () if account.balance else more
    return Kept(rows, amount, tuple(said))


def _instalments(debt: Debt, terms: Terms, parts: Parts, case: CaseFile) -> Kept | None:
    """Return the instalments left of a loan that is not late; ``None`` where its contract says too little of them."""
    monthly, left = due_monthly(case, debt), debt.terms_left or None
    first = payment_days(debt, case.as_of, 1)[0]
    amount = monthly.fen if monthly else None
    if terms.balance_basis == "remaining_instalments":
        balance = sum(parts)
        if amount is None and left is None:
            return None
        count = left or min(MOST_MONTHS, -(-balance // (amount or balance)))
        rows = equal_instalments(balance, Decimal(0), first, count, instalment=amount)
        return Kept(on_parts(rows, list(parts), order_of(terms.allocation_order, 0)), amount or rows[0].total)
    rows = _loan(parts[PRINCIPAL], terms, first, left, amount)
    if not rows:
        return None
    rows = _first_with(rows, parts)
    regular = amount or max(row.total for row in rows[:-1] or rows)
    said: list[Said] = []
    if terms.annual_rate is None:
        said.append(Said("plans.assume.rate_unknown", {}))
    if terms.repayment_method == "equal_instalment" and rows[-1].total > 2 * regular:
        said.append(Said("plans.assume.large_last", {"amount": Money(rows[-1].total), "day": rows[-1].due}))
    return Kept(rows, regular, tuple(said))


def _loan(principal: Fen, terms: Terms, first: date, left: int | None, amount: Fen | None) -> tuple[Row, ...]:
    """Return the contract's rows on the principal; empty where it says too little, or the instalment is too small."""
    rate = terms.annual_rate or Decimal(0)
    if principal and left:
        if terms.repayment_method == "interest_only":
            return interest_only(principal, rate, first, left)
        if terms.repayment_method == "equal_principal":
            return equal_principal(principal, rate, first, left)
        if terms.repayment_method == "bullet" and not amount:
            return bullet(principal, rate, add_months(first, left - 1), left)
    return _level(principal, rate, first, left, amount) if principal else ()


def _level(principal: Fen, rate: Decimal, first: date, left: int | None, amount: Fen | None) -> tuple[Row, ...]:
    if amount is None:
        return equal_instalments(principal, rate, first, left) if left else ()
    numerator, denominator = period_ratio(rate)
    if amount <= ratio_half_up(principal * numerator, denominator):
        return ()
    rows = equal_instalments(principal, rate, first, left or MOST_MONTHS, instalment=amount)
    return rows if left or rows[-1].total <= amount else ()


def _first_with(rows: Sequence[Row], parts: Parts) -> tuple[Row, ...]:
    """Return the rows with all that is owed beside principal in the first: fees, and interest above its own."""
    first, *rest = rows
    more = first._replace(
        interest=max(first.interest, parts[INTEREST]),
        penalty_interest=parts[PENALTY],
        late_fee=parts[LATE_FEE],
        other=parts[OTHER],
    )
    return (more, *rest)
