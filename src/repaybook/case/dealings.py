"""What happens with the creditors: contacts, where the talks stand, evidence, agreements, payments, legal papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from repaybook.money import Money

Day: TypeAlias = date

STATES = (
    "listed",
    "verified",
    "budgeted",
    "plan_set",
    "evidence_ready",
    "first_contact",
    "waiting",
    "refused",
    "counter_offer",
    "accepted",
    "terms_checked",
    "confirmed",
    "before_first_payment",
    "performing",
    "change_requested",
    "settled",
    "credit_checked",
)
"""Where the talks with one creditor stand, in the order in which they usually go, from the list to the credit check."""

CONDUCT_CLASSES = (
    "threat",
    "fake_legal_document_or_fraud",
    "illegal_debt_collection",
    "false_legal_threat",
    "third_party_disclosure",
    "insult",
    "night_contact",
    "excess_frequency",
    "after_agreement_collection",
    "wrong_amount",
    "unverified_identity",
    "legal_document",
    "legal_process",
    "refusal_policy",
    "normal",
)
"""Every class of conduct, the gravest first; several may hold for one row."""

EVIDENCE_STANDINGS = ("have", "can_get", "missing")
AGREED_STANDINGS = ("present", "missing", "unclear")
AGREED_BY = ("paper", "recording", "sms", "memory")
"""What an item of an agreement rests on."""

RUNGS = ("contract", "mediation", "judicial_confirmation", "court_paper", "notarised", "enforcement_settlement")
"""How firm an agreement is, the least first (``follow.ladder``)."""

MOST_TERMS = 600
"""The most instalments that an agreement has: fifty years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact with a creditor, collector, court or third party, as it happened.

    ``classes`` – the classes of conduct that the person confirmed or changed; ``None`` while nobody has.
    ``promise`` and ``promise_on`` – what was promised, by whom it was said, and until when; ``promise_kept`` – whether
    it came so, ``None`` while it is open. ``ticket`` – the number under which the creditor keeps the matter.
    """

    at: datetime
    direction: str
    channel: str = ""
    party: str = ""
    agent_id: str | None = None
    said_zh: str = ""
    evidence: tuple[str, ...] = ()
    number_masked: str | None = None
    debt: str | None = None
    attempts_same_day: int | None = None
    staff: str | None = None
    ticket: str | None = None
    promise: str | None = None
    promise_on: date | None = None
    promise_kept: bool | None = None
    classes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """A state (``STATES``) that the talks about one debt reached on a day, and what comes next until when."""

    debt: str
    state: str
    on: date
    next_step: str = ""
    next_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One paper of the evidence list: what it is, whether it is at hand, and its line in the manifest.

    The file itself stays with the person; ``file_name``, ``pages``, ``dated`` and ``sha256`` (64 hexadecimal digits,
    taken where the file is) say which one it is. ``kind`` – what it proves (``follow.evidence``), ``debt`` – the debt
    it belongs to, ``None`` for the household's own.
    """

    kind: str
    standing: str = "missing"
    debt: str | None = None
    name: str = ""
    issuer: str = ""
    file_name: str = ""
    pages: int | None = None
    dated: date | None = None
    sha256: str | None = None
    original: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A step of a checklist that was done on a day (``follow.after_agreement``, ``follow.closing``)."""

    debt: str
    step: str
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money paid on a day."""

    date: Day
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachTerms:
    """What an agreement says of not keeping it; ``None`` where it does not say.

    ``days_late`` – days after a due day from which it is broken. ``waiver_falls`` – what was waived is owed again.
    ``rate_revives`` – the contract's rate runs again from the day of the agreement. ``accelerates`` – all is due at
    once.
    """

    days_late: int | None = None
    waiver_falls: bool | None = None
    rate_revives: bool | None = None
    accelerates: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedItem:
    """One item of an agreement (``follow.agreement_check``), how it stands, and what that rests on."""

    name: str
    standing: str
    by: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A concluded agreement about the debt ``debt``.

    ``reference`` – its number, or that of the recording. ``items`` – what the person found in it, item by item.
    ``breach`` – what it says of not keeping it; ``waived`` – what the creditor waived in it. ``rung`` – how firm the
    person knows it to be (``RUNGS``), where the words of ``form`` do not say.
    """

    debt: str
    signed: date | None = None
    form: str = ""
    principal_fixed: Money | None = None
    terms: int | None = None
    monthly: Money | None = None
    first_due: date | None = None
    payments: tuple[Payment, ...] = ()
    stop_collection_clause: bool | None = None
    written_copy: bool | None = None
    missing: tuple[str, ...] = ()
    reference: str | None = None
    waived: Money | None = None
    breach: BreachTerms | None = None
    items: tuple[AgreedItem, ...] = ()
    rung: str | None = None

    @property
    def paid(self) -> Money:
        """Return all that was paid on it."""
        return Money.total(payment.amount for payment in self.payments)

    @property
    def paid_instalments(self) -> int:
        """Return how many whole instalments the payments cover, in whatever parts or ahead of time they were made.

        The number of payments where the instalment is not known; never more than an agreement can have.
        """
        if not self.monthly:
            return len(self.payments)
        return min(self.paid.fen // self.monthly.fen, self.terms or MOST_TERMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalEvent:
    """A legal paper received or a date set; ``deadline`` is what must not be missed."""

    type: str
    date: Day
    deadline: Day | None = None
    deadline_basis: str | None = None
    amount: Money | None = None
    debt: str | None = None
    note: str | None = None
