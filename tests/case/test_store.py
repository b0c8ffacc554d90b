"""A case on disk is whole, the old one or the new one, whatever happens."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from repaybook.case import store
from repaybook.case.model import CaseFile
from repaybook.case.places import describe
from repaybook.case.read import read_case
from repaybook.case.store import StoreError, load, save
from repaybook.case.write import write_case
from repaybook.demo import demo_bytes
from repaybook.errors import CaseError
from repaybook.money import Money
from repaybook.texts import LANGS

CASE = read_case(demo_bytes("C2-tight"))


def key_of(error: StoreError) -> str:
    for lang in LANGS:
        assert describe(error.problems[0], lang)
    return error.problems[0].key.removeprefix("problems.store.")


def parts(folder: Path) -> list[Path]:
    return sorted(folder.glob(".*part"))


def test_a_saved_case_is_loaded_again(tmp_path: Path) -> None:
    path = tmp_path / "个案.json"
    seen = save(path, CASE, None)
    opened = load(path)
    assert opened.case == CASE
    assert opened.seen == seen
    assert path.read_bytes() == write_case(CASE)
    assert parts(tmp_path) == []


def test_saving_again_needs_what_was_seen_last(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    seen = save(path, CASE, None)
    changed = replace(CASE, savings_line=Money(20_000))
    seen = save(path, changed, seen)
    assert load(path).case == changed
    assert save(path, changed, seen) == seen


def test_another_programs_change_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    mine = save(path, CASE, None)
    theirs = replace(CASE, title_zh="别处改的")
    save(path, theirs, mine)
    with pytest.raises(StoreError) as caught:
        save(path, CASE, mine)
    assert key_of(caught.value) == "changed"
    assert load(path).case == theirs
    assert parts(tmp_path) == []


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text("mine")
    with pytest.raises(StoreError) as caught:
        save(path, CASE, None)
    assert key_of(caught.value) == "exists"
    assert path.read_text() == "mine"


def test_a_file_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    seen = save(path, CASE, None)
    path.unlink()
    with pytest.raises(StoreError) as caught:
        save(path, CASE, seen)
    assert key_of(caught.value) == "gone"


def test_the_rights_of_the_file_are_kept_and_a_new_one_is_private(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    seen = save(path, CASE, None)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    save(path, CASE, seen)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "case.json", tmp_path / "link.json"
    seen = save(path, CASE, None)
    link.symlink_to(path)
    changed = replace(CASE, title_zh="新")
    save(link, changed, seen)
    assert link.is_symlink()
    assert load(path).case == changed


@pytest.mark.parametrize(
    ("name", "key"),
    [("none/case.json", "not_there"), (".", "is_folder"), ("x" * 300, "long_name"), ("file/x", "not_there")],
)
def test_what_cannot_be_opened_has_its_sentence(tmp_path: Path, name: str, key: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as caught:
        load(tmp_path / name)
    assert key_of(caught.value) == key


def test_a_folder_that_is_not_there_has_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        save(tmp_path / "none" / "case.json", CASE, None)
    assert key_of(caught.value) == "not_there"


def test_a_file_that_holds_no_case_is_refused_as_one(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(b"x" * 3_000_000)
    with pytest.raises(CaseError) as caught:
        load(path)
    assert caught.value.problems[0].key == "problems.file.too_large"


def test_a_case_that_could_not_be_read_again_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    seen = save(path, CASE, None)
    with pytest.raises(CaseError):
        save(path, replace(CASE, savings_line=Money(-1)), seen)
    assert load(path).case == CASE


@pytest.mark.parametrize(
    ("number", "key"),
    [(errno.ENOSPC, "disk_full"), (errno.EACCES, "no_right"), (errno.EROFS, "no_right"), (errno.EIO, "failed")],
)
def test_what_the_disk_says_becomes_a_sentence_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, key: str
) -> None:
    path = tmp_path / "case.json"
    seen = save(path, CASE, None)

    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StoreError) as caught:
        save(path, replace(CASE, title_zh="新"), seen)
    assert key_of(caught.value) == key
    assert load(path).case == CASE
    assert parts(tmp_path) == []


def test_a_really_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    # The kernel's own limit on the size of a file stands for a full disk; SIGXFSZ is ignored, so write() fails.
    path = tmp_path / "case.json"
    save(path, CaseFile(as_of=CASE.as_of), None)
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from repaybook.case.store import StoreError, load, save\n"
        "from repaybook.case.read import read_case\n"
        "from repaybook.demo import demo_bytes\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "seen = load(Path(sys.argv[1])).seen\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    save(Path(sys.argv[1]), read_case(demo_bytes('C2-tight')), seen)\n"
        "except StoreError as error:\n"
        "    print(error.problems[0].key)\n"
    )
    answer = subprocess.run([sys.executable, "-c", program, str(path)], check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "problems.store.disk_full"
    assert load(path).case == CaseFile(as_of=CASE.as_of)
    assert parts(tmp_path) == []


def test_a_file_that_may_not_be_written_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.json"
    seen = save(path, CASE, None)
    path.chmod(0o400)
    # The superuser may write anything; the answer of a common user is put in its place.
    monkeypatch.setattr(os, "access", lambda name, mode: mode != os.W_OK or Path(name) != path)
    with pytest.raises(StoreError) as caught:
        save(path, replace(CASE, title_zh="新"), seen)
    assert key_of(caught.value) == "no_right"
    assert load(path).case == CASE


def test_old_leftovers_are_swept_and_those_of_others_stay(tmp_path: Path) -> None:
    path, other = tmp_path / "case.json", tmp_path / "other.json"
    prefix, ending = store._prefix(path), store._ENDING
    stale, fresh = tmp_path / f"{prefix}old{ending}", tmp_path / f"{prefix}new{ending}"
    foreign = tmp_path / f"{store._prefix(other)}old{ending}"
    for part in (stale, fresh, foreign):
        part.write_text("half")
    for part in (stale, foreign):
        os.utime(part, (0, 0))
    save(path, CASE, None)
    assert parts(tmp_path) == sorted([fresh, foreign])


SAVER = """
import sys
from dataclasses import replace
from pathlib import Path
from repaybook.case.store import load, save
from repaybook.money import Money
path = Path(sys.argv[1])
opened = load(path)
case, seen = replace(opened.case, shocks=tuple("变故" * 2000 for _ in range(20))), opened.seen
number = opened.case.savings_line.fen
while True:
    number += 1
    case = replace(case, savings_line=Money(number))
    seen = save(path, case, seen)
    print(number, flush=True)
"""


def test_a_killed_saver_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    save(path, replace(CASE, savings_line=Money(0)), None)
    left_over = 0
    for round_number in range(20):
        with subprocess.Popen([sys.executable, "-c", SAVER, str(path)], stdout=subprocess.PIPE, text=True) as saver:
            assert saver.stdout is not None
            last = int(saver.stdout.readline())
            while round_number % 2 and not parts(tmp_path):  # every other one is killed while it writes
                assert saver.poll() is None
            saver.kill()
            last = max([last, *(int(number) for number in saver.stdout.read().split())])
        kept = load(path).case
        # What was reported as saved is there; the save under way may have come through as well.
        assert kept.savings_line in {Money(last), Money(last + 1)}
        assert kept.debts == CASE.debts
        left_over += len(parts(tmp_path))
        for part in parts(tmp_path):
            os.utime(part, (0, 0))
    assert left_over > 0  # some were really killed in the middle
    save(path, CASE, load(path).seen)
    assert parts(tmp_path) == []
    assert load(path).case == CASE


@pytest.mark.skipif(sys.platform == "win32", reason="no lock there")
def test_a_save_waits_while_another_window_saves_and_then_finds_the_file_changed(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    seen = save(path, CASE, None)
    theirs = replace(CASE, title_zh="别处改的")
    with ThreadPoolExecutor(1) as window:
        with store._alone_in(tmp_path):
            mine = window.submit(save, path, replace(CASE, title_zh="这里改的"), seen)
            while not parts(tmp_path):  # written beside the file, and waiting for its turn
                assert not mine.done()
            path.write_bytes(write_case(theirs))
        with pytest.raises(StoreError) as caught:
            mine.result(timeout=60)
    assert key_of(caught.value) == "changed"
    assert load(path).case == theirs
    assert parts(tmp_path) == []


COUNTER = """
import sys
from dataclasses import replace
from pathlib import Path
from repaybook.case.store import StoreError, load, save
from repaybook.money import Money
path, wanted = Path(sys.argv[1]), 40
print("ready", flush=True)
sys.stdin.readline()
while wanted:
    opened = load(path)
    try:
        save(path, replace(opened.case, savings_line=Money(opened.case.savings_line.fen + 1)), opened.seen)
    except StoreError as error:
        assert [problem.key for problem in error.problems] == ["problems.store.changed"]
    else:
        wanted -= 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no lock there")
def test_of_windows_that_save_at_once_none_loses_what_another_wrote(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    save(path, replace(CASE, savings_line=Money(0)), None)
    windows = [
        subprocess.Popen(
            [sys.executable, "-c", COUNTER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for window in windows:
        assert window.stdout is not None
        assert window.stdout.readline() == "ready\n"
    for window in windows:
        assert window.stdin is not None
        window.stdin.write("go\n")
        window.stdin.flush()
    for window in windows:
        window.communicate(timeout=120)
    assert [window.returncode for window in windows] == [0, 0, 0]
    # Each window added one forty times, and each time to what it had really seen.
    assert load(path).case.savings_line == Money(120)
    assert parts(tmp_path) == []
