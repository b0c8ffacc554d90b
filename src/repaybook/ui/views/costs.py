"""成本核对 on the page: per debt its true yearly rate beside the line that applies, in figures, bar and words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import Any

from repaybook.case.model import Debt
from repaybook.counsel.cost_words import (
    basis_words,
    cost_source,
    item_words,
    line_is,
    line_is_not,
    needs_words,
    no_line,
    rate_words,
    verdict,
)
from repaybook.counsel.costs import Cost
from repaybook.counsel.examples import examples
from repaybook.money import Money
from repaybook.texts import figures
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.counsel import CounselModel, no_single_rate
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.contract_form import ContractForm
from repaybook.ui.views.names import debt_name

_FIRST = 3
_ROOM = Decimal("1.25")
"""The bar ends a quarter beyond the higher of rate and line."""


def _paragraphs(lines: Iterable[str], kind: str = "") -> str:
    return "".join(f"<p{kind}>{text_of(line)}</p>" for line in lines)


def compared_rate(cost: Cost) -> Decimal | None:
    """Return the simple yearly rate that is held against the line: the one claimed, else the one worked out."""
    if cost.claimed is not None:
        return cost.claimed
    return cost.all_in.simple if cost.all_in is not None else None


def bar_markup(kit: Kit, cost: Cost, name: str) -> str:
    """Return rate and lowest line as a bar with its sentence; empty where one of the two is not known."""
    lang, rate = kit.session.lang, compared_rate(cost)
    line = min((one.rate for one in cost.lines if one.rate is not None), default=None)
    if rate is None or line is None or max(rate, line) <= 0:
        return ""
    end = max(rate, line) * _ROOM
    at_line = kit.say("counsel.cost.line_mark", rate=figures.percent(lang, line))
    said = kit.say("counsel.cost.bar", name=name, rate=figures.percent(lang, rate), line=at_line)
    over = " rb-over" if cost.above_line > 0 else ""
    return (
        f'<div class="rb-yearly{over}" role="img" aria-label="{text_of(said)}">'
        f'<i style="width:{rate / end * 100:.1f}%"></i><b style="left:{line / end * 100:.1f}%"></b></div>'
        f'<p class="rb-soft">{text_of(at_line)}</p>'
    )


def _items(kit: Kit, cost: Cost) -> str:
    if cost.basis != "contract" or not cost.items:
        return ""
    lang = kit.session.lang
    heads = "".join(
        f'<th scope="col"{kind}>{text_of(kit.say(f"counsel.cost.column_{name}"))}</th>'
        for name, kind in (("item", ""), ("who", ""), ("amount", ' class="rb-num"'))
    )
    rows = ""
    for item in cost.items:
        name, who = item_words(lang, item)
        amount = text_of(figures.money(lang, Money(item.total)))
        rows += f'<tr><th scope="row">{text_of(name)}</th><td>{text_of(who)}</td><td class="rb-num">{amount}</td></tr>'
    total = figures.money(lang, Money(sum(item.total for item in cost.items)))
    return (
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f"<p>{text_of(kit.say('counsel.cost.total', amount=total))}</p>"
    )


def _lines(kit: Kit, cost: Cost, debt: Debt) -> str:
    lang = kit.session.lang
    markup = ""
    for line in cost.lines:
        rows = (
            (kit.say("counsel.cost.is_label"), line_is(lang, line, debt)),
            (kit.say("counsel.cost.is_not_label"), line_is_not(lang, line)),
            (kit.say("counsel.cost.ask_label"), kit.say(f"counsel.ask.{line.ask}")),
        )
        markup += "".join(f"<dt>{text_of(name)}</dt><dd>{text_of(words)}</dd>" for name, words in rows)
    return f'<dl class="rb-told">{markup}</dl>' if markup else ""


def cost_markup(kit: Kit, cost: Cost, debt: Debt, on: Any) -> str:
    """Return one debt's cost: rates with their kind, bar, how it stands to its line, what is missing; rest folded."""
    lang, name = kit.session.lang, debt_name(kit, debt)
    told = [kit.say("counsel.contract.never")] if no_single_rate(debt, cost) else []
    if cost.claimed is not None:
        told.append(kit.say("counsel.cost.claimed", rate=figures.percent(lang, cost.claimed)))
    told += verdict(lang, cost) or ([] if cost.lines else [no_line(lang, debt)])
    kind = ' class="rb-word"' if cost.above_line > 0 or cost.kept_back else ""
    needs = needs_words(lang, cost)
    missing = ""
    if needs:
        entries = "".join(f"<li>{text_of(need)}</li>" for need in needs)
        missing = f"<p>{text_of(kit.say('counsel.cost.needs_label'))}</p><ul>{entries}</ul>"
    source = kit.say("know.urgent.source", source=cost_source(lang, cost, debt, on))
    return (
        f"<h4>{text_of(name)}</h4>"
        f"<p><b>{text_of(rate_words(lang, cost.all_in))}</b></p>"
        f'<p class="rb-soft">{text_of(basis_words(lang, cost))}</p>'
        f"{bar_markup(kit, cost, name)}{_paragraphs(told, kind)}"
        f"<details><summary>{text_of(kit.say('counsel.cost.details'))}</summary>"
        f"{_items(kit, cost)}{_lines(kit, cost, debt)}{missing}"
        f'<p class="rb-soft">{text_of(source)}</p></details>'
    )


def examples_markup(kit: Kit) -> str:
    """Return the known examples with the rates that the same arithmetic gives for them now."""
    lang = kit.session.lang
    rows = "".join(
        f'<tr><th scope="row">{text_of(kit.say(f"counsel.example.{name}"))}</th>'
        f"<td>{text_of(rate_words(lang, flows.rate()))}</td></tr>"
        for name, flows in examples()
    )
    title, lead = text_of(kit.say("counsel.contract.examples")), text_of(kit.say("counsel.example.lead"))
    table = f"<table><tbody>{rows}</tbody></table>"
    return f'<details><summary>{title}</summary><p class="rb-soft">{lead}</p>{table}</details>'


class _CostCard:
    """One debt's cost; the form of its contract opens inside, so that it keeps its place while figures change."""

    def __init__(self, kit: Kit, debt_id: str, toggle: Any) -> None:
        self._kit = kit
        self.words = kit.html()
        self.open = kit.button("", partial(toggle, debt_id), "rb-quiet")
        self.slot = kit.box((), "rb-tight")
        self.box = kit.box((self.words, kit.box((self.open,), "rb-row"), self.slot), "rb-priced", "rb-tight")

    def tell(self, cost: Cost, debt: Debt, on: Any, *, opened: bool) -> None:
        kit = self._kit
        markup = cost_markup(kit, cost, debt, on)
        if self.words.value != markup:
            self.words.value = markup
        self.open.description = kit.say("counsel.contract.close" if opened else "counsel.contract.open")
        self.open.tooltip = None if opened else kit.say("counsel.contract.open_of", name=debt_name(kit, debt))


class CostList:
    """The costs in ``box``: those above their line first, the first few in sight, one contract open at a time."""

    def __init__(self, kit: Kit, scope: Scope, model: CounselModel) -> None:
        self._kit, self._model = kit, model
        self._form = ContractForm(kit, model)
        self._opened: str | None = None
        self._whole = False
        self._cards: dict[str, _CostCard] = {}
        heading = (
            f"<h3>{text_of(kit.say('counsel.cost.title'))}</h3>"
            f'<p class="rb-soft">{text_of(kit.say("counsel.cost.lead"))}</p>'
        )
        self._list = kit.box((), "rb-stack")
        self._more = kit.button("", self._show_all, "rb-quiet")
        self.box = kit.box(
            (kit.html(heading), self._list, self._more, kit.html(examples_markup(kit))), "rb-card", "rb-costs"
        )
        scope.observe(model, kit.guarded(lambda _change: self._tell()), "page")
        self._tell()

    def _show_all(self) -> None:
        self._whole = True
        self._tell()

    def _toggle(self, debt_id: str) -> None:
        before = self._cards.get(self._opened or "")
        if before is not None:
            before.slot.children = ()
        self._opened = None if self._opened == debt_id else debt_id
        if self._opened is not None:
            self._form.open(debt_id)
            self._cards[debt_id].slot.children = (self._form.box,)
        self._tell()
        if self._opened is None:
            self._cards[debt_id].open.focus()
        else:
            self._form.focus()

    def _tell(self) -> None:
        page = self._model.page
        ranked = sorted(page.costs, key=lambda cost: cost.above_line <= 0)
        if self._opened not in {cost.debt for cost in ranked}:
            self._opened = None
        shown = ranked if self._whole else ranked[:_FIRST]
        boxes = []
        for cost in shown:
            card = self._cards.setdefault(cost.debt, _CostCard(self._kit, cost.debt, self._toggle))
            card.tell(cost, page.case.debt(cost.debt), page.on, opened=cost.debt == self._opened)
            boxes.append(card.box)
        if tuple(boxes) != self._list.children:
            self._list.children = tuple(boxes)
        if self._opened is not None:
            self._form.tell(self._opened)
        rest = len(ranked) - len(shown)
        self._more.description = self._kit.say("counsel.cost.more", count=rest)
        show(self._more, on=rest > 0)
        show(self.box, on=bool(ranked))


def costs_view(session: Session, scope: Scope) -> Any:
    """Return what each debt costs as a card, kept in step with the case."""
    return CostList(session.keep(Kit), scope, session.keep(CounselModel)).box
