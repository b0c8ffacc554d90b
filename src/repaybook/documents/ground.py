"""What papers are written from: the case, its assessment, the plan they follow, and the contacts about each debt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from repaybook.assess.assessing import assess
from repaybook.assess.boundary import Light, blocked_papers, hints_in
from repaybook.assess.debts import balance
from repaybook.assess.model import Assessment
from repaybook.case.model import CaseFile, Debt, Evidence, OfferKind
from repaybook.case.rules import plan_problems
from repaybook.counsel.fact import Fact
from repaybook.counsel.facts import facts
from repaybook.errors import PlanError
from repaybook.follow.conduct import Conduct, judged
from repaybook.follow.evidence import enclosed
from repaybook.follow.parties import creditor_of
from repaybook.money import ZERO, Money
from repaybook.plans import project, propose
from repaybook.plans.model import Projection, Schedule
from repaybook.plans.offers import scheduled

_NEW_ANSWERS = frozenset({OfferKind.INSTALMENTS, OfferKind.EXTENSION, OfferKind.LUMP_SUM, OfferKind.TOKEN})
_OUT_OF_LETTERS = frozenset({"agent", "fees", "personal_data"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A case as papers see it on a day.

    ``projection`` – of the plan chosen, else of the roomiest plan proposed; ``None`` where there is neither.
    ``chosen`` – whether it is the person's own choice. ``stale`` – the plan chosen no longer fits the case.
    ``proposals`` – every plan proposed. ``blocked`` – papers that red answers stop, with the questions.
    """

    case: CaseFile
    on: date
    assessment: Assessment
    facts: Mapping[str, Fact]
    projection: Projection | None
    chosen: bool
    stale: bool
    proposals: tuple[Projection, ...]
    blocked: Mapping[str, tuple[str, ...]]

    def debt(self, debt_id: str | None) -> Debt:
        """Return the debt; ``ValueError`` where a paper that needs one is asked for without."""
        if debt_id is None:
            raise ValueError("this paper is about one debt")
        return self.case.debt(debt_id)

    def balance(self, debt_id: str | None) -> Money:
        """Return what is owed on the debt; 0 where it is not known (papers that state it need it known)."""
        return balance(self.debt(debt_id)) or ZERO

    def asked(self, debt_id: str | None, projection: Projection | None = None) -> Schedule | None:
        """Return what a plan asks of this creditor, ``None`` where it asks for nothing new.

        Money that other creditors leave once they are done is passed on by choice, month by month; it is never asked
        for, nor promised.
        """
        projection = projection or self.projection
        schedule = projection.schedules.get(debt_id or "") if projection is not None else None
        if projection is None or schedule is None or schedule.offer.kind not in _NEW_ANSWERS:
            return None
        if projection.plan.freed == "buffer":
            return schedule
        return scheduled(self.case.debt(schedule.debt), schedule.offer, self.case, projection.on)

    def events(self, debt_id: str | None) -> tuple[Conduct, ...]:
        """Return the contacts about a debt that show misconduct, the earliest first.

        The classes are those that the person confirmed; where nobody has, what the contact's own facts show.
        """
        rows = sorted(self.case.contact_log, key=lambda row: row.at)
        seen = (judged(row, self.case) for row in rows if creditor_of(row, self.case) == debt_id)
        return tuple(one for one in seen if one.misconduct)

    def enclosed(self, paper: str, debt_id: str | None, named: Iterable[str] | None = None) -> tuple[Evidence, ...]:
        """Return the evidence that goes with a paper; ``named`` – by default what is listed with the hardship."""
        return enclosed(self.case, paper, debt_id, self.case.hardship_evidence if named is None else named)

    @property
    def hardships(self) -> tuple[str, ...]:
        """Return what happened, but for what concerns agents and papers given away: no creditor needs to read it."""
        return tuple(said for said in self.case.shocks if not self._kept_out(said))

    @property
    def kept_out(self) -> tuple[str, ...]:
        """Return what happened and is left out of letters."""
        return tuple(said for said in self.case.shocks if self._kept_out(said))

    @staticmethod
    def _kept_out(said: str) -> bool:
        return any(hint.question in _OUT_OF_LETTERS for hint in hints_in(said))


def saved_answers(case: CaseFile) -> Mapping[str, Light]:
    """Return the boundary answers that the person keeps in the case."""
    return {answer.question: Light[answer.light.upper()] for answer in case.boundary}


def _chosen(case: CaseFile, on: date) -> tuple[Projection | None, bool]:
    """Return the projection of the plan chosen, and whether one was chosen that does not fit."""
    plan = case.chosen
    if plan is None:
        return None, False
    if plan_problems(plan, case):
        return None, True
    try:
        return project(case, plan, on), False
    except PlanError:
        return None, True


def ground(case: CaseFile, on: date, answers: Mapping[str, Light] | None = None) -> Ground:
    """Return what papers of this case are written from; ``answers`` – by default those kept in the case."""
    projection, stale = _chosen(case, on)
    chosen = projection is not None
    proposals = propose(case, on).plans
    if projection is None and not stale and proposals:
        projection = proposals[-1]
    return Ground(
        case=case,
        on=on,
        assessment=assess(case),
        facts={fact.key: fact for fact in facts(case, on)},
        projection=projection,
        chosen=chosen,
        stale=stale,
        proposals=proposals,
        blocked=blocked_papers(saved_answers(case) if answers is None else answers),
    )
