"""沟通 in a real browser: a contact is noted, corrected and deleted, papers listed, everything undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from repaybook.texts import say


def entries(page: Page) -> Locator:
    return page.locator(".rb-logged:visible")


def words(key: str, **values: object) -> str:
    return say("zh", f"talk.{key}", **values)


def whole_log(page: Page) -> None:
    """Show the older three of six, which are folded at first."""
    expect(entries(page)).to_have_count(3)
    page.get_by_role("button", name=words("log.older", count=3)).click()
    expect(entries(page)).to_have_count(6)


def test_a_contact_is_noted_in_the_log_and_undone(in_step: Any) -> None:
    page = in_step("C5-misconduct", "talk").page
    whole_log(page)
    expect(entries(page).first).to_contain_text("2026年11月19日 16:05")
    page.get_by_role("button", name=words("log.add"), exact=True).click()
    form = page.locator(".rb-form:visible")
    at = form.get_by_label(words("form.at"))
    expect(form.get_by_label(words("form.party"), exact=True)).to_be_focused()
    assert at.input_value().startswith("2026-11-23T")  # now, on the day of the invented case
    at.fill("2026-11-22T22:41")
    form.get_by_label(words("form.debt")).select_option(label="股份制银行A · 信用卡(个性化分期60期,已还5期)")
    form.get_by_label(words("form.party"), exact=True).fill("自称银行A委外")
    form.get_by_label(words("form.said"), exact=True).fill("说<b>明早</b>上门")
    form.get_by_role("button", name=words("form.more"), exact=True).click()
    form.get_by_label(words("form.evidence"), exact=True).fill("通话录音、来电截图")
    form.get_by_role("button", name=words("form.save"), exact=True).click()
    first = entries(page).first
    expect(first).to_contain_text("2026年11月22日 22:41")
    expect(first).to_contain_text("对方联系我 · 电话 · 股份制银行A · 自称银行A委外")
    expect(first).to_contain_text("说<b>明早</b>上门")  # as it was typed, never as markup
    expect(first).to_contain_text("证据：通话录音、来电截图")
    expect(page.get_by_role("button", name=words("log.add"), exact=True)).to_be_focused()
    page.get_by_role("button", name=say("zh", "ui.file.undo")).click()
    expect(entries(page)).to_have_count(6)


def test_an_entry_is_corrected_in_place(in_step: Any) -> None:
    page = in_step("C5-misconduct", "talk").page
    page.get_by_role("button", name=words("log.edit_of", day="2026年11月18日", time="11:30")).or_(
        entries(page).nth(1).get_by_role("button").first
    ).first.click()
    expect(page.get_by_label(words("form.agent_id"))).to_have_value("3307")
    page.get_by_label(words("form.party"), exact=True).fill("城商行C客服")
    page.get_by_role("button", name=words("form.save_edit"), exact=True).click()
    expect(entries(page).nth(1)).to_contain_text("城商行C客服")
    expect(entries(page).nth(1)).to_contain_text("工号：3307")
    whole_log(page)


def test_an_entry_that_says_nothing_stays_in_the_form_with_the_reason(in_step: Any) -> None:
    page = in_step("C1-easy", "talk").page
    page.get_by_role("button", name=words("log.add"), exact=True).click()
    page.get_by_role("button", name=words("form.save"), exact=True).click()
    expect(page.get_by_role("alert").filter(has_text=words("problem.nothing_said"))).to_be_visible()
    page.get_by_role("button", name=words("form.cancel"), exact=True).click()
    expect(page.get_by_label(words("form.at"))).to_be_hidden()
    expect(entries(page)).to_have_count(1)


def test_the_log_is_narrowed_to_one_creditor(in_step: Any) -> None:
    page = in_step("C5-misconduct", "talk").page
    page.get_by_label(words("log.filter")).select_option(label="城商行C · 信用卡")
    expect(entries(page)).to_have_count(1)
    expect(entries(page)).to_contain_text("提醒逾期35天")


def test_a_deleted_entry_comes_back(in_step: Any) -> None:
    page = in_step("C5-misconduct", "talk").page
    whole_log(page)
    entries(page).first.get_by_role("button", name=words("log.delete"), exact=True).click()
    expect(entries(page)).to_have_count(5)
    notice = page.locator(".rb-notice")
    expect(notice).to_contain_text(words("log.deleted"))
    notice.get_by_role("button", name=say("zh", "ui.file.undo")).click()
    expect(entries(page)).to_have_count(6)


def test_papers_are_added_by_enter_and_deleted(in_step: Any) -> None:
    page = in_step("C2-tight", "talk").page
    drop = page.get_by_role("button", name=say("zh", "evidence.drop"), exact=True)
    papers = page.locator(".rb-evidence:visible .rb-item").filter(has=drop)
    expect(papers).to_have_count(4)
    field = page.get_by_label(words("evidence.add_label"))
    field.fill("低保证明、房租合同")
    field.press("Enter")
    expect(papers).to_have_count(6)
    expect(field).to_have_value("")
    papers.last.get_by_role("button", name=say("zh", "evidence.drop"), exact=True).click()
    expect(papers).to_have_count(5)


def test_c4_shows_the_payment_order_with_the_days_left_and_what_to_do(in_step: Any) -> None:
    page = in_step("C4-litigated", "talk").page
    order = page.locator(".rb-date:visible").first
    expect(order).to_contain_text("收到支付令 还有8天")
    expect(order).to_contain_text("最后一天：2026年12月1日")
    expect(order).to_contain_text(say("zh", "assess.act.payment_order_received"))


@pytest.mark.parametrize("width", [1280, 390])
def test_the_step_is_readable_for_everybody_and_not_wider_than_the_screen(
    in_step: Any, serious: Callable[[Page], list[str]], sideways: Callable[[Page], int], width: int
) -> None:
    visit = in_step("C5-misconduct", "talk", width=width)
    visit.page.get_by_role("button", name=words("log.add"), exact=True).click()
    visit.page.get_by_role("button", name=words("form.more")).click()
    expect(visit.page.get_by_label(words("form.agent_id"))).to_be_visible()
    assert serious(visit.page) == []
    assert sideways(visit.page) <= 0
    assert visit.complaints == []
