"""How firm an agreement is: the rungs from a plain contract to a notarised instrument, each with its law."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from repaybook import law
from repaybook.case.dealings import RUNGS
from repaybook.case.model import Agreement
from repaybook.law.provisions import Dated

BESIDE = "enforcement_settlement"
"""A settlement in enforcement stands beside the ladder: not kept, the old paper is enforced again."""

LADDER = tuple(name for name in RUNGS if name != BESIDE)
"""How firm an agreement is, the least first; from ``judicial_confirmation`` on it can be enforced."""

ENFORCEABLE = frozenset({"judicial_confirmation", "court_paper", "notarised"})

CONFIRMATION = ("settlement", "judicial_confirmation_days")
_LAW: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "contract": (("settlement", "contract_binds"),),
        "mediation": (("settlement", "mediation_binds"),),
        "judicial_confirmation": (CONFIRMATION,),
        "court_paper": (("settlement", "court_mediation_force"), ("settlement", "arbitration_mediation_force")),
        "notarised": (("settlement", "notarised_instrument"),),
        BESIDE: (("articles", "procedure_enforcement_settlement"),),
    }
)
_RUNGS = (
    (BESIDE, r"执行和解"),
    ("notarised", r"公证"),
    ("judicial_confirmation", r"司法确认"),
    ("court_paper", r"调解书|判决|裁定|仲裁"),
    ("mediation", r"调解"),
)


@dataclass(frozen=True, slots=True)
class NextRung:
    """The next sensible rung; ``until`` – its last day, ``days`` – how many the law gives, where it gives some.

    ``closed`` – the time to ask for judicial confirmation is over, so that another rung takes its place.
    """

    name: str
    until: date | None = None
    days: int | None = None
    closed: bool = False


def rung_of(form: str) -> str:
    """Return how firm an agreement of this form is, by the words for it; a plain contract where none is named."""
    return next((rung for rung, words in _RUNGS if re.search(words, form)), "contract")


def rung(agreement: Agreement) -> str:
    """Return how firm the agreement is: by the words of its form, else as the person knows it to be."""
    told = rung_of(agreement.form)
    if told == "contract" and agreement.rung in RUNGS:
        return agreement.rung
    return told


def next_rung(agreement: Agreement, on: date) -> NextRung | None:
    """Return the rung that can sensibly be asked for next; ``None`` where nothing firmer is needed.

    That is so where the agreement, or the paper behind it, can be enforced already. A mediated agreement can be
    confirmed by a court while the law's days from its effect run; after them the way is a paper of a court or an
    arbitral tribunal. The day of signing stands for the day of effect.
    """
    now = rung(agreement)
    if now in ENFORCEABLE or now == BESIDE:
        return None
    if now == "contract":
        return NextRung("mediation")
    if agreement.signed is None:
        return NextRung("judicial_confirmation")
    area, name = CONFIRMATION
    try:
        days = int(law.load(area)[name].on(agreement.signed).value)
    except law.NotInForceError:
        return NextRung("court_paper", closed=True)
    last = agreement.signed + timedelta(days=days)
    return NextRung("judicial_confirmation", last, days) if last >= on else NextRung("court_paper", closed=True)


def law_of(name: str, day: date) -> tuple[Dated, ...]:
    """Return the provisions that a rung rests on, as in force on ``day``; ``KeyError`` for no rung."""
    found = []
    for area, rule in _LAW[name]:
        try:
            found.append(law.load(area)[rule].on(day))
        except law.NotInForceError:
            continue
    return tuple(found)
