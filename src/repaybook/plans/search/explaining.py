"""Three sentences for what a search found: what it is, why this one, and what keeps anything better from fitting."""

from __future__ import annotations

from repaybook.money import Money
from repaybook.plans.model import Projection, Said
from repaybook.plans.resilience.holding import Share
from repaybook.plans.search.choice import Choice
from repaybook.plans.search.options import Creditor, Ground, Option
from repaybook.plans.search.rules import Aim


def explained(
    ground: Ground, aim: Aim, choice: Choice, projection: Projection, share: Share | None
) -> tuple[Said, Said, Said]:
    """Return the three sentences, each true of the figures: result, reason, limit."""
    return _what(choice, projection), _why(ground, aim, choice, share), _limit(ground, choice)


def _what(choice: Choice, projection: Projection) -> Said:
    values: dict[str, object] = {
        "count": len(choice.creditors),
        "monthly": Money(choice.monthly),
        "end_month": projection.end_month,
        "total": Money(choice.total),
    }
    return Said("search.what", values)


def _why(ground: Ground, aim: Aim, choice: Choice, share: Share | None) -> Said:
    values: dict[str, object] = {"room": Money(ground.monthly), "left": Money(ground.monthly - choice.monthly)}
    if aim is Aim.SAFEST and share is not None:
        values |= {"percent": share.percent, "margin": share.margin}
        held = share.count * 100 >= share.of * 95
        return Said("search.why.safest" if held else "search.why.safest_not_reached", values)
    return Said(f"search.why.{aim.value}", values)


def _limit(ground: Ground, choice: Choice) -> Said:
    """Return what an earlier end would take a month at the least, or that there is none to be had."""
    end = choice.end
    sooner = [_least_before(one, end) for one in choice.creditors]
    if any(option is None for option in sooner):
        return Said("search.limit.shortest", {"months": end})
    need = sum(option.level for option in sooner if option is not None)
    last = max(
        one.begins + option.months - 1
        for one, option in zip(choice.creditors, sooner, strict=True)
        if option is not None
    )
    values = {"months": last, "need": Money(need), "more": Money(max(0, need - ground.monthly))}
    return Said("search.limit.sooner_too_dear" if need > ground.monthly else "search.limit.sooner_fits", values)


def _least_before(creditor: Creditor, end: int) -> Option | None:
    """Return the option that asks least a month among those done before the month ``end``."""
    earlier = [option for option in creditor.options if creditor.begins + option.months - 1 < end]
    return min(earlier, key=lambda option: (option.level, option.months), default=None)
