"""A credit card's statement: what interest it costs not to pay in full, the minimum payment, and the late fee.

Days are counted as issuers do: a purchase bears interest from the day it is posted, a payment counts from the day it is
made, and the day of the next statement is counted. What the card then costs month by month runs in
``plans.card_account``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from repaybook.money import Fen, half_up


class InterestMethod(StrEnum):
    """What bears interest where a statement was not paid in full.

    ``full`` (全额计息) – every purchase from its posting day, less payments from the day of each. ``unpaid``
    (未还部分计息) – only what was still unpaid on the due day, from the posting day.
    """

    FULL = "full"
    UNPAID = "unpaid"


class Posting(NamedTuple):
    """An amount (fen) on a day: a purchase or cash advance posted, or a payment made."""

    day: date
    amount: Fen


class Stretch(NamedTuple):
    """A balance (fen) that bore interest for ``days`` days from ``start`` on."""

    start: date
    days: int
    balance: Fen


@dataclass(frozen=True, slots=True)
class StatementInterest:
    """The interest of one statement in fen, and the stretches of days it comes from."""

    stretches: tuple[Stretch, ...]
    interest: Fen


def statement_interest(
    purchases: Iterable[Posting],
    payments: Iterable[Posting],
    *,
    due: date,
    next_statement: date,
    daily_rate: Decimal,
    method: InterestMethod,
    advances: Iterable[Posting] = (),
    tolerance: Fen = 0,
    grace_days: int = 0,
) -> StatementInterest:
    """Return the interest that the next statement charges on one statement's postings, half up to the fen once.

    Purchases bear none where all of the statement is paid by ``due``, give or take a ``tolerance`` in fen (容差) and
    ``grace_days`` (容时); cash ``advances`` always bear it. Payments settle the oldest posting first.
    """
    bought, drawn = list(purchases), list(advances)
    paid = sorted(payments)
    in_time = due + timedelta(days=grace_days)
    short = sum(posting.amount for posting in (*bought, *drawn)) - _paid_by(paid, in_time)
    postings = sorted([(posting, False) for posting in bought] + [(posting, True) for posting in drawn])
    stretches: list[Stretch] = []
    before = 0
    for posting, advance in postings:
        if advance or short > tolerance:
            part = not advance and method is InterestMethod.UNPAID
            settled_from = in_time if part else posting.day
            stretches += _stretches(posting, before, paid, settled_from, next_statement)
        before += posting.amount
    exact = sum((stretch.balance * stretch.days * daily_rate for stretch in stretches), Decimal(0))
    return StatementInterest(tuple(stretches), half_up(exact))


def _paid_by(paid: Sequence[Posting], day: date) -> Fen:
    return sum(payment.amount for payment in paid if payment.day <= day)


def _stretches(
    posting: Posting, before: Fen, paid: Sequence[Posting], settled_from: date, until: date
) -> list[Stretch]:
    """Return how long which part of a posting stayed unpaid, from its day to ``until``, both counted.

    ``before`` – older postings in fen, which payments settle first. Payments up to ``settled_from`` count from the
    posting day, later ones from their own.
    """
    days = [posting.day, *sorted({payment.day for payment in paid if settled_from < payment.day <= until})]
    ends = [*days[1:], until + timedelta(days=1)]
    stretches = []
    for start, end in zip(days, ends, strict=True):
        settled = max(0, _paid_by(paid, max(start, settled_from)) - before)
        balance = posting.amount - settled
        if balance > 0 and end > start:
            stretches.append(Stretch(start, (end - start).days, balance))
    return stretches


def minimum_payment(
    balance: Fen,
    *,
    share: Decimal,
    floor: Fen = 0,
    principal: Fen | None = None,
    interest: Fen = 0,
    fees: Fen = 0,
    instalments: Fen = 0,
    unpaid_minimum: Fen = 0,
) -> Fen:
    """Return the minimum payment of a statement in fen: ``share`` of ``principal``, and everything else in full.

    ``principal`` – what of the balance bears the share (the whole balance where nothing else is given); interest, fees,
    instalments that fall due and earlier minimums not paid count at 100 %. At least ``floor``, at most ``balance``.
    """
    others = interest + fees + instalments + unpaid_minimum
    shared = half_up((balance - others if principal is None else principal) * share)
    return min(max(shared + others, floor), balance)


def implied_share(balance: Fen, minimum: Fen) -> Decimal:
    """Return the share that a bill's minimum is of its balance, to four decimals: 327.15 of 6,542.97 = 0.05."""
    return round(Decimal(minimum) / balance, 4)


def late_fee(minimum: Fen, paid: Fen, share: Decimal) -> Fen:
    """Return the late fee (违约金) in fen: ``share`` of the part of the minimum payment that was not paid, half up."""
    return half_up(max(0, minimum - paid) * share)
