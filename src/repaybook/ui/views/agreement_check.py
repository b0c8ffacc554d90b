"""核对协议 on the page: what is there, missing or unclear; each item can be answered where it stands."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from repaybook import law
from repaybook.case.model import Agreement
from repaybook.follow.agreement_check import AgreementCheck, Item, Standing
from repaybook.money import Money
from repaybook.texts import figures
from repaybook.ui.fields import ChoiceField
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.agreement_check import ANSWERS, answer_given, give, notes_of
from repaybook.ui.views.ladder import ladder_markup
from repaybook.ui.views.names import creditor
from repaybook.ui.views.paper_button import PaperButton

_PLACES = Decimal("0.0001")
SHAPES = {Standing.PRESENT: "✓", Standing.MISSING: "✕", Standing.UNCLEAR: "？"}
"""A shape for each standing, beside its word."""


def item_words(kit: Kit, item: Item) -> str:
    """Return an item's standing as a shape and a word, and its name."""
    style = "rb-word" if item.standing is Standing.MISSING else "rb-soft"
    word = text_of(kit.say(f"agreement.standing.{item.standing}"))
    name = text_of(kit.say(f"agreement.item.{item.name}"))
    return f'<span class="{style}"><span aria-hidden="true">{SHAPES[item.standing]}</span> {word}</span> {name}'


def _item_markup(kit: Kit, item: Item, agreement: Agreement) -> str:
    """Return one item with what was noted of it, what it rests on, and what to ask for where it is not there."""
    name = kit.say(f"agreement.item.{item.name}")
    more = [kit.say("keeping.check.noted", said=said) for said in notes_of(agreement, item.name) if said != name]
    if item.by is not None:
        more.append(kit.say(f"keeping.check.by_{item.by}"))
    if item.standing is not Standing.PRESENT:
        more.append(kit.say("keeping.check.ask", sentence=kit.say(f"agreement.ask.{item.name}")))
    said = "".join(f'<br><span class="rb-soft">{text_of(line)}</span>' for line in more)
    return f"<li>{item_words(kit, item)}{said}</li>"


def _named(kit: Kit, check: AgreementCheck, standing: Standing) -> tuple[int, str]:
    names = [kit.say(f"agreement.item.{item.name}") for item in check.items if item.standing is standing]
    return len(names), kit.say("keeping.check.comma").join(names)


def standing_markup(kit: Kit, agreement: Agreement, check: AgreementCheck) -> str:
    """Return what is missing with what to ask for, then what is unclear and what is there, a line each."""
    parts = [f"<h5>{text_of(kit.say('agreement.title'))}</h5>"]
    missing = [item for item in check.items if item.standing is Standing.MISSING]
    if missing:
        items = "".join(_item_markup(kit, item, agreement) for item in missing)
        lead = text_of(kit.say("keeping.check.missing", count=len(missing)))
        parts.append(f'<p class="rb-word">{lead}</p><ul class="rb-plain">{items}</ul>')
    if check.also_missing:
        said = kit.say("agreement.also_missing", items=kit.say("keeping.check.comma").join(check.also_missing))
        parts.append(f"<p>{text_of(said)}</p>")
    count, names = _named(kit, check, Standing.UNCLEAR)
    if count:
        shape = f'<span aria-hidden="true">{SHAPES[Standing.UNCLEAR]}</span> '
        parts.append(f"<p>{shape}{text_of(kit.say('keeping.check.unclear', count=count, items=names))}</p>")
    count, names = _named(kit, check, Standing.PRESENT)
    if count:
        shape = f'<span aria-hidden="true">{SHAPES[Standing.PRESENT]}</span> '
        parts.append(f"<p>{shape}{text_of(kit.say('keeping.check.present', count=count, items=names))}</p>")
    else:
        parts.append(f"<p>{text_of(kit.say('keeping.check.present_none'))}</p>")
    return "".join(parts)


def _payday_lines(kit: Kit, check: AgreementCheck) -> list[str]:
    lang, payday = kit.session.lang, check.payday
    if payday is None:
        return [kit.say("keeping.payday.unknown")] if check.payday_unknown else []
    if not payday.early:
        return [kit.say("keeping.payday.fine")]
    since = kit.say("keeping.payday.since", count=payday.since)
    if not payday.first_early:
        return [kit.say("keeping.payday.some", count=len(payday.early), payday=payday.day)]
    if len(payday.early) > 1:
        return [kit.say("keeping.payday.early", due=payday.early[0].day, payday=payday.day), since]
    return [kit.say("keeping.payday.first", day=figures.day(lang, payday.early[0]), payday=payday.day), since]


def terms_markup(kit: Kit, check: AgreementCheck, agreement: Agreement) -> str:
    """Return what follows from the sums and the days: hidden rate, rounding, last month, payday, breach."""
    lang = kit.session.lang
    lines = []
    if check.rounding and check.difference:
        lines.append(kit.say("agreement.rounds", amount=figures.money(lang, Money(abs(check.difference.fen)))))
    if check.hidden_rate is not None:
        simple = check.hidden_rate.simple.quantize(_PLACES, ROUND_HALF_UP)
        lines.append(kit.say("agreement.hidden_rate", rate=figures.rate(lang, simple)))
    if check.agreed_total is None or check.difference is None:
        lines.append(kit.say("agreement.no_sum"))
    if check.last_due is not None:
        lines.append(kit.say("agreement.last", end_month=figures.month(lang, check.last_due)))
    lines += _payday_lines(kit, check)
    said = "".join(f"<p>{text_of(line)}</p>" for line in lines)
    return f"{said}{_breach_markup(kit, check, agreement)}"


def _breach_markup(kit: Kit, check: AgreementCheck, agreement: Agreement) -> str:
    """Return in words what the agreement says of a breach; that it says nothing is said as well."""
    days = agreement.breach.days_late if agreement.breach is not None else None
    lines = [
        kit.say(f"keeping.breach.{name}", **({"days": days} if name == "days_late" else {})) for name in check.revived
    ]
    said = "".join(f"<li>{text_of(line)}</li>" for line in lines)
    title = text_of(kit.say("keeping.breach.title"))
    if not lines:
        return f"<h5>{title}</h5><p>{text_of(kit.say('keeping.breach.none'))}</p>"
    return f"<h5>{title}</h5><ul>{said}</ul>"


def rule_words(kit: Kit, check: AgreementCheck) -> str:
    """Return what the first six items rest on: the rule on cards, or practice."""
    if not check.by_rule:
        return kit.say("agreement.by_practice")
    try:
        rule = law.load("cards")["personal_plan_max_months"].on(kit.session.on)
    except law.NotInForceError:
        return kit.say("agreement.by_practice")
    return kit.say("agreement.by_rule", source=rule.source)


class CheckPanel:
    """The check of one agreement in ``box``; it stays while answers are given, and with it the reader's place."""

    def __init__(self, kit: Kit, debt_id: str) -> None:
        self._kit, self._debt = kit, debt_id
        self._agreement = Agreement(debt=debt_id)
        self._standing, self._terms, self._ladder = kit.html(), kit.html(), kit.html()
        self._rows: dict[str, tuple[Any, ChoiceField[str], Any]] = {}
        self._list = kit.box((), "rb-tight", "rb-hidden")
        self._unfold = kit.button(kit.say("keeping.check.open"), self._fold)
        self._paper = PaperButton(kit, "request_papers", debt_id, kit.say("keeping.check.make"))
        actions = kit.box((self._unfold, self._paper.box), "rb-row")
        self.box: Any = kit.box(
            (self._standing, actions, self._list, self._terms, self._ladder), "rb-tight", "rb-agreed"
        )

    def show(self, agreement: Agreement, check: AgreementCheck) -> None:
        """Show the check of this agreement."""
        kit = self._kit
        self._agreement = agreement
        self._paper.clear()
        self._paper.button.tooltip = kit.say("keeping.check.make_of", name=creditor(kit, self._debt))
        for widget, markup in (
            (self._standing, standing_markup(kit, agreement, check)),
            (self._terms, terms_markup(kit, check, agreement)),
            (self._ladder, ladder_markup(kit, check)),
        ):
            if widget.value != markup:
                widget.value = markup
        self._check = check
        if self._rows:
            self._show_rows()

    def _fold(self) -> None:
        hidden = "rb-hidden" in self._list._dom_classes  # noqa: SLF001 - its classes are its state
        if hidden and not self._rows:
            self._build()
        show(self._list, on=hidden)
        self._unfold.description = self._kit.say("keeping.check.close" if hidden else "keeping.check.open")

    def _build(self) -> None:
        """Make a row an item; most visits never need them."""
        kit = self._kit
        options = [(kit.say(f"keeping.answer.{answer}"), answer) for answer in ANSWERS]
        for item in self._check.items:
            label = kit.say("keeping.check.answer_of", item=kit.say(f"agreement.item.{item.name}"))
            field: ChoiceField[str] = ChoiceField(kit, label, options, "none", unknown=False)
            field.add_class("rb-agreed-answer")
            field.on_answer(partial(self._answer, item.name))
            words = kit.html()
            self._rows[item.name] = (words, field, kit.box((words, field), "rb-agreed-item"))
        self._show_rows()
        lead = kit.html(
            f'<p class="rb-soft">{text_of(rule_words(kit, self._check))}</p>'
            f'<p class="rb-soft">{text_of(kit.say("keeping.check.memory"))}</p>'
        )
        self._list.children = (lead, *(row for _, _, row in self._rows.values()))

    def _show_rows(self) -> None:
        for item in self._check.items:
            if item.name not in self._rows:
                continue
            words, field, _row = self._rows[item.name]
            markup = f'<ul class="rb-plain">{_item_markup(self._kit, item, self._agreement)}</ul>'
            if words.value != markup:
                words.value = markup
            field.set(answer_given(self._agreement, item.name))

    def _answer(self, name: str, answer: str | None) -> None:
        if answer is not None and answer != answer_given(self._agreement, name):
            give(self._kit.session, self._agreement, name, answer)
