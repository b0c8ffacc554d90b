"""The creditor's side in a letter: one sentence of when the principal has come in, and what comes in all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from repaybook.documents.ground import Ground
from repaybook.documents.paper import Text
from repaybook.documents.pen import Pen
from repaybook.money import Fen, Money
from repaybook.plans.model import Row, Schedule


def received_by(rows: Sequence[Row], amount: Fen) -> Row | None:
    """Return the row with which ``amount`` (fen) has come in; ``None`` where the rows bring less."""
    so_far = accumulate(row.total for row in rows)
    return next((row for row, total in zip(rows, so_far, strict=True) if total >= amount), None)


def argument(ground: Ground, pen: Pen, schedule: Schedule) -> tuple[Text, ...]:
    """Return the sentence, nothing where it would not be true or nobody chose the plan.

    It stands in letters about the plan that the person chose, where the debt's principal is known, the payments bring
    it back, and the plan ends. Sums that come in, whatever part of the debt they settle; no rate, no estimate.
    """
    principal = ground.debt(schedule.debt).principal
    if not ground.chosen or principal is None or not principal or schedule.end is None:
        return ()
    back = received_by(schedule.rows, principal.fen)
    if back is None:
        return ()
    so_far = sum(row.total for row in schedule.rows if row.due <= back.due)
    key = "creditor_gets_at_once" if back.due == schedule.end else "creditor_gets"
    values = {"day": back.due, "amount": Money(so_far), "end": schedule.end, "total": schedule.total_paid}
    return (Text(pen.common(key, principal=principal, **values)),)
