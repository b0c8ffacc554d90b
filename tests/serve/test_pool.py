"""Warm sessions are fit for their visitor: of this day, alive, and never more than there is room for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 120


@pytest.fixture(scope="module")
def seen(small_notebook: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    program = Path(__file__).parent / "warm_sessions.py"
    command = [sys.executable, str(program), str(small_notebook), str(tmp_path_factory.mktemp("pool"))]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE).stdout
    facts: dict[str, Any] = json.loads(answer)
    return facts


def test_a_session_of_today_stays(seen: dict[str, Any]) -> None:
    assert seen["later that day"] == seen["first"]


def test_a_session_that_waited_past_midnight_is_replaced(seen: dict[str, Any]) -> None:
    assert seen["after midnight"] != seen["first"]


def test_a_session_that_died_while_it_waited_is_replaced(seen: dict[str, Any]) -> None:
    assert seen["after a death"] not in (seen["first"], seen["after midnight"])


def test_in_a_full_house_none_is_started(seen: dict[str, Any]) -> None:
    assert seen["waiting in a full house"] == 0
    assert seen["one more"] == 503
    assert seen["running"] == 3
