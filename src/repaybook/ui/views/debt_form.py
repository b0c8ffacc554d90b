"""The form of one debt: five questions first, the rest behind 更多; it can be filled in without a mouse."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.case.defaults import defaulted, terms_of
from repaybook.case.places import describe
from repaybook.errors import RepaybookError
from repaybook.money import Money
from repaybook.texts import figures, known
from repaybook.ui.fields import (
    AmountField,
    ChoiceField,
    CountField,
    DateField,
    Field,
    PercentField,
    RateField,
    TimesField,
    WordsField,
)
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.debt_questions import FIRST, MORE, Kind, Question, asked
from repaybook.ui.models.know import KnowModel
from repaybook.ui.scope import Scope


class ForeignField(AmountField):
    """An amount in another currency: read like one in yuan, and never said to be yuan."""

    def echo(self, value: Money) -> str:  # noqa: ARG002 - the currency stands in the field beside
        """Return nothing: an echo in 元 or 万元 would be wrong."""
        return ""


class DebtForm:
    """Writes the model's draft; ``box`` holds it, and is shown by whoever places it."""

    def __init__(self, kit: Kit, scope: Scope, model: KnowModel) -> None:
        self._kit = kit
        self._model = model
        self._fields: dict[str, Field[Any]] = {}
        self._groups: dict[str, Any] = {}
        self._title = kit.html()
        self._alert = kit.html()
        self._more = kit.box((), "rb-stack", "rb-hidden")
        self._first = kit.box((self._field(question) for question in FIRST), "rb-grid")
        self._unfold = kit.button(kit.say("know.form.more"), self._fold, "rb-quiet")
        self._save = kit.button(kit.say("know.form.save_new"), self._keep, "rb-primary")
        leave = kit.button(kit.say("know.form.cancel"), model.drop)
        actions = kit.box((self._save, leave, self._unfold), "rb-row")
        self.box = kit.box((self._title, self._first, self._more, self._alert, actions), "rb-card", "rb-form")
        scope.observe(model, kit.guarded(lambda _change: self._follow()), "draft")
        self._begun = ""
        self._follow()

    def focus(self, name: str = "") -> None:
        """Put the cursor into a field, into the first one where none is named; unfold where it is behind 更多."""
        wanted = name or FIRST[0].name
        if wanted not in self._fields or wanted not in {question.name for question in FIRST}:
            self._open_more()
        self._fields.get(wanted, self._fields[FIRST[0].name]).focus()

    def _field(self, question: Question) -> Field[Any]:
        kit, name = self._kit, question.name
        own = f"know.form.{name}"
        label = kit.say(own) if known("zh", own) else kit.say(_term(name))
        hint = kit.say(f"{own}_hint") if known("zh", f"{own}_hint") else ""
        field: Field[Any]
        if question.kind is Kind.AMOUNT:
            field = AmountField(kit, label, hint=hint)
        elif question.kind is Kind.FOREIGN:
            field = ForeignField(kit, label, hint=hint)
        elif question.kind is Kind.RATE:
            field = RateField(kit, label, hint=hint)
        elif question.kind is Kind.PERCENT:
            field = PercentField(kit, label, hint=hint)
        elif question.kind is Kind.TIMES:
            field = TimesField(kit, label, hint=hint)
        elif question.kind is Kind.COUNT:
            field = CountField(kit, label, hint=hint, least=question.least, most=question.most)
        elif question.kind is Kind.DAY:
            field = DateField(kit, label, hint=hint)
        elif question.kind is Kind.YES_NO:
            answers = ((kit.say("ui.field.yes"), True), (kit.say("ui.field.no"), False))
            field = ChoiceField(kit, label, answers, value=False, unknown=False, hint=hint)
        elif question.kind is Kind.CHOICE:
            options = [(kit.say(f"terms.{question.table}.{choice}"), choice) for choice in question.choices]
            # Where "not known" is one of the words, it is not offered a second time.
            closed = "unknown" in question.choices or name == "creditor_type"
            field = ChoiceField(kit, label, options, unknown=not closed, hint=hint)
        else:
            field = WordsField(kit, label, hint=hint, most=2000 if name == "note" else 60)
        field.on_answer(partial(self._model.answer, name))
        self._fields[name] = field
        return field

    def _fold(self) -> None:
        if "rb-hidden" in self._more._dom_classes:  # noqa: SLF001 - its classes are its state
            self._open_more()
            self._fields[MORE[0][1][0].name].focus()
        else:
            show(self._more, on=False)
            self._unfold.description = self._kit.say("know.form.more")

    def _open_more(self) -> None:
        kit = self._kit
        if not self._more.children:
            groups = [kit.html(f'<p class="rb-soft">{text_of(kit.say("know.form.more_hint"))}</p>')]
            for group, questions in MORE:
                heading = f"<h4>{text_of(kit.say(f'know.form.{group}'))}</h4>"
                if group == "parts":
                    heading += f'<p class="rb-soft">{text_of(kit.say("know.form.parts_hint"))}</p>'
                fields = kit.box((self._field(question) for question in questions), "rb-grid")
                self._groups[group] = kit.box((kit.html(heading), fields), "rb-tight")
                groups.append(self._groups[group])
            self._more.children = tuple(groups)
            self._fill(fresh=True)
        show(self._more, on=True)
        self._unfold.description = kit.say("know.form.less")

    def _follow(self) -> None:
        """Show the draft: as a new form where it is another debt, in place where an answer changed it."""
        draft = self._model.draft
        if draft is None:
            self._begun = ""
            return
        kit, fresh = self._kit, self._begun != draft.debt.id
        if fresh:
            self._begun = draft.debt.id
            title = kit.say("know.form.new")
            if not draft.new:
                title = kit.say("know.form.edit", name=draft.debt.creditor_alias or kit.say("know.debts.nobody"))
            self._title.value = f"<h3>{text_of(title)}</h3>"
            self._save.description = kit.say("know.form.save_new" if draft.new else "know.form.save")
            self._alert.value = ""
            show(self._more, on=False)
            self._unfold.description = kit.say("know.form.more")
        self._fill(fresh=fresh)

    def _fill(self, *, fresh: bool) -> None:
        draft = self._model.draft
        if draft is None:
            return
        values = self._model.values()
        for name, field in self._fields.items():
            if fresh:
                field.reset(values[name])
            else:
                field.set(values[name])
            show(field, on=asked(draft.debt, name))
        if "court" in self._groups:
            show(self._groups["court"], on=asked(draft.debt, "judgment.effective"))
        self._hint_usual()

    def _hint_usual(self) -> None:
        """Say under an empty term what is usual for this kind of debt."""
        draft, kit = self._model.draft, self._kit
        if draft is None or not draft.typed:
            return
        usual, taken = terms_of(draft.debt), defaulted(draft.debt)
        for name in ("annual_rate", "min_payment_rate", "late_fee_rate", "penalty_multiplier"):
            if name not in self._fields:
                continue
            hint = kit.say("know.form.annual_rate_hint") if name == "annual_rate" else ""
            if name in taken:
                value = getattr(usual, name)
                shown = f"{value:f}" if name == "penalty_multiplier" else figures.percent(kit.session.lang, value)
                hint = kit.say("know.form.usual_hint", value=shown)
            self._fields[name].hint(hint)

    def _keep(self) -> None:
        self._alert.value = ""
        unread = next((field for field in self._fields.values() if field.unread), None)
        if unread is not None:
            unread.focus()
            return
        try:
            self._model.keep()
        except RepaybookError as error:
            self._complain(error)

    def _complain(self, error: RepaybookError) -> None:
        """Put each problem under its field, and the cursor into the first of them; what has no field stands below."""
        first: Field[Any] | None = None
        rest = []
        for problem in error.problems:
            name = ".".join(str(step) for step in problem.path)
            if name not in self._fields and name:
                self._open_more()
            field = self._fields.get(name)
            if field is None:
                rest.append(f"<p>{text_of(describe(problem, self._kit.session.lang))}</p>")
            else:
                field.complain(problem)
                first = first or field
        if rest:
            self._alert.value = f'<div class="rb-warm" role="alert">{"".join(rest)}</div>'
        if first is not None:
            first.focus()


def _term(name: str) -> str:
    section, _, leaf = name.rpartition(".")
    return f"terms.field.{section or 'debt'}.{leaf}"
