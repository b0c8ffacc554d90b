"""The workbook in a browser beside a page with one slider, in the same run: opening, answering, memory.

``PYTHONPATH=scripts python -m benchmarks.bench_serving [--visits N]``. Both are served by the same server code, each
with one warm session; visits take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import NamedTuple

import psutil
from benchmarks.goals import ratio
from playwright.sync_api import Browser, Page, sync_playwright

import chromium
import served
from repaybook.texts import say

PATIENCE = 60_000  # ms

FLOOR = """
import ipywidgets as w

slider = w.IntSlider(value=60, min=1, max=60, description="期数")
answer = w.HTML("<span id='answer'>60</span>")
slider.observe(lambda change: setattr(answer, "value", f"<span id='answer'>{change.new}</span>"), "value")
w.VBox([slider, answer])
"""
"""One slider that moves one number: less is no page at all."""

FIGURE_FLOOR = """
import io

import ipywidgets as w
import numpy as np
from matplotlib.figure import Figure

figure = Figure(figsize=(8.6, 3.6))
axes = figure.add_subplot()
axes.stackplot(np.arange(60), *np.random.default_rng(1).random((7, 60)))
file = io.BytesIO()
figure.savefig(file, format="svg")
w.HTML("<span id='answer'>60</span>")
"""
"""numpy, ipywidgets and one drawn Figure: what the libraries alone weigh."""

# From a key going down to the change that it causes, by the browser's own clock.
WATCH = """([watched, value]) => {
    const slider = document.activeElement;
    window.answered = new Promise((resolve) => {
        slider.addEventListener("keydown", () => {
            const start = performance.now();
            const seen = document.querySelector(watched).outerHTML;
            const observer = new MutationObserver(() => {
                const now = document.querySelector(watched);
                if (now && now.outerHTML !== seen) {
                    observer.disconnect();
                    resolve(performance.now() - start);
                }
            });
            observer.observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
        }, { once: true, capture: true });
    });
}"""


class Result(NamedTuple):
    """What was measured: ours, the floor's, the unit, and the ratio that ours may reach (``None``: no goal)."""

    what: str
    ours: float
    floor: float
    unit: str
    goal: float | None

    def __str__(self) -> str:
        return ratio(self.what, self.ours, self.floor, self.goal, unit=self.unit)


def at_rest(server: served.Server) -> None:
    """Wait until the server and its kernels have nothing left to do: the next warm session is warm."""
    quiet = 0
    while quiet < 3:
        before = [sum(process.cpu_times()[:2]) for process in [server.process, *server.kernels()]]
        sleep(0.3)
        after = [sum(process.cpu_times()[:2]) for process in [server.process, *server.kernels()]]
        busy = len(before) != len(after) or sum(after) - sum(before) > 0.03
        quiet = 0 if busy else quiet + 1


@contextmanager
def visit(browser: Browser, url: str, received: list[int] | None = None) -> Iterator[Page]:
    """Open a page as somebody does who was never here, and close the tab afterwards; note what its socket receives."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    if received is not None:
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page.goto(url, wait_until="commit")
    yield page
    page.close(run_before_unload=True)
    context.close()


def floor_is_usable(page: Page) -> None:
    """Wait for the floor's slider."""
    page.get_by_role("slider").wait_for(timeout=PATIENCE)


def workbook_is_usable(page: Page) -> None:
    """Wait for the workbook's first screen."""
    page.get_by_role("button", name=say("zh", "ui.start.example")).wait_for(timeout=PATIENCE)


def show_plans(page: Page) -> None:
    """Go where the sliders are, with the demo case of the couple with a mortgage."""
    workbook_is_usable(page)
    page.get_by_role("button", name=say("zh", "ui.start.example")).click()
    page.get_by_role("button", name=say("zh", "ui.demo.C2-tight")).click()
    page.locator(".rb-tabs").get_by_role("button", name=say("zh", "ui.step.plan")).click()
    page.locator(".rb-beside svg[role=img]").wait_for(timeout=PATIENCE)


def opening(browser: Browser, ours: served.Server, floor: served.Server, visits: int) -> Result:
    """Measure from the request to the first screen that can be used, a warm session waiting."""
    spent: dict[str, list[float]] = {"ours": [], "floor": []}
    sides: list[tuple[str, served.Server, Callable[[Page], None]]] = [
        ("ours", ours, workbook_is_usable),
        ("floor", floor, floor_is_usable),
    ]
    for _ in range(visits):
        for name, server, usable in sides:
            at_rest(server)
            start = perf_counter()
            with visit(browser, server.url) as page:
                usable(page)
                spent[name].append(1000 * (perf_counter() - start))
    return Result("request → usable, warm", median(spent["ours"]), median(spent["floor"]), "ms", 1.3)


def answers(page: Page, watched: str, presses: int) -> list[float]:
    """Return the milliseconds from each press of an arrow key to the change of what is watched."""
    slider = page.get_by_role("slider").first
    slider.focus()
    spent = []
    for number in range(presses + 3):
        page.evaluate(WATCH, [watched, None])
        page.keyboard.press("ArrowLeft" if number % 10 < 5 else "ArrowRight")
        spent.append(float(page.evaluate("window.answered")))
    return spent[3:]  # the first ones load what is loaded once


def answering(browser: Browser, ours: served.Server, floor: served.Server, presses: int) -> Iterator[Result]:
    """Measure from a key press on the slider to the changed picture, and what a drag leaves to be done."""
    received: list[int] = []
    with visit(browser, floor.url) as page:
        floor_is_usable(page)
        floor_ms = median(answers(page, "#answer", presses))
    with visit(browser, ours.url, received) as page:
        show_plans(page)
        picture_ms = median(answers(page, ".rb-beside svg[role=img]", presses))
        figure_ms = median(answers(page, ".rb-answer-figures", presses))
        received.clear()
        moved = len(answers(page, ".rb-beside svg[role=img]", presses)) + 3
        size = sum(received) / moved
        behind = after_a_drag(page)
    yield Result("slider → number", figure_ms, floor_ms, "ms", None)
    yield Result("slider → picture", picture_ms, floor_ms, "ms", None)
    yield Result("slider → picture, against 50 ms in the browser", picture_ms, 50, "ms", 1)
    yield Result("bytes to the browser for one move, against 20 kB", size, 20_000, "bytes", 1)
    yield Result("last picture after a drag of 60 moves, against 100 ms after release", behind, 100, "ms", 1)


def after_a_drag(page: Page) -> float:
    """Return the milliseconds from letting go of the slider to the last change of the picture."""
    handle = page.get_by_role("slider").first
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    track = handle.locator("xpath=ancestor::*[contains(@class, 'noUi-target')]").bounding_box()
    if box is None or track is None:
        raise RuntimeError("the slider is not on the screen")
    middle = box["y"] + box["height"] / 2
    page.evaluate(
        """() => {
            window.last = 0;
            const seen = () => document.querySelector(".rb-beside svg[role=img]").outerHTML;
            let before = seen();
            new MutationObserver(() => {
                const now = seen();
                if (now !== before) { before = now; window.last = performance.now(); }
            }).observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
            window.addEventListener("pointerup", () => { window.released = performance.now(); }, true);
            window.addEventListener("mouseup", () => { window.released = performance.now(); }, true);
        }"""
    )
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(track["x"] + track["width"] * (0.9 - 0.8 * step / 59), middle)
        sleep(2 / 60)
    page.mouse.up()
    sleep(3)
    return max(0.0, float(page.evaluate("window.last - window.released")))


def megabytes(kernel: psutil.Process) -> tuple[float, float]:
    """Return a process's resident and proportional size."""
    whole = kernel.memory_full_info()
    return whole.rss / 1e6, whole.pss / 1e6


def memory(browser: Browser, ours: served.Server, figure: served.Server) -> Iterator[Result]:
    """Measure a visitor's kernel with a case open and its pictures drawn, beside the libraries alone."""
    with visit(browser, figure.url) as page, visit(browser, ours.url) as book:
        page.locator("#answer").wait_for(timeout=PATIENCE)
        show_plans(book)
        at_rest(ours)
        theirs, mine = megabytes(figure.kernels()[0]), megabytes(ours.kernels()[0])
    for name, our_size, their_size in zip(("resident", "proportional"), mine, theirs, strict=True):
        yield Result(f"kernel memory, {name}, case open and pictures drawn", our_size, their_size, "MB", 1.15)


def run(visits: int, presses: int) -> Iterator[Result]:
    """Yield every ratio."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        book = Path(__file__).parent.parent / "notebooks" / "workbook.ipynb"
        floor_book = served.write_notebook(folder / "floor.ipynb", FLOOR)
        figure_book = served.write_notebook(folder / "figure.ipynb", FIGURE_FLOOR)
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=chromium.find(), args=list(chromium.FLAGS)
        )
        ours = stack.enter_context(served.page(book, folder, warm=1))
        floor = stack.enter_context(served.page(floor_book, folder, warm=1))
        yield opening(browser, ours, floor, visits)
        yield from answering(browser, ours, floor, presses)
        cold = stack.enter_context(served.page(book, folder, warm=0))
        figure = stack.enter_context(served.page(figure_book, folder, warm=0))
        yield from memory(browser, cold, figure)
        browser.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=9, help="visits to each page")
    parser.add_argument("--presses", type=int, default=30, help="key presses on each slider")
    given = parser.parse_args(arguments)
    for result in run(given.visits, given.presses):
        print(result, flush=True)


if __name__ == "__main__":
    main()
