"""守约 in a real browser: the agreement checked, one tap paid, the steps after it, early warning, closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from repaybook.texts import say


def words(key: str, **values: object) -> str:
    return say("zh", key, **values)


def card(page: Page) -> Locator:
    return page.locator(".rb-entry:visible").filter(has=page.locator(".rb-agreed"))


def button(place: Page | Locator, key: str, **values: object) -> Locator:
    return place.get_by_role("button", name=words(key, **values), exact=True)


def step(page: Page, name: str) -> Locator:
    return page.locator(".rb-numbered-step:visible").filter(has_text=words(f"keeping.after.{name}.title"))


def test_what_c5s_agreement_lacks_comes_out_with_what_to_ask_and_an_answer_changes_it(in_step: Any) -> None:
    page = in_step("C5-misconduct", "follow").page
    checked = card(page).locator(".rb-agreed")
    expect(checked).to_contain_text(words("keeping.check.missing", count=3))
    for name in ("breach", "written_copy", "settlement_certificate"):
        line = checked.locator("li").filter(has_text=words(f"agreement.item.{name}")).first
        expect(line).to_contain_text(words("agreement.standing.missing"))
        expect(line).to_contain_text(words(f"agreement.ask.{name}"))
    button(checked, "keeping.check.open").click()
    item = words("agreement.item.settlement_certificate")
    answer = checked.get_by_label(words("keeping.check.answer_of", item=item))
    answer.select_option(label=words("keeping.answer.present_memory"))
    expect(checked).to_contain_text(words("keeping.check.missing", count=2))  # remembered: unclear, not there
    row = checked.locator(".rb-agreed-item").filter(has_text=item)
    expect(row).to_contain_text(words("agreement.standing.unclear"))
    answer.select_option(label=words("keeping.answer.present_sms"))
    expect(row).to_contain_text(words("agreement.standing.present"))
    expect(row).to_contain_text(words("keeping.check.by_sms"))
    page.get_by_role("button", name=words("ui.file.undo"), exact=True).click()
    expect(row).to_contain_text(words("agreement.standing.unclear"))


def test_the_ladder_shows_where_it_stands_the_next_rung_and_the_last_day(in_step: Any) -> None:
    page = in_step("C5-misconduct", "follow").page
    checked = card(page).locator(".rb-agreed")
    expect(checked).to_contain_text(words("keeping.ladder.private"))
    expect(checked).to_contain_text(words("keeping.ladder.not_enforceable"))
    checked.get_by_text(words("keeping.ladder.title")).click()
    here, following = checked.locator(".rb-rung-here"), checked.locator(".rb-rung-next")
    expect(here).to_contain_text(words("agreement.rung.contract"))
    expect(here).to_contain_text("民法典")
    expect(following).to_contain_text(words("agreement.rung.mediation"))
    expect(checked.locator(".rb-rung")).to_have_count(5)
    button(card(page), "follow.agreement.edit").click()
    form = page.locator(".rb-form:visible")
    form.get_by_label(words("follow.form.form")).fill("人民调解协议")
    form.get_by_label(words("follow.form.signed")).fill("2026-11-10")
    button(form, "follow.form.save_edit").click()
    # 10 November and 30 days: 10 December
    expect(checked).to_contain_text("双方一起申请，最晚2026年12月10日（还有17天）")


def test_an_instalment_is_noted_in_one_tap_and_taken_back(in_step: Any) -> None:
    page = in_step("C5-misconduct", "follow").page
    button(card(page), "keeping.pay.now", amount="780元").click()
    expect(card(page)).to_contain_text("已还6期，共4,680元")
    notice = page.locator(".rb-notice:visible")
    expect(notice).to_contain_text("记下了：今天还股份制银行A 780元")
    button(notice, "ui.file.undo").click()
    expect(card(page)).to_contain_text("已还5期，共3,900元")


def test_collection_after_the_agreement_is_led_through_step_by_step_with_days(in_step: Any) -> None:
    page = in_step("C5-misconduct", "follow").page
    flow = page.locator(".rb-keeping:visible")
    expect(flow).to_contain_text(words("keeping.after.lead"))
    expect(flow).to_contain_text(words("keeping.after.owed"))
    expect(flow).to_contain_text(words("conduct.threat.first"))  # that does not wait
    expect(flow.locator(".rb-numbered-step")).to_have_count(7)
    expect(step(page, "own_payments")).to_contain_text("已还5期，共3,900元")
    for name in ("own_payments", "official_number", "authorisation", "stop_letter"):
        one = step(page, name)
        expect(one).to_contain_text(words("keeping.after.stand.now"))
        if name == "official_number":
            one.get_by_label(words("keeping.after.note")).fill("工号 2210")
        if name == "stop_letter":
            button(one, "keeping.after.make").click()
            expect(one.get_by_role("link", name=words("talk.papers.docx"))).to_be_visible()
        one.get_by_role("button", name=words("keeping.after.do"), exact=True).click()
        expect(one).to_contain_text("2026年11月23日做完")
    expect(step(page, "official_number")).to_contain_text("工号 2210")
    expect(step(page, "waiting")).to_contain_text("等到2026年12月14日（15个工作日）")
    expect(step(page, "formal_letter")).to_contain_text(words("keeping.after.stand.now"))


def test_a_cut_of_the_wages_is_warned_of_with_what_is_missing_and_what_to_do(in_step: Any) -> None:
    page = in_step("C5-misconduct", "follow").page
    watch = page.locator(".rb-watch:visible")
    expect(watch).to_contain_text(words("keeping.warn.fine"))
    page.locator(".rb-tab", has_text=words("ui.step.budget")).click()
    wages = page.get_by_label(words("budget.income.typical")).first
    wages.fill("4000")
    wages.press("Enter")
    expect(page.locator(".rb-strip")).to_contain_text("260元")  # 490 less the buffer of 5 % of 4,600
    page.locator(".rb-tab", has_text=words("ui.step.follow")).click()
    # 4,000 + 600 − 4,110 = 490 for 780 and 802.65
    expect(watch).to_contain_text("2026年12月的钱不够，差1,092.65元")
    expect(watch).to_contain_text(words("keeping.cover.short"))
    expect(watch).to_contain_text("差290元")
    expect(watch).to_contain_text("还有12天")
    expect(watch).to_contain_text("先给股份制银行A打电话，在2026年12月5日之前")
    december = page.locator(".rb-month").filter(has=page.get_by_role("heading", name="2026年12月"))
    expect(december).to_contain_text(words("follow.state.at_risk"))
    expect(december).to_contain_text("▲")
    button(watch, "keeping.warn.make_change").click()
    expect(watch.get_by_role("status")).to_be_visible()  # made, or what it lacks


def test_a_debt_that_is_paid_off_shows_its_closing_papers(in_step: Any) -> None:
    page = in_step("C5-misconduct", "follow").page
    button(card(page), "follow.pay.add").click()
    form = page.locator(".rb-form:visible")
    form.get_by_label(words("follow.pay.amount")).fill("42900")
    form.get_by_label(words("keeping.form.receipt")).fill("回单.jpg")
    button(form, "follow.pay.save").click()
    closing = page.locator(".rb-keeping:visible").filter(has_text=words("keeping.closing.certificate_asked.title"))
    expect(closing).to_contain_text("2026年11月23日还清")
    expect(closing).to_contain_text("每月空出780元")
    expect(closing).to_contain_text("2026年12月23日到2027年1月23日之间查")
    asked = closing.locator(".rb-numbered-step").filter(has_text=words("keeping.closing.certificate_asked.title"))
    button(asked, "keeping.closing.do").click()
    expect(asked).to_contain_text("2026年11月23日做完")


def test_a_payday_entered_under_the_budget_is_held_against_the_due_day(in_step: Any) -> None:
    page = in_step("C5-misconduct", "budget").page
    page.get_by_role("button", name=words("budget.income.more"), exact=True).first.click()
    payday = page.get_by_label(words("keeping.income.payday")).first
    payday.fill("10")
    payday.press("Enter")
    page.locator(".rb-tab", has_text=words("ui.step.follow")).click()
    expect(card(page)).to_contain_text("每月5日要还，10日才到账。请改到到账以后。")


@pytest.mark.parametrize("width", [1280, 390])
def test_all_of_it_is_readable_for_everybody_and_not_wider_than_the_screen(
    in_step: Any, serious: Callable[[Page], list[str]], sideways: Callable[[Page], int], width: int
) -> None:
    visit = in_step("C5-misconduct", "follow", width=width)
    checked = card(visit.page).locator(".rb-agreed")
    button(checked, "keeping.check.open").click()
    expect(checked.locator(".rb-agreed-item")).to_have_count(15)
    checked.get_by_text(words("keeping.ladder.title")).click()
    button(card(visit.page), "keeping.breach.show").click()
    assert serious(visit.page) == []
    assert sideways(visit.page) <= 0
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width  # a phone's window grows with its page
    small = visit.page.evaluate(
        """() => [...document.querySelectorAll('.rb-app button, .rb-app input, .rb-app select, .rb-app summary')]
          .filter(one => one.checkVisibility() && one.type !== 'file')
          .filter(one => one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML.slice(0, 120))"""
    )
    assert small == []
    assert visit.complaints == []


def test_english_words_are_longer_and_still_fit_a_phone(in_step: Any) -> None:
    page = in_step("C5-misconduct", "follow", width=390).page
    page.get_by_role("button", name=say("en", "ui.language"), exact=True).click()
    checked = page.locator(".rb-agreed:visible").filter(has_text=say("en", "agreement.title"))
    checked.get_by_role("button", name=say("en", "keeping.check.open"), exact=True).click()
    expect(checked.locator(".rb-agreed-item")).to_have_count(15)
    expect(page.locator(".rb-keeping:visible")).to_contain_text(say("en", "keeping.after.lead"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
