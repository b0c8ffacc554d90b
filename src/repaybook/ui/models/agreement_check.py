"""核对协议: the person's answers to the items of an agreement, one after another, each undoable."""

from __future__ import annotations

from dataclasses import replace

from repaybook.case.model import AgreedItem, Agreement
from repaybook.follow.agreed_items import answered, item_noted
from repaybook.follow.agreement_check import AgreementCheck, Standing, check_agreement
from repaybook.ui.models.edits import corrected, edit
from repaybook.ui.session import Session

ANSWERS = (
    "none",
    "present_paper",
    "present_recording",
    "present_sms",
    "present_memory",
    "missing",
    "unclear",
)
"""What can be answered of an item: how it stands, and what that rests on; ``none`` – not checked yet."""


def answer_given(agreement: Agreement, name: str) -> str:
    """Return the answer that the case holds of an item, one of ``ANSWERS``."""
    item = answered(agreement).get(name)
    if item is None:
        return "none"
    if item.standing != Standing.PRESENT:
        return item.standing
    return f"present_{item.by or 'memory'}"


def with_answer(agreement: Agreement, name: str, answer: str) -> Agreement:
    """Return the agreement with an item answered by one of ``ANSWERS``.

    What was noted as missing of the item gives way to the answer. Two items are fields of the agreement as well, the
    written copy and the end of collection: they follow.
    """
    others = tuple(item for item in agreement.items if item.name != name)
    if answer == "none":
        return replace(agreement, items=others)
    standing, _, by = answer.partition("_")
    items = (*others, AgreedItem(name=name, standing=standing, by=by or None))
    missing = tuple(said for said in agreement.missing if item_noted(said) != name)
    found = replace(agreement, items=items, missing=missing)
    if name == "written_copy":
        written = {"present_paper": True, "missing": False}.get(answer)
        return replace(found, written_copy=written)
    if name == "stop_collection":
        shown = answer in {"present_paper", "present_recording", "present_sms"}
        return replace(found, stop_collection_clause=True if shown else {"missing": False}.get(answer))
    return found


def notes_of(agreement: Agreement, name: str) -> tuple[str, ...]:
    """Return what the person noted as missing that speaks of an item."""
    return tuple(said for said in agreement.missing if item_noted(said) == name)


def checks(session: Session) -> dict[str, AgreementCheck]:
    """Return the check of each debt's latest agreement, by debt."""
    case = session.case
    debts = {debt.id for debt in case.debts}
    agreed = {agreement.debt for agreement in case.agreements} & debts
    return {debt_id: check_agreement(case, debt_id, session.on) for debt_id in agreed}


def give(session: Session, agreement: Agreement, name: str, answer: str) -> None:
    """Put an answer into the case. Raises ``ValueError`` where there is no such answer."""
    if answer not in ANSWERS:
        raise ValueError(f"no such answer: {answer!r}")
    after = with_answer(agreement, name, answer)
    edit(session, agreements=corrected(session.case.agreements, agreement, after))
