"""Reminders as a calendar file (.ics, RFC 5545) that a phone's calendar opens; titles that give nothing away."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from repaybook.case.model import CaseFile
from repaybook.counsel.legal_dates import deadlines, notes
from repaybook.follow.dues import Due, State, dues
from repaybook.follow.reminders import reminders
from repaybook.follow.talk_dates import talk_dates
from repaybook.plans.model import Projection
from repaybook.texts import Lang, say
from repaybook.texts.figures import money

_OCTETS = 75
_DAYS_BEFORE = 3


def _escaped(text: str) -> str:
    """Return a text value: backslash, semicolon, comma and line break escaped (RFC 5545, 3.3.11)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    kept = "".join(letter for letter in text if letter in "\n\t" or (ord(letter) >= 32 and letter != "\x7f"))
    return kept.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a content line in pieces of 75 octets at most, never inside a character (RFC 5545, 3.1)."""
    piece, room = "", _OCTETS
    for letter in line:
        size = len(letter.encode("utf-8", "replace"))
        if size > room:
            yield piece
            piece, room = " ", _OCTETS - 1
        piece += letter
        room -= size
    yield piece


def _uid(*parts: object) -> str:
    """Return an id that stays the same for the same event of the same case, and says nothing of it."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest[:32]}@repaybook.invalid"


def _event(uid: str, on: date, stamp: date, title: str, more: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(title)}"
    if more:
        yield f"DESCRIPTION:{_escaped(more)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    for days in (_DAYS_BEFORE, 0):
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_escaped(title)}"
        yield f"TRIGGER:{f'-P{days}D' if days else 'PT9H'}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _to_pay(case: CaseFile, on: date, projection: Projection | None) -> Iterable[Due]:
    return (due for due in dues(case, on, projection) if due.on >= on and due.state is not State.PAID)


def ics(
    case: CaseFile, on: date, projection: Projection | None = None, lang: Lang = "zh", *, plain: bool = False
) -> bytes:
    """Return every payment still to come, every deadline, and the days of the talks and after an agreement.

    All-day reminders from ``on``; each rings three days before and at nine on its day; what is handed in before a day
    off stands on that workday. Titles are discreet (``待办``) unless ``plain``; then they name creditor and amount. Ids
    stay the same from one export to the next, so a calendar replaces what it has.
    """

    def word(name: str, **values: object) -> str:
        return say(lang, f"calendar.{name}", **values)

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//repaybook//repaybook//ZH", "CALSCALE:GREGORIAN"]
    lines.append("METHOD:PUBLISH")
    payments = Counter[str]()
    for due in _to_pay(case, on, projection):
        named = case.debt(due.debt).creditor_alias or due.debt
        amount = money(lang, due.amount - due.paid)
        title = word("payment", creditor=named, amount=amount) if plain else word("discreet")
        more = word("payment_more") if plain else word("discreet_more")
        uid = _uid(case.case_id, due.debt, due.basis, due.on)
        payments[uid] += 1
        if payments[uid] > 1:  # a down payment and a first instalment on one day are two reminders
            uid = _uid(case.case_id, due.debt, due.basis, due.on, payments[uid])
        lines += _event(uid, due.on, on, title, more)
    known_payments = {"agreement_instalment", "debt_due"}
    for one in deadlines(case, on):
        if one.kind in known_payments or one.passed or one.days_left is None:
            continue
        day = one.on if one.hand_in is None else max(one.hand_in, on)
        title = say(lang, one.label_key, who=one.who) if plain else word("discreet_date")
        more = "\n".join((say(lang, one.act_key), *notes(lang, one))) if plain else word("discreet_more")
        first = one.event.date if one.event is not None else one.on
        lines += _event(_uid(case.case_id, one.kind, one.who, one.debt, first), day, on, title, more)
    for step in talk_dates(case, on):
        named = next((debt.creditor_alias or debt.id for debt in case.debts if debt.id == step.debt), "")
        what = step.said or say(lang, f"talks.next.{step.key}")
        said = say(lang, "talks.calendar.step" if named else "talks.calendar.whole", creditor=named, what=what)
        title, more = (said, "") if plain else (word("discreet_date"), word("discreet_more"))
        told = (step.on, step.said) if step.key == "promise" else ()  # a step that is put off moves, it is not doubled
        lines += _event(_uid(case.case_id, "talk", step.debt, step.key == "promise", *told), step.on, on, title, more)
    for kept in reminders(case, on):
        named = case.debt(kept.debt).creditor_alias or kept.debt
        title = say(lang, f"keeping.remind.{kept.kind}", creditor=named) if plain else word("discreet_date")
        more = say(lang, f"keeping.remind.{kept.kind}_more") if plain else word("discreet_more")
        lines += _event(_uid(case.case_id, "keeping", kept.kind, kept.debt), kept.on, on, title, more)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line)).encode("utf-8", "replace")
