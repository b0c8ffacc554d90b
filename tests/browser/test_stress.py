"""方案 when life happens, and made to fit, in a real browser: the sentence is the engine's, undo brings all back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from repaybook import demo
from repaybook.case.model import CaseFile
from repaybook.case.read import read_case
from repaybook.plans import propose
from repaybook.plans.model import Projection
from repaybook.plans.resilience import CostsWord, Words, assumed, resilience, resilience_reading, usual_words
from repaybook.texts import figures, say

PATIENCE = 30_000  # ms
CASES = ["C1-easy", "C2-tight", "C5-misconduct"]


def case_of(name: str) -> CaseFile:
    return read_case(demo.demo_bytes(name))


def roomiest(case: CaseFile) -> Projection:
    """Return the proposed plan that leaves most room when income falls: the one adjusted first."""
    plans = propose(case, case.as_of).plans
    return max(
        plans,
        key=lambda plan: (
            sum(one.first_failing is None for one in plan.stress),
            min(one.lowest_cash.fen for one in plan.stress),
        ),
    )


def sentence(case: CaseFile, words: Words) -> str:
    plan = roomiest(case)
    said = resilience_reading(resilience(plan, case, assumed(case, words)), plan)
    return figures.tell("zh", said.key, said.values)


def card(page: Page) -> Locator:
    return page.locator(".rb-stress")


def switch_on(page: Page) -> None:
    card(page).get_by_role("button", name=say("zh", "stress.screen.start")).or_(
        card(page).get_by_title(say("zh", "stress.screen.title"))
    ).first.click()
    expect(card(page).locator("svg[role=img]")).to_be_visible(timeout=PATIENCE)


def row(page: Page, name: str) -> Locator:
    return page.locator(f'tr[data-row="{name}"]')


def fit(page: Page) -> None:
    page.get_by_role("button", name=say("zh", "search.screen.find"), exact=True).click()


@pytest.mark.parametrize("name", CASES)
def test_the_sentence_is_the_engines_and_the_pictures_name_and_follows_a_word(in_step: Any, name: str) -> None:
    page, case = in_step(name, "plan").page, case_of(name)
    expect(row(page, "holds_in")).to_have_count(0)
    switch_on(page)
    words = usual_words(case)
    reading, picture = card(page).locator(".rb-reading"), card(page).locator("svg[role=img]")
    expect(reading).to_have_text(sentence(case, words))
    expect(picture).to_have_attribute("aria-label", sentence(case, words))
    expect(row(page, "holds_in").locator("td")).to_have_count(len(propose(case, case.as_of).plans))
    lines = card(page).locator(".rb-assumed li")
    before = lines.all_inner_texts()
    page.get_by_label(say("zh", "stress.screen.costs")).select_option(label=say("zh", "stress.costs.many"))
    worse = sentence(case, Words(incomes=words.incomes, costs=CostsWord.MANY))
    assert worse != sentence(case, words)
    expect(reading).to_have_text(worse)
    expect(picture).to_have_attribute("aria-label", worse)
    assert lines.all_inner_texts() != before
    card(page).get_by_role("button", name=say("zh", "stress.screen.stop")).or_(
        card(page).get_by_title(say("zh", "stress.screen.title"))
    ).first.click()
    expect(row(page, "holds_in")).to_have_count(0)
    expect(picture).to_be_hidden()


def test_a_number_is_changed_and_a_wrong_one_is_told_where_it_stands(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    switch_on(page)
    card(page).get_by_role("button", name=say("zh", "stress.screen.change")).click()
    before = card(page).locator(".rb-reading").inner_text()
    reserve = page.get_by_label(say("zh", "stress.screen.reserve"), exact=True)
    reserve.fill("5万")
    reserve.press("Enter")
    expect(card(page).locator(".rb-reading")).not_to_have_text(before)
    expect(card(page).locator(".rb-assumed")).to_contain_text("开始时手头有50,000元")
    months = page.get_by_label(say("zh", "stress.screen.work_least_months"))
    months.fill("12")  # the most is 6
    months.press("Enter")
    expect(card(page).get_by_text(say("zh", "stress.problem.least_above_most"))).to_be_visible()
    months.fill("")
    months.press("Enter")
    expect(card(page).get_by_text(say("zh", "stress.screen.empty"))).to_be_visible()


def test_a_million_lives_can_be_stopped_while_the_page_answers(in_step: Any) -> None:
    visit = in_step("C2-tight", "plan")
    page = visit.page
    switch_on(page)
    page.get_by_role("button", name=say("zh", "stress.screen.many")).click()
    expect(card(page).locator("progress")).to_be_visible()
    page.get_by_role("button", name=say("zh", "stress.screen.end")).click()
    expect(card(page).locator(".rb-progress")).to_contain_text("种过法", timeout=PATIENCE)
    expect(card(page).locator("progress")).to_have_count(0, timeout=PATIENCE)
    expect(card(page).locator(".rb-reading")).to_contain_text("100次里约")
    assert visit.complaints == []


@pytest.mark.parametrize("name", CASES)
def test_made_to_fit_it_says_three_sentences_and_undo_brings_the_plan_back(in_step: Any, name: str) -> None:
    page = in_step(name, "plan").page
    cells = row(page, "monthly_rearranged").locator("td")
    before = cells.all_inner_texts()
    page.get_by_label(say("zh", "search.screen.savings")).select_option(label=say("zh", "search.screen.use"))
    fit(page)
    found = page.locator(".rb-found li")
    expect(found).to_have_count(3)
    expect(cells).not_to_have_text(before)
    after = cells.all_inner_texts()
    (changed,) = [now for then, now in zip(before, after, strict=True) if then != now]
    assert f"每月共{changed}，" in found.first.inner_text()
    page.get_by_role("button", name=say("zh", "ui.file.undo")).click()
    expect(cells).to_have_text(before)
    expect(found).to_have_count(0)


def test_what_does_not_fit_names_the_rule_and_the_way_out(in_step: Any) -> None:
    page = in_step("C1-easy", "plan").page
    page.get_by_role("button", name=say("zh", "search.screen.more")).click()
    for creditor in ("股份制银行A", "城商行B"):
        field = page.get_by_label(say("zh", "search.screen.least", name=creditor))
        field.fill("700")
        field.press("Enter")
    fit(page)
    warm = page.locator(".rb-fitted .rb-warm")
    expect(warm).to_contain_text(say("zh", "search.screen.none"))
    expect(warm).to_contain_text(say("zh", "search.rule.least"))


@pytest.mark.parametrize("name", ["C3-negative", "C4-litigated"])
def test_where_nothing_can_be_offered_nothing_is_tried_or_fitted_and_the_page_leads_on(in_step: Any, name: str) -> None:
    page = in_step(name, "plan").page
    expect(card(page)).to_have_count(0)
    expect(page.locator(".rb-fitted")).to_have_count(0)
    expect(page.get_by_text(say("zh", "plan.none.because"))).to_be_visible()
    page.get_by_role("button", name=say("zh", "plan.none.to_budget")).click()
    expect(page.get_by_role("heading", level=2, name=say("zh", "budget.title")).first).to_be_visible()


def test_the_plans_print_as_one_sheet_black_on_white(in_step: Any, tmp_path: Path) -> None:
    page = in_step("C5-misconduct", "plan").page
    page.get_by_role("button", name="选乙").click()
    page.get_by_role("button", name=say("zh", "sheet.fold")).click()
    sheet = page.locator(".rb-sheet .rb-paper")
    expect(sheet.locator(".rb-compare thead th")).to_have_count(4)  # what is compared, and three plans
    plan = next(
        one for one in propose(case_of("C5-misconduct"), case_of("C5-misconduct").as_of).plans if one.plan.id == "even"
    )
    expect(sheet.locator(".rb-months tbody tr")).to_have_count(len(plan.months))
    page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    expect(page.locator(".rb-tabs")).to_be_hidden()
    expect(page.locator(".rb-adjust")).to_be_hidden()
    shown = sheet.evaluate(
        "e => [...e.querySelectorAll('th, td, p, li')].filter(one => one.innerText.trim())"
        ".map(one => getComputedStyle(one).color)"
    )
    assert set(shown) == {"rgb(0, 0, 0)"}
    page.emulate_media(media="screen")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=say("zh", "sheet.download")).click()
    waiting.value.save_as(tmp_path / "plans.html")
    written = (tmp_path / "plans.html").read_text("utf-8")
    assert say("zh", "sheet.title") in written
    assert "<script" not in written


@pytest.mark.parametrize("width", [1280, 390])
def test_stress_and_fit_are_readable_for_everybody_and_not_wider_than_the_screen(
    in_step: Any, serious: Callable[[Page], list[str]], sideways: Callable[[Page], int], width: int
) -> None:
    visit = in_step("C2-tight", "plan", width=width)
    page = visit.page
    switch_on(page)
    card(page).get_by_role("button", name=say("zh", "stress.screen.change")).click()
    page.get_by_role("button", name=say("zh", "search.screen.more")).click()
    fit(page)
    expect(page.locator(".rb-found li")).to_have_count(3)
    page.get_by_role("button", name=say("zh", "sheet.fold")).click()
    expect(page.locator(".rb-sheet .rb-months")).to_be_visible()
    expect(page.locator(".rb-pictures svg[role=img]:visible").first).to_be_visible(timeout=PATIENCE)
    assert serious(page) == []
    assert sideways(page) <= 0
    small = page.evaluate(
        "[...document.querySelectorAll('.rb-body button, .rb-body select, .rb-body input')]"
        ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 80))"
    )
    assert small == []
    assert visit.complaints == []
