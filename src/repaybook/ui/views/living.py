"""The nine classes of living costs: several lines each, by week, month or year, with the average beside."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.case.model import Category, Expense
from repaybook.money import ZERO
from repaybook.texts import figures
from repaybook.ui.fields import WordsField
from repaybook.ui.kit import Kit, dressed, show, text_of
from repaybook.ui.models.budget import BudgetModel, BudgetPage, ClassOfCosts, Line, entered
from repaybook.ui.views.lines import AmountPerField, Lines


class _CostLine:
    """One line of a class; the first one of an empty class gets into the case with its first answer."""

    def __init__(self, kit: Kit, model: BudgetModel, category: Category, position: int) -> None:
        self._kit, self._model, self._category = kit, model, category
        self._index: int | None = None
        say = kit.say
        self._name = say("budget.living.line", category=say(f"terms.category.{category}"), number=position + 1)
        item = say("budget.living.item")
        self._item = WordsField(kit, f"{self._name}：{item}", most=60, placeholder=item)
        self._amount = AmountPerField(
            kit, f"{self._name}：{say('budget.living.amount')}", hint=say("budget.living.unknown")
        )
        self._item.add_class("rb-bare")
        self._amount.add_class("rb-bare")
        self._item.on_answer(self._named)
        self._amount.on_answer(self._costing)
        self._remove = kit.button(say("budget.living.remove"), self._take_out, "rb-quiet")
        self.box: Any = kit.box((self._item, self._amount, self._remove), "rb-cost")

    def show(self, value: Line, *, fresh: bool) -> None:
        """Show the line."""
        self._index = value.index if value.index >= 0 else None
        self._item.put(value.expense.item_zh, fresh=fresh)
        self._amount.show(*entered(value.expense), fresh=fresh)
        kit = self._kit
        self._remove.tooltip = kit.say(
            "budget.living.remove_of",
            category=kit.say(f"terms.category.{self._category}"),
            item=value.expense.item_zh or self._name,
        )
        show(self._remove, on=self._index is not None)

    def focus(self) -> None:
        """Put the cursor into what the line is for."""
        self._item.focus()

    def focus_on_amount(self) -> None:
        """Put the cursor into the amount."""
        self._amount.focus()

    def _named(self, words: str | None) -> None:
        if self._index is None:
            self._model.add_line(self._category, item_zh=words or "")
        else:
            self._model.set_line(self._index, item_zh=words or "")

    def _costing(self, amount: Any) -> None:
        if self._index is None:
            self._model.add_line(self._category)
            self._index = self._model.page.classes[list(Category).index(self._category)].lines[-1].index
        self._model.set_line_amount(self._index, amount, self._amount.per)

    def _take_out(self) -> None:
        if self._index is not None:
            self._model.remove_line(self._index)


class _ClassView:
    """One class: its name, total and average, its lines, and the reason where it is above the average."""

    def __init__(self, kit: Kit, model: BudgetModel, category: Category) -> None:
        self._kit, self._model, self._category = kit, model, category
        say, name = kit.say, kit.say(f"terms.category.{category}")
        self._heading = kit.html()
        self._views: list[_CostLine] = []
        self._lines: Lines[Line] = Lines(kit, self._made)
        self._reason: WordsField | None = None
        self._asked = kit.box((), "rb-calm", "rb-hidden")
        self._none = kit.button(
            say("budget.living.none"),
            partial(model.add_line, category, amount_monthly=ZERO),
            "rb-quiet",
            hint=say("budget.living.none_of", category=name),
        )
        add = kit.button(
            say("budget.living.add"), self._add, "rb-quiet", hint=say("budget.living.add_of", category=name)
        )
        self._adding = add
        tools = kit.box((add, self._none), "rb-row")
        self.box = kit.box((self._heading, self._lines.box, tools, self._asked), "rb-card", "rb-class")

    def show(self, shown: ClassOfCosts) -> None:
        """Show the class; where it has no line, one to begin with."""
        kit, lang = self._kit, self._kit.session.lang
        blank = Line(-1, Expense(category=self._category))
        self._lines.show(shown.lines or (blank,))
        name = kit.say(f"terms.category.{self._category}")
        markup = (
            f'<div class="rb-debt-head"><h4>{text_of(name)}</h4>'
            f'<b class="rb-num">{text_of(figures.money(lang, shown.total))}</b></div>'
            f'<p class="rb-soft">{text_of(self._reference(shown))}</p>'
        )
        if self._heading.value != markup:
            self._heading.value = markup
        if shown.above and self._reason is None:
            self._ask_why()
        if self._reason is not None:
            self._reason.set(shown.reason)
        show(self._asked, on=shown.above)
        show(self._none, on=not shown.lines)
        show(self._adding, on=bool(shown.lines))

    def go(self, index: int) -> None:
        """Lead to the amount of a line."""
        lines = next(one for one in self._model.page.classes if one.category is self._category).lines
        positions = [line.index for line in lines]
        position = positions.index(index) if index in positions else 0
        if position < len(self._views):
            self._views[position].focus_on_amount()

    def _ask_why(self) -> None:
        """Build the one line about why the class is above the average; most classes never need it."""
        say, category = self._kit.say, self._category
        self._reason = WordsField(
            self._kit, say("budget.living.reason"), hint=say("budget.living.reason_hint"), most=200
        )
        self._reason.on_answer(lambda words: self._model.give_reason(category, words or ""))
        self._asked.children = (self._reason,)

    def _reference(self, shown: ClassOfCosts) -> str:
        kit, lang = self._kit, self._kit.session.lang
        known = shown.reference
        if known is None:
            return kit.say("budget.living.reference_none")
        if kit.session.case.client.household_size is None:
            return kit.say("budget.living.reference_one", amount=figures.money(lang, known.per_person))
        return kit.say("budget.living.reference", amount=figures.money(lang, known.amount, fen=False))

    def _made(self, position: int) -> _CostLine:
        del self._views[position:]
        self._views.append(_CostLine(self._kit, self._model, self._category, position))
        return self._views[position]

    def _add(self) -> None:
        self._model.add_line(self._category)
        self._lines.focus(len(self._views) - 1)


def sources_markup(kit: Kit, page: BudgetPage) -> str:
    """Return where the averages come from, of which days, and what they are not."""
    lang, say = kit.session.lang, kit.say
    known = next((shown.reference for shown in page.classes if shown.reference is not None), None)
    if known is None:
        return ""
    lines = [
        say(
            "assess.reference.source",
            publisher=known.publisher,
            document=known.document,
            published=figures.day(lang, known.published),
        ),
        say("assess.reference.period", first=figures.day(lang, known.first), last=figures.day(lang, known.last)),
    ]
    caveats = dict.fromkeys(caveat for shown in page.classes if shown.reference for caveat in shown.reference.caveats)
    lines += [say(caveat) for caveat in caveats]
    if known.is_stale(kit.session.on):
        lines.append(say("assess.reference.stale"))
    region = text_of(say(f"assess.reference.region.{known.region}"))
    told = "".join(f"<li>{text_of(line)}</li>" for line in lines)
    summary = text_of(say("budget.living.sources"))
    return f"<details><summary>{summary}</summary><p>{region}</p><ul>{told}</ul></details>"


class Living:
    """All nine classes in ``box``."""

    def __init__(self, kit: Kit, model: BudgetModel) -> None:
        self._kit = kit
        say = kit.say
        self._classes = {category: _ClassView(kit, model, category) for category in Category}
        heading = kit.html(
            f'<h3>{text_of(say("budget.living.title"))}</h3><p class="rb-soft">{text_of(say("budget.living.lead"))}</p>'
        )
        self._size = kit.button(
            say("budget.living.size_unknown"),
            partial(kit.session.go, ("client", "household_size")),
            "rb-quiet",
            "rb-line",
        )
        self._total = kit.html()
        self._sources = kit.html("", "rb-soft")
        views = (view.box for view in self._classes.values())
        self.box = dressed(
            kit.box((heading, self._size, *views, self._total, self._sources)), ("rb-tight", "rb-living")
        )

    def show(self, page: BudgetPage) -> None:
        """Show every class."""
        kit = self._kit
        for shown in page.classes:
            self._classes[shown.category].show(shown)
        known = any(shown.total is not None for shown in page.classes)
        words = figures.money(kit.session.lang, page.assessment.living_total if known else None)
        self._total.value = f"{text_of(kit.say('budget.living.total'))} <b>{text_of(words)}</b>"
        markup = sources_markup(kit, page)
        if self._sources.value != markup:
            self._sources.value = markup
        show(self._size, on=kit.session.case.client.household_size is None)

    def go(self, category: Category, index: int) -> None:
        """Lead to a line of a class, to its first one where the class has none yet."""
        self._classes[category].go(index)
