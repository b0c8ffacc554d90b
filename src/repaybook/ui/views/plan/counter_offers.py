"""对方的答复, on the page: each answer beside what the plan proposes, with day and source; noted, changed, placed."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.case.model import CounterOffer, OfferKind
from repaybook.case.offers import OUTCOMES, SOURCES
from repaybook.case.places import describe
from repaybook.errors import PlanError, Problem
from repaybook.money import ZERO, Money
from repaybook.plans.answered import Answered
from repaybook.plans.model import Schedule
from repaybook.texts import figures
from repaybook.ui.fields import AmountField, ChoiceField, CountField, DateField, Field, RateField, WordsField
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.counter_offers import WAIVERS, CounterOffers
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.form import Form, PickField
from repaybook.ui.views.names import creditor, debt_options
from repaybook.ui.views.plan_words import figures_of
from repaybook.ui.views.rows import Rows
from repaybook.ui.views.side_by_side import Line, side_by_side

_KINDS = (OfferKind.INSTALMENTS, OfferKind.EXTENSION, OfferKind.LUMP_SUM)


class _Form:
    """The entry of one answer: who, when, how, and the terms as far as there are any."""

    def __init__(self, kit: Kit, model: CounterOffers) -> None:
        self._kit, self._model = kit, model
        self._before: CounterOffer | None = None
        say = kit.say
        self.debt = PickField(kit, say("answers.form.debt"), say("ui.field.choose"))
        self.on = DateField(kit, say("answers.form.on"), unknown=False)
        sources = [(say(f"terms.answer_source.{name}"), name) for name in SOURCES]
        self.source = ChoiceField(kit, say("answers.form.source"), sources, SOURCES[0], unknown=False)
        outcomes = [(say(f"terms.answer_outcome.{name}"), name) for name in OUTCOMES]
        self.outcome = ChoiceField(kit, say("answers.form.outcome"), outcomes, OUTCOMES[0], unknown=False)
        self.who = WordsField(kit, say("answers.form.who"), hint=say("answers.form.who_hint"), most=60)
        self.kind = PickField(kit, say("answers.form.kind"), say("answers.form.no_terms"))
        self.months = CountField(kit, say("answers.form.months"), least=1, most=600, unknown=False)
        monthly = say("answers.form.monthly_hint")
        self.monthly = AmountField(kit, say("answers.form.monthly"), hint=monthly, unknown=False)
        self.amount = AmountField(kit, say("answers.form.amount"), hint=say("answers.form.amount_hint"), unknown=False)
        self.down = AmountField(kit, say("answers.form.down_payment"), unknown=False)
        self.rate = RateField(kit, say("answers.form.rate"), hint=say("answers.form.rate_hint"), unknown=False)
        self.waived = {name: AmountField(kit, say(f"terms.field.offer.{name}"), unknown=False) for name in WAIVERS}
        self.until = DateField(kit, say("answers.form.valid_until"), unknown=False)
        self.note = WordsField(kit, say("answers.form.note"), most=500)
        first: tuple[Field[Any], ...] = (
            self.debt,
            self.on,
            self.source,
            self.outcome,
            self.who,
            self.kind,
            self.months,
            self.monthly,
            self.amount,
        )
        more: tuple[Field[Any], ...] = (self.down, self.rate, *self.waived.values(), self.until, self.note)
        self._more = more
        self.form = Form(
            kit, first, self._save, cancel=say("answers.form.cancel"), more=more, more_label=say("answers.form.more")
        )
        self.kind.on_answer(self._fit)

    def _fit(self, kind: str | None) -> None:
        """Show the fields that belong to this kind of answer."""
        level = kind in {OfferKind.INSTALMENTS, OfferKind.EXTENSION}
        show(self.months, on=level or kind == OfferKind.TOKEN)
        for field in (self.monthly, self.down, self.rate, *self.waived.values()):
            show(field, on=level)
        show(self.amount, on=kind is not None and not level)

    def open(self, answer: CounterOffer | None, back: Any) -> None:
        """Show the form for an answer, or for a new one."""
        kit = self._kit
        self._before = answer
        start = answer or self._model.blank()
        offer = start.offer
        self.debt.offer(debt_options(kit), start.debt)
        self.on.reset(start.on)
        self.source.reset(start.source)
        self.outcome.reset(start.outcome)
        self.who.reset(start.who or None)
        kinds = [(kit.say(f"terms.offer_kind.{kind}"), kind.value) for kind in _KINDS]
        if offer and offer.kind not in _KINDS:
            kinds.append((kit.say(f"terms.offer_kind.{offer.kind}"), offer.kind.value))
        self.kind.offer(kinds, offer.kind.value if offer else (None if answer else OfferKind.INSTALMENTS.value))
        self.months.reset(offer.months if offer else None)
        self.monthly.reset(None)
        self.amount.reset(offer.amount if offer else None)
        self.down.reset(offer.down_payment if offer and offer.down_payment else None)
        self.rate.reset(offer.annual_rate if offer else None)
        for name, field in self.waived.items():
            field.reset(getattr(offer, name) if offer and getattr(offer, name) else None)
        self.until.reset(start.valid_until)
        self.note.reset(start.note or None)
        self._fit(self.kind.value)
        unfolded = any(field.value for field in self._more)
        title, submit = ("edit", "save_edit") if answer else ("new", "save")
        self.form.open(kit.say(f"answers.form.{title}"), kit.say(f"answers.form.{submit}"), back, unfolded=unfolded)

    def _save(self) -> None:
        debt = self.debt.value or ""
        if not debt:
            raise PlanError([Problem("answers.problem.which_creditor")])
        if self.on.value is None:
            raise PlanError([Problem("answers.problem.which_day")])
        offer = None
        if self.kind.value:
            offer = self._model.terms(
                debt,
                OfferKind(self.kind.value),
                months=self.months.value,
                monthly=self.monthly.value,
                amount=self.amount.value,
                down_payment=self.down.value,
                # What was typed last counts: an instalment holds its rate already.
                annual_rate=None if self.monthly.value else self.rate.value,
                waived={name: field.value for name, field in self.waived.items() if field.value},
                before=self._before.offer if self._before is not None else None,
            )
        answer = CounterOffer(
            debt=debt,
            on=self.on.value,
            source=self.source.value or SOURCES[0],
            outcome=self.outcome.value or OUTCOMES[0],
            who=self.who.value or "",
            offer=offer,
            valid_until=self.until.value,
            note=self.note.value or "",
        )
        self._model.put(answer, self._before)


def _line(kit: Kit, name: str, asked: str, theirs: str, *, worry: bool = False) -> Line:
    return Line(f"answer_{name}", kit.say(f"answers.row.{name}"), (asked, theirs), (False, worry))


def _count(kit: Kit, schedule: Schedule | None) -> str:
    if schedule is None:
        return kit.say("answers.none")
    return kit.say("plan.answer.months_value", count=sum(1 for row in schedule.rows if row.total))


def answer_markup(kit: Kit, one: Answered) -> str:
    """Return an answer as markup: who, when, how it came, and its figures beside the proposal's."""
    lang, answer = kit.session.lang, one.answer
    facts = [
        figures.day(lang, answer.on),
        kit.say(f"terms.answer_source.{answer.source}"),
        answer.who,
        kit.say(f"terms.answer_outcome.{answer.outcome}"),
    ]
    if answer.valid_until is not None:
        facts.append(kit.say("answers.valid_until", day=figures.day(lang, answer.valid_until)))
    head = f"<h4>{text_of(creditor(kit, answer.debt))}</h4>"
    head += f'<p class="rb-soft">{text_of(" · ".join(fact for fact in facts if fact))}</p>'
    note = f'<p class="rb-said">{text_of(answer.note)}</p>' if answer.note else ""
    if one.problems:
        problems = "".join(
            f'<p class="rb-problem">{text_of(describe(Problem(problem.key, (), problem.values), lang))}</p>'
            for problem in one.problems
        )
        return head + note + problems
    if one.theirs is None:
        return f"{head}{note}<p>{text_of(kit.say('answers.no_terms'))}</p>"
    return head + note + _compared(kit, one, one.theirs) + _sentence(kit, one)


def _compared(kit: Kit, one: Answered, theirs: Schedule) -> str:
    lang, asked = kit.session.lang, one.asked
    nothing = kit.say("answers.none")

    def amount(schedule: Schedule | None, *, total: bool = False) -> str:
        if schedule is None:
            return nothing
        return figures.money(lang, schedule.total_paid if total or not schedule.regular else schedule.regular)

    fits = kit.say("answers.fits" if one.fits else "answers.does_not_fit")
    failing = one.projection.first_failing if one.projection is not None else None
    holds = kit.say("answers.fails", number=failing) if failing else kit.say("answers.holds")
    rate = theirs.offer.annual_rate
    more = one.more_in_all
    lines = [
        _line(kit, "months", _count(kit, asked), _count(kit, theirs)),
        _line(kit, "monthly", amount(asked), amount(theirs)),
        _line(kit, "total", amount(asked, total=True), amount(theirs, total=True)),
        _line(kit, "difference", nothing, nothing if more is None else _signed(kit, more)),
        _line(kit, "usable", figures.money(lang, one.usable), fits, worry=not one.fits),
        _line(kit, "holds", nothing, holds, worry=failing is not None),
    ]
    if rate:
        lines.insert(3, _line(kit, "rate", nothing, figures.percent(lang, rate)))
    heads = [text_of(kit.say(f"answers.column.{name}")) for name in ("asked", "theirs")]
    caption = kit.say("answers.caption", name=creditor(kit, one.answer.debt))
    return (
        f'<div class="rb-table">{side_by_side(heads, lines, caption=caption, corner=kit.say("answers.corner"))}</div>'
    )


def _signed(kit: Kit, more: Money) -> str:
    lang = kit.session.lang
    if not more:
        return kit.say("answers.same")
    return kit.say("answers.more" if more > ZERO else "answers.less", amount=figures.money(lang, max(more, -more)))


def _sentence(kit: Kit, one: Answered) -> str:
    """Return what the answer asks, in one line of words."""
    if one.theirs is None:
        return ""
    words = " · ".join(figures_of(kit, one.theirs))
    return f'<p class="rb-soft">{text_of(words)}</p>'


class CounterOffersCard:
    """The answers in ``box``, newest first, and the form for one."""

    def __init__(self, kit: Kit, desk: PlanDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._model = model = kit.session.keep(CounterOffers)
        model.guard(kit.guarded)
        self._form: _Form | None = None
        self._place = kit.box((), "rb-tight")
        title, lead = text_of(kit.say("answers.title")), text_of(kit.say("answers.lead"))
        head = kit.html(f"<h3>{title}</h3><p>{lead}</p>")
        self._add = kit.button(kit.say("answers.add"), lambda: self._open(None, self._add))
        self._rows: Rows[tuple[str, CounterOffer]] = Rows(kit, self._row, "rb-answers")
        parts = (head, kit.box((self._add,), "rb-row"), self._place, self._rows.box)
        self.box = kit.box(parts, "rb-card", "rb-counter-offers")
        scope.observe(model, self._show, "lines")
        scope.observe(kit.session, kit.guarded(self._show), "case")
        self._show()

    def _open(self, answer: CounterOffer | None, back: Any) -> None:
        """Open the form; it is made when it is first needed."""
        if self._form is None:
            self._form = _Form(self._kit, self._model)
            self._place.children = (self._form.form.box,)
        self._form.open(answer, back)

    def _row(self, row: tuple[str, CounterOffer]) -> Any:
        kit, (markup, answer) = self._kit, row
        name = creditor(kit, answer.debt)
        values = {"name": name, "day": figures.day(kit.session.lang, answer.on)}
        place = kit.button(
            kit.say("answers.place"),
            partial(self._model.place, answer),
            hint=kit.say("answers.place_of", **values),
        )
        change = kit.button(
            kit.say("answers.edit"),
            lambda: self._open(answer, change),
            "rb-quiet",
            hint=kit.say("answers.edit_of", **values),
        )
        drop = kit.button(
            kit.say("answers.delete"),
            partial(self._model.drop, answer),
            "rb-quiet",
            hint=kit.say("answers.delete_of", **values),
        )
        buttons = (place, change, drop) if answer.offer is not None else (change, drop)
        return kit.box((kit.html(markup), kit.box(buttons, "rb-row")), "rb-calm", "rb-entry", "rb-tight")

    def _show(self, _change: Any = None) -> None:
        self._rows.show((answer_markup(self._kit, one), one.answer) for one in self._model.lines)
