"""What a projection says: rows of whole fen, month by month, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from repaybook.case.model import Category, Offer, Plan
from repaybook.money import Fen, Money


class Said(NamedTuple):
    """One sentence: a key of ``texts/*/plans.toml`` and its values (``Money``, days, numbers, names), unformatted."""

    key: str
    values: Mapping[str, object]


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

    ``balance_now`` – what is owed as of the case's day, waivers not taken off. ``accrued_until_first_due`` – what the
    contract adds between the case's day and the first payment; ``accrual_included`` – whether the rows pay it, or the
    offer asks that it be left out. ``waived`` – penalty, fees and interest the offer asks to have waived;
    ``waived_principal`` – the part of principal that a settlement asks for. ``end`` – the day of the last payment;
    ``None`` where the debt is not done (a token, a stop, a payment that does not keep up). ``still_owed`` – the
    balance after the last row. ``regular`` – the usual payment of a month. ``waiver_worth`` – what the offer saves
    against the same months at the contract's rate. ``then_monthly`` – the level payment after first amounts of their
    own, or after a token; ``None`` where there is none. ``assumptions`` – what was assumed, for the screen to say.
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
    balance_now: Money = Money(0)
    accrual_included: bool = True
    waived_principal: Money = Money(0)
    regular: Money = Money(0)
    waiver_worth: Money = Money(0)
    then_monthly: Money | None = None
    assumptions: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of a household under a plan; every amount in fen, every mapping by id.

    ``savings`` – what is set aside, the savings line at most and never out of money that is not there. ``left`` =
    income − living − priority − payments − savings (below zero where the month does not pay for itself). ``cash`` =
    the opening cash and every ``savings`` and ``left`` so far, so that income + cash before = living + priority +
    payments + cash. ``balances`` – what is owed to each creditor at the month's end.
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
    ``short`` – what is missing in that month.
    """

    percent: int
    first_failing: int | None
    lowest_cash: Money
    short: Money = Money(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A plan month by month until its debts are done, 60 months at most, from the month after ``on``.

    The debts a plan *rearranges* have an offer other than ``keep``. ``first_due_month`` and
    ``accrued_until_first_due`` are theirs. ``end_month`` – first day of the month of their last payment, or of the
    last payment of all where everything is kept; ``None`` where the plan does not finish. ``going_on`` – ids of debts
    still paid after it (a mortgage). ``all_done_month`` – the month of the very last payment, ``None`` where a debt is
    not done. ``months`` run to the last payment of all debts but kept ones that take longer than 60 months, 60 at most.
    ``due_this_month`` – what is still due in the month of ``on``, before the first row, out of that month's money.
    ``total_paid`` – every payment of all debts but kept ones that take longer than 60 months: these are the same in
    every plan, and no plan ends them. ``rearranged_paid`` – what the rearranged debts are paid in all.
    ``waiver_worth`` – what the plan saves against paying the same balances over the same months at the contract's
    rates, waived sums included. ``monthly`` – the largest regular month of all payments but priority ones;
    ``monthly_rearranged`` – of the rearranged debts alone. ``first_failing`` – the first month (from 1) whose income
    with the cash kept so far does not cover living, priority and payments. ``stress`` – at 0, 10 and 20 % less income
    of the same level. ``left_out`` – debts whose balance is not known, which the rows therefore cannot hold.
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
    income_level: str = "typical"
    less_percent: int = 0
    all_done_month: date | None = None
    due_this_month: Money = Money(0)
    down_payment: Money = Money(0)
    monthly_rearranged: Money = Money(0)
    rearranged_paid: Money = Money(0)
    left_out: tuple[str, ...] = ()
    assumptions: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Up to three honest plans with why each is there, or none and the reason (keys of ``texts/*/plans.toml``).

    ``why`` and ``why_values`` go with ``plans``, one each. ``reason`` with ``reason_values`` says why there is none;
    ``notes`` say why there are fewer than three, and what the proposal leaves out.
    """

    plans: tuple[Projection, ...]
    why: tuple[str, ...]
    reason: str | None
    why_values: tuple[Mapping[str, object], ...] = ()
    reason_values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[Said, ...] = ()
