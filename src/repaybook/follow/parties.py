"""Which debt a contact is about, where the row does not say it."""

from __future__ import annotations

import re

from repaybook.case.model import CaseFile, Contact


def creditor_of(contact: Contact, case: CaseFile) -> str | None:
    """Return the debt a contact is about: as told, else the only one whose id or creditor the other side's name holds.

    ``None`` where none or several fit.
    """
    if contact.debt is not None:
        return contact.debt
    party = contact.party
    found = [
        debt.id
        for debt in case.debts
        if (debt.creditor_alias and debt.creditor_alias in party)
        or (debt.id in party and re.search(rf"(?<![A-Za-z0-9]){re.escape(debt.id)}(?![A-Za-z0-9])", party))
    ]
    return found[0] if len(found) == 1 else None
