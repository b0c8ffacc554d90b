"""The rows of income: usual amount first; low, high, payday and the end behind 更多."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.case.model import Income
from repaybook.money import ZERO
from repaybook.texts import figures
from repaybook.ui.fields import AmountField, CountField, DateField, Field, WordsField
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.budget import BudgetModel, BudgetPage, entered
from repaybook.ui.views.lines import AmountPerField, Lines
from repaybook.ui.views.year_months import MonthsField

_BLANK = Income(label_zh="")


class _IncomeLine:
    """One income; a row that is not in the case yet gets into it with its first answer."""

    def __init__(self, kit: Kit, model: BudgetModel, index: int) -> None:
        self._kit, self._model, self._index = kit, model, index
        self._value = _BLANK
        say = kit.say
        self._label = WordsField(kit, say("budget.income.label"), hint=say("budget.income.label_hint"), most=60)
        self._typical = AmountPerField(kit, say("budget.income.typical"), hint=say("budget.living.unknown"))
        self._label.on_answer(lambda words: model.set_income(index, label_zh=words or ""))
        self._typical.on_answer(lambda amount: model.set_income_amount(index, amount, self._typical.per))
        self._rest: dict[str, Field[Any]] = {}
        self._more = kit.box((), "rb-grid", "rb-hidden")
        self._unfold = kit.button(say("budget.income.more"), self._fold, "rb-quiet")
        self._remove = kit.button(say("budget.income.remove"), self._take_out, "rb-quiet")
        self._ended = kit.html("", "rb-word")
        tools = kit.box((self._unfold, self._remove), "rb-row")
        first = kit.box((self._label, self._typical), "rb-grid")
        self.box: Any = kit.box((first, self._ended, self._more, tools), "rb-card")

    def show(self, value: Income, *, fresh: bool) -> None:
        """Show the income; low, high and end unfold where they are known."""
        self._typical.show(*entered(value), fresh=fresh)
        self._label.put(value.label_zh, fresh=fresh)
        self._value = value
        for name, field in self._rest.items():
            told = getattr(value, name)
            field.put(None if told == () else told, fresh=fresh)
        usual = {None, value.amount_monthly}
        if fresh and (
            value.low not in usual
            or value.high not in usual
            or value.ends_on is not None
            or value.payday is not None
            or value.months
        ):
            self._open_more()
        kit, case = self._kit, self._kit.session.case
        ended = value.ends_on is not None and value.ends_on < case.as_of
        self._ended.value = text_of(kit.say("budget.income.ended")) if ended else ""
        name = value.label_zh or kit.say("budget.income.unnamed", number=self._index + 1)
        self._remove.tooltip = kit.say("budget.income.remove_of", name=name)
        show(self._remove, on=self._index < len(case.income))

    def focus(self) -> None:
        """Put the cursor into the name."""
        self._label.focus()

    def focus_on(self, name: str) -> None:
        """Put the cursor into the field of this name."""
        if name in {"low", "high", "payday", "months", "ends_on"}:
            self._open_more()
        fields: dict[str, Field[Any]] = {"amount_monthly": self._typical, **self._rest}
        fields.get(name, self._label).focus()

    def _fold(self) -> None:
        if "rb-hidden" in self._more._dom_classes:  # noqa: SLF001 - its classes are its state
            self._open_more()
        else:
            show(self._more, on=False)

    def _open_more(self) -> None:
        """Show low, high and end; they are built now, most incomes never need them."""
        if not self._rest:
            kit = self._kit
            self._rest = {
                "low": AmountField(kit, kit.say("budget.income.low"), self._value.low),
                "high": AmountField(kit, kit.say("budget.income.high"), self._value.high),
                "payday": CountField(
                    kit,
                    kit.say("keeping.income.payday"),
                    self._value.payday,
                    least=1,
                    most=31,
                    hint=kit.say("keeping.income.payday_hint"),
                ),
                "months": MonthsField(
                    kit, kit.say("offers.income.months"), self._value.months, hint=kit.say("offers.income.months_hint")
                ),
                "ends_on": DateField(
                    kit,
                    kit.say("budget.income.ends_on"),
                    self._value.ends_on,
                    hint=kit.say("budget.income.ends_on_hint"),
                ),
            }
            for name, field in self._rest.items():
                field.on_answer(partial(self._answer, name))
            self._more.children = tuple(self._rest.values())
        show(self._more, on=True)

    def _answer(self, name: str, answer: Any) -> None:
        empty = () if name == "months" and answer is None else answer
        self._model.set_income(self._index, **{name: empty})

    def _take_out(self) -> None:
        self._model.remove_income(self._index)


class Incomes:
    """All incomes in ``box``, their total, and the button for one more."""

    def __init__(self, kit: Kit, model: BudgetModel) -> None:
        self._kit, self._model = kit, model
        say = kit.say
        self._heading = kit.html(
            f'<h3>{text_of(say("budget.income.title"))}</h3><p class="rb-soft">{text_of(say("budget.income.lead"))}</p>'
        )
        self._views: dict[int, _IncomeLine] = {}
        self._lines: Lines[Income] = Lines(kit, self._made)
        self._total = kit.html()
        add = kit.button(say("budget.income.add"), self._add)
        self.box = kit.box((self._heading, self._lines.box, kit.box((add, self._total), "rb-row")), "rb-tight")

    def show(self, page: BudgetPage) -> None:
        """Show the incomes; where there is none, one line to begin with."""
        self._lines.show(page.incomes or (_BLANK,))
        kit = self._kit
        total = page.assessment.income_total
        known = page.assessment.income_known or total != ZERO
        words = figures.money(kit.session.lang, total if known else None)
        self._total.value = f"{text_of(kit.say('budget.income.total'))} <b>{text_of(words)}</b>"

    def go(self, index: int, name: str) -> None:
        """Lead to an income and its field."""
        if index in self._views:
            self._views[index].focus_on(name)

    def _made(self, index: int) -> _IncomeLine:
        self._views[index] = _IncomeLine(self._kit, self._model, index)
        return self._views[index]

    def _add(self) -> None:
        count = len(self._model.page.incomes)
        self._model.set_income(count, label_zh="")
        self._lines.focus(count)
