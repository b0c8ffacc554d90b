"""The workbook as a visitor handles it: named buttons, steps, the strip of four facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Locator, Page, expect

from repaybook.texts import Lang, say

PATIENCE = 30_000  # ms

# A loaded machine is no defect of the page: what is waited for may take its time, what does not come still fails.
expect.set_options(timeout=PATIENCE)

InStep = Callable[..., Any]


def sideways_of(page: Page) -> int:
    """Return by how many pixels a page is wider than the screen; a phone's window would grow with the page."""
    size = page.viewport_size
    assert size is not None
    return int(page.evaluate("document.documentElement.scrollWidth")) - size["width"]


class Workbook:
    """One open page of the workbook."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lang: Lang = "zh"
        self.button("ui.start.example").wait_for(timeout=PATIENCE)

    def say(self, key: str, **values: object) -> str:
        return say(self.lang, key, **values)

    def button(self, key: str, **values: object) -> Locator:
        """Return the buttons whose name is this sentence, or begins with it."""
        return self.page.get_by_role("button", name=self.say(key, **values))

    def titled(self, key: str, **values: object) -> Locator:
        """Return the button whose longer name is this sentence."""
        return self.page.get_by_title(self.say(key, **values), exact=True)

    def field(self, key: str) -> Locator:
        return self.page.get_by_label(self.say(key), exact=True)

    def example(self, name: str) -> None:
        """Open one of the five invented cases."""
        self.button("ui.start.example").click()
        self.button(f"ui.demo.{name}").click()
        expect(self.strip).to_be_visible(timeout=PATIENCE)

    def step(self, name: str) -> None:
        """Open a step and wait until its heading is there."""
        self.tab(name).click()
        expect(self.page.get_by_role("heading", level=2, name=self.say(f"{name}.title")).first).to_be_visible(
            timeout=PATIENCE
        )

    def tab(self, name: str) -> Locator:
        return self.page.locator(".rb-tabs").get_by_role("button", name=self.say(f"ui.step.{name}"))

    @property
    def strip(self) -> Locator:
        return self.page.locator(".rb-strip")

    def in_the_strip(self, *words: str) -> None:
        """Wait until the strip holds these words."""
        for word in words:
            expect(self.strip).to_contain_text(word, timeout=PATIENCE)

    def switch_to(self, lang: Lang) -> None:
        self.page.get_by_role("button", name=say(lang, "ui.language"), exact=True).click()
        self.lang = lang
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.say("ui.title"), timeout=PATIENCE)

    def take_home(self) -> tuple[str, bytes]:
        """Save the case on the device, and return the name and content of the file."""
        with self.page.expect_download() as saved:
            self.page.get_by_role("link", name=self.say("ui.file.download")).click()
        return saved.value.suggested_filename, saved.value.path().read_bytes()

    def choose_file(self, button: Locator, name: str, content: bytes) -> None:
        """Press a button that asks for a file, and give it this one."""
        with self.page.expect_file_chooser() as chooser:
            button.click()
        chooser.value.set_files(FilePayload(name=name, mimeType="application/octet-stream", buffer=content))

    def serious(self) -> list[str]:
        """Return what axe-core finds serious or critical on the page as it stands."""
        found = Axe().run(self.page).response["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in {"serious", "critical"}]

    def overflows(self) -> int:
        """Return by how many pixels the page is wider than the screen."""
        return sideways_of(self.page)

    def small_targets(self) -> list[str]:
        """Return what can be pressed or typed into and is lower than 44 px or writes smaller than 16 px."""
        found: list[str] = self.page.evaluate(
            """() => [...document.querySelectorAll('.rb-app button, .rb-app input, .rb-app select, .rb-app summary,'
                + '.rb-app a.rb-link-button')]
              .filter(one => one.checkVisibility() && one.type !== 'file')
              .filter(one => {
                const typed = ['INPUT', 'SELECT', 'TEXTAREA'].includes(one.tagName);
                return one.getBoundingClientRect().height < 43.5
                  || (typed && parseFloat(getComputedStyle(one).fontSize) < 16);
              }).map(one => one.outerHTML.slice(0, 120))"""
        )
        return found


@pytest.fixture
def book(wide: Page) -> Workbook:
    """The workbook on a screen 1280 px wide."""
    return Workbook(wide)


@pytest.fixture
def pocket(phone: Page) -> Workbook:
    """The workbook on a phone 390 px wide."""
    return Workbook(phone)


@pytest.fixture
def opened_at(visiting: Callable[..., Any]) -> Callable[[str], Workbook]:
    """Opens the workbook at an address."""
    return lambda url: Workbook(visiting(url).page)


@pytest.fixture
def in_step(visiting: Any, voila_url: str) -> InStep:
    """Opens an invented case in a step of the public page: ``in_step("C2-tight", "plan", width=390)``."""

    def open_case(case: str, step: str, **size: int) -> Any:
        visit = visiting(voila_url, **size)
        page = visit.page
        page.get_by_role("button", name=say("zh", "ui.start.example")).click(timeout=PATIENCE)
        page.get_by_role("button", name=say("zh", f"ui.demo.{case}")).click()
        page.locator(".rb-tab", has_text=say("zh", f"ui.step.{step}")).click()
        heading = page.locator(".rb-body > :not(.rb-hidden) h2").first
        expect(heading).to_contain_text(say("zh", f"ui.step.{step}"), timeout=PATIENCE)
        return visit

    return open_case


@pytest.fixture
def serious() -> Callable[[Page], list[str]]:
    """Says what axe-core finds serious or critical on a page."""

    def findings(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [
            f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in ("serious", "critical")
        ]

    return findings


@pytest.fixture
def sideways() -> Callable[[Page], int]:
    """Says by how many pixels a page is wider than its window."""
    return sideways_of
