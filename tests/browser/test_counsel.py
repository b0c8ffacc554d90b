"""Counsel in a real browser: which way first, what debts cost, where the line is, and the law it all rests on."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from repaybook.case.read import read_case

PATIENCE = 30_000  # ms


def red_assets(book: Any) -> Any:
    """Return the red answer to the question about assets."""
    answer = book.say(
        "counsel.check.answer", mark="■", word=book.say("boundary.light.red"), answer=book.say("boundary.assets.red")
    )
    return book.page.get_by_role("button", name=answer)


class TestWhichWay:
    def test_the_litigated_case_is_told_first_to_answer_the_court(self, book: Any) -> None:
        book.example("C4-litigated")
        way = book.page.locator(".rb-way")
        expect(way.get_by_role("heading", name="先答复法院")).to_be_visible(timeout=PATIENCE)
        expect(way).to_contain_text("最近的是2026年12月1日")
        expect(way).to_contain_text("本周做")
        first = book.page.locator(".rb-dates li").first
        expect(first).to_contain_text("还有8天")
        expect(first).to_contain_text("民事诉讼法 第227条、第228条")

    def test_a_budget_below_zero_has_its_own_way(self, book: Any) -> None:
        book.example("C3-negative")
        way = book.page.locator(".rb-way")
        expect(way.get_by_role("heading", name="先顾好人")).to_be_visible(timeout=PATIENCE)
        expect(way).to_contain_text("12356")
        way.locator("summary", has_text="另外").click()
        expect(way).to_contain_text("申请社会救助")

    def test_a_fact_unfolds_to_the_words_it_comes_from_and_its_source(self, book: Any) -> None:
        book.example("C4-litigated")
        fact = book.page.locator(".rb-facts summary", has_text="提到把财产转给别人")
        fact.click(timeout=PATIENCE)
        expect(book.page.get_by_text("法释〔2024〕13号第6条").first).to_be_visible()


class TestWhatItCosts:
    def test_a_private_loan_stands_beside_its_line_in_words_and_money(self, book: Any) -> None:
        book.example("C4-litigated")
        costs = book.page.locator(".rb-costs")
        expect(costs).to_contain_text("比参考线高11.6个百分点", timeout=PATIENCE)
        # 57,600 × 24 % / 12 = 1,152; at 4 × 3.1 % = 12.4 %: 595.20
        expect(costs).to_contain_text("每月利息1,152元，按参考线是595.20元")
        expect(costs.get_by_role("img").first).to_have_attribute(
            "aria-label", "个人出借人C · 民间借贷：24%。参考线12.4%"
        )

    def test_the_terms_of_a_contract_give_the_true_rate_as_they_are_typed(self, book: Any) -> None:
        book.example("C3-negative")
        costs = book.page.locator(".rb-costs")
        book.button("counsel.cost.more", count=2).click()
        card = costs.locator(".rb-priced", has_text="网络小贷C")
        card.get_by_role("button", name=book.say("counsel.contract.open")).click()
        field = book.field
        expect(field("terms.field.contract.amount")).to_be_focused(timeout=PATIENCE)
        for name, text in (("amount", "10000"), ("terms", "12"), ("annual_rate", "12")):
            field(f"terms.field.contract.{name}").fill(text)
            field(f"terms.field.contract.{name}").press("Tab")
        expect(card.get_by_role("status")).to_have_text("年化12%（单利），实际年化12.68%（复利）", timeout=PATIENCE)
        book.button("counsel.contract.fee_add").click()
        expect(field("terms.field.fee.name")).to_be_focused(timeout=PATIENCE)
        field("terms.field.fee.amount").fill("100")
        field("terms.field.fee.amount").press("Tab")
        # practice: 888.49 + 100 a month on 10,000
        expect(card.get_by_role("status")).to_have_text("年化32.76%（单利），实际年化38.15%（复利）", timeout=PATIENCE)
        expect(card).to_contain_text("比参考线高8.76个百分点")
        field("terms.field.contract.annual_rate").fill("-3%")
        field("terms.field.contract.annual_rate").press("Tab")
        expect(card.get_by_role("alert")).to_be_visible(timeout=PATIENCE)


class TestTheBoundary:
    def test_a_red_answer_shows_its_reason_the_alternative_and_what_it_stops(self, book: Any) -> None:
        book.example("C4-litigated")
        check = book.page.locator(".rb-check")
        book.button("counsel.check.open").click()
        red = red_assets(book)
        red.click(timeout=PATIENCE)
        expect(red).to_contain_text("（已选）", timeout=PATIENCE)
        expect(check).to_contain_text("转移、隐瞒财产可能被撤销")
        expect(check).to_contain_text("如实列明，向法院申请保留生活必需")
        expect(check).to_contain_text("法释〔2024〕13号第6条")
        expect(check).to_contain_text("这些文书先不做：")
        expect(check).to_contain_text("执行和解方案")
        # The answers are nobody else's business: the file has them only where the box is ticked.
        assert read_case(book.take_home()[1]).boundary == ()
        check.get_by_label(book.say("counsel.check.keep")).check()
        expect(book.titled("ui.file.undo").or_(book.button("ui.file.undo")).first).to_be_enabled(timeout=PATIENCE)
        kept = read_case(book.take_home()[1]).boundary
        assert [(answer.question, answer.light) for answer in kept] == [("assets", "red")]
        red.click()
        expect(check).not_to_contain_text("这些文书先不做：", timeout=PATIENCE)

    def test_what_was_said_gets_a_hint_and_no_verdict(self, book: Any) -> None:
        book.example("C4-litigated")
        check = book.page.locator(".rb-check")
        check.locator("summary").click(timeout=PATIENCE)
        expect(check).to_contain_text("把车过户给前妻就查不到了")
        expect(check).to_contain_text("只是提醒，由您和咨询师判断")


class TestTheLaw:
    def test_the_page_of_the_law_opens_is_searched_and_closed(self, book: Any) -> None:
        book.example("C4-litigated")
        book.button("ui.foot.law").click()
        expect(book.page.get_by_role("heading", level=2, name="法规依据")).to_be_visible(timeout=PATIENCE)
        search = book.field("law.search")
        search.fill("支付令 异议")
        search.press("Enter")
        provision = book.page.locator(".rb-law summary", has_text="支付令异议期")
        provision.click(timeout=PATIENCE)
        found = provision.locator("..")
        expect(found).to_contain_text("15日")
        expect(found).to_contain_text("民事诉讼法 第227条、第228条")
        expect(found).to_contain_text("原文已读")
        book.button("law.close").click()
        expect(book.page.locator(".rb-dates")).to_be_visible(timeout=PATIENCE)

    def test_it_opens_before_any_case_and_in_english(self, book: Any) -> None:
        book.switch_to("en")
        book.button("ui.foot.law").click()
        expect(book.page.get_by_role("heading", level=2, name="Legal sources")).to_be_visible(timeout=PATIENCE)
        book.field("law.search").fill("LPR")
        book.field("law.search").press("Enter")
        expect(book.page.locator(".rb-law")).to_contain_text("One-year loan prime rate", timeout=PATIENCE)
        book.button("law.close").click()
        expect(book.button("ui.start.first")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_nothing_scrolls_sideways_and_nothing_serious_is_found(pocket: Any, lang: str) -> None:
    pocket.example("C4-litigated")
    if lang == "en":
        pocket.switch_to("en")
    pocket.button("counsel.check.open").click()
    red_assets(pocket).click(timeout=PATIENCE)
    pocket.page.get_by_role("button", name=pocket.say("counsel.contract.open")).first.click()
    expect(pocket.field("terms.field.contract.amount")).to_be_visible(timeout=PATIENCE)
    for summary in pocket.page.locator(".rb-way summary, .rb-check summary, .rb-facts summary").all():
        if summary.is_visible():
            summary.click()
    assert pocket.overflows() <= 0
    assert pocket.serious() == []
    pocket.button("ui.foot.law").click()
    expect(pocket.page.locator(".rb-law")).to_be_visible(timeout=PATIENCE)
    pocket.page.locator(".rb-law summary").first.click()
    assert pocket.overflows() <= 0
    assert pocket.serious() == []
