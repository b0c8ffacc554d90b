"""跟进 on the page: early warning, agreements and payments, dates, collection after all, closing, the calendar."""

from __future__ import annotations

from typing import Any

from repaybook.ui.kit import Kit, text_of
from repaybook.ui.models.follow import FollowDesk
from repaybook.ui.models.keeping import KeepingDesk
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.after_agreement import AfterAgreement
from repaybook.ui.views.agreements import Agreements
from repaybook.ui.views.calendar import Calendar
from repaybook.ui.views.closing import Closings
from repaybook.ui.views.legal import LegalDates
from repaybook.ui.views.missing import step_missing
from repaybook.ui.views.summary import summary_view
from repaybook.ui.views.warnings import Warnings


def follow_view(session: Session, scope: Scope) -> Any:
    """Return the step 跟进; it follows the session's case until the scope is closed."""
    kit, desk = session.keep(Kit), session.keep(FollowDesk)
    head = kit.html(f"<h2>{text_of(kit.say('follow.title'))}</h2><p>{text_of(kit.say('follow.lead'))}</p>")
    keeping = session.keep(KeepingDesk)
    legal, agreements = LegalDates(kit, scope), Agreements(kit, desk, keeping, scope)
    warnings, months = Warnings(kit, keeping, scope), Calendar(kit, desk, scope)
    after, done = AfterAgreement(kit, keeping, scope), Closings(kit, keeping, scope)

    def go(_change: Any = None) -> None:
        place = session.goal
        if session.step != "follow" or not place:
            return
        session.goal = None
        if place[0] == "legal_events":
            legal.go(place)
        elif place[0] == "agreements":
            agreements.go(place)

    scope.observe(session, kit.guarded(go), "goal")
    go()
    agreements.box.add_class("rb-main")
    side = kit.box((after.box, step_missing(kit, scope, "follow")), "rb-side")
    dated = kit.box((legal.box, agreements.box, side), "rb-dated")
    parts = (head, warnings.box, dated, done.box, months.box, summary_view(session, scope))
    return kit.box(parts, "rb-stack")
