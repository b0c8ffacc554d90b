"""摸清 in a real browser: dates first, a debt written with the keyboard alone, parts that must add up, tables."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from repaybook.case.read import read_case

PATIENCE = 30_000  # ms


def card(book: Any, name: str) -> Any:
    """Return the card of a debt, by its title."""
    return book.page.locator(".rb-debt").filter(has=book.page.get_by_role("heading", name=name, exact=True))


def type_and_leave(book: Any, key: str, text: str) -> None:
    field = book.field(key)
    field.fill(text)
    field.press("Tab")


class TestDatesFirst:
    def test_the_payment_order_stands_first_with_its_days(self, book: Any) -> None:
        # C4: served on 16 November, 15 days to object: 1 December; the case's day is 23 November.
        book.example("C4-litigated")
        first = book.page.locator(".rb-dates li").first
        expect(first).to_contain_text("2026年12月1日", timeout=PATIENCE)
        expect(first).to_contain_text("还有8天")
        expect(first).to_contain_text("支付令")
        expect(first).to_contain_text("不认可就书面提异议")
        expect(first).to_be_in_viewport()
        book.in_the_strip("12月1日支付令（还有8天）")


class TestWritingADebt:
    def test_the_keyboard_alone_is_enough(self, book: Any) -> None:
        keys = book.page.keyboard
        book.button("ui.start.first").focus()
        keys.press("Enter")
        expect(book.field("know.form.creditor_alias")).to_be_focused(timeout=PATIENCE)
        keys.type("银行A")
        keys.press("Tab")
        expect(book.field("know.form.creditor_type")).to_be_focused()
        keys.press("ArrowDown")
        keys.press("Tab")
        expect(book.field("know.form.balance_total")).to_be_focused()
        keys.type("4.68万")
        keys.press("Tab")
        keys.press("Tab")
        expect(book.field("know.form.overdue_days")).to_be_focused()
        keys.type("78")
        keys.press("Tab")
        keys.press("Tab")
        expect(book.field("know.form.contractual_monthly")).to_be_focused()
        keys.type("1,200")
        keys.press("Tab")
        keys.press("Tab")
        expect(book.button("know.form.save_new")).to_be_focused()
        keys.press("Enter")
        shown = card(book, "信用卡 · 银行A")
        expect(shown).to_contain_text("46,800元", timeout=PATIENCE)
        expect(shown).to_contain_text("逾期78天（M3）")
        expect(shown).to_contain_text("每月应还1,200元")
        # What the person did not say is shown as usual, not as theirs.
        expect(shown).to_contain_text("按常见合同：年化18.25%（单利），日万分之五")
        expect(book.button("know.debts.add")).to_be_focused()
        book.in_the_strip("总欠款 4.68万元")

    def test_the_amount_is_echoed_and_what_cannot_be_read_stays_with_its_sentence(self, book: Any) -> None:
        book.button("ui.start.first").click()
        type_and_leave(book, "know.form.balance_total", "46800")
        expect(book.page.get_by_text("46,800元，即4.68万元")).to_be_visible(timeout=PATIENCE)
        type_and_leave(book, "know.form.balance_total", "很多")
        expect(book.page.get_by_role("alert").filter(has_text="“很多”读不成金额")).to_be_visible(timeout=PATIENCE)
        expect(book.field("know.form.balance_total")).to_have_value("很多")
        book.button("know.form.save_new").click()
        expect(book.field("know.form.balance_total")).to_be_focused(timeout=PATIENCE)

    def test_nothing_but_who_and_which_kind_has_to_be_known(self, book: Any) -> None:
        book.button("ui.start.first").click()
        expect(book.field("know.form.creditor_alias")).to_be_visible(timeout=PATIENCE)
        book.button("know.form.save_new").click()
        expect(book.page.get_by_text("请写欠谁的，简称就行。")).to_be_visible(timeout=PATIENCE)
        expect(book.page.get_by_text("请选是哪一种。")).to_be_visible()
        type_and_leave(book, "know.form.creditor_alias", "朋友")
        book.field("know.form.creditor_type").select_option(label="亲友借款")
        book.button("know.form.save_new").click()
        shown = card(book, "亲友借款 · 朋友")
        expect(shown).to_contain_text("还不清楚", timeout=PATIENCE)
        book.in_the_strip("总欠款 还不清楚")
        # What is missing leads to its field.
        book.page.get_by_role("button", name="还不知道一共欠多少").click()
        expect(book.field("know.form.balance_total")).to_be_focused(timeout=PATIENCE)

    def test_parts_that_do_not_add_up_are_said_at_the_total_and_nothing_changes(self, book: Any) -> None:
        book.example("C2-tight")
        book.titled("know.debts.edit_of", name="信用卡 · 股份制银行A").click()
        type_and_leave(book, "know.form.balance_total", "50000")
        book.button("know.form.save").click()
        # 42,600 + 3,120 + 1,080 = 46,800
        expect(
            book.page.get_by_role("alert").filter(has_text="各部分相加是46,800元，和总额50,000元对不上")
        ).to_be_visible(timeout=PATIENCE)
        book.in_the_strip("33.26万元")
        type_and_leave(book, "know.form.balance_total", "4万7800")
        book.button("know.form.more").click()
        type_and_leave(book, "terms.field.debt.principal", "43600")
        book.button("know.form.save").click()
        book.in_the_strip("33.36万元")

    def test_a_debt_like_another_needs_only_its_amount(self, book: Any) -> None:
        book.example("C2-tight")
        book.titled("know.debts.copy_of", name="信用卡 · 股份制银行A").click()
        expect(book.field("know.form.balance_total")).to_be_focused(timeout=PATIENCE)
        expect(book.field("know.form.creditor_alias")).to_have_value("股份制银行A")
        book.page.keyboard.type("1000")
        book.page.keyboard.press("Tab")
        book.button("know.form.save_new").click()
        book.in_the_strip("33.36万元")

    def test_a_debt_that_was_deleted_comes_back(self, book: Any) -> None:
        book.example("C2-tight")
        book.titled("know.debts.delete_of", name="信用卡 · 股份制银行A").click()
        expect(book.page.get_by_text("已删除：信用卡 · 股份制银行A。按撤销可以找回。")).to_be_visible(timeout=PATIENCE)
        undo = book.page.locator(".rb-notice").get_by_role("button", name="撤销")
        expect(undo).to_be_focused()
        undo.click()
        expect(card(book, "信用卡 · 股份制银行A")).to_be_visible(timeout=PATIENCE)


class TestATable:
    def test_lines_that_can_be_read_are_offered_and_the_others_named(self, book: Any) -> None:
        book.button("ui.start.first").click()
        book.button("know.form.cancel").click()
        book.button("know.table.title").click()
        table = (
            "债权人,类型,欠款总额,逾期天数\n银行A,信用卡,4.68万,78\n银行B,信用卡,很多,1\n小贷C,网络小贷,１２００,0\n"
        )
        book.choose_file(book.button("know.table.choose"), "表.csv", table.encode("gb18030"))
        expect(book.page.get_by_text("读出2笔，请看一遍：")).to_be_visible(timeout=PATIENCE)
        expect(book.page.get_by_text("第3行·欠款总额：“很多”读不成金额")).to_be_visible()
        expect(book.page.locator(".rb-debt")).to_have_count(0)
        book.page.get_by_role("button", name="把这2笔加进来").click()
        expect(book.page.locator(".rb-debt")).to_have_count(2, timeout=PATIENCE)
        # 46,800 + 1,200
        book.in_the_strip("总欠款 4.8万元")
        _, content = book.take_home()
        assert [debt.creditor_alias for debt in read_case(content).debts] == ["银行A", "小贷C"]

    def test_a_file_that_is_no_table_is_refused_in_words(self, book: Any) -> None:
        book.button("ui.start.first").click()
        book.button("know.table.title").click()
        book.choose_file(book.button("know.table.choose"), "图.png", b"\x89PNG\r\n\x1a\n\x00\x00")
        expect(book.page.locator(".rb-notice").get_by_role("alert")).to_be_visible(timeout=PATIENCE)


class TestWhoItIsAbout:
    def test_the_household_is_asked_for_and_no_name(self, book: Any) -> None:
        book.example("C2-tight")
        expect(book.field("know.basics.city")).to_be_visible(timeout=PATIENCE)
        labels = " ".join(book.page.locator(".rb-app label").all_inner_texts())
        assert "家里几口人" in labels
        for word in ("姓名", "证件", "电话", "卡号"):
            assert word not in labels
