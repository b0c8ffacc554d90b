"""跟进 in a real browser: the agreement, its payments, twelve months, the legal dates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from repaybook.texts import say


def words(key: str, **values: object) -> str:
    return say("zh", f"follow.{key}", **values)


def month(page: Page, name: str) -> Locator:
    return page.locator(".rb-month").filter(has=page.get_by_role("heading", name=name))


def test_c5s_agreement_says_what_is_paid_due_and_missing(in_step: Any) -> None:
    page = in_step("C5-misconduct", "follow").page
    card = page.locator(".rb-entry:visible")
    for line in (
        "分60期，每期780元",
        "已还5期，共3,900元",
        "下一期：2026年12月5日，780元（还有12天）",
        "各期相加正好等于协议金额46,800元",
        "违约处理约定",
        "结清证明约定",
    ):
        expect(card).to_contain_text(line)
    expect(card.locator("li").filter(has_text="书面协议原件").first).to_contain_text(words("check.lacks"))


def test_a_payment_is_noted_and_the_calendar_follows(in_step: Any) -> None:
    page = in_step("C5-misconduct", "follow").page
    december = month(page, "2026年12月")
    expect(december).to_contain_text(words("state.due"))
    page.get_by_role("button", name=words("pay.add"), exact=True).click()
    expect(page.get_by_label(words("pay.amount"))).to_have_value("780")  # what is due next
    page.get_by_label(words("pay.day")).fill("2026-11-23")
    page.get_by_role("button", name=words("pay.save"), exact=True).first.click()
    expect(page.locator(".rb-entry:visible")).to_contain_text("已还6期，共4,680元")
    expect(december.locator(".rb-due").first).to_contain_text(words("state.paid"))
    expect(december.locator(".rb-due").first).to_contain_text("●")
    page.get_by_role("button", name=say("zh", "ui.file.undo")).click()
    expect(page.locator(".rb-entry:visible")).to_contain_text("已还5期")


def test_an_agreement_is_noted_for_another_debt(in_step: Any) -> None:
    page = in_step("C5-misconduct", "follow").page
    page.get_by_role("button", name=words("agreement.add"), exact=True).click()
    form = page.locator(".rb-form:visible")
    form.get_by_label(words("form.debt")).select_option(label="城商行C · 信用卡")
    form.get_by_label(words("form.principal_fixed")).fill("1.35万")
    form.get_by_label(words("form.terms")).fill("30")
    form.get_by_label(words("form.monthly")).fill("450")
    form.get_by_label(words("form.first_due")).fill("2026-12-20")
    form.get_by_role("button", name=words("form.save"), exact=True).click()
    expect(page.locator(".rb-entry:visible")).to_have_count(2)
    expect(page.locator(".rb-entry:visible").last).to_contain_text("各期相加正好等于协议金额13,500元")  # 30 × 450
    expect(month(page, "2026年12月")).to_contain_text("12月20日 城商行C")
    page.get_by_role("button", name=words("agreement.add"), exact=True).click()
    form.get_by_label(words("form.debt")).select_option(label="城商行C · 信用卡")
    form.get_by_role("button", name=words("form.save"), exact=True).click()
    expect(form.get_by_role("alert")).to_contain_text(words("problem.agreed_twice"))


def test_a_legal_date_is_noted_and_shows_the_days_left(in_step: Any) -> None:
    page = in_step("C1-easy", "follow").page
    page.get_by_role("button", name=words("legal.add"), exact=True).click()
    form = page.locator(".rb-form:visible")
    form.get_by_label(words("event.type"), exact=True).select_option(
        label=say("zh", "terms.legal_event.summons_received")
    )
    form.get_by_label(words("event.date")).fill("2026-11-20")
    form.get_by_role("button", name=words("event.save"), exact=True).click()
    one = page.locator(".rb-date:visible")
    expect(one).to_contain_text(words("legal.unclear"))  # its deadline is not known, so it is never called past
    expect(one).to_contain_text(say("zh", "assess.act.paper_without_deadline"))
    one.get_by_role("button", name=words("legal.edit"), exact=True).click()
    form.get_by_label(words("event.deadline")).fill("2026-12-05")
    form.get_by_role("button", name=words("event.save_edit"), exact=True).click()
    expect(one).to_contain_text("还有12天")
    expect(page.locator(".rb-strip")).to_contain_text("12月5日")
    one.get_by_role("button", name=words("legal.delete"), exact=True).click()
    expect(one).to_have_count(0)


def test_what_the_chosen_plan_means_to_pay_stands_in_the_calendar(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    page.get_by_role("button", name="选乙").click()
    expect(page.get_by_role("button", name="已选乙")).to_be_visible()
    page.locator(".rb-tab", has_text=say("zh", "ui.step.follow")).click()
    january = month(page, "2027年1月")
    expect(january.locator(".rb-due")).to_have_count(5)
    expect(january).to_contain_text(words("state.planned"))
    expect(january).to_contain_text(words("state.due"))  # the mortgage goes on


@pytest.mark.parametrize("width", [1280, 390])
def test_the_step_is_readable_for_everybody_and_not_wider_than_the_screen(
    in_step: Any, serious: Callable[[Page], list[str]], sideways: Callable[[Page], int], width: int
) -> None:
    visit = in_step("C5-misconduct", "follow", width=width)
    visit.page.get_by_role("button", name=words("agreement.add"), exact=True).click()
    visit.page.get_by_role("button", name=words("legal.add"), exact=True).click()
    expect(visit.page.locator(".rb-form:visible")).to_have_count(2)
    assert serious(visit.page) == []
    assert sideways(visit.page) <= 0
    assert visit.complaints == []


def test_what_is_missing_leads_to_its_form(in_step: Any) -> None:
    page = in_step("C5-misconduct", "follow").page
    page.get_by_role("button", name=say("zh", "problems.missing.follow.written_copy")).click()
    form = page.locator(".rb-form:visible")
    expect(form.get_by_label(words("form.terms"))).to_have_value("60")
    form.get_by_label(words("form.written_copy")).select_option(label=say("zh", "ui.field.yes"))
    form.get_by_role("button", name=words("form.save_edit"), exact=True).click()
    expect(page.get_by_text(say("zh", "problems.missing.follow.written_copy"))).to_be_hidden()
