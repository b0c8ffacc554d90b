"""The plans on paper: all of them compared, the chosen one creditor by creditor and month by month, black on white."""

from __future__ import annotations

import base64
from typing import Any

from repaybook.money import Fen, Money
from repaybook.plans.model import Month, Projection
from repaybook.plans.resilience import resilience_reading
from repaybook.texts import figures
from repaybook.ui.kit import Kit, show, switch_class, text_of
from repaybook.ui.models.columns import Column
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.models.stress import StressModel
from repaybook.ui.scope import Scope
from repaybook.ui.views.names import creditor
from repaybook.ui.views.paper import page
from repaybook.ui.views.plan.compared import table_markup
from repaybook.ui.views.plan_words import figures_of, letters, plan_name, verdict

_MOST_COLUMNS = 7
"""So many creditors fit beside each other on a sheet; more of them are added up."""


def printed(desk: PlanDesk) -> Column | None:
    """Return the plan whose months are printed: the chosen one, else the one that is adjusted."""
    return next((column for column in desk.columns if column.chosen), desk.column)


def sheet_body(kit: Kit, desk: PlanDesk) -> str:
    """Return the sheet as markup, every word of a person escaped."""
    say, day = kit.say, figures.day(kit.session.lang, kit.session.on)
    head = (
        f"<h1>{text_of(say('sheet.title'))}</h1>"
        f'<p class="soft">{text_of(say("sheet.as_of", day=day))} · {text_of(say("sheet.made"))}</p>'
    )
    parts = [_section(say("sheet.compared"), table_markup(kit, desk))]
    column = printed(desk)
    if column is not None and column.projection is not None:
        parts += _plan(kit, desk, column, column.projection)
    return head + "".join(parts)


def _section(title: str, body: str) -> str:
    return f"<section><h2>{text_of(title)}</h2>{body}</section>"


def _plan(kit: Kit, desk: PlanDesk, column: Column, projection: Projection) -> list[str]:
    lang, say = kit.session.lang, kit.say
    letter, name = letters(kit, desk)[column.slot], plan_name(kit, column)
    plan = say("plan.column.titled", letter=letter, title=name) if name else say("plan.column.name", letter=letter)
    lines = [
        say(
            "sheet.creditor",
            name=creditor(kit, debt_id),
            answer=say(f"terms.offer_kind.{schedule.offer.kind}"),
            figures=" · ".join(figures_of(kit, schedule)),
        )
        for debt_id, schedule in projection.schedules.items()
    ]
    listed = "".join(f"<li>{text_of(line)}</li>" for line in lines)
    said = f"<p>{text_of(verdict(kit, projection))}</p>"
    parts = [
        _section(say("sheet.chosen" if column.chosen else "sheet.adjusted", plan=plan), f"{said}<ul>{listed}</ul>")
    ]
    model = kit.session.keep(StressModel)
    fared = model.fared.get(column.slot) if model.on else None
    if fared is not None:
        reading = resilience_reading(fared, projection)
        told = text_of(figures.tell(lang, reading.key, reading.values))
        parts.append(_section(say("sheet.stressed"), f"<p>{told}</p>"))
    if projection.months:
        parts.append(_section(say("sheet.months"), months_markup(kit, projection)))
    return parts


def _sum(month: Month, debts: tuple[str, ...]) -> Fen:
    return sum(month.payments.get(debt, 0) for debt in debts)


def months_markup(kit: Kit, projection: Projection) -> str:
    """Return the plan month by month: what comes in, where it goes, what is at hand at the end."""
    lang, say = kit.session.lang, kit.say
    debts = tuple(debt for debt in projection.schedules if any(month.payments.get(debt) for month in projection.months))
    groups = [(debt,) for debt in debts] if len(debts) <= _MOST_COLUMNS else [debts]
    names = [creditor(kit, group[0]) if len(group) == 1 else say("sheet.offers") for group in groups]
    some = any(any(month.priority.values()) for month in projection.months)
    heads = [say("sheet.month"), say("sheet.income"), say("sheet.living")] + [say("sheet.priority")] * some
    heads += [say("sheet.creditors", name=name) for name in names] + [say("sheet.cash")]
    head = "".join(f'<th scope="col" class="num">{text_of(name)}</th>' for name in heads)
    rows = []
    for month in projection.months:
        fens = [month.income, sum(month.living.values())] + [sum(month.priority.values())] * some
        fens += [_sum(month, group) for group in groups] + [month.cash]
        cells = "".join(f'<td class="num">{text_of(_plain(fen))}</td>' for fen in fens)
        rows.append(f'<tr><th scope="row" class="num">{text_of(figures.month(lang, month.month))}</th>{cells}</tr>')
    note = text_of(say("sheet.note"))
    return (
        # What scrolls sideways on a phone can be scrolled by keyboard too.
        f'<div class="rb-scroll" role="region" tabindex="0" aria-label="{text_of(say("sheet.months"))}">'
        f'<table class="rb-months"><thead><tr>{head}</tr></thead>'
        f'<tbody>{"".join(rows)}</tbody></table></div><p class="soft">{note}</p>'
    )


def _plain(fen: Fen) -> str:
    """Return an amount without its unit, which stands below the table."""
    written = f"{Money(abs(fen)).in_yuan():,}" if fen % 100 else f"{abs(fen) // 100:,}"
    return f"−{written}" if fen < 0 else written


class PlanSheet:
    """A button that unfolds the sheet in ``box``; the sheet is made only while it is open."""

    def __init__(self, kit: Kit, desk: PlanDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._open = False
        self._button = kit.button(kit.say("sheet.fold"), self._toggle)
        self._sheet = kit.html("", "rb-hidden")
        self.box = kit.box((kit.box((self._button,), "rb-row"), self._sheet), "rb-tight", "rb-sheet")
        scope.observe(desk, self._follow, "columns", "focus")
        scope.observe(kit.session.keep(StressModel), self._follow, "on", "fared")

    def _toggle(self) -> None:
        self._open = not self._open
        self._follow()
        show(self._sheet, on=self._open)
        switch_class(self._button, "rb-on", on=self._open)

    def _follow(self, _change: Any = None) -> None:
        markup = self._markup() if self._open else ""
        if self._sheet.value != markup:
            self._sheet.value = markup

    def _markup(self) -> str:
        kit, say = self._kit, self._kit.say
        body = sheet_body(kit, self._desk)
        whole = page(kit.session.lang, say("sheet.title"), body)
        data = base64.b64encode(whole.encode()).decode()
        name = say("sheet.file", day=kit.session.on.isoformat())
        link = (
            f'<a class="rb-link-button" download="{text_of(name)}" '
            f'href="data:text/html;charset=utf-8;base64,{data}">{text_of(say("sheet.download"))}</a>'
        )
        # The page's own headings stand below those of the step here.
        shown = body.replace("<h2>", "<h4>").replace("</h2>", "</h4>").replace("<h1>", "<h3>").replace("</h1>", "</h3>")
        return (
            f"<p>{text_of(say('sheet.lead'))}</p>"
            f'<p class="rb-links">{link}</p>'
            f'<article class="rb-paper" aria-label="{text_of(say("sheet.preview"))}">{shown}</article>'
        )
