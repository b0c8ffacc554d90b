"""What to say of where somebody stands, and what comes next: keys of ``texts/*/assess.toml`` and their figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repaybook.assess.model import Assessment, Feasibility
from repaybook.case.model import CaseFile
from repaybook.case.vocabulary import IN_COURT
from repaybook.money import ZERO, Money

_GOES_ON = IN_COURT - {"enforcement_suspended"}
"""With a paper or a day that presses; a suspended enforcement has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSteps:
    """A headline and steps in their order, as keys; ``values`` fills the placeholders of all of them.

    Where income or living costs are not all known, the steps ask for them and say nothing of the debts yet.
    ``instalments_possible`` – whether an instalment offer may be made at all. ``to_decide`` – ids of debts that are
    not affordable as agreed, or secured and late: shown as to be decided, never as paid on as agreed.
    """

    headline: str
    steps: tuple[str, ...]
    values: Mapping[str, Money | int]
    instalments_possible: bool
    to_decide: tuple[str, ...]


def _negative(assessment: Assessment) -> bool:
    """Return whether it is certain that nothing is left: what is not known of living can only take more."""
    return assessment.feasibility is Feasibility.NEGATIVE and assessment.income_known


def _headline(assessment: Assessment) -> str:
    if _negative(assessment):
        return "negative" if assessment.surplus or not assessment.living_known else "even"
    if not (assessment.income_known and assessment.living_known):
        return "unknown"
    return assessment.feasibility.value if assessment.keep_paying_affordable else "kept_not_affordable"


def _first(case: CaseFile, assessment: Assessment) -> Iterator[str]:
    """Yield what comes before all talk of instalments."""
    if not assessment.income_known:
        yield "fill_income"
    if not assessment.living_known:
        yield "fill_living"
    if case.legal_events or any(debt.legal_status in _GOES_ON for debt in case.debts):
        yield "court_first"
    if _negative(assessment):
        yield from ("essentials", "no_instalment_offer", "assistance", "pause")


def _of_debts(case: CaseFile, assessment: Assessment) -> Iterator[str]:
    if assessment.keep_paying and assessment.keep_paying_affordable:
        yield "keep_as_agreed"
    elif assessment.keep_paying:
        secured = any(case.debt(debt_id).secured for debt_id in assessment.keep_paying)
        yield "decide_kept_secured" if secured else "decide_kept"
    if assessment.undecided:
        yield "decide_secured"
    if assessment.restructure and assessment.feasibility is not Feasibility.NEGATIVE:
        yield "negotiate" if assessment.usable_after_committed > ZERO else "pause"
    if assessment.feasibility is Feasibility.INSUFFICIENT:
        yield "ask_longer"
    enough = assessment.surplus_income_minus10 >= assessment.need_per_month_60
    if assessment.feasibility in {Feasibility.TIGHT, Feasibility.FEASIBLE} and not enough:
        yield "less_income"


def _always(assessment: Assessment) -> Iterator[str]:
    hard = assessment.feasibility is Feasibility.INSUFFICIENT or not assessment.keep_paying_affordable
    if hard or _negative(assessment):
        yield from ("assets", "no_new_loans", "legal_advice")
    else:
        yield from ("no_new_loans", "in_writing")
    yield "listening_line"


def next_steps(case: CaseFile, assessment: Assessment) -> NextSteps:
    """Return the words for a situation by its feasibility, what is not affordable, and what a court has sent."""
    known = _negative(assessment) or (assessment.income_known and assessment.living_known)
    of_debts = _of_debts(case, assessment) if known else ()
    steps = [*_first(case, assessment), *of_debts, *_always(assessment)]
    kept = () if assessment.keep_paying_affordable else assessment.keep_paying
    return NextSteps(
        headline=f"assess.headline.{_headline(assessment)}",
        steps=tuple(f"assess.step.{step}" for step in dict.fromkeys(steps)),
        values={
            "gap": max(-assessment.surplus, ZERO),
            "usable": assessment.usable_for_plans,
            "need": assessment.need_per_month_60,
            "left": assessment.surplus_income_minus10,
            "short": max(-assessment.left_after_keeping, ZERO),
            "kept": len(assessment.keep_paying),
            "secured": len(assessment.undecided),
            "others": len(assessment.restructure),
            "for_others": max(assessment.usable_after_committed, ZERO),
        },
        instalments_possible=assessment.usable_for_plans > ZERO,
        to_decide=(*kept, *assessment.undecided),
    )
