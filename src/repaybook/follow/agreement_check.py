"""What an agreement has, lacks or leaves unclear, whether its sums agree, and how firm it is. Nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repaybook.case.model import Agreement, BreachTerms, CaseFile, CreditorType
from repaybook.dates import add_months, month_steps
from repaybook.errors import RateError
from repaybook.follow.agreed_items import FURTHER, PROOF, SIX, Item, Standing, items_of
from repaybook.follow.ladder import LADDER, next_rung, rung, rung_of
from repaybook.follow.payday import Payday, against_payday
from repaybook.money import ZERO, Money
from repaybook.rates.annual import AllInRate, annual_rate_of

__all__ = [
    "FURTHER",
    "LADDER",
    "PROOF",
    "SIX",
    "AgreementCheck",
    "Item",
    "Standing",
    "check_agreement",
    "revived",
    "rung_of",
]

_ROUNDING_A_TERM = 100
_MOST_TIMES = 10
"""Instalments of more than that many times the balance are a slip of the pen, not a rate."""
_CARDS = frozenset({CreditorType.BANK_CREDIT_CARD, CreditorType.CARD_INSTALMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementCheck:
    """What the check of one agreement finds.

    ``by_rule`` – whether the rule on cards asks for the six items here. ``also_missing`` – what the person noted as
    missing and no item covers. ``agreed_total`` – instalments × amount; ``difference`` – it less the fixed balance, to
    the fen (above 0: more is paid than fixed); ``rounding`` – whether that is a yuan an instalment at most.
    ``hidden_rate`` – what the instalments cost a year beyond rounding. ``payday`` – the due days held against the day
    on which the wages come; ``payday_unknown`` – the case does not know that day. ``revived`` – what a breach brings
    back, keys of ``keeping.breach.*``; empty where the case does not know. ``rung`` and ``next_rung`` – of
    ``LADDER``; ``confirm_until`` – last day to apply together for judicial confirmation, where that is the next rung;
    ``confirm_closed`` – that day is past.
    """

    debt: str
    items: tuple[Item, ...]
    by_rule: bool
    also_missing: tuple[str, ...]
    agreed_total: Money | None
    difference: Money | None
    rounding: bool
    hidden_rate: AllInRate | None
    first_due: date | None
    last_due: date | None
    payday_unknown: bool
    rung: str
    next_rung: str | None
    confirm_until: date | None
    payday: Payday | None = None
    revived: tuple[str, ...] = ()
    confirm_closed: bool = False

    def standing(self, name: str) -> Standing:
        """Return how an item stands; ``KeyError`` where there is no such item here."""
        return {item.name: item.standing for item in self.items}[name]

    @property
    def to_ask(self) -> tuple[str, ...]:
        """Return the items to ask for in writing: missing ones first, then unclear ones."""
        ordered = (Standing.MISSING, Standing.UNCLEAR)
        return tuple(item.name for standing in ordered for item in self.items if item.standing is standing)


def revived(breach: BreachTerms | None) -> tuple[str, ...]:
    """Return what a breach brings back by the agreement's words, yes and no alike; what it does not say is left out."""
    if breach is None:
        return ()
    found = ["days_late"] if breach.days_late is not None else []
    for name in ("waiver_falls", "rate_revives", "accelerates"):
        told = getattr(breach, name)
        if told is not None:
            found.append(name if told else f"not_{name}")
    return tuple(found)


def _hidden_rate(fixed: Money, monthly: Money, terms: int) -> AllInRate | None:
    if monthly.fen * terms > _MOST_TIMES * fixed.fen:
        return None
    try:
        return annual_rate_of([-fixed.fen, *([monthly.fen] * terms)])
    except RateError:
        return None


def _due_days(agreement: Agreement) -> list[date]:
    """Return the days on which instalments fall due; the first alone where their number is not known."""
    first = agreement.first_due
    return [] if first is None else list(month_steps(first, agreement.terms or 1))


def check_agreement(case: CaseFile, debt_id: str, on: date) -> AgreementCheck:
    """Return the check of the latest agreement about a debt; ``KeyError`` where there is none.

    An item the case does not speak of is unclear, never missing; what is only remembered is unclear, never present.
    """
    agreement = case.agreement(debt_id)
    if agreement is None:
        raise KeyError(debt_id)
    by_rule = case.debt(debt_id).creditor_type in _CARDS
    items, rest = items_of(agreement, cards=by_rule)
    fixed, monthly, terms = agreement.principal_fixed, agreement.monthly, agreement.terms
    total = Money(monthly.fen * terms) if monthly is not None and terms is not None else None
    difference = total - fixed if total is not None and fixed is not None else None
    rounding = difference is not None and terms is not None and abs(difference.fen) <= _ROUNDING_A_TERM * terms
    hidden = None
    if difference is not None and difference > ZERO and not rounding and fixed and monthly is not None and terms:
        hidden = _hidden_rate(fixed, monthly, terms)
    step = next_rung(agreement, on)
    payday = against_payday(case, _due_days(agreement), on)
    return AgreementCheck(
        debt=debt_id,
        items=items,
        by_rule=by_rule,
        also_missing=rest,
        agreed_total=total,
        difference=difference,
        rounding=rounding,
        hidden_rate=hidden,
        first_due=agreement.first_due,
        last_due=add_months(agreement.first_due, terms - 1) if agreement.first_due is not None and terms else None,
        payday_unknown=agreement.first_due is not None and payday is None,
        rung=rung(agreement),
        next_rung=step.name if step is not None else None,
        confirm_until=step.until if step is not None else None,
        payday=payday,
        revived=revived(agreement.breach),
        confirm_closed=step is not None and step.closed,
    )
