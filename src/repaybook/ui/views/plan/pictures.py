"""The pictures of the plans beside each other, on the same axes: one kind at a time, drawn when there is time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from repaybook.charts import PHONE, WIDE, Chart, balances, cash_flow, comparison, creditor_names, stress
from repaybook.plans.model import Projection
from repaybook.texts import Lang
from repaybook.ui.kit import Kit, show, switch_class, text_of
from repaybook.ui.latest import Latest
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.picture import PictureBox
from repaybook.ui.views.plan_words import letters

KINDS = ("flow", "owed", "stress", "compare")
_MOST = 4
_QUIET = 0.3
_LONGEST = 0.8


def drawn_names(desk: PlanDesk) -> dict[str, str]:
    """Return what each creditor is called in a picture of the plans, its id where the case holds it no more.

    Plans follow the case when their step is opened: a debt just deleted in another step is in them until then.
    """
    return {debt: debt for one in desk.projections for debt in one.schedules} | creditor_names(desk.case)


def chart_of(
    kind: str, projection: Projection, names: dict[str, str], lang: Lang, among: Sequence[Projection]
) -> Chart:
    """Return one plan's chart of a kind, on the axes of all."""
    if kind == "flow":
        return cash_flow(projection, names, lang, PHONE, among=among)
    if kind == "owed":
        return balances(projection, names, lang, PHONE, among=among)
    return stress(projection, lang, PHONE, among=among)


class Pictures:
    """One picture a plan of the kind asked for, and the comparison of all of them."""

    def __init__(self, kit: Kit, desk: PlanDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._kind = KINDS[0]
        self._buttons = {
            kind: kit.button(kit.say(f"plan.picture.{kind}"), partial(self._pick, kind), "rb-pick") for kind in KINDS
        }
        self._waiting = kit.html(f'<p class="rb-soft">{text_of(kit.say("plan.picture.waiting"))}</p>')
        self._names: list[Any] = []
        self._boxes: list[PictureBox] = []
        self._cells: list[Any] = []
        for number in range(_MOST):
            name, box = kit.html(), PictureBox(kit, f"plan{number}")
            self._names.append(name)
            self._boxes.append(box)
            self._cells.append(kit.box((name, box.box), "rb-tight", "rb-hidden"))
        self._compared = {
            "wide": PictureBox(kit, "compare-wide"),
            "phone": PictureBox(kit, "compare-phone"),
        }
        for size, box in self._compared.items():
            box.box.add_class(f"rb-only-{size}")
        self._compare = kit.box([box.box for box in self._compared.values()], "rb-tight", "rb-hidden")
        head = kit.html(f"<h3>{text_of(kit.say('plan.picture.title'))}</h3>")
        grid = kit.box(self._cells, "rb-pictures")
        self.box = kit.box(
            (head, kit.box(self._buttons.values(), "rb-row"), self._waiting, grid, self._compare), "rb-card"
        )
        self._later: Latest[None] = Latest(kit.guarded(lambda _nothing: self._draw()), quiet=_QUIET, longest=_LONGEST)
        scope.observe(desk, lambda _change: self._later.offer(None), "columns")
        scope.defer(self._later.drop)
        self._mark()
        self._later.offer(None)

    def _pick(self, kind: str) -> None:
        self._kind = kind
        self._mark()
        self._draw()

    def _mark(self) -> None:
        for kind, button in self._buttons.items():
            switch_class(button, "rb-on", on=kind == self._kind)

    def _draw(self) -> None:
        kit, desk, lang = self._kit, self._desk, self._kit.session.lang
        shown = letters(kit, desk)
        drawn = [(column, column.projection) for column in desk.columns if column.projection is not None][:_MOST]
        show(self._waiting, on=False)
        together = self._kind == "compare"
        show(self._compare, on=together and bool(drawn))
        names = drawn_names(desk)
        for number, cell in enumerate(self._cells):
            here = not together and number < len(drawn)
            show(cell, on=here)
            if here:
                column, projection = drawn[number]
                self._names[
                    number
                ].value = f"<h4>{text_of(kit.say('plan.column.name', letter=shown[column.slot]))}</h4>"
                self._boxes[number].show(chart_of(self._kind, projection, names, lang, desk.projections))
        if together and drawn:
            titles = [shown[column.slot] for column, _ in drawn]
            for name, size in (("wide", WIDE), ("phone", PHONE)):
                self._compared[name].show(
                    comparison([projection for _, projection in drawn], lang, size, titles=titles)
                )
