"""文书 on the page: which papers the case can make now, what each lacks or why it is not made; a desk for each."""

from __future__ import annotations

from typing import Any, NamedTuple

from repaybook.assess.boundary import QUESTIONS
from repaybook.case.places import describe
from repaybook.documents.making import Available, State
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.papers import Key, PaperShelf
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.names import creditor
from repaybook.ui.views.paper_desk import PaperDesk
from repaybook.ui.views.rows import Rows
from repaybook.ui.views.whole_set import WholeSet

_MARKS = {State.READY: "●", State.LACKING: "○", State.BLOCKED: "■"}
"""A shape for each state, so that nothing hangs on colour."""


def paper_markup(kit: Kit, paper: Available) -> str:
    """Return how one paper stands: its name, its creditor, what it lacks, what stops it and what to do instead."""
    lang = kit.session.lang
    about = f" · {creditor(kit, paper.debt)}" if paper.debt else ""
    title = f"{kit.say(f'papers.kind.{paper.id}')}{about}"
    state = f"{_MARKS[paper.state]} {kit.say(f'papers.state.{paper.state}')}"
    style = "rb-word" if paper.state is State.BLOCKED else "rb-standing"
    lines = [describe(problem, lang) for problem in paper.needs]
    lines += [kit.say(note) for note in paper.notes]
    told = "".join(f"<li>{text_of(line)}</li>" for line in lines)
    for question in (name for name in QUESTIONS if name in paper.blocked_by):
        reason = kit.say("boundary.blocked", reason=kit.say(f"boundary.{question}.reason_red"))
        instead = kit.say(f"boundary.{question}.alternative_red")
        told += (
            f"<li>{text_of(reason)}<br><strong>{text_of(kit.say('boundary.alternative'))}</strong> {text_of(instead)}"
            f"<br><small>{text_of(kit.say(f'boundary.{question}.source'))}</small></li>"
        )
    body = f'<ul class="rb-plain rb-facts">{told}</ul>' if told else ""
    return f'<h4>{text_of(title)}</h4><p><span class="{style}">{text_of(state)}</span></p>{body}'


def lacking_markup(kit: Kit, papers: list[Available]) -> str:
    """Return the papers that cannot be made yet with what each lacks, folded; nothing where there is none."""
    if not papers:
        return ""
    lines = "".join(f'<div class="rb-entry">{paper_markup(kit, paper)}</div>' for paper in papers)
    title = text_of(kit.say("preview.lacking", count=len(papers)))
    return f'<details><summary>{title}</summary><div class="rb-lacking">{lines}</div></details>'


class _Line(NamedTuple):
    """One row of the list: which paper, about which debt, whether it can be made, and its words as markup."""

    id: str
    debt: str | None
    ready: bool
    markup: str


class _Papers:
    """The papers of a case: what is stopped or can be made, then, folded, what lacks something; made when asked for."""

    def __init__(self, kit: Kit, scope: Scope) -> None:
        self._kit = kit
        self._shelf = kit.session.keep(PaperShelf)
        head = f"<h3>{text_of(kit.say('talk.papers.title'))}</h3><p>{text_of(kit.say('papers.lead'))}</p>"
        self._open = kit.button(kit.say("talk.papers.show"), self._unfold)
        self._whole = WholeSet(kit, self._shelf, scope)
        self._rows: Rows[_Line] = Rows(kit, self._row)
        self._desks: dict[Key, tuple[PaperDesk, Any]] = {}
        self._shown = False
        self._lacking = kit.html()
        show(self._whole.box, on=False)
        parts = (kit.html(head), self._open, self._rows.box, self._lacking, self._whole.box)
        self.box = kit.box(parts, "rb-card", "rb-paper-list")
        scope.observe(kit.session, kit.guarded(self._follow), "case", "boundary")

    def _unfold(self) -> None:
        self._shown = not self._shown
        self._open.description = self._kit.say("talk.papers.hide" if self._shown else "talk.papers.show")
        show(self._whole.box, on=self._shown)
        self._follow()

    def _follow(self, _change: Any = None) -> None:
        for desk, button in self._desks.values():
            if desk.opened:
                desk.close(self._kit.say("preview.stale"))
                button.description = self._kit.say("preview.open")
        found = self._shelf.listed() if self._shown else ()
        self._rows.show(
            _Line(one.id, one.debt, one.ready, paper_markup(self._kit, one))
            for one in found
            if one.state is not State.LACKING
        )
        lacking = lacking_markup(self._kit, [one for one in found if one.state is State.LACKING])
        if self._lacking.value != lacking:
            self._lacking.value = lacking
        there = {(one.id, one.debt) for one in found if one.ready}
        self._desks = {key: made for key, made in self._desks.items() if key in there}

    def _row(self, paper: _Line) -> Any:
        kit = self._kit
        content = kit.html(paper.markup)
        if not paper.ready:
            return kit.box((content,), "rb-line", "rb-entry")
        key = (paper.id, paper.debt)
        desk = PaperDesk(kit, self._shelf, key)
        about = creditor(kit, paper.debt)
        name = " · ".join(part for part in (kit.say(f"papers.kind.{paper.id}"), about) if part)

        def turn() -> None:
            if desk.opened:
                desk.close()
            else:
                desk.open()
            button.description = kit.say("preview.fold" if desk.opened else "preview.open")

        button = kit.button(kit.say("preview.open"), turn, hint=kit.say("preview.open_of", name=name))
        self._desks[key] = (desk, button)
        return kit.box((content, button, desk.box), "rb-line", "rb-entry")


def papers_view(session: Session, scope: Scope) -> Any:
    """Return the papers of the session's case; they follow the case and the boundary answers until the scope ends."""
    return _Papers(session.keep(Kit), scope).box
