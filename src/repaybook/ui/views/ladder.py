"""The ladder of an agreement on the page: five rungs, the one it stands on, the next one with its last day, its law."""

from __future__ import annotations

from repaybook.follow.agreement_check import AgreementCheck
from repaybook.follow.ladder import BESIDE, CONFIRMATION, ENFORCEABLE, LADDER, law_of
from repaybook.law import NotInForceError, load
from repaybook.texts import figures, say
from repaybook.ui.kit import Kit, text_of

_SHAPES = {"passed": "○", "here": "●", "next": "▲", "above": "○"}


def _place(name: str, check: AgreementCheck) -> str:
    if name == check.rung:
        return "here"
    if name == check.next_rung:
        return "next"
    return "passed" if LADDER.index(name) < LADDER.index(check.rung) else "above"


def _law(kit: Kit, name: str) -> str:
    sources = kit.say("keeping.check.comma").join(dated.source for dated in law_of(name, kit.session.on))
    colon = "：" if kit.session.lang == "zh" else ": "
    return f'<span class="rb-soft">{text_of(kit.say("keeping.check.law"))}{colon}{text_of(sources)}</span>'


def _rung(kit: Kit, name: str, check: AgreementCheck) -> str:
    place = _place(name, check)
    word = text_of(kit.say(f"keeping.ladder.{place}"))
    style = "rb-word" if place in {"here", "next"} else "rb-soft"
    return (
        f'<li class="rb-rung rb-rung-{place}"><strong><span aria-hidden="true">{_SHAPES[place]}</span> '
        f"{text_of(kit.say(f'agreement.rung.{name}'))}</strong> "
        f'<span class="{style}">{word}</span><br>{text_of(kit.say(f"agreement.rung_more.{name}"))}<br>'
        f"{_law(kit, name)}</li>"
    )


def _confirmation_days(kit: Kit) -> int | None:
    area, name = CONFIRMATION
    try:
        return int(load(area)[name].on(kit.session.on).value)
    except NotInForceError:
        return None


def next_words(kit: Kit, check: AgreementCheck) -> list[str]:
    """Return what can be said of the rung and of the next one, a sentence each."""
    lang, on = kit.session.lang, kit.session.on
    if check.rung == BESIDE:
        return [kit.say(f"agreement.rung_more.{BESIDE}")]
    firm = check.rung in ENFORCEABLE
    lines = [kit.say("keeping.ladder.enforceable"), kit.say("keeping.ladder.both")] if firm else []
    if not firm:
        lines.append(kit.say("keeping.ladder.private" if check.rung == "contract" else "agreement.rung_more.mediation"))
        lines.append(kit.say("keeping.ladder.not_enforceable"))
    if check.next_rung is None:
        return lines
    lines.append(say(lang, "agreement.rung.next", rung=kit.say(f"agreement.rung.{check.next_rung}")))
    if check.confirm_until is not None:
        left = figures.days_left(lang, (check.confirm_until - on).days)
        lines.append(kit.say("keeping.ladder.until", day=figures.day(lang, check.confirm_until), left=left))
    elif check.next_rung == "judicial_confirmation":
        lines.append(kit.say("keeping.ladder.unknown_day"))
    days = _confirmation_days(kit)
    if check.confirm_closed and days is not None:
        lines.append(kit.say("keeping.ladder.closed", days=days))
    return lines


def ladder_markup(kit: Kit, check: AgreementCheck) -> str:
    """Return the rung and the next step in words, and the ladder behind a fold where it stands on one."""
    said = "".join(f"<p>{text_of(line)}</p>" for line in next_words(kit, check))
    now = text_of(kit.say("agreement.rung.now", rung=kit.say(f"agreement.rung.{check.rung}")))
    told = f"<h5>{text_of(kit.say('agreement.rung.title'))}</h5><p><strong>{now}</strong></p>{said}"
    if check.rung == BESIDE:
        return f"{told}<p>{_law(kit, BESIDE)}</p>"
    rungs = "".join(_rung(kit, name, check) for name in LADDER)
    title = text_of(kit.say("keeping.ladder.title"))
    return f'{told}<details><summary>{title}</summary><ol class="rb-ladder">{rungs}</ol></details>'
