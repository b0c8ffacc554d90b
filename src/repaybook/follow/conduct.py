"""What a contact shows: classes of conduct from one row's own facts, each with its rule. A hint, never a verdict.

The rules of conduct are a guideline, a standard or a statute, and say which; where they stand is in ``law``. The tool
never raises a class: a rude tone alone is no insult, a lawful letter no threat, and the debt stays owed whatever a
collector did.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from importlib.resources import files

from repaybook import law
from repaybook.case.dealings import CONDUCT_CLASSES
from repaybook.case.model import CaseFile, Contact, CreditorType, Debt
from repaybook.follow.dues import instalments

RULES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "threat": (("public_order", "harassment_article"), ("public_order", "intrusion_article")),
    "fake_legal_document_or_fraud": (
        ("articles", "public_order_impersonation"),
        ("articles", "public_order_fraud_extortion"),
    ),
    "illegal_debt_collection": (("crime", "illegal_debt_collection"),),
    "false_legal_threat": (("collection", "notice_before_outsourcing"), ("crime", "card_months_after_reminders")),
    "third_party_disclosure": (
        ("cards", "third_parties"),
        ("collection", "third_parties_bank"),
        ("collection", "third_parties"),
        ("public_order", "personal_information_article"),
    ),
    "insult": (("public_order", "harassment_article"),),
    "night_contact": (("collection", "quiet_hours_bank"), ("collection", "quiet_hours_online_credit")),
    "excess_frequency": (("collection", "unanswered_calls_a_day"), ("collection", "effective_calls_a_day")),
    "after_agreement_collection": (("cards", "personal_plan_stop_collection"),),
    "legal_document": (("court", "payment_order_objection_days"),),
    "legal_process": (("settlement", "judicial_confirmation_days"),),
}
"""Where the rules of a class stand (area, name), the nearest first; classes without one rest on practice."""

NO_MISCONDUCT = frozenset({"normal", "refusal_policy", "legal_document", "legal_process"})
"""Classes of a contact that no letter is written about."""

ONLINE = frozenset(
    {
        CreditorType.ONLINE_MICROLOAN,
        CreditorType.LOAN_FACILITATION,
        CreditorType.INTERNET_BANK,
        CreditorType.CONSUMER_FINANCE,
    }
)
"""Lenders that the standard on online consumer credit is about."""

CARDS = frozenset({CreditorType.BANK_CREDIT_CARD, CreditorType.CARD_INSTALMENT})
"""Accounts that the rules on credit cards are about."""

PERSONAL = frozenset({CreditorType.PRIVATE_LOAN, CreditorType.FAMILY_FRIENDS})
"""Debts to a private person, whom no rule on lenders is about."""

_ABOUT_BANKS = frozenset({"quiet_hours_bank", "third_parties_bank"})
_ABOUT_ONLINE = frozenset({"quiet_hours_online_credit", "third_parties", "effective_calls_a_day"})

_COURTS = re.compile(r"法院|仲裁|公证|检察")
_MEDIATORS = re.compile(r"调解")
_PAPER = re.compile(r"邮寄|送达|EMS|快递|挂号|公告", re.IGNORECASE)
_PAPER_WORDS = re.compile(r"支付令|传票|起诉状|应诉|判决|裁定|执行通知|调解书|仲裁裁决")
_FEEBLE_IDENTITY = frozenset({"未报", "拒报", "不肯说", "不详", "拒绝提供"})


@dataclass(frozen=True, slots=True)
class Conduct:
    """The classes of one contact, the gravest first, at least one; ``confirmed`` – a person said so, it is no hint."""

    contact: Contact
    classes: tuple[str, ...]
    confirmed: bool = False

    @property
    def misconduct(self) -> bool:
        """Return whether any of the classes is one that a letter can be written about."""
        return not NO_MISCONDUCT.issuperset(self.classes)


def rules_of(name: str, debt: Debt | None) -> tuple[tuple[str, str], ...]:
    """Return the rules of a class that are about a lender of this kind; all of them where the debt is not known.

    Rules on cards are about cards, the standard on online credit about such lenders, the banks' guideline about the
    others; neither is about a private person who lent money.
    """
    rules = RULES.get(name, ())
    if debt is None:
        return rules
    kind = debt.creditor_type
    others = _ABOUT_BANKS if kind in ONLINE else _ABOUT_ONLINE
    return tuple(
        (area, rule)
        for area, rule in rules
        if not (area == "cards" and kind not in CARDS)
        and not (area == "collection" and (rule in others or kind in PERSONAL))
    )


@dataclass(frozen=True, slots=True)
class _Words:
    found: re.Pattern[str]
    unless: re.Pattern[str] | None

    def within(self, said: str) -> bool:
        return self.found.search(said) is not None and (self.unless is None or self.unless.search(said) is None)


@cache
def _words() -> Mapping[str, _Words]:
    table = tomllib.loads((files("repaybook.follow") / "conduct.toml").read_text("utf-8"))
    return {
        name: _Words(
            re.compile("|".join(row["any"]), re.IGNORECASE),
            re.compile("|".join(row["unless"]), re.IGNORECASE) if "unless" in row else None,
        )
        for name, row in table.items()
    }


def _says(name: str, said: str) -> bool:
    return _words()[name].within(said)


def _clock(value: str) -> time:
    hour, minute = value.split(":")
    return time(int(hour), int(minute))


def _limit(name: str, day: date) -> int | None:
    """Return a guideline's number on a day, ``None`` while there was none."""
    try:
        return int(law.load("collection")[name].on(day).value)
    except law.NotInForceError:
        return None


def at_night(contact: Contact) -> bool:
    """Return whether a contact fell into the quiet hours in force on its day (from 22:00 until before 8:00)."""
    for name in ("quiet_hours_bank", "quiet_hours_online_credit"):
        try:
            start, end = law.load("collection")[name].on(contact.at.date()).value
        except law.NotInForceError:
            continue
        moment = contact.at.time()
        return moment >= _clock(start) or moment < _clock(end)
    return False


def agreement_kept(case: CaseFile, debt_id: str | None, day: date) -> bool:
    """Return whether an agreement about the debt ran on ``day`` and everything due before it had been paid.

    Collection ends with an agreement unless it is not kept (信用卡业务监督管理办法 70条末款).
    """
    agreement = case.agreement(debt_id) if debt_id is not None else None
    if agreement is None or (agreement.signed is not None and agreement.signed > day):
        return False
    due = sum(amount.fen for falls, amount in instalments(agreement) if falls < day)
    paid = sum(payment.amount.fen for payment in agreement.payments if payment.date <= day)
    return paid >= due


def _too_often(contact: Contact, case: CaseFile, said: str) -> bool:
    attempts = contact.attempts_same_day
    if attempts is None:
        return False
    day = contact.at.date()
    unanswered = _limit("unanswered_calls_a_day", day)
    if unanswered is not None and attempts > unanswered:
        return True
    effective = _limit("effective_calls_a_day", day)
    online = any(debt.id == contact.debt and debt.creditor_type in ONLINE for debt in case.debts)
    return online and effective is not None and attempts > effective and _says("took_call", said)


def _official(contact: Contact, said: str) -> str | None:
    """Return the class of a contact by a court or mediator itself, ``None`` where it is by neither."""
    pretends = _says("claims_to_be", contact.party) or _says("fake_legal_document_or_fraud", said)
    if pretends or not (_COURTS.search(contact.party) or _MEDIATORS.search(contact.party)):
        return None
    if _COURTS.search(contact.party) and _PAPER_WORDS.search(said) and _PAPER.search(contact.channel):
        return "legal_document"
    return "legal_process"


def _third_party(contact: Contact, said: str) -> bool:
    if contact.direction != "third_party" and not re.search(
        r"(打给|打到|联系|告诉|通知|群发|发给).{0,6}(同事|单位|公司|学校|前台|领导|父母|亲戚|朋友|邻居|家人|通讯录|村)",
        said,
    ):
        return False
    if _says("liable", said + contact.party):
        return False
    return _says("discloses", said) or not _says("passes_a_message", said)


def _misconduct(contact: Contact, case: CaseFile, said: str) -> set[str]:
    found = {
        name
        for name in ("insult", "threat", "false_legal_threat", "fake_legal_document_or_fraud", "wrong_amount")
        if _says(name, said)
    }
    if "fake_legal_document_or_fraud" in found:
        found.discard("false_legal_threat")  # the false paper is the graver of the two and holds the other
    if _third_party(contact, said):
        found.add("third_party_disclosure")
    if at_night(contact) and not _says("consent", said):
        found.add("night_contact")
    if _too_often(contact, case, said):
        found.add("excess_frequency")
    if _says("demands", said) and agreement_kept(case, contact.debt, contact.at.date()):
        found.add("after_agreement_collection")
    if _says("usury", said) and found & {"threat", "insult"}:
        found.add("illegal_debt_collection")
    return found


def conduct(contact: Contact, case: CaseFile) -> Conduct:
    """Return the classes a contact shows by its own facts; ``normal`` where none other holds."""
    said = re.sub(r"\s", "", unicodedata.normalize("NFKC", contact.said_zh))
    party = unicodedata.normalize("NFKC", contact.party)
    if contact.direction == "out":
        answered = {name for name in ("refusal_policy", "wrong_amount") if _says(name, said)}
        return Conduct(contact, _ordered(answered))
    official = _official(contact, said)
    if official is not None:
        return Conduct(contact, (official,))
    found = _misconduct(contact, case, said)
    if not found:
        if _says("refusal_policy", said):
            found.add("refusal_policy")
        elif _says("claims_to_be", party) or (contact.agent_id or "") in _FEEBLE_IDENTITY:
            found.add("unverified_identity")
    return Conduct(contact, _ordered(found))


def _ordered(found: set[str]) -> tuple[str, ...]:
    return tuple(name for name in CONDUCT_CLASSES if name in found) or ("normal",)


def classes_of(named: Iterable[str]) -> tuple[str, ...]:
    """Return classes that a person named, the gravest first: ``normal`` alone, and only where there is no other."""
    return _ordered(set(named) - {"normal"})


def judged(contact: Contact, case: CaseFile) -> Conduct:
    """Return the classes that the person confirmed or changed; where nobody has, those the contact's facts show."""
    if contact.classes is None:
        return conduct(contact, case)
    return Conduct(contact, classes_of(contact.classes), confirmed=True)


def conducts(case: CaseFile) -> tuple[Conduct, ...]:
    """Return the conduct of every row of the contact log as ``judged``, in its order."""
    return tuple(judged(contact, case) for contact in case.contact_log)
