"""The frame around the workbook in a real browser: waiting, leaving, faults, and nobody else asked for anything."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Dialog, Page, Route, expect

PATIENCE = 30_000  # ms


def answer(page: Page) -> Any:
    return page.locator("#answer")


def never(_: Route) -> None:
    """Leave a request without an answer."""


def opened(page: Page) -> Page:
    expect(answer(page)).to_have_text("3", timeout=PATIENCE)
    return page


def step_up(page: Page) -> None:
    page.get_by_role("slider").first.press("ArrowRight")


def gone(processes: list[psutil.Process]) -> bool:
    """Wait until these processes have ended, and return whether they have."""
    return not psutil.wait_procs(processes, timeout=PATIENCE / 1000)[1]


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in ("serious", "critical")]


class TestOpening:
    def test_the_page_answers_and_asks_no_other_host(self, visiting: Any, small: Any) -> None:
        visit = visiting(small.url)
        opened(visit.page)
        step_up(visit.page)
        expect(answer(visit.page)).to_have_text("4")
        assert len(visit.requests) > 20
        assert visit.external() == []
        assert visit.complaints == []

    def test_it_says_in_chinese_what_it_is_and_that_it_is_opening(self, visiting: Any, small: Any) -> None:
        page = visiting().page
        page.route("**/voila.js", never)
        page.goto(small.url, wait_until="commit")
        expect(page.get_by_role("status")).to_contain_text("正在打开还款工作簿")
        assert page.title() == "还款工作簿"
        assert page.locator("html").get_attribute("lang") == "zh-CN"
        assert page.locator("meta[name=viewport]").get_attribute("content") == "width=device-width, initial-scale=1"
        assert serious(page) == []

    def test_the_words_of_waiting_go_when_the_workbook_is_there(self, visiting: Any, small: Any) -> None:
        page = opened(visiting(small.url).page)
        expect(page.get_by_role("status")).to_be_hidden()

    def test_after_twenty_seconds_it_offers_to_open_again(self, visiting: Any, small: Any) -> None:
        page = visiting().page
        page.clock.install()
        page.route("**/voila.js", never)
        page.goto(small.url, wait_until="commit")
        expect(page.get_by_role("status")).to_be_visible()
        expect(page.get_by_role("button", name="重新打开")).to_be_hidden()
        page.clock.fast_forward(21_000)
        expect(page.get_by_text("这次比平时慢")).to_be_visible()
        page.unroute("**/voila.js")
        page.get_by_role("button", name="重新打开").click()
        opened(page)

    def test_without_javascript_it_says_what_is_missing(self, visiting: Any, small: Any) -> None:
        page = visiting(small.url, script=False).page
        missing = page.locator("noscript p")
        expect(missing).to_be_visible()
        assert "这一页要用 JavaScript 才能算" in str(missing.text_content())
        expect(page.get_by_role("status")).to_be_hidden()

    @pytest.mark.parametrize("width", [1280, 390])
    def test_it_flows_and_never_scrolls_sideways(self, visiting: Any, small: Any, width: int) -> None:
        page = opened(visiting(small.url, width=width).page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("getComputedStyle(document.querySelector('#rendered_cells')).position") == "static"

    def test_a_script_that_stands_in_the_page_does_not_run(self, visiting: Any, small: Any) -> None:
        visit = visiting(small.url)
        opened(visit.page)
        visit.page.evaluate("""() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
        }""")
        assert visit.page.evaluate("window.ran") is None
        assert any("Content Security Policy" in line for line in visit.complaints)


class TestLeaving:
    @pytest.fixture
    def page_with_kernel(self, visiting: Any, serving: Any) -> tuple[Page, Any]:
        server = serving(warm=0)
        page = opened(visiting(server.url).page)
        assert len(server.kernels()) == 1
        return page, server

    @pytest.mark.parametrize(
        "leave",
        [lambda page: page.close(run_before_unload=True), lambda page: page.goto("about:blank")],
        ids=["closing the tab", "going elsewhere"],
    )
    def test_frees_the_kernel(self, page_with_kernel: tuple[Page, Any], leave: Callable[[Page], None]) -> None:
        page, server = page_with_kernel
        kernels = server.kernels()
        leave(page)
        assert gone(kernels)
        assert server.kernels() == []

    def test_opening_again_leaves_one_kernel(self, page_with_kernel: tuple[Page, Any]) -> None:
        page, server = page_with_kernel
        first = server.kernels()
        step_up(page)
        page.reload()
        opened(page)
        assert gone(first)
        assert len(server.kernels()) == 1

    def test_while_the_page_is_still_coming_frees_the_kernel_too(self, serving: Any) -> None:
        # The first cell starts a process that says that the kernel is up, and then keeps the page waiting.
        server = serving(code="import time; time.sleep(3600)", warm=0)
        host = urlsplit(server.url).netloc
        with socket.create_connection(host.split(":")) as visitor:
            visitor.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode("ascii"))
            heard = b""
            while b"kernelId" not in heard:
                heard += visitor.recv(65536)
            kernels = server.kernels()
            assert len(kernels) == 1
        assert gone(kernels)

    def test_with_figures_not_downloaded_asks_first_and_staying_loses_nothing(
        self, page_with_kernel: tuple[Page, Any]
    ) -> None:
        page, server = page_with_kernel
        page.get_by_role("button", name="没有存").click()
        expect(page.locator(".repaybook-unsaved")).to_be_visible()
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        page.on("dialog", stay)
        with page.expect_event("dialog"):
            page.close(run_before_unload=True)
        step_up(page)
        expect(answer(page)).to_have_text("4")
        assert asked == ["beforeunload"]
        assert len(server.kernels()) == 1


class TestALostSession:
    def test_a_dead_kernel_is_told_and_opening_again_works(self, visiting: Any, serving: Any) -> None:
        server = serving(warm=0)
        page = opened(visiting(server.url).page)
        server.kernels()[0].kill()
        page.evaluate("window.dispatchEvent(new Event('focus'))")  # as somebody does who comes back to the page
        notice = page.get_by_role("alert")
        expect(notice).to_contain_text("这次打开已经结束", timeout=15_000)  # the page looks every ten seconds
        expect(notice).to_contain_text("没有存到本机的数字会丢失")
        assert serious(page) == []
        page.get_by_role("button", name="重新打开").click()
        opened(page)
        expect(page.get_by_text("这次打开已经结束")).to_be_hidden()

    def test_a_lost_connection_is_told_and_the_page_kept(self, visiting: Any, small: Any) -> None:
        visit = visiting(small.url)
        page = opened(visit.page)
        visit.context.set_offline(True)
        expect(page.get_by_role("alert")).to_contain_text("和服务器的连接断了")
        visit.context.set_offline(False)
        expect(page.get_by_text("和服务器的连接断了")).to_be_hidden(timeout=15_000)

    def test_the_notice_speaks_the_language_of_the_workbook(self, visiting: Any, small: Any) -> None:
        visit = visiting(small.url)
        page = opened(visit.page)
        page.evaluate("document.querySelector('.widget-vbox').classList.add('repaybook-en')")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        visit.context.set_offline(True)
        expect(page.get_by_text("The connection to the server is lost")).to_be_visible()
        expect(page.get_by_text("和服务器的连接断了")).to_be_hidden()


class TestFaults:
    def test_a_notebook_that_fails_shows_one_calm_sentence_and_logs_the_rest(self, visiting: Any, serving: Any) -> None:
        server = serving(code="secret = 41999\nraise RuntimeError('the figure was 41999')", warm=0)
        page = visiting(server.url).page
        expect(page.get_by_role("alert").filter(has_text="这一页没能打开")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("status")).to_be_hidden()
        assert "RuntimeError" not in page.content()
        assert "41999" not in page.content()
        assert "RuntimeError" in server.log.read_text("utf-8")

    def test_an_address_that_is_none_says_so_and_leads_home(self, visiting: Any, small: Any) -> None:
        page = visiting(small.url + "nowhere").page
        expect(page.get_by_role("heading", name="没有这一页")).to_be_visible()
        assert serious(page) == []
        page.get_by_role("link", name="去首页").click()
        opened(page)
