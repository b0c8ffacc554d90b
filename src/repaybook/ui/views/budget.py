"""收支 on the page: income and living costs, and beside them what is left and what comes next."""

from __future__ import annotations

from typing import Any

from repaybook.case.model import Category
from repaybook.charts import PHONE, waterfall
from repaybook.errors import Path
from repaybook.money import ZERO
from repaybook.texts import figures
from repaybook.ui.fields import AmountField
from repaybook.ui.kit import Kit, show, switch_class, text_of
from repaybook.ui.latest import Latest
from repaybook.ui.models.budget import BudgetModel, BudgetPage, Share
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session, step_of
from repaybook.ui.views.assets import Assets
from repaybook.ui.views.incomes import Incomes
from repaybook.ui.views.living import Living
from repaybook.ui.views.missing import MissingList
from repaybook.ui.views.picture import PictureBox

_AFTER = 0.15
"""Seconds that the page gets for the figures before the picture takes the kernel's time."""

_PAPERS = ("income", "illness", "work", "family", "home")


def result_markup(kit: Kit, page: BudgetPage) -> str:
    """Return what it comes to: one large figure, and the way to it as a table."""
    lang, say, month = kit.session.lang, kit.say, page.assessment
    if page.short and month.surplus < ZERO:
        head, figure = "gap", figures.money(lang, -month.surplus)
    else:
        head, figure = "usable", figures.money(lang, month.usable_for_plans if page.known or page.short else None)
    rows = [
        ("income", month.income_total),
        ("living", -month.living_total),
        ("priority", -month.priority_debt_payments),
        ("surplus", month.surplus),
        ("buffer", -month.buffer),
        ("usable", month.usable_for_plans),
        ("minus10", month.surplus_income_minus10),
        ("minus20", month.surplus_income_minus20),
    ]
    if month.surplus_income_low != month.surplus:
        rows.append(("low", month.surplus_income_low))
    body = "".join(
        f'<tr class="rb-of-{name}"><th scope="row">{text_of(say(f"budget.result.{name}"))}</th>'
        f'<td class="rb-num">{text_of(figures.money(lang, amount))}</td></tr>'
        for name, amount in rows
    )
    partial = "" if page.known else f'<p class="rb-soft">{text_of(say("budget.result.partial"))}</p>'
    word = " rb-word" if head == "gap" else ""
    return (
        f"<h3>{text_of(say('budget.result.title'))}</h3>"
        f'<p>{text_of(say(f"budget.result.{head}"))} <span class="rb-big{word}">{text_of(figure)}</span></p>'
        f"{partial}<table><tbody>{body}</tbody></table>"
    )


def shares_markup(kit: Kit, page: BudgetPage) -> str:
    """Return the debts that take part of the month; what is not affordable is to be decided, never paid on."""
    parts = []
    for group, shares in (("first", page.first), ("kept", page.kept), ("to_decide", page.to_decide)):
        if not shares:
            continue
        lines = "".join(f"<li>{text_of(_share(kit, share))}</li>" for share in shares)
        heading = text_of(kit.say(f"budget.debts.{group}"))
        if group == "to_decide":
            more = text_of(kit.say("budget.debts.to_decide_more"))
            parts.append(f'<h4 class="rb-word">{heading}</h4><ul>{lines}</ul><p>{more}</p>')
        else:
            parts.append(f"<h4>{heading}</h4><ul>{lines}</ul>")
    return "".join(parts)


def _share(kit: Kit, share: Share) -> str:
    name = share.debt.creditor_alias or kit.say("know.debts.nobody")
    return kit.say("budget.debts.line", name=name, amount=figures.money(kit.session.lang, share.monthly))


def next_markup(kit: Kit, page: BudgetPage) -> str:
    """Return the headline and the steps, in their order."""
    lang = kit.session.lang
    values = {
        name: figures.money(lang, value) if not isinstance(value, int) else value
        for name, value in page.steps.values.items()
    }
    title = kit.say("budget.next.negative_title" if page.short else "budget.next.title")
    steps = "".join(f"<li>{text_of(kit.say(step, **values))}</li>" for step in page.steps.steps)
    headline = text_of(kit.say(page.steps.headline, **values))
    markup = f"<h3>{text_of(title)}</h3><p><b>{headline}</b></p><ol>{steps}</ol>"
    return markup + _papers(kit) if page.short else markup


def _papers(kit: Kit) -> str:
    """Return the papers that help with assistance and a pause, and those at hand."""
    listed = "".join(f"<li>{text_of(kit.say(f'budget.papers.{name}'))}</li>" for name in _PAPERS)
    have = kit.session.case.hardship_evidence
    at_hand = kit.say("budget.papers.have", papers=kit.say("budget.papers.separator").join(have)) if have else ""
    told = f"<p>{text_of(at_hand)}</p>" if at_hand else ""
    return (
        f"<h4>{text_of(kit.say('budget.papers.title'))}</h4><ul>{listed}</ul>{told}"
        f"<p>{text_of(kit.say('budget.papers.true'))}</p>"
    )


class _Savings:
    """The savings line: the rule's amount until the person sets one, a tenth of the surplus as a hint."""

    def __init__(self, kit: Kit, model: BudgetModel) -> None:
        self._kit, self._model = kit, model
        say = kit.say
        self._amount = AmountField(kit, say("budget.savings.label"), unknown=False)
        self._amount.on_answer(model.set_aside)
        self._tenth = kit.button("", lambda: model.set_aside(model.page.hint), "rb-quiet")
        self._rule = kit.button(say("budget.savings.rule"), lambda: model.set_aside(None), "rb-quiet")
        heading = kit.html(
            f"<h3>{text_of(say('budget.savings.title'))}</h3>"
            f'<p class="rb-soft">{text_of(say("budget.savings.lead"))}</p>'
        )
        self.box = kit.box((heading, self._amount, kit.box((self._tenth, self._rule), "rb-row")), "rb-card")

    def show(self, page: BudgetPage) -> None:
        """Show what is set aside."""
        kit, lang, month = self._kit, self._kit.session.lang, page.assessment
        self._amount.set(page.savings_line)
        rule = figures.money(lang, month.buffer)
        hint = "budget.savings.hint_none" if month.surplus <= ZERO else "budget.savings.hint"
        self._amount.hint(kit.say(hint, amount=rule))
        self._tenth.description = kit.say("budget.savings.tenth", amount=figures.money(lang, page.hint))
        show(self._tenth, on=page.hint > ZERO)
        show(self._rule, on=page.savings_line is not None)

    def focus(self) -> None:
        """Put the cursor into the amount."""
        self._amount.focus()


class _BudgetScreen:
    """The screen in ``box``, kept in step with its model."""

    def __init__(self, kit: Kit, scope: Scope, model: BudgetModel) -> None:
        self._kit, self._model, self._session = kit, model, kit.session
        say = kit.say
        heading = kit.html(f"<h2>{text_of(say('budget.title'))}</h2><p>{text_of(say('budget.lead'))}</p>")
        self._incomes, self._living = Incomes(kit, model), Living(kit, model)
        self._assets, self._savings = Assets(kit, model), _Savings(kit, model)
        self._result = kit.html("", "rb-card", "rb-result")
        self._shares = kit.html("", "rb-card")
        self._steps = kit.html()
        self._picture = PictureBox(kit, "budget", say("budget.result.picture"))
        self._missing = MissingList(kit)
        self._plan = kit.button(say("budget.next.plan"), self._to_plans, "rb-primary")
        self._next = kit.box((self._steps, kit.box((self._plan,), "rb-row")), "rb-card", "rb-next")
        enter = kit.box((self._incomes.box, self._living.box, self._assets.box), "rb-stack")
        means = kit.box(
            (self._result, self._picture.box, self._savings.box, self._next, self._shares, self._missing.box), "rb-side"
        )
        self.box = kit.box((heading, kit.box((enter, means), "rb-two")), "rb-stack", "rb-budget")
        # The first picture loads matplotlib: the figures are on the page before it.
        self._drawing: Latest[None] = Latest(kit.guarded(lambda _nothing: self._draw()), quiet=_AFTER, longest=_AFTER)
        scope.defer(self._drawing.drop)
        scope.observe(model, kit.guarded(lambda _change: self._tell()), "page")
        scope.observe(kit.session, kit.guarded(lambda _change: self._go()), "goal")
        self._tell()
        self._go()

    def _to_plans(self) -> None:
        self._session.step = "plan"

    def _tell(self) -> None:
        page, kit = self._model.page, self._kit
        for part in (self._incomes, self._living, self._assets, self._savings):
            part.show(page)
        self._missing.show(page.missing)
        for widget, markup in (
            (self._result, result_markup(kit, page)),
            (self._shares, shares_markup(kit, page)),
            (self._steps, next_markup(kit, page)),
        ):
            if widget.value != markup:
                widget.value = markup
        show(self._shares, on=bool(page.first or page.kept or page.to_decide))
        show(self._plan, on=page.known and page.assessment.leaves_room)
        switch_class(self._next, "rb-warm", on=page.short)
        show(self._picture.box, on=page.assessment.income_known)
        self._drawing.offer(None)

    def _draw(self) -> None:
        assessment = self._model.page.assessment
        if assessment.income_known:
            self._picture.show(waterfall(assessment, self._session.lang, PHONE))

    def _go(self) -> None:
        """Lead to the place that the person wants to fill in, where it is on this screen."""
        place = self._session.goal
        if not place or step_of(place) != "budget":
            return
        self._session.goal = None
        index = place[1] if len(place) > 1 and isinstance(place[1], int) else -1
        if place[0] == "income":
            self._incomes.go(max(index, 0), str(place[-1]))
        elif place[0] == "savings_line":
            self._savings.focus()
        elif place[0] == "assets":
            self._assets.unfold()
        else:
            self._living.go(self._class_at(place), index)

    def _class_at(self, place: Path) -> Category:
        """Return the class of the line at this place, or the class named in it, else the first one without a line."""
        lines, at = self._session.case.expenses, place[1] if len(place) > 1 else None
        if isinstance(at, int) and 0 <= at < len(lines):
            return lines[at].category
        named = next((category for category in Category if category == at), None)
        empty = next((shown.category for shown in self._model.page.classes if not shown.lines), Category.FOOD)
        return named or empty


def budget_view(session: Session, scope: Scope) -> Any:
    """Return the screen of the second step."""
    return _BudgetScreen(session.keep(Kit), scope, session.keep(BudgetModel)).box
