"""方案 in a real browser: what a missed instalment costs, what creditors answered, and their side of the plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from repaybook.case.model import BreachTerms, CaseFile, Offer
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes
from repaybook.money import Money
from repaybook.plans import project, propose
from repaybook.plans.breach import Breach, breach
from repaybook.plans.creditor_value import creditor_view
from repaybook.texts import say
from repaybook.texts.figures import money

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def couple() -> CaseFile:
    return read_case(demo_bytes("C2-tight"))


def offer_to(couple: CaseFile, debt: str) -> Offer:
    plan = next(one.plan for one in propose(couple, ON).plans if one.plan.id == "even")
    return next(offer for offer in plan.offers if offer.debt == debt)


def figure(card: Locator, name: str) -> Locator:
    return card.locator(f'[data-figure="{name}"] dd')


def preview(page: Page) -> Locator:
    card = page.locator(".rb-card.rb-breach")
    card.get_by_role("button").first.click()
    expect(card.locator(".rb-breach-result [role=status]")).to_be_visible()
    return card


def shows(card: Locator, found: Breach) -> None:
    for name, amount in (("paid", found.paid), ("to_pay", found.to_pay), ("owed", found.owed), ("more", found.more)):
        expect(figure(card, name)).to_have_text(money("zh", amount))


def test_the_breach_preview_shows_the_engines_figures(in_step: Any, couple: CaseFile) -> None:
    page = in_step("C2-tight", "plan").page
    card = page.locator(".rb-card.rb-breach")
    expect(card.locator(".rb-breach-result")).to_have_count(0)  # folded until it is asked for
    card = preview(page)
    shows(card, breach(couple, "D1", offer_to(couple, "D1"), ON, missed=7))
    slider = card.get_by_role("slider")
    slider.focus()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    shows(card, breach(couple, "D1", offer_to(couple, "D1"), ON, missed=9))
    card.get_by_label(say("zh", "breach.screen.creditor")).select_option(label="持牌消费金融公司C · 现金贷(余14期)")
    shows(card, breach(couple, "D3", offer_to(couple, "D3"), ON, missed=9))
    card.get_by_label(say("zh", "breach.screen.rate_revives")).select_option(
        label=say("zh", "breach.screen.written_no")
    )
    terms = BreachTerms(rate_revives=False)
    found = breach(couple, "D3", offer_to(couple, "D3"), ON, missed=9, terms=terms)
    shows(card, found)
    assert found.more == Money(0)
    expect(card).not_to_contain_text(say("zh", "breach.screen.collection", source="")[:12])  # a loan: no card's rule
    card.get_by_label(say("zh", "breach.screen.accelerates")).select_option(label=say("zh", "breach.screen.written_no"))
    # one instalment of 22,400 / 60 = 373.33 is all that has to be made up
    expect(card.locator("[role=status]")).to_have_text("先要补373.33元，总数没有变多。")
    card.get_by_role("button", name=say("zh", "breach.screen.stop")).click()
    expect(card.locator(".rb-breach-result")).to_be_hidden()


def test_an_answer_is_noted_seen_beside_the_proposal_and_put_into_the_plan(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    card = page.locator(".rb-counter-offers")
    card.get_by_role("button", name=say("zh", "answers.add"), exact=True).click()
    card.get_by_role("button", name=say("zh", "answers.form.save"), exact=True).click()
    expect(card.get_by_role("alert")).to_contain_text(say("zh", "problems.plan.months_needed"))
    months = card.get_by_label(say("zh", "answers.form.months"))
    months.fill("36")
    months.press("Tab")
    who = card.get_by_label(say("zh", "answers.form.who"))
    who.fill("<b>工号8</b>")
    who.press("Tab")
    card.get_by_role("button", name=say("zh", "answers.form.save"), exact=True).click()
    entry = card.locator(".rb-answers .rb-entry")
    expect(entry).to_contain_text("2026年11月23日 · 电话 · <b>工号8</b>")
    monthly = entry.locator('tr[data-row="answer_monthly"]')
    expect(monthly).to_contain_text("780元")  # 46,800 over 60 months
    expect(monthly).to_contain_text("1,300元")  # over 36
    expect(entry.locator('tr[data-row="answer_usable"] .rb-word')).to_be_visible()  # 2,430 a month of 2,050
    entry.get_by_role("button", name=say("zh", "answers.place")).click()
    expect(page.locator(".rb-answer-figures:visible").first).to_contain_text("每月1,300元")
    expect(monthly.locator("td").first).to_contain_text("1,300元")
    entry.get_by_role("button", name=say("zh", "answers.delete"), exact=True).click()
    expect(entry).to_have_count(0)
    page.get_by_role("button", name=say("zh", "ui.file.undo")).first.click()
    expect(card.locator(".rb-answers .rb-entry")).to_have_count(1)


def test_the_creditors_side_follows_the_rate(in_step: Any, couple: CaseFile) -> None:
    page = in_step("C2-tight", "plan").page
    card = page.locator(".rb-card.rb-creditor")
    card.get_by_role("button").first.click()
    plan = next(one.plan for one in propose(couple, ON).plans if one.plan.id == "even")
    projection = project(couple, plan, ON)
    worth = figure(card.locator('[data-debt="D1"]'), "worth")
    expect(worth).to_have_text(money("zh", creditor_view(projection, "D1", couple, Decimal("0.03")).worth))
    slider = card.get_by_role("slider")
    slider.focus()
    slider.press("ArrowRight")
    expect(worth).to_have_text(money("zh", creditor_view(projection, "D1", couple, Decimal("0.035")).worth))
    slider.press("Home")
    expect(worth).to_have_text("46,800元")  # at no rate money is worth what is paid


@pytest.mark.parametrize("width", [1280, 390])
def test_the_cards_are_without_serious_findings(
    in_step: Any, serious: Callable[[Page], list[str]], sideways: Callable[[Page], int], width: int
) -> None:
    visit = in_step("C5-misconduct", "plan", width=width)
    page = visit.page
    preview(page)
    page.locator(".rb-card.rb-creditor").get_by_role("button").first.click()
    expect(page.locator(".rb-creditor-sides section").first).to_be_visible()
    page.locator(".rb-counter-offers").get_by_role("button").first.click()
    expect(page.locator(".rb-counter-offers .rb-form")).to_be_visible()
    assert serious(page) == []
    assert sideways(page) <= 0
    low = page.evaluate(
        """() => [...document.querySelectorAll('.rb-breach button, .rb-breach input, .rb-breach select,'
            + '.rb-breach summary, .rb-creditor button, .rb-counter-offers button, .rb-counter-offers input')]
          .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
          .map(one => one.outerHTML.slice(0, 120))"""
    )
    assert low == []
    assert not [line for line in visit.complaints if not re.search("favicon", line)]
