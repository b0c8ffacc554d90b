"""文书 on the page: which papers the case can make now, what each lacks or why it is not made; Word and PDF."""

from __future__ import annotations

from base64 import b64encode
from typing import Any, NamedTuple

from repaybook.assess.boundary import QUESTIONS
from repaybook.case.places import describe
from repaybook.documents.making import Available, State, available, write
from repaybook.documents.paper import file_name
from repaybook.texts import say
from repaybook.ui.kit import Kit, text_of
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.names import creditor
from repaybook.ui.views.rows import Rows

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_MARKS = {State.READY: "●", State.LACKING: "○", State.BLOCKED: "■"}
"""A shape for each state, so that nothing hangs on colour."""


def paper_markup(kit: Kit, paper: Available) -> str:
    """Return how one paper stands: its name, its creditor, what it lacks, what stops it and what to do instead."""
    lang = kit.session.lang
    about = f" · {creditor(kit, paper.debt)}" if paper.debt else ""
    title = f"{kit.say(f'papers.kind.{paper.id}')}{about}"
    state = f"{_MARKS[paper.state]} {kit.say(f'papers.state.{paper.state}')}"
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
    return f'<h4>{text_of(title)}</h4><p><span class="rb-word">{text_of(state)}</span></p>{body}'


class _Line(NamedTuple):
    """One row of the list: which paper, about which debt, whether it can be made, and its words as markup."""

    id: str
    debt: str | None
    ready: bool
    markup: str


class _Papers:
    """The papers of a case, those that can be made first; one is made only when asked for."""

    def __init__(self, kit: Kit, scope: Scope) -> None:
        self._kit = kit
        head = f"<h3>{text_of(kit.say('talk.papers.title'))}</h3><p>{text_of(kit.say('papers.lead'))}</p>"
        self._open = kit.button(kit.say("talk.papers.show"), self._unfold)
        self._rows: Rows[_Line] = Rows(kit, self._row)
        self._shown = False
        self.box = kit.box((kit.html(head), self._open, self._rows.box), "rb-card", "rb-paper-list")
        scope.observe(kit.session, kit.guarded(self._follow), "case", "boundary")

    def _unfold(self) -> None:
        self._shown = not self._shown
        self._open.description = self._kit.say("talk.papers.hide" if self._shown else "talk.papers.show")
        self._follow()

    def _follow(self, _change: Any = None) -> None:
        session = self._kit.session
        found = available(session.case, session.on, session.boundary) if self._shown else ()
        order = (State.BLOCKED, State.READY, State.LACKING)
        papers = sorted(found, key=lambda paper: order.index(paper.state))
        self._rows.show(_Line(paper.id, paper.debt, paper.ready, paper_markup(self._kit, paper)) for paper in papers)

    def _row(self, paper: _Line) -> Any:
        kit = self._kit
        content = kit.html(paper.markup)
        if not paper.ready:
            return kit.box((content,), "rb-line", "rb-entry")
        links = kit.html()
        name = kit.say(f"papers.kind.{paper.id}")
        make = kit.button(
            kit.say("talk.papers.make"),
            lambda: setattr(links, "value", self._made(paper)),
            hint=kit.say("talk.papers.make_of", name=name),
        )
        return kit.box((content, make, links), "rb-line", "rb-entry")

    def _made(self, paper: _Line) -> str:
        from repaybook.documents import pdf, word  # noqa: PLC0415 - Word and PDF are loaded when one is asked for

        session = self._kit.session
        written = write(session.case, paper.id, paper.debt, session.on, session.lang, session.boundary)
        files = (("docx", word.docx(written)), ("pdf", pdf.pdf(written)))
        return "".join(
            f'<a class="rb-link-button" download="{text_of(file_name(written, ending))}" '
            f'href="data:{_TYPES[ending]};base64,{b64encode(content).decode("ascii")}">'
            f"{text_of(say(session.lang, f'talk.papers.{ending}'))}</a> "
            for ending, content in files
        )


def papers_view(session: Session, scope: Scope) -> Any:
    """Return the papers of the session's case; they follow the case and the boundary answers until the scope ends."""
    return _Papers(session.keep(Kit), scope).box
