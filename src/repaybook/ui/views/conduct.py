"""不当催收 on the page: what one contact shows, with the rule and its source; a hint until the person confirms it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ipywidgets import Checkbox

from repaybook import law
from repaybook.case.dealings import CONDUCT_CLASSES
from repaybook.case.model import Contact
from repaybook.follow.conduct import Conduct, rules_of
from repaybook.follow.parties import creditor_of
from repaybook.texts import Lang, figures, say
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.talk import TalkDesk


def _joined(lang: Lang, words: list[str]) -> str:
    return "；".join(words) if lang == "zh" else "; ".join(words)


def conduct_markup(kit: Kit, shown: Conduct) -> str:
    """Return what the contact shows: its classes, each with rule, conditions, steps and source in one tap."""
    lang, day = kit.session.lang, shown.contact.at.date()
    about = creditor_of(shown.contact, kit.session.case)
    debt = next((debt for debt in kit.session.case.debts if debt.id == about), None)
    entries = ""
    for name in shown.classes:
        rows = [
            (kit.say("conduct.rule_title"), kit.say(f"conduct.{name}.rule")),
            (kit.say("conduct.first_title"), kit.say(f"conduct.{name}.first")),
            (kit.say("conduct.then_title"), kit.say(f"conduct.{name}.then")),
            (kit.say("conduct.evidence_title"), kit.say(f"conduct.{name}.evidence")),
        ]
        rules = rules_of(name, debt)
        said = dict.fromkeys(rule_conditions(area, rule, day, lang) for area, rule in rules)
        rows += [(kit.say("contacts.conduct.conditions"), conditions) for conditions in said if conditions]
        sources = [source for area, rule in rules if (source := rule_source(area, rule, day, lang))]
        if sources:
            rows.append((kit.say("law.source"), _joined(lang, sources)))
        cells = "".join(f"<dt>{text_of(what)}</dt><dd>{text_of(words)}</dd>" for what, words in rows)
        title = text_of(kit.say(f"conduct.{name}.title"))
        entries += f'<details><summary>{title}</summary><dl class="rb-told rb-calm">{cells}</dl></details>'
    if shown.confirmed:
        word = f"<p><strong>{text_of(kit.say('contacts.conduct.confirmed'))}</strong></p>"
        return f"{word}{entries}"
    gap = "" if lang == "zh" else " "
    lead = gap.join((kit.say("contacts.conduct.hinted"), kit.say("conduct.hint")))
    return f'<p class="rb-soft">{text_of(lead)}</p>{entries}'


def rule_source(area: str, name: str, day: date, lang: Lang) -> str:
    """Return a rule's citation and force on a day, empty where it was not in force."""
    try:
        dated = law.load(area)[name].on(day)
    except law.NotInForceError:
        return ""
    return f"{dated.source}（{say(lang, f'law.force.{dated.force}')}）"


def rule_conditions(area: str, name: str, day: date, lang: Lang) -> str:
    """Return how binding a rule is, and what it says with its limits; empty where it was not in force on the day."""
    provision = law.load(area)[name]
    try:
        force = provision.on(day).force
    except law.NotInForceError:
        return ""
    gap = "" if lang == "zh" else " "
    told = gap.join(part for part in (provision.says[lang], provision.guard[lang]) if part)
    return f"{say(lang, f'law.force.{force}')}{say(lang, 'terms.colon')}{told}"


class ClassesEditor:
    """Two buttons under an entry: the hint is right, or other classes are; the list is made when it is asked for.

    ``after`` is called with the contact as it is kept once its classes were confirmed, changed or given back.
    """

    def __init__(self, kit: Kit, desk: TalkDesk, shown: Conduct, after: Callable[[Contact], None]) -> None:
        self._kit, self._desk, self._shown, self._after = kit, desk, shown, after
        when = {"day": figures.day(kit.session.lang, shown.contact.at.date()), "time": f"{shown.contact.at:%H:%M}"}
        self._change = kit.button(
            kit.say("contacts.conduct.change"),
            self._open,
            "rb-quiet",
            hint=kit.say("contacts.conduct.change_of", **when),
        )
        buttons: tuple[Any, ...] = (self._change,)
        if not shown.confirmed:
            names = _joined(kit.session.lang, [kit.say(f"conduct.{name}.title") for name in shown.classes])
            confirm = kit.button(
                kit.say("contacts.conduct.confirm"),
                lambda: after(desk.confirm(shown.contact, shown.classes)),
                hint=kit.say("contacts.conduct.confirm_of", names=names),
            )
            buttons = (confirm, self._change)
        self._boxes: dict[str, Checkbox] = {}
        self._panel = kit.box((), "rb-calm", "rb-hidden")
        self.parts = (kit.box(buttons, "rb-row"), self._panel)

    def _open(self) -> None:
        if not self._boxes:
            self._panel.children = self._made()
        show(self._panel, on=True)

    def _made(self) -> tuple[Any, ...]:
        kit = self._kit
        self._boxes = {
            name: Checkbox(
                value=name in self._shown.classes,
                description=kit.say(f"conduct.{name}.title"),
                indent=False,
                layout=kit.layout,
            )
            for name in CONDUCT_CLASSES
            if name != "normal"
        }
        head = kit.html(
            f"<h4>{text_of(kit.say('contacts.conduct.title'))}</h4>"
            f'<p class="rb-soft">{text_of(kit.say("contacts.conduct.none_changed"))}</p>'
        )
        buttons = [kit.button(kit.say("contacts.conduct.save"), self._save, "rb-primary")]
        if self._shown.confirmed:
            buttons.append(kit.button(kit.say("contacts.conduct.back"), self._back, "rb-quiet"))
        buttons.append(kit.button(kit.say("contacts.conduct.cancel"), self._close, "rb-quiet"))
        return (head, kit.box(self._boxes.values(), "rb-grid", "rb-classes"), kit.box(buttons, "rb-row"))

    def _save(self) -> None:
        chosen = [name for name, box in self._boxes.items() if box.value]
        self._close()
        self._after(self._desk.confirm(self._shown.contact, chosen))

    def _back(self) -> None:
        self._after(self._desk.back_to_hint(self._shown.contact))

    def focus(self) -> None:
        """Put the cursor on the button that changes the classes."""
        self._change.focus()

    def _close(self) -> None:
        show(self._panel, on=False)
        self._change.focus()
