"""A creditor declined: what can be done about each usual reason, those that fit the case first. Never: stop paying."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from repaybook.assess.boundary import hints_in
from repaybook.assess.model import Assessment
from repaybook.case.model import CaseFile, Contact, Debt
from repaybook.case.vocabulary import IN_COURT
from repaybook.follow.dues import State, agreement_dues
from repaybook.follow.reached import declined
from repaybook.money import ZERO

_WORDS: Mapping[str, re.Pattern[str]] = {
    "too_early": re.compile(r"90天|九十天|三个月|3个月|未到期|没到期|(未|没有?)逾期"),
    "papers": re.compile(r"材料|资料|证明|不齐|不全|补件"),
    "credit_left": re.compile(r"额度|新(增)?(贷|借)|大额|消费记录"),
    "income": re.compile(r"收入|还款能力|还不起"),
    "broke_before": re.compile(r"违约过|违过约|二次|断供过"),
    "agent": re.compile(r"中介|代理|第三方机构"),
}
_AGENTS = frozenset({"agent", "fees"})
REASONS = (
    "too_early",
    "papers",
    "credit_left",
    "income",
    "outsourced",
    "sued",
    "assigned",
    "broke_before",
    "agent",
)
"""The reasons usually given, and those that lie in the case, in the order in which they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """What to do about one reason (``talks.counter.<reason>``); ``fits`` – the case shows that it may be the one.

    ``papers`` – names of the papers that are still to be had, where that is the reason.
    """

    reason: str
    fits: bool
    papers: tuple[str, ...] = ()


def in_court(debt: Debt) -> bool:
    """Return whether a court, an arbitrator or a mediator has the matter."""
    return debt.legal_status in IN_COURT


def _said(case: CaseFile, debt: Debt, log: Sequence[Contact]) -> str:
    calls = [row.said_zh for row in log if declined(row, case)]
    answers = [one.note for one in case.counter_offers if one.debt == debt.id and one.outcome == "refused"]
    notes = [one.note for one in case.negotiations if one.debt == debt.id and one.state == "refused"]
    return "。".join((*calls, *answers, *notes))


def _papers(case: CaseFile, debt: Debt) -> tuple[str, ...]:
    lacking = (row for row in case.evidence if row.debt in {None, debt.id} and row.standing != "have")
    return tuple(dict.fromkeys(row.name for row in lacking if row.name))


def counters(
    case: CaseFile, debt: Debt, log: Sequence[Contact], assessment: Assessment, on: date
) -> tuple[Counter, ...]:
    """Return every reason with whether it fits: those that do first, else in the order of ``REASONS``.

    ``log`` – the contacts about the debt.
    """
    said, papers, agreement = _said(case, debt, log), _papers(case, debt), case.agreement(debt.id)
    told = (*case.warning_signs, *case.shocks, *case.client_says)
    shown: Mapping[str, Callable[[], bool]] = {
        "papers": lambda: bool(papers),
        "income": lambda: assessment.income_known and assessment.usable_for_plans <= ZERO,
        "outsourced": lambda: debt.collector in {"outsourced", "law_firm"},
        "sued": lambda: in_court(debt),
        "assigned": lambda: debt.legal_status == "assigned" or debt.collector == "assignee",
        "broke_before": lambda: (
            agreement is not None and any(due.state is State.MISSED for due in agreement_dues(agreement, on))
        ),
        "agent": lambda: any(hint.question in _AGENTS for words in told for hint in hints_in(words)),
    }
    found = [
        Counter(
            reason=reason,
            fits=(reason in _WORDS and _WORDS[reason].search(said) is not None)
            or (reason in shown and shown[reason]()),
            papers=papers if reason == "papers" else (),
        )
        for reason in REASONS
    ]
    return tuple(sorted(found, key=lambda one: not one.fits))
