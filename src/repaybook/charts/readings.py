"""The one sentence of each picture: true of its rows, shown below it, and its alt text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from repaybook.assess.model import Assessment
from repaybook.money import Money
from repaybook.plans.model import Projection
from repaybook.texts import Lang, figures, say

PARTS = ("principal", "interest", "penalty_interest", "late_fee", "other_fees")


def _joined(lang: Lang, words: Sequence[str], key: str = "charts.reading.and") -> str:
    return say(lang, key).join(words)


def _complete(sentence: str, projection: Projection, lang: Lang) -> str:
    """Return the sentence, and after it how many balances the rows could not hold, if any."""
    count = len(projection.left_out)
    return say(lang, "charts.reading.left_out", sentence=sentence, count=count) if count else sentence


def cash_flow_reading(projection: Projection, lang: Lang) -> str:
    """Return whether every month can be paid; else the first that cannot, and what is missing in it."""
    if not projection.months:
        return say(lang, "charts.reading.empty")
    if projection.first_failing is None:
        lowest = figures.money(lang, projection.lowest_cash)
        return _complete(say(lang, "charts.reading.cash_holds", lowest=lowest), projection, lang)
    month = projection.months[projection.first_failing - 1]
    failing = say(
        lang,
        "charts.reading.cash_fails",
        month=figures.month(lang, month.month),
        short=figures.money(lang, Money(-month.cash)),
    )
    return _complete(failing, projection, lang)


def balances_reading(projection: Projection, lang: Lang) -> str:
    """Return when the plan's debts are done, or what is still owed at the end of the rows."""
    if not projection.months:
        return say(lang, "charts.reading.empty")
    now = sum(schedule.balance_now.fen for schedule in projection.schedules.values())
    totals = [sum(month.balances.values()) for month in projection.months]
    rest = totals[-1]
    # Without a rest, the month that brought it about; with one, the last month that is shown.
    last = projection.months[totals.index(0) if not rest else -1].month
    words = {"last": figures.month(lang, last), "rest": figures.wan(lang, Money(rest))}
    if not now and not rest:
        key = "none"
    elif projection.end_month is not None:
        words["end"] = figures.month(lang, projection.end_month)
        all_done = "done" if projection.end_month == last else "done_later"
        key = "done_rest" if rest else all_done
    else:
        words["difference"] = figures.wan(lang, Money(abs(rest - now)))
        key = "less" if rest < now else "more" if rest > now else "same"
    return _complete(say(lang, f"charts.reading.balances_{key}", **words), projection, lang)


def stress_reading(projection: Projection, lang: Lang) -> str:
    """Return at which cut of income the plan holds, and where it first falls short."""
    if not projection.months or not projection.stress:
        return say(lang, "charts.reading.empty")
    unchanged = next((case for case in projection.stress if case.percent == 0), None)
    if unchanged is not None and unchanged.first_failing is not None:
        month = figures.month(lang, projection.months[unchanged.first_failing - 1].month)
        return say(lang, "charts.reading.stress_unchanged_fails", month=month)
    cuts = [case for case in projection.stress if case.percent]
    clauses = [
        _clause(projection, failing, [case.percent for case in alike], lang)
        for failing, alike in groupby(cuts, key=lambda case: case.first_failing)
    ]
    return say(lang, "charts.reading.stress", clauses=_joined(lang, clauses, "charts.reading.semicolon"))


def _clause(projection: Projection, failing: int | None, percents: Sequence[int], lang: Lang) -> str:
    percent = _joined(lang, [f"{percent}%" for percent in percents], "charts.reading.or")
    if failing is None:
        return say(lang, "charts.reading.stress_holds", percent=percent)
    month = figures.month(lang, projection.months[failing - 1].month)
    return say(lang, "charts.reading.stress_fails", percent=percent, month=month)


def comparison_reading(projections: Sequence[Projection], titles: Sequence[str], lang: Lang) -> str:
    """Return which plan costs least, asks least, ends first, leaves most, and which falls short; all on a tie."""
    if len(projections) == 1:
        (only,) = projections
        return say(
            lang,
            "charts.reading.compare_one",
            title=titles[0],
            total=figures.money(lang, only.total_paid),
            monthly=figures.money(lang, only.monthly),
            lowest=figures.money(lang, only.lowest_cash),
        )
    best: dict[str, list[int | None]] = {
        "total": [projection.total_paid.fen for projection in projections],
        "monthly": [projection.monthly.fen for projection in projections],
        "end": [
            None if projection.end_month is None else projection.end_month.toordinal() for projection in projections
        ],
        "lowest": [-projection.lowest_cash.fen for projection in projections],
    }
    failing = [title for title, plan in zip(titles, projections, strict=True) if plan.first_failing is not None]
    if len(failing) == len(titles):
        del best["lowest"]
    clauses = []
    for measure, values in best.items():
        known = [value for value in values if value is not None]
        if not known:
            continue
        least = [title for title, value in zip(titles, values, strict=True) if value == min(known)]
        key = f"charts.reading.compare_{measure}"
        clauses.append(
            say(lang, f"{key}_same") if len(least) == len(titles) else say(lang, key, titles=_joined(lang, least))
        )
    if len(failing) == len(titles):
        clauses.append(say(lang, "charts.reading.compare_all_fail"))
    elif failing:
        clauses.append(say(lang, "charts.reading.compare_fail", titles=_joined(lang, failing)))
    return say(lang, "charts.reading.compare", clauses=_joined(lang, clauses, "charts.reading.semicolon"))


def waterfall_reading(assessment: Assessment, lang: Lang) -> str:
    """Return what can be paid a month, and what is left of the income when it falls by a tenth."""
    surplus, usable = assessment.surplus, assessment.usable_for_plans
    less = assessment.surplus_income_minus10
    if surplus.fen < 0:
        sentence = say(lang, "charts.reading.waterfall_short", short=figures.money(lang, -surplus))
    elif not usable:
        sentence = say(lang, "charts.reading.waterfall_nothing", surplus=figures.money(lang, surplus))
    else:
        key = "waterfall_less_short" if less.fen < 0 else "waterfall"
        amount = figures.money(lang, Money(abs(less.fen)))
        sentence = say(lang, f"charts.reading.{key}", usable=figures.money(lang, usable), less=amount)
    if assessment.income_known and assessment.living_known:
        return sentence
    return say(lang, "charts.reading.waterfall_unknown", sentence=sentence)


def parts_reading(parts: Sequence[Money | None], total: Money | None, lang: Lang) -> str:
    """Return the parts that are more than nothing, and how much no part names."""
    known = [
        say(lang, f"charts.parts.{name}", amount=figures.money(lang, part))
        for name, part in zip(PARTS, parts, strict=True)
        if part
    ]
    named = sum(part.fen for part in parts if part is not None)
    whole = total.fen if total is not None else named
    if total is None and all(part is None for part in parts):
        return say(lang, "charts.parts.unknown")
    if whole > named:
        known.append(say(lang, "charts.parts.rest", amount=figures.money(lang, Money(whole - named))))
    start = figures.money(lang, Money(whole))
    if not known:
        return say(lang, "charts.parts.nothing", total=start)
    return say(lang, "charts.parts.all", total=start, parts=_joined(lang, known))
