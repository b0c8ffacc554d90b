"""One creditor's answer: its kind, its sliders, and what that means a month, beside each other."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from repaybook.case.model import Debt, Offer, OfferKind
from repaybook.case.places import describe
from repaybook.case.rules import CARD_MONTHS, CARDS
from repaybook.errors import Problem
from repaybook.money import ZERO, Money
from repaybook.texts import figures
from repaybook.ui.fields import AmountField, RateField
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.models.standing import StandingModel
from repaybook.ui.views.form import PickField
from repaybook.ui.views.names import debt_name
from repaybook.ui.views.plan.slides import Slide
from repaybook.ui.views.plan.words import balance_words, figures_of

_MOST_MONTHS = 60
_MOST_EXTENDED = 360
_MOST_GRACE = 12
_WAIVERS = (
    ("waived_penalty", "penalty_interest"),
    ("waived_late_fee", "late_fee"),
    ("waived_interest", "accrued_interest"),
    ("waived_fees", "other_fees"),
)
_SPREAD = frozenset({OfferKind.INSTALMENTS, OfferKind.EXTENSION})
_WITH_MONTHS = _SPREAD | {OfferKind.TOKEN}
_TYPED = frozenset({OfferKind.LUMP_SUM, OfferKind.TOKEN})


def kinds_for(debt: Debt) -> tuple[OfferKind, ...]:
    """Return the kinds of answer that make sense for a debt: a minimum payment is a card's."""
    return tuple(kind for kind in OfferKind if kind is not OfferKind.MINIMUM or debt.creditor_type in CARDS)


def step_of(most: Money) -> int:
    """Return the step of a slider up to an amount, in whole yuan: a hundredth or so of it, round."""
    yuan = most.fen // 100
    return next((step for step in (1000, 500, 100, 50, 10) if yuan >= 100 * step), 1)


class Answer:
    """The answer to one creditor in the plan that is adjusted, in ``box``; ``show`` follows the desk."""

    def __init__(self, kit: Kit, desk: PlanDesk, debt: Debt) -> None:
        self._kit, self._desk, self.debt = kit, desk, debt
        say = kit.say
        name = debt.creditor_alias or debt.id
        self._head = kit.html("", "rb-answer-head")
        options = [(say(f"terms.offer_kind.{kind}"), kind.value) for kind in kinds_for(debt)]
        self._kind = PickField(kit, say("plan.answer.kind", name=name), say("ui.field.choose"))
        self._kind.offer(options, None)
        self._kind.on_answer(self._answer)
        self._months = self._slide("months", lambda value: say("plan.answer.months_value", count=value))
        self._down = self._slide("down_payment", self._yuan, amount=True)
        self._lump = self._typed("lump")
        self._token = self._typed("token")
        self._grace = self._slide("grace_months", self._grace_words)
        self._waivers = {
            field: self._slide(field, self._yuan, amount=True) for field, part in _WAIVERS if getattr(debt, part)
        }
        self._rate = RateField(kit, say("plan.answer.annual_rate"), hint=say("plan.answer.rate_hint"), unknown=False)
        self._rate.on_answer(self._take_rate)
        more = [slide.box for slide in self._waivers.values()]
        self._more = kit.box((*more, self._grace.box, self._rate), "rb-stack", "rb-hidden")
        self._unfold = kit.button(say("plan.answer.more"), self._toggle, "rb-quiet")
        self._figures = kit.html("", "rb-answer-figures")
        self._notes = kit.html("", "rb-answer-notes")
        controls = kit.box(
            (self._kind, self._months.box, self._down.box, self._lump, self._token, self._unfold, self._more),
            "rb-tight",
        )
        said = kit.box((self._figures, self._notes), "rb-tight")
        self.box = kit.box((self._head, kit.box((controls, said), "rb-answer")), "rb-card", "rb-tight")
        self.show()

    # --- what the person does ---

    def _slide(self, field: str, words: Callable[[int], str], *, amount: bool = False) -> Slide:
        def moved(value: int) -> None:
            self._desk.adjust(self.debt.id, **{field: Money(value * 100) if amount else value})

        return Slide(self._kit, self._kit.say(f"plan.answer.{field}"), moved, words)

    def _typed(self, kind: str) -> AmountField:
        say = self._kit.say
        field = AmountField(
            self._kit, say(f"plan.answer.amount_{kind}"), hint=say(f"plan.answer.amount_{kind}_hint"), unknown=False
        )
        field.on_answer(lambda amount: self._desk.adjust(self.debt.id, amount=amount))
        return field

    def _answer(self, kind: str | None) -> None:
        if kind is not None:
            self._desk.answer(self.debt.id, OfferKind(kind))
            self.show()

    def _take_rate(self, rate: Decimal | None) -> None:
        self._desk.adjust(self.debt.id, annual_rate=rate)

    def _toggle(self) -> None:
        show(self._more, on="rb-hidden" in self._more._dom_classes)  # noqa: SLF001 - its classes are its state

    # --- what is shown ---

    def _yuan(self, value: int) -> str:
        return figures.money(self._kit.session.lang, Money(value * 100))

    def _grace_words(self, value: int) -> str:
        say = self._kit.say
        return say("plan.answer.grace_value", count=value) if value else say("plan.answer.grace_none")

    def show(self) -> None:
        """Show the answer as it stands on the desk."""
        offer = self._desk.offer(self.debt.id)
        if offer is None:
            return
        self._show_controls(offer)
        self._tell(offer)

    def _show_controls(self, offer: Offer) -> None:
        kind, debt = offer.kind, self.debt
        self._kind.set(kind.value)
        show(self._months.box, on=kind in _WITH_MONTHS)
        show(self._down.box, on=kind in _SPREAD)
        show(self._lump, on=kind is OfferKind.LUMP_SUM)
        show(self._token, on=kind is OfferKind.TOKEN)
        show(self._unfold, on=kind in _SPREAD)
        if kind not in _SPREAD:
            show(self._more, on=False)
        if kind in _WITH_MONTHS:
            most = _MOST_EXTENDED if kind is OfferKind.EXTENSION else _MOST_MONTHS
            most = CARD_MONTHS if debt.creditor_type in CARDS else max(most, offer.months or 1)
            self._months.show(offer.months or 1, 1, most)
        if kind in _TYPED:
            (self._lump if kind is OfferKind.LUMP_SUM else self._token).set(offer.amount)
        if kind in _SPREAD:
            self._show_spread(offer)

    def _show_spread(self, offer: Offer) -> None:
        debt = self.debt
        owed = debt.balance_total or Money.total(part for part in debt.parts if part is not None)
        half = Money(owed.fen // 2)
        self._show_amount(self._down, offer.down_payment, max(half, offer.down_payment))
        for field, part in _WAIVERS:
            if field in self._waivers:
                self._show_amount(self._waivers[field], getattr(offer, field), getattr(debt, part))
        self._grace.show(offer.grace_months, 0, max(_MOST_GRACE, offer.grace_months))
        contract = offer.kind is OfferKind.EXTENSION and offer.annual_rate is None
        self._rate.set(debt.annual_rate if contract else offer.annual_rate)

    def _show_amount(self, slide: Slide, amount: Money, most: Money) -> None:
        step = step_of(most)
        top = -(-most.fen // (100 * step)) * step
        slide.show(amount.fen // 100, 0, top, step=step, words=figures.money(self._kit.session.lang, amount))

    def _tell(self, offer: Offer) -> None:
        kit, desk, debt = self._kit, self._desk, self.debt
        column = desk.column
        schedule = column.projection.schedules.get(debt.id) if column is not None and column.projection else None
        stage = kit.say(f"terms.stage.{debt.overdue_stage}") if debt.overdue_stage else ""
        facts = " · ".join(part for part in (balance_words(kit, debt, schedule), stage) if part)
        self._set(self._head, f'<h4>{text_of(debt_name(kit, debt))}</h4><p class="rb-soft">{text_of(facts)}</p>')
        problems = desk.problems(debt.id)
        if problems:
            self._set(self._figures, "")
            self._set(self._notes, "".join(map(partial(_problem, kit), problems)))
            return
        if schedule is None or schedule.offer != offer:
            return  # a newer one is being worked out
        first, *rest = figures_of(kit, schedule)
        more = "".join(f"<li>{text_of(words)}</li>" for words in rest)
        self._set(self._figures, f'<p class="rb-big">{text_of(first)}</p><ul class="rb-plain">{more}</ul>')
        notes = [figures.tell(kit.session.lang, said.key, said.values) for said in schedule.assumptions]
        warnings: list[str] = []
        usable = kit.session.keep(StandingModel).now.assessment.usable_for_plans
        if offer.kind in _SPREAD and not debt.priority and ZERO < usable < schedule.regular:
            warnings.append(kit.say("plan.answer.over_income", usable=figures.money(kit.session.lang, usable)))
        if offer.kind is OfferKind.KEEP and debt.id in desk.steps.to_decide:
            warnings.append(kit.say("plan.answer.to_decide"))
        self._set(self._notes, self._told(warnings, notes))

    def _told(self, warnings: list[str], notes: list[str]) -> str:
        """Return what is to be heeded openly, and what was assumed in a fold."""
        open_ = "".join(f'<p class="rb-word">{text_of(warning)}</p>' for warning in warnings)
        folded = "".join(f"<p>{text_of(note)}</p>" for note in notes)
        if not notes:
            return open_
        title = text_of(self._kit.say("plan.answer.assumed"))
        return f'{open_}<details class="rb-soft"><summary>{title}</summary>{folded}</details>'

    @staticmethod
    def _set(widget: Any, markup: str) -> None:
        if widget.value != markup:
            widget.value = markup


def _problem(kit: Kit, problem: Problem) -> str:
    words = describe(Problem(problem.key, problem.path[2:], problem.values), kit.session.lang)
    return f'<p class="rb-problem" role="alert">{text_of(words)}</p>'
