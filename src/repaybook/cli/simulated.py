"""A plan, or the plans proposed, as a page to read: the figures side by side, each creditor, month by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from repaybook.assess import assess
from repaybook.assess.next_steps import next_steps
from repaybook.case.model import CaseFile
from repaybook.cli.assessed import steps
from repaybook.cli.table import INDENT, columns
from repaybook.money import Money
from repaybook.plans.compare import Cell, compared
from repaybook.plans.model import Projection, Proposal
from repaybook.plans.readings import (
    accrual_reading,
    end_reading,
    months_reading,
    stress_reading,
    waiver_reading,
)
from repaybook.texts import Lang, known, say
from repaybook.texts.figures import day, money, month, tell


def _name(one: Projection, lang: Lang) -> str:
    """Return what the plan is called: its own title, the name of one that was proposed, else its id."""
    if one.plan.title:
        return one.plan.title
    key = f"plans.title.{one.plan.id}"
    return say(lang, key) if known(lang, key) else one.plan.id


def _cell(cell: Cell, lang: Lang) -> str:
    if isinstance(cell, Money):
        return money(lang, cell)
    return month(lang, cell) if isinstance(cell, date) else tell(lang, cell.key, cell.values)


def _figures(plans: Sequence[Projection], lang: Lang) -> Iterator[str]:
    """Yield one row a figure and one column a plan."""
    rows = [["", *(_name(one, lang) for one in plans)]]
    rows += [[say(lang, row.key), *(_cell(cell, lang) for cell in row.cells)] for row in compared(plans)]
    yield from columns(rows, right=range(1, len(plans) + 1))


def _creditors(case: CaseFile, one: Projection, lang: Lang) -> Iterator[str]:
    head = [say(lang, f"cli.simulate.column.{name}") for name in ("id", "who", "offer", "first", "monthly", "end")]
    head += [say(lang, f"cli.simulate.column.{name}") for name in ("paid", "still_owed")]
    rows = []
    for debt_id, schedule in one.schedules.items():
        rows.append(
            [
                debt_id,
                case.debt(debt_id).creditor_alias,
                say(lang, f"terms.offer_kind.{schedule.offer.kind}"),
                day(lang, schedule.first_due) if schedule.first_due else say(lang, "cli.simulate.none"),
                money(lang, schedule.regular),
                month(lang, schedule.end) if schedule.end else say(lang, "plans.compare.no_end"),
                money(lang, schedule.total_paid),
                money(lang, schedule.still_owed),
            ]
        )
    yield from columns([head, *rows], right=[4, 6, 7])
    for name, ids in (("going_on", one.going_on), ("left_out", one.left_out)):
        if ids:
            yield INDENT + say(lang, f"cli.simulate.{name}", debts=say(lang, "terms.separator").join(ids))


def _months(one: Projection, lang: Lang) -> Iterator[str]:
    names = ("month", "income", "living", "priority", "payments", "savings", "left", "cash")
    rows = [[say(lang, f"cli.simulate.column.{name}") for name in names]]
    for line in one.months:
        amounts = (
            line.income,
            -sum(line.living.values()),
            -sum(line.priority.values()),
            -sum(line.payments.values()),
            -line.savings,
            line.left,
            line.cash,
        )
        rows.append([month(lang, line.month), *(money(lang, Money(fen)) for fen in amounts)])
    yield from columns(rows, right=range(1, len(names)))


def _assumed(case: CaseFile, one: Projection, lang: Lang) -> Iterator[str]:
    yield from (INDENT + tell(lang, key, values) for key, values in one.assumptions)
    for debt_id, schedule in one.schedules.items():
        who = case.debt(debt_id).creditor_alias + say(lang, "terms.colon")
        yield from (INDENT + who + tell(lang, key, values) for key, values in schedule.assumptions)


def _title(case: CaseFile, lang: Lang) -> str:
    title = case.title_en if lang == "en" else case.title_zh
    return say(lang, "cli.assess.title", case=" ".join(filter(None, (case.case_id, title))), day=day(lang, case.as_of))


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def proposal_page(case: CaseFile, proposal: Proposal, lang: Lang) -> str:
    """Return the plans proposed side by side with why each is there, or why there is none and what comes next."""
    lines = [_title(case, lang)]
    if proposal.reason is not None:
        lines.append(tell(lang, proposal.reason, proposal.reason_values))
    if proposal.plans:
        lines += ["", say(lang, "cli.simulate.section.plans"), *_figures(proposal.plans, lang)]
        lines += ["", say(lang, "cli.simulate.section.why")]
        values = proposal.why_values or ({},) * len(proposal.why)
        for one, key, value in zip(proposal.plans, proposal.why, values, strict=True):
            lines.append(f"{INDENT}{_name(one, lang)}{say(lang, 'terms.colon')}{tell(lang, key, value)}")
        for one in proposal.plans:
            lines += ["", _name(one, lang), *_creditors(case, one, lang)]
    if proposal.notes:
        notes = (INDENT + tell(lang, key, values) for key, values in proposal.notes)
        lines += ["", say(lang, "cli.simulate.section.notes"), *notes]
    if not proposal.plans:
        lines += ["", say(lang, "cli.assess.section.steps"), *steps(next_steps(case, assess(case)), lang)]
    return _page(lines)


def projection_page(case: CaseFile, one: Projection, lang: Lang) -> str:
    """Return one plan with its figures, its creditors, its months and what was assumed."""
    readings = [end_reading(one), months_reading(one), stress_reading(one, 10), stress_reading(one, 20)]
    readings += [waiver_reading(one), accrual_reading(one)]
    lines = [_title(case, lang), *(tell(lang, key, values) for key, values in readings)]
    lines += ["", say(lang, "cli.simulate.section.plan"), *_figures([one], lang)]
    lines += ["", say(lang, "cli.simulate.section.creditors"), *_creditors(case, one, lang)]
    lines += ["", say(lang, "cli.simulate.section.months"), *_months(one, lang)]
    lines += ["", say(lang, "cli.simulate.section.assumed"), *_assumed(case, one, lang)]
    return _page(lines)
