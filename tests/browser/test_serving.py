"""The workbook as it is served: nobody else is asked, in Voilà and in JupyterLab; what fails is logged, not shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from repaybook.texts import say
from repaybook.ui.session import STEPS

PATIENCE = 30_000  # ms
WORKBOOK = Path(__file__).parent.parent.parent / "notebooks" / "workbook.ipynb"


def test_the_public_page_asks_no_other_host_in_any_step(visiting: Any, voila_url: str) -> None:
    visit = visiting(voila_url)
    visit.page.get_by_role("button", name=say("zh", "ui.start.example")).click(timeout=PATIENCE)
    visit.page.get_by_role("button", name=say("zh", "ui.demo.C2-tight")).click()
    for step in STEPS:
        tab = visit.page.get_by_role("tab", name=say("zh", f"ui.step.{step}"))
        tab.or_(visit.page.get_by_role("button", name=say("zh", f"ui.step.{step}"))).first.click()
        visit.page.wait_for_load_state("networkidle")
    assert visit.external() == []
    assert visit.complaints == []


def test_jupyterlab_opens_the_workbook_runs_it_and_asks_no_other_host(visiting: Any, lab_url: str) -> None:
    before = WORKBOOK.read_bytes()
    visit = visiting(lab_url)
    page = visit.page
    # Without an idle kernel JupyterLab may ask for one instead; its keys reach the cell that has the focus.
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=PATIENCE)
    idle = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status=idle]")
    expect(idle).to_be_visible(timeout=PATIENCE)
    cell = page.locator(".jp-CodeCell .cm-content").first
    cell.click()
    expect(cell).to_be_focused()
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_role("button", name=say("zh", "ui.start.example"))).to_be_visible(timeout=PATIENCE)
    assert page.get_by_text("Jupyter news").count() == 0
    assert visit.external() == []

    with page.expect_response(lambda answer: answer.request.method == "PUT" and "workbook.ipynb" in answer.url):
        page.keyboard.press("Control+S")
    after = WORKBOOK.read_bytes()
    WORKBOOK.write_bytes(before)
    assert after == before
