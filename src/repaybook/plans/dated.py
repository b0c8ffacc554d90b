"""Level instalments whose interest runs by actual days.

Each period costs balance × annual rate × days ÷ days in a year, half up to the fen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from repaybook.money import Fen, ratio_half_up
from repaybook.plans.instalments import period_ratio
from repaybook.plans.model import Row


def dated_level(
    principal: Fen, annual_rate: Decimal, start: date, dues: Sequence[date], *, days_in_year: int = 365
) -> Fen:
    """Return the instalment (fen, half up) that pays ``principal``, lent on ``start``, on the days ``dues``.

    The periods' interests compound: principal = Σ instalment ÷ Π(1 + rate × days ÷ ``days_in_year``), in whole numbers
    throughout. ``days_in_year`` – 365 or 360 as the contract says (364 for weeks).
    """
    numerator, denominator = period_ratio(annual_rate, days_in_year)
    grown, paid, whole = 1, 0, 1
    for days in _days(start, dues):
        factor = denominator + numerator * days
        whole *= denominator
        grown *= factor
        paid = paid * factor + whole
    return ratio_half_up(principal * grown, paid)


def dated_instalments(
    principal: Fen,
    annual_rate: Decimal,
    start: date,
    dues: Sequence[date],
    *,
    days_in_year: int = 365,
    instalment: Fen | None = None,
) -> tuple[Row, ...]:
    """Return the schedule of level instalments on the days ``dues`` in fen, interest by actual days; the last closes.

    ``instalment`` – an agreed figure in place of ``dated_level``; where it pays the loan off sooner, the schedule ends
    there. A period whose interest is more than the instalment adds the difference to the balance.
    """
    if principal <= 0:
        raise ValueError(f"a schedule needs a principal, not {principal} fen")
    numerator, denominator = period_ratio(annual_rate, days_in_year)
    level = instalment
    if level is None:
        level = max(dated_level(principal, annual_rate, start, dues, days_in_year=days_in_year), 1)
    balance = principal
    rows: list[Row] = []
    for due, days in zip(dues, _days(start, dues), strict=True):
        interest = ratio_half_up(balance * numerator * days, denominator)
        part = balance if due == dues[-1] else min(level - interest, balance)
        balance -= part
        rows.append(Row(due, part, interest, 0, 0, 0, balance))
        if balance == 0:
            break
    return tuple(rows)


def _days(start: date, dues: Sequence[date]) -> list[int]:
    if not dues:
        raise ValueError("a schedule needs a day to pay on")
    days = [(later - earlier).days for earlier, later in pairwise([start, *dues])]
    if min(days) < 0 or 0 in days[1:]:
        raise ValueError("the days of a schedule rise")
    return days
