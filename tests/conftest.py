"""What every test leans on: property settings, real servers in processes of their own, and a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import chromium as finder
import served
from served import Server

# A loaded machine is no defect of the property under test.
settings.register_profile("repaybook", deadline=None)
# What stands between a change and main has to answer the same way twice; on a desk every run looks somewhere new.
settings.register_profile("integration", deadline=None, derandomize=True)
settings.load_profile("integration" if os.environ.get("CI") else "repaybook")

WIDE, PHONE = 1280, 390

# A small page with everything the frame is about: something that answers, something to type into, something that fails.
SMALL_PAGE = """
import ipywidgets as w

slider = w.IntSlider(value=3, max=10, description="期数")
answer = w.HTML("<span id='answer'>3</span>")
box = w.VBox([slider, answer, w.Text(description="记一笔"), w.ToggleButton(description="没有存")])
slider.observe(lambda change: setattr(answer, "value", f"<span id='answer'>{change.new}</span>"), "value")
toggle = lambda change: (box.add_class if change.new else box.remove_class)("repaybook-unsaved")
box.children[3].observe(toggle, "value")
box
"""


@pytest.fixture(scope="session")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The public page, served as a visitor gets it."""
    with served.workbook("serve", tmp_path_factory.mktemp("public")) as server:
        yield server


@pytest.fixture(scope="session")
def voila_url(workbook: Server) -> str:
    """The address of the public page."""
    return workbook.url


@pytest.fixture(scope="session")
def lab_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of JupyterLab on the notebooks, token included."""
    folder = tmp_path_factory.mktemp("lab")
    places = {f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    with served.workbook("lab", folder, **places, JUPYTERLAB_WORKSPACES_DIR=str(folder / "workspaces")) as server:
        yield server.url


Serving = Callable[..., Server]


@pytest.fixture(scope="session")
def small_notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with a few widgets."""
    return served.write_notebook(tmp_path_factory.mktemp("small") / "small.ipynb", SMALL_PAGE)


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory, small_notebook: Path) -> Iterator[Serving]:
    """Serves a notebook as the public page: ``serving(code="…", environment={…}, kernels=2, warm=0)``."""
    with ExitStack() as stack:

        def start(
            code: str | None = None,
            notebook: Path = small_notebook,
            environment: Mapping[str, str] | None = None,
            **limits: float,
        ) -> Server:
            folder = tmp_path_factory.mktemp("served")
            if code is not None:
                notebook = served.write_notebook(folder / "page.ipynb", code)
            return stack.enter_context(served.page(notebook, folder, environment, **limits))

        yield start


@pytest.fixture(scope="module")
def small(serving: Serving) -> Server:
    """The small page, served without a warm session: a kernel starts when a visitor comes."""
    return serving(warm=0)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium; of a module only, because Playwright keeps an event loop that other tests must not meet."""
    path = finder.find()
    assert path is not None, "no Chromium: run `make test`, which installs one"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(finder.FLAGS))
        yield found
        found.close()


@dataclass
class Visit:
    """A page in a context of its own, and what happened in it."""

    page: Page
    context: BrowserContext
    requests: list[str]
    complaints: list[str]

    def external(self) -> list[str]:
        """Return the requests that went to any other host than the page's own."""
        own = urlsplit(self.page.url).netloc
        return [
            url for url in self.requests if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != own
        ]


Visiting = Callable[..., Visit]


@pytest.fixture
def visiting(browser: Browser) -> Iterator[Visiting]:
    """Opens pages, each in a fresh context: ``visiting(url, width=390, script=False)``."""
    with ExitStack() as stack:

        def open_page(url: str | None = None, *, width: int = WIDE, script: bool = True) -> Visit:
            phone = width <= PHONE
            context = browser.new_context(
                viewport={"width": width, "height": 844 if phone else 800},
                has_touch=phone,
                is_mobile=phone,
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                java_script_enabled=script,
                accept_downloads=True,
            )
            stack.callback(context.close)
            visit = Visit(context.new_page(), context, [], [])
            visit.page.on("request", lambda request: visit.requests.append(request.url))
            visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
            visit.page.on("console", lambda line: visit.complaints.append(line.text) if line.type == "error" else None)
            if url is not None:
                visit.page.goto(url, wait_until="commit")
            return visit

        yield open_page


@pytest.fixture
def wide(visiting: Visiting, voila_url: str) -> Page:
    """The public page, opened on a screen 1280 px wide."""
    return visiting(voila_url).page


@pytest.fixture
def phone(visiting: Visiting, voila_url: str) -> Page:
    """The public page, opened on a phone 390 px wide."""
    return visiting(voila_url, width=PHONE).page
