"""The house keeps its promises: pins agree with the project, and no machine of ours is in what is committed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import lock

ROOT = Path(__file__).parent.parent
RUN, TEST = lock.wanted()


OLDEST = {"python_version": "3.11", "python_full_version": "3.11.0"}
"""The pins are resolved for the oldest Python that is supported; a newer one may need fewer packages."""


def needed(requirements: list[str]) -> set[str]:
    """Return the plain names of everything these requirements bring, on this Python and system."""
    found: set[str] = set()
    waiting = [Requirement(line) for line in requirements]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement = waiting.pop()
        name, extras = lock.plain(requirement.name), frozenset(requirement.extras or {""})
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        found.add(name)
        for line in distribution(name).requires or []:
            inner = Requirement(line)
            if inner.marker is None or any(inner.marker.evaluate({**OLDEST, "extra": extra}) for extra in extras):
                waiting.append(inner)
    return found


def test_every_requirement_has_a_pin_that_satisfies_it() -> None:
    pins = lock.pins(lock.RUN_LOCK) | lock.pins(lock.TEST_LOCK)
    for line in [*RUN, *TEST]:
        requirement = Requirement(line)
        assert requirement.specifier.contains(pins[lock.plain(requirement.name)]), line


def test_the_workbook_runs_with_what_is_pinned_and_with_nothing_else() -> None:
    assert needed(RUN) == set(lock.pins(lock.RUN_LOCK))


def test_the_tests_add_what_is_pinned_for_them_and_nothing_else() -> None:
    assert needed(RUN + TEST) - needed(RUN) == set(lock.pins(lock.TEST_LOCK))


@pytest.mark.parametrize("path", [lock.RUN_LOCK, lock.TEST_LOCK], ids=lambda path: path.name)
def test_what_is_installed_is_what_is_pinned(path: Path) -> None:
    assert {name: distribution(name).version for name in lock.pins(path)} == lock.pins(path)


@pytest.mark.parametrize("line", ["--index-url https://example.org/simple", "six @ https://example.org/six.whl", "six"])
def test_a_lock_line_that_is_more_or_less_than_a_pin_is_refused(line: str, tmp_path: Path) -> None:
    page = tmp_path / "requirements.txt"
    page.write_text(f"attrs==1.0\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match="not a plain pin"):
        lock.pins(page)


def committed() -> list[Path]:
    """Return the files that are, or are about to be, in the repository; what was unpacked, where there is no git."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if shutil.which("git") and (ROOT / ".git").exists():
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
        return [ROOT / name for name in answer.stdout.split("\0") if name and (ROOT / name).is_file()]
    made = {line.strip("/\n") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not any(fnmatch(part, mark) for part in path.parts for mark in made)
    ]


def texts() -> list[tuple[Path, str]]:
    pages = []
    for path in committed():
        try:
            pages.append((path.relative_to(ROOT), path.read_text("utf-8")))
        except UnicodeDecodeError:  # a font or a picture
            continue
    return pages


def test_no_path_of_a_machine_is_committed() -> None:
    # The folders are spelt apart here, so that this line does not find itself.
    folders = "|".join(["t" + "mp", "w" + "ork", "r" + "oot", "h" + "ome"])
    pattern = re.compile(rf"(?:^|[^A-Za-z0-9_.)}}/-])/(?:{folders})/")
    found = [f"{path}: {match[0]}" for path, text in texts() for match in pattern.finditer(text)]
    assert found == []


def test_no_package_host_and_no_secret_is_committed() -> None:
    hosts = "|".join(["pypi" + r"\.org/simple", "files" + r"\.pythonhosted", "registry" + r"\.npmjs"])
    secrets = "|".join(["BEGIN [A-Z ]*PRIVATE" + " KEY", "AKIA" + "[0-9A-Z]{16}", "gh[pousr]_" + "[A-Za-z0-9]{36}"])
    pattern = re.compile(f"{hosts}|{secrets}|--" + "(?:extra-)?index-url|--" + "find-links")
    found = [
        f"{path}: {match[0]}"
        for path, text in texts()
        if path.as_posix() != "tests/test_house.py"
        for match in pattern.finditer(text)
    ]
    assert found == []


def test_the_python_at_hand_is_one_that_the_package_supports() -> None:
    assert sys.version_info >= (3, 11)
