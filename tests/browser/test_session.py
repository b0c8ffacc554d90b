"""A whole session in a real browser: one thing stands out on each screen, no plan is asked for where there is none."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from repaybook.texts import say
from repaybook.ui.session import STEPS


def open_step(page: Any, step: str) -> None:
    page.locator(".rb-tab", has_text=say("zh", f"ui.step.{step}")).click()
    heading = page.locator(".rb-body > :not(.rb-hidden) h2").first
    expect(heading).to_contain_text(say("zh", f"ui.step.{step}"))


@pytest.mark.parametrize("case", ["C2-tight", "C4-litigated", "C5-misconduct"])
def test_no_screen_has_two_primary_buttons(in_step: Any, case: str) -> None:
    page = in_step(case, "know").page
    for step in STEPS:
        open_step(page, step)
        assert page.locator(".rb-body .rb-primary:visible").count() <= 1, step


@pytest.mark.parametrize("case", ["C3-negative", "C4-litigated"])
def test_where_nothing_is_left_no_screen_asks_for_a_plan_to_be_chosen(in_step: Any, case: str) -> None:
    page = in_step(case, "budget").page
    expect(page.locator(".rb-strip")).to_contain_text(say("zh", "ui.bar.plan_not_now"))
    expect(page.locator(".rb-tabs")).to_contain_text(say("zh", "ui.step.plan_not_now"))
    expect(page.get_by_role("button", name=say("zh", "budget.next.plan"))).to_be_hidden()


def test_the_plans_stand_in_the_order_of_a_session(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    titles = page.locator(".rb-body > :not(.rb-hidden) h3:visible")
    asked = ("search.screen.title", "stress.screen.title", "answers.title", "breach.screen.title")
    expect(titles.filter(has_text=say("zh", "creditor.screen.title"))).to_be_visible()
    told = titles.all_inner_texts()
    places = [told.index(say("zh", key)) for key in (*asked, "creditor.screen.title", "plan.picture.title")]
    assert places == sorted(places)


def test_papers_that_cannot_be_made_yet_are_folded_and_say_what_they_lack(in_step: Any) -> None:
    page = in_step("C3-negative", "talk").page
    page.get_by_role("button", name=say("zh", "talk.papers.show")).click()
    papers = page.locator(".rb-paper-list")
    summary = papers.locator("details > summary")
    expect(summary).to_be_visible()
    offer = papers.locator(".rb-lacking .rb-entry", has_text=say("zh", "papers.kind.application"))
    expect(offer.first).to_be_hidden()
    summary.click()
    expect(offer.first).to_contain_text("每月还差480元")  # no instalments are asked for on −480 a month
