"""Fees on the first sum: card instalments priced by the period, whose cost stays while the balance falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from repaybook.money import Fen, half_up, ratio_half_up
from repaybook.plans.instalments import due_days
from repaybook.plans.model import Row


def flat_instalments(
    principal: Fen,
    fee_rates: Decimal | Sequence[Decimal],
    first_due: date,
    months: int,
    *,
    fee_first: bool = False,
) -> tuple[Row, ...]:
    """Return the schedule in fen: principal ÷ months (half up, the last takes the rest) and a fee on the first sum.

    ``fee_rates`` – the rate of each period (0.006 = 0.60 % 每期), one for all or one a period; the fee stands under
    ``interest``, as it must be quoted as interest. ``fee_first`` – all fees fall due with the first instalment.
    What it costs a year: ``rates.annual.annual_rate_of`` the sum received and the rows' totals.
    """
    rates = [fee_rates] * months if isinstance(fee_rates, Decimal) else list(fee_rates)
    if principal <= 0 or months < 1 or len(rates) != months or min(rates) < 0:
        raise ValueError("a schedule needs a principal and a rate for each of its periods")
    fees = [half_up(principal * rate) for rate in rates]
    if fee_first:
        fees = [sum(fees)] + [0] * (months - 1)
    part = ratio_half_up(principal, months)
    balance = principal
    rows: list[Row] = []
    for number, (due, fee) in enumerate(zip(due_days(first_due, months), fees, strict=True), 1):
        paid = balance if number == months else min(part, balance)
        balance -= paid
        rows.append(Row(due, paid, fee, 0, 0, 0, balance))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class SettledEarly:
    """Settling instalments early, in fen: what is left of principal and fees, the charge for it, and what it saves."""

    principal: Fen
    fees: Fen
    charge: Fen

    @property
    def saves(self) -> Fen:
        """Return the fees that fall away less the charge; below zero where settling costs more."""
        return self.fees - self.charge


def settle_early(rows: Sequence[Row], paid: int, charge_rate: Decimal) -> SettledEarly:
    """Return what settling after ``paid`` instalments means, with a charge of ``charge_rate`` on the principal left."""
    if not 0 <= paid <= len(rows):
        raise ValueError(f"{paid} of {len(rows)} instalments cannot have been paid")
    left = rows[paid:]
    principal = sum(row.principal for row in left)
    return SettledEarly(principal, sum(row.interest for row in left), half_up(principal * charge_rate))
