"""The plans side by side in one table, and what happens if nothing changes."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.plans.model import Projection
from repaybook.texts import figures
from repaybook.ui.kit import Kit, switch_class, text_of
from repaybook.ui.models.plan import Baseline, Column, PlanDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.plan.words import ROWS, letters, names, row_words, stress_of
from repaybook.ui.views.rows import Rows

_TITLES = 8


def _title(column: Column) -> str:
    title = column.plan.title
    return title if len(title) <= _TITLES else f"{title[:_TITLES]}…"


def table_markup(kit: Kit, desk: PlanDesk) -> str:
    """Return the table of the plans: a column each, the figures below each other."""
    shown = letters(kit, desk)
    heads = []
    for column in desk.columns:
        mark = "chosen" if column.chosen else "own" if column.own else ""
        note = f'<br><span class="rb-word">{text_of(kit.say(f"plan.column.{mark}"))}</span>' if mark else ""
        title = f'<br><span class="rb-soft">{text_of(column.plan.title)}</span>' if column.plan.title else ""
        heads.append(f'<th scope="col" class="rb-num">{text_of(shown[column.plan.id])}{title}{note}</th>')
    columns = [row_words(kit, column) for column in desk.columns]
    body = []
    for number, row in enumerate(ROWS):
        cells = []
        for column, words in zip(desk.columns, columns, strict=True):
            style = "rb-num rb-word" if _worrying(column, row) else "rb-num"
            cells.append(f'<td class="{style}" data-row="{row}">{text_of(words[number])}</td>')
        body.append(f'<tr><th scope="row">{text_of(kit.say(f"plan.row.{row}"))}</th>{"".join(cells)}</tr>')
    caption = text_of(kit.say("plan.row.caption"))
    what = text_of(kit.say("plan.row.what"))
    return (
        f'<table class="rb-compare"><caption>{caption}</caption><thead><tr><th scope="col">{what}</th>{"".join(heads)}'
        f"</tr></thead><tbody>{''.join(body)}</tbody></table>{_notes(kit, desk)}"
    )


def _worrying(column: Column, row: str) -> bool:
    projection = column.projection
    if projection is None:
        return False
    if row in {"less_10", "less_20"}:
        stress = stress_of(projection, int(row.removeprefix("less_")))
        return stress is not None and stress.first_failing is not None
    return row == "lowest" and projection.lowest_cash.fen < 0


def _notes(kit: Kit, desk: PlanDesk) -> str:
    lang, shown = kit.session.lang, letters(kit, desk)
    lines = []
    for column in desk.columns:
        if column.why is not None:
            why = figures.tell(lang, column.why.key, column.why.values)
            lines.append(kit.say("plan.column.why", letter=shown[column.plan.id], why=why))
    first = next(iter(desk.projections), None)
    if first is not None:
        lines.append(kit.say("plan.row.monthly_note"))
        if first.going_on:
            lines.append(kit.say("plan.row.going_on", names=names(kit, first.going_on)))
        if first.left_out:
            lines.append(kit.say("plan.row.left_out", names=names(kit, first.left_out)))
    lines += [figures.tell(lang, note.key, note.values) for note in desk.proposal.notes]
    return f'<ul class="rb-plain rb-notes">{"".join(f"<li>{text_of(line)}</li>" for line in lines)}</ul>'


class Compared:
    """The table, with a button below each plan that chooses it."""

    def __init__(self, kit: Kit, desk: PlanDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._table = kit.html("", "rb-table")
        self._buttons: Rows[tuple[str, str, bool]] = Rows(kit, self._button, "rb-choose")
        self.box = kit.box((self._table, self._buttons.box), "rb-card")
        scope.observe(desk, self._show, "columns")
        self._show()

    def _button(self, row: tuple[str, str, bool]) -> Any:
        kit, (plan_id, letter, chosen) = self._kit, row
        if chosen:
            button = kit.button(kit.say("plan.column.is_chosen", letter=letter), self._desk.unchoose, "rb-on")
            button.tooltip = kit.say("plan.column.unchoose")
            return button
        return kit.button(
            kit.say("plan.column.choose", letter=letter),
            partial(self._desk.choose, plan_id),
            hint=kit.say("plan.column.choose_hint", letter=letter),
        )

    def _show(self, _change: Any = None) -> None:
        kit, desk = self._kit, self._desk
        markup = table_markup(kit, desk)
        if self._table.value != markup:
            self._table.value = markup
        shown = letters(kit, desk)
        self._buttons.show((column.plan.id, shown[column.plan.id], column.chosen) for column in desk.columns)
        for button, column in zip(self._buttons.box.children, desk.columns, strict=True):
            nothing = all(not other.chosen for other in desk.columns)
            switch_class(button, "rb-primary", on=nothing and column is desk.columns[0])


def _baseline_cells(kit: Kit, projection: Projection) -> tuple[str, str, str, str]:
    lang = kit.session.lang
    last = projection.months[-1] if projection.months else None
    owed = sum(last.balances.values()) if last is not None else 0
    if projection.all_done_month is not None:
        after = kit.say("plan.baseline.done", month=figures.month(lang, projection.all_done_month))
    else:
        after = figures.money(lang, type(projection.total_paid)(owed))
    failing = projection.first_failing
    holds = kit.say("plan.baseline.holds") if failing is None else kit.say("plan.baseline.fails", number=failing)
    return figures.money(lang, projection.monthly), figures.money(lang, projection.total_paid), after, holds


def baseline_markup(kit: Kit, baselines: tuple[Baseline, ...]) -> str:
    """Return what happens without a plan, as a table."""
    if not baselines:
        return ""
    heads = "".join(
        f'<th scope="col" class="rb-num">{text_of(kit.say(f"plan.baseline.{one.kind}"))}</th>' for one in baselines
    )
    columns = [_baseline_cells(kit, one.projection) for one in baselines]
    rows = []
    for number, row in enumerate(("row_monthly", "row_paid", "row_after", "row_holds")):
        cells = "".join(f'<td class="rb-num">{text_of(column[number])}</td>' for column in columns)
        rows.append(f'<tr><th scope="row">{text_of(kit.say(f"plan.baseline.{row}"))}</th>{cells}</tr>')
    title, note = text_of(kit.say("plan.baseline.title")), text_of(kit.say("plan.baseline.stop_note"))
    return (
        f'<h3>{title}</h3><table class="rb-compare"><thead><tr><td></td>{heads}</tr></thead>'
        f'<tbody>{"".join(rows)}</tbody></table><p class="rb-soft">{note}</p>'
    )
