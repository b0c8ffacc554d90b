"""One paper laid open: how it looks, its paragraphs to be changed, and the Word and PDF files, made when asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from repaybook.case.places import describe
from repaybook.documents.paper import DocumentError, Paper, file_name
from repaybook.errors import Problem
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.papers import Key, PaperShelf
from repaybook.ui.views.form import ProseField
from repaybook.ui.views.rows import Rows
from repaybook.ui.views.saved import file_link, picture

_LONGEST = 5_000
"""Characters of a paragraph."""


class PaperDesk:
    """A paper's desk in ``box``, empty until ``open``."""

    def __init__(self, kit: Kit, shelf: PaperShelf, key: Key) -> None:
        self._kit, self._shelf, self._key = kit, shelf, key
        self._links, self._notes, self._look = kit.html(), kit.html(), kit.html()
        self._edit = kit.button(kit.say("preview.edit.open"), self._unfold, "rb-quiet")
        self._reset = kit.button(kit.say("preview.edit.reset"), self._restore, "rb-quiet")
        lead = kit.html(f'<p class="rb-soft">{text_of(kit.say("preview.edit.lead"))}</p>')
        self._fields: Rows[tuple[int, str]] = Rows(kit, self._field, "rb-stack")
        self._words = kit.box(
            (lead, self._fields.box, kit.box((self._reset,), "rb-row")), "rb-tight", "rb-edit", "rb-hidden"
        )
        tools = kit.box((self._edit,), "rb-row")
        self.box = kit.box(
            (self._links, self._notes, tools, self._words, self._look), "rb-tight", "rb-desk", "rb-hidden"
        )
        self.opened = False

    def open(self) -> None:
        """Make the paper and show it."""
        show(self.box, on=True)
        self.opened = True
        self._links.value = f'<p role="status">{text_of(self._kit.say("preview.making"))}</p>'
        self._make()

    def close(self, note: str = "") -> None:
        """Fold the desk away; what was made is thrown away, so that no file is older than the page."""
        self.opened = False
        self._links.value = self._look.value = ""
        self._fields.show(())
        show(self._words, on=False)
        self._edit.description = self._kit.say("preview.edit.open")
        self._notes.value = f'<p class="rb-soft">{text_of(note)}</p>' if note else ""
        show(self.box, on=bool(note))
        show(self._edit, on=False)

    def _unfold(self) -> None:
        hidden = "rb-hidden" in self._words._dom_classes  # noqa: SLF001 - its classes are its state
        if hidden:
            self._fill()
        show(self._words, on=hidden)
        self._edit.description = self._kit.say(f"preview.edit.{'fold' if hidden else 'open'}")

    def _fill(self) -> None:
        texts = self._shelf.original(self._key).editable().values()
        self._fields.show(enumerate(dict.fromkeys(texts), 1))

    def _field(self, row: tuple[int, str]) -> Any:
        number, before = row
        field = ProseField(self._kit, self._kit.say("preview.edit.paragraph", n=number), most=_LONGEST)
        field.reset(self._shelf.changes(self._key).get(before, before))
        field.on_answer(lambda after: self._changed(before, after))
        return field

    def _changed(self, before: str, after: str | None) -> None:
        self._shelf.change(self._key, before, after or "")
        self._make()

    def _restore(self) -> None:
        self._shelf.restore(self._key)
        self._fields.show(())
        self._fill()
        self._make()

    def _make(self) -> None:
        kit, shelf = self._kit, self._shelf
        show(self._edit, on=True)
        try:
            original = shelf.original(self._key)
        except DocumentError as error:
            self._links.value, self._look.value = "", ""
            self._say(self._told(error.problems))
            return
        paper = shelf.worded(original)
        notes = []
        changed = len(shelf.changes(self._key)) - shelf.lost(original)
        if changed:
            notes.append(kit.say("preview.edit.changed", count=changed))
        if shelf.lost(original):
            notes.append(kit.say("preview.edit.lost", count=shelf.lost(original)))
        self._links.value, said = self._files(paper)
        self._look.value, unseen = self._pictures(paper)
        self._say([*notes, *dict.fromkeys((*said, *unseen))])

    def _files(self, paper: Paper) -> tuple[str, list[str]]:
        """Return the links to the files, and what is to be said of those that could not be made."""
        from repaybook.documents import pdf, word  # noqa: PLC0415 - Word and PDF are loaded when one is asked for

        links, said = "", []
        for ending, make in (("docx", word.docx), ("pdf", pdf.pdf)):
            try:
                links += file_link(file_name(paper, ending), make(paper), self._kit.say(f"talk.papers.{ending}"))
            except DocumentError as error:
                said += self._told(error.problems)
        return links, said

    def _pictures(self, paper: Paper) -> tuple[str, list[str]]:
        from repaybook.documents import pdf  # noqa: PLC0415 - as above

        try:
            pages = pdf.pictures(paper)
        except DocumentError as error:
            return "", self._told(error.problems)
        count, title = len(pages), paper.title
        drawn = (
            picture(page, self._kit.say("preview.page", title=title, n=number, count=count))
            for number, page in enumerate(pages, 1)
        )
        return "".join(drawn), []

    def _told(self, problems: Iterable[Problem]) -> list[str]:
        return [describe(problem, self._kit.session.lang) for problem in problems]

    def _say(self, lines: Iterable[str]) -> None:
        self._notes.value = "".join(f'<p role="status">{text_of(line)}</p>' for line in lines)
