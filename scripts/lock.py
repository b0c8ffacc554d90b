"""Pins the packages: resolves ``pyproject.toml`` with pip and writes names and versions alone, no address, no hash."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN_LOCK = ROOT / "binder" / "requirements.txt"
TEST_LOCK = ROOT / "binder" / "requirements-test.txt"
# Distributions stay on an early 3.11 for years, and some packages have dropped those.
OLDEST_PYTHON = "3.11.0"
RUN_HEAD = "# What the workbook runs with, here and on Binder. Written by `make lock` from pyproject.toml.\n"
TEST_HEAD = "# What the tests need beyond requirements.txt. Written by `make lock` from pyproject.toml.\n"


def wanted() -> tuple[list[str], list[str]]:
    """Return the requirements of ``pyproject.toml``: those of the package with its papers, and those of its tests."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    package = project["project"]
    return package["dependencies"] + package["optional-dependencies"]["docs"], project["dependency-groups"]["test"]


def plain(name: str) -> str:
    """Return a package name as indexes compare it: lower case, runs of ``-_.`` as one hyphen."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: Path) -> dict[str, str]:
    """Return what a lock file pins: plain name → version. ``ValueError`` on a line that is no plain pin."""
    found: dict[str, str] = {}
    for line in lock.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        match = re.fullmatch(r"([a-z0-9-]+)==([A-Za-z0-9.+!]+)", line)
        if match is None or match[1] in found:
            raise ValueError(f"{lock.name}: not a plain pin, or a second one: {line!r}")
        found[match[1]] = match[2]
    return found


def resolve(requirements: list[str]) -> dict[str, str]:
    """Return what pip would install for these requirements under the oldest Python: plain name → version."""
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--dry-run", "--ignore-installed", "--report", "-"]
    with tempfile.TemporaryDirectory() as nowhere:
        oldest = ["--python-version", OLDEST_PYTHON, "--only-binary", ":all:", "--target", nowhere]
        report = subprocess.run([*pip, *oldest, *requirements], check=True, stdout=subprocess.PIPE).stdout
    return {plain(entry["metadata"]["name"]): entry["metadata"]["version"] for entry in json.loads(report)["install"]}


def write(lock: Path, head: str, found: dict[str, str]) -> None:
    """Write a lock file, sorted by name."""
    lock.write_text(head + "".join(f"{name}=={found[name]}\n" for name in sorted(found)), "utf-8")


def main() -> None:
    """Write both lock files."""
    run, test = wanted()
    found = resolve(run)
    every = resolve([*(f"{name}=={version}" for name, version in found.items()), *run, *test])
    write(RUN_LOCK, RUN_HEAD, found)
    write(TEST_LOCK, TEST_HEAD, {name: version for name, version in every.items() if name not in found})


if __name__ == "__main__":
    main()
