"""A schedule that is changed on its way: a pause in the principal, arrears spread over what is still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from repaybook.money import Fen, ratio_half_up
from repaybook.plans.instalments import due_days, period_ratio
from repaybook.plans.model import Row


def pause(rows: Sequence[Row], start: date, months: int, annual_rate: Decimal) -> tuple[Row, ...]:
    """Return a monthly schedule (fen) whose principal rests for ``months`` from the row due on ``start``.

    Interest runs on and is paid in the pause; the parts of principal then follow in their old order, so that the term
    grows by the pause. Days step from the first row's day. ``ValueError`` where no row is due on ``start``.
    """
    resting = [index for index, row in enumerate(rows) if row.due == start]
    if not resting or months < 1:
        raise ValueError(f"no row is due on {start}, or no month to rest")
    rate = period_ratio(annual_rate)
    parts = [row.principal for row in rows]
    parts[resting[0] : resting[0]] = [0] * months
    balance = sum(parts)
    changed: list[Row] = []
    for due, part in zip(due_days(rows[0].due, len(parts)), parts, strict=True):
        interest = ratio_half_up(balance * rate[0], rate[1])
        balance -= part
        changed.append(Row(due, part, interest, 0, 0, 0, balance))
    return tuple(changed)


def spread_arrears(arrears: Fen, rows: Sequence[Row], *, unit: Fen = 1) -> tuple[Row, ...]:
    """Return the rows (fen) with unpaid principal spread over them in equal parts, their days and interest as before.

    Each new part of principal is rounded down to whole ``unit`` (100 = yuan); the last row takes the rest.
    """
    if arrears < 0 or not rows or unit < 1:
        raise ValueError("arrears are spread over at least one row, in a unit of at least a fen")
    count = len(rows)
    parts = [(row.principal * count + arrears) // (count * unit) * unit for row in rows]
    balance = sum(row.principal for row in rows) + arrears
    parts[-1] += balance - sum(parts)
    changed: list[Row] = []
    for row, part in zip(rows, parts, strict=True):
        balance -= part
        changed.append(row._replace(principal=part, balance=balance))
    return tuple(changed)
