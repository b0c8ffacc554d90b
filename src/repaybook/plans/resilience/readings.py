"""What a stress run says, one sentence each, and every number that it rests on, as keys and values."""

from __future__ import annotations

from collections.abc import Iterator

from repaybook.case.model import CaseFile
from repaybook.money import ZERO, Money
from repaybook.plans.model import Projection, Said
from repaybook.plans.resilience.assumptions import Assumptions
from repaybook.plans.resilience.breaches import Breaches
from repaybook.plans.resilience.holding import Resilience


def resilience_reading(fared: Resilience, projection: Projection) -> Said:
    """Return in how many of a hundred lives the plan holds to its last month, and from when more than five do not."""
    if not projection.months:
        return Said("stress.reading.no_months", {})
    share, weak = fared.holds, fared.weak_month
    values: dict[str, object] = {
        "percent": share.percent,
        "margin": share.margin,
        "last_month": projection.months[-1].month,
    }
    if share.count == share.of:
        return Said("stress.reading.all_hold", values)
    if not share.count:
        last = max(number for number, failed in enumerate(fared.first_failing, 1) if failed)
        return Said("stress.reading.none_hold", {**values, "last_month": projection.months[last - 1].month})
    if weak is None:
        return Said("stress.reading.holds_well", values)
    return Said("stress.reading.holds", {**values, "fail_month": projection.months[weak - 1].month})


def payment_reading(fared: Resilience) -> Said:
    """Return what level payment would hold in 95 of a hundred lives, beside what the plan asks."""
    values: dict[str, object] = {"percent": fared.target_percent, "asked": fared.asked}
    if fared.payment is None:
        return Said("stress.reading.no_payment", values)
    values["payment"] = fared.payment
    key = "payment_enough" if fared.payment >= fared.asked else "payment_less"
    return Said(f"stress.reading.{key}", values)


def breach_reading(broken: Breaches, case: CaseFile) -> Said:
    """Return which agreement breaks most often, and in how many of a hundred lives."""
    if not any(share.count for share in broken.broken.values()):
        return Said("stress.reading.none_breaks", {"percent": broken.untouched.percent})
    debt, share = max(broken.broken.items(), key=lambda entry: entry[1].count)
    name = case.debt(debt).creditor_alias or debt
    values = {"name": name, "percent": share.percent, "margin": share.margin}
    return Said("stress.reading.breaks_most", values)


def assumption_lines(assumptions: Assumptions, case: CaseFile) -> tuple[Said, ...]:
    """Return every number of the assumptions in sentences; none is left out, and the first says what they are."""
    return tuple(_lines(assumptions, case))


def _lines(assumptions: Assumptions, case: CaseFile) -> Iterator[Said]:
    yield Said("stress.assume.yours", {"count": assumptions.paths})
    for income, risk in zip(case.income, assumptions.incomes, strict=True):
        values: dict[str, object] = {
            "name": income.label_zh,
            "down": risk.down_percent,
            "up": risk.up_percent,
            "loss": risk.loss_percent,
        }
        swings, ends = bool(risk.down_percent or risk.up_percent), bool(risk.loss_percent)
        key = {
            (False, False): "income_fixed",
            (True, False): "income_swings",
            (False, True): "income_ends",
            (True, True): "income_both",
        }[swings, ends]
        yield Said(f"stress.assume.{key}", values)
    if any(risk.loss_percent for risk in assumptions.incomes):
        values = {
            "least": assumptions.work_least_months,
            "most": assumptions.work_most_months,
            "percent": assumptions.looking_percent,
        }
        yield Said("stress.assume.work", values)
    yield Said(
        "stress.assume.illness",
        {
            "percent": assumptions.illness_percent,
            "least": assumptions.illness_least,
            "most": assumptions.illness_most,
        },
    )
    yield Said(
        "stress.assume.illness_pay",
        {
            "percent": assumptions.illness_pay_percent,
            "least": assumptions.illness_least_months,
            "most": assumptions.illness_most_months,
        },
    )
    yield Said(
        "stress.assume.surprise",
        {
            "percent": assumptions.surprise_percent,
            "least": assumptions.surprise_least,
            "most": assumptions.surprise_most,
        },
    )
    yield Said("stress.assume.festival", {"number": assumptions.festival_month, "amount": assumptions.festival})
    yield Said("stress.assume.yearly", {"amount": assumptions.yearly})
    yield _reserve(assumptions.reserve)
    yield Said("stress.assume.seed", {"seed": assumptions.seed})


def _reserve(amount: Money) -> Said:
    if amount > ZERO:
        return Said("stress.assume.reserve", {"amount": amount})
    return Said("stress.assume.no_reserve", {})
