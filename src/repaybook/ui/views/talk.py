"""沟通 on the page: the dates, the contact log with its form, where each creditor stands, papers and evidence."""

from __future__ import annotations

from typing import Any

from repaybook.ui.kit import Kit, text_of
from repaybook.ui.models.talk import TalkDesk
from repaybook.ui.models.talks import TalksDesk
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.contact_log import ContactLog
from repaybook.ui.views.evidence import EvidenceView
from repaybook.ui.views.legal import LegalDates
from repaybook.ui.views.missing import step_missing
from repaybook.ui.views.papers import papers_view
from repaybook.ui.views.scripts import ScriptsView
from repaybook.ui.views.talks import TalksView


def talk_view(session: Session, scope: Scope) -> Any:
    """Return the step 沟通; it follows the session's case until the scope is closed."""
    kit, desk = session.keep(Kit), session.keep(TalkDesk)
    head = kit.html(f"<h2>{text_of(kit.say('talk.title'))}</h2><p>{text_of(kit.say('talk.lead'))}</p>")
    talks, words = TalksView(kit, session.keep(TalksDesk), scope), ScriptsView(kit, scope)
    log, evidence, legal = ContactLog(kit, desk, scope), EvidenceView(kit, scope), LegalDates(kit, scope)
    missing = step_missing(kit, scope, "talk")

    def go(_change: Any = None) -> None:
        place = session.goal
        if session.step != "talk" or not place:
            return
        session.goal = None
        if place[0] == "legal_events":
            legal.go(place)
        elif place[0] == "contact_log":
            log.go(place)
        elif place[0] in {"hardship_evidence", "evidence"}:
            evidence.go()

    scope.observe(session, kit.guarded(go), "goal")
    go()
    log.box.add_class("rb-main")
    side = kit.box((talks.box, words.box, missing), "rb-side")
    dated = kit.box((legal.box, log.box, side), "rb-dated")
    # A paper is read on the page, and the list is long: both get the whole width, below what is asked every day.
    return kit.box((head, dated, papers_view(session, scope), evidence.box), "rb-stack")
