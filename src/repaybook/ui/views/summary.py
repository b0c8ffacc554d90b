"""The one page to print and the blank form for home, folded at the end of a step.

No script may run inside a widget's markup under a strict page policy, so nothing here calls ``print``: both pages can
be downloaded whole, with a print button of their own, which works the same on a public page and in JupyterLab; and
while the fold is open, the browser's own print prints the one page alone (``steps.css``).
"""

from __future__ import annotations

import base64
from typing import Any

from repaybook.ui.kit import Kit, show, switch_class, text_of
from repaybook.ui.models.standing import StandingModel
from repaybook.ui.models.summary import one_page
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.paper import form_markup, page, summary_markup


def _link(name: str, words: str, whole: str) -> str:
    data = base64.b64encode(whole.encode()).decode()
    return (
        f'<a class="rb-link-button" download="{text_of(name)}" '
        f'href="data:text/html;charset=utf-8;base64,{data}">{text_of(words)}</a>'
    )


def sheet_markup(kit: Kit) -> str:
    """Return both downloads and the one page as it looks now."""
    say, lang, session = kit.say, kit.session.lang, kit.session
    body = summary_markup(kit, one_page(session.keep(StandingModel).now, session.on))
    links = _link(
        say("summary.file", day=session.on.isoformat()),
        say("summary.download"),
        page(lang, say("summary.title"), body),
    ) + _link(
        say("summary.file_form"),
        say("summary.download_form"),
        page(lang, say("summary.form.title"), form_markup(lang)),
    )
    # The page's own headings stand below those of the step here.
    shown = body.replace("<h2>", "<h4>").replace("</h2>", "</h4>").replace("<h1>", "<h3>").replace("</h1>", "</h3>")
    return (
        f"<p>{text_of(say('summary.lead'))}</p>"
        f'<p class="rb-links">{links}</p>'
        f'<article class="rb-paper" aria-label="{text_of(say("summary.preview"))}">{shown}</article>'
    )


class _Fold:
    """A button that unfolds the sheet; the sheet is made only while it is open."""

    def __init__(self, kit: Kit, scope: Scope) -> None:
        self._kit = kit
        self._open = False
        self._button = kit.button(kit.say("summary.fold"), self._toggle)
        self._sheet = kit.html("", "rb-hidden")
        self.box = kit.box((kit.box((self._button,), "rb-row"), self._sheet), "rb-tight", "rb-summary")
        scope.observe(kit.session.keep(StandingModel), self._follow, "now")

    def _toggle(self) -> None:
        self._open = not self._open
        self._follow()
        show(self._sheet, on=self._open)
        switch_class(self._button, "rb-on", on=self._open)

    def _follow(self, _change: Any = None) -> None:
        markup = sheet_markup(self._kit) if self._open else ""
        if self._sheet.value != markup:
            self._sheet.value = markup


def summary_view(session: Session, scope: Scope) -> Any:
    """Return the fold; it follows the session's case until the scope is closed."""
    return _Fold(session.keep(Kit), scope).box
