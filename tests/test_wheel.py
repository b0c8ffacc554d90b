"""What travels in the wheel is whole: whoever installs with pip, without a checkout, gets the same workbook."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built here without asking any index, and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def run(unpacked: Path, code: str, *arguments: str) -> str:
    """Run code with the wheel's package in place of the checkout's, and return what it prints."""
    program = f"import sys; sys.path.insert(0, sys.argv[1]); {code}"
    command = [sys.executable, "-c", program, str(unpacked), *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=environment, cwd=unpacked)
    return done.stdout.strip()


def files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".tmp"
    }


def test_every_file_of_the_package_is_in_it(unpacked: Path) -> None:
    assert files(ROOT / "src" / "repaybook") <= files(unpacked / "repaybook")


def test_the_notebooks_are_in_it_as_they_were_written(unpacked: Path) -> None:
    for book in sorted((ROOT / "notebooks").glob("*.ipynb")):
        assert (unpacked / "repaybook" / "notebooks" / book.name).read_bytes() == book.read_bytes()


def test_it_serves_the_notebooks_that_came_with_it(unpacked: Path) -> None:
    found = run(unpacked, "from repaybook.serve.notebooks import folder; print(folder())")
    assert Path(found) == unpacked / "repaybook" / "notebooks"


def test_a_counsellor_works_on_copies_and_keeps_what_is_there(unpacked: Path, tmp_path: Path) -> None:
    desk = tmp_path / "repaybook"
    desk.mkdir()
    (desk / "workbook.ipynb").write_text("my own", "utf-8")
    code = "from pathlib import Path; from repaybook.serve.notebooks import desk; print(desk(Path(sys.argv[2])))"
    assert Path(run(unpacked, code, str(tmp_path))) == desk
    assert (desk / "workbook.ipynb").read_text("utf-8") == "my own"
    assert len(list(desk.glob("*.ipynb"))) == 6


def test_its_own_modules_are_what_runs(unpacked: Path) -> None:
    assert Path(run(unpacked, "import repaybook; print(repaybook.__file__)")).is_relative_to(unpacked)
