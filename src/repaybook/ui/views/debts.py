"""The debts as cards, each with the bar of its parts, and the form of the one being written."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.money import Money
from repaybook.plans.owed import foreign_words
from repaybook.texts import figures
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.know import PARTS, Card, KnowModel
from repaybook.ui.scope import Scope
from repaybook.ui.session import Notice
from repaybook.ui.views.debt_form import DebtForm
from repaybook.ui.views.rows import Rows

_AT_FIRST = 40
"""Cards that are built at once; a table may bring hundreds."""


def debt_title(kit: Kit, card: Card) -> str:
    """Return ``信用卡 · 股份制银行A``."""
    debt = card.debt
    product = debt.product_zh or kit.say(f"terms.creditor_type.{debt.creditor_type}")
    return kit.say("know.debts.name", product=product, who=debt.creditor_alias or kit.say("know.debts.nobody"))


def late_words(kit: Kit, card: Card) -> str:
    """Return how late a debt is, ``逾期78天（M3）``."""
    if card.days:
        return kit.say("know.debts.days", days=card.days, stage=card.stage)
    if card.stage == "M0":
        return kit.say("know.debts.on_time")
    if card.stage == "unknown":
        return kit.say("know.debts.late_unknown")
    return kit.say(f"terms.stage.{card.stage}")


def _usual_words(kit: Kit, card: Card) -> str:
    lang = kit.session.lang
    terms = []
    for name, value in card.defaults:
        values = {"rate": figures.rate(lang, value), "percent": figures.percent(lang, value), "times": f"{value:f}"}
        terms.append(kit.say(f"know.usual.{name}", **values))
    return kit.say("know.debts.usual", terms=kit.say("know.debts.separator").join(terms)) if terms else ""


def parts_bar(kit: Kit, card: Card) -> str:
    """Return the thin bar of the parts as markup, with their names and amounts below it; empty where none is known."""
    known = Money.total(part for _, part in card.parts)
    if not known:
        return ""
    lang, say = kit.session.lang, kit.say
    pieces = [f'<i class="rb-part-{PARTS.index(name)}" style="flex:{part.fen} 0 0"></i>' for name, part in card.parts]
    words = [
        say("know.debts.part", name=say(f"terms.field.debt.{name}"), amount=figures.money(lang, part))
        for name, part in card.parts
    ]
    if card.owed is not None and card.owed > known:
        rest = card.owed - known
        pieces.append(f'<i class="rb-part-rest" style="flex:{rest.fen} 0 0"></i>')
        words.append(say("know.debts.undivided", amount=figures.money(lang, rest)))
    told = text_of(say("know.debts.parts", parts=say("know.debts.parts_separator").join(words)))
    return f'<div class="rb-parts" aria-hidden="true">{"".join(pieces)}</div><p class="rb-soft">{told}</p>'


def card_markup(kit: Kit, card: Card) -> str:
    """Return one debt as markup: who and how much, how late, parts, and what was taken from usage."""
    debt, lang = card.debt, kit.session.lang
    late = late_words(kit, card)
    facts = [f'<span class="rb-word">{text_of(late)}</span>' if card.days or card.stage > "M0" else text_of(late)]
    if card.monthly:
        facts.append(text_of(kit.say("know.debts.monthly", amount=figures.money(lang, card.monthly))))
    if debt.legal_status not in {"none", ""}:
        facts.append(text_of(kit.say(f"terms.legal_status.{debt.legal_status}")))
    facts += [
        text_of(kit.say(f"know.debts.{name}")) for name in ("secured", "priority", "contingent") if getattr(debt, name)
    ]
    apart = [kit.say("offers.foreign_owed", amount=foreign_words(owed)) for owed in debt.foreign]
    facts += map(text_of, apart)
    usual = _usual_words(kit, card)
    return (
        f'<div class="rb-debt-head"><h3>{text_of(debt_title(kit, card))}</h3>'
        f'<span class="rb-big rb-num">{text_of(figures.money(lang, card.owed))}</span></div>'
        f"<p>{' · '.join(facts)}</p>{parts_bar(kit, card)}"
        + (f'<p class="rb-soft">{text_of(usual)}</p>' if usual else "")
    )


class DebtList:
    """The cards in ``box``, the form in the place of the debt it is about, and the button to add one."""

    def __init__(self, kit: Kit, scope: Scope, model: KnowModel) -> None:
        self._kit = kit
        self._model = model
        self._editing = False
        self._limit = _AT_FIRST
        self._rows: Rows[Card] = Rows(kit, self._card)
        self._form = DebtForm(kit, scope, model)
        self._none = kit.html(f"<p>{text_of(kit.say('know.debts.none'))}</p>")
        self._list = kit.box((), "rb-tight")
        self._add = kit.button("", model.begin, "rb-primary")
        self._rest = kit.button("", self._show_all)
        self.box = kit.box((self._none, self._list, kit.box((self._add, self._rest), "rb-row")), "rb-tight")
        scope.observe(model, kit.guarded(lambda _change: self._tell()), "page", "draft")
        self._tell()

    def go(self, place: tuple[str | int, ...]) -> None:
        """Lead to a debt and its field; to a new debt where there is none at that place."""
        cards = self._model.page.cards
        index = place[1] if len(place) > 1 else len(cards)
        if isinstance(index, int) and index < len(cards):
            self._limit = max(self._limit, index + 1)
            self._model.edit(cards[index].debt.id)
        elif self._model.draft is None:
            self._model.begin()
        self._form.focus(".".join(str(step) for step in place[2:]))

    def _card(self, card: Card) -> Any:
        kit = self._kit
        name = debt_title(kit, card)
        say = kit.say
        actions = kit.box(
            (
                kit.button(
                    say("know.debts.edit"), partial(self._edit, card.debt.id), hint=say("know.debts.edit_of", name=name)
                ),
                kit.button(
                    say("know.debts.copy"),
                    partial(self._copy, card.debt.id),
                    hint=say("know.debts.copy_of", name=name),
                ),
                kit.button(
                    say("know.debts.delete"),
                    partial(self._delete, card.debt.id, name),
                    hint=say("know.debts.delete_of", name=name),
                ),
            ),
            "rb-row",
            "rb-actions",
        )
        return kit.box((kit.html(card_markup(kit, card)), actions), "rb-card", "rb-debt")

    def _edit(self, debt_id: str) -> None:
        self._model.edit(debt_id)
        self._form.focus()

    def _copy(self, debt_id: str) -> None:
        self._model.begin_copy(debt_id)
        self._form.focus("balance_total")

    def _delete(self, debt_id: str, name: str) -> None:
        self._model.delete(debt_id)
        self._kit.session.notice = Notice("know.debts.deleted", (("name", name),), undo=True)

    def _show_all(self) -> None:
        self._limit = len(self._model.page.cards)
        self._tell()

    def _tell(self) -> None:
        model, kit = self._model, self._kit
        if len(model.page.cards) == self._limit + 1:
            self._limit += 1  # one just written stays in sight
        rest = len(model.page.cards) - self._limit
        cards, draft = model.page.cards[: self._limit], model.draft
        self._rows.show(cards)
        show(self._rest, on=rest > 0)
        self._rest.description = kit.say("know.debts.rest", count=rest)
        shown = list(self._rows.box.children)
        if draft is not None and not draft.new and draft.debt.id in {card.debt.id for card in cards}:
            shown[[card.debt.id for card in cards].index(draft.debt.id)] = self._form.box
        elif draft is not None:
            shown.append(self._form.box)
        if tuple(shown) != self._list.children:
            self._list.children = tuple(shown)
        show(self._none, on=not cards and draft is None)
        show(self._add, on=draft is None)
        self._add.description = kit.say("know.debts.add" if cards else "know.debts.first")
        if self._editing and draft is None:
            self._add.focus()
        elif draft is not None and draft.new and not self._editing:
            self._form.focus()
        self._editing = draft is not None
