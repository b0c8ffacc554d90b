"""Where no instalment plan can be offered: the reason, what comes first, which debts are to be decided, where to go."""

from __future__ import annotations

from functools import partial
from typing import Any

from repaybook.texts import figures
from repaybook.ui.kit import Kit, text_of
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.views.names import debt_name

_NOTHING_LEFT = frozenset({"plans.reason.negative", "plans.reason.keep_not_affordable"})
"""Reasons that hold for instalments of any length."""


def none_markup(kit: Kit, desk: PlanDesk) -> str:
    """Return why there is no plan and what comes next, as markup."""
    lang, steps, proposal = kit.session.lang, desk.steps, desk.proposal
    if proposal.reason is not None:
        reason = figures.tell(lang, proposal.reason, proposal.reason_values)
    else:
        reason = figures.tell(lang, steps.headline, steps.values)
    todo = "".join(f"<li>{text_of(figures.tell(lang, step, steps.values))}</li>" for step in steps.steps)
    named = {debt.id: debt_name(kit, debt) for debt in desk.case.debts}
    decide = "".join(f"<li>{text_of(named[debt_id])}</li>" for debt_id in steps.to_decide if debt_id in named)
    decided = f"<h3>{text_of(kit.say('plan.none.to_decide'))}</h3><ul>{decide}</ul>" if decide else ""
    because = f"<p>{text_of(kit.say('plan.none.because'))}</p>" if proposal.reason in _NOTHING_LEFT else ""
    notes = "".join(f"<p>{text_of(figures.tell(lang, note.key, note.values))}</p>" for note in proposal.notes)
    return (
        f'<div class="rb-warm"><h3>{text_of(kit.say("plan.none.why"))}</h3>'
        f"<p>{text_of(reason)}</p>{because}{notes}</div>"
        f"<h3>{text_of(kit.say('plan.none.next'))}</h3><ol>{todo}</ol>{decided}"
    )


class Ways:
    """The buttons below it in ``box``: to what may change the answer, and to what can be written meanwhile."""

    def __init__(self, kit: Kit, desk: PlanDesk) -> None:
        self._kit, self._desk = kit, desk
        self._talk = kit.button(kit.say("plan.none.to_talk"), partial(self._go, "talk"))
        budget = kit.button(kit.say("plan.none.to_budget"), partial(self._go, "budget"))
        note = kit.html(f'<p class="rb-soft">{text_of(kit.say("plan.none.back"))}</p>')
        self.box: Any = kit.box((kit.box((budget, self._talk), "rb-row"), note), "rb-tight")

    def show(self) -> None:
        """Name what is to be written: court papers first where a court is involved."""
        court = "assess.step.court_first" in self._desk.steps.steps
        self._talk.description = self._kit.say("plan.none.to_court" if court else "plan.none.to_talk")

    def _go(self, step: str) -> None:
        self._kit.session.step = step
