"""Agreements on the page: a card each, and the two forms."""

from __future__ import annotations

from typing import Any, TypeAlias

from repaybook.errors import Path as Place
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.agreement_check import checks
from repaybook.ui.models.follow import AgreementLine, FollowDesk
from repaybook.ui.models.keeping import KeepingDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.agreement_card import AgreementCard
from repaybook.ui.views.agreement_forms import AgreementForm, PaymentForm
from repaybook.ui.views.rows import Rows

_Key: TypeAlias = tuple[str, int]
"""A debt, and the how-manieth agreement about it."""


class Agreements:
    """The agreements with their payments, and the two forms."""

    def __init__(self, kit: Kit, desk: FollowDesk, keeping: KeepingDesk, scope: Scope) -> None:
        self._kit, self._desk, self._keeping = kit, desk, keeping
        self._form, self._payment = AgreementForm(kit, desk), PaymentForm(kit, desk)
        self._add = kit.button(kit.say("follow.agreement.add"), lambda: self._form.open(None, self._add))
        self._none = kit.html(f"<p>{text_of(kit.say('follow.agreement.none'))}</p>")
        self._cards: dict[_Key, AgreementCard] = {}
        self._lines: dict[_Key, AgreementLine] = {}
        self._rows: Rows[_Key] = Rows(kit, self._row, "rb-stack")
        head = kit.html(f"<h3>{text_of(kit.say('follow.agreement.title'))}</h3>")
        forms = (self._form.form.box, self._payment.form.box)
        self.box = kit.box((head, self._none, *forms, self._rows.box, kit.box((self._add,), "rb-row")), "rb-stack")
        scope.observe(kit.session, kit.guarded(self._show), "case")
        scope.observe(keeping, kit.guarded(self._show), "flows")
        self._show()

    def go(self, place: Place) -> None:
        """Open the form at a place of the case: an agreement that is there, or a new one."""
        agreements = self._kit.session.case.agreements
        index = place[1] if len(place) > 1 else None
        there = isinstance(index, int) and index < len(agreements)
        self._form.open(agreements[index] if there and isinstance(index, int) else None, self._add)

    def _row(self, key: _Key) -> Any:
        card = AgreementCard(
            self._kit,
            self._keeping,
            self._lines[key],
            self._payment.open,
            lambda line, back: self._form.open(line.agreement, back),
        )
        self._cards[key] = card
        return card.box

    def _show(self, _change: Any = None) -> None:
        counts: dict[str, int] = {}
        self._lines = {}
        for line in self._desk.agreements:
            debt = line.agreement.debt
            counts[debt] = counts.get(debt, 0) + 1
            self._lines[debt, counts[debt]] = line
        self._cards = {key: card for key, card in self._cards.items() if key in self._lines}
        self._rows.show(self._lines)
        case, found = self._kit.session.case, checks(self._kit.session)
        for key, line in self._lines.items():
            latest = case.agreement(line.agreement.debt) == line.agreement
            self._cards[key].update(line, found.get(line.agreement.debt) if latest else None)
        show(self._none, on=not self._lines)
