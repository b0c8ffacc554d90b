"""What an agreement has, lacks or leaves unclear, whether its sums agree, and how firm it is. Nothing is guessed.

The six items are those of 商业银行信用卡业务监督管理办法 第70条, which speaks of cards; for other lenders they are a
good list and no rule. The further ones are practice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from repaybook import law
from repaybook.case.model import Agreement, CaseFile, CreditorType
from repaybook.dates import add_months
from repaybook.errors import RateError
from repaybook.money import ZERO, Money
from repaybook.rates.annual import AllInRate, annual_rate_of

SIX = ("balance", "schedule", "charges", "no_new_cards", "breach", "other_terms")
"""The contents that the rule on cards asks for, in its order."""

FURTHER = (
    "written_copy",
    "stop_collection",
    "early_payoff",
    "grace_days",
    "restored_on_breach",
    "waiver_conditions",
    "credit_reporting",
    "payee_account",
    "settlement_certificate",
)
"""What else should be clear before the first payment."""

LADDER = ("contract", "mediation", "judicial_confirmation", "court_paper", "notarised")
"""How firm an agreement is, the least first; from ``judicial_confirmation`` on it can be enforced."""

_ROUNDING_A_TERM = 100
_MOST_TIMES = 10
"""Instalments of more than that many times the balance are a slip of the pen, not a rate."""
_WORDS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        name: re.compile(words)
        for name, words in {
            "restored_on_breach": r"恢复|加速到期",
            "grace_days": r"宽限|补救|逾期几天|几天算",
            "breach": r"违约(处理|责任|约定|条款)?",
            "settlement_certificate": r"结清",
            "written_copy": r"书面|原件|文本|盖章",
            "stop_collection": r"催收|委外|停催",
            "early_payoff": r"提前",
            "waiver_conditions": r"减免",
            "credit_reporting": r"征信|报送",
            "payee_account": r"账户|账号|收款",
            "no_new_cards": r"申领|新卡|办卡",
            "charges": r"利息|息费|年费|费用|罚息",
            "schedule": r"期数|每期|日期|周期|还款日",
            "balance": r"余额|本金|欠款|金额|币种",
        }.items()
    }
)
_RUNGS = (
    ("notarised", r"公证"),
    ("judicial_confirmation", r"司法确认"),
    ("court_paper", r"调解书|判决|裁定|仲裁|执行和解"),
    ("mediation", r"调解"),
)
_CARDS = frozenset({CreditorType.BANK_CREDIT_CARD, CreditorType.CARD_INSTALMENT})


class Standing(StrEnum):
    """Whether an item is in the agreement, by what the case holds of it."""

    PRESENT = "present"
    MISSING = "missing"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Item:
    """One item (its words: ``agreement.item.<name>`` and ``agreement.ask.<name>``) and how it stands."""

    name: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementCheck:
    """What the check of one agreement finds.

    ``by_rule`` – whether the rule on cards asks for the six items here. ``also_missing`` – what the person noted as
    missing and no item covers. ``agreed_total`` – instalments × amount; ``difference`` – it less the fixed balance, to
    the fen (above 0: more is paid than fixed); ``rounding`` – whether that is a yuan an instalment at most.
    ``hidden_rate`` – what the instalments cost a year beyond rounding. ``payday_unknown`` – the case does not know the
    day wages come, so the first due day cannot be held against it. ``rung`` and ``next_rung`` – of ``LADDER``;
    ``confirm_until`` – last day to apply together for judicial confirmation, where that is the next rung.
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

    def standing(self, name: str) -> Standing:
        """Return how an item stands; ``KeyError`` where there is no such item here."""
        return {item.name: item.standing for item in self.items}[name]

    @property
    def to_ask(self) -> tuple[str, ...]:
        """Return the items to ask for in writing: missing ones first, then unclear ones."""
        ordered = (Standing.MISSING, Standing.UNCLEAR)
        return tuple(item.name for standing in ordered for item in self.items if item.standing is standing)


def _noted(agreement: Agreement) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Return what the person noted as missing, by item, and what no item covers."""
    found: dict[str, str] = {}
    rest = []
    for said in agreement.missing:
        name = next((name for name, words in _WORDS.items() if words.search(said)), None)
        if name is None:
            rest.append(said)
        else:
            found[name] = said
    return found, tuple(rest)


def _answer(*, told: bool | None) -> Standing:
    if told is None:
        return Standing.UNCLEAR
    return Standing.PRESENT if told else Standing.MISSING


def _standing(agreement: Agreement, name: str, noted: Mapping[str, str], rest: tuple[str, ...]) -> Standing:
    if name in noted or (name == "other_terms" and rest):
        return Standing.MISSING
    if name == "balance":
        return _answer(told=True if agreement.principal_fixed is not None else None)
    if name == "schedule":
        known = None not in {agreement.terms, agreement.monthly, agreement.first_due}
        return _answer(told=True if known else None)
    if name == "written_copy":
        return _answer(told=agreement.written_copy)
    if name == "stop_collection":
        return _answer(told=agreement.stop_collection_clause)
    return Standing.UNCLEAR


def _hidden_rate(fixed: Money, monthly: Money, terms: int) -> AllInRate | None:
    if monthly.fen * terms > _MOST_TIMES * fixed.fen:
        return None
    try:
        return annual_rate_of([-fixed.fen, *([monthly.fen] * terms)])
    except RateError:
        return None


def rung_of(form: str) -> str:
    """Return how firm an agreement of this form is, by the words for it; a plain contract where none is named."""
    return next((rung for rung, words in _RUNGS if re.search(words, form)), "contract")


def _next_rung(agreement: Agreement, rung: str, on: date) -> tuple[str | None, date | None]:
    if rung == "contract":
        return "mediation", None
    if rung != "mediation":
        return None, None
    if agreement.signed is None:
        return "judicial_confirmation", None
    days = int(law.load("settlement")["judicial_confirmation_days"].on(agreement.signed).value)
    last = agreement.signed + timedelta(days=days)
    return ("judicial_confirmation", last) if last >= on else ("court_paper", None)


def check_agreement(case: CaseFile, debt_id: str, on: date) -> AgreementCheck:
    """Return the check of the latest agreement about a debt; ``KeyError`` where there is none.

    An item the case does not speak of is unclear, never missing.
    """
    agreement = case.agreement(debt_id)
    if agreement is None:
        raise KeyError(debt_id)
    by_rule = case.debt(debt_id).creditor_type in _CARDS
    noted, rest = _noted(agreement)
    names = [name for name in (*SIX, *FURTHER) if by_rule or name != "no_new_cards"]
    fixed, monthly, terms = agreement.principal_fixed, agreement.monthly, agreement.terms
    total = Money(monthly.fen * terms) if monthly is not None and terms is not None else None
    difference = total - fixed if total is not None and fixed is not None else None
    rounding = difference is not None and terms is not None and abs(difference.fen) <= _ROUNDING_A_TERM * terms
    hidden = None
    if difference is not None and difference > ZERO and not rounding and fixed and monthly is not None and terms:
        hidden = _hidden_rate(fixed, monthly, terms)
    rung = rung_of(agreement.form)
    next_rung, until = _next_rung(agreement, rung, on)
    return AgreementCheck(
        debt=debt_id,
        items=tuple(Item(name, _standing(agreement, name, noted, rest)) for name in names),
        by_rule=by_rule,
        also_missing=rest,
        agreed_total=total,
        difference=difference,
        rounding=rounding,
        hidden_rate=hidden,
        first_due=agreement.first_due,
        last_due=add_months(agreement.first_due, terms - 1) if agreement.first_due is not None and terms else None,
        payday_unknown=agreement.first_due is not None,
        rung=rung,
        next_rung=next_rung,
        confirm_until=until,
    )
