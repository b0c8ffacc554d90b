"""Papers and conduct in a real browser: a class with its rule, a paper taken home, a red answer that stops one."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from playwright.sync_api import Page, expect

from repaybook.texts import say

PATIENCE = 60_000  # ms


def papers(page: Page) -> Any:
    page.get_by_role("button", name=say("zh", "talk.papers.show")).click()
    return page.locator(".rb-paper-list")


def paper(page: Page, kind: str) -> Any:
    return page.locator(".rb-paper-list .rb-entry", has_text=say("zh", f"papers.kind.{kind}"))


def test_a_call_at_night_shows_its_class_with_rule_and_source(in_step: Callable[..., Any]) -> None:
    page = in_step("C5-misconduct", "talk").page
    page.get_by_role("button", name=say("zh", "talk.log.older", count=3)).click(timeout=PATIENCE)
    entry = page.locator(".rb-entry", has_text="22:41").first
    expect(entry.locator("summary", has_text=say("zh", "conduct.night_contact.title"))).to_be_visible(timeout=PATIENCE)
    entry.locator("summary", has_text=say("zh", "conduct.night_contact.title")).click()
    told = entry.locator("details[open] dl")
    expect(told).to_contain_text(say("zh", "conduct.night_contact.rule"))
    expect(told).to_contain_text("催收工作指引")
    expect(entry.locator("summary", has_text=say("zh", "conduct.threat.title"))).to_be_visible()


def test_a_letter_is_made_taken_home_and_holds_the_event(in_step: Callable[..., Any]) -> None:
    page = in_step("C5-misconduct", "talk").page
    papers(page)
    letter = paper(page, "stop_collection").filter(has=page.get_by_role("button")).first
    letter.get_by_role("button").click()
    link = letter.get_by_role("link", name=say("zh", "talk.papers.docx"))
    expect(link).to_be_visible(timeout=PATIENCE)
    with page.expect_download() as download:
        link.click()
    words = "\n".join(
        text
        for content in [docx.Document(io.BytesIO(download.value.path().read_bytes()))]
        for text in [
            *(paragraph.text for paragraph in content.paragraphs),
            *(cell.text for table in content.tables for row in table.rows for cell in row.cells),
        ]
    )
    assert "2026年11月12日" in words
    assert "22:41" in words


@pytest.mark.parametrize("width", [1280, 390])
def test_a_red_answer_stops_its_letter_and_says_what_can_be_done(
    in_step: Callable[..., Any], sideways: Callable[[Page], int], serious: Callable[[Page], list[str]], width: int
) -> None:
    page = in_step("C5-misconduct", "know", width=width).page
    page.get_by_role("button", name=say("zh", "counsel.check.open")).click(timeout=PATIENCE)
    page.get_by_role("button", name=say("zh", "boundary.means.red")).click()
    page.locator(".rb-tab", has_text=say("zh", "ui.step.talk")).click()
    papers(page)
    stopped = paper(page, "complaint").first
    expect(stopped).to_contain_text(say("zh", "papers.state.blocked"), timeout=PATIENCE)
    expect(stopped).to_contain_text(say("zh", "boundary.means.alternative_red"))
    expect(stopped.get_by_role("button")).to_have_count(0)
    assert sideways(page) <= 0
    assert serious(page) == []
