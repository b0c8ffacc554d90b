"""Evidence and papers in a real browser: a checksum taken on the device, words changed, a letter, a zip."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect
from tests.documents.material import words_of_word

from repaybook.texts import say

PATIENCE = 60_000  # ms
SCAN = b"%PDF-1.4 a scan of a notice \x00\xff"
DIGEST = hashlib.sha256(SCAN).hexdigest()


def word(key: str, **values: object) -> str:
    return say("zh", key, **values)


def item(page: Page, name: str) -> Locator:
    return page.locator(".rb-evidence:visible .rb-item", has_text=name).first


def enter(page: Page, name: str) -> None:
    """Open the details of an item, and give it a file."""
    item(page, name).get_by_role("button", name=word("evidence.enter"), exact=True).click()
    scan = FilePayload(name="通知.pdf", mimeType="application/pdf", buffer=SCAN)
    page.locator("input.rb-digest-file:visible").set_input_files(scan)
    expect(page.locator(".rb-evidence").get_by_label(word("evidence.form.sha256"), exact=True).last).to_have_value(
        DIGEST, timeout=PATIENCE
    )


def letter(page: Page, kind: str) -> Locator:
    """Open the list of papers and the first one of a kind, and wait until it is seen."""
    page.get_by_role("button", name=word("talk.papers.show")).click()
    card = page.locator(".rb-paper-list .rb-entry", has_text=word(f"papers.kind.{kind}"))
    first = card.filter(has=page.get_by_role("button")).first
    first.get_by_role("button", name=word("preview.open"), exact=True).click()
    expect(first.locator("img.rb-page").first).to_be_visible(timeout=PATIENCE)
    return first


def saved(page: Page, link: Locator) -> tuple[str, bytes]:
    with page.expect_download() as download:
        link.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def reword(card: Locator, number: int, words: str) -> str:
    """Change a paragraph, and return what it said before."""
    field = card.get_by_label(word("preview.edit.paragraph", n=number), exact=True)
    if not field.is_visible():
        card.get_by_role("button", name=word("preview.edit.open"), exact=True).click()
    expect(field).to_be_visible()
    before = field.input_value()
    field.fill(words)
    field.press("Tab")
    return before


def test_a_files_checksum_is_taken_on_the_device_and_stands_in_the_letter(in_step: Callable[..., Any]) -> None:
    page = in_step("C1-easy", "talk").page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    enter(page, "降薪通知")
    assert [url for url in sent if not url.startswith("data:")] == []  # the file goes nowhere
    form = page.locator(".rb-evidence .rb-form:visible")
    form.get_by_label(word("evidence.form.issuer"), exact=True).fill("某公司人事部")
    form.get_by_label(word("evidence.form.pages"), exact=True).fill("2")
    form.get_by_role("button", name=word("evidence.form.save"), exact=True).click()
    expect(item(page, "某公司人事部")).to_contain_text(DIGEST[:16])
    card = letter(page, "application")
    _, content = saved(page, card.get_by_role("link", name=word("talk.papers.docx")))
    read = words_of_word(content)
    assert "某公司人事部" in read
    assert DIGEST[:16] in read


def test_an_item_is_marked_as_at_hand_in_one_tap(in_step: Callable[..., Any]) -> None:
    page = in_step("C1-easy", "talk").page
    contract = item(page, word("evidence.kind.work.title"))
    contract.get_by_role("button", name=word("evidence.mark_have"), exact=True).click()
    expect(contract).to_contain_text(word("terms.evidence_standing.have"))
    expect(contract.get_by_role("button", name=word("evidence.mark_have"), exact=True)).to_have_count(0)


def test_a_changed_paragraph_is_in_the_file_and_the_original_comes_back(in_step: Callable[..., Any]) -> None:
    page = in_step("C2-tight", "talk").page
    card = letter(page, "application")
    before = reword(card, 4, "本人改过的一段 <b>不是标签</b>。")
    expect(card).to_contain_text(word("preview.edit.changed", count=1), timeout=PATIENCE)
    link = card.get_by_role("link", name=word("talk.papers.docx"))
    read = words_of_word(saved(page, link)[1])
    assert "本人改过的一段 <b>不是标签</b>。" in read
    assert before not in read
    card.get_by_role("button", name=word("preview.edit.reset"), exact=True).click()
    expect(card).not_to_contain_text(word("preview.edit.changed", count=1))
    assert before in words_of_word(saved(page, link)[1])


def test_a_character_the_font_lacks_leaves_the_word_file_and_a_calm_sentence(in_step: Callable[..., Any]) -> None:
    page = in_step("C2-tight", "talk").page
    card = letter(page, "application")
    reword(card, 4, "笑脸😀")
    expect(card).to_contain_text("U+1F600", timeout=PATIENCE)
    expect(card.get_by_role("link", name=word("talk.papers.pdf"))).to_have_count(0)
    assert "笑脸😀" in words_of_word(saved(page, card.get_by_role("link", name=word("talk.papers.docx")))[1])


def test_the_whole_set_comes_as_one_zip_with_the_persons_words(in_step: Callable[..., Any]) -> None:
    page = in_step("C2-tight", "talk").page
    card = letter(page, "application")
    reword(card, 4, "本人改过的一段。")
    expect(card).to_contain_text(word("preview.edit.changed", count=1), timeout=PATIENCE)
    whole = page.locator(".rb-whole-set")
    whole.get_by_role("button", name=word("preview.zip"), exact=True).click()
    link = whole.get_by_role("link")
    expect(link).to_be_visible(timeout=PATIENCE)
    name, content = saved(page, link)
    assert name.endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        files = {name: archive.read(name) for name in names}
    endings = {name.rpartition(".")[2] for name in names}
    assert endings == {"docx", "pdf", "xlsx", "ics", "txt"}
    letters = [words_of_word(files[name]) for name in names if name.endswith(".docx")]
    assert sum("本人改过的一段。" in read for read in letters) == 1
    reminders = next(files[name] for name in names if name.endswith(".ics")).decode()
    titles = [line for line in reminders.splitlines() if line.startswith("SUMMARY")]
    assert not any("还款" in title for title in titles)


def test_an_open_letter_is_folded_when_the_case_changes(in_step: Callable[..., Any]) -> None:
    page = in_step("C1-easy", "talk").page
    card = letter(page, "application")
    item(page, word("evidence.kind.work.title")).get_by_role(
        "button", name=word("evidence.mark_have"), exact=True
    ).click()
    expect(card.locator("img.rb-page")).to_have_count(0)
    expect(card.get_by_role("link")).to_have_count(0)
    expect(card).to_contain_text(word("preview.stale"))


@pytest.mark.parametrize("width", [1280, 390])
def test_lists_forms_and_papers_are_readable_for_everybody(
    in_step: Any, serious: Callable[[Page], list[str]], sideways: Callable[[Page], int], width: int
) -> None:
    visit = in_step("C5-misconduct", "talk", width=width)
    page = visit.page
    enter(page, "课时费流水")
    card = letter(page, "stop_collection")
    card.get_by_role("button", name=word("preview.edit.open"), exact=True).click()
    expect(card.get_by_label(word("preview.edit.paragraph", n=1), exact=True)).to_be_visible()
    page.locator(".rb-whole-set").get_by_role("button", name=word("preview.ics"), exact=True).click()
    expect(page.locator(".rb-whole-set").get_by_role("link")).to_be_visible(timeout=PATIENCE)
    assert serious(page) == []
    assert sideways(page) <= 0
    assert visit.complaints == []
