"""The dates that must not be missed: court papers, payments that fall due, incomes that end, with the days left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from repaybook.assess.debts import due_monthly
from repaybook.case.dealings import MOST_TERMS
from repaybook.case.model import Agreement, CaseFile, LegalEvent
from repaybook.case.vocabulary import LEGAL_EVENTS
from repaybook.dates import add_months
from repaybook.money import ZERO, Money

NEED_A_DEADLINE = frozenset({"payment_order_received", "summons_received", "judgment_received", "enforcement_notice"})
"""Papers whose own date says nothing of what must not be missed: without a deadline they come first, as not known."""


class Weight(IntEnum):
    """Which of several dates on one day comes first."""

    DEADLINE = 0
    LEGAL_DATE = 1
    PRIORITY_DEBT = 2
    AGREEMENT = 3
    DEBT = 4
    INCOME = 5
    ANSWER = 6


_PASSED = {
    Weight.DEADLINE: "passed_deadline",
    Weight.LEGAL_DATE: "passed_date",
    Weight.PRIORITY_DEBT: "passed_payment",
    Weight.AGREEMENT: "passed_payment",
    Weight.DEBT: "passed_payment",
    Weight.INCOME: "passed_income",
    Weight.ANSWER: "passed_answer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One date; ``days_left`` is below 0 once it has passed, ``None`` where the paper's deadline is not known.

    ``kind`` – the type of the legal event, ``legal_event`` for one that is not listed, ``perform_by``,
    ``agreement_instalment``, ``debt_due`` or ``income_ends``. ``who`` – creditor, income or paper it is about, in the
    person's words; ``debt`` – id of the debt. ``source_key`` – key of the sentence that says where the date comes
    from; ``basis`` – how the paper or the person reckons it. ``event`` – the legal event it was read from.

    The layer above fills in what the law adds (``counsel.legal_dates``): ``worked_out`` – the day by ``rule`` (area,
    name), so many ``days`` after a receipt, a signature or a filing; ``given`` – the day that was told, where there is
    one beside it; ``hand_in`` – the last workday before, where the day itself is none; ``tentative`` – that year's
    calendar of workdays is not published yet.
    """

    kind: str
    on: date
    days_left: int | None
    weight: Weight
    who: str = ""
    debt: str | None = None
    amount: Money | None = None
    source_key: str
    basis: str | None = None
    event: LegalEvent | None = None
    worked_out: date | None = None
    rule: tuple[str, str] | None = None
    days: int | None = None
    given: date | None = None
    hand_in: date | None = None
    tentative: bool = False

    @property
    def passed(self) -> bool:
        """Return whether the date lies before the day it was looked at."""
        return self.days_left is not None and self.days_left < 0

    @property
    def computed(self) -> bool:
        """Return whether the date was worked out from the law alone, because nobody told it."""
        return self.worked_out is not None and self.given is None

    @property
    def label_key(self) -> str:
        """Return the key of what the date is; its placeholder is ``who``."""
        return f"assess.{'paper' if self.days_left is None else 'urgent'}.{self.kind}"

    @property
    def act_key(self) -> str:
        """Return the key of what to do about it."""
        if self.days_left is None:
            return "assess.act.paper_without_deadline"
        return f"assess.act.{_PASSED[self.weight] if self.passed else self.kind}"


def _source(name: str) -> str:
    return f"assess.source.{name}"


def _who(case: CaseFile, debt_id: str | None) -> str:
    return next((debt.creditor_alias for debt in case.debts if debt.id == debt_id), "")


def _legal(case: CaseFile, event: LegalEvent, on: date) -> Deadline:
    known = event.type in LEGAL_EVENTS
    day = event.deadline or event.date
    open_ended = event.deadline is None and event.type in NEED_A_DEADLINE
    return Deadline(
        kind=event.type if known else "legal_event",
        on=day,
        days_left=None if open_ended else (day - on).days,
        weight=Weight.DEADLINE if event.deadline or open_ended else Weight.LEGAL_DATE,
        who=_who(case, event.debt) if known else event.type,
        debt=event.debt,
        amount=event.amount,
        source_key=_source("paper_without_deadline" if open_ended else "legal_event"),
        basis=event.deadline_basis,
        event=event,
    )


def next_instalment(agreement: Agreement) -> tuple[date, Money] | None:
    """Return the day and the rest of the first instalment that the payments so far do not cover.

    Instalments step from ``first_due``; payments fill them in order. The last one closes ``principal_fixed`` where
    that is known. ``None`` where all are paid, or where day or monthly amount are not known.
    """
    if agreement.first_due is None or not agreement.monthly:
        return None
    paid = agreement.paid.fen
    monthly = agreement.monthly.fen
    number, rest = min(paid // monthly, MOST_TERMS), monthly - paid % monthly
    owed = agreement.principal_fixed.fen if agreement.principal_fixed is not None else None
    if agreement.terms is not None:
        owed = monthly * agreement.terms if owed is None else owed
        if number >= agreement.terms - 1:
            number, rest = agreement.terms - 1, owed - paid
    if owed is not None:
        rest = min(rest, owed - paid)
    return (add_months(agreement.first_due, number), Money(rest)) if rest > 0 else None


def _payments(case: CaseFile, on: date) -> Iterator[Deadline]:
    for debt in case.debts:
        if debt.contingent:
            continue
        agreement = case.agreement(debt.id)
        weight = Weight.PRIORITY_DEBT if debt.priority else Weight.DEBT
        if agreement is not None and agreement.first_due is not None and agreement.monthly:
            instalment = next_instalment(agreement)
            if instalment is None:
                continue
            kind, (day, amount) = "agreement_instalment", instalment
            weight = min(weight, Weight.AGREEMENT)
        elif debt.next_due_date is not None:
            kind, day, amount = "debt_due", debt.next_due_date, due_monthly(case, debt) or ZERO
        else:
            continue
        yield Deadline(
            kind=kind,
            on=day,
            days_left=(day - on).days,
            weight=weight,
            who=debt.creditor_alias,
            debt=debt.id,
            amount=amount or None,
            source_key=_source(kind),
        )


def _judgments(case: CaseFile, on: date) -> Iterator[Deadline]:
    """Yield until when a judgment is to be performed, as long as nobody has asked to enforce it."""
    for debt in case.debts:
        judgment = debt.judgment
        if judgment is not None and judgment.perform_by is not None and judgment.enforcement_filed is None:
            yield Deadline(
                kind="perform_by",
                on=judgment.perform_by,
                days_left=(judgment.perform_by - on).days,
                weight=Weight.DEADLINE,
                who=debt.creditor_alias,
                debt=debt.id,
                source_key=_source("judgment"),
            )


def _incomes(case: CaseFile, on: date) -> Iterator[Deadline]:
    for income in case.income:
        if income.ends_on is not None:
            yield Deadline(
                kind="income_ends",
                on=income.ends_on,
                days_left=(income.ends_on - on).days,
                weight=Weight.INCOME,
                who=income.label_zh,
                amount=income.amount_monthly,
                source_key=_source("income"),
            )


def urgent(case: CaseFile, on: date | None = None) -> tuple[Deadline, ...]:
    """Return every date of the case with the days left from ``on`` (the case's day where not given), none dropped.

    Papers whose deadline is not known come first, then all by date, past ones marked by days below 0.
    """
    day = case.as_of if on is None else on
    found = [_legal(case, event, day) for event in case.legal_events]
    found += [*_judgments(case, day), *_payments(case, day), *_incomes(case, day)]
    return tuple(sorted(found, key=lambda one: (one.days_left is not None, one.on, one.weight, one.debt or one.who)))


def most_urgent(deadlines: Sequence[Deadline]) -> Deadline | None:
    """Return the one for a single line: a paper without a known deadline, else the next date, else the last passed."""
    ahead = next((one for one in deadlines if not one.passed), None)
    return ahead or (deadlines[-1] if deadlines else None)
