"""What the plan screen says of a projection and of a schedule, in words and figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce

from repaybook.case.model import Debt, OfferKind
from repaybook.charts import plan_letters
from repaybook.dates import first_of_month
from repaybook.money import ZERO, Money
from repaybook.plans.compare import Cell
from repaybook.plans.model import Projection, Said, Schedule
from repaybook.plans.readings import months_reading
from repaybook.texts import figures, known
from repaybook.ui.kit import Kit
from repaybook.ui.models.columns import Column
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.views.names import creditor


def letters(kit: Kit, desk: PlanDesk) -> dict[str, str]:
    """Return the letter of each plan on the desk, by its slot."""
    names = plan_letters(len(desk.columns), kit.session.lang)
    return dict(zip((column.slot for column in desk.columns), names, strict=True))


def plan_name(kit: Kit, column: Column) -> str:
    """Return what a plan is called: its title, the person's own, the name of one that was proposed; else nothing."""
    if column.plan.title:
        return column.plan.title
    if column.own:
        return kit.say("plan.column.own")
    key = f"plans.title.{column.slot}"
    return kit.say(key) if known(kit.session.lang, key) else ""


def end_words(kit: Kit, projection: Projection) -> str:
    """Return when the debts that are negotiated are done."""
    if projection.end_month is None:
        return kit.say("plans.compare.no_end")
    return figures.month(kit.session.lang, projection.end_month)


def cell_words(kit: Kit, row: str, cell: Cell) -> str:
    """Return a cell of the comparison; what is none or below zero is told, not only signed."""
    lang = kit.session.lang
    if isinstance(cell, Money):
        if row == "plans.compare.down_payment" and not cell:
            return kit.say("plan.row.none")
        if row == "plans.compare.less_than_contract" and cell < ZERO:
            return kit.say("plan.row.more", amount=figures.money(lang, -cell))
        return figures.money(lang, cell)
    return figures.month(lang, cell) if isinstance(cell, date) else figures.tell(lang, cell.key, cell.values)


def is_worrying(row: str, cell: Cell) -> bool:
    """Return whether a cell needs the reader's attention: cash below zero, months that do not hold."""
    if isinstance(cell, Money):
        return row == "plans.compare.lowest_cash" and cell < ZERO
    return isinstance(cell, Said) and cell.key in {"plans.compare.fails", "plans.compare.no_end"}


def verdict(kit: Kit, projection: Projection) -> str:
    """Return in one sentence whether every month can be paid, and else for whom it is enough."""
    said = months_reading(projection)
    return figures.tell(kit.session.lang, said.key, said.values)


def _monthly(kit: Kit, schedule: Schedule) -> str:
    lang, offer = kit.session.lang, schedule.offer
    if offer.kind is OfferKind.STOP or not schedule.rows:
        return kit.say("plan.answer.nothing")
    if len(offer.parts) > 1:
        paid = tuple(
            kit.say(
                "offers.figure.in_parts", day=figures.day(lang, row.due), amount=figures.money(lang, Money(row.total))
            )
            for row in schedule.rows
        )
        return reduce(lambda one, after: kit.say("figures.and_next", one=one, next=after), paid)
    if offer.steps:
        first = offer.steps[0]
        return kit.say("offers.figure.first_steps", count=first.months, amount=figures.money(lang, first.amount))
    if offer.kind is OfferKind.LUMP_SUM:
        amount = figures.money(lang, schedule.total_paid)
        return kit.say("plan.answer.once", month=figures.month(lang, schedule.first_due), amount=amount)
    if offer.kind is OfferKind.TOKEN:
        amount = figures.money(lang, offer.amount)
        return kit.say("plan.answer.token", amount=amount, count=offer.months)
    return kit.say("plan.answer.monthly", amount=figures.money(lang, schedule.regular))


def _later(kit: Kit, schedule: Schedule) -> Iterator[str]:
    """Yield how a month differs later on: further steps, the level instalment after them, months with more."""
    lang, offer = kit.session.lang, schedule.offer
    for step in offer.steps[1:]:
        amount = figures.money(lang, step.amount)
        yield kit.say("offers.figure.next_steps", count=step.months, amount=amount)
    if schedule.then_monthly is not None:
        yield kit.say("offers.figure.then_level", amount=figures.money(lang, schedule.then_monthly))
    if offer.extra_months and offer.extra_amount:
        months = "、".join(map(str, offer.extra_months)) if lang == "zh" else ", ".join(map(str, offer.extra_months))
        yield kit.say("offers.figure.extra", months=months, amount=figures.money(lang, offer.extra_amount))


def figures_of(kit: Kit, schedule: Schedule) -> list[str]:
    """Return what one creditor is paid: a month, first, until when, in all, and what is asked to be waived."""
    lang, offer = kit.session.lang, schedule.offer
    said = [_monthly(kit, schedule), *_later(kit, schedule)]
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


def names(kit: Kit, debts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the creditors of these debts, each once."""
    return tuple(dict.fromkeys(creditor(kit, debt_id) for debt_id in debts))


def balance_words(kit: Kit, debt: Debt, schedule: Schedule | None) -> str:
    """Return what is owed on a debt."""
    owed = schedule.balance_now if schedule is not None else debt.balance_total
    return kit.say("plan.answer.head", amount=figures.money(kit.session.lang, owed))
