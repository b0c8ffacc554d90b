"""A field for months of the year, written as numbers: when more is paid, or when an income comes."""

from __future__ import annotations

import re

from repaybook.errors import PlanError, Problem
from repaybook.ui.fields import Field
from repaybook.ui.kit import Kit

_NUMBERS = re.compile(r"[0-9]+")
_ALLOWED = re.compile(r"[0-9\s,，、;；月]*")


def months_of(told: str) -> tuple[int, ...]:
    """Return the months of the year that a person wrote, in order, each once; ``PlanError`` where they are none."""
    written = told.translate({ord("０") + digit: str(digit) for digit in range(10)})
    months = sorted({int(number) for number in _NUMBERS.findall(written)})
    if not _ALLOWED.fullmatch(written) or not all(1 <= month <= 12 for month in months):
        raise PlanError([Problem("offers.ask.month_unreadable", ())])
    return tuple(months)


class MonthsField(Field[tuple[int, ...]]):
    """Months of the year, ``None`` where there are none."""

    def __init__(self, kit: Kit, label: str, value: tuple[int, ...] = (), *, hint: str = "") -> None:
        control = kit.text(label, self.shown(value))
        super().__init__(kit, label, control, value=value or None, hint=hint, unknown=False)

    def read(self, shown: str) -> tuple[int, ...] | None:
        """Return the months; ``PlanError`` where something else is written."""
        return months_of(shown) or None

    def shown(self, value: tuple[int, ...] | None) -> str:
        """Return the months as they are written into the field."""
        return "、".join(map(str, value or ()))
