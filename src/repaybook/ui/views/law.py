"""法规依据 on the page: every provision the workbook relies on, by area, with text, dates, source and confidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from repaybook import law
from repaybook.law import words
from repaybook.law.provisions import Dated, Provision
from repaybook.texts import figures
from repaybook.ui.fields import WordsField
from repaybook.ui.kit import Kit, text_of
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session


def _now(kit: Kit, provision: Provision, on: date) -> str:
    try:
        dated = provision.on(on)
    except law.NotInForceError:
        return kit.say("law.none_on", day=figures.day(kit.session.lang, on))
    return words.value_words(kit.session.lang, provision, dated)


def _row(kit: Kit, provision: Provision, dated: Dated, on: date) -> str:
    lang = kit.session.lang
    source = text_of(dated.source)
    if dated.url:
        source = f'<a href="{text_of(dated.url)}" target="_blank" rel="noopener noreferrer">{source}</a>'
    notes = "".join(f'<p class="rb-word">{text_of(note)}</p>' for note in words.notes(lang, provision, dated, on))
    value = words.value_words(lang, provision, dated)
    return (
        f"<li><p><b>{text_of(words.days_words(lang, dated))}</b> {text_of(value)}</p><p>{source}</p>"
        f'<p class="rb-soft">{text_of(words.checked_words(lang, dated))}</p>{notes}</li>'
    )


def provision_markup(kit: Kit, provision: Provision, on: date) -> str:
    """Return one provision: title and today's value in sight; text, every value with its source, and guard folded."""
    lang = kit.session.lang
    guard = provision.guard[lang]
    said = f"<p>{text_of(kit.say('law.guard'))}{text_of(kit.say('law.colon'))}{text_of(guard)}</p>" if guard else ""
    rows = "".join(_row(kit, provision, dated, on) for dated in reversed(provision.values))
    value = _now(kit, provision, on)
    beside = f' <span class="rb-soft">{text_of(value)}</span>' if value else ""
    return (
        f"<li><details><summary><span><b>{text_of(provision.title[lang])}</b>{beside}</span></summary>"
        f"<p>{text_of(provision.says[lang])}</p>{said}"
        f'<ul class="rb-plain rb-facts">{rows}</ul>'
        f'<p class="rb-soft">{text_of(kit.say("law.id", id=f"{provision.area}.{provision.name}"))}</p>'
        "</details></li>"
    )


def law_markup(kit: Kit, asked: str, on: date) -> str:
    """Return the provisions that hold every word asked for, by area; all of them, areas folded, for none."""
    lang = kit.session.lang
    parts = []
    count = 0
    for area, found in words.search(asked):
        count += len(found)
        name = f"{words.area_words(lang, area)} · {kit.say('law.count', count=len(found))}"
        rows = "".join(provision_markup(kit, provision, on) for provision in found)
        opened = " open" if asked.strip() else ""
        parts.append(
            f'<details{opened} class="rb-card"><summary><h3>{text_of(name)}</h3></summary>'
            f'<ul class="rb-plain rb-facts">{rows}</ul></details>'
        )
    told = kit.say("law.found", count=count) if parts else kit.say("law.nothing")
    return f'<p role="status">{text_of(told)}</p><div class="rb-areas">{"".join(parts)}</div>'


def law_view(session: Session, scope: Scope) -> Any:
    """Return the page of the law, with a search; figures of ``session.on``."""
    kit = session.keep(Kit)
    heading = kit.html(
        f"<h2>{text_of(kit.say('law.title'))}</h2><p>{text_of(kit.say('law.lead'))}</p>"
        f'<p class="rb-soft">{text_of(kit.say("law.today", day=figures.day(session.lang, session.on)))}</p>'
    )
    found = kit.html()
    search = WordsField(kit, kit.say("law.search"), placeholder=kit.say("law.search_hint"), most=60)

    def tell(asked: str | None) -> None:
        found.value = law_markup(kit, asked or "", session.on)

    search.on_answer(tell)
    scope.observe(session, kit.guarded(lambda _change: tell(search.value)), "book")
    tell("")
    return kit.box((heading, search, found), "rb-stack", "rb-law")
