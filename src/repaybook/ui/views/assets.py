"""What the household owns, at its own estimate."""

from __future__ import annotations

from typing import Any

from repaybook.case.model import Asset
from repaybook.ui.fields import AmountField, ChoiceField, WordsField
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.budget import BudgetModel, BudgetPage
from repaybook.ui.views.lines import Lines


class _AssetLine:
    """One thing owned."""

    def __init__(self, kit: Kit, model: BudgetModel, index: int) -> None:
        self._kit, self._index = kit, index
        say = kit.say
        self._kind = WordsField(kit, say("budget.assets.kind"), hint=say("budget.assets.kind_hint"), most=60)
        self._value = AmountField(kit, say("budget.assets.value"))
        answers = ((say("ui.field.yes"), True), (say("ui.field.no"), False))
        self._liquid = ChoiceField(kit, say("budget.assets.liquid"), answers, value=False, unknown=False)
        self._kind.on_answer(lambda words: model.set_asset(index, kind=words or ""))
        self._value.on_answer(lambda amount: model.set_asset(index, value=amount))
        self._liquid.on_answer(lambda answer: model.set_asset(index, liquid=bool(answer)))
        self._remove = kit.button(say("budget.assets.remove"), lambda: model.remove_asset(index), "rb-quiet")
        fields = kit.box((self._kind, self._value, self._liquid), "rb-grid")
        self.box: Any = kit.box((fields, kit.box((self._remove,), "rb-row")), "rb-card")

    def show(self, value: Asset, *, fresh: bool) -> None:
        """Show it."""
        self._kind.put(value.kind, fresh=fresh)
        self._value.put(value.value, fresh=fresh)
        self._liquid.put(value.liquid, fresh=fresh)
        self._remove.tooltip = self._kit.say("budget.assets.remove_of", name=value.kind)

    def focus(self) -> None:
        """Put the cursor into what it is."""
        self._kind.focus()


class Assets:
    """The list in ``box``, folded until it is asked for."""

    def __init__(self, kit: Kit, model: BudgetModel) -> None:
        self._kit, self._model = kit, model
        say = kit.say
        self._lines: Lines[Asset] = Lines(kit, lambda index: _AssetLine(kit, model, index))
        heading = kit.html(
            f'<h3>{text_of(say("budget.assets.title"))}</h3><p class="rb-soft">{text_of(say("budget.assets.lead"))}</p>'
        )
        add = kit.button(say("budget.assets.add"), self._add)
        self._open = kit.box((heading, self._lines.box, kit.box((add,), "rb-row")), "rb-tight", "rb-hidden")
        self._unfold = kit.button(say("budget.assets.show"), self.unfold)
        self.box = kit.box((kit.box((self._unfold,), "rb-row"), self._open), "rb-tight")

    def show(self, page: BudgetPage) -> None:
        """Show what is owned, where it is unfolded."""
        if "rb-hidden" not in self._open._dom_classes:  # noqa: SLF001 - its classes are its state
            self._lines.show(page.assets)

    def unfold(self) -> None:
        """Show the list."""
        show(self._open, on=True)
        show(self._unfold, on=False)
        self._lines.show(self._model.page.assets)

    def _add(self) -> None:
        count = len(self._model.page.assets)
        self._model.set_asset(count, kind="")
        self._lines.focus(count)
