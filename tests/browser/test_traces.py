"""What a visit leaves on the server: nothing of the visitor's figures, and nothing among the notebooks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, expect

from repaybook.demo import demo_bytes
from repaybook.texts import say

PATIENCE = 30_000  # ms
NOTEBOOKS = Path(__file__).parent.parent.parent / "notebooks"
# A name and an amount that stand in no file of ours.
NAME, FEN = "甲乙丙丁戊", 4821357


def marked_case() -> bytes:
    case = json.loads(demo_bytes("C2-tight"))
    case["client"]["alias"] = NAME
    case["income"][0]["amount_monthly"] = case["income"][0]["low"] = case["income"][0]["high"] = FEN / 100
    return json.dumps(case, ensure_ascii=False).encode()


def holding_a_mark(folder: Path) -> list[str]:
    """Return the files under a folder that hold the name or the amount, in any form a program may write them."""
    marks = [NAME.encode(), NAME.encode("gb18030"), json.dumps(NAME).strip('"').encode(), b"4821357", b"48213.57"]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files, "the server wrote nothing at all: it looks in the wrong folder"
    return [str(path) for path in files if any(mark in path.read_bytes() for mark in marks)]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_visit_leaves_nothing_of_its_figures(visiting: Any, serving: Any, tmp_path: Path) -> None:
    places = {"HOME": "home", "TMPDIR": "tmp", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config"}
    for place in places.values():
        (tmp_path / place).mkdir()
    environment = {name: str(tmp_path / place) for name, place in places.items()}
    server = serving(notebook=NOTEBOOKS / "workbook.ipynb", environment=environment, warm=0)
    before = contents(NOTEBOOKS)

    page = visiting(server.url).page
    with page.expect_file_chooser(timeout=PATIENCE) as chooser:
        page.get_by_role("button", name=say("zh", "ui.start.open")).click(timeout=PATIENCE)
    chooser.value.set_files(FilePayload(name="case.json", mimeType="application/json", buffer=marked_case()))
    expect(page.get_by_text(NAME).first).to_be_visible(timeout=PATIENCE)
    for step in ("budget", "plan", "talk", "follow"):
        page.get_by_role("button", name=say("zh", f"ui.step.{step}")).first.click()

    assert holding_a_mark(tmp_path) == []
    page.close(run_before_unload=True)
    assert holding_a_mark(tmp_path) == []
    assert contents(NOTEBOOKS) == before
    assert NAME not in server.log.read_text("utf-8")
    assert "48213" not in server.log.read_text("utf-8")
