"""What to say on the telephone, on the page: seven situations, each to copy, all to print.

No script may run inside a widget's markup under a strict page policy: the served page's own script copies what a
button with ``rb-copy`` holds, and shows these buttons only where it does. Elsewhere the words are selected by hand.
"""

from __future__ import annotations

import base64
from typing import Any

from repaybook.follow.scripts import Script, scripts, sentences
from repaybook.texts import Lang
from repaybook.ui.kit import Kit, show, switch_class, text_of
from repaybook.ui.scope import Scope
from repaybook.ui.views.form import PickField
from repaybook.ui.views.names import debt_options
from repaybook.ui.views.paper import page


def spoken(lang: Lang, script: Script) -> str:
    """Return the sentences of a script as one text."""
    return ("" if lang == "zh" else " ").join(sentences(lang, script))


def _script_markup(kit: Kit, script: Script) -> str:
    lang = kit.session.lang
    title, words = kit.say(f"scripts.{script.situation}.title"), spoken(lang, script)
    warned = script.situation == "acknowledge"
    careful = f'<p class="rb-soft">{text_of(kit.say("scripts.careful"))}</p>' if warned else ""
    button = (
        f'<button type="button" class="rb-link-button rb-copy" data-text="{text_of(words)}" '
        f'data-copied="{text_of(kit.say("scripts.copied"))}" '
        f'aria-label="{text_of(kit.say("scripts.copy_of", name=title))}">{text_of(kit.say("scripts.copy"))}</button>'
    )
    said = f'<h4>{text_of(title)}</h4><p class="rb-words">{text_of(words)}</p>'
    return f'<section class="rb-script">{said}{careful}{button}</section>'


def _sheet(kit: Kit, found: tuple[Script, ...], about: str) -> str:
    lang = kit.session.lang
    parts = "".join(
        f"<h2>{text_of(kit.say(f'scripts.{one.situation}.title'))}</h2><p>{text_of(spoken(lang, one))}</p>"
        for one in found
    )
    head = f"<h1>{text_of(kit.say('scripts.title'))}</h1><p>{text_of(about)}</p>"
    notes = "".join(f'<p class="soft">{text_of(kit.say(f"scripts.{name}"))}</p>' for name in ("careful", "note"))
    return page(lang, kit.say("scripts.title"), f"{head}{parts}{notes}")


class ScriptsView:
    """A fold: the creditor to speak about, and what can be said; the words are made only while it is open."""

    def __init__(self, kit: Kit, scope: Scope) -> None:
        self._kit = kit
        self._open = False
        title, lead = text_of(kit.say("scripts.title")), text_of(kit.say("scripts.lead"))
        head = kit.html(f'<h3>{title}</h3><p class="rb-soft">{lead}</p>')
        self._button = kit.button(kit.say("scripts.show"), self._toggle)
        self._about = PickField(kit, kit.say("scripts.about"), kit.say("scripts.about_none"))
        self._about.on_answer(lambda _debt: self._show())
        self._words = kit.html()
        self._more = kit.box((self._about, self._words), "rb-tight", "rb-hidden")
        self.box = kit.box((head, kit.box((self._button,), "rb-row"), self._more), "rb-card", "rb-scripts")
        scope.observe(kit.session, self._follow, "case")
        self._follow()

    def _toggle(self) -> None:
        self._open = not self._open
        self._button.description = self._kit.say("scripts.hide" if self._open else "scripts.show")
        switch_class(self._button, "rb-on", on=self._open)
        self._show()
        show(self._more, on=self._open)

    def _follow(self, _change: Any = None) -> None:
        case = self._kit.session.case
        there = {debt.id for debt in case.debts}
        first = case.debts[0].id if case.debts else None
        self._about.offer(debt_options(self._kit), self._about.value if self._about.value in there else first)
        self._show()

    def _show(self) -> None:
        if not self._open:
            return
        kit, session = self._kit, self._kit.session
        found = scripts(session.case, self._about.value, session.on)
        options = {debt: name for name, debt in debt_options(kit)}
        about = options.get(self._about.value or "", kit.say("scripts.about_none"))
        data = base64.b64encode(_sheet(kit, found, about).encode()).decode()
        link = (
            f'<a class="rb-link-button" download="{text_of(kit.say("scripts.file", day=session.on.isoformat()))}" '
            f'href="data:text/html;charset=utf-8;base64,{data}">{text_of(kit.say("scripts.print"))}</a>'
        )
        hint = f'<p class="rb-soft rb-by-hand">{text_of(kit.say("scripts.copy_by_hand"))}</p>'
        note = f'<p class="rb-soft">{text_of(kit.say("scripts.note"))}</p>'
        body = "".join(_script_markup(kit, one) for one in found)
        self._words.value = f'{hint}{body}{note}<p class="rb-links">{link}</p>'
