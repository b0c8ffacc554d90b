"""The details of one item of evidence: at hand or not, name, issuer, day, pages, and its file's name and checksum."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from repaybook.case.dealings import EVIDENCE_STANDINGS
from repaybook.documents.attached import called
from repaybook.follow.evidence import Item
from repaybook.ui.fields import ChoiceField, CountField, DateField, WordsField
from repaybook.ui.kit import Kit
from repaybook.ui.models.evidence import EvidenceDesk
from repaybook.ui.views.file_digest import FilePicker
from repaybook.ui.views.form import Form, PickField
from repaybook.ui.views.names import debt_options

_MOST_PAGES = 10_000


class EvidenceForm:
    """The form in ``form``; the file picker writes into two of its fields."""

    def __init__(self, kit: Kit, desk: EvidenceDesk) -> None:
        self._kit, self._desk = kit, desk
        self._item: Item | None = None

        def word(name: str) -> str:
            return kit.say(f"evidence.form.{name}")

        standings = [(kit.say(f"terms.evidence_standing.{name}"), name) for name in EVIDENCE_STANDINGS]
        self.standing = ChoiceField(kit, word("standing"), standings, "have", unknown=False)
        self.name = WordsField(kit, word("name"), hint=word("name_hint"))
        self.debt = PickField(kit, word("debt"), word("debt_none"))
        self.issuer = WordsField(kit, word("issuer"), hint=word("issuer_hint"), most=100)
        self.dated = DateField(kit, word("dated"), unknown=False)
        self.pages = CountField(kit, word("pages"), most=_MOST_PAGES, unknown=False)
        copies = [(kit.say("evidence.original"), True), (kit.say("evidence.copy"), False)]
        self.original: ChoiceField[bool] = ChoiceField(kit, word("original"), copies)
        self.file_name = WordsField(kit, word("file_name"), hint=word("file_hint"))
        self.sha256 = WordsField(kit, word("sha256"), hint=word("sha256_hint"), most=100)
        self.sha256.add_class("rb-wide")
        self._picker = FilePicker(kit, self._picked)
        fields = (self.standing, self.name, self.pages, self.issuer, self.dated, self.original, self.debt)
        self.form = Form(
            kit,
            fields,
            self._save,
            cancel=word("cancel"),
            more=(self.file_name, self.sha256),
            more_label=word("more"),
        )
        title, grid, *rest = self.form.box.children
        self.form.box.children = (title, grid, self._picker.box, *rest)

    def open(self, item: Item, back: Any) -> None:
        """Show the form for an item; a paper that is being entered is taken to be at hand."""
        kit, row = self._kit, item.row
        self._item = item
        self.standing.reset("have" if item.source == "list" else row.standing)
        self.name.reset(row.name or None)
        self.debt.offer(debt_options(kit), row.debt)
        self.issuer.reset(row.issuer or None)
        self.dated.reset(row.dated)
        self.pages.reset(row.pages)
        self.original.reset(row.original)
        self.file_name.reset(row.file_name or None)
        self.sha256.reset(row.sha256)
        self._picker.clear()
        title = kit.say("evidence.form.title", n=item.number, name=called(row, kit.session.lang))
        unfolded = bool(row.file_name or row.sha256)
        self.form.open(title, kit.say("evidence.form.save"), back, unfolded=unfolded)

    def _picked(self, name: str, digest: str | None) -> None:
        self.file_name.reset(name)
        self.sha256.reset(digest)
        self.form.unfold()

    def _save(self) -> None:
        if self._item is None:
            return
        row = replace(
            self._item.row,
            standing=self.standing.value or "have",
            name=self.name.value or "",
            debt=self.debt.value,
            issuer=self.issuer.value or "",
            dated=self.dated.value,
            pages=self.pages.value,
            original=self.original.value,
            file_name=self.file_name.value or "",
            sha256=(self.sha256.value or "").lower() or None,
        )
        self._desk.put(row, self._item)
