"""The one page: what is owed, what can be paid, the plan chosen, the next dates and steps, gathered from the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repaybook.assess.model import Assessment
from repaybook.assess.next_steps import NextSteps, next_steps
from repaybook.assess.urgent import Deadline
from repaybook.case.model import CaseFile
from repaybook.follow.talk_dates import TalkDate, this_week
from repaybook.plans.model import Projection
from repaybook.ui.models.chosen import chosen_projection
from repaybook.ui.models.standing import Standing

_DATES = 3
_STEPS = 5
_TALKS = 2
_ON_THE_PAGE_ANYWAY = "assess.step.listening_line"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePage:
    """What stands on the page. ``plan`` is ``None`` where none is chosen; ``stale`` where the chosen one does not fit.

    ``dates`` – the next ones; those passed only where nothing is ahead. ``talks`` – what presses in the talks.
    ``steps`` – keys of the first things to do beside it.
    """

    case: CaseFile
    on: date
    assessment: Assessment
    standing: Standing
    plan: Projection | None
    stale: bool
    dates: tuple[Deadline, ...]
    advice: NextSteps
    talks: tuple[TalkDate, ...]
    steps: tuple[str, ...]


def one_page(standing: Standing, on: date) -> OnePage:
    """Return the page of the case that was looked at, on this day."""
    case = standing.case
    plan, stale = chosen_projection(case, on)
    ahead = tuple(one for one in standing.deadlines if not one.passed)
    advice = next_steps(case, standing.assessment)
    talks = this_week(case, on, _TALKS)
    return OnePage(
        case=case,
        on=on,
        assessment=standing.assessment,
        standing=standing,
        plan=plan,
        stale=stale,
        dates=(ahead or standing.deadlines[::-1])[:_DATES],
        advice=advice,
        talks=talks,
        steps=tuple(step for step in advice.steps if step != _ON_THE_PAGE_ANYWAY)[: _STEPS - len(talks)],
    )
