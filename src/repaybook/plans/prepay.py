"""Paying more than the instalment: the rest gets smaller instalments, or an earlier end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from repaybook.money import Fen, ratio_half_up
from repaybook.plans.instalments import due_days, level_instalment, period_ratio
from repaybook.plans.model import Row


class Then(StrEnum):
    """What an extra payment changes."""

    LOWER_INSTALMENT = "lower_instalment"
    SHORTER_TERM = "shorter_term"


class Method(StrEnum):
    """How the loan is repaid: level instalments (等额本息), or equal parts of principal (等额本金)."""

    EQUAL_INSTALMENT = "equal_instalment"
    EQUAL_PRINCIPAL = "equal_principal"


class Extra(NamedTuple):
    """An amount (fen) paid on top of an instalment, and what it changes."""

    amount: Fen
    then: Then


class PaidEarly(NamedTuple):
    """A row of a schedule, the extra payment within its principal, in fen."""

    row: Row
    extra: Fen


def _regular(method: Method, balance: Fen, annual_rate: Decimal, left: int) -> Fen:
    """Return the instalment, or the part of principal, for what is left."""
    if method is Method.EQUAL_PRINCIPAL:
        return max(ratio_half_up(balance, left), 1)
    return max(level_instalment(balance, annual_rate, left), 1)


def with_extras(
    principal: Fen,
    annual_rate: Decimal,
    first_due: date,
    months: int,
    extras: Mapping[int, Extra],
    *,
    method: Method = Method.EQUAL_INSTALMENT,
) -> tuple[PaidEarly, ...]:
    """Return the schedule in fen where some instalments, by number from 1, are paid with an extra amount.

    The extra goes to principal after the instalment, never more than is left; no charge is made for it. After
    ``LOWER_INSTALMENT`` the rest is spread anew over the months left; after ``SHORTER_TERM`` the instalment stays and
    the schedule ends sooner. The last row closes.
    """
    if principal <= 0 or months < 1 or any(extra.amount < 0 for extra in extras.values()):
        raise ValueError("a schedule needs a principal and a period, and extras are paid, not drawn")
    rate = period_ratio(annual_rate)
    regular = _regular(method, principal, annual_rate, months)
    balance = principal
    rows: list[PaidEarly] = []
    for number, due in enumerate(due_days(first_due, months), 1):
        interest = ratio_half_up(balance * rate[0], rate[1])
        wanted = regular - (interest if method is Method.EQUAL_INSTALMENT else 0)
        part = balance if number == months else min(wanted, balance)
        extra = extras.get(number)
        on_top = min(extra.amount, balance - part) if extra else 0
        balance -= part + on_top
        rows.append(PaidEarly(Row(due, part + on_top, interest, 0, 0, 0, balance), on_top))
        if balance == 0:
            break
        if extra and extra.then is Then.LOWER_INSTALMENT:
            regular = _regular(method, balance, annual_rate, months - number)
    return tuple(rows)
