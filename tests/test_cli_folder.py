"""A folder of cases on the command line, as the real program with its own processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from repaybook.case.read import read_case
from repaybook.cli.answers import Asked, answer
from repaybook.cli.folder import Question, lines, names_in
from repaybook.demo import demo_bytes, names
from repaybook.errors import CaseError

PROGRAM = [sys.executable, "-m", "repaybook"]


def filled(folder: Path, times: int) -> Path:
    """Write every demo case so many times under names that are not in the order of writing."""
    folder.mkdir()
    for number in reversed(range(times)):
        for name in names():
            Path(folder, f"{number:03}-{name}.json").write_bytes(demo_bytes(name))
    return folder


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Return a folder of 25 cases: more than one part of the work."""
    return filled(tmp_path / "cases", 5)


def run(*given: str) -> subprocess.CompletedProcess[bytes]:
    answered = subprocess.run([*PROGRAM, *given], capture_output=True, check=False, timeout=120)
    assert b"Traceback" not in answered.stderr
    return answered


def documents(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.decode().splitlines()]


@pytest.mark.parametrize("asked", ["assess", "simulate"])
def test_a_folder_gives_the_same_figures_as_its_files_one_by_one_in_the_order_of_names(
    asked: Asked, cases: Path
) -> None:
    answered = run(asked, str(cases), "--json", "--jobs", "2")
    assert (answered.returncode, answered.stderr) == (0, b"")
    found = documents(answered.stdout)
    assert [one.pop("file") for one in found] == sorted(path.name for path in cases.iterdir())
    alone = {name: read_case(demo_bytes(name)) for name in names()}
    expected = [json.loads(json.dumps(answer(asked, case, case.as_of, "zh"))) for case in alone.values()]
    assert found == expected * 5
    one = run(asked, str(cases / f"000-{names()[0]}.json"), "--json")
    assert json.loads(one.stdout) == found[0]


def test_the_number_of_processes_changes_nothing(cases: Path) -> None:
    question = Question("simulate", None, "zh")
    assert list(lines(cases, question, 1)) == list(lines(cases, question, 3))


def test_without_a_terminal_there_is_no_bar_and_hidden_and_other_files_are_left_alone(cases: Path) -> None:
    Path(cases, ".001-x.json").write_bytes(b"")
    Path(cases, "notes.txt").write_bytes(b"x")
    assert len(names_in(cases)) == 25
    assert run("assess", str(cases), "--json").stderr == b""


def test_a_file_to_be_put_right_is_named_and_costs_no_other_its_answer(cases: Path) -> None:
    Path(cases, "002-bad.json").write_bytes(b'{"schema": "repaybook-case/1", "as_of": "2026-11-31"}')
    Path(cases, "003-bad.json").write_bytes(b"[1, 2")
    Path(cases, "004-folder.json").mkdir()
    answered = run("simulate", str(cases), "--json")
    assert answered.returncode == 2
    told = answered.stderr.decode().splitlines()
    assert told[0] == "有3处要改正："
    assert [line.split("：")[0] for line in told[1:]] == ["- 002-bad.json", "- 003-bad.json", "- 004-folder.json"]
    assert "数据日期" in told[1]
    found = documents(answered.stdout)
    assert len(found) == 28
    bad = {one["file"]: one["problems"] for one in found if "problems" in one}
    assert list(bad) == ["002-bad.json", "003-bad.json", "004-folder.json"]
    assert f"- 002-bad.json：{bad['002-bad.json'][0]}" == told[1]
    assert sum("plans" in one for one in found) == 25


def test_the_problems_come_after_every_line_even_for_whoever_calls_it(cases: Path) -> None:
    Path(cases, "000-A.json").write_bytes(b"")
    given = lines(cases, Question("assess", None, "en"), 1)
    read = [next(given) for _ in range(26)]
    assert json.loads(read[0])["problems"]
    with pytest.raises(CaseError) as told:
        next(given)
    assert len(told.value.problems) == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([], "加--json算里面全部"),
        (["--json", "--plan", "x.json"], "一个方案只合一个个案"),
        (["--json", "--jobs", "0"], "不是进程数"),
        (["--json", "--jobs", "two"], "不是进程数"),
        (["--json", "--jobs", "62"], "不是进程数"),
    ],
)
def test_what_a_folder_cannot_be_asked_for_is_said(given: list[str], sentence: str, cases: Path) -> None:
    answered = run("simulate", str(cases), *given)
    assert (answered.returncode, answered.stdout) == (2, b"")
    assert sentence in answered.stderr.decode()


def test_a_folder_without_cases_gets_a_calm_sentence(tmp_path: Path) -> None:
    answered = run("assess", str(tmp_path), "--json")
    assert answered.returncode == 2
    assert "没有个案文件" in answered.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals, no signals to a group")
def test_on_a_terminal_a_bar_shows_how_far_it_is_and_is_wiped_away(cases: Path) -> None:
    import pty  # noqa: PLC0415 - POSIX alone

    ours, theirs = pty.openpty()
    with subprocess.Popen([*PROGRAM, "assess", str(cases), "--json"], stdout=subprocess.PIPE, stderr=theirs) as run:
        output, _ = run.communicate(timeout=120)
        os.close(theirs)
    drawn = os.read(ours, 65_536).decode()
    os.close(ours)
    assert len(documents(output)) == 25
    assert drawn.startswith("\r[------------------------------] 0/25\x1b[K")
    assert "\r[##############################] 25/25\x1b[K" in drawn
    assert drawn.endswith("\r\x1b[K")


@pytest.fixture
def under_way(tmp_path: Path) -> Any:
    """Start on 600 cases, and read no further than the first line: the program waits with most of them to do."""
    folder = filled(tmp_path / "many", 120)
    # The second line alone is longer than what a pipe holds: what comes after it has to wait for its reader.
    with subprocess.Popen(
        [*PROGRAM, "simulate", str(folder), "--json", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline().startswith(b'{"file": "000-')
        yield program
        program.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to a group")
def test_ctrl_c_ends_every_process_without_a_word(under_way: subprocess.Popen[bytes]) -> None:
    family = psutil.Process(under_way.pid).children(recursive=True)
    assert family
    os.killpg(under_way.pid, signal.SIGINT)
    _, told = under_way.communicate(timeout=60)
    assert (under_way.returncode, told) == (130, b"")
    assert psutil.wait_procs(family, timeout=30)[1] == []


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to a process")
def test_a_process_that_the_system_ends_is_said(under_way: subprocess.Popen[bytes]) -> None:
    workers = [
        child
        for child in psutil.Process(under_way.pid).children(recursive=True)
        if "spawn_main" in " ".join(child.cmdline())
    ]
    assert len(workers) == 2
    workers[0].kill()
    output, told = under_way.communicate(timeout=60)
    assert under_way.returncode == 1
    assert told.decode() == "有一个进程被系统停了，没有算完。请用--jobs 1再试。\n"
    assert output.endswith(b"}\n")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes differ")
def test_a_reader_that_goes_away_ends_the_work(under_way: subprocess.Popen[bytes]) -> None:
    assert under_way.stdout is not None
    family = psutil.Process(under_way.pid).children(recursive=True)
    under_way.stdout.close()
    assert under_way.wait(timeout=60) == 0
    assert psutil.wait_procs(family, timeout=30)[1] == []
