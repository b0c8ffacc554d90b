"""The words of keeping an agreement on the page, as markup: in both languages, and whatever a person wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from repaybook.case.model import AgreedItem, BreachTerms, Contact, Milestone, Payment
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.follow.agreement_check import LADDER, check_agreement
from repaybook.money import Money
from repaybook.texts import LANGS, Lang
from repaybook.ui.kit import Kit
from repaybook.ui.models.keeping import KeepingDesk
from repaybook.ui.session import Session
from repaybook.ui.views.after_agreement import head_markup, step_markup
from repaybook.ui.views.agreement_check import rule_words, standing_markup, terms_markup
from repaybook.ui.views.ladder import ladder_markup, next_words
from repaybook.ui.views.warnings import watch_markup

ON = date(2026, 11, 23)
HOSTILE = "<script>alert(1)</script>{{ x }}\u202e#strong[b]"


def session(lang: Lang = "zh") -> Session:
    return Session(read_case(demo_bytes("C5-misconduct")), lang=lang)


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_person_wrote_never_becomes_markup(lang: Lang) -> None:
    open_session = session(lang)
    (agreement,) = open_session.case.agreements
    at = datetime.fromisoformat("2026-11-20T09:00")
    said = Contact(
        at=at, direction="in", party=HOSTILE, debt="D1", said_zh=HOSTILE, classes=("after_agreement_collection",)
    )
    open_session.change(
        agreements=(replace(agreement, missing=(HOSTILE, f"违约{HOSTILE}"), reference=HOSTILE),),
        contact_log=(said,),
        milestones=(Milestone(debt="D1", step="own_payments", on=ON, note=HOSTILE),),
    )
    kit, keeping = Kit(open_session), KeepingDesk(open_session)
    (agreement,) = open_session.case.agreements
    check = check_agreement(open_session.case, "D1", ON)
    flow = keeping.flows[0]
    shown = [standing_markup(kit, agreement, check), terms_markup(kit, check, agreement), head_markup(kit, flow)]
    shown += [step_markup(kit, flow, step) for step in flow.steps]
    assert all("<script" not in markup for markup in shown)
    assert sum("&lt;script" in markup for markup in shown) >= 3


@pytest.mark.parametrize("lang", LANGS)
def test_every_rung_says_where_it_stands_and_what_comes_next(lang: Lang) -> None:
    for rung in LADDER:
        open_session = session(lang)
        (agreement,) = open_session.case.agreements
        open_session.change(agreements=(replace(agreement, form="", rung=rung),))
        kit, check = Kit(open_session), check_agreement(open_session.case, "D1", ON)
        assert check.rung == rung
        markup = ladder_markup(kit, check)
        assert markup.count("<li") == len(LADDER)
        assert markup.count("rb-rung-here") == 1
        assert kit.say("keeping.ladder.here") in markup
        assert next_words(kit, check)


@pytest.mark.parametrize("lang", LANGS)
def test_a_settlement_in_enforcement_says_what_follows_where_it_is_not_kept(lang: Lang) -> None:
    open_session = session(lang)
    (agreement,) = open_session.case.agreements
    open_session.change(agreements=(replace(agreement, form="执行和解"),))
    kit, check = Kit(open_session), check_agreement(open_session.case, "D1", ON)
    markup = ladder_markup(kit, check)
    assert kit.say("agreement.rung_more.enforcement_settlement") in markup
    assert "<li" not in markup
    assert kit.say("keeping.ladder.enforceable") not in markup


def test_a_time_for_confirmation_that_is_over_is_said_with_the_laws_days() -> None:
    open_session = session()
    (agreement,) = open_session.case.agreements
    open_session.change(agreements=(replace(agreement, form="人民调解协议", signed=date(2026, 10, 1)),))
    lines = next_words(Kit(open_session), check_agreement(open_session.case, "D1", ON))
    assert "申请司法确认的30天已过。" in lines


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_breach_brings_back_stands_in_words(lang: Lang) -> None:
    open_session = session(lang)
    kit = Kit(open_session)
    (agreement,) = open_session.case.agreements
    check = check_agreement(open_session.case, "D1", ON)
    assert kit.say("keeping.breach.none") in terms_markup(kit, check, agreement)
    terms = BreachTerms(days_late=3, waiver_falls=True, rate_revives=False, accelerates=True)
    told = replace(agreement, breach=terms)
    open_session.change(agreements=(told,))
    markup = terms_markup(kit, check_agreement(open_session.case, "D1", ON), told)
    for name in ("waiver_falls", "not_rate_revives", "accelerates"):
        assert kit.say(f"keeping.breach.{name}") in markup
    assert kit.say("keeping.breach.days_late", days=3) in markup


def test_hidden_interest_is_said_as_a_yearly_rate() -> None:
    # 12,000 in 12 instalments of 1,072: 13.03 % simple a year
    open_session = session()
    (agreement,) = open_session.case.agreements
    dear = replace(agreement, principal_fixed=Money.yuan(12_000), terms=12, monthly=Money.yuan(1_072))
    open_session.change(agreements=(dear,))
    markup = terms_markup(Kit(open_session), check_agreement(open_session.case, "D1", ON), dear)
    assert "年化13.03%（单利）" in markup


def test_an_item_that_is_only_remembered_is_said_to_be() -> None:
    open_session = session()
    (agreement,) = open_session.case.agreements
    item = AgreedItem(name="breach", standing="missing", by="memory")
    told = replace(agreement, items=(item,))
    open_session.change(agreements=(told,))
    kit = Kit(open_session)
    assert kit.say("keeping.check.by_memory") in standing_markup(
        kit, told, check_agreement(open_session.case, "D1", ON)
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_rule_on_cards_is_named_with_its_article(lang: Lang) -> None:
    open_session = session(lang)
    assert "第70条" in rule_words(Kit(open_session), check_agreement(open_session.case, "D1", ON))


@pytest.mark.parametrize("lang", LANGS)
def test_a_priority_debt_is_never_the_one_to_skip(lang: Lang) -> None:
    open_session = session(lang)
    wages, side = open_session.case.income
    home, *others = open_session.case.debts
    open_session.change(
        income=(replace(wages, amount_monthly=Money.yuan(3_600), low=Money.yuan(3_600)), side),
        debts=(replace(home, priority=True), *others),
    )
    kit, (watch,) = Kit(open_session), KeepingDesk(open_session).watch
    # 3,600 + 600 − 4,110 = 90 of the 780 that come first
    assert watch.risks[0].priority
    markup = watch_markup(kit, watch)
    name = open_session.case.debts[0].creditor_alias
    assert kit.say("keeping.warn.do_priority", name=name) in markup
    assert kit.say("keeping.warn.never") in markup


@pytest.mark.parametrize("lang", LANGS)
def test_nobody_is_told_to_go_on_paying_what_is_paid(lang: Lang) -> None:
    open_session = session(lang)
    (agreement,) = open_session.case.agreements
    rest = Payment(date=ON, amount=Money.yuan(42_900))  # 46,800 less 5 × 780
    open_session.change(agreements=(replace(agreement, payments=(*agreement.payments, rest)),))
    kit, (flow,) = Kit(open_session), KeepingDesk(open_session).flows
    markup = head_markup(kit, flow)
    assert kit.say("keeping.after.owed") not in markup
    assert kit.say("keeping.after.settled") in markup
