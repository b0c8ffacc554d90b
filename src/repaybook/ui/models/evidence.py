"""The evidence list of the session's case, part by part, and the edits to its manifest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from traitlets import Any as AnyTrait
from traitlets import HasTraits, Tuple, Unicode

from repaybook.case.model import Evidence
from repaybook.errors import Problem, RepaybookError
from repaybook.follow.evidence import Item, evidence_list
from repaybook.ui.models.edits import corrected, edit, without
from repaybook.ui.session import Notice, Session

_DIGEST = re.compile(r"[0-9a-f]{64}")


class EvidenceDesk(HasTraits):
    """The list, what of it is on view, and how much of it is at hand.

    ``part`` – the debt whose items are on view, empty for the household's own; it falls back to these where the debt
    is gone. ``counts`` – how many items stand how, over the whole list.
    """

    part = Unicode("")
    items: Any = Tuple()
    shown: Any = Tuple()
    counts = AnyTrait()

    def __init__(self, session: Session) -> None:
        super().__init__(counts={})
        self.session = session
        session.observe(self._recompute, ["case"])
        self.observe(self._narrow, ["part"])
        self._recompute()

    def _recompute(self, _change: object = None) -> None:
        case = self.session.case
        if self.part and all(debt.id != self.part for debt in case.debts):
            self.part = ""
        self.items = evidence_list(case)
        self.counts = self._counted()
        self._narrow()

    def _counted(self) -> Mapping[str, int]:
        found = Counter(item.standing for item in self.items)
        return {name: found[name] for name in ("have", "can_get", "missing")}

    def _narrow(self, _change: object = None) -> None:
        self.shown = tuple(item for item in self.items if (item.debt or "") == self.part)

    def put(self, row: Evidence, item: Item) -> None:
        """Put a line of the manifest in the item's place, as that stands now: it may have been marked meanwhile.

        Raises ``RepaybookError`` where its checksum is none.
        """
        if row.sha256 is not None and not _DIGEST.fullmatch(row.sha256):
            raise RepaybookError([Problem("evidence.problem.digest")])
        if item.row.name and not row.name:
            raise RepaybookError([Problem("evidence.problem.no_name")])
        case = self.session.case
        now = next((one for one in self.items if self._same(one, item)), item)
        before = now.row if now.source == "manifest" else None
        fields: dict[str, Any] = {"evidence": corrected(case.evidence, before, row)}
        if item.row.name and row.name != item.row.name:
            fields |= self._renamed(item.row.name, row.name)
        edit(self.session, **fields)

    @staticmethod
    def _same(one: Item, other: Item) -> bool:
        return (one.number, one.kind, one.debt) == (other.number, other.kind, other.debt)

    def _renamed(self, before: str, after: str) -> Mapping[str, object]:
        """Return what else of the case names the paper, under its new name."""
        case = self.session.case

        def told(names: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(after if name == before else name for name in names)

        return {
            "hardship_evidence": told(case.hardship_evidence),
            "income": tuple(replace(line, evidence=told(line.evidence)) for line in case.income),
        }

    def mark_have(self, item: Item) -> None:
        """Note that the item is at hand."""
        self.put(replace(item.row, standing="have"), item)

    def drop(self, item: Item) -> None:
        """Take the item out of the manifest and off the list of names, and offer to put it back."""
        case = self.session.case
        names = tuple(name for name in case.hardship_evidence if not item.row.name or name != item.row.name)
        edit(self.session, evidence=without(case.evidence, item.row), hardship_evidence=names)
        self.session.notice = Notice("evidence.dropped", undo=True)
