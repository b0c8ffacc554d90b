"""Takes the README's pictures from the real page and of papers: invented cases, wide and phone, both languages."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, expect, sync_playwright

import chromium as finder
import paper_pictures
import served
from repaybook.texts import Lang, say

HERE = Path(__file__).resolve().parents[1]
PICTURES = HERE / "docs" / "pictures"
PATIENCE = 60_000  # ms

# file name, language, width, height, case, step, what has to be on the page first, what is looked at ("": the top)
SHOTS: tuple[tuple[str, Lang, int, int, str, str, str, str], ...] = (
    ("know.png", "zh", 1280, 1000, "C4-litigated", "know", "h2", ""),
    ("budget.png", "zh", 1280, 1000, "C2-tight", "budget", "svg", ""),
    ("plan.png", "zh", 1280, 1400, "C1-easy", "plan", "svg", ""),
    ("phone-negative.png", "zh", 390, 844, "C3-negative", "plan", "h2", ""),
    ("phone-budget.png", "zh", 390, 844, "C2-tight", "budget", "svg", ""),
    ("phone-follow.png", "zh", 390, 844, "C5-misconduct", "follow", "h2", ""),
    ("talk.png", "zh", 1280, 1000, "C5-misconduct", "talk", ".rb-logged", ""),
    ("phone-talk.png", "zh", 390, 844, "C5-misconduct", "talk", ".rb-logged", ".rb-logged"),
    ("follow.png", "zh", 1280, 1000, "C5-misconduct", "follow", ".rb-agreed", ""),
    ("know-en.png", "en", 1280, 1000, "C4-litigated", "know", "h2", ""),
    ("plan-en.png", "en", 1280, 1400, "C1-easy", "plan", "svg", ""),
)


def opened(browser: Browser, address: str, lang: Lang, width: int, height: int, case: str, step: str) -> Page:
    """Return a page with an invented case open at a step."""
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=1)
    page.goto(address)
    expect(page.get_by_role("button", name=say("zh", "ui.start.example"))).to_be_visible(timeout=PATIENCE)
    if lang == "en":
        page.get_by_role("button", name="EN", exact=True).click()
    page.get_by_role("button", name=say(lang, "ui.start.example")).click()
    page.get_by_role("button", name=say(lang, f"ui.demo.{case}")).click()
    page.locator(".rb-tab", has_text=say(lang, f"ui.step.{step}")).click()
    return page


def main() -> None:
    """Take every picture anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        served.workbook("serve", Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=finder.find(), args=list(finder.FLAGS))
        for name, lang, width, height, case, step, ready, looked_at in SHOTS:
            page = opened(browser, server.url, lang, width, height, case, step)
            title = "plan.title_none" if case == "C3-negative" else f"{step}.title"
            body = page.locator(".rb-body > :not(.rb-hidden)")
            expect(body.get_by_role("heading", level=2, name=say(lang, title))).to_be_visible(timeout=PATIENCE)
            expect(body.locator(ready).first).to_be_visible(timeout=PATIENCE)
            page.wait_for_load_state("networkidle")
            if looked_at:
                page.locator(looked_at).first.scroll_into_view_if_needed()
            page.screenshot(path=PICTURES / name)
            page.close()
            print(name)
        browser.close()
    paper_pictures.main()


if __name__ == "__main__":
    main()
