"""Pages for paper: the one page of a case, the blank form for home, each as markup and as a page that stands alone."""

from __future__ import annotations

from collections.abc import Iterable

from repaybook.assess.urgent import Deadline
from repaybook.case.model import Category
from repaybook.follow.talk_dates import TalkDate
from repaybook.texts import Lang, figures, known, say
from repaybook.ui.kit import Kit, text_of
from repaybook.ui.models.summary import OnePage
from repaybook.ui.views.names import creditor
from repaybook.ui.views.plan_words import figures_of

_INCOME_ROWS, _EXPENSE_MORE, _DEBT_ROWS = 3, 2, 5

_STYLE = """
@page { size: A4; margin: 14mm; }
body { max-width: 182mm; margin: 0 auto; padding: 4mm; background: #fff; color: #000;
  font: 11pt/16pt "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 16pt; line-height: 22pt; margin: 0 0 2mm; }
h2 { font-size: 12pt; line-height: 17pt; margin: 4mm 0 1mm; border-bottom: 1px solid #000; }
p, ul, ol { margin: 0 0 1mm; } ul, ol { padding-left: 6mm; }
table { width: 100%; border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: 1mm 2mm; }
th { font-weight: 600; } .num { text-align: right; white-space: nowrap; } .soft { font-size: 9.5pt; line-height: 13pt; }
.big { font-size: 14pt; line-height: 20pt; font-weight: 600; }
table.fill td, table.fill th { border: 1px solid #000; } table.fill td { height: 8mm; }
.rb-num { text-align: right; } .rb-plain { list-style: none; padding: 0; } caption { display: none; }
table.rb-compare tr { border-bottom: 1px solid #999; } .rb-notes { font-size: 9.5pt; line-height: 13pt; }
table.rb-months { font-size: 8.5pt; line-height: 11.5pt; } table.rb-months thead { display: table-header-group; }
table.rb-months th, table.rb-months td { padding: 0.4mm 1mm; font-weight: 400; } table.rb-months thead th {
  border-bottom: 1px solid #000; vertical-align: bottom; white-space: normal; max-width: 26mm;
  overflow-wrap: anywhere; } tr { break-inside: avoid; }
button { font: inherit; min-height: 44px; padding: 6px 18px; }
@media print { .screen { display: none; } body { padding: 0; } }
"""


def _section(title: str, body: str) -> str:
    return f"<section><h2>{text_of(title)}</h2>{body}</section>"


def _list(lines: Iterable[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{text_of(line)}</li>' for line in lines)}</{tag}>"


def _pairs(rows: Iterable[tuple[str, str]]) -> str:
    cells = "".join(
        f'<tr><th scope="row">{text_of(name)}</th><td class="num big">{text_of(value)}</td></tr>'
        for name, value in rows
    )
    return f"<table>{cells}</table>"


def _debts(kit: Kit, page: OnePage) -> str:
    lang, facts, assessment = kit.session.lang, page.standing.facts, page.assessment
    key = "total_at_least" if facts.at_least else "total"
    rows = [
        (kit.say(f"summary.debt.{key}"), figures.money(lang, facts.total)),
        (kit.say("summary.debt.overdue"), figures.money(lang, assessment.overdue_total)),
    ]
    lines = []
    for debt in page.case.debts:
        if debt.contingent:
            continue
        stage = f"terms.stage.{assessment.stages.get(debt.id, '')}"
        told = kit.say(stage) if known(lang, stage) else figures.unknown(lang)
        amount = figures.money(lang, debt.balance_total)
        lines.append(kit.say("summary.debt.line", name=creditor(kit, debt.id), amount=amount, stage=told))
    if assessment.contingent_total:
        amount = figures.money(lang, assessment.contingent_total)
        lines.append(kit.say("summary.debt.contingent", amount=amount))
    return _section(kit.say("summary.debt.title"), _pairs(rows) + _list(lines))


def _pay(kit: Kit, page: OnePage) -> str:
    lang, facts = kit.session.lang, page.standing.facts
    if facts.gap is not None:
        rows = [(kit.say("summary.pay.gap"), figures.money(lang, facts.gap))]
    else:
        rows = [(kit.say("summary.pay.usable"), figures.money(lang, facts.usable))]
    if facts.usable is not None:
        less = figures.money(lang, page.assessment.surplus_income_minus10)
        rows.append((kit.say("summary.pay.less"), less))
    return _section(kit.say("summary.pay.title"), _pairs(rows))


def _plan(kit: Kit, page: OnePage) -> str:
    lang, plan = kit.session.lang, page.plan
    title = kit.say("summary.plan.title")
    if plan is None:
        return _section(
            title, f"<p>{text_of(kit.say('summary.plan.stale' if page.stale else 'summary.plan.none'))}</p>"
        )
    monthly = figures.money(lang, plan.monthly)
    if plan.end_month is None:
        whole = kit.say("summary.plan.monthly_open", amount=monthly)
    else:
        whole = kit.say("summary.plan.monthly", amount=monthly, month=figures.month(lang, plan.end_month))
    lines = []
    for debt_id, schedule in plan.schedules.items():
        answer = kit.say(f"terms.offer_kind.{schedule.offer.kind}")
        told = " · ".join(figures_of(kit, schedule))
        lines.append(kit.say("summary.plan.line", name=creditor(kit, debt_id), answer=answer, figures=told))
    notes = [kit.say("summary.plan.bank")]
    if any(debt.priority for debt in page.case.debts):
        notes.insert(0, kit.say("summary.plan.without_priority"))
    said = "".join(f'<p class="soft">{text_of(note)}</p>' for note in notes)
    return _section(title, f'<p class="big">{text_of(whole)}</p>{_list(lines)}{said}')


def _date(kit: Kit, one: Deadline) -> str:
    lang = kit.session.lang
    what = kit.say(one.label_key, who=one.who)
    if one.days_left is None:
        return kit.say("summary.dates.unclear", what=what)
    left = figures.days_left(lang, one.days_left)
    return kit.say("summary.dates.line", day=figures.day(lang, one.on), left=left, what=what)


def _dates(kit: Kit, page: OnePage) -> str:
    title = kit.say("summary.dates.title")
    if not page.dates:
        return _section(title, f"<p>{text_of(kit.say('summary.dates.none'))}</p>")
    return _section(title, _list(_date(kit, one) for one in page.dates))


def _talk(kit: Kit, page: OnePage, one: TalkDate) -> str:
    lang, named = kit.session.lang, creditor(kit, one.debt)
    said = one.said or kit.say(f"talks.next.{one.key}")
    what = kit.say("talks.calendar.step" if named else "talks.calendar.whole", creditor=named, what=said)
    left = figures.days_left(lang, (one.on - page.on).days)
    return kit.say("summary.dates.line", day=figures.day(lang, one.on), left=left, what=what)


def _todo(kit: Kit, page: OnePage) -> str:
    lang, advice = kit.session.lang, page.advice
    steps = [_talk(kit, page, one) for one in page.talks]
    steps += [figures.tell(lang, step, advice.values) for step in page.steps]
    return _section(kit.say("summary.todo.title"), _list(steps, "ol"))


def _help(kit: Kit) -> str:
    lines = (kit.say(f"summary.help.{line}") for line in ("calm", "danger", "law", "free", "fraud"))
    return _section(kit.say("summary.help.title"), _list(lines))


def summary_markup(kit: Kit, page: OnePage) -> str:
    """Return the one page as markup, every word of a person escaped."""
    as_of = kit.say("summary.as_of", day=figures.day(kit.session.lang, page.on))
    parts = (_dates(kit, page), _debts(kit, page), _pay(kit, page), _plan(kit, page), _todo(kit, page), _help(kit))
    title, made = text_of(kit.say("summary.title")), text_of(kit.say("summary.made"))
    return f'<h1>{title}</h1><p class="soft">{text_of(as_of)} · {made}</p>{"".join(parts)}'


def _blank(heads: Iterable[str], rows: Iterable[str], columns: int) -> str:
    head = "".join(f'<th scope="col">{text_of(name)}</th>' for name in heads)
    body = "".join(f'<tr><th scope="row">{name}</th>{"<td></td>" * columns}</tr>' for name in rows)
    return f'<table class="fill"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def form_markup(lang: Lang) -> str:
    """Return the blank income and expense form as markup; it asks for no name and no number."""

    def word(key: str) -> str:
        return say(lang, f"summary.form.{key}")

    total = f"<strong>{text_of(word('sum'))}</strong>"
    income = _blank(
        (word("income_what"), word("low"), word("typical"), word("high"), word("note")),
        [""] * _INCOME_ROWS + [total],
        4,
    )
    classes = [
        f"{text_of(say(lang, f'terms.category.{category}'))}<br>"
        f'<span class="soft">{text_of(say(lang, f"summary.hint.{category}"))}</span>'
        for category in Category
    ]
    expense = _blank(
        (word("expense_what"), word("week"), word("month"), word("year"), word("note")),
        [*classes, *[""] * _EXPENSE_MORE, total],
        4,
    )
    debts = _blank(
        (word("creditor"), word("kind"), word("owed"), word("due"), word("late")), [""] * _DEBT_ROWS + [total], 4
    )
    head = f"<h1>{text_of(word('title'))}</h1><p>{text_of(word('lead'))}</p><p>{text_of(word('date'))}</p>"
    tables = _section(word("income"), income) + _section(word("expense"), expense) + _section(word("debts"), debts)
    return f'{head}{tables}<p class="soft">{text_of(word("keep"))}</p>'


def page(lang: Lang, title: str, body: str) -> str:
    """Return a page that stands alone: it needs no other file, prints on A4, and has a button that prints it."""
    language = "zh-CN" if lang == "zh" else "en"
    button = f'<p class="screen"><button onclick="print()">{text_of(say(lang, "summary.print"))}</button></p>'
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{text_of(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main>{button}{body}</main></body></html>"
    )
