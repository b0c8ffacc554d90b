"""One creditor's answer: its kind, its sliders, and what that means a month, beside each other."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from repaybook.assess.debts import balance
from repaybook.case.model import Debt, Offer, OfferKind
from repaybook.case.places import describe
from repaybook.case.rules import CARD_MONTHS, CARDS
from repaybook.errors import Problem
from repaybook.money import ZERO, Money
from repaybook.texts import figures
from repaybook.ui.fields import AmountField, RateField
from repaybook.ui.kit import Kit, text_of
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.models.standing import StandingModel
from repaybook.ui.views.form import PickField
from repaybook.ui.views.names import debt_name
from repaybook.ui.views.plan.further import Further
from repaybook.ui.views.plan.slides import Slide
from repaybook.ui.views.plan_words import balance_words, figures_of

_MOST_MONTHS = 60
_MOST_EXTENDED = 360
_MOST_GRACE = 12
_WAIVERS = (
    ("waived_penalty", "penalty_interest"),
    ("waived_late_fee", "late_fee"),
    ("waived_interest", "accrued_interest"),
    ("waived_fees", "other_fees"),
)
_AMOUNTS = frozenset({"down_payment", *(field for field, _ in _WAIVERS)})
_SPREAD = frozenset({OfferKind.INSTALMENTS, OfferKind.EXTENSION})
_WITH_MONTHS = _SPREAD | {OfferKind.TOKEN}
_TYPED = frozenset({OfferKind.LUMP_SUM, OfferKind.TOKEN})


def kinds_for(debt: Debt, given: OfferKind) -> tuple[OfferKind, ...]:
    """Return the kinds of answer that make sense for a debt, and the one given: a minimum payment is a card's."""
    card = debt.creditor_type in CARDS
    return tuple(kind for kind in OfferKind if card or kind is given or kind is not OfferKind.MINIMUM)


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
        self._kinds: tuple[OfferKind, ...] = ()
        self._kind = PickField(kit, say("plan.answer.kind", name=name), say("ui.field.choose"))
        self._kind.on_answer(self._answer)
        self._slides: dict[str, Slide] = {}
        self._fields: dict[str, AmountField] = {}
        self._rate: RateField | None = None
        self._more: Any = None
        self._terms: Further | None = None
        self._unfolded = False
        self._unfold = kit.button(say("plan.answer.more"), self._toggle, "rb-quiet")
        self._figures = kit.html("", "rb-answer-figures")
        self._notes = kit.html("", "rb-answer-notes")
        self._controls = kit.box((self._kind,), "rb-tight")
        said = kit.box((self._figures, self._notes), "rb-tight")
        self.box = kit.box((self._head, kit.box((self._controls, said), "rb-answer")), "rb-card", "rb-tight")
        self.show()

    # --- what the person does ---

    def _moved(self, field: str, value: int) -> None:
        if field in _AMOUNTS:
            # The last step of a slider may lie beyond the last fen that is owed.
            part = dict(_WAIVERS).get(field)
            most = getattr(self.debt, part) if part else balance(self.debt)
            self._desk.adjust(self.debt.id, **{field: min(Money(value * 100), most or ZERO)})
        else:
            self._desk.adjust(self.debt.id, **{field: value})

    def _slide(self, field: str) -> Slide:
        """Return the slider of a term, made when it is first needed."""
        if field not in self._slides:
            words = {"months": self._months_words, "grace_months": self._grace_words}.get(field, self._yuan)
            label = self._kit.say(f"plan.answer.{field}")
            self._slides[field] = Slide(self._kit, label, partial(self._moved, field), words)
        return self._slides[field]

    def _typed(self, kind: str) -> AmountField:
        """Return the field of a sum that only the person can know, made when it is first needed."""
        if kind not in self._fields:
            label = self._kit.say(f"plan.answer.amount_{kind}")
            hint = self._kit.say(f"plan.answer.amount_{kind}_hint")
            field = AmountField(self._kit, label, hint=hint, unknown=False)
            field.on_answer(self._take_amount)
            self._fields[kind] = field
        return self._fields[kind]

    def _take_amount(self, amount: Money | None) -> None:
        """Take a typed sum; where it is paid in parts, the last part takes what changes."""
        offer = self._desk.offer(self.debt.id)
        parts = self._terms.parts_of(amount) if self._terms is not None and offer is not None and offer.parts else ()
        self._desk.adjust(self.debt.id, amount=amount, parts=parts)

    def _of_terms(self) -> Further:
        """Return the further terms, made when they are first unfolded."""
        if self._terms is None:
            self._terms = Further(self._kit, self.debt, partial(self._desk.adjust, self.debt.id))
        return self._terms

    def _further(self) -> Any:
        """Return the terms that few need, made when they are first unfolded: waivers, a later start, a rate."""
        if self._more is None:
            say = self._kit.say
            label, hint = say("plan.answer.annual_rate"), say("plan.answer.rate_hint")
            self._rate = RateField(self._kit, label, hint=hint, unknown=False)
            self._rate.on_answer(self._take_rate)
            waivers = [self._slide(field).box for field, part in _WAIVERS if getattr(self.debt, part)]
            self._more = self._kit.box((*waivers, self._slide("grace_months").box, self._rate), "rb-tight")
        return self._more

    def _answer(self, kind: str | None) -> None:
        if kind is not None:
            self._desk.answer(self.debt.id, OfferKind(kind))
            self.show()

    def _take_rate(self, rate: Decimal | None) -> None:
        self._desk.adjust(self.debt.id, annual_rate=rate)

    def _toggle(self) -> None:
        self._unfolded = not self._unfolded
        self.show()

    # --- what is shown ---

    def _yuan(self, value: int) -> str:
        return figures.money(self._kit.session.lang, Money(value * 100))

    def _months_words(self, value: int) -> str:
        return self._kit.say("plan.answer.months_value", count=value)

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
        kind = offer.kind
        kinds = kinds_for(self.debt, kind)
        if kinds != self._kinds:
            self._kinds = kinds
            self._kind.offer([(self._kit.say(f"terms.offer_kind.{one}"), one.value) for one in kinds], kind.value)
        self._kind.set(kind.value)
        parts = [self._kind]
        if kind in _WITH_MONTHS:
            parts.append(self._slide("months").box)
            self._slide("months").show(offer.months or 1, 1, self._most_months(offer))
        if kind in _TYPED:
            field = self._typed("lump" if kind is OfferKind.LUMP_SUM else "token")
            field.set(offer.amount)
            parts.append(field)
        if kind in _SPREAD:
            owed = balance(self.debt) or ZERO
            self._show_amount("down_payment", offer.down_payment, max(Money(owed.fen // 2), offer.down_payment))
            parts += [self._slide("down_payment").box, self._unfold]
            if self._unfolded:
                parts.append(self._further())
                self._show_further(offer)
        if kind in _TYPED:
            parts.append(self._unfold)
        if self._unfolded and kind in _SPREAD | _TYPED:
            terms = self._of_terms()
            terms.show(offer)
            parts.append(terms.box)
        if tuple(parts) != self._controls.children:
            self._controls.children = tuple(parts)

    def _most_months(self, offer: Offer) -> int:
        if self.debt.creditor_type in CARDS:
            return CARD_MONTHS
        most = _MOST_EXTENDED if offer.kind is OfferKind.EXTENSION else _MOST_MONTHS
        return max(most, offer.months or 1)

    def _show_further(self, offer: Offer) -> None:
        for field, part in _WAIVERS:
            if getattr(self.debt, part):
                self._show_amount(field, getattr(offer, field), getattr(self.debt, part))
        self._slide("grace_months").show(offer.grace_months, 0, max(_MOST_GRACE, offer.grace_months))
        if self._rate is not None:
            contract = offer.kind is OfferKind.EXTENSION and offer.annual_rate is None
            self._rate.set(self.debt.annual_rate if contract else offer.annual_rate)

    def _show_amount(self, field: str, amount: Money, most: Money) -> None:
        step = step_of(most)
        top = -(-most.fen // (100 * step)) * step
        self._slide(field).show(
            amount.fen // 100, 0, top, step=step, words=figures.money(self._kit.session.lang, amount)
        )

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
