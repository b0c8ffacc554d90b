"""Plans side by side: the rows of the comparison table, a cell a plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from repaybook.money import Money
from repaybook.plans.model import Projection, Said

Cell: TypeAlias = Money | date | Said
"""An amount, a month (its first day), or a sentence."""


class ComparedRow(NamedTuple):
    """One row: its name (a key of ``texts/*/plans.toml``) and a cell for each plan, in the order given."""

    key: str
    cells: tuple[Cell, ...]


def holds(projection: Projection, percent: int) -> Said:
    """Return whether a plan holds with ``percent`` per cent less income, or from which month it does not.

    Raises ``ValueError`` where the projection was not held against that percentage.
    """
    for stress in projection.stress:
        if stress.percent == percent:
            if stress.first_failing is None:
                return Said("plans.compare.holds", {})
            return Said("plans.compare.fails", {"number": stress.first_failing, "amount": stress.short})
    raise ValueError(f"the plan was not held against {percent} per cent less")


def _end(projection: Projection) -> Cell:
    return projection.end_month or Said("plans.compare.no_end", {})


def compared(projections: Sequence[Projection]) -> tuple[ComparedRow, ...]:
    """Return the rows of the table: a month, down payment, end, total, less than contract, lowest cash, two stresses.

    ``total`` leaves out debts that run longer than 60 months whatever the plan; it is the same set in every plan of a
    case that keeps the same debts.
    """

    def row(name: str, cells: Sequence[Cell]) -> ComparedRow:
        return ComparedRow(f"plans.compare.{name}", tuple(cells))

    return (
        row("monthly", [one.monthly for one in projections]),
        row("monthly_rearranged", [one.monthly_rearranged for one in projections]),
        row("down_payment", [one.down_payment for one in projections]),
        row("end", [_end(one) for one in projections]),
        row("total", [one.total_paid for one in projections]),
        row("less_than_contract", [one.waiver_worth for one in projections]),
        row("lowest_cash", [one.lowest_cash for one in projections]),
        row("tenth_less", [holds(one, 10) for one in projections]),
        row("fifth_less", [holds(one, 20) for one in projections]),
    )
