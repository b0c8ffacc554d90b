"""Further terms of an offer in a real browser: steps, a token held, parts of a settlement, what is freed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from repaybook.texts import say


def words(key: str) -> str:
    return say("zh", key)


def figure(page: Page, number: int = 0) -> Locator:
    return page.locator(".rb-answer-figures:visible").nth(number)


def filled(page: Page, key: str, value: str) -> None:
    field = page.get_by_label(words(key)).first
    field.fill(value)
    field.press("Tab")


def unfolded(page: Page, number: int = 0) -> None:
    page.get_by_role("button", name=words("plan.answer.more")).nth(number).click()


def test_a_little_first_and_the_rest_evens_out(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    unfolded(page)
    steps = page.get_by_role("slider", name=words("offers.ask.step_months")).first
    steps.focus()
    for _ in range(6):
        steps.press("ArrowRight")
    filled(page, "offers.ask.step_amount", "200")
    expect(figure(page)).to_contain_text("前6期每月200元")
    expect(figure(page)).to_contain_text("之后每月844.44元")  # (46,800 − 1,200) ÷ 54
    filled(page, "offers.ask.step_amount", "9000")
    expect(page.locator(".rb-answer-notes").first).to_contain_text("前几段已超过要还的46,800元")
    filled(page, "offers.ask.step_amount", "200")
    expect(figure(page)).to_contain_text("之后每月844.44元")
    page.get_by_role("button", name=words("plan.adjust.restore")).click()
    expect(figure(page)).to_contain_text("每月780元")


def test_months_are_read_or_refused_in_words(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    unfolded(page)
    filled(page, "offers.ask.extra_months", "2、13")
    expect(page.get_by_text(words("offers.ask.month_unreadable"))).to_be_visible()
    filled(page, "offers.ask.extra_months", "2月")
    filled(page, "offers.ask.extra_amount", "1200")
    # Dec 2026 to Nov 2031 holds five Februaries: (46,800 − 6,000) ÷ 60
    expect(figure(page)).to_contain_text("每月680元")
    expect(figure(page)).to_contain_text("2月每次多还1,200元")


def test_what_is_freed_goes_to_the_next_creditor(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    months = page.get_by_role("slider", name=words("plan.answer.months")).nth(3)
    months.focus()
    for _ in range(24):
        months.press("ArrowLeft")
    expect(figure(page, 3)).to_contain_text("还到2029年11月")  # 14,200 over 36 months
    expect(figure(page, 2)).to_contain_text("还到2031年11月")
    page.get_by_label(words("offers.freed.label")).select_option(label=words("terms.freed.next"))
    # 22,400 at 373.33: 8,960.12 left after 36 months, then 373.33 + 394.44 = 767.77: 12 more, to Nov 2030
    expect(figure(page, 2)).to_contain_text("还到2030年11月")
    expect(page.locator(".rb-now")).to_contain_text(words("offers.assume.freed"))


@pytest.mark.parametrize("width", [1280, 390])
def test_a_token_and_a_settlement_in_parts_are_readable_for_everybody(
    in_step: Any, serious: Callable[[Page], list[str]], sideways: Callable[[Page], int], width: int
) -> None:
    visit = in_step("C2-tight", "plan", width=width)
    page = visit.page
    page.get_by_label("怎么答复股份制银行A").select_option(label=words("terms.offer_kind.token"))
    filled(page, "plan.answer.amount_token", "100")
    unfolded(page)
    page.get_by_label(words("offers.ask.held")).select_option(label=words("offers.ask.held_yes"))
    then = page.get_by_role("slider", name=words("offers.ask.then_months"))
    then.focus()
    for _ in range(48):
        then.press("ArrowRight")
    expect(figure(page)).to_contain_text("之后每月962.50元")  # (46,800 − 600) ÷ 48
    page.get_by_label("怎么答复股份制银行B").select_option(label=words("terms.offer_kind.lump_sum"))
    filled(page, "plan.answer.amount_lump", "9000")
    unfolded(page, 1)
    page.get_by_label(words("offers.ask.two_parts")).select_option(label=words("offers.ask.two_parts_yes"))
    page.get_by_label(words("offers.ask.first_on")).fill("2026-12-20")
    page.get_by_label(words("offers.ask.second_on")).fill("2027-03-20")
    filled(page, "offers.ask.first_amount", "5000")
    expect(figure(page, 1)).to_contain_text("2027年3月20日付4,000元")
    assert serious(page) == []
    assert sideways(page) <= 0
    assert visit.complaints == []
