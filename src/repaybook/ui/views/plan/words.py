"""What the plan screen says of a projection and of a schedule, in words and figures."""

from __future__ import annotations

from repaybook.case.model import Debt, OfferKind
from repaybook.charts import plan_letters
from repaybook.dates import first_of_month
from repaybook.money import ZERO, Money
from repaybook.plans.model import Projection, Schedule, Stress
from repaybook.texts import figures
from repaybook.ui.kit import Kit
from repaybook.ui.models.plan import Column, PlanDesk
from repaybook.ui.views.names import creditor


def letters(kit: Kit, desk: PlanDesk) -> dict[str, str]:
    """Return the letter of each plan on the desk, by the plan's id."""
    names = plan_letters(len(desk.columns), kit.session.lang)
    return dict(zip((column.plan.id for column in desk.columns), names, strict=True))


def end_words(kit: Kit, projection: Projection) -> str:
    """Return when the debts that are negotiated are done."""
    if projection.end_month is None:
        return kit.say("plan.row.never")
    return figures.month(kit.session.lang, projection.end_month)


def stress_of(projection: Projection, percent: int) -> Stress | None:
    """Return how the plan holds with so much less income."""
    return next((stress for stress in projection.stress if stress.percent == percent), None)


def stress_words(kit: Kit, projection: Projection, percent: int) -> str:
    """Return whether the plan holds with so much less income, and else from which month it does not."""
    stress = stress_of(projection, percent)
    if stress is None:
        return figures.unknown(kit.session.lang)
    if stress.first_failing is None:
        return kit.say("plan.row.holds")
    return kit.say("plan.row.fails", number=stress.first_failing)


def worth_words(kit: Kit, projection: Projection) -> str:
    """Return what the plan saves against the contracts; what it costs more, where it does."""
    worth = projection.waiver_worth
    amount = figures.money(kit.session.lang, Money(abs(worth.fen)))
    return kit.say("plan.row.more", amount=amount) if worth < ZERO else amount


def row_words(kit: Kit, column: Column) -> tuple[str, ...]:
    """Return the eight figures of a plan, in the order of ``ROWS``; "not known yet" where it cannot be worked out."""
    lang, projection = kit.session.lang, column.projection
    if projection is None:
        return (figures.unknown(lang),) * len(ROWS)
    down = projection.down_payment
    return (
        figures.money(lang, projection.monthly),
        figures.money(lang, down) if down else kit.say("plan.row.none"),
        end_words(kit, projection),
        figures.money(lang, projection.total_paid),
        worth_words(kit, projection),
        figures.money(lang, projection.lowest_cash),
        stress_words(kit, projection, 10),
        stress_words(kit, projection, 20),
    )


ROWS = ("monthly", "down_payment", "end", "total", "worth", "lowest", "less_10", "less_20")


def verdict(kit: Kit, projection: Projection) -> str:
    """Return in one sentence whether every month can be paid."""
    lang = kit.session.lang
    if projection.first_failing is None:
        return kit.say("plan.adjust.fits", lowest=figures.money(lang, projection.lowest_cash))
    month = figures.month(lang, projection.months[projection.first_failing - 1].month)
    return kit.say("plan.adjust.fails", number=projection.first_failing, month=month)


def _monthly(kit: Kit, schedule: Schedule) -> str:
    lang, offer = kit.session.lang, schedule.offer
    if offer.kind is OfferKind.STOP or not schedule.rows:
        return kit.say("plan.answer.nothing")
    if offer.kind is OfferKind.LUMP_SUM:
        amount = figures.money(lang, schedule.total_paid)
        return kit.say("plan.answer.once", month=figures.month(lang, schedule.first_due), amount=amount)
    if offer.kind is OfferKind.TOKEN:
        amount = figures.money(lang, offer.amount)
        return kit.say("plan.answer.token", amount=amount, count=offer.months)
    return kit.say("plan.answer.monthly", amount=figures.money(lang, schedule.regular))


def figures_of(kit: Kit, schedule: Schedule) -> list[str]:
    """Return what one creditor is paid: a month, first, until when, in all, and what is asked to be waived."""
    lang, offer = kit.session.lang, schedule.offer
    said = [_monthly(kit, schedule)]
    if offer.down_payment and offer.kind in {OfferKind.INSTALMENTS, OfferKind.EXTENSION}:
        said.append(kit.say("plan.answer.down", amount=figures.money(lang, offer.down_payment)))
    if schedule.end is not None and offer.kind is not OfferKind.LUMP_SUM:
        said.append(kit.say("plan.answer.until", month=figures.month(lang, first_of_month(schedule.end))))
    elif schedule.still_owed:
        said.append(kit.say("plan.answer.not_done", amount=figures.money(lang, schedule.still_owed)))
    if schedule.end is not None and offer.kind is not OfferKind.LUMP_SUM:
        said.append(kit.say("plan.answer.total", amount=figures.money(lang, schedule.total_paid)))
    waived = schedule.waived + schedule.waived_principal
    if waived:
        said.append(kit.say("plan.answer.waived", amount=figures.money(lang, waived)))
    return said


def names(kit: Kit, debts: tuple[str, ...]) -> str:
    """Return the creditors of these debts in one line."""
    found = dict.fromkeys(creditor(kit, debt_id) for debt_id in debts)
    return "、".join(found) if kit.session.lang == "zh" else ", ".join(found)


def balance_words(kit: Kit, debt: Debt, schedule: Schedule | None) -> str:
    """Return what is owed on a debt."""
    owed = schedule.balance_now if schedule is not None else debt.balance_total
    return kit.say("plan.answer.head", amount=figures.money(kit.session.lang, owed))
