"""证据清单 on the page: each item with its number, whether it is at hand, where to get it; its details."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.documents.attached import called, kind_of_copy
from repaybook.follow.evidence import OTHER, Item
from repaybook.texts import figures, known
from repaybook.ui.fields import WordsField
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.edits import listed
from repaybook.ui.models.evidence import EvidenceDesk
from repaybook.ui.models.talk import TalkDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.evidence_form import EvidenceForm
from repaybook.ui.views.form import PickField
from repaybook.ui.views.names import debt_options
from repaybook.ui.views.rows import Rows

_SHOWN_OF_DIGEST = 16


def item_markup(kit: Kit, item: Item) -> str:
    """Return an item as markup: its number and name, how it stands by word and shape, its details or its source."""
    lang, row = kit.session.lang, item.row
    name = text_of(called(row, lang))
    mark = kit.say(f"evidence.mark.{item.standing}")
    word = text_of(kit.say(f"terms.evidence_standing.{item.standing}"))
    style = "rb-word" if item.standing == "missing" else "rb-soft"
    head = (
        f"<h4>{text_of(kit.say('evidence.number', n=item.number))} · {name}</h4>"
        f'<p><span class="{style}"><span aria-hidden="true">{mark}</span> {word}</span>{_kind(kit, item)}</p>'
    )
    facts = _facts(kit, item)
    if facts:
        return head + f'<p class="rb-soft">{text_of(" · ".join(facts))}</p>'
    if item.standing == "have" or item.kind == OTHER or not known(lang, f"evidence.kind.{item.kind}.where"):
        return head
    where = kit.say("evidence.where", where=kit.say(f"evidence.kind.{item.kind}.where"))
    return head + f'<p class="rb-soft">{text_of(where)}</p>'


def _kind(kit: Kit, item: Item) -> str:
    """Return what kind of evidence a paper is, where its own name is another."""
    key = f"evidence.kind.{item.kind}.title"
    if not item.row.name or item.kind == OTHER or not known(kit.session.lang, key):
        return ""
    return f' <span class="rb-soft">· {text_of(kit.say(key))}</span>'


def _facts(kit: Kit, item: Item) -> list[str]:
    lang, row = kit.session.lang, item.row
    facts = []
    if row.issuer:
        facts.append(kit.say("evidence.line_issuer", issuer=row.issuer))
    if row.dated is not None:
        facts.append(kit.say("evidence.line_day", day=figures.day(lang, row.dated)))
    if row.pages is not None:
        facts.append(kit.say("evidence.line_pages", count=row.pages))
    if row.original is not None:
        facts.append(kind_of_copy(row, lang))
    if row.file_name:
        facts.append(kit.say("evidence.line_file", file=row.file_name))
    if row.sha256:
        facts.append(kit.say("evidence.line_digest", digest=row.sha256[:_SHOWN_OF_DIGEST] + "…"))
    return facts


class EvidenceView:
    """The list in ``box``, one part of it at a time, with its form and the field that adds papers by name."""

    def __init__(self, kit: Kit, scope: Scope) -> None:
        self._kit = kit
        self._desk, self._talk = kit.session.keep(EvidenceDesk), kit.session.keep(TalkDesk)
        self._counts = kit.html()
        self._part = PickField(kit, kit.say("evidence.show"), kit.say("evidence.household"))
        self._part.on_answer(self._narrow)
        self._form = EvidenceForm(kit, self._desk)
        self._none = kit.html(f"<p>{text_of(kit.say('evidence.nothing'))}</p>")
        self._rows: Rows[Item] = Rows(kit, self._row, "rb-papers")
        self._field = WordsField(
            kit, kit.say("talk.evidence.add_label"), hint=kit.say("talk.evidence.add_hint"), most=500
        )
        self._field.on_answer(lambda _words: self._add())
        add = kit.box((kit.button(kit.say("talk.evidence.add"), self._add),), "rb-row")
        title, lead = text_of(kit.say("evidence.title")), text_of(kit.say("evidence.lead"))
        head = kit.html(f'<h3>{title}</h3><p class="rb-soft">{lead}</p>')
        parts = (head, self._counts, self._part, self._form.form.box, self._none, self._rows.box, self._field, add)
        self.box = kit.box(parts, "rb-card", "rb-evidence")
        scope.observe(self._desk, kit.guarded(self._show), "shown", "counts")
        scope.observe(kit.session, kit.guarded(self._follow), "case")
        self._follow()

    def go(self) -> None:
        """Put the cursor into the field for another paper."""
        self._field.focus()

    def _narrow(self, debt_id: str | None) -> None:
        self._desk.part = debt_id or ""

    def _add(self) -> None:
        entries = listed(self._field.value or "")
        if entries:
            self._field.reset(None)
            self._desk.part = ""
            self._part.set(None)
            self._talk.add_evidence(entries)
        self._field.focus()

    def _row(self, item: Item) -> Any:
        kit = self._kit
        name = called(item.row, kit.session.lang)
        enter = kit.button(
            kit.say("evidence.enter"),
            lambda: self._form.open(item, enter),
            "rb-quiet",
            hint=kit.say("evidence.enter_of", n=item.number, name=name),
        )
        tools = [enter]
        if item.standing != "have":
            have = kit.button(
                kit.say("evidence.mark_have"),
                partial(self._desk.mark_have, item),
                "rb-quiet",
                hint=kit.say("evidence.mark_have_of", n=item.number, name=name),
            )
            tools.insert(0, have)
        if item.source in {"manifest", "hardship"}:
            drop = kit.button(
                kit.say("evidence.drop"),
                partial(self._desk.drop, item),
                "rb-quiet",
                hint=kit.say("evidence.drop_of", n=item.number, name=name),
            )
            tools.append(drop)
        content = kit.html(item_markup(kit, item))
        return kit.box((content, kit.box(tools, "rb-row", "rb-row-end")), "rb-item")

    def _follow(self, _change: Any = None) -> None:
        self._part.offer(debt_options(self._kit), self._desk.part or None)
        self._show()

    def _show(self, _change: Any = None) -> None:
        kit, desk = self._kit, self._desk
        self._counts.value = f"<p><strong>{text_of(kit.say('evidence.counts', **desk.counts))}</strong></p>"
        self._rows.show(desk.shown)
        show(self._none, on=not desk.shown)
