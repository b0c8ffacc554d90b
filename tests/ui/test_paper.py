"""The one page and the blank form: true for every case, in both languages, and nothing of a person's text is markup."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files

import pytest

from repaybook.case.model import CaseFile, Category, Debt
from repaybook.case.read import read_case
from repaybook.texts import LANGS, Lang, say
from repaybook.ui.kit import Kit
from repaybook.ui.models.plan import PlanDesk
from repaybook.ui.models.standing import StandingModel
from repaybook.ui.models.summary import one_page
from repaybook.ui.session import Session
from repaybook.ui.views.paper import form_markup, page, summary_markup

CASES = ("C1-easy", "C2-tight", "C3-negative", "C4-litigated", "C5-misconduct")


def opened(name: str, lang: Lang = "zh") -> Session:
    return Session(read_case((files("repaybook") / "demo" / f"{name}.json").read_bytes()), lang=lang, step="plan")


def told(session: Session) -> str:
    standing = session.keep(StandingModel).now
    return summary_markup(session.keep(Kit), one_page(standing, session.on))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CASES)
def test_every_case_has_its_page_with_help_and_without_gaps(name: str, lang: Lang) -> None:
    markup = told(opened(name, lang))
    assert "12356" in markup
    assert "110" in markup
    assert say(lang, "summary.help.free") in markup
    assert not re.search(r"None|nan|\{|\}", markup)


def test_an_empty_case_says_what_is_not_known_instead_of_zero() -> None:
    session = opened("C1-easy")
    session.put(CaseFile(as_of=session.case.as_of))
    markup = told(session)
    assert say("zh", "figures.unknown") in markup
    assert say("zh", "summary.plan.none") in markup
    assert say("zh", "summary.dates.none") in markup


def test_c3_shows_what_is_missing_a_month_and_no_instalments() -> None:
    markup = told(opened("C3-negative"))
    assert "480元" in markup  # 4,430 − 3,950
    assert say("zh", "summary.pay.gap") in markup
    assert say("zh", "summary.plan.none") in markup


def test_c4_begins_with_the_payment_order() -> None:
    page_of_c4 = one_page(opened("C4-litigated").keep(StandingModel).now, opened("C4-litigated").on)
    assert page_of_c4.dates[0].kind == "payment_order_received"
    assert page_of_c4.dates[0].days_left == 8


def test_the_chosen_plan_stands_there_with_every_creditors_part() -> None:
    session = opened("C2-tight")
    session.keep(PlanDesk).choose("even")
    markup = told(session)
    assert "每月还1,910元，还到2031年11月" in markup
    assert "股份制银行A：协商分期，每月780元" in markup
    assert say("zh", "summary.plan.bank") in markup
    assert say("zh", "summary.plan.without_priority") in markup


def test_a_chosen_plan_that_does_not_fit_any_more_is_said() -> None:
    session = opened("C2-tight")
    session.keep(PlanDesk).choose("even")
    more = Debt(id="D9", creditor_alias="网贷E", creditor_type=session.case.debts[3].creditor_type)
    more = replace(more, balance_total=session.case.debts[3].balance_total, overdue_days=40)
    session.change(debts=(*session.case.debts, more))
    assert say("zh", "summary.plan.stale") in told(session)


def test_a_persons_words_never_become_markup() -> None:
    session = opened("C2-tight")
    hostile = replace(session.case.debts[1], creditor_alias='<img src=x onerror="alert(1)">')
    session.change(debts=(session.case.debts[0], hostile, *session.case.debts[2:]))
    markup = told(session)
    assert "<img" not in markup
    assert "&lt;img" in markup


@pytest.mark.parametrize("lang", LANGS)
def test_the_blank_form_has_all_nine_classes_and_stands_alone(lang: Lang) -> None:
    whole = page(lang, say(lang, "summary.form.title"), form_markup(lang))
    for category in Category:
        assert say(lang, f"terms.category.{category}") in whole
    assert whole.startswith("<!DOCTYPE html>")
    assert "://" not in whole
    assert "<input" not in whole
