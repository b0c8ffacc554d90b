"""All files of a case at once: one zip, the schedules as Excel, the reminders for a phone's calendar."""

from __future__ import annotations

from typing import Any

from repaybook.case.places import describe
from repaybook.documents.archive import zipped
from repaybook.documents.paper import DocumentError
from repaybook.texts import say
from repaybook.ui.fields import ChoiceField
from repaybook.ui.kit import Kit, text_of
from repaybook.ui.models.papers import PaperShelf
from repaybook.ui.scope import Scope
from repaybook.ui.views.saved import file_link


class WholeSet:
    """The buttons in ``box`` and the links they make; a link never outlives the case it was made from."""

    def __init__(self, kit: Kit, shelf: PaperShelf, scope: Scope) -> None:
        self._kit, self._shelf = kit, shelf
        self._links = kit.html()
        title, lead = text_of(kit.say("preview.whole_title")), text_of(kit.say("preview.whole_lead"))
        head = kit.html(f'<h4>{title}</h4><p class="rb-soft">{lead}</p>')
        options = [(kit.say("preview.ics_discreet"), False), (kit.say("preview.ics_plain"), True)]
        self._plain: ChoiceField[bool] = ChoiceField(
            kit, kit.say("preview.ics_title"), options, value=False, unknown=False
        )
        self._plain.on_answer(self._forget)
        buttons = [
            kit.button(kit.say("preview.zip"), lambda: self._make("zip"), hint=kit.say("preview.zip_hint")),
            kit.button(kit.say("preview.xlsx"), lambda: self._make("xlsx")),
            kit.button(kit.say("preview.ics"), lambda: self._make("ics")),
        ]
        self.box = kit.box((head, self._plain, kit.box(buttons, "rb-row"), self._links), "rb-tight", "rb-whole-set")
        scope.observe(kit.session, kit.guarded(self._forget), "case", "boundary")
        scope.observe(shelf, kit.guarded(self._forget), "edition")

    def _forget(self, _change: Any = None) -> None:
        self._links.value = ""

    def _say(self, line: str) -> None:
        self._links.value = f'<p role="status">{text_of(line)}</p>'

    def _make(self, what: str) -> None:
        kit, session = self._kit, self._kit.session
        self._say(kit.say("preview.making"))
        try:
            files = self._shelf.makers(plain=bool(self._plain.value))[what]()
        except DocumentError as error:
            told = "".join(f"<p>{text_of(describe(problem, session.lang))}</p>" for problem in error.problems)
            self._links.value = f'<div role="status">{told}</div>'
            return
        if not files:
            self._say(kit.say("preview.no_schedules"))
            return
        if what == "zip":
            name = say(session.lang, "papers.bundle.file", day=session.on.isoformat())
            self._links.value = file_link(name, zipped(files), kit.say("preview.zip_file", count=len(files)))
            return
        words = kit.say(f"preview.{what}_file")
        self._links.value = "".join(file_link(name, content, words) for name, content in files.items())
