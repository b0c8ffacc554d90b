"""Where the case stands: its assessment, its dates and what is missing, worked out once for every screen."""

from __future__ import annotations

from dataclasses import dataclass

from traitlets import HasTraits, Instance

from repaybook.assess import Assessment, assess
from repaybook.assess.debts import balance
from repaybook.assess.urgent import Deadline, most_urgent
from repaybook.case.missing import STEPS, missing
from repaybook.case.model import CaseFile
from repaybook.counsel.legal_dates import deadlines
from repaybook.errors import Problem
from repaybook.money import Money
from repaybook.ui.session import Session

OWN = "own_"
"""What the id of a plan begins with that the person has changed: its name is no longer that of the proposal.

It stands here so that the strip of facts loads no plans."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The four facts of the strip; ``None`` where one is not known yet.

    ``at_least`` – some balance is not known, the total is what is known of it. ``usable`` – a month; ``gap`` – what is
    short a month, instead of it. ``no_plan`` – nothing is left, or not enough for what is to be paid on: there is no
    plan to choose.
    """

    total: Money | None
    at_least: bool
    usable: Money | None
    gap: Money | None
    urgent: Deadline | None
    plan: str | None
    no_plan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One case looked at on one day."""

    case: CaseFile
    assessment: Assessment
    deadlines: tuple[Deadline, ...]
    facts: Facts
    missing: dict[str, tuple[Problem, ...]]


def _facts(case: CaseFile, assessment: Assessment, dates: tuple[Deadline, ...]) -> Facts:
    direct = [debt for debt in case.debts if not debt.contingent]
    unknown = [debt for debt in direct if balance(debt) is None]
    short = assessment.income_known and assessment.surplus < Money(0)
    known = assessment.income_known and assessment.living_known
    chosen = case.chosen
    return Facts(
        total=assessment.debt_total if len(unknown) < len(direct) else None,
        at_least=0 < len(unknown) < len(direct),
        usable=assessment.usable_for_plans if known and not short else None,
        gap=-assessment.surplus if short else None,
        urgent=most_urgent(dates),
        plan=(chosen.title or chosen.id) if chosen else None,
        no_plan=bool(direct) and assessment.income_known and not assessment.leaves_room,
    )


class StandingModel(HasTraits):
    """Keeps ``now`` in step with the session's case; ``session.keep(StandingModel)`` gives the same one everywhere."""

    now = Instance(Standing)

    def __init__(self, session: Session) -> None:
        self._session = session
        super().__init__(now=self._look())
        session.observe(self._recompute, names=["case"])

    def _recompute(self, _change: object) -> None:
        self.now = self._look()

    def _look(self) -> Standing:
        case = self._session.case
        assessment, dates = assess(case), deadlines(case, self._session.on)
        asked = missing(case)
        return Standing(
            case=case,
            assessment=assessment,
            deadlines=dates,
            facts=_facts(case, assessment, dates),
            missing={step: tuple(one for one in asked if one.key.split(".")[2] == step) for step in STEPS},
        )
