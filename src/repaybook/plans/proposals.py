"""Up to three honest plans for a case, and why each is there; or none, and the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from repaybook.assess.assessing import assess
from repaybook.assess.debts import Groups, grouped
from repaybook.assess.model import Assessment
from repaybook.case.model import CaseFile, Debt
from repaybook.case.rules import CARD_MONTHS
from repaybook.money import ZERO, Money
from repaybook.plans.baselines import keep_plan
from repaybook.plans.days import first_month_of, start_of
from repaybook.plans.instalments import due_days
from repaybook.plans.model import Proposal, Said
from repaybook.plans.owed import balance_of
from repaybook.plans.projection import MOST_MONTHS, project
from repaybook.plans.room import Level, Room, level_plan, rearrangeable, room_of, together

USUAL_TERMS = (12, 24, 36, 48, 60)
"""Numbers of instalments that are usual, and easy to say to everyone."""


def propose(case: CaseFile, on: date, *, most_months: int = CARD_MONTHS) -> Proposal:
    """Return up to three plans that fit the household, each with why it is there, or none and the reason.

    Every plan keeps what is kept and asks each other creditor for the same: interest-free instalments over the same
    months. ``shortest`` – the fewest months whose instalments fit what is usable after kept payments. ``even`` – the
    fewest of the usual 12, 24, 36, 48, 60. ``safest`` – the fewest that still hold with a tenth less income and with
    low income; where none does, the most months, and that is said. Equal ones are shown once. ``most_months`` – the
    longest to ask for: by default the most that a card's personalised instalments can run, never above the 60 months of
    a projection.
    """
    if most_months < 1:
        raise ValueError(f"{most_months} months are no instalments")
    assessment = assess(case)
    groups = grouped(case)
    most_months = min(most_months, MOST_MONTHS)
    reason = _before_any_plan(assessment, groups, case)
    if reason is not None:
        return _none(reason, case, groups)
    debts = rearrangeable(groups)
    if not debts:
        return _kept(case, on, groups)
    room = room_of(case, on, groups, assessment)
    found = _months(debts, room, most_months)
    if found is None:
        return _none(_too_tight(debts, room, case, on, most_months), case, groups)
    return _three(case, on, groups, room, found)


def _names(debts: Iterable[Debt]) -> tuple[str, ...]:
    """Return what people call the creditors, to be joined by the screen."""
    return tuple(debt.creditor_alias or debt.id for debt in debts)


def _notes(case: CaseFile, groups: Groups) -> Iterator[Said]:
    """Yield what a proposal leaves out or takes for granted."""
    unknown = [debt for debt in groups.direct if balance_of(debt) is None]
    if unknown:
        yield Said("plans.note.balance_unknown", {"names": _names(unknown)})
    if groups.undecided:
        yield Said("plans.note.undecided", {"names": _names(groups.undecided)})
    amounts = [line.amount_monthly for line in case.income] + [line.amount_monthly for line in case.expenses]
    if None in amounts:
        yield Said("plans.note.amounts_unknown", {"count": amounts.count(None)})


def _none(reason: Said, case: CaseFile, groups: Groups) -> Proposal:
    return Proposal(plans=(), why=(), reason=reason.key, reason_values=reason.values, notes=tuple(_notes(case, groups)))


def _before_any_plan(assessment: Assessment, groups: Groups, case: CaseFile) -> Said | None:
    """Return why no instalments are to be offered at all, whatever the debts; ``None`` where they may be."""
    unknown = _not_known(groups, case)
    if unknown is not None:
        return Said(f"plans.reason.{unknown}", {})
    if assessment.surplus <= ZERO:
        return Said("plans.reason.negative", {"amount": -assessment.surplus})
    if not assessment.keep_paying_affordable:
        values = {"amount": -assessment.left_after_keeping, "names": _names(groups.keep)}
        return Said("plans.reason.keep_not_affordable", values)
    return None


def _not_known(groups: Groups, case: CaseFile) -> str | None:
    """Return what has to be filled in before anything can be worked out."""
    if not groups.direct:
        return "nothing_owed"
    if all(line.amount_monthly is None for line in case.income):
        return "income_unknown"
    if all(line.amount_monthly is None for line in case.expenses):
        return "living_unknown"
    return "balance_unknown" if all(balance_of(debt) is None for debt in groups.direct) else None


def _kept(case: CaseFile, on: date, groups: Groups) -> Proposal:
    """Return the one plan of a case with nothing to rearrange, where the household carries it."""
    projection = project(case, keep_plan(case, on), on)
    if projection.first_failing is not None:
        month = projection.months[projection.first_failing - 1].month
        values = {"number": projection.first_failing, "fail_month": month, "amount": projection.stress[0].short}
        return _none(Said("plans.reason.kept_fails", values), case, groups)
    return Proposal(
        plans=(projection,),
        why=("plans.why.all_kept",),
        reason=None,
        why_values=({"monthly": projection.monthly},),
        notes=tuple(_notes(case, groups)),
    )


def _months(debts: tuple[Debt, ...], room: Room, most: int) -> Mapping[str, int] | None:
    """Return the number of months of each plan by its id; ``None`` where none fits."""
    asked = [together(debts, months) for months in range(1, most + 1)]
    fitting = [level for level in asked if level.monthly <= room.monthly and room.first_failing(level) is None]
    if not fitting:
        return None
    usual = [level.months for level in fitting if level.months in USUAL_TERMS]
    safe = [level.months for level in fitting if room.is_safe(level)]
    found = {"shortest": fitting[0].months}
    if usual:
        found["even"] = usual[0]
    found["safest"] = safe[0] if safe else fitting[-1].months
    return found


def _too_tight(debts: tuple[Debt, ...], room: Room, case: CaseFile, on: date, most: int) -> Said:
    """Return what keeps even the longest instalments from fitting."""
    longest = together(debts, most)
    if longest.monthly > room.monthly:
        have = max(room.monthly, 0)
        values: dict[str, object] = {
            "months": most,
            "need": Money(longest.monthly),
            "room": Money(have),
            "amount": Money(longest.monthly - have),
        }
        return Said("plans.reason.no_room" if room.monthly <= 0 else "plans.reason.insufficient", values)
    number = room.first_failing(longest) or 1
    month = due_days(first_month_of(start_of(case, on)), number)[-1]
    ended = [income for income in case.income if income.ends_on is not None and income.ends_on < month]
    key = "plans.reason.income_ends" if ended else "plans.reason.does_not_hold"
    values = {"number": number, "fail_month": month}
    if ended:
        values["names"] = tuple(income.label_zh for income in ended)
    return Said(key, values)


def _three(case: CaseFile, on: date, groups: Groups, room: Room, found: Mapping[str, int]) -> Proposal:
    debts = rearrangeable(groups)
    why = {plan_id: _why(plan_id, together(debts, months), room) for plan_id, months in found.items()}
    shown: dict[int, str] = {}
    notes: list[Said] = []
    for plan_id, months in found.items():
        if months not in shown:
            shown[months] = plan_id
            continue
        notes.append(Said(f"plans.note.{plan_id}_is_{shown[months]}", {"months": months}))
        if plan_id == "safest":
            notes.append(why[plan_id])
    if "even" not in found:
        notes.append(Said("plans.note.no_usual_term", {}))
    plans = [project(case, level_plan(plan_id, case, on, groups, months), on) for months, plan_id in shown.items()]
    return Proposal(
        plans=tuple(plans),
        why=tuple(why[plan_id].key for plan_id in shown.values()),
        reason=None,
        why_values=tuple(why[plan_id].values for plan_id in shown.values()),
        notes=(*notes, *_notes(case, groups)),
    )


def _why(plan_id: str, asked: Level, room: Room) -> Said:
    """Return why a plan is there; of the safest, what even it does not hold."""
    values: dict[str, object] = {
        "months": asked.months,
        "monthly": Money(asked.monthly),
        "room": Money(room.monthly),
    }
    if plan_id != "safest":
        return Said(f"plans.why.{plan_id}", values)
    tenth = room.first_failing(asked, percent=10)
    if tenth is not None:
        return Said("plans.why.safest_but_tenth", {**values, "number": tenth})
    low = room.first_failing(asked, low=True)
    if low is not None:
        return Said("plans.why.safest_but_low", {**values, "number": low})
    return Said("plans.why.safest", values)
