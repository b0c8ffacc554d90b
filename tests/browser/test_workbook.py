"""The frame around the five steps: start, four facts, language, files, undo, phone, accessibility, faults."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Dialog, expect

from repaybook.case.read import read_case
from repaybook.demo import demo_bytes

PATIENCE = 30_000  # ms
C2_IN_THE_STRIP = ("总欠款 33.26万元", "每月可还 2,050元", "12月1日", "还有8天")


# The workbook, and three callbacks that nobody guards.
WITHOUT_A_NET = """
import asyncio
import ipywidgets as w
from repaybook.ui import workbook

book = workbook()
pressed, typed = w.Button(description="按了就坏"), w.Text(description="改了就坏")
later = w.Button(description="过一会儿才坏")
pressed.on_click(lambda _: {}["secret 4821"])
typed.observe(lambda _: {}["secret 4822"], "value")
later.on_click(lambda _: asyncio.get_event_loop().call_soon(lambda: 1 / 0))
w.VBox([book, pressed, typed, later])
"""
ITS_OWN_LINES = re.compile(r'\{\}\["secret [0-9]+"\]')


class TestTheStart:
    def test_it_offers_three_things_and_nothing_else(self, book: Any) -> None:
        names = [name.split("\n")[0] for name in book.page.locator(":not(.rb-foot) > button:visible").all_inner_texts()]
        assert [re.sub(r" \(0\)$", "", name) for name in names] == [
            "EN",
            "从一笔最急的债开始",
            "打开我的文件",
            "先看一个例子",
        ]
        expect(book.page.get_by_text("不问姓名、证件号、电话和卡号。")).to_be_visible()
        expect(book.strip).to_be_hidden()

    def test_the_most_urgent_debt_can_be_written_down_at_once(self, book: Any) -> None:
        book.button("ui.start.first").click()
        expect(book.field("know.form.creditor_alias")).to_be_focused(timeout=PATIENCE)
        book.in_the_strip("总欠款 还不清楚", "每月可还 还不清楚", "没有记下日期", "还没选")

    def test_each_example_opens(self, book: Any) -> None:
        book.button("ui.start.example").click()
        expect(book.page.locator(".rb-examples").get_by_role("button")).to_have_count(5)


class TestTheFacts:
    def test_an_example_shows_where_it_stands(self, book: Any) -> None:
        # C2: 332,600 owed; 9,900 − 4,970 − 2,380 = 2,550, less 500 = 2,050; the mortgage falls due on 1 December.
        book.example("C2-tight")
        book.in_the_strip(*C2_IN_THE_STRIP, "还没选")

    def test_a_fact_leads_to_where_it_comes_from(self, book: Any) -> None:
        book.example("C2-tight")
        book.strip.get_by_role("button", name="每月可还").click()
        expect(book.page.get_by_role("heading", level=2, name="收支")).to_be_visible(timeout=PATIENCE)
        expect(book.tab("budget")).to_be_focused()

    def test_the_strip_stays_in_sight(self, book: Any) -> None:
        book.example("C2-tight")
        book.page.get_by_text("基本情况").scroll_into_view_if_needed()
        book.page.mouse.wheel(0, 2000)
        expect(book.strip).to_be_in_viewport(ratio=1)

    def test_what_is_short_is_said_instead_of_what_can_be_paid(self, book: Any) -> None:
        book.example("C3-negative")
        book.in_the_strip("每月缺 480元")

    def test_the_tabs_say_what_is_missing(self, book: Any) -> None:
        book.button("ui.start.first").click()
        expect(book.tab("know")).to_contain_text("缺1项", timeout=PATIENCE)
        # Income, and nine classes of living costs.
        expect(book.tab("budget")).to_contain_text("缺10项")


class TestTheLanguage:
    def test_english_shows_the_same_case(self, book: Any) -> None:
        book.example("C2-tight")
        book.switch_to("en")
        book.in_the_strip("Owed ¥332,600", "Can pay ¥2,050 a month", "1 Dec", "8 days left")
        expect(book.page.locator("html")).to_have_attribute("lang", "en")
        book.switch_to("zh")
        book.in_the_strip(*C2_IN_THE_STRIP)
        expect(book.page.locator("html")).to_have_attribute("lang", "zh-CN")

    def test_a_debt_half_written_survives_the_switch(self, book: Any) -> None:
        book.button("ui.start.first").click()
        name = book.field("know.form.creditor_alias")
        name.fill("银行A")
        name.press("Tab")
        book.switch_to("en")
        expect(book.field("know.form.creditor_alias")).to_have_value("银行A", timeout=PATIENCE)


class TestTheFile:
    def test_it_is_taken_home_cleared_and_brought_back(self, book: Any) -> None:
        book.example("C2-tight")
        book.in_the_strip(*C2_IN_THE_STRIP)
        name, content = book.take_home()
        assert name == "还款工作簿-周某-2026-11-23.json"
        assert read_case(content) == read_case(demo_bytes("C2-tight"))

        book.button("ui.file.clear").click()
        book.page.locator(".rb-sure").get_by_role("button", name="清空", exact=True).click()
        expect(book.button("ui.start.first")).to_be_visible(timeout=PATIENCE)
        expect(book.strip).to_be_hidden()

        book.choose_file(book.button("ui.start.open"), name, content)
        book.in_the_strip(*C2_IN_THE_STRIP)
        expect(book.page.get_by_role("status")).to_contain_text("打开了")

    def test_clearing_asks_first(self, book: Any) -> None:
        book.example("C2-tight")
        book.button("ui.file.clear").click()
        expect(book.page.get_by_role("alert").filter(has_text="清空后")).to_be_visible()
        book.button("ui.file.confirm_no").click()
        book.in_the_strip(*C2_IN_THE_STRIP)

    def test_a_file_that_is_none_leaves_the_case_and_says_why(self, book: Any) -> None:
        book.example("C2-tight")
        case = json.loads(demo_bytes("C2-tight"))
        case["debts"][1]["principal"] = -1
        case["income"][0]["amount_monthly"] = "很多"
        book.choose_file(book.button("ui.file.open"), "bad.json", json.dumps(case).encode())
        alert = book.page.locator(".rb-notice")
        expect(alert).to_contain_text("这个文件打不开，原来的内容没有动", timeout=PATIENCE)
        expect(alert).to_contain_text("债务·第2笔·本金：金额不能小于0。")
        expect(alert).to_contain_text("收入·第1项·每月金额")
        book.in_the_strip(*C2_IN_THE_STRIP)
        book.button("ui.notice.dismiss").click()
        expect(alert).to_be_hidden()

    def test_undo_and_redo(self, book: Any) -> None:
        book.example("C2-tight")
        expect(book.titled("ui.file.undo_hint")).to_be_disabled()
        book.titled("know.debts.delete_of", name="信用卡 · 股份制银行A").click()
        # 332,600 − 46,800
        book.in_the_strip("28.58万元")
        book.titled("ui.file.undo_hint").click()
        book.in_the_strip("33.26万元")
        book.titled("ui.file.redo_hint").click()
        book.in_the_strip("28.58万元")

    def test_the_page_asks_before_it_is_left_with_something_not_taken_home(self, book: Any) -> None:
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        book.page.on("dialog", stay)
        book.example("C2-tight")
        book.titled("know.debts.delete_of", name="信用卡 · 股份制银行A").click()
        expect(book.page.locator(".repaybook-unsaved")).to_be_visible(timeout=PATIENCE)
        with book.page.expect_event("dialog"):
            book.page.close(run_before_unload=True)
        book.in_the_strip("28.58万元")
        assert asked == ["beforeunload"]
        book.take_home()
        with book.page.expect_event("close"):
            book.page.close(run_before_unload=True)
        assert asked == ["beforeunload"]


class TestThePhone:
    @pytest.mark.parametrize("name", ["C2-tight", "C4-litigated"])
    def test_nothing_scrolls_sideways_and_all_can_be_touched(self, pocket: Any, name: str) -> None:
        assert pocket.overflows() <= 0
        pocket.example(name)
        for step in ("know", "budget"):
            pocket.step(step)
            assert pocket.overflows() <= 0, step
            assert pocket.small_targets() == []

    def test_the_tools_fold_behind_one_button(self, pocket: Any) -> None:
        pocket.example("C2-tight")
        expect(pocket.titled("ui.file.undo_hint")).to_be_hidden()
        pocket.button("ui.menu").click()
        expect(pocket.titled("ui.file.undo_hint")).to_be_visible()
        assert pocket.overflows() <= 0

    def test_an_amount_brings_up_the_digits_and_a_name_the_letters(self, pocket: Any) -> None:
        pocket.button("ui.start.first").click()
        amount = pocket.field("know.form.balance_total")
        expect(amount).to_have_attribute("inputmode", "decimal", timeout=PATIENCE)
        assert pocket.field("know.form.creditor_alias").get_attribute("inputmode") is None

    def test_the_form_of_a_debt_fits(self, pocket: Any) -> None:
        pocket.button("ui.start.first").click()
        expect(pocket.field("know.form.creditor_alias")).to_be_visible(timeout=PATIENCE)
        pocket.button("know.form.more").click()
        expect(pocket.field("terms.field.debt.principal")).to_be_visible(timeout=PATIENCE)
        assert pocket.overflows() <= 0
        assert pocket.small_targets() == []


class TestAccessibility:
    def test_nothing_serious_on_a_wide_screen(self, book: Any) -> None:
        assert book.serious() == []
        book.example("C4-litigated")
        book.titled("know.debts.edit_of", name="信用卡(诉前调解) · 股份制银行B").click()
        book.button("know.form.more").click()
        expect(book.field("terms.field.debt.principal")).to_be_visible(timeout=PATIENCE)
        assert book.serious() == []
        book.step("budget")
        assert book.serious() == []

    def test_nothing_serious_on_a_phone_in_english(self, pocket: Any) -> None:
        pocket.example("C3-negative")
        pocket.switch_to("en")
        for step in ("know", "budget"):
            pocket.step(step)
            assert pocket.serious() == []


class TestFaults:
    def test_what_nobody_expected_is_one_calm_sentence_and_the_rest_is_in_the_log(
        self, serving: Callable[..., Any], visiting: Callable[..., Any]
    ) -> None:
        server = serving(code=WITHOUT_A_NET, warm=0)
        page = visiting(server.url).page
        alert = page.locator(".rb-notice").get_by_role("alert")
        page.get_by_role("button", name="先看一个例子").wait_for(timeout=PATIENCE)
        for broken in ("按了就坏", "改了就坏", "过一会儿才坏"):
            if broken == "改了就坏":
                page.get_by_label(broken).fill("x")
                page.keyboard.press("Enter")
            else:
                page.get_by_role("button", name=broken).click()
            expect(alert).to_contain_text("您填的都还在", timeout=PATIENCE)
            reference = re.search(r"编号([0-9A-F]{6})", alert.inner_text())
            assert reference is not None
            assert reference[1] in server.log.read_text("utf-8")
            page.get_by_role("button", name="知道了").click()
            expect(alert).to_be_hidden()
        log = server.log.read_text("utf-8")
        assert "KeyError" in log
        assert "ZeroDivisionError" in log
        # The page is public: its visitors' figures stay out of the log.
        assert "secret" not in ITS_OWN_LINES.sub("", log)
