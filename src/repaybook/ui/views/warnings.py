"""Early warning on the page: which payment the money will not cover, how far off, and what to do before its day."""

from __future__ import annotations

from typing import Any

from repaybook.follow.dues import Basis
from repaybook.follow.warning import Cover, Risk, Tight
from repaybook.texts import figures
from repaybook.ui.kit import Kit, text_of
from repaybook.ui.models.keeping import KeepingDesk, Watch
from repaybook.ui.scope import Scope
from repaybook.ui.views.names import creditor
from repaybook.ui.views.paper_button import PaperButton
from repaybook.ui.views.rows import Rows

SHAPES = {Cover.COVERED: "●", Cover.TIGHT: "◐", Cover.SHORT: "▲", Cover.CHECK: "？"}
"""A shape for each cover, beside its word."""


def _risk_markup(kit: Kit, risk: Risk) -> str:
    lang = kit.session.lang
    said = {
        "day": figures.day(lang, risk.on),
        "name": creditor(kit, risk.debt),
        "amount": figures.money(lang, risk.amount),
    }
    key = "line_short" if risk.cover is Cover.SHORT else "line"
    line = kit.say(f"keeping.warn.{key}", short=figures.money(lang, risk.short), **said)
    more = [figures.days_left(lang, risk.days_left)]
    if risk.why is not None:
        more.append(kit.say(f"keeping.warn.{Tight(risk.why)}"))
    style = "rb-word" if risk.cover is Cover.SHORT else "rb-soft"
    return (
        f'<li><span class="{style}"><span aria-hidden="true">{SHAPES[risk.cover]}</span> '
        f"{text_of(kit.say(f'keeping.cover.{risk.cover}'))}</span> {text_of(line)}"
        f'<br><span class="rb-soft">{text_of(" · ".join(more))}</span></li>'
    )


def _to_do(kit: Kit, risk: Risk) -> list[str]:
    """Return what to do about one payment that is short, the most pressing first; never to skip a priority debt."""
    said = {"name": creditor(kit, risk.debt), "day": figures.day(kit.session.lang, risk.on)}
    if risk.priority:
        return [kit.say("keeping.warn.do_priority", **said), kit.say("keeping.warn.do_priority_help", **said)]
    if risk.basis is Basis.PLAN:
        return [kit.say("keeping.warn.do_plan", **said)]
    key = "do_change" if risk.basis is Basis.AGREEMENT else "do_contract"
    return [kit.say("keeping.warn.do_call", **said), kit.say(f"keeping.warn.{key}", **said)]


def watch_markup(kit: Kit, watch: Watch) -> str:
    """Return what presses, what to do about it, and what it is worked out from."""
    lang = kit.session.lang
    head = f"<h3>{text_of(kit.say('keeping.warn.title'))}</h3>"
    if not watch.known:
        return f"{head}<p>{text_of(kit.say('keeping.warn.unknown'))}</p>"
    if not watch.due:
        return f"{head}<p>{text_of(kit.say('keeping.warn.nothing'))}</p>"
    ahead = [risk for risk in watch.risks if risk.cover is not Cover.CHECK]
    parts = [head]
    if not ahead:
        parts.append(f"<p>{text_of(kit.say('keeping.warn.fine'))}</p>")
    else:
        month = figures.month(lang, ahead[0].on)
        short = ahead[0].cover is Cover.SHORT
        lack = kit.say("keeping.warn.short", month=month, amount=figures.money(lang, ahead[0].month_short))
        lead = lack if short else kit.say("keeping.warn.tight", month=month)
        items = "".join(_risk_markup(kit, risk) for risk in ahead)
        style = ' class="rb-word"' if short else ""
        parts.append(f'<p{style}><strong>{text_of(lead)}</strong></p><ul class="rb-plain">{items}</ul>')
        steps = [line for risk in ahead for line in _to_do(kit, risk)] if short else [kit.say("keeping.warn.do_keep")]
        todo = "".join(f"<li>{text_of(line)}</li>" for line in dict.fromkeys(steps))
        parts.append(f"<h4>{text_of(kit.say('keeping.warn.do_title'))}</h4><ol>{todo}</ol>")
        if short:
            parts.append(f"<p>{text_of(kit.say('keeping.warn.never'))}</p>")
    this_month = [risk for risk in watch.risks if risk.cover is Cover.CHECK]
    if this_month:
        items = "".join(_risk_markup(kit, risk) for risk in this_month)
        parts.append(f'<p>{text_of(kit.say("keeping.warn.this_month"))}</p><ul class="rb-plain">{items}</ul>')
    basis = [kit.say(f"keeping.warn.{'with' if watch.planned else 'without'}_plan"), kit.say("keeping.warn.how")]
    if not watch.planned:
        basis.append(kit.say("keeping.warn.no_savings"))
    parts.append(f'<p class="rb-soft">{text_of("".join(basis) if lang == "zh" else " ".join(basis))}</p>')
    return "".join(parts)


class Warnings:
    """The early warning at the top of the step, with the paper that asks for a change before the day."""

    def __init__(self, kit: Kit, keeping: KeepingDesk, scope: Scope) -> None:
        self._kit, self._keeping = kit, keeping
        self._words = kit.html()
        self._papers: Rows[tuple[str, str]] = Rows(kit, self._paper, "rb-row")
        self._made: dict[str, PaperButton] = {}
        self.box: Any = kit.box((self._words, self._papers.box), "rb-card", "rb-watch")
        scope.observe(kit.session, kit.guarded(self._show), "case")
        self._show()

    def _paper(self, row: tuple[str, str]) -> Any:
        kit, (debt_id, name) = self._kit, row
        hint = kit.say("keeping.warn.make_change_of", name=name)
        self._made[debt_id] = PaperButton(kit, "change_request", debt_id, kit.say("keeping.warn.make_change"), hint)
        return self._made[debt_id].box

    def _show(self, _change: Any = None) -> None:
        (watch,) = self._keeping.watch
        markup = watch_markup(self._kit, watch)
        if self._words.value != markup:
            self._words.value = markup
        short = [risk.debt for risk in watch.risks if risk.cover is Cover.SHORT and risk.basis is Basis.AGREEMENT]
        self._papers.show((debt_id, creditor(self._kit, debt_id)) for debt_id in dict.fromkeys(short))
        self._made = {debt_id: self._made[debt_id] for debt_id in short}
        for paper in self._made.values():
            paper.clear()
