"""A person's words made fit for a picture: one line, no marks that turn or hide text, short enough for their place."""

from __future__ import annotations

import unicodedata
from collections import Counter

from repaybook.case.model import CaseFile

_LOOKED_AT = 400
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """Return the text on one line without control, direction and private characters, at most 400 of them."""
    seen = ("".join(" " if character.isspace() else character for character in text[:_LOOKED_AT])).split()
    line = " ".join(seen)
    return "".join(character for character in line if unicodedata.category(character) not in _HIDDEN).strip()


def ems(text: str) -> float:
    """Return about how wide the text is, in em; never less than it is in our own font but for rows of W."""
    return sum(_em(character) for character in text)


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    return 0.35 if character in " .,:;'|!il·" else 0.72 if character.isupper() else 0.6


def shortened(text: str, room: float) -> str:
    """Return the text, where it is wider than ``room`` em with ``…`` in it; its end stays, for A and B differ there."""
    if ems(text) <= room:
        return text
    end = _fitting(text[::-1], (room - 1) / 3)[::-1]
    start = _fitting(text, room - 1 - ems(end))
    return f"{start.rstrip()}…{end.lstrip()}"


def _fitting(text: str, room: float) -> str:
    """Return the beginning of the text that fits."""
    used = 0.0
    for place, character in enumerate(text):
        used += _em(character)
        if used > room:
            return text[:place]
    return text


def creditor_names(case: CaseFile) -> dict[str, str]:
    """Return what to call each creditor, by debt id in the case's order; two debts to one creditor stay apart.

    Debts of others for which the client only stands in are in no plan, and not here.
    """
    debts = [debt for debt in case.debts if not debt.contingent]
    names = {debt.id: clean(debt.creditor_alias) or debt.id for debt in debts}
    several = {name for name, count in Counter(names.values()).items() if count > 1}
    for debt in debts:
        if names[debt.id] in several:
            names[debt.id] = f"{names[debt.id]} {clean(debt.product_zh)}".strip()
    counts = Counter(names.values())
    return {debt_id: f"{name} {debt_id}" if counts[name] > 1 else name for debt_id, name in names.items()}
