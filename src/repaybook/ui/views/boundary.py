"""边界自查 on the page: eight questions, folded; each answer by word and shape, with reason, source and what to do."""

from __future__ import annotations

from functools import partial
from typing import Any

from ipywidgets import Checkbox

from repaybook.assess.boundary import QUESTIONS, Hint, Light
from repaybook.counsel.words import boundary_part, hint_sentence
from repaybook.texts import figures
from repaybook.ui.kit import Kit, show, switch_class, text_of
from repaybook.ui.models.boundary import BoundaryModel
from repaybook.ui.models.counsel import CounselModel
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session

MARKS = {Light.GREEN: "●", Light.AMBER: "▲", Light.RED: "■"}
"""A shape for each answer, so that nothing hangs on colour."""


def told_markup(kit: Kit, question: str, light: Light) -> str:
    """Return what an answer means: reason, what can be done instead, source."""
    if light == Light.GREEN:
        return ""
    lang = kit.session.lang
    rows = (
        (kit.say("boundary.reason"), boundary_part(lang, question, "reason", light)),
        (kit.say("boundary.alternative"), boundary_part(lang, question, "alternative", light)),
        (kit.say("boundary.source"), kit.say(f"boundary.{question}.source")),
    )
    cells = "".join(f"<dt>{text_of(name)}</dt><dd>{text_of(words)}</dd>" for name, words in rows)
    return f'<dl class="rb-told {"rb-warm" if light == Light.RED else "rb-calm"}">{cells}</dl>'


def hints_markup(kit: Kit, hints: tuple[Hint, ...]) -> str:
    """Return the hints in what was written down, each with its words, reason and alternative; hints, no verdicts."""
    if not hints:
        return ""
    lang = kit.session.lang
    entries = ""
    for hint in hints:
        mark = f"{MARKS[hint.light]} {kit.say(f'boundary.light.{hint.light.name.lower()}')}"
        said = kit.say("counsel.flags.said", said=hint.said)
        entries += (
            f'<li><p><span class="rb-word">{text_of(mark)}</span> {text_of(said)}</p>'
            f'<p class="rb-soft">{text_of(hint_sentence(lang, hint))}</p>'
            f"{told_markup(kit, hint.question, hint.light)}</li>"
        )
    title = text_of(kit.say("counsel.check.hints_count", count=len(hints)))
    return f'<details><summary>{title}</summary><ul class="rb-plain rb-facts">{entries}</ul></details>'


class _Question:
    """One question with its three answers; an answer pressed again is taken back."""

    def __init__(self, kit: Kit, model: BoundaryModel, number: int, name: str) -> None:
        self._kit, self._model, self._name = kit, model, name
        title = kit.say("counsel.check.question", n=number, title=kit.say(f"boundary.{name}.title"))
        words = f"<h4>{text_of(title)}</h4><p>{text_of(kit.say(f'boundary.{name}.question'))}</p>"
        self._buttons = {light: kit.button("", partial(self._press, light), "rb-line") for light in Light}
        self._told = kit.html()
        self.box = kit.box((kit.html(words), *self._buttons.values(), self._told), "rb-tight", "rb-asked")

    def _label(self, light: Light) -> str:
        kit, name = self._kit, light.name.lower()
        return kit.say(
            "counsel.check.answer",
            mark=MARKS[light],
            word=kit.say(f"boundary.light.{name}"),
            answer=kit.say(f"boundary.{self._name}.{name}"),
        )

    def _press(self, light: Light) -> None:
        taken_back = self._model.answers.get(self._name) == light
        self._model.answer(self._name, None if taken_back else light)

    def show(self, given: Light | None) -> None:
        """Show the answer, by word and frame, and what it means."""
        for light, button in self._buttons.items():
            label = self._label(light)
            button.description = self._kit.say("counsel.check.chosen", answer=label) if light == given else label
            switch_class(button, "rb-on", on=light == given)
        markup = "" if given is None else told_markup(self._kit, self._name, given)
        if self._told.value != markup:
            self._told.value = markup


class _Check:
    """The card: how far it is answered, the hints, and the questions once they are opened."""

    def __init__(self, kit: Kit, scope: Scope, model: BoundaryModel, counsel: CounselModel) -> None:
        self._kit, self._model, self._counsel = kit, model, counsel
        self._questions: dict[str, _Question] = {}
        self._words, self._hints = kit.html(), kit.html()
        self._open = kit.button(kit.say("counsel.check.open"), self._fold)
        self._list = kit.box((), "rb-stack", "rb-hidden")
        self._keep: Any = None
        self.box = kit.box(
            (self._words, self._hints, kit.box((self._open,), "rb-row"), self._list), "rb-card", "rb-check"
        )
        scope.observe(model, kit.guarded(lambda _change: self._tell()), "answers", "kept", "blocked")
        scope.observe(counsel, kit.guarded(lambda _change: self._tell()), "page")
        self._tell()

    def _fold(self) -> None:
        kit = self._kit
        if not self._questions:
            self._make()
        opening = "rb-hidden" in self._list._dom_classes  # noqa: SLF001 - its classes are its state
        show(self._list, on=opening)
        self._open.description = kit.say("counsel.check.close" if opening else "counsel.check.open")

    def _make(self) -> None:
        kit, model = self._kit, self._model
        self._questions = {name: _Question(kit, model, number, name) for number, name in enumerate(QUESTIONS, start=1)}
        self._keep = Checkbox(
            value=model.kept, description=kit.say("counsel.check.keep"), indent=False, layout=kit.layout
        )
        keep = kit.guarded(lambda change: model.keep(wanted=change.new))
        self._keep.observe(keep, "value")
        note = kit.html(f'<p class="rb-soft">{text_of(kit.say("boundary.saved_only_if_wanted"))}</p>')
        clear = kit.button(kit.say("counsel.check.clear"), model.clear, "rb-quiet")
        self._list.children = (
            *(question.box for question in self._questions.values()),
            note,
            self._keep,
            kit.box((clear,), "rb-row"),
        )
        self._tell()

    def _tell(self) -> None:
        kit, given = self._kit, self._model.answers
        lines = [kit.say("boundary.intro")]
        if given:
            lines.append(kit.say("counsel.check.answered", count=len(given), all=len(QUESTIONS)))
        else:
            lines.append(kit.say("counsel.check.none_answered"))
        markup = f"<h3>{text_of(kit.say('counsel.check.title'))}</h3>"
        markup += "".join(f'<p class="rb-soft">{text_of(line)}</p>' for line in lines)
        red = sum(light == Light.RED for light in given.values())
        if red:
            markup += f'<p class="rb-word">{text_of(kit.say("counsel.check.red", count=red))}</p>'
        if self._model.blocked:
            papers = tuple(kit.say(f"papers.kind.{paper}") for paper in self._model.blocked)
            told = figures.tell(kit.session.lang, "counsel.check.blocks", {"papers": papers})
            markup += f'<p class="rb-word">{text_of(told)}</p>'
        hints = hints_markup(kit, self._counsel.page.hints)
        for widget, words in ((self._words, markup), (self._hints, hints)):
            if widget.value != words:
                widget.value = words
        for name, question in self._questions.items():
            question.show(given.get(name))
        if self._keep is not None and self._keep.value != self._model.kept:
            self._keep.value = self._model.kept


def boundary_view(session: Session, scope: Scope) -> Any:
    """Return the boundary check as a card."""
    return _Check(session.keep(Kit), scope, session.keep(BoundaryModel), session.keep(CounselModel)).box
