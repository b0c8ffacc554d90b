"""The interest lines of private lending: which rate a court protects, for which days of a contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from repaybook.law.provisions import Dated, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A protected annual rate (simple) for the days [start, end), ``end`` ``None`` = until repaid.

    ``rate`` is ``None`` where it hangs on the day of filing, which is not known. ``rule`` and ``reference`` are the
    provisions it comes from: the multiple or the rate itself, and the LPR it multiplies.
    """

    start: date
    end: date | None
    rate: Decimal | None
    rule: Dated
    reference: Dated | None


def transition_day() -> date:
    """Return the day from which the multiple of the LPR applies (民间借贷规定 31条2款)."""
    day = load("private_lending")["transition_day"].values[-1].value
    return date.fromisoformat(str(day))


def four_times_lpr(day: date) -> Line:
    """Return the line of a contract made on ``day``, on or after the transition day (民间借贷规定 25条).

    Raises ``NotInForceError`` before the first LPR quotation or the rule's first day.
    """
    multiple = load("private_lending")["rate_cap_multiple"].on(day)
    lpr = load("lpr")["one_year"].on(day)
    return Line(start=day, end=None, rate=multiple.value * lpr.value, rule=multiple, reference=lpr)


def private_lines(contract_date: date, filing_date: date | None) -> tuple[Line, ...]:
    """Return the lines of a private loan in the order of time.

    A contract from the transition day on has one line. An earlier one (31条2款) has the old rate up to that day, on
    request, and from it the multiple of the LPR on the day of filing; ``rate`` is ``None`` there while ``filing_date``
    is ``None``. Raises ``NotInForceError`` for a contract older than the old rule.
    """
    change = transition_day()
    if contract_date >= change:
        return (four_times_lpr(contract_date),)
    old = load("private_lending")["enforceable_rate_before_2020"].on(contract_date)
    before = Line(start=contract_date, end=change, rate=old.value, rule=old, reference=None)
    if filing_date is None:
        multiple = load("private_lending")["rate_cap_multiple"].on(change)
        return (before, Line(start=change, end=None, rate=None, rule=multiple, reference=None))
    filed = four_times_lpr(filing_date)
    return (before, Line(start=change, end=None, rate=filed.rate, rule=filed.rule, reference=filed.reference))
