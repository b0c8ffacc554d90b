"""Projections by hand, small enough to reckon in the head, and a reader for the paths of a data layer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeAlias
from xml.etree import ElementTree as ET

import pytest

from repaybook.case.model import Category, Offer, OfferKind, Plan
from repaybook.charts.model import Panel
from repaybook.dates import add_months, month_steps
from repaybook.money import Fen, Money
from repaybook.plans.model import Month, Projection, Schedule, Stress

ON = date(2026, 11, 23)
FIRST = date(2026, 12, 1)

Household: TypeAlias = Callable[..., Projection]
Parts: TypeAlias = Callable[[str, str], list[dict[str, str]]]
Points: TypeAlias = Callable[[str, Panel], list[tuple[float, float]]]


def _schedule(debt: str, now: Fen) -> Schedule:
    return Schedule(
        debt=debt,
        offer=Offer(debt=debt, kind=OfferKind.INSTALMENTS),
        rows=(),
        first_due=None,
        accrued_until_first_due=Money(0),
        waived=Money(0),
        end=None,
        still_owed=Money(0),
        total_paid=Money(0),
        balance_now=Money(now),
    )


def _projection(
    debts: Mapping[str, Sequence[Fen]],
    *,
    incomes: Sequence[Fen],
    living: Fen = 0,
    priority: Mapping[str, Sequence[Fen]] | None = None,
    savings: Fen = 0,
    opening: Fen = 0,
    left_out: tuple[str, ...] = (),
    owed_more: Fen = 0,
    less_percent: int = 0,
) -> Projection:
    """Return what these payments of each debt (fen, month by month) make of these incomes; each debt is their sum.

    ``owed_more`` is owed on each debt beyond its payments, so that it is never done.
    """
    priority = priority or {}
    every = {**priority, **debts}
    owed = {debt: sum(payments) + owed_more for debt, payments in every.items()}
    months: list[Month] = []
    cash = opening
    ends: dict[int, list[Fen]] = {0: [], 10: [], 20: []}
    held = dict.fromkeys(ends, opening)
    for number, (first, income) in enumerate(zip(month_steps(FIRST, len(incomes)), incomes, strict=True)):
        paid = {debt: payments[number] if number < len(payments) else 0 for debt, payments in every.items()}
        net = income - living - sum(paid.values())
        aside = min(savings, net) if net > 0 else 0
        cash += net
        for percent, line in ends.items():
            held[percent] += net - (income * percent * 2 + 100) // 200  # half up to the fen
            line.append(held[percent])
        owed = {debt: owed[debt] - paid[debt] for debt in owed}
        months.append(
            Month(
                month=first,
                income=income,
                living={Category.FOOD: living // 2, Category.HOUSING: living - living // 2},
                priority={debt: paid[debt] for debt in priority},
                payments={debt: paid[debt] for debt in debts},
                savings=aside,
                left=net - aside,
                cash=cash,
                balances=owed,
            )
        )
    stress = tuple(
        Stress(
            percent=percent,
            first_failing=next((number for number, amount in enumerate(line, 1) if amount < 0), None),
            lowest_cash=Money(min(line, default=opening)),
            short=Money(max((-amount for amount in line[:1]), default=0)),
        )
        for percent, line in ends.items()
    )
    last = max((len(payments) for payments in debts.values()), default=0)
    return Projection(
        plan=Plan(id="A", offers=(), opening_cash=Money(opening)),
        on=ON,
        months=tuple(months),
        schedules={debt: _schedule(debt, sum(payments) + owed_more) for debt, payments in every.items()},
        first_due_month=FIRST,
        accrued_until_first_due=Money(0),
        end_month=add_months(FIRST, last - 1) if last and not owed_more else None,
        going_on=(),
        total_paid=Money(sum(sum(payments) for payments in every.values())),
        waiver_worth=Money(0),
        monthly=Money(max((sum(month.payments.values()) for month in months), default=0)),
        lowest_cash=stress[0].lowest_cash,
        first_failing=stress[0].first_failing,
        stress=stress,
        left_out=left_out,
        less_percent=less_percent,
    )


@pytest.fixture(scope="session")
def household() -> Household:
    """Return the maker of projections."""
    return _projection


@pytest.fixture(scope="session")
def tight() -> Projection:
    """Return three years of a couple: 9,900 in; 4,970 to live on; 2,380 for the home; two cards; 500 set aside."""
    return _projection(
        {"D2": [130_000] * 36, "D3": [65_000] * 24},
        incomes=[990_000] * 36,
        living=497_000,
        priority={"D1": [238_000] * 36},
        savings=50_000,
    )


@pytest.fixture(scope="session")
def failing() -> Projection:
    """Return a year in which the fourth month is the first that cannot be paid: 300 − 100 a month."""
    return _projection({"D2": [110_000] * 12}, incomes=[200_000] * 12, living=100_000, opening=30_000)


def _points(path: str, panel: Panel) -> list[tuple[float, float]]:
    """Return the corners of an SVG path of M, L, H, V in the panel's own figures."""
    corners: list[tuple[float, float]] = []
    x = y = 0.0
    for command, numbers in re.findall(r"([MLHV])([^MLHVZ]*)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "H":
            moves = [(values[0], y)]
        elif command == "V":
            moves = [(x, values[0])]
        else:
            moves = list(zip(values[::2], values[1::2], strict=True))
        for x, y in moves:
            across = panel.across.low + (x - panel.left) / panel.width * (panel.across.high - panel.across.low)
            up = panel.up.high - (y - panel.top) / panel.height * (panel.up.high - panel.up.low)
            corners.append((across, up))
    return corners


def _parts(svg: str, tag: str) -> list[dict[str, str]]:
    """Return the attributes of every element of this name; the text must be sound XML of one SVG."""
    root = ET.fromstring(svg)  # noqa: S314 - our own text, a moment old
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    found = root.iter(f"{{http://www.w3.org/2000/svg}}{tag}")
    return [dict(element.attrib, text=element.text or "") for element in found]


@pytest.fixture(scope="session")
def parts() -> Parts:
    """Return the reader of drawn elements."""
    return _parts


@pytest.fixture(scope="session")
def points() -> Points:
    """Return the reader of paths."""
    return _points
