"""Which papers can be made for a case, what each lacks or why it is not made, and the making of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from repaybook.assess.boundary import Light
from repaybook.case.model import CaseFile
from repaybook.documents.ground import Ground, ground
from repaybook.documents.paper import DocumentError, Paper
from repaybook.documents.papers import KINDS
from repaybook.documents.papers.kind import DebtId, lacking
from repaybook.documents.pen import Pen
from repaybook.errors import Problem
from repaybook.follow.conduct import PERSONAL
from repaybook.follow.refusals import in_court
from repaybook.texts import Lang, say


class State(StrEnum):
    """Whether a paper can be made."""

    READY = "ready"
    LACKING = "lacking"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Available:
    """One paper of a case: its kind, the debt it is about, and how it stands.

    ``needs`` – what is lacking, problems of ``papers.need.*`` to be told by ``case.places.describe``. ``blocked_by`` –
    the boundary questions answered red that stop it (``boundary.<question>.reason_red`` and ``.alternative_red``).
    ``notes`` – keys of ``papers.note.*``: what to know before it is sent. ``debt`` – ``None`` where it is about the
    whole case, or where no debt gives occasion for it.
    """

    id: str
    debt: DebtId
    state: State
    needs: tuple[Problem, ...] = ()
    blocked_by: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Return whether it can be made."""
        return self.state is State.READY


def _notes(base: Ground, paper: str, debt_id: DebtId) -> Iterator[str]:
    kind = KINDS[paper]
    expired = base.facts.get("limitation_may_have_expired")
    if kind.acknowledges and expired is not None and debt_id in expired.debts:
        yield "limitation"
    if paper in {"application", "repayment_plan", "change_request"} and base.projection is not None and not base.chosen:
        yield "plan_proposed"
    if paper in {"application", "hardship", "change_request"} and base.kept_out:
        yield "left_out"
    if paper in {"application", "repayment_plan", "hardship"} and debt_id is not None and in_court(base.debt(debt_id)):
        yield "court_first"
    if paper in {"complaint", "stop_collection"}:
        yield "confirm_classes"
    if paper in {"payment_order_objection", "mediation_reply", "enforcement_settlement", "living_costs"}:
        yield "ask_a_lawyer"


def _one(base: Ground, paper: str, debt_id: DebtId) -> Available:
    blocked = base.blocked.get(paper, ())
    needs = tuple(KINDS[paper].needs(base, debt_id))
    state = State.BLOCKED if blocked else State.LACKING if needs else State.READY
    notes = tuple(f"papers.note.{name}" for name in _notes(base, paper, debt_id)) if state is State.READY else ()
    return Available(id=paper, debt=debt_id, state=state, needs=needs, blocked_by=blocked, notes=notes)


def _papers(base: Ground) -> Iterator[Available]:
    for paper, kind in KINDS.items():
        about = tuple(kind.about(base))
        for debt_id in about:
            yield _one(base, paper, debt_id)
        if not about:
            blocked = base.blocked.get(paper, ())
            needs = (lacking(kind.occasion),)
            yield Available(
                id=paper,
                debt=None,
                state=State.BLOCKED if blocked else State.LACKING,
                needs=needs,
                blocked_by=blocked,
            )


def available(case: CaseFile, on: date, answers: Mapping[str, Light] | None = None) -> tuple[Available, ...]:
    """Return every paper of a case, one a debt, and a single entry for a kind that the case gives no occasion for.

    ``answers`` – the boundary answers of this visit; by default those kept in the case.
    """
    return tuple(_papers(ground(case, on, answers)))


def _made(base: Ground, one: Available, lang: Lang) -> Paper:
    debt = next((debt for debt in base.case.debts if debt.id == one.debt), None)
    pen = Pen(lang, one.id, to_person=debt is not None and debt.creditor_type in PERSONAL)
    kind = KINDS[one.id]
    return Paper(
        id=one.id,
        debt=one.debt,
        lang=lang,
        title=pen("title"),
        on=base.on,
        blocks=kind.write(base, one.debt, pen),
        small=kind.small,
    )


def _refusal(one: Available, lang: Lang) -> DocumentError:
    if one.blocked_by:
        return DocumentError(
            Problem("papers.problem.blocked", (), {"reason": say(lang, f"boundary.{question}.reason_red")})
            for question in one.blocked_by
        )
    return DocumentError(one.needs)


def write(
    case: CaseFile,
    paper: str,
    debt_id: DebtId,
    on: date,
    lang: Lang = "zh",
    answers: Mapping[str, Light] | None = None,
) -> Paper:
    """Return one paper; ``DocumentError`` with everything it lacks, or with why it is not made.

    Raises ``ValueError`` where there is no such kind of paper, or where it cannot be about this debt.
    """
    if paper not in KINDS:
        raise ValueError(f"no such paper: {paper!r}")
    base = ground(case, on, answers)
    found = next((one for one in _papers(base) if one.id == paper and one.debt == debt_id), None)
    if found is None:
        raise ValueError(f"{paper} is not about {debt_id!r}")
    if not found.ready:
        raise _refusal(found, lang)
    return _made(base, found, lang)


def write_all(
    case: CaseFile,
    on: date,
    lang: Lang = "zh",
    answers: Mapping[str, Light] | None = None,
    only: frozenset[str] | None = None,
) -> tuple[Paper, ...]:
    """Return every paper that can be made, or those kinds of them, in order."""
    base = ground(case, on, answers)
    wanted = (one for one in _papers(base) if one.ready and (only is None or one.id in only))
    return tuple(_made(base, one, lang) for one in wanted)
