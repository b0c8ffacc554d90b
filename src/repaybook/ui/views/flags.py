"""要留意的事 on the page: the facts of the case, each with where it comes from and where its rule stands."""

from __future__ import annotations

from typing import Any

from repaybook.counsel.fact import Fact
from repaybook.counsel.words import fact_reason, fact_source
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.counsel import CounselModel, CounselPage
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.routes import about_markup

_FIRST = 4


def _fact_markup(kit: Kit, fact: Fact, page: CounselPage) -> str:
    lang = kit.session.lang
    said = f"<p>{text_of(kit.say('counsel.flags.said', said=fact.said))}</p>" if fact.said else ""
    source = text_of(kit.say("counsel.flags.source", source=fact_source(lang, fact, page.on)))
    return (
        f"<li><details><summary>{text_of(fact_reason(lang, fact))}</summary>"
        f'<div class="rb-soft">{said}<p>{source}</p></div>{about_markup(kit, "counsel.flags.about", fact.debts)}'
        "</details></li>"
    )


def flags_markup(kit: Kit, page: CounselPage) -> str:
    """Return the facts in their order, the first few in sight, each unfolding to its source."""
    heading = f"<h3>{text_of(kit.say('counsel.flags.title'))}</h3>"
    if not page.facts:
        return f"{heading}<p>{text_of(kit.say('counsel.flags.none'))}</p>"
    told = [_fact_markup(kit, fact, page) for fact in page.facts]
    markup = f'{heading}<p class="rb-soft">{text_of(kit.say("counsel.flags.lead"))}</p>'
    markup += f'<ul class="rb-plain rb-facts">{"".join(told[:_FIRST])}</ul>'
    if told[_FIRST:]:
        more = text_of(kit.say("counsel.flags.more", count=len(told) - _FIRST))
        markup += (
            f'<details><summary>{more}</summary><ul class="rb-plain rb-facts">{"".join(told[_FIRST:])}</ul></details>'
        )
    return markup


def flags_view(session: Session, scope: Scope) -> Any:
    """Return the facts as a card, kept in step with the case; hidden while there are none and no debts."""
    kit, model = session.keep(Kit), session.keep(CounselModel)
    card = kit.html("", "rb-card")

    def tell(_change: Any = None) -> None:
        markup = flags_markup(kit, model.page)
        if card.value != markup:
            card.value = markup
        show(card, on=bool(model.page.facts or model.page.case.debts))

    scope.observe(model, kit.guarded(tell), "page")
    tell()
    return card
