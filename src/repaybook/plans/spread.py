"""A balance of five parts repaid in level instalments: down payment, grace, and how each payment falls on the parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from repaybook.dates import add_months
from repaybook.money import Fen, ratio_half_up
from repaybook.plans.instalments import due_days, equal_instalments, period_ratio
from repaybook.plans.model import Row
from repaybook.plans.owed import INTEREST, PRINCIPAL, Parts, settle
from repaybook.plans.varied import Shape, varied_instalments

INTEREST_FREE = Decimal(0)


def on_parts(rows: Sequence[Row], parts: Parts, order: Sequence[int]) -> tuple[Row, ...]:
    """Return the rows of a balance with what is repaid spread over its parts in this order; interest stays interest.

    The parts are used up; they add up to what the rows repay.
    """
    spread: list[Row] = []
    for number, row in enumerate(rows):
        if not any(parts[INTEREST:]):
            spread += rows[number:]
            break
        if order[0] == PRINCIPAL and row.principal <= parts[PRINCIPAL]:
            parts[PRINCIPAL] -= row.principal
            spread.append(row)
            continue
        principal, interest, penalty, late_fee, other = settle(parts, row.principal, order)
        spread.append(Row(row.due, principal, interest + row.interest, penalty, late_fee, other, row.balance))
    return tuple(spread)


def spread(
    parts: Parts,
    annual_rate: Decimal,
    first_due: date,
    months: int,
    *,
    order: Sequence[int],
    down_payment: Fen = 0,
    grace_months: int = 0,
    shape: Shape | None = None,
) -> tuple[Row, ...]:
    """Return the rows that repay the parts in ``months`` instalments, exact in fen; the last closes.

    They are level, but where ``shape`` says how they differ.

    The down payment falls on ``first_due``, the first instalment ``grace_months`` after it. In the months of grace only
    the interest on what is left is paid, none at rate 0. Interest of a month = a twelfth of ``annual_rate`` of the
    whole balance left.
    """
    left = list(parts)
    balance = sum(left)
    rows: list[Row] = []
    if down_payment and balance:
        principal, interest, penalty, late_fee, other = settle(left, down_payment, order)
        balance = sum(left)
        rows.append(Row(first_due, principal, interest, penalty, late_fee, other, balance))
    if not balance:
        return tuple(rows)
    if grace_months:
        numerator, denominator = period_ratio(annual_rate)
        interest = ratio_half_up(balance * numerator, denominator)
        if interest:
            rows += [Row(due, 0, interest, 0, 0, 0, balance) for due in due_days(first_due, grace_months)]
    first = add_months(first_due, grace_months)
    if shape is None:
        repaid = equal_instalments(balance, annual_rate, first, months)
    else:
        repaid = varied_instalments(balance, annual_rate, due_days(first, months), shape)
    rows += on_parts(repaid, left, order)
    return tuple(rows)


def spread_total(
    balance: Fen, annual_rate: Decimal, months: int, *, down_payment: Fen = 0, grace_months: int = 0
) -> Fen:
    """Return what repaying a balance like ``spread`` costs in all in fen, before any posting, half up once.

    It measures one offer against another, so that posting in whole fen does not count as a saving: 86,000 over 60
    months at 18.25 % costs 45,732.85 more than without interest.
    """
    left = balance - min(down_payment, balance)
    numerator, denominator = period_ratio(annual_rate)
    if not numerator or not left:
        return balance
    grown, whole = (numerator + denominator) ** months, denominator**months
    paid = ratio_half_up(
        left * numerator * (months * grown + grace_months * (grown - whole)), denominator * (grown - whole)
    )
    return balance - left + paid
