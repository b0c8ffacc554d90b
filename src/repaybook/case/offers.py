"""Answers to creditors: offers, the plans made of them, and what creditors offer in return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from repaybook.money import Money

FREED = ("buffer", "next")
"""Where an instalment goes when its creditor is done: kept as a buffer, or paid to the next creditor."""

SOURCES = ("phone", "branch", "app", "letter", "sms", "mediation", "other")
"""How a creditor's answer came."""

OUTCOMES = ("offered", "agreed", "refused", "withdrawn")
"""How a creditor's answer stands."""


class OfferKind(StrEnum):
    """What one creditor is answered in a plan."""

    KEEP = "keep"
    INSTALMENTS = "instalments"
    EXTENSION = "extension"
    LUMP_SUM = "lump_sum"
    TOKEN = "token"  # noqa: S105 - a token payment, not a secret
    MINIMUM = "minimum"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """So many months at one amount."""

    months: int
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LumpPart:
    """One part of a settlement and its day."""

    on: date
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One creditor's part of a plan.

    ``keep`` – pay as agreed. ``instalments`` – ``months`` equal payments on what is left after ``down_payment`` and
    waivers, at ``annual_rate`` (0 = none). ``extension`` – the contract re-spread over ``months`` at ``annual_rate``
    (``None`` = the contract's). ``lump_sum`` – ``amount`` paid once at ``first_due``, a figure the person typed in.
    ``token`` – ``amount`` a month for ``months``, a holding payment; the contract runs on. ``minimum`` – the minimum
    payment every month. ``stop`` – nothing is paid; shown, never recommended.

    ``waived_principal`` – part of the principal that is asked to be waived, a figure the person typed in from what the
    creditor wrote. ``steps`` – the first months of instalments at amounts of their own, the rest is level over the
    months that remain. ``extra_months`` – months of the year (1–12) in which ``extra_amount`` is paid on top of the
    level instalment. ``parts`` – a settlement paid in parts on days of their own instead of once; they add up to
    ``amount``. ``held`` – while a token is paid, interest and charges are asked to be held; ``then_months`` – after
    the token the rest in so many equal instalments.
    """

    debt: str
    kind: OfferKind
    months: int | None = None
    down_payment: Money = Money(0)
    annual_rate: Decimal | None = None
    waived_penalty: Money = Money(0)
    waived_late_fee: Money = Money(0)
    waived_interest: Money = Money(0)
    waived_fees: Money = Money(0)
    grace_months: int = 0
    first_due: date | None = None
    amount: Money | None = None
    waived_principal: Money = Money(0)
    steps: tuple[Step, ...] = ()
    extra_months: tuple[int, ...] = ()
    extra_amount: Money | None = None
    parts: tuple[LumpPart, ...] = ()
    held: bool = False
    then_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One answer for each direct debt; ``id`` is short and unique within a case.

    ``freed`` – what happens to an instalment once its creditor is done (``FREED``).
    """

    id: str
    title: str = ""
    offers: tuple[Offer, ...] = ()
    opening_cash: Money = Money(0)
    freed: str = "buffer"


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterOffer:
    """What a creditor answered, kept beside what was proposed; ``offer`` is ``None`` where there are no terms in it.

    ``on`` – the day of the answer. ``source`` – how it came (``SOURCES``); ``who`` – staff number, ticket or paper.
    """

    debt: str
    on: date
    source: str = "phone"
    outcome: str = "offered"
    who: str = ""
    offer: Offer | None = None
    valid_until: date | None = None
    note: str = ""
