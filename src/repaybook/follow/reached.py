"""What of the talks about a debt can be read from the case itself: the states reached, with their days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from repaybook.assess.debts import balance
from repaybook.assess.model import Assessment
from repaybook.case.dealings import STATES
from repaybook.case.model import Agreement, CaseFile, Contact, CounterOffer, Debt, Offer, OfferKind
from repaybook.follow.conduct import judged
from repaybook.follow.contacts import open_promise
from repaybook.follow.milestones import done
from repaybook.follow.parties import creditor_of

ORDER = {state: place for place, state in enumerate(STATES)}
_CLOSING = {"certificate_received": "settled", "credit_checked": "credit_checked"}
"""Steps of ``follow.closing`` that are states of the talks."""
_ANSWERS = {"offered": "counter_offer", "agreed": "accepted", "refused": "refused"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A state that was reached, its day where one is known, and whether the person set it or the case shows it."""

    state: str
    on: date | None = None
    told: bool = False


def logs(case: CaseFile) -> Mapping[str | None, tuple[Contact, ...]]:
    """Return the contacts by the debt they are about, the earliest first; ``None`` – about none or several."""
    found: dict[str | None, list[Contact]] = {}
    for row in sorted(case.contact_log, key=lambda row: row.at.replace(tzinfo=None)):
        found.setdefault(creditor_of(row, case), []).append(row)
    return {debt_id: tuple(rows) for debt_id, rows in found.items()}


def contacts_about(case: CaseFile, debt_id: str) -> tuple[Contact, ...]:
    """Return the contacts about one debt, the earliest first; for many debts take ``logs`` once."""
    return logs(case).get(debt_id, ())


def declined(contact: Contact, case: CaseFile) -> bool:
    """Return whether the creditor declined in this contact."""
    return "refusal_policy" in judged(contact, case).classes


def chosen_offer(case: CaseFile, debt_id: str) -> Offer | None:
    """Return what the chosen plan answers this creditor, ``None`` where no plan is chosen or it has no answer."""
    plan = case.chosen
    return next((offer for offer in plan.offers if offer.debt == debt_id), None) if plan is not None else None


def last_answer(case: CaseFile, debt_id: str) -> CounterOffer | None:
    """Return the creditor's latest answer that stands, ``None`` where there is none."""
    found = [one for one in case.counter_offers if one.debt == debt_id and one.outcome in _ANSWERS]
    return max(found, key=lambda one: one.on, default=None)


def _prepared(case: CaseFile, debt: Debt, assessment: Assessment) -> Iterator[Passed]:
    if balance(debt) is not None:
        yield Passed(state="listed")
    if debt.figures_confidence == "high" and None not in debt.parts:
        yield Passed(state="verified")
    if assessment.income_known and assessment.living_known:
        yield Passed(state="budgeted")
    offer = chosen_offer(case, debt.id)
    if offer is not None and offer.kind is not OfferKind.STOP:
        yield Passed(state="plan_set")
    papers = [row for row in case.evidence if row.debt in {None, debt.id}]
    if papers and all(row.standing == "have" for row in papers):
        yield Passed(state="evidence_ready")


def _talked(case: CaseFile, debt: Debt, log: Sequence[Contact]) -> Iterator[Passed]:
    """Yield the first contact made by the person, and the latest answer or the wait for one."""
    asked = [row for row in log if row.direction == "out"]
    if asked:
        yield Passed(state="first_contact", on=asked[0].at.date())
    answer = last_answer(case, debt.id)
    spoken = [row for row in log if row.direction == "out" or declined(row, case)]
    last = spoken[-1] if spoken else None
    if answer is not None and (last is None or last.at.date() <= answer.on):
        yield Passed(state=_ANSWERS[answer.outcome], on=answer.on)
    elif last is not None and declined(last, case):
        yield Passed(state="refused", on=last.at.date())
    elif last is not None and (open_promise(last) or len(asked) > 1):
        yield Passed(state="waiting", on=last.at.date())


def _agreed(agreement: Agreement | None, on: date) -> Iterator[Passed]:
    if agreement is None:
        return
    yield Passed(state="accepted", on=agreement.signed)
    if agreement.written_copy or agreement.form or agreement.reference:
        yield Passed(state="confirmed", on=agreement.signed)
    first = min((payment.date for payment in agreement.payments), default=None)
    if first is not None:
        yield Passed(state="performing", on=first)
    elif agreement.first_due is not None:
        began = agreement.first_due < on
        yield Passed(state="performing", on=agreement.first_due) if began else Passed(state="before_first_payment")


def _closed(case: CaseFile, debt_id: str) -> Iterator[Passed]:
    for step, state in _CLOSING.items():
        milestone = done(case, debt_id, step)
        if milestone is not None:
            yield Passed(state=state, on=milestone.on)


def reached(case: CaseFile, debt: Debt, log: Sequence[Contact], assessment: Assessment, on: date) -> tuple[Passed, ...]:
    """Return the states that the case shows by itself, in their usual order; empty where there is nothing yet.

    ``log`` – the contacts about the debt, the earliest first.
    """
    talked = (*_prepared(case, debt, assessment), *_talked(case, debt, log))
    found = (*talked, *_agreed(case.agreement(debt.id), on), *_closed(case, debt.id))
    last: dict[str, Passed] = {one.state: one for one in found}
    return tuple(sorted(last.values(), key=lambda one: ORDER[one.state]))
