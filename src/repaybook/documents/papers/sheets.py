"""For the person: the one page that says where things stand, and the blank statement to fill in at home."""

from __future__ import annotations

from repaybook.assess.debts import balance
from repaybook.assess.next_steps import next_steps
from repaybook.case.model import Category, OfferKind
from repaybook.counsel.legal_dates import deadlines
from repaybook.documents.ground import Ground
from repaybook.documents.paper import Block, Grid, Heading, Items, Text
from repaybook.documents.papers.kind import DebtId, Kind, nothing, whole_case
from repaybook.documents.pen import Pen
from repaybook.money import ZERO
from repaybook.texts import known, say
from repaybook.texts.figures import day, days_left, month, tell, unknown

_DATES, _STEPS = 3, 3
_INCOME_ROWS, _MORE_ROWS, _DEBT_ROWS = 3, 2, 6


def _debt_lines(ground: Ground, pen: Pen) -> tuple[str, ...]:
    lines = []
    for debt in ground.case.debts:
        if debt.contingent:
            continue
        key = f"terms.stage.{ground.assessment.stages[debt.id]}"
        stage = say(pen.lang, key) if known(pen.lang, key) else unknown(pen.lang)
        amount = pen.money(balance(debt))
        lines.append(say(pen.lang, "summary.debt.line", name=debt.creditor_alias, amount=amount, stage=stage))
    if ground.assessment.contingent_total:
        amount = pen.money(ground.assessment.contingent_total)
        lines.append(say(pen.lang, "summary.debt.contingent", amount=amount))
    return tuple(lines)


def _plan(ground: Ground, pen: Pen) -> tuple[Block, ...]:
    heading = Heading(say(pen.lang, "summary.plan.title"))
    plan = ground.projection if ground.chosen else None
    if plan is None:
        return heading, Text(say(pen.lang, f"summary.plan.{'stale' if ground.stale else 'none'}"), plain=True)
    amount = pen.money(plan.monthly)
    if plan.end_month is None:
        whole = say(pen.lang, "summary.plan.monthly_open", amount=amount)
    else:
        whole = say(pen.lang, "summary.plan.monthly", amount=amount, month=month(pen.lang, plan.end_month))
    lines = tuple(
        pen(
            "offer",
            creditor=ground.debt(debt_id).creditor_alias,
            answer=pen.term("offer_kind", schedule.offer.kind),
            amount=schedule.regular if schedule.offer.kind is not OfferKind.LUMP_SUM else schedule.total_paid,
        )
        for debt_id, schedule in plan.schedules.items()
    )
    return (
        heading,
        Text(whole, plain=True, bold=True),
        Items(lines),
        Text(say(pen.lang, "summary.plan.bank"), plain=True),
    )


def _dates(ground: Ground, pen: Pen) -> tuple[Block, ...]:
    found = deadlines(ground.case, ground.on)
    ahead = [one for one in found if not one.passed] or list(found[::-1])
    lines = []
    for one in ahead[:_DATES]:
        what = say(pen.lang, one.label_key, who=one.who)
        if one.days_left is None:
            lines.append(say(pen.lang, "summary.dates.unclear", what=what))
        else:
            left = days_left(pen.lang, one.days_left)
            lines.append(say(pen.lang, "summary.dates.line", day=day(pen.lang, one.on), left=left, what=what))
    body: Block = Items(tuple(lines)) if lines else Text(say(pen.lang, "summary.dates.none"), plain=True)
    return Heading(say(pen.lang, "summary.dates.title")), body


def _summary(ground: Ground, _: DebtId, pen: Pen) -> tuple[Block, ...]:
    found, lang = ground.assessment, pen.lang
    advice = next_steps(ground.case, found)
    at_least = any(balance(debt) is None for debt in ground.case.debts if not debt.contingent)
    total = say(lang, "summary.debt.total_at_least" if at_least else "summary.debt.total")
    usable = ("gap", -found.surplus) if found.surplus < ZERO else ("usable", found.usable_for_plans)
    known_budget = found.income_known and found.living_known
    rows = (
        (total, pen.money(found.debt_total)),
        (say(lang, "summary.debt.overdue"), pen.money(found.overdue_total)),
        (say(lang, f"summary.pay.{usable[0]}"), pen.money(usable[1]) if known_budget else unknown(lang)),
        (say(lang, "summary.pay.less"), pen.money(found.surplus_income_minus10) if known_budget else unknown(lang)),
    )
    return (
        Text(say(lang, "summary.as_of", day=day(lang, ground.case.as_of)), plain=True),
        Grid((pen("what"), pen("how_much")), rows, right=(1,), widths=(3, 2)),
        Heading(say(lang, "summary.debt.title")),
        Items(_debt_lines(ground, pen)),
        *_plan(ground, pen),
        *_dates(ground, pen),
        Heading(pen("this_week")),
        Items(tuple(tell(lang, key, advice.values) for key in advice.steps[:_STEPS]), numbered=True),
        Heading(say(lang, "summary.help.title")),
        Items(tuple(say(lang, f"summary.help.{name}") for name in ("calm", "danger", "law", "fraud"))),
        Text(say(lang, "summary.help.free"), plain=True),
        Text(say(lang, "summary.made"), plain=True),
    )


SUMMARY = Kind(about=whole_case, needs=nothing, write=_summary, small=True)


def _blank(count: int, columns: int) -> tuple[tuple[str, ...], ...]:
    return (("",) * columns,) * count


def _form(_: Ground, __: DebtId, pen: Pen) -> tuple[Block, ...]:
    def word(name: str) -> str:
        return say(pen.lang, f"summary.form.{name}")

    income = tuple(word(name) for name in ("income_what", "low", "typical", "high"))
    expense = tuple(word(name) for name in ("expense_what", "week", "month", "year", "note"))
    debts = tuple(word(name) for name in ("creditor", "kind", "owed", "due", "late"))
    classes = tuple(
        (
            pen.joined(pen.term("category", name), pen("hint", hint=say(pen.lang, f"summary.hint.{name}"))),
            "",
            "",
            "",
            "",
        )
        for name in Category
    )
    total = (word("sum"), "", "", "", "")
    return (
        Text(word("lead"), plain=True),
        Text(word("date"), plain=True),
        Heading(word("income")),
        Grid(income, (*_blank(_INCOME_ROWS, 4), total[:4]), widths=(4, 2, 2, 2), tall=True),
        Heading(word("expense")),
        Grid(expense, (*classes, *_blank(_MORE_ROWS, 5), total), widths=(6, 2, 2, 2, 3), tall=True),
        Heading(word("debts")),
        Grid(debts, (*_blank(_DEBT_ROWS, 5), total), widths=(4, 3, 3, 3, 2), tall=True),
        Text(word("keep"), plain=True),
    )


FORM = Kind(about=whole_case, needs=nothing, write=_form, small=True)
