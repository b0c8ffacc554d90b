"""The items of an agreement, and whether each is there, missing or unclear, by what the person has of it.

The six items are those of 商业银行信用卡业务监督管理办法 第70条, which speaks of cards; for other lenders they are a
good list and no rule. The further ones are practice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from repaybook.case.model import AgreedItem, Agreement, BreachTerms

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

PROOF = frozenset({"paper", "recording", "sms"})
"""What an item can rest on so that it can be shown; what is only remembered cannot."""

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


class Standing(StrEnum):
    """Whether an item is in the agreement, by what the case holds of it."""

    PRESENT = "present"
    MISSING = "missing"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Item:
    """One item (its words: ``agreement.item.<name>`` and ``agreement.ask.<name>``) and how it stands.

    ``by`` – what the person says it rests on (``case.dealings.AGREED_BY``), ``None`` where nobody said.
    """

    name: str
    standing: Standing
    by: str | None = None


def item_noted(said: str) -> str | None:
    """Return the item that a note of something missing speaks of; ``None`` where it is none of them."""
    return next((name for name, words in _WORDS.items() if words.search(said)), None)


def answered(agreement: Agreement) -> Mapping[str, AgreedItem]:
    """Return the person's own answers by item; of several about one the last counts."""
    return {item.name: item for item in agreement.items}


def _told(*, answer: bool | None) -> Standing:
    if answer is None:
        return Standing.UNCLEAR
    return Standing.PRESENT if answer else Standing.MISSING


def _by_answer(item: AgreedItem) -> Standing:
    """Return how an item stands that the person answered: what cannot be shown is unclear, not present."""
    if item.standing == Standing.MISSING:
        return Standing.MISSING
    return Standing.PRESENT if item.standing == Standing.PRESENT and item.by in PROOF else Standing.UNCLEAR


def _by_terms(agreement: Agreement, name: str) -> Standing:
    """Return how an item stands by the terms that the case holds; what they do not speak of is unclear."""
    breach = agreement.breach or BreachTerms()
    known: Mapping[str, bool] = {
        "balance": agreement.principal_fixed is not None,
        "schedule": None not in {agreement.terms, agreement.monthly, agreement.first_due},
        "grace_days": breach.days_late is not None,
        "restored_on_breach": any(
            told is not None for told in (breach.waiver_falls, breach.rate_revives, breach.accelerates)
        ),
        "waiver_conditions": agreement.waived is not None and breach.waiver_falls is not None,
    }
    if name == "written_copy":
        return _told(answer=agreement.written_copy)
    if name == "stop_collection":
        return _told(answer=agreement.stop_collection_clause)
    return Standing.PRESENT if known.get(name) else Standing.UNCLEAR


def items_of(agreement: Agreement, *, cards: bool) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Return every item with its standing, and what the person noted as missing and no item covers.

    An answer of the person comes before a note, a note before the terms. The promise about new cards is asked of cards
    alone.
    """
    answers = answered(agreement)
    noted = {item_noted(said) for said in agreement.missing}
    rest = tuple(said for said in agreement.missing if item_noted(said) is None)
    found = []
    for name in (*SIX, *FURTHER):
        if name == "no_new_cards" and not cards:
            continue
        answer = answers.get(name)
        if answer is not None:
            found.append(Item(name, _by_answer(answer), answer.by))
        elif name in noted or (name == "other_terms" and rest):
            found.append(Item(name, Standing.MISSING))
        else:
            found.append(Item(name, _by_terms(agreement, name)))
    return tuple(found), rest
