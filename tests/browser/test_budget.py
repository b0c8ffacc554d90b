"""收支 in a real browser: the figures, entry by week, the averages, the savings line, the negative path."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

PATIENCE = 30_000  # ms


@pytest.fixture
def tight(book: Any) -> Any:
    """C2 with its budget open."""
    book.example("C2-tight")
    book.step("budget")
    return book


def row(book: Any, name: str) -> Locator:
    """Return a row of the result."""
    found: Locator = book.page.locator(".rb-result tr").filter(
        has=book.page.get_by_role("rowheader", name=name, exact=True)
    )
    return found


def amount(book: Any, category: str, number: int = 1) -> Any:
    return book.page.get_by_label(f"{category}第{number}行：金额（元）", exact=True)


def period(book: Any, category: str) -> Any:
    return book.page.locator(".rb-class").filter(has_text=category).get_by_label("周期").first


def set_to(field: Any, text: str) -> None:
    field.fill(text)
    field.press("Tab")


class TestTheFigures:
    def test_they_are_the_published_ones(self, tight: Any) -> None:
        # 9,900 − 4,970 − 2,380 = 2,550; buffer 5 % of 9,900 = 495 → 500; usable 2,050; 2,550 − 990 = 1,560.
        expect(row(tight, "结余")).to_contain_text("2,550元")
        expect(row(tight, "每月可还")).to_contain_text("2,050元")
        expect(row(tight, "留底")).to_contain_text("−500元")
        expect(row(tight, "收入少一成，结余")).to_contain_text("1,560元")
        expect(row(tight, "收入都按较低时，结余")).to_contain_text("1,550元")
        expect(tight.page.get_by_text("每月可还2,050元；收入少一成，结余1,560元。").first).to_be_visible()

    def test_an_amount_changes_all_of_them(self, tight: Any) -> None:
        set_to(amount(tight, "食品烟酒"), "2450")  # 100 more
        expect(row(tight, "结余")).to_contain_text("2,450元", timeout=PATIENCE)
        tight.in_the_strip("每月可还 1,950元")

    def test_the_picture_follows(self, tight: Any) -> None:
        picture = tight.page.locator(".rb-picture svg").last
        picture.wait_for(timeout=PATIENCE)
        before = picture.inner_html()
        set_to(amount(tight, "食品烟酒"), "3000")
        expect(row(tight, "结余")).to_contain_text("1,900元", timeout=PATIENCE)
        expect(picture).not_to_have_js_property("innerHTML", before)

    def test_an_amount_by_the_week_is_worked_out_by_the_month(self, tight: Any) -> None:
        period(tight, "食品烟酒").select_option(label="每周")
        set_to(amount(tight, "食品烟酒"), "300")
        # 300 × 52 / 12 = 1,300; 1,050 less than 2,350, so 3,600 is left.
        expect(tight.page.get_by_text("每月1,300元")).to_be_visible(timeout=PATIENCE)
        expect(row(tight, "结余")).to_contain_text("3,600元")

    def test_what_cannot_be_read_stays_and_the_figures_too(self, tight: Any) -> None:
        set_to(amount(tight, "食品烟酒"), "两千多")
        expect(tight.page.get_by_role("alert").filter(has_text="读不成金额")).to_be_visible(timeout=PATIENCE)
        expect(amount(tight, "食品烟酒")).to_have_value("两千多")
        expect(row(tight, "结余")).to_contain_text("2,550元")

    def test_a_line_is_added_and_taken_out(self, tight: Any) -> None:
        tight.titled("budget.living.add_of", category="居住").click()
        expect(tight.page.get_by_label("居住第3行：项目", exact=True)).to_be_focused(timeout=PATIENCE)
        set_to(amount(tight, "居住", 3), "50")
        expect(row(tight, "结余")).to_contain_text("2,500元", timeout=PATIENCE)
        tight.page.locator(".rb-class").filter(has_text="居住").get_by_role("button", name="删除").last.click()
        expect(row(tight, "结余")).to_contain_text("2,550元", timeout=PATIENCE)

    def test_a_low_above_the_usual_is_refused_at_its_field(self, tight: Any) -> None:
        low = tight.page.get_by_label("较低时（每月）").last
        set_to(low, "9000")
        expect(tight.page.get_by_role("alert").filter(has_text="高过平常的")).to_be_visible(timeout=PATIENCE)
        expect(row(tight, "收入都按较低时，结余")).to_contain_text("1,550元")


class TestAverages:
    def test_they_stand_beside_and_ask_for_a_line_only_above(self, tight: Any) -> None:
        food = tight.page.locator(".rb-class").filter(has_text="食品烟酒")
        # 6,359 in nine months: 707 a person, 2,828 for four.
        expect(food).to_contain_text("参考2,828元")
        expect(food.get_by_label("比参考高的原因（一句就好）")).to_be_hidden()
        set_to(amount(tight, "食品烟酒"), "3000")
        expect(food.get_by_label("比参考高的原因（一句就好）")).to_be_visible(timeout=PATIENCE)
        set_to(food.get_by_label("比参考高的原因（一句就好）"), "两个老人同住")
        # It is a line, no lock: the figures go on.
        expect(row(tight, "结余")).to_contain_text("1,900元")
        tight.page.get_by_text("参考数从哪里来").click()
        expect(tight.page.get_by_text("国家统计局").first).to_be_visible()


class TestTheSavingsLine:
    def test_it_can_be_changed_and_given_back_to_the_rule(self, tight: Any) -> None:
        set_to(tight.field("budget.savings.label"), "800")
        tight.in_the_strip("每月可还 1,750元")
        tight.page.get_by_role("button", name="留结余的一成：255元").click()
        tight.in_the_strip("每月可还 2,290元")  # 2,550 − 255 = 2,295, down to 2,290
        tight.button("budget.savings.rule").click()
        tight.in_the_strip("每月可还 2,050元")


class TestTheNegativePath:
    def test_it_has_its_own_words_and_no_way_to_plans(self, book: Any) -> None:
        book.example("C3-negative")
        book.step("budget")
        expect(row(book, "结余")).to_contain_text("−480元")
        following = book.page.locator(".rb-next")
        expect(following).to_contain_text("每月还差480元。先保生活，不谈分期。")
        expect(following).to_contain_text("低保")
        expect(following).to_contain_text("12348")
        expect(following).to_contain_text("有用的材料")
        expect(book.button("budget.next.plan")).to_be_hidden()

    def test_a_way_to_plans_appears_with_money_to_spare(self, book: Any) -> None:
        book.example("C3-negative")
        book.step("budget")
        set_to(amount(book, "医疗保健"), "150")  # 1,000 less: 520 is left
        expect(row(book, "结余")).to_contain_text("520元", timeout=PATIENCE)
        expect(book.button("budget.next.plan")).to_be_visible()


class TestWhatIsNotAffordable:
    def test_it_is_to_be_decided_and_never_called_paid_on(self, book: Any) -> None:
        # C4: 210 − 2,127.55 = −1,917.55
        book.example("C4-litigated")
        book.step("budget")
        expect(book.page.locator(".rb-next")).to_contain_text("没逾期的照合同还，每月还差1,917.55元。")
        decide = book.page.get_by_role("heading", name="付不起或要先决定的")
        expect(decide).to_be_visible()
        expect(book.page.get_by_text("汽车金融公司D，每月2,127.55元")).to_be_visible()
        expect(book.page.get_by_role("heading", name="照旧还的")).to_be_hidden()


class TestFromNothing:
    def test_an_empty_budget_is_filled_class_by_class(self, book: Any) -> None:
        book.button("ui.start.first").click()
        book.step("budget")
        expect(book.page.get_by_text("每月可还 还不清楚").first).to_be_visible()
        set_to(book.page.get_by_label("平常（元）"), "5000")
        expect(book.tab("budget")).to_contain_text("缺9项", timeout=PATIENCE)
        book.page.get_by_role("button", name="还没写医疗保健。没有就填0。").click()
        expect(amount(book, "医疗保健")).to_be_focused()
        set_to(amount(book, "食品烟酒"), "1500")
        expect(book.tab("budget")).to_contain_text("缺8项", timeout=PATIENCE)
        for category in (
            "衣着",
            "居住",
            "生活用品及服务",
            "交通通信",
            "教育文化娱乐",
            "医疗保健",
            "其他用品及服务",
            "赡养抚养",
        ):
            book.titled("budget.living.none_of", category=category).click()
        expect(book.tab("budget")).to_contain_text("已齐", timeout=PATIENCE)
        # 5,000 − 1,500 = 3,500, less 250
        book.in_the_strip("每月可还 3,250元")
