"""跟进 on the page: agreements and what is paid on them, the legal dates, twelve months of payments."""

from __future__ import annotations

from typing import Any

from repaybook.ui.kit import Kit, text_of
from repaybook.ui.models.follow import FollowDesk
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.agreements import Agreements
from repaybook.ui.views.calendar import Calendar
from repaybook.ui.views.legal import legal_section
from repaybook.ui.views.summary import summary_view


def follow_view(session: Session, scope: Scope) -> Any:
    """Return the step 跟进; it follows the session's case until the scope is closed."""
    kit, desk = session.keep(Kit), session.keep(FollowDesk)
    head = kit.html(f"<h2>{text_of(kit.say('follow.title'))}</h2><p>{text_of(kit.say('follow.lead'))}</p>")
    legal = legal_section(session, scope)
    agreements, months = Agreements(kit, desk, scope), Calendar(kit, desk, scope)
    agreements.box.add_class("rb-main")
    dated = kit.box((legal, agreements.box), "rb-dated")
    return kit.box((head, dated, months.box, summary_view(session, scope)), "rb-stack")
