"""What a projection says: rows of whole fen, month by month, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from repaybook.case.model import Category, Offer, Plan
from repaybook.money import Fen, Money


class Row(NamedTuple):
    """One payment of a schedule: its day, its parts in fen, and the balance still owed after it in fen.

    A tuple, as a screen makes thousands of them while a slider moves.
    """

    due: date
    principal: Fen
    interest: Fen
    penalty_interest: Fen
    late_fee: Fen
    other: Fen
    balance: Fen

    @property
    def total(self) -> Fen:
        """Return what is paid on the day, in fen."""
        return self.principal + self.interest + self.penalty_interest + self.late_fee + self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What one creditor is paid under one offer.

    ``accrued_until_first_due`` – what comes on top between the case's day and the first payment; 0 where the offer
    stops it. ``waived`` – penalty, fees and interest the offer asks to have waived. ``end`` – the day of the last
    payment; ``None`` where the debt is not done within the projection (a mortgage that goes on, a token, a stop).
    ``still_owed`` – the balance after the last row.
    """

    debt: str
    offer: Offer
    rows: tuple[Row, ...]
    first_due: date | None
    accrued_until_first_due: Money
    waived: Money
    end: date | None
    still_owed: Money
    total_paid: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of a household under a plan; every amount in fen, every mapping by id.

    income + cash before = living + priority + payments + left over + ... : ``left`` = income − living − priority −
    payments − savings (may be negative); ``cash`` = the sum of ``left`` and savings so far, and the opening cash.
    """

    month: date
    income: Fen
    living: Mapping[Category, Fen]
    priority: Mapping[str, Fen]
    payments: Mapping[str, Fen]
    savings: Fen
    left: Fen
    cash: Fen
    balances: Mapping[str, Fen]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stress:
    """The same plan with every income cut by ``percent``.

    ``first_failing`` – the first month that cannot be paid, counted from 1; ``None`` where the plan holds.
    """

    percent: int
    first_failing: int | None
    lowest_cash: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A plan month by month until its debts are done, 60 months at most.

    ``end_month`` – first day of the month of the plan's last payment, ``None`` where the plan does not finish.
    ``going_on`` – ids of debts still paid after it (a mortgage). ``waiver_worth`` – what the plan saves against paying
    the same balances over the same months at the contract's rates, waived sums included. ``stress`` – at 0, 10 and
    20 % less income.
    """

    plan: Plan
    on: date
    months: tuple[Month, ...]
    schedules: Mapping[str, Schedule]
    first_due_month: date | None
    accrued_until_first_due: Money
    end_month: date | None
    going_on: tuple[str, ...]
    total_paid: Money
    waiver_worth: Money
    monthly: Money
    lowest_cash: Money
    first_failing: int | None
    stress: tuple[Stress, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Up to three honest plans with why each is there, or none and the reason (keys of ``texts/*/plans.toml``)."""

    plans: tuple[Projection, ...]
    why: tuple[str, ...]
    reason: str | None
