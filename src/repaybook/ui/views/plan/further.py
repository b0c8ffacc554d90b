"""Further terms of one creditor's answer: principal waived, steps, months with more, parts, what follows a token."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from repaybook.case.model import Debt, LumpPart, Offer, OfferKind, Step
from repaybook.case.rules import CARD_MONTHS, CARDS
from repaybook.errors import PlanError, Problem
from repaybook.money import ZERO, Money
from repaybook.texts import figures
from repaybook.ui.fields import AmountField, ChoiceField, DateField, Field
from repaybook.ui.kit import Kit, text_of
from repaybook.ui.views.plan.slides import Slide
from repaybook.ui.views.year_months import MonthsField

Change = Callable[..., None]

_MOST_THEN = 60
_SPREAD = frozenset({OfferKind.INSTALMENTS, OfferKind.EXTENSION})


class Further:
    """The further terms that an answer of this kind has, in ``box``; what is half filled in waits for the rest.

    ``change`` gets the terms that the person changed. ``show`` follows the answer as it stands.
    """

    def __init__(self, kit: Kit, debt: Debt, change: Change) -> None:
        self._kit, self._debt, self._change = kit, debt, change
        say = partial(self._say, kit)
        self._offer: Offer | None = None
        self._count = 0
        self._waived = AmountField(kit, say("waived_principal"), hint=say("waived_principal_hint"), unknown=False)
        self._steps = Slide(kit, say("step_months"), self._take_count, self._steps_words)
        self._step = AmountField(kit, say("step_amount"), hint=say("step_amount_hint"), unknown=False)
        self._months = MonthsField(kit, say("extra_months"), hint=say("extra_months_hint"))
        self._extra = AmountField(kit, say("extra_amount"), hint=say("extra_amount_hint"), unknown=False)
        self._held = self._choice("held", ("held_no", "held_yes"))
        self._then = Slide(kit, say("then_months"), self._take_then, self._then_words)
        self._two = self._choice("two_parts", ("two_parts_no", "two_parts_yes"))
        self._first_on = DateField(kit, say("first_on"), unknown=False)
        self._first = AmountField(kit, say("first_amount"), hint=say("parts_hint"), unknown=False)
        self._second_on = DateField(kit, say("second_on"), unknown=False)
        self._second = kit.html("", "rb-soft")
        self._waived.on_answer(lambda amount: self._change(waived_principal=amount or ZERO))
        self._step.on_answer(lambda _amount: self._take_steps())
        self._months.on_answer(lambda _months: self._take_extra())
        self._extra.on_answer(lambda _amount: self._take_extra())
        self._held.on_answer(lambda held: self._change(held=held == "held_yes"))
        self._two.on_answer(lambda _answer: self._take_parts())
        for field in (self._first_on, self._first, self._second_on):
            field.on_answer(lambda _answer: self._take_parts())
        self.box = kit.box((), "rb-tight")

    @staticmethod
    def _say(kit: Kit, name: str, **values: object) -> str:
        return kit.say(f"offers.ask.{name}", **values)

    def _choice(self, name: str, answers: tuple[str, str]) -> ChoiceField[str]:
        kit = self._kit
        options = [(kit.say(f"offers.ask.{answer}"), answer) for answer in answers]
        return ChoiceField(kit, kit.say(f"offers.ask.{name}"), options, answers[0], unknown=False)

    # --- what the person does ---

    def _take_count(self, count: int) -> None:
        self._count = count
        self._take_steps()

    def _take_steps(self) -> None:
        """Take the first step where both its number and its amount are known; further ones from a file stay."""
        offer = self._offer
        if offer is not None:
            amount = self._step.value
            first = (Step(months=self._count, amount=amount),) if self._count and amount is not None else ()
            self._put(steps=(*first, *offer.steps[1:]) if first else ())

    def _take_extra(self) -> None:
        months, amount = self._months.value, self._extra.value
        whole = bool(months and amount)
        self._put(extra_months=(months or ()) if whole else (), extra_amount=amount if whole else None)

    def _take_then(self, months: int) -> None:
        self._change(then_months=months or None)

    def _take_parts(self) -> None:
        if self._offer is not None:
            amount, first = self._offer.amount, self._first.value
            if self._is_two and amount and first is not None and not ZERO < first < amount:
                values = {"sum": first, "amount": amount}
                raise PlanError([Problem("offers.problem.parts_do_not_add_up", (), values)])
            self._put(parts=self.parts_of(amount))

    def _put(self, **terms: Any) -> None:
        """Change what has changed, and show the fields that are needed now."""
        offer = self._offer
        if offer is not None and any(getattr(offer, name) != value for name, value in terms.items()):
            self._change(**terms)
        self._arrange()

    @property
    def _is_two(self) -> bool:
        return self._two.value == "two_parts_yes"

    def parts_of(self, amount: Money | None) -> tuple[LumpPart, ...]:
        """Return the two parts of a settlement of ``amount``, the second the rest; none where one is not known yet."""
        first, on, then = self._first.value, self._first_on.value, self._second_on.value
        if not self._is_two or first is None or on is None or then is None or amount is None:
            return ()
        if not ZERO < first < amount:
            return ()
        return (LumpPart(on=on, amount=first), LumpPart(on=then, amount=amount - first))

    # --- what is shown ---

    def _steps_words(self, count: int) -> str:
        return (
            self._say(self._kit, "step_months_value", count=count)
            if count
            else self._say(self._kit, "step_months_none")
        )

    def _then_words(self, count: int) -> str:
        return (
            self._say(self._kit, "then_months_value", count=count)
            if count
            else self._say(self._kit, "then_months_none")
        )

    def show(self, offer: Offer) -> None:
        """Show the terms as they stand; a field that was only half of one stays as the person left it."""
        before, self._offer = self._offer, offer
        if before is None or before.waived_principal != offer.waived_principal:
            self._waived.set(offer.waived_principal or None)
        if before is None or before.steps != offer.steps:
            self._show_steps(offer)
        if before is None or (before.extra_months, before.extra_amount) != (offer.extra_months, offer.extra_amount):
            self._show_extra(offer)
        if before is None or before.parts != offer.parts:
            self._show_parts(offer.parts)
        self._held.set("held_yes" if offer.held else "held_no")
        self._steps.show(self._count, 0, max(1, (offer.months or 1) - 1, self._count))
        self._then.show(offer.then_months or 0, 0, max(self._most_then(offer), offer.then_months or 0))
        self._arrange()

    def _most_then(self, offer: Offer) -> int:
        return max(1, CARD_MONTHS - (offer.months or 0)) if self._debt.creditor_type in CARDS else _MOST_THEN

    def _show_steps(self, offer: Offer) -> None:
        if offer.steps:
            self._count = offer.steps[0].months
            self._step.set(offer.steps[0].amount)
        elif self._step.value is not None and self._count:
            # Taken back by an undo, or the kind of answer has changed.
            self._count = 0
            self._step.reset(None)

    def _show_extra(self, offer: Offer) -> None:
        if offer.extra_months:
            self._months.set(offer.extra_months)
            self._extra.set(offer.extra_amount)
        elif self._months.value and self._extra.value:
            self._months.reset(None)
            self._extra.reset(None)

    def _show_parts(self, parts: tuple[LumpPart, ...]) -> None:
        if parts:
            self._two.set("two_parts_yes")
            self._first_on.set(parts[0].on)
            self._first.set(parts[0].amount)
            self._second_on.set(parts[-1].on)

    def _arrange(self) -> None:
        """Put the fields of this kind into the box; what depends on another one only where that is answered."""
        offer = self._offer
        if offer is None:
            return
        parts: list[Field[Any] | Any] = []
        if offer.kind in _SPREAD or offer.kind is OfferKind.LUMP_SUM:
            parts.append(self._waived)
        if offer.kind in _SPREAD:
            parts.append(self._steps.box)
            parts += [self._step] if self._count else []
            parts.append(self._months)
            parts += [self._extra] if self._months.value else []
        if offer.kind is OfferKind.TOKEN:
            parts += [self._held, self._then.box]
        if offer.kind is OfferKind.LUMP_SUM:
            parts.append(self._two)
            if self._is_two:
                parts += [self._first_on, self._first, self._second_on, self._second]
                self._tell_second(offer)
        if tuple(parts) != self.box.children:
            self.box.children = tuple(parts)

    def _tell_second(self, offer: Offer) -> None:
        amount, first = offer.amount, self._first.value
        rest = amount - first if amount is not None and first is not None and first < amount else None
        words = (
            self._say(self._kit, "second_amount", amount=figures.money(self._kit.session.lang, rest)) if rest else ""
        )
        markup = f"<p>{text_of(words)}</p>" if words else ""
        if self._second.value != markup:
            self._second.value = markup
