"""What may happen to the household: the words to choose from, and every number behind them, shown and changeable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from repaybook.errors import CaseError, Problem
from repaybook.plans.resilience import CostsWord, HealthWord, IncomeWord, WorkWord, assumption_lines
from repaybook.plans.resilience.assumptions import SPANS
from repaybook.texts import figures
from repaybook.ui.fields import AmountField, ChoiceField, CountField, Field
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.assumed import CHOICES
from repaybook.ui.models.stress import StressModel
from repaybook.ui.views.rows import Rows

_WORDS: dict[str, type[WorkWord | HealthWord | CostsWord]] = {
    "work": WorkWord,
    "health": HealthWord,
    "costs": CostsWord,
}
_RISKS = ("income_down", "income_up", "income_loss")
_NUMBERS = (
    "work_least_months",
    "work_most_months",
    "looking_percent",
    "illness_percent",
    "illness_least",
    "illness_most",
    "illness_pay_percent",
    "illness_least_months",
    "illness_most_months",
    "surprise_percent",
    "surprise_least",
    "surprise_most",
    "festival",
    "festival_month",
    "yearly",
    "reserve",
    "seed",
)


class WordChoices:
    """One list of words for each income, and three for what else may happen, in ``box``."""

    def __init__(self, kit: Kit, model: StressModel) -> None:
        self._kit, self._model = kit, model
        self._incomes: Rows[tuple[int, str]] = Rows(kit, self._income, "rb-grid")
        self._others = {name: self._other(name) for name in CHOICES}
        title = kit.html(f"<h4>{text_of(kit.say('stress.screen.words'))}</h4>")
        self.box = kit.box(
            (title, self._incomes.box, kit.box(self._others.values(), "rb-grid")), "rb-tight", "rb-no-print"
        )

    def _income(self, row: tuple[int, str]) -> Any:
        number, name = row
        label = self._kit.say("stress.screen.income", name=name)
        options = [(self._kit.say(f"stress.income.{word}"), word.value) for word in IncomeWord]
        field = ChoiceField(self._kit, label, options, self._model.words.incomes[number].value, unknown=False)
        field.on_answer(lambda word: self._model.choose_income(number, word or IncomeWord.USUAL))
        return field

    def _other(self, name: str) -> ChoiceField[str]:
        label = self._kit.say(f"stress.screen.{name}")
        options = [(self._kit.say(f"stress.{name}.{word}"), word.value) for word in _WORDS[name]]
        field = ChoiceField(self._kit, label, options, getattr(self._model.words, name).value, unknown=False)
        field.on_answer(lambda word: self._model.choose(name, word or "usual"))
        return field

    def show(self) -> None:
        """Show the words as they stand."""
        words = self._model.words
        incomes = self._model.session.case.income
        if len(words.incomes) != len(incomes):
            return  # the case has just changed; what follows it is on its way
        self._incomes.show((number, income.label_zh) for number, income in enumerate(incomes))
        for field, word in zip(self._incomes.box.children, words.incomes, strict=False):
            field.set(word.value)
        for name, other in self._others.items():
            other.set(getattr(words, name).value)


class Numbers:
    """Every number of the assumptions in sentences, and as fields once somebody wants to change one, in ``box``."""

    def __init__(self, kit: Kit, model: StressModel) -> None:
        self._kit, self._model = kit, model
        self._open, self._paths = False, model.assumptions.paths
        title = kit.html(f"<h4>{text_of(kit.say('stress.screen.numbers'))}</h4>")
        self._lines = kit.html("", "rb-assumed")
        self._change = kit.button(kit.say("stress.screen.change"), self._toggle)
        self._reset = kit.button(kit.say("stress.screen.reset"), model.reset, "rb-quiet", "rb-hidden")
        self._risks: Rows[tuple[int, str]] = Rows(kit, self._risk, "rb-tight")
        self._fields: dict[str, Field[Any]] = {}
        self._grid = kit.box((), "rb-grid")
        self._form = kit.box((self._risks.box, self._grid), "rb-stack", "rb-hidden")
        buttons = kit.box((self._change, self._reset), "rb-row")
        self.box = kit.box((title, self._lines, buttons, self._form), "rb-tight")

    def _toggle(self) -> None:
        self._open = not self._open
        self._change.description = self._kit.say("stress.screen.changed" if self._open else "stress.screen.change")
        self.show(self._paths)

    def _risk(self, row: tuple[int, str]) -> Any:
        number, name = row
        fields = []
        for key in _RISKS:
            part = f"{key.removeprefix('income_')}_percent"
            least, most = SPANS[part]
            label = self._kit.say(f"stress.screen.{key}", name=name)
            field = CountField(self._kit, label, least=least, most=most, unknown=False)
            field.on_answer(_given(partial(self._model.put_income, number, part)))
            fields.append(field)
        return self._kit.box(fields, "rb-grid")

    def _field(self, name: str) -> Field[Any]:
        label = self._kit.say(f"stress.screen.{name}")
        span = SPANS.get(name)
        if span is None:
            field: Field[Any] = AmountField(self._kit, label, unknown=False)
        else:
            field = CountField(self._kit, label, least=span[0], most=span[1], unknown=False)
        field.on_answer(_given(partial(self._model.put, name)))
        return field

    def show(self, paths: int) -> None:
        """Show the numbers as they stand; ``paths`` – in how many lives they were tried."""
        kit, model, self._paths = self._kit, self._model, paths
        case, numbers = model.session.case, replace(model.assumptions, paths=paths)
        if len(numbers.incomes) != len(case.income):
            return  # the case has just changed; what follows it is on its way
        said = (figures.tell(kit.session.lang, line.key, line.values) for line in assumption_lines(numbers, case))
        first, *more = said
        markup = f"<p>{text_of(first)}</p><ul>{''.join(f'<li>{text_of(line)}</li>' for line in more)}</ul>"
        if self._lines.value != markup:
            self._lines.value = markup
        show(self._form, on=self._open)
        show(self._reset, on=self._open)
        if not self._open:
            return
        if not self._fields:
            self._fields = {name: self._field(name) for name in _NUMBERS}
            self._grid.children = tuple(self._fields.values())
        self._risks.show((number, income.label_zh) for number, income in enumerate(case.income))
        for name, field in self._fields.items():
            field.set(getattr(numbers, name))
        for box, risk in zip(self._risks.box.children, numbers.incomes, strict=True):
            for field, value in zip(box.children, _values(risk), strict=True):
                field.set(value)


def _values(risk: Any) -> Iterator[int]:
    return (getattr(risk, f"{key.removeprefix('income_')}_percent") for key in _RISKS)


def _given(put: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return ``put`` for an answer that has to be one: an empty field is told what to do."""

    def take(value: Any) -> None:
        if value is None:
            raise CaseError([Problem("stress.screen.empty")])
        put(value)

    return take
