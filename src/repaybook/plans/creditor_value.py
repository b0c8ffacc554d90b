"""An offer as its creditor sees it: what it is worth today, what waiving costs, when the money is back.

Beside it what going on costs the creditor, as far as the law says it: the court's fee, and the days that the law names.
No rate of recovery appears: nobody knows it, and the person who offers least of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from repaybook import law
from repaybook.case.defaults import terms_of
from repaybook.case.model import CaseFile, OfferKind
from repaybook.dates import months_between
from repaybook.errors import PlanError, Problem, RepaybookError
from repaybook.law.court_fees import FilingFee, filing_fee
from repaybook.law.provisions import Dated
from repaybook.money import ZERO, Fen, Money, ratio_half_up
from repaybook.plans.instalments import due_days, level_instalment, period_ratio
from repaybook.plans.model import Projection, Row, Said, Schedule
from repaybook.plans.offers import scheduled
from repaybook.plans.scheduling import contract_rate_of

MOST_RATE = Decimal(1)
USUAL_RATE = Decimal("0.03")
"""Where the person moves the rate from: round, near what money costs a bank now, and theirs to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditorView:
    """One creditor's side of an offer; amounts in ``Money``, of the day of the plan.

    ``owed`` – the balance as it stands. ``worth`` – every payment of the offer, discounted by the month at ``rate`` a
    year. ``paid`` – the same, not discounted. ``contract_worth`` – what the same months at the contract's rate would be
    worth, and ``waiving_costs`` the difference: what the creditor gives, below 0 where the offer is worth more.
    ``waived`` – sums that the offer asks to have waived today. ``months_to_half``, ``months_to_principal``,
    ``months_to_all`` – months until half of the balance, the principal, the whole balance has come in; ``None`` where
    the offer does not bring as much. ``fee`` – the court's fee for a claim of the balance, ``None`` above the table
    that is held; who sues pays it first. ``order_days`` – the days within which a payment order is decided on, issued,
    and can be objected to, with the rules they stand on.
    """

    debt: str
    rate: Decimal
    owed: Money
    paid: Money
    worth: Money
    contract_worth: Money
    waived: Money
    months: int
    months_to_half: int | None
    months_to_principal: int | None
    months_to_all: int | None
    fee: FilingFee | None
    order_days: int
    order_rules: tuple[Dated, ...]

    @property
    def waiving_costs(self) -> Money:
        """Return what the contract's payments are worth above the offer's."""
        return self.contract_worth - self.worth


def present_value(payments: Sequence[tuple[int, Fen]], annual_rate: Decimal) -> Fen:
    """Return what payments are worth today in fen, half up once: each ÷ (1 + rate ÷ 12) ^ months from now.

    ``payments`` – months from now and fen. Exact in whole numbers until the one rounding. Raises ``ValueError`` for a
    payment before today, or a rate below 0.
    """
    if any(months < 0 for months, _ in payments):
        raise ValueError("what is paid already is not to come")
    numerator, denominator = period_ratio(annual_rate)
    grown = numerator + denominator
    last = max((months for months, _ in payments), default=0)
    worth = sum(fen * denominator**months * grown ** (last - months) for months, fen in payments)
    return ratio_half_up(worth, grown**last)


def _dated(rows: Sequence[Row], on: date) -> list[tuple[int, Fen]]:
    return [(max(0, months_between(on, row.due)), row.total) for row in rows]


def _back_by(payments: Sequence[tuple[int, Fen]], amount: Fen) -> int | None:
    """Return the months until so much has come in; ``None`` where it never does."""
    total = 0
    for months, fen in payments:
        total += fen
        if total >= amount:
            return months
    return None


def _contract(schedule: Schedule, case: CaseFile, on: date, months: int) -> list[tuple[int, Fen]]:
    """Return what the balance would pay over the offer's months at the contract's rate, level, in fen."""
    terms = terms_of(case.debt(schedule.debt))
    rate, owed = contract_rate_of(terms), schedule.balance_now.fen
    if not schedule.rows or not owed:
        return []
    first = schedule.rows[0].due
    count = max(1, months)
    level = level_instalment(owed, rate, count)
    return [(max(0, months_between(on, due)), level) for due in due_days(first, count)]


def _order(on: date) -> tuple[int, tuple[Dated, ...]]:
    court = law.load("court")
    issued, objected = court["payment_order_issue_days"].on(on), court["payment_order_objection_days"].on(on)
    return sum(issued.value) + int(objected.value), (issued, objected)


def _fee(owed: Money, on: date) -> FilingFee | None:
    try:
        return filing_fee(owed, on)
    except RepaybookError:
        # Above the brackets that are held, or before the rule: no figure is better than a guess.
        return None


def creditor_view(projection: Projection, debt_id: str, case: CaseFile, rate: Decimal = USUAL_RATE) -> CreditorView:
    """Return what a plan's offer to this creditor is worth to it at ``rate`` a year, beside what going on costs.

    Months count from the month of the plan's day. Raises ``PlanError`` where the rate is not between 0 and 100 %,
    ``KeyError`` where the plan does not hold the debt.
    """
    if not rate.is_finite() or rate < 0:
        raise PlanError([Problem("problems.field.rate_negative", ("rate",))])
    if rate > MOST_RATE:
        raise PlanError([Problem("problems.field.rate_too_high", ("rate",), {"most": int(MOST_RATE * 100)})])
    schedule, on = projection.schedules[debt_id], max(projection.on, case.as_of)
    if projection.plan.freed != "buffer":
        # What other creditors leave is passed on by choice: the offer itself does not hold it.
        schedule = scheduled(case.debt(debt_id), schedule.offer, case, projection.on)
    payments = _dated(schedule.rows, on)
    months = months_between(schedule.rows[0].due, schedule.rows[-1].due) + 1 if schedule.rows else 0
    kept = schedule.offer.kind is OfferKind.KEEP
    contract = payments if kept else _contract(schedule, case, on, months)
    owed = schedule.balance_now
    debt = case.debt(debt_id)
    principal = debt.principal if debt.principal is not None else owed
    days, rules = _order(on)
    return CreditorView(
        debt=debt_id,
        rate=rate,
        owed=owed,
        paid=schedule.total_paid,
        worth=Money(present_value(payments, rate)),
        contract_worth=Money(present_value(contract, rate)),
        waived=schedule.waived + schedule.waived_principal,
        months=payments[-1][0] if payments else 0,
        months_to_half=_back_by(payments, -(-owed.fen // 2)),
        months_to_principal=_back_by(payments, principal.fen),
        months_to_all=_back_by(payments, owed.fen),
        fee=_fee(owed, on),
        order_days=days,
        order_rules=rules,
    )


def creditor_reading(view: CreditorView) -> tuple[Said, ...]:
    """Return the sentences of a creditor's side: worth, what waiving costs, when it is back, what a court costs."""
    percent = view.rate * 100
    said = [
        Said("creditor.worth", {"paid": view.paid, "percent": _plain(percent), "worth": view.worth, "owed": view.owed})
    ]
    costs = view.waiving_costs
    if costs > ZERO:
        said.append(Said("creditor.waiving", {"amount": costs}))
    elif costs < ZERO:
        said.append(Said("creditor.worth_more", {"amount": -costs}))
    else:
        said.append(Said("creditor.nothing_waived", {}))
    if view.months_to_principal is not None:
        said.append(Said("creditor.principal_back", {"months": view.months_to_principal}))
    else:
        said.append(Said("creditor.principal_not_back", {"amount": view.paid}))
    if view.fee is not None:
        values = {"full": view.fee.full, "halved": view.fee.halved, "order": view.fee.payment_order}
        said.append(Said("creditor.court", values))
    said.append(Said("creditor.order_days", {"days": view.order_days}))
    return tuple(said)


def _plain(percent: Decimal) -> str:
    written = f"{percent:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
