"""The contact log read: telephone numbers masked, promises that are open or past their day."""

from __future__ import annotations

import re
from datetime import date

from repaybook.case.model import Contact

_NUMBER = re.compile(r"(?<![0-9*])(?:\+?86[- ]?)?[0-9](?:[- ]?[0-9]){6,}(?![0-9*])")
_PUBLIC = re.compile(r"(?:400|800)[0-9]{7}")
_MOBILE = re.compile(r"1[0-9]{10}")
_AREA = re.compile(r"0(?:10|2[0-9])|0[3-9][0-9]{2}")


def _masked(found: re.Match[str]) -> str:
    digits = re.sub(r"[^0-9]", "", found[0])
    if digits.startswith("86") and _MOBILE.fullmatch(digits[2:]):
        digits = digits[2:]
    if _PUBLIC.fullmatch(digits):
        return found[0]
    area = _AREA.match(digits)
    before = digits[:3] if _MOBILE.fullmatch(digits) else area[0] if area else digits[: min(3, len(digits) - 6)]
    return f"{before}****{digits[-4:]}"


def masked(number: str) -> str:
    """Return the words with every telephone number of seven digits or more masked: ``138****1234``, ``0571****2210``.

    Short service numbers (95588) and 400 and 800 lines are public and stay; what is masked already stays too.
    """
    return _NUMBER.sub(_masked, number)


def has_promise(contact: Contact) -> bool:
    """Return whether something was promised in the contact."""
    return bool(contact.promise or contact.promise_on)


def open_promise(contact: Contact) -> bool:
    """Return whether something was promised and nobody noted yet whether it came."""
    return has_promise(contact) and contact.promise_kept is None


def past_promise(contact: Contact, on: date) -> bool:
    """Return whether an open promise is past its day."""
    return open_promise(contact) and contact.promise_on is not None and contact.promise_on < on
