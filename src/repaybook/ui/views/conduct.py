"""不当催收 on the page: what one contact shows by its own facts, with the rule and its source; a hint, no verdict."""

from __future__ import annotations

from datetime import date

from repaybook import law
from repaybook.case.model import Contact
from repaybook.follow.conduct import RULES, conduct
from repaybook.texts import Lang, say
from repaybook.ui.kit import Kit, text_of


def conduct_markup(kit: Kit, contact: Contact) -> str:
    """Return what the contact shows by its own facts: its classes, each with rule, first step and source in one tap."""
    lang, day = kit.session.lang, contact.at.date()
    entries = ""
    for name in conduct(contact, kit.session.case).classes:
        rows = [
            (kit.say("conduct.rule_title"), kit.say(f"conduct.{name}.rule")),
            (kit.say("conduct.first_title"), kit.say(f"conduct.{name}.first")),
            (kit.say("conduct.then_title"), kit.say(f"conduct.{name}.then")),
            (kit.say("conduct.evidence_title"), kit.say(f"conduct.{name}.evidence")),
        ]
        sources = [source for area, rule in RULES.get(name, ()) if (source := rule_source(area, rule, day, lang))]
        if sources:
            rows.append((kit.say("law.source"), "；".join(sources) if lang == "zh" else "; ".join(sources)))
        cells = "".join(f"<dt>{text_of(what)}</dt><dd>{text_of(words)}</dd>" for what, words in rows)
        title = text_of(kit.say(f"conduct.{name}.title"))
        entries += f'<details><summary>{title}</summary><dl class="rb-told rb-calm">{cells}</dl></details>'
    return f'{entries}<p class="rb-soft">{text_of(kit.say("conduct.hint"))}</p>'


def rule_source(area: str, name: str, day: date, lang: Lang) -> str:
    """Return a rule's citation and force on a day, empty where it was not in force."""
    try:
        dated = law.load(area)[name].on(day)
    except law.NotInForceError:
        return ""
    return f"{dated.source}（{say(lang, f'law.force.{dated.force}')}）"
