"""The one page and the blank form in a real browser: seen, downloaded, opened alone, printed alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from repaybook.texts import say


def words(key: str) -> str:
    return say("zh", f"summary.{key}")


def unfolded(page: Page) -> Page:
    page.get_by_role("button", name=words("fold")).click()
    expect(page.locator(".rb-paper")).to_be_visible()
    return page


def saved(page: Page, link: str, folder: Path) -> tuple[str, Path]:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    file = folder / "page.html"
    waiting.value.save_as(file)
    return waiting.value.suggested_filename, file


def test_the_one_page_says_what_counts(in_step: Any) -> None:
    page = in_step("C2-tight", "plan").page
    page.get_by_role("button", name="选乙").click()
    expect(page.get_by_role("button", name="已选乙")).to_be_visible()
    paper = unfolded(page).locator(".rb-paper")
    for line in ("332,600元", "2,050元", "每月还1,910元，还到2031年11月", "12月1日", "12356", "110", "公益自助"):
        expect(paper).to_contain_text(line)
    page.get_by_role("button", name=say("zh", "ui.file.undo")).click()
    expect(paper).to_contain_text(words("plan.none"))  # it follows the case


def test_the_downloaded_page_stands_alone_and_prints_on_one_sheet(in_step: Any, visiting: Any, tmp_path: Path) -> None:
    visit = in_step("C4-litigated", "follow")
    name, file = saved(unfolded(visit.page), words("download"), tmp_path)
    assert name == "还款一页纸-2026-11-23.html"
    alone = visiting(file.as_uri())
    expect(alone.page.get_by_role("heading", level=1)).to_have_text(words("title"))
    expect(alone.page.get_by_text("支付令：还清或书面异议的最后一天")).to_be_visible()
    assert alone.requests == [file.as_uri()]
    assert alone.complaints == []
    assert sheets(alone.page) == 1


def test_the_blank_form_has_the_nine_classes_and_asks_no_name(in_step: Any, visiting: Any, tmp_path: Path) -> None:
    name, file = saved(unfolded(in_step("C1-easy", "plan").page), words("download_form"), tmp_path)
    assert name == "空白收支表.html"
    page = visiting(file.as_uri()).page
    for category in ("food", "support"):
        expect(page.get_by_role("rowheader", name=say("zh", f"terms.category.{category}"))).to_be_visible()
    expect(page.locator("input")).to_have_count(0)
    assert "姓名：" not in page.inner_text("body")
    assert sheets(page) <= 2


def test_the_browsers_own_print_prints_the_one_page_alone(in_step: Any) -> None:
    page = unfolded(in_step("C2-tight", "plan").page)
    page.emulate_media(media="print")
    expect(page.locator(".rb-paper")).to_be_visible()
    for hidden in (".rb-strip", ".rb-tabs", ".rb-compare", ".rb-beside", ".rb-foot"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert sheets(page) == 1


def sheets(page: Page) -> int:
    """Return the number of A4 sheets on which the page prints."""
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", printed))
