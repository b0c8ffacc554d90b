"""The forms of an agreement and of a payment under it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from repaybook.case.dealings import RUNGS
from repaybook.case.model import Agreement, BreachTerms
from repaybook.errors import Problem, RepaybookError
from repaybook.ui.fields import AmountField, ChoiceField, CountField, DateField, Field, WordsField
from repaybook.ui.kit import Kit
from repaybook.ui.models.edits import line_of, listed
from repaybook.ui.models.follow import AgreementLine, FollowDesk
from repaybook.ui.views.form import Form, PickField
from repaybook.ui.views.names import creditor, debt_options


class AgreementForm:
    """The entry of one agreement."""

    def __init__(self, kit: Kit, desk: FollowDesk) -> None:
        self._kit, self._desk = kit, desk
        self._before: Agreement | None = None
        yes_no = [(kit.say("ui.field.yes"), True), (kit.say("ui.field.no"), False)]
        self.debt = PickField(kit, kit.say("follow.form.debt"), kit.say("ui.field.choose"))
        self.signed = DateField(kit, kit.say("follow.form.signed"))
        self.fixed = AmountField(kit, kit.say("follow.form.principal_fixed"))
        self.terms = CountField(kit, kit.say("follow.form.terms"), least=1, most=600)
        self.monthly = AmountField(kit, kit.say("follow.form.monthly"))
        self.first_due = DateField(kit, kit.say("follow.form.first_due"))
        self.form_words = WordsField(kit, kit.say("follow.form.form"), hint=kit.say("follow.form.form_hint"))
        self.written: ChoiceField[bool] = ChoiceField(kit, kit.say("follow.form.written_copy"), yes_no)
        self.stops: ChoiceField[bool] = ChoiceField(kit, kit.say("follow.form.stop_collection"), yes_no)
        self.missing = WordsField(
            kit, kit.say("follow.form.missing"), hint=kit.say("follow.form.missing_hint"), most=1000
        )
        self.reference = WordsField(kit, kit.say("keeping.form.reference"), most=60)
        self.waived = AmountField(kit, kit.say("keeping.form.waived"))
        self.days_late = CountField(kit, kit.say("keeping.form.days_late"), least=1, most=365)
        self.breach: dict[str, ChoiceField[bool]] = {
            name: ChoiceField(kit, kit.say(f"keeping.form.{name}"), yes_no)
            for name in ("waiver_falls", "rate_revives", "accelerates")
        }
        self.rung: ChoiceField[str] = ChoiceField(
            kit,
            kit.say("keeping.form.rung"),
            [(kit.say(f"agreement.rung.{rung}"), rung) for rung in RUNGS],
            hint=kit.say("keeping.form.rung_hint"),
        )
        more: tuple[Field[Any], ...] = (self.reference, self.waived, self.days_late, *self.breach.values(), self.rung)
        fields = (
            self.debt,
            self.signed,
            self.fixed,
            self.terms,
            self.monthly,
            self.first_due,
            self.form_words,
            self.written,
            self.stops,
            self.missing,
        )
        self.form = Form(
            kit,
            fields,
            self._save,
            cancel=kit.say("follow.form.cancel"),
            more=more,
            more_label=kit.say("keeping.form.more"),
        )

    def open(self, agreement: Agreement | None, back: Any) -> None:
        """Show the form for an agreement, or for a new one."""
        kit = self._kit
        self._before = agreement
        start = agreement or Agreement(debt="")
        self.debt.offer(debt_options(kit), start.debt)
        self.signed.reset(start.signed)
        self.fixed.reset(start.principal_fixed)
        self.terms.reset(start.terms)
        self.monthly.reset(start.monthly)
        self.first_due.reset(start.first_due)
        self.form_words.reset(start.form or None)
        self.written.reset(start.written_copy)
        self.stops.reset(start.stop_collection_clause)
        self.missing.reset(line_of(start.missing) or None)
        breach = start.breach or BreachTerms()
        self.reference.reset(start.reference)
        self.waived.reset(start.waived)
        self.days_late.reset(breach.days_late)
        for name, field in self.breach.items():
            field.reset(getattr(breach, name))
        self.rung.reset(start.rung if start.rung in RUNGS else None)
        title, submit = ("edit", "save_edit") if agreement else ("new", "save")
        self.form.open(kit.say(f"follow.form.{title}"), kit.say(f"follow.form.{submit}"), back)

    def _save(self) -> None:
        before = self._before or Agreement(debt="")
        breach = BreachTerms(
            days_late=self.days_late.value, **{name: field.value for name, field in self.breach.items()}
        )
        written, stops = self.written.value, self.stops.value
        changed = {"written_copy"} if written != before.written_copy else set()
        changed |= {"stop_collection"} if stops != before.stop_collection_clause else set()
        agreement = replace(
            before,
            debt=self.debt.value or "",
            signed=self.signed.value,
            form=self.form_words.value or "",
            principal_fixed=self.fixed.value,
            terms=self.terms.value,
            monthly=self.monthly.value,
            first_due=self.first_due.value,
            stop_collection_clause=stops,
            written_copy=written,
            missing=listed(self.missing.value or ""),
            reference=self.reference.value or None,
            waived=self.waived.value,
            breach=None if breach == BreachTerms() else breach,
            items=tuple(item for item in before.items if item.name not in changed),
            rung=self.rung.value,
        )
        there = self._kit.session.case.agreements
        same = self._before in there and agreement.debt == before.debt
        if not same and any(one.debt == agreement.debt for one in there if one != self._before):
            raise RepaybookError([Problem("follow.problem.agreed_twice")])
        self._desk.put_agreement(agreement, self._before)


class PaymentForm:
    """The entry of one payment under an agreement."""

    def __init__(self, kit: Kit, desk: FollowDesk) -> None:
        self._kit, self._desk = kit, desk
        self._agreement = Agreement(debt="")
        self.day = DateField(kit, kit.say("follow.pay.day"), unknown=False)
        self.amount = AmountField(kit, kit.say("follow.pay.amount"), unknown=False)
        self.receipt = WordsField(
            kit, kit.say("keeping.form.receipt"), hint=kit.say("keeping.form.receipt_hint"), most=120
        )
        fields = (self.day, self.amount, self.receipt)
        self.form = Form(kit, fields, self._save, cancel=kit.say("follow.pay.cancel"))

    def open(self, line: AgreementLine, back: Any) -> None:
        """Show the form for a payment, with the instalment that is due next and today already in it."""
        kit = self._kit
        self._agreement = line.agreement
        open_due = next(iter((*line.missed, line.next_due)), None)
        self.day.reset(kit.session.on)
        self.amount.reset(line.agreement.monthly if open_due is None else open_due.amount - open_due.paid)
        self.receipt.reset(None)
        title = f"{kit.say('follow.pay.new')} · {creditor(kit, line.agreement.debt)}"
        self.form.open(title, kit.say("follow.pay.save"), back)

    def _save(self) -> None:
        self._desk.record_payment(self._agreement, self.day.value, self.amount.value, self.receipt.value or "")
