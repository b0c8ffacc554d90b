"""The assessment as a page to read: where things stand, which dates come first, the month, the debts, what next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from repaybook.assess import Assessment, assess, debts, savings_hint
from repaybook.assess.next_steps import NextSteps, next_steps
from repaybook.assess.reference import reference
from repaybook.assess.stages import stage_key
from repaybook.case.model import CaseFile, Category, Debt
from repaybook.cli.table import INDENT, columns
from repaybook.counsel import legal_dates
from repaybook.counsel.cost_words import cost_reason
from repaybook.counsel.costs import costs
from repaybook.counsel.facts import facts
from repaybook.counsel.routes import routes
from repaybook.counsel.words import fact_reason, route_part
from repaybook.money import ZERO, Money
from repaybook.texts import Lang, say
from repaybook.texts.figures import day, days_left, money, months, percent, tell, unknown


def _dates(case: CaseFile, lang: Lang, on: date) -> Iterator[str]:
    rows: list[tuple[str, ...]] = []
    notes: list[str] = []
    for one in legal_dates.deadlines(case, on):
        notes += legal_dates.notes(lang, one)
        left = days_left(lang, one.days_left) if one.days_left is not None else unknown(lang)
        amount = money(lang, one.amount) if one.amount is not None else ""
        rows.append((day(lang, one.on), left, say(lang, one.label_key, who=one.who), amount, say(lang, one.act_key)))
    yield from columns(rows, right=[1, 3]) or [INDENT + say(lang, "cli.assess.no_dates")]
    yield from (INDENT + note for note in dict.fromkeys(notes))


def _month(case: CaseFile, found: Assessment, lang: Lang) -> Iterator[str]:
    def row(name: str, amount: Money, note: str = "") -> tuple[str, str, str]:
        return say(lang, f"cli.assess.{name}"), money(lang, amount), note

    own = case.savings_line is not None
    hint = savings_hint(found)
    set_aside = say(lang, "cli.assess.hint", amount=money(lang, hint)) if found.surplus > ZERO else ""
    incomplete = say(lang, "cli.assess.incomplete")
    yield from columns(
        [
            row("income", found.income_total, "" if found.income_known else incomplete),
            row("living", -found.living_total, "" if found.living_known else incomplete),
            row("priority", -found.priority_debt_payments),
            row("surplus", found.surplus),
            row("own_savings" if own else "buffer", -found.buffer, set_aside),
            row("usable", found.usable_for_plans),
            row("minus10", found.surplus_income_minus10),
            row("minus20", found.surplus_income_minus20),
            row("low", found.surplus_income_low),
        ],
        right=[1],
    )


def _living(case: CaseFile, found: Assessment, lang: Lang) -> Iterator[str]:
    rows = []
    for category in Category:
        cost = found.living_by_category[category]
        known = reference(category, case.client.household_size, case.client.city)
        beside = ""
        if known is not None and case.client.household_size is not None:
            beside = say(lang, "assess.reference.amount", amount=money(lang, known.amount))
            beside += say(lang, "cli.assess.above") if cost > known.amount else ""
        rows.append((say(lang, f"terms.category.{category}"), money(lang, cost), beside))
    yield from columns(rows, right=[1])
    example = reference(Category.FOOD, None, case.client.city)
    if example is not None and case.client.household_size is not None:
        published = day(lang, example.published)
        source = say(
            lang,
            "assess.reference.source",
            publisher=example.publisher,
            document=example.document,
            published=published,
        )
        yield INDENT + source
        yield INDENT + say(lang, "assess.reference.caveat.average")
        yield INDENT + say(lang, "assess.reference.caveat.imputed_rent")


def _yearly(case: CaseFile, lang: Lang, on: date) -> Iterator[str]:
    for cost in costs(case, on):
        yield f"{INDENT}{cost.debt} {cost_reason(lang, cost, case.debt(cost.debt))}"


def _routes(case: CaseFile, lang: Lang, on: date) -> Iterator[str]:
    for number, route in enumerate(routes(case, on), 1):
        title, why, step = (route_part(lang, route, part) for part in ("title", "why", "next"))
        yield f"{INDENT}{number}. {say(lang, 'cli.assess.route', title=title, why=why)}"
        if number == 1:
            yield INDENT * 2 + say(lang, "cli.assess.this_week", step=step)


def _way(found: Assessment, advice: NextSteps, debt: Debt) -> str:
    """Return the name of what is done with a debt; what cannot be afforded is never called kept."""
    if debt.contingent:
        return "contingent"
    if debt.priority:
        return "priority"
    if debt.id in found.undecided:
        return "secured"
    if debt.id in advice.to_decide:
        return "to_decide"
    if debt.id in found.keep_paying:
        return "keep"
    return "talk" if advice.instalments_possible else "pause"


def _debts(case: CaseFile, found: Assessment, advice: NextSteps, lang: Lang) -> Iterator[str]:
    rows = [
        (
            debt.id,
            debt.creditor_alias,
            say(lang, f"terms.creditor_type.{debt.creditor_type}"),
            money(lang, debts.balance(debt)),
            say(lang, stage_key(found.stages[debt.id])),
            money(lang, debts.due_monthly(case, debt)),
            say(lang, f"cli.assess.way.{_way(found, advice, debt)}"),
        )
        for debt in case.debts
    ]
    head = [say(lang, f"cli.assess.column.{name}") for name in ("id", "who", "type", "owed", "late", "due", "way")]
    yield from columns([head, *rows], right=[3, 5])


def _totals(case: CaseFile, found: Assessment, lang: Lang) -> Iterator[str]:
    unknown_balances = sum(1 for debt in case.debts if not debt.contingent and debts.balance(debt) is None)
    if unknown_balances:
        yield INDENT + say(lang, "cli.assess.unknown_balances", count=unknown_balances)
    rows = [
        ("debt_total", money(lang, found.debt_total)),
        ("overdue_total", money(lang, found.overdue_total)),
        ("contingent_total", money(lang, found.contingent_total)),
        ("scheduled", money(lang, found.scheduled_monthly_total)),
        ("dti", percent(lang, found.dti_scheduled)),
        ("committed", money(lang, found.committed_payments)),
        ("restructure_total", money(lang, found.restructure_total)),
        ("need", money(lang, found.need_per_month_60)),
    ]
    if found.restructure_months_interest_free is not None:
        rows.append(("restructure_months", months(lang, found.restructure_months_interest_free)))
    yield from columns([(say(lang, f"cli.assess.{name}"), value) for name, value in rows], right=[1])


def steps(advice: NextSteps, lang: Lang) -> list[str]:
    """Return the next steps as numbered lines."""
    return [f"{INDENT}{number}. {tell(lang, key, advice.values)}" for number, key in enumerate(advice.steps, 1)]


def page(case: CaseFile, lang: Lang, on: date | None = None) -> str:
    """Return the page; dates are counted from ``on``, by default the case's day."""
    today = on or case.as_of
    found = assess(case)
    advice = next_steps(case, found)
    title = case.title_en if lang == "en" else case.title_zh
    name = " ".join(filter(None, (case.case_id, title))) or say(lang, "terms.section.case")
    lines = [
        say(lang, "cli.assess.title", case=name, day=day(lang, case.as_of)),
        tell(lang, advice.headline, advice.values),
    ]
    sections = (
        ("dates", _dates(case, lang, today)),
        ("month", _month(case, found, lang)),
        ("costs", _living(case, found, lang)),
        ("debts", _debts(case, found, advice, lang)),
        ("totals", _totals(case, found, lang)),
        ("yearly", _yearly(case, lang, today)),
        ("flags", (INDENT + fact_reason(lang, fact) for fact in facts(case, today))),
        ("routes", _routes(case, lang, today)),
        ("steps", steps(advice, lang)),
    )
    for name, made in sections:
        content = list(made)
        if not content:
            continue
        lines += ["", say(lang, f"cli.assess.section.{name}"), *content]
    return "\n".join(lines) + "\n"
