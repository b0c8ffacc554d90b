"""A hundred visits in a row: each becomes usable, and none leaves its kernel behind."""

from __future__ import annotations

import os
from typing import Any

from playwright.sync_api import expect

from repaybook.texts import say

LOADS = int(os.environ.get("REPAYBOOK_LOADS", "100"))
PATIENCE = 30_000  # ms


def test_a_hundred_loads_in_a_row_all_become_usable(visiting: Any, workbook: Any) -> None:
    page = visiting().page
    before = set(workbook.kernels())  # the server's other visitors'
    for _ in range(LOADS):
        page.goto(workbook.url, wait_until="commit")
        page.get_by_role("button", name=say("zh", "ui.start.example")).click(timeout=PATIENCE)
        expect(page.get_by_role("button", name=say("zh", "ui.demo.C2-tight"))).to_be_visible(timeout=PATIENCE)
    # This page's, the warm one, and at most the one of the page before, which may be on its way out.
    assert len(set(workbook.kernels()) - before) <= 3
