"""摸清 on the page: dates that come first, the debts, and beside them what they add up to."""

from __future__ import annotations

from datetime import date
from typing import Any

from repaybook.assess.urgent import Deadline
from repaybook.counsel import legal_dates
from repaybook.texts import figures
from repaybook.ui.fields import CountField, DateField, Field, WordsField
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.know import KnowModel, KnowPage
from repaybook.ui.scope import Scope
from repaybook.ui.session import Session
from repaybook.ui.views.boundary import boundary_view
from repaybook.ui.views.costs import costs_view
from repaybook.ui.views.debt_table import DebtTable
from repaybook.ui.views.debts import DebtList
from repaybook.ui.views.flags import flags_view
from repaybook.ui.views.missing import MissingList
from repaybook.ui.views.routes import routes_view

_SOON = 14
_FIRST_DATES = 4


def _date_markup(kit: Kit, deadline: Deadline) -> str:
    """Return one date as markup: when, what, what to do, where it comes from."""
    lang, say = kit.session.lang, kit.say
    if deadline.days_left is None:
        when = '<span class="rb-word">' + text_of(figures.unknown(lang)) + "</span>"
    else:
        left = text_of(figures.days_left(lang, deadline.days_left))
        left = f'<span class="rb-word">{left}</span>' if deadline.days_left <= _SOON else left
        when = f"<b>{text_of(figures.day(lang, deadline.on))}</b> · {left}"
    what = text_of(say(deadline.label_key, who=deadline.who))
    about = f" · {text_of(deadline.who)}" if deadline.who and deadline.who not in what else ""
    amount = (
        f" · {text_of(say('know.urgent.amount', amount=figures.money(lang, deadline.amount)))}"
        if deadline.amount
        else ""
    )
    notes = "".join(f"<p>{text_of(note)}</p>" for note in legal_dates.notes(lang, deadline))
    told = say("know.urgent.source", source=legal_dates.source(lang, deadline))
    return (
        f"<li><p>{when}</p><p>{what}{about}{amount}</p><p>{text_of(say(deadline.act_key))}</p>{notes}"
        f'<p class="rb-soft">{text_of(told)}</p></li>'
    )


def urgent_markup(kit: Kit, deadlines: tuple[Deadline, ...]) -> str:
    """Return the dates that must not be missed: those ahead first, then those passed; the rest folded."""
    heading = f"<h3>{text_of(kit.say('know.urgent.title'))}</h3>"
    if not deadlines:
        key = "none" if kit.session.case.debts else "empty"
        return f"{heading}<p>{text_of(kit.say(f'know.urgent.{key}'))}</p>"
    ordered = [one for one in deadlines if not one.passed] + [one for one in deadlines if one.passed]
    first = "".join(_date_markup(kit, one) for one in ordered[:_FIRST_DATES])
    rest = "".join(_date_markup(kit, one) for one in ordered[_FIRST_DATES:])
    markup = f'{heading}<ol class="rb-dates">{first}</ol>'
    if rest:
        more = text_of(kit.say("know.urgent.more", count=len(ordered) - _FIRST_DATES))
        markup += f'<details><summary>{more}</summary><ol class="rb-dates">{rest}</ol></details>'
    return markup


def totals_markup(kit: Kit, page: KnowPage) -> str:
    """Return what the debts add up to."""
    lang, say, totals = kit.session.lang, kit.say, page.totals
    owed = totals.owed if len(page.cards) > totals.unknown else None
    rows = [
        (say("know.totals.at_least" if totals.unknown else "know.totals.owed"), figures.money(lang, owed), "rb-big")
    ]
    rows.append((say("know.totals.overdue"), figures.money(lang, totals.overdue), ""))
    rows += [(say(f"terms.field.debt.{name}"), figures.money(lang, part), "rb-soft") for name, part in totals.parts]
    if totals.undivided:
        rows.append((say("know.totals.undivided"), figures.money(lang, totals.undivided), "rb-soft"))
    rows.append((say("know.totals.monthly"), figures.money(lang, totals.monthly), ""))
    if totals.contingent:
        rows.append((say("know.totals.contingent"), figures.money(lang, totals.contingent), ""))
    body = "".join(
        f'<tr class="{kind}"><th scope="row">{text_of(name)}</th><td class="rb-num">{text_of(amount)}</td></tr>'
        for name, amount, kind in rows
    )
    notes = [say("know.totals.monthly_hint")]
    if totals.unknown:
        notes.insert(0, say("know.totals.unknown", count=totals.unknown))
    told = "".join(f'<p class="rb-soft">{text_of(note)}</p>' for note in notes)
    return f"<h3>{text_of(say('know.totals.title'))}</h3><table><tbody>{body}</tbody></table>{told}"


def late_markup(kit: Kit, page: KnowPage) -> str:
    """Return how late the debts are, counted by stage, in words."""
    rows = "".join(
        f'<tr><th scope="row">{text_of(_stage(kit, stage))}</th>'
        f'<td class="rb-num">{text_of(kit.say("know.late.count", count=count))}</td></tr>'
        for stage, count in page.late
    )
    return f"<h3>{text_of(kit.say('know.late.title'))}</h3><table><tbody>{rows}</tbody></table>"


def _stage(kit: Kit, stage: str) -> str:
    return kit.say("know.late.unknown") if stage == "unknown" else kit.say(f"terms.stage.{stage}")


class _Basics:
    """Who the case is about, without a name: alias, city, household, and the day of the figures."""

    def __init__(self, kit: Kit, scope: Scope, model: KnowModel) -> None:
        self._session = session = kit.session
        say, client = kit.say, session.case.client
        self.alias = WordsField(
            kit, say("know.basics.alias"), client.alias, hint=say("know.basics.alias_hint"), most=20
        )
        self.city = WordsField(
            kit, say("know.basics.city"), client.city or "", hint=say("know.basics.city_hint"), most=40
        )
        self.size = CountField(kit, say("know.basics.household_size"), client.household_size, least=1, most=50)
        self.as_of = DateField(kit, say("know.basics.as_of"), session.case.as_of, unknown=False)
        self.alias.on_answer(lambda words: model.tell(alias=words or ""))
        self.city.on_answer(lambda words: model.tell(city=words or None))
        self.size.on_answer(lambda count: model.tell(household_size=count))
        self.as_of.on_answer(self._dated(model))
        heading = kit.html(
            f'<h3>{text_of(say("know.basics.title"))}</h3><p class="rb-soft">{text_of(say("know.basics.lead"))}</p>'
        )
        fields = kit.box((self.alias, self.city, self.size, self.as_of), "rb-grid")
        self.box = kit.box((heading, fields), "rb-card")
        scope.observe(session, kit.guarded(self._follow), "case")

    def _dated(self, model: KnowModel) -> Any:
        def take(day: date | None) -> None:
            if day is None:
                self.as_of.reset(self._session.case.as_of)  # a case has a day
            else:
                model.count_from(day)

        return take

    def _follow(self, _change: Any) -> None:
        case = self._session.case
        self.alias.set(case.client.alias)
        self.city.set(case.client.city or "")
        self.size.set(case.client.household_size)
        self.as_of.set(case.as_of)

    def go(self, name: str) -> None:
        """Put the cursor into the field of this name."""
        fields: dict[str, Field[Any]] = {
            "alias": self.alias,
            "city": self.city,
            "household_size": self.size,
            "as_of": self.as_of,
        }
        fields.get(name, self.alias).focus()


def know_view(session: Session, scope: Scope) -> Any:
    """Return the screen of the first step."""
    kit, model = session.keep(Kit), session.keep(KnowModel)
    heading = kit.html(f"<h2>{text_of(kit.say('know.title'))}</h2><p>{text_of(kit.say('know.lead'))}</p>")
    urgent = kit.html("", "rb-card", "rb-urgent")
    debts = DebtList(kit, scope, model)
    title = kit.html(f"<h3>{text_of(kit.say('know.debts.title'))}</h3>")
    table = DebtTable(kit, scope, model)
    basics = _Basics(kit, scope, model)
    totals, late, missing = kit.html("", "rb-card"), kit.html("", "rb-card"), MissingList(kit)

    def tell(_change: Any = None) -> None:
        page = model.page
        for widget, markup in (
            (urgent, urgent_markup(kit, page.deadlines)),
            (totals, totals_markup(kit, page)),
            (late, late_markup(kit, page)),
        ):
            if widget.value != markup:
                widget.value = markup
        show(totals, on=bool(page.cards))
        show(late, on=bool(page.late))
        show(missing.box, on=bool(page.cards))
        missing.show(page.missing)

    def go(_change: Any = None) -> None:
        place = session.goal
        if place and place[0] == "debts":
            session.goal = None
            debts.go(place)
        elif place and place[0] in {"client", "as_of"}:
            session.goal = None
            basics.go(str(place[-1]))

    scope.observe(model, kit.guarded(tell), "page")
    scope.observe(session, kit.guarded(go), "goal")
    tell()
    go()
    ways, flags = routes_view(session, scope), flags_view(session, scope)
    yearly, check = costs_view(session, scope), boundary_view(session, scope)
    enter = kit.box((title, debts.box, table.box, basics.box), "rb-stack")
    means = kit.box((totals, late, yearly, flags, check, missing.box), "rb-side")
    return kit.box((heading, urgent, ways, kit.box((enter, means), "rb-two")), "rb-stack", "rb-know")
