"""What a court costs: the filing fee of a property case, its half, and a third for a payment order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from repaybook.errors import Problem, RepaybookError
from repaybook.law.provisions import Dated, load
from repaybook.money import Money, half_up


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingFee:
    """The fee of a claim: full, halved (mediation, withdrawal, summary procedure: 15条、16条), payment order (14条)."""

    full: Money
    halved: Money
    payment_order: Money
    rule: Dated


def filing_fee(claim: Money, day: date) -> FilingFee:
    """Return the fees of a claim filed on ``day`` (诉讼费用交纳办法 13条, brackets added up), half up to the fen.

    Raises ``RepaybookError`` where the claim is above the brackets held, ``NotInForceError`` before the rule's first
    day, ``ValueError`` on a claim below zero.
    """
    if claim.fen < 0:
        raise ValueError("a claim is not below zero")
    court = load("court")
    rule = court["filing_fee"].on(day)
    half = Fraction(court["filing_fee_half"].on(day).value)
    order_share = Fraction(court["payment_order_fee_share"].on(day).value)
    fee, below = Fraction(0), 0
    for bracket in rule.value:
        upper = bracket["up_to"] * 100
        part = min(claim.fen, upper) - below
        if "fixed" in bracket:
            fee += bracket["fixed"] * 100
        fee += Fraction(bracket["rate"]) * max(part, 0)
        below = upper
        if claim.fen <= upper:
            return FilingFee(
                full=Money(half_up(fee)),
                halved=Money(half_up(fee * half)),
                payment_order=Money(half_up(fee * order_share)),
                rule=rule,
            )
    raise RepaybookError([Problem("law.beyond_fee_table", values=MappingProxyType({"limit": Money(below)}))])
