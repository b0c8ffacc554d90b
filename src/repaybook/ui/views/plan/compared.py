"""The plans side by side in one table, and what happens if nothing changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from repaybook.money import Money
from repaybook.plans.compare import Cell, compared
from repaybook.plans.model import Said
from repaybook.texts import figures
from repaybook.ui.kit import Kit, switch_class, text_of
from repaybook.ui.models.columns import Baseline, Column
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.models.stress import StressModel
from repaybook.ui.scope import Scope
from repaybook.ui.views.plan.stress import holds_words
from repaybook.ui.views.plan_words import cell_words, end_words, is_worrying, letters, names, plan_name
from repaybook.ui.views.rows import Rows
from repaybook.ui.views.side_by_side import Line, side_by_side


def table_markup(kit: Kit, desk: PlanDesk) -> str:
    """Return the table of the plans: a column each, the figures below each other; how surely each holds where asked."""
    shown = letters(kit, desk)
    tables = [compared([column.projection]) if column.projection is not None else () for column in desk.columns]
    keys = next(([row.key for row in table] for table in tables if table), [])
    table = side_by_side(
        [_head(kit, column, shown[column.slot]) for column in desk.columns],
        [
            _line(kit, key, [table[number].cells[0] if table else None for table in tables])
            for number, key in enumerate(keys)
        ]
        + _stressed(kit, desk),
        caption=kit.say("plan.row.caption"),
        corner=kit.say("plan.row.what"),
    )
    return table + _notes(kit, desk)


def _head(kit: Kit, column: Column, letter: str) -> str:
    name = plan_name(kit, column)
    title = f'<br><span class="rb-soft">{text_of(name)}</span>' if name else ""
    note = f'<br><span class="rb-word">{text_of(kit.say("plan.column.chosen"))}</span>' if column.chosen else ""
    return f"{text_of(letter)}{title}{note}"


def _line(kit: Kit, key: str, cells: Sequence[Cell | None]) -> Line:
    unknown = figures.unknown(kit.session.lang)
    return Line(
        key=key.rpartition(".")[2],
        name=kit.say(key),
        cells=tuple(unknown if cell is None else cell_words(kit, key, cell) for cell in cells),
        worrying=tuple(cell is not None and is_worrying(key, cell) for cell in cells),
    )


def _stressed(kit: Kit, desk: PlanDesk) -> list[Line]:
    """Return the row that says how surely each plan holds, while that is asked for."""
    model = kit.session.keep(StressModel)
    if not model.on:
        return []
    fared = [model.fared.get(column.slot) for column in desk.columns]
    unknown = figures.unknown(kit.session.lang)
    cells = tuple(unknown if one is None else holds_words(kit, one.holds) for one in fared)
    return [Line("holds_in", kit.say("stress.screen.compared"), cells)]


def _notes(kit: Kit, desk: PlanDesk) -> str:
    lang, shown = kit.session.lang, letters(kit, desk)
    reasons, lines = [], []
    for column in desk.columns:
        if column.why is not None:
            why = figures.tell(lang, column.why.key, column.why.values)
            reasons.append(kit.say("plan.column.why", letter=shown[column.slot], why=why))
    first = next(iter(desk.projections), None)
    if first is not None:
        lines += [kit.say("plan.row.monthly_note"), kit.say("plan.row.less_note")]
        if first.going_on:
            lines.append(figures.tell(lang, "plan.row.going_on", {"names": names(kit, first.going_on)}))
        if first.left_out:
            lines.append(figures.tell(lang, "plan.row.left_out", {"names": names(kit, first.left_out)}))
    lines += [figures.tell(lang, note.key, note.values) for note in _still_true(desk)]
    why = "".join(f"<li>{text_of(reason)}</li>" for reason in reasons)
    more = "".join(f"<li>{text_of(line)}</li>" for line in lines)
    return f'<ul class="rb-plain rb-why">{why}</ul><ul class="rb-plain rb-notes">{more}</ul>'


def _still_true(desk: PlanDesk) -> Iterator[Said]:
    """Yield what the proposal noted, but not that a plan is the same as one that has been adjusted since."""
    own = tuple(f"_is_{column.slot}" for column in desk.columns if column.own)
    gone = False
    for note in desk.proposal.notes:
        same = note.key.endswith(own)
        gone = gone or same
        if not same and not (gone and note.key.startswith("plans.why.")):
            yield note


class Compared:
    """The table, with a button below each plan that chooses it."""

    def __init__(self, kit: Kit, desk: PlanDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._table = kit.html("", "rb-table")
        self._buttons: Rows[tuple[str, str, bool]] = Rows(kit, self._button, "rb-choose")
        self.box = kit.box((self._table, self._buttons.box), "rb-card")
        scope.observe(desk, self._show, "columns")
        scope.observe(kit.session.keep(StressModel), self._show, "on", "fared")
        self._show()

    def _button(self, row: tuple[str, str, bool]) -> Any:
        kit, (slot, letter, chosen) = self._kit, row
        if chosen:
            button = kit.button(kit.say("plan.column.is_chosen", letter=letter), self._desk.unchoose, "rb-on")
            button.tooltip = kit.say("plan.column.unchoose")
            return button
        return kit.button(
            kit.say("plan.column.choose", letter=letter),
            partial(self._desk.choose, slot),
            hint=kit.say("plan.column.choose_hint", letter=letter),
        )

    def _show(self, _change: Any = None) -> None:
        kit, desk = self._kit, self._desk
        markup = table_markup(kit, desk)
        if self._table.value != markup:
            self._table.value = markup
        shown = letters(kit, desk)
        self._buttons.show((column.slot, shown[column.slot], column.chosen) for column in desk.columns)
        nothing = all(not column.chosen for column in desk.columns)
        for button, column in zip(self._buttons.box.children, desk.columns, strict=True):
            switch_class(button, "rb-primary", on=nothing and column.slot == desk.roomiest)


def _baseline_cells(kit: Kit, one: Baseline) -> tuple[str, ...]:
    """Return the figures of a baseline; what runs longer than five years whatever happens is left out of them."""
    lang, projection = kit.session.lang, one.projection
    last = projection.months[-1].balances if projection.months else {}
    owed = Money(sum(fen for debt_id, fen in last.items() if debt_id not in projection.going_on))
    stopped = one.kind == "stop"
    failing = None if stopped else projection.first_failing
    holds = kit.say("plan.baseline.fails", number=failing) if failing else kit.say("plan.baseline.holds")
    return (
        figures.money(lang, projection.monthly),
        end_words(kit, projection),
        figures.money(lang, projection.total_paid),
        figures.money(lang, owed),
        kit.say("plan.baseline.stop_holds") if stopped else holds,
    )


def baseline_markup(kit: Kit, baselines: tuple[Baseline, ...]) -> str:
    """Return what happens without a plan, as a table."""
    if not baselines:
        return ""
    columns = [_baseline_cells(kit, one) for one in baselines]
    rows = ("row_monthly", "row_end", "row_paid", "row_after", "row_holds")
    lines = [
        Line(row, kit.say(f"plan.baseline.{row}"), tuple(column[number] for column in columns))
        for number, row in enumerate(rows)
    ]
    heads = [text_of(kit.say(f"plan.baseline.{one.kind}")) for one in baselines]
    title, note = text_of(kit.say("plan.baseline.title")), text_of(kit.say("plan.baseline.stop_note"))
    return f'<h3>{title}</h3>{side_by_side(heads, lines)}<p class="rb-soft">{note}</p>'
