"""Days as people write them, 2026-11-23 or 2026年11月23日, read exactly or refused by name."""

from __future__ import annotations

import re
from datetime import date

from repaybook.case.amounts import is_unknown, plain
from repaybook.case.fields import FIRST_YEAR, LAST_YEAR, quoted
from repaybook.errors import CaseError, Problem

_DAY = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})|\.([0-9]{1,2})\.([0-9]{1,2})"
    r"|年([0-9]{1,2})月([0-9]{1,2})[日号]|([0-9]{2})([0-9]{2}))(?:t?00:00(?::00)?)?"
)


def read_day(text: str) -> date | None:
    """Return the day, ``None`` where the text says "not known".

    Year, month, day in this order, with ``-``, ``/``, ``.`` or 年月日 between them, or eight digits. Raises
    ``CaseError`` for anything else, a day that does not exist, or a year outside 1900–2100.
    """
    if is_unknown(text):
        return None
    found = _DAY.fullmatch(plain(text))
    if not found:
        raise CaseError([Problem("problems.amount.not_a_date", (), {"text": quoted(text)})])
    year, month, day = (int(part) for part in found.groups() if part is not None)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CaseError([Problem("problems.amount.far_date", (), {"first": FIRST_YEAR, "last": LAST_YEAR})])
    try:
        return date(year, month, day)
    except ValueError as error:
        raise CaseError([Problem("problems.amount.impossible_date", (), {"text": quoted(text)})]) from error
