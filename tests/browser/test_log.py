"""A contact in real life: noted at 22:41, its class read and confirmed, the letter made and taken home; the talks."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from repaybook.texts import say

PATIENCE = 60_000  # ms
SAID = "明早八点带人上门,把东西搬走"


def words(key: str, **values: object) -> str:
    return say("zh", key, **values)


def entry(page: Page, holding: str) -> Locator:
    return page.locator(".rb-logged:visible", has_text=holding).first


def note(page: Page) -> Locator:
    page.get_by_role("button", name=words("talk.log.add"), exact=True).click()
    return page.locator(".rb-form:visible")


def letter_of(page: Page, case: str) -> str:
    """Make the letter about the first creditor and return its words."""
    page.get_by_role("button", name=words("talk.papers.show")).click()
    letter = page.locator(".rb-paper-list .rb-entry", has_text=words("papers.kind.stop_collection"))
    mine = letter.filter(has_text=case).filter(has=page.get_by_role("button")).first
    mine.get_by_role("button").first.click()
    link = mine.get_by_role("link", name=words("talk.papers.docx"))
    expect(link).to_be_visible(timeout=PATIENCE)
    with page.expect_download() as download:
        link.click()
    content = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    cells = (cell.text for table in content.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in content.paragraphs), *cells])


def test_a_call_at_night_is_noted_confirmed_and_stands_in_the_letter(in_step: Callable[..., Any]) -> None:
    visit = in_step("C5-misconduct", "talk")
    page = visit.page
    form = note(page)
    form.get_by_label(words("talk.form.at")).fill("2026-11-22T22:41")
    form.get_by_label(words("talk.form.party"), exact=True).fill("自称银行A委外")
    form.get_by_label(words("talk.form.debt")).select_option(label="股份制银行A · 信用卡(个性化分期60期,已还5期)")
    form.get_by_label(words("talk.form.said"), exact=True).fill(SAID)
    form.get_by_role("button", name=words("talk.form.more"), exact=True).click()
    form.get_by_label(words("talk.form.number"), exact=True).fill("138 1234 1234")
    form.get_by_label(words("talk.form.evidence"), exact=True).fill("通话录音")
    form.get_by_role("button", name=words("talk.form.save"), exact=True).click()

    row = entry(page, SAID)
    expect(row).to_contain_text("138****1234")
    night = row.locator("summary", has_text=words("conduct.night_contact.title"))
    night.click()
    told = row.locator("details[open] dl")
    expect(told).to_contain_text(words("conduct.night_contact.rule"))
    expect(told).to_contain_text("未经债务人同意")  # the condition
    expect(told).to_contain_text("催收工作指引")  # the source
    expect(told).to_contain_text("行业自律")  # its force
    expect(row).not_to_contain_text(words("contacts.conduct.confirmed"))
    row.get_by_role("button", name=words("contacts.conduct.confirm"), exact=True).click()
    row = entry(page, SAID)
    expect(row).to_contain_text(words("contacts.conduct.confirmed"))
    expect(row.get_by_role("button", name=words("contacts.conduct.change"), exact=True)).to_be_focused()

    letter = letter_of(page, "股份制银行A")
    assert "2026年11月22日" in letter
    assert "22:41" in letter
    assert SAID in letter
    assert visit.complaints == []


def test_an_entry_that_the_person_calls_normal_is_in_no_letter(in_step: Callable[..., Any]) -> None:
    page = in_step("C5-misconduct", "talk").page
    page.get_by_role("button", name=words("talk.log.older", count=3)).click()
    row = entry(page, "明早8点上门")
    row.get_by_role("button", name=words("contacts.conduct.change"), exact=True).click()
    for name in ("threat", "night_contact"):
        row.get_by_label(words(f"conduct.{name}.title"), exact=True).uncheck()
    row.get_by_role("button", name=words("contacts.conduct.save"), exact=True).click()
    row = entry(page, "明早8点上门")
    expect(row).to_contain_text(words("contacts.conduct.confirmed"))
    expect(row.locator("summary")).to_have_text([words("conduct.normal.title")])
    letter = letter_of(page, "股份制银行A")
    assert "22:41" not in letter
    assert "09:14" in letter or "9:14" in letter  # the other call stays in it


def test_a_contact_is_noted_by_the_keyboard_alone_and_its_promise_is_past(in_step: Callable[..., Any]) -> None:
    page = in_step("C5-misconduct", "talk").page
    form = note(page)
    expect(form.get_by_label(words("talk.form.party"), exact=True)).to_be_focused()
    page.keyboard.type("城商行C客服")
    page.keyboard.press("Enter")
    expect(form.get_by_label(words("talk.form.said"), exact=True)).to_be_focused()
    page.keyboard.type("登记诉求")
    page.keyboard.press("Tab")
    page.keyboard.type("三天内回电")
    form.get_by_label(words("contacts.promise_on")).fill("2026-11-22")
    promise = form.get_by_label(words("contacts.promise"), exact=True)
    promise.focus()
    page.keyboard.press("Enter")
    expect(form.get_by_role("button", name=words("talk.form.save"), exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    row = entry(page, "三天内回电")
    expect(row).to_contain_text(words("contacts.past"))
    page.get_by_label(words("contacts.only"), exact=True).select_option(label=words("contacts.only_promises"))
    expect(page.locator(".rb-logged:visible")).to_have_count(1)
    row.get_by_role("button", name=words("contacts.kept"), exact=True).click()
    expect(page.locator(".rb-logged:visible")).to_have_count(0)


def test_a_state_is_set_with_its_next_day_and_what_to_say_is_copied(in_step: Callable[..., Any]) -> None:
    visit = in_step("C5-misconduct", "talk")
    page = visit.page
    bank = page.locator(".rb-talk", has_text="城商行C")
    bank.get_by_role("button", name=words("talks.change"), exact=True).click()
    form = page.locator(".rb-form:visible")
    form.get_by_label(words("talks.form.state")).select_option(label=words("terms.talks_state.first_contact"))
    form.get_by_label(words("talks.form.next_step"), exact=True).fill("问<b>结果</b>")
    form.get_by_label(words("talks.form.next_on")).fill("2026-11-27")
    form.get_by_role("button", name=words("talks.form.save"), exact=True).click()
    expect(bank).to_contain_text(words("terms.talks_state.first_contact"))
    expect(bank).to_contain_text("问<b>结果</b>")
    expect(bank).to_contain_text("最晚2026年11月27日（还有4天）")

    page.get_by_role("button", name=words("scripts.show"), exact=True).click()
    script = page.locator(".rb-script", has_text=words("scripts.acknowledge.title"))
    expect(script).to_contain_text("2026年6月18日我和股份制银行A谈好分期，每月780元。")
    copy = script.locator(".rb-copy")
    copy.click()
    expect(copy).to_have_text(words("scripts.copied"))
    page.context.grant_permissions(["clipboard-read"])
    assert "每月780元" in page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as download:
        page.get_by_role("link", name=words("scripts.print")).click()
    assert "下一期是2026年12月5日" in download.value.path().read_text("utf-8")
    assert visit.complaints == []


@pytest.mark.parametrize(("case", "width"), [("C5-misconduct", 1280), ("C2-tight", 390)])
def test_the_talks_and_the_scripts_are_for_everybody_and_not_wider_than_the_screen(
    in_step: Callable[..., Any],
    serious: Callable[[Page], list[str]],
    sideways: Callable[[Page], int],
    case: str,
    width: int,
) -> None:
    visit = in_step(case, "talk", width=width)
    page = visit.page
    page.get_by_role("button", name=words("scripts.show"), exact=True).click()
    expect(page.locator(".rb-script")).to_have_count(7)
    page.locator(".rb-logged").first.get_by_role("button", name=words("contacts.conduct.change"), exact=True).click()
    page.locator(".rb-talk").first.get_by_role("button", name=words("talks.change"), exact=True).click()
    expect(page.get_by_label(words("talks.form.state"))).to_be_visible()
    assert serious(page) == []
    assert sideways(page) <= 0
    assert visit.complaints == []
