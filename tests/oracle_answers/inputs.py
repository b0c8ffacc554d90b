"""How the published files write amounts, rates and rows, turned into what the package takes. No arithmetic of loans."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from repaybook.errors import RateError
from repaybook.money import Fen, Money
from repaybook.plans.model import Row

Given = Mapping[str, Any]
"""The ``inputs`` of a case, or its ``expected``, as the file has them."""

Answer = Callable[[Given, Any, Given], Any]
"""From inputs, what is expected (for its shape) and the whole file: what the package says, in the same shape."""


class Roots(tuple[float, ...]):
    """Several rates: the expected one must be among them."""

    __slots__ = ()


def fen(yuan: float) -> Fen:
    """Return an amount in yuan as fen."""
    return Money.yuan(str(yuan)).fen


def yuan(amount: Fen) -> float:
    """Return fen as yuan."""
    return amount / 100


def exact(number: float) -> Decimal:
    """Return the decimal that the file wrote."""
    return Decimal(str(number))


def hundredth(percent: float) -> Decimal:
    """Return a rate in percent as a fraction of one."""
    return exact(percent) / 100


def day(written: str) -> date:
    """Return a day; one without a year is in 2026."""
    return date.fromisoformat(written if len(written) > 5 else f"2026-{written}")


def one_or_roots(rate: Callable[[], float], times: float = 1.0) -> float | Roots:
    """Return the rate, or all of them where the flows have several; ``times`` 100 for percent."""
    try:
        return rate() * times
    except RateError as several:
        if not several.roots:
            raise
        return Roots(root * times for root in several.roots)


def described(number: int, row: Row) -> dict[str, float]:
    """Return a row of a schedule under every name that the files use, amounts in yuan, numbers from 1 and from 0."""
    return {
        "n": number,
        "index": number - 1,
        "month_index": number - 1,
        "emi": yuan(row.total),
        "payment": yuan(row.total),
        "interest": yuan(row.interest),
        "principal": yuan(row.principal),
        "balance": yuan(row.balance),
        "balance_before": yuan(row.balance + row.principal),
    }


_NUMBERED = ("n", "index", "month_index")


def as_asked(table: Sequence[Mapping[str, float]], expected: Given) -> list[Any]:
    """Return those rows, with those fields, that ``expected`` has; it may hold only some rows of a long schedule."""
    names = expected.get("row_fields")
    wanted = [dict(zip(names, row, strict=True)) if names else row for row in expected["rows"]]
    found = []
    for row in wanted:
        key = next(name for name in _NUMBERED if name in row)
        whole = next(line for line in table if line[key] == row[key])
        picked = {name: whole[name] for name in row}
        found.append(list(picked.values()) if names else picked)
    return found


def columns(rows: Sequence[Row]) -> dict[str, list[float]]:
    """Return a schedule as lists in yuan."""
    return {
        "payment": [yuan(row.total) for row in rows],
        "interest": [yuan(row.interest) for row in rows],
        "principal": [yuan(row.principal) for row in rows],
        "balance": [yuan(row.balance) for row in rows],
    }


def totals(rows: Sequence[Row]) -> dict[str, float]:
    """Return what a schedule costs in all, in yuan."""
    return {
        "total_interest": yuan(sum(row.interest for row in rows)),
        "total_paid": yuan(sum(row.total for row in rows)),
    }
