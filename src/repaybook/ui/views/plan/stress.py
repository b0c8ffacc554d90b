"""生活有变故时还撑得住吗: a switch, words, one sentence with its picture, each plan's figures, a long run."""

from __future__ import annotations

from typing import Any

from repaybook.charts import PHONE
from repaybook.charts.fan import fan
from repaybook.plans.resilience import Resilience, Share, payment_reading
from repaybook.plans.resilience.holding import TARGET_PERCENT
from repaybook.texts import figures
from repaybook.ui.kit import Kit, show, switch_class, text_of
from repaybook.ui.latest import Latest
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.models.stress import StressModel
from repaybook.ui.scope import Scope
from repaybook.ui.views.picture import PictureBox
from repaybook.ui.views.plan.risks import Numbers, WordChoices
from repaybook.ui.views.plan_words import letters
from repaybook.ui.views.side_by_side import Line, side_by_side

_QUIET = 0.12
"""Seconds that the figures beside a slider get before the picture takes the kernel's time."""
_LONG = 100_000
"""From so many lives on chance moves a share by less than half a point: a tenth of one says something."""


def holds_words(kit: Kit, share: Share) -> str:
    """Return in how many of a hundred lives a plan holds, with what chance alone may move it; a long run to a tenth."""
    if share.of >= _LONG:
        percent, margin = (f"{tenths // 10}.{tenths % 10}" for tenths in (share.permille, share.margin_permille))
        return kit.say("stress.screen.holds", percent=percent, margin=margin)
    return kit.say("stress.screen.holds", percent=share.percent, margin=share.margin)


def fared_markup(kit: Kit, desk: PlanDesk, fared: dict[str, Resilience]) -> str:
    """Return the plans side by side: how surely each holds, when it weakens, what would hold, what it asks."""
    lang, shown = kit.session.lang, letters(kit, desk)
    rows: dict[str, list[str]] = {"holds": [], "weak": [], "most": [], "asked": []}
    heads, fine = [], []
    for column in desk.columns:
        one = fared.get(column.slot)
        if one is None or column.projection is None:
            continue
        weak, months = one.weak_month, column.projection.months
        heads.append(text_of(shown[column.slot]))
        fine.append(weak is None)
        rows["holds"].append(holds_words(kit, one.holds))
        rows["weak"].append(figures.month(lang, months[weak - 1].month) if weak else kit.say("stress.screen.no_weak"))
        most = kit.say("stress.screen.no_most") if one.payment is None else figures.money(lang, one.payment)
        rows["most"].append(most)
        rows["asked"].append(figures.money(lang, one.asked))
    lines = [
        Line(
            f"stress_{row}",
            kit.say(f"stress.screen.row_{row}"),
            tuple(cells),
            tuple(row == "weak" and not good for good in fine),
        )
        for row, cells in rows.items()
    ]
    table = side_by_side(heads, lines, caption=kit.say("stress.screen.caption"), corner=kit.say("stress.screen.corner"))
    note = text_of(kit.say("stress.screen.table_note", percent=TARGET_PERCENT))
    return f'{table}<p class="rb-soft">{note}</p>'


class Stress:
    """The card in ``box``; what it holds is built, and worked out, only once it is switched on."""

    def __init__(self, kit: Kit, desk: PlanDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._model = model = kit.session.keep(StressModel)
        model.guard(kit.guarded)
        title, lead = text_of(kit.say("stress.screen.title")), text_of(kit.say("stress.screen.lead"))
        head = kit.html(f"<h3>{title}</h3><p>{lead}</p>")
        self._switch = kit.button(kit.say("stress.screen.start"), self._toggle, hint=kit.say("stress.screen.title"))
        self._body = kit.box((), "rb-stack")
        self._built = False
        self.box = kit.box((head, kit.box((self._switch,), "rb-row"), self._body), "rb-card", "rb-stress")
        self._later: Latest[None] = Latest(kit.guarded(lambda _nothing: self._draw()), quiet=_QUIET, longest=0.5)
        scope.observe(model, self._show, "on", "fared", "progress")
        scope.observe(desk, self._show, "focus")
        scope.defer(self._later.drop)
        self._show()

    def _toggle(self) -> None:
        self._model.switch(on=not self._model.on)

    def _build(self) -> None:
        kit, model, say = self._kit, self._model, self._kit.say
        self._built = True
        self._words, self._numbers = WordChoices(kit, model), Numbers(kit, model)
        self._name = kit.html()
        self._picture = PictureBox(kit, "fan")
        self._table, self._payment = kit.html("", "rb-table"), kit.html()
        self._many = kit.button(say("stress.screen.many"), model.try_many)
        self._end = kit.button(say("stress.screen.end"), model.stop)
        self._told = kit.html("", "rb-soft", "rb-progress")
        picture = kit.box((self._name, self._picture.box), "rb-tight")
        plans = kit.box((self._table, self._payment), "rb-tight")
        long = kit.box((kit.box((self._many, self._end), "rb-row"), self._told), "rb-tight", "rb-no-print")
        self._body.children = (
            self._words.box,
            kit.box((picture, plans), "rb-fared"),
            self._numbers.box,
            long,
        )

    def _show(self, _change: Any = None) -> None:
        kit, model = self._kit, self._model
        on = model.on
        self._switch.description = kit.say("stress.screen.stop" if on else "stress.screen.start")
        switch_class(self._switch, "rb-on", on=on)
        show(self._body, on=on)
        if not on:
            self._later.drop()
            return
        if not self._built:
            self._build()
        self._words.show()
        one = model.fared.get(self._desk.focus)
        self._numbers.show(one.paths if one is not None else model.assumptions.paths)
        self._set(self._table, fared_markup(kit, self._desk, model.fared))
        self._tell_progress()
        self._later.offer(None)

    def _draw(self) -> None:
        kit, desk = self._kit, self._desk
        column = desk.column
        one = self._model.fared.get(desk.focus) if column is not None else None
        if column is None or column.projection is None or one is None or not one.holding:
            return
        letter = letters(kit, desk)[column.slot]
        self._set(self._name, f"<h4>{text_of(kit.say('stress.screen.plan', letter=letter))}</h4>")
        beside = [
            (fared, other.projection)
            for other in desk.columns
            if other.projection is not None and (fared := self._model.fared.get(other.slot)) is not None
        ]
        self._picture.show(fan(one, column.projection, kit.session.lang, PHONE, among=beside))
        said = payment_reading(one)
        self._set(self._payment, f"<p>{text_of(figures.tell(kit.session.lang, said.key, said.values))}</p>")

    def _tell_progress(self) -> None:
        kit, progress = self._kit, self._model.progress
        show(self._many, on=progress is None)
        show(self._end, on=progress is not None and not progress.ending)
        if progress is None:
            self._set(self._told, self._tried())
            return
        words = kit.say("stress.screen.progress", done=f"{progress.done:,}", of=f"{progress.of:,}")
        words = kit.say("stress.screen.ending") if progress.ending else words
        bar = f'<progress max="{progress.of}" value="{progress.done}" aria-label="{text_of(words)}"></progress>'
        self._set(self._told, f'{bar}<p role="status">{text_of(words)}</p>')

    def _tried(self) -> str:
        """Return how many lives the plan in the picture was tried in, and that more are to be had."""
        kit, desk = self._kit, self._desk
        one = self._model.fared.get(desk.focus)
        if one is None:
            return ""
        key = "stopped" if one.stopped else "tried"
        said = kit.say(f"stress.screen.{key}", letter=letters(kit, desk)[desk.focus], count=f"{one.paths:,}")
        lead = kit.say("stress.screen.many_lead")
        return f'<p role="status">{text_of(said)}</p><p>{text_of(lead)}</p>'

    @staticmethod
    def _set(widget: Any, markup: str) -> None:
        if widget.value != markup:
            widget.value = markup
