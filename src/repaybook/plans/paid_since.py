"""Payments on an agreement after the day of the case's figures: the balance does not hold them yet, its rows do."""

from __future__ import annotations

from dataclasses import replace

from repaybook.case.model import Agreement, CaseFile, Debt
from repaybook.money import Fen
from repaybook.plans.model import Row
from repaybook.plans.owed import balance_of


def paid_since(agreement: Agreement, debt: Debt, case: CaseFile) -> tuple[Agreement, Fen]:
    """Return the agreement with the payments that the balance of its debt holds, and what was paid since, in fen.

    A payment after the case's day is not in the balance. One on that day is not where the balance is exactly what the
    agreement asks for in all less the payments before it.
    """
    later = {payment for payment in agreement.payments if payment.date > case.as_of}
    same = {payment for payment in agreement.payments if payment.date == case.as_of}
    if same:
        before = sum(payment.amount.fen for payment in agreement.payments if payment.date < case.as_of)
        if _whole(agreement) - before == balance_of(debt):
            later |= same
    if not later:
        return agreement, 0
    held = tuple(payment for payment in agreement.payments if payment not in later)
    return replace(agreement, payments=held), sum(one.amount.fen for one in agreement.payments if one in later)


def _whole(agreement: Agreement) -> Fen:
    """Return what an agreement asks for in all, in fen; 0 where it does not say."""
    if agreement.principal_fixed is not None:
        return agreement.principal_fixed.fen
    return agreement.monthly.fen * agreement.terms if agreement.monthly and agreement.terms else 0


def still_to_come(rows: tuple[Row, ...], balance: Fen, paid: Fen) -> tuple[tuple[Row, ...], Fen]:
    """Return the rows that ``paid`` fen leave to be paid, and the balance before them; the first may be paid in part.

    What is paid of a row settles its charges before its principal, as nobody's interest runs on what is paid.
    """
    reached = 0
    while reached < len(rows) and paid >= rows[reached].total:
        paid -= rows[reached].total
        balance = rows[reached].balance
        reached += 1
    rest = rows[reached:]
    if not paid or not rest:
        return rest, balance
    row = rest[0]
    new_interest = row.balance + row.total - balance
    left = [row.other, row.late_fee, row.penalty_interest, row.interest, row.principal]
    settled = paid
    for place, amount in enumerate(left):
        share = min(settled, amount)
        left[place] -= share
        settled -= share
    other, late_fee, penalty, interest, principal = left
    first = Row(row.due, principal, interest, penalty, late_fee, other, row.balance)
    return (first, *rest[1:]), balance - max(0, paid - new_interest)
