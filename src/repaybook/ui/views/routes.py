"""路径 on the page: the best way first and said plainly, with this week's step; the others folded."""

from __future__ import annotations

from datetime import date
from typing import Any

from repaybook.counsel.routes import Route
from repaybook.counsel.words import citation, route_part
from repaybook.texts import figures
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.counsel import CounselModel, CounselPage
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.names import creditor

_DETAILS = ("needs", "costs", "cannot")


def about_markup(kit: Kit, key: str, debts: tuple[str, ...]) -> str:
    """Return the creditors that something is about, as a quiet line; empty for none."""
    named = tuple(dict.fromkeys(filter(None, (creditor(kit, debt) for debt in debts))))
    if not named:
        return ""
    return f'<p class="rb-soft">{text_of(figures.tell(kit.session.lang, key, {"debts": named}))}</p>'


def _details(kit: Kit, route: Route, on: date) -> str:
    lang = kit.session.lang
    rows = [(kit.say(f"counsel.way.{part}"), route_part(lang, route, part)) for part in _DETAILS]
    source = citation(lang, route.rules, on) or route_part(lang, route, "source")
    rows.append((kit.say("counsel.way.source"), source))
    cells = "".join(f"<dt>{text_of(name)}</dt><dd>{text_of(words)}</dd>" for name, words in rows)
    return f'<dl class="rb-told">{cells}</dl>{about_markup(kit, "counsel.way.about", route.debts)}'


def _step(kit: Kit, route: Route) -> str:
    label = text_of(kit.say("counsel.way.next"))
    return f"<p><b>{label}</b> {text_of(route_part(kit.session.lang, route, 'next'))}</p>"


def first_markup(kit: Kit, route: Route, on: date) -> str:
    """Return the way to go first: its name, why, this week's step; what it needs and cannot do folded."""
    lang = kit.session.lang
    more = text_of(kit.say("counsel.way.more"))
    return (
        f'<p class="rb-soft">{text_of(kit.say("counsel.way.first"))}</p>'
        f'<h4 class="rb-big">{text_of(route_part(lang, route, "title"))}</h4>'
        f"<p>{text_of(route_part(lang, route, 'why'))}</p>{_step(kit, route)}"
        f"<details><summary>{more}</summary>{_details(kit, route, on)}</details>"
    )


def other_markup(kit: Kit, route: Route, on: date) -> str:
    """Return another way, folded under its name and reason."""
    lang = kit.session.lang
    title = text_of(route_part(lang, route, "title"))
    return (
        f"<li><h4>{title}</h4><p>{text_of(route_part(lang, route, 'why'))}</p>{_step(kit, route)}"
        f"{_details(kit, route, on)}</li>"
    )


def routes_markup(kit: Kit, page: CounselPage) -> str:
    """Return all ways that are open, the first one plainly."""
    heading = f"<h3>{text_of(kit.say('counsel.way.title'))}</h3>"
    if not page.routes:
        return f"{heading}<p>{text_of(kit.say('counsel.way.none'))}</p>"
    first, *others = page.routes
    markup = heading + first_markup(kit, first, page.on)
    if others:
        summary = text_of(kit.say("counsel.way.others", count=len(others)))
        rest = "".join(other_markup(kit, route, page.on) for route in others)
        markup += f'<details><summary>{summary}</summary><ol class="rb-ways" start="2">{rest}</ol></details>'
    return markup


def routes_view(session: Session, scope: Scope) -> Any:
    """Return the ways to go as a card, kept in step with the case; hidden while there is no debt."""
    kit, model = session.keep(Kit), session.keep(CounselModel)
    card = kit.html("", "rb-card", "rb-way")

    def tell(_change: Any = None) -> None:
        markup = routes_markup(kit, model.page)
        if card.value != markup:
            card.value = markup
        show(card, on=bool(model.page.routes))

    scope.observe(model, kit.guarded(tell), "page")
    tell()
    return card
