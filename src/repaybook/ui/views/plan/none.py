"""Where no instalment plan can be offered: the reason, what comes first, and which debts are to be decided."""

from __future__ import annotations

from repaybook.texts import figures
from repaybook.ui.kit import Kit, text_of
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.views.names import debt_name


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
    notes = "".join(f"<p>{text_of(figures.tell(lang, note.key, note.values))}</p>" for note in proposal.notes)
    return (
        f'<div class="rb-warm"><h3>{text_of(kit.say("plan.none.why"))}</h3><p>{text_of(reason)}</p>{notes}</div>'
        f"<h3>{text_of(kit.say('plan.none.next'))}</h3><ol>{todo}</ol>{decided}"
    )
