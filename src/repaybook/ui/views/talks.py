"""Where each creditor stands, on the page: the state, the next step with its day, the steps so far, what to answer."""

from __future__ import annotations

from typing import Any

from repaybook.case.dealings import STATES
from repaybook.case.model import Debt, Negotiation
from repaybook.errors import Problem, RepaybookError
from repaybook.follow.contacts import past_promise
from repaybook.follow.reached import Passed
from repaybook.follow.refusals import Counter
from repaybook.follow.talks import Standing
from repaybook.texts import figures, known
from repaybook.ui.fields import DateField, WordsField
from repaybook.ui.kit import Kit, show, text_of
from repaybook.ui.models.talk import CreditorLine
from repaybook.ui.models.talks import TalkLine, TalksDesk
from repaybook.ui.scope import Scope
from repaybook.ui.views.form import Form, PickField
from repaybook.ui.views.names import debt_name
from repaybook.ui.views.rows import Rows


class _StateForm:
    """The entry of one state: which, since when, what next and by when, a note."""

    def __init__(self, kit: Kit, desk: TalksDesk) -> None:
        self._kit, self._desk = kit, desk
        self._debt = ""
        word = kit.say
        self.state = PickField(kit, word("talks.form.state"), word("ui.field.choose"))
        self.on = DateField(kit, word("talks.form.on"), unknown=False)
        self.next_step = WordsField(kit, word("talks.form.next_step"), hint=word("talks.form.next_step_hint"))
        self.next_on = DateField(kit, word("talks.form.next_on"), unknown=False)
        self.note = WordsField(kit, word("talks.form.note"), hint=word("talks.form.note_hint"), most=1000)
        fields = (self.state, self.on, self.next_step, self.next_on, self.note)
        self.form = Form(kit, fields, self._save, cancel=word("talks.form.cancel"))

    def open(self, debt: Debt, back: Any) -> None:
        """Show the form for a debt, as of today."""
        kit = self._kit
        self._debt = debt.id
        self.state.offer([(kit.say(f"terms.talks_state.{state}"), state) for state in STATES], None)
        self.on.reset(kit.session.on)
        for field in (self.next_step, self.note):
            field.reset(None)
        self.next_on.reset(None)
        self.form.open(kit.say("talks.form.title", name=debt_name(kit, debt)), kit.say("talks.form.save"), back)

    def _save(self) -> None:
        if self.on.value is None:
            raise RepaybookError([Problem("talks.problem.no_day")])
        self._desk.reach(
            Negotiation(
                debt=self._debt,
                state=self.state.value or "",
                on=self.on.value,
                next_step=self.next_step.value or "",
                next_on=self.next_on.value,
                note=self.note.value or "",
            )
        )


def _facts(kit: Kit, line: CreditorLine) -> str:
    """Return what is owed, how late it is, and how often there was contact."""
    lang, debt = kit.session.lang, line.debt
    facts = [kit.say("talk.creditors.owed", amount=figures.wan(lang, debt.balance_total))]
    stage = f"terms.stage.{debt.overdue_stage}"
    if debt.contingent:
        facts.append(kit.say("talk.creditors.contingent"))
    elif line.agreement is not None:
        facts.append(kit.say("talk.creditors.agreed"))
    elif known(lang, stage):
        facts.append(kit.say(stage))
    if line.last is None:
        facts.append(kit.say("talk.creditors.never"))
    else:
        many = "talked_one" if line.contacts == 1 else "talked_many"
        facts.append(kit.say(f"talk.creditors.{many}", count=line.contacts))
        facts.append(kit.say("talk.creditors.last", day=figures.day(lang, line.last.at.date())))
    return " · ".join(facts)


def _state(kit: Kit, one: Standing) -> str:
    name = kit.say(f"terms.talks_state.{one.state}") if one.state else kit.say("talks.not_begun")
    more = [kit.say("talks.told" if one.told is not None else "talks.derived")]
    if one.since is not None:
        more.insert(0, kit.say("talks.since", day=figures.day(kit.session.lang, one.since)))
    soft = f'<span class="rb-soft">{text_of(" · ".join(more))}</span>'
    note = f'<br><span class="rb-soft">{text_of(one.told.note)}</span>' if one.told and one.told.note else ""
    return f"<p><strong>{text_of(name)}</strong> {soft}{note}</p>"


def _next(kit: Kit, one: Standing) -> str:
    lang, step = kit.session.lang, one.next
    said = step.said or kit.say(f"talks.next.{step.key}")
    markup = f"{text_of(kit.say('talks.next_title'))}{text_of(kit.say('terms.colon'))}{text_of(said)}"
    if step.on is not None:
        left = figures.days_left(lang, (step.on - kit.session.on).days)
        day = kit.say("talks.by_day", day=figures.day(lang, step.on), left=left)
        basis = kit.say(f"talks.basis.{step.basis}")
        mark = f' <span class="rb-word">{text_of(kit.say("talks.overdue"))}</span>' if one.overdue else ""
        markup += f'<br>{text_of(day)} <span class="rb-soft">{text_of(basis)}</span>{mark}'
    if one.wait is not None:
        source = kit.say(f"talks.source.{one.wait.source}")
        wait = kit.say("talks.wait", least=one.wait.least, most=one.wait.most, source=source)
        markup += f'<br><span class="rb-soft">{text_of(wait)}</span>'
    return f"<p>{markup}</p>"


def _promises(kit: Kit, one: Standing) -> str:
    if not one.promises:
        return ""
    items = ""
    for row in one.promises:
        what = row.promise or kit.say("talks.promise_unsaid")
        if row.promise_on is None:
            words = kit.say("talks.promise_open", what=what)
        else:
            words = kit.say("talks.promise", day=figures.day(kit.session.lang, row.promise_on), what=what)
        past = past_promise(row, kit.session.on)
        mark = f' <span class="rb-word">{text_of(kit.say("talks.past"))}</span>' if past else ""
        items += f"<li>{text_of(words)}{mark}</li>"
    return f"<p>{text_of(kit.say('talks.promises'))}</p><ul>{items}</ul>"


def _counter(kit: Kit, one: Counter) -> str:
    title, do = kit.say(f"talks.counter.{one.reason}.title"), kit.say(f"talks.counter.{one.reason}.do")
    fits = f' <span class="rb-word">{text_of(kit.say("talks.counters_fit"))}</span>' if one.fits else ""
    papers = ""
    if one.papers:
        names = "、".join(one.papers) if kit.session.lang == "zh" else ", ".join(one.papers)
        papers = f"<br>{text_of(kit.say('talks.papers', names=names))}"
    return f"<li>{text_of(title)}{fits}<br>{text_of(do)}{papers}</li>"


def _counters(kit: Kit, one: Standing) -> str:
    if not one.counters:
        return ""
    fitting = "".join(_counter(kit, each) for each in one.counters if each.fits)
    others = "".join(_counter(kit, each) for each in one.counters if not each.fits)
    head = f"<p>{text_of(kit.say('talks.counters'))}</p>"
    shown = f"{head}<ul>{fitting}</ul>" if fitting else head
    more = f"<summary>{text_of(kit.say('talks.counters_more'))}</summary>"
    rest = f"<details>{more}<ul>{others}</ul></details>" if others else ""
    return f'{shown}{rest}<p class="rb-soft">{text_of(kit.say("talks.kept_paying"))}</p>'


def _step(kit: Kit, one: Passed, *, now: bool) -> str:
    words = kit.say(f"terms.talks_state.{one.state}")
    if one.on is not None:
        words = f"{words} {figures.day(kit.session.lang, one.on)}"
    current = ' aria-current="step" class="rb-now"' if now else ""
    return f"<li{current}>{text_of(words)}</li>"


def line_markup(kit: Kit, line: TalkLine) -> str:
    """Return one creditor's line as markup: name, facts, state, next step, promises, answers, the steps so far."""
    name = f"<h4>{text_of(debt_name(kit, line.debt))}</h4>"
    facts = f'<p class="rb-soft">{text_of(_facts(kit, line.creditor))}</p>'
    one = line.standing
    if one is None:
        return f"{name}{facts}"
    steps = ""
    if one.passed:
        last = max((place for place, step in enumerate(one.passed) if step.state == one.state), default=None)
        rows = "".join(_step(kit, step, now=place == last) for place, step in enumerate(one.passed))
        summary = f"<summary>{text_of(kit.say('talks.line'))}</summary>"
        steps = f'<details>{summary}<ol class="rb-steps">{rows}</ol></details>'
    return f"{name}{facts}{_state(kit, one)}{_next(kit, one)}{_promises(kit, one)}{_counters(kit, one)}{steps}"


class TalksView:
    """A card with a line a creditor; a state is set in a form at its top."""

    def __init__(self, kit: Kit, desk: TalksDesk, scope: Scope) -> None:
        self._kit, self._desk = kit, desk
        self._form = _StateForm(kit, desk)
        title, lead = text_of(kit.say("talks.title")), text_of(kit.say("talks.lead"))
        head = kit.html(f'<h3>{title}</h3><p class="rb-soft">{lead}</p>')
        self._none = kit.html(f"<p>{text_of(kit.say('talks.none'))}</p>")
        self._rows: Rows[TalkLine] = Rows(kit, self._row, "rb-talks")
        self.box = kit.box((head, self._form.form.box, self._none, self._rows.box), "rb-card")
        scope.observe(desk, self._show, "lines")
        self._show()

    def _show(self, _change: Any = None) -> None:
        self._rows.show(self._desk.lines)
        show(self._none, on=not self._desk.lines)

    def _row(self, line: TalkLine) -> Any:
        kit, desk, one = self._kit, self._desk, line.standing
        content = kit.html(line_markup(kit, line))
        if one is None:
            return kit.box((content,), "rb-talk")
        name = debt_name(kit, line.debt)
        change = kit.button(
            kit.say("talks.change"),
            lambda: self._form.open(line.debt, change),
            hint=kit.say("talks.change_of", name=name),
        )
        buttons = [change]
        told = one.told
        if told is not None:
            buttons.append(
                kit.button(
                    kit.say("talks.drop"),
                    lambda: desk.drop(told),
                    "rb-quiet",
                    hint=kit.say("talks.drop_of", name=kit.say(f"terms.talks_state.{told.state}")),
                )
            )
        return kit.box((content, kit.box(buttons, "rb-row")), "rb-talk")
