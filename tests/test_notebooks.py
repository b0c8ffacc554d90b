"""Notebooks are committed as they were written: short, valid, and with nothing of anybody's session in them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parent.parent / "notebooks"
BOOKS = sorted(FOLDER.glob("*.ipynb"))


def read(book: Path) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(book, as_version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    return notebook


def executed(notebook: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
    """Return the notebook executed in a folder of its own, in a process of its own that takes its sockets with it."""
    source, target = folder / "source.ipynb", folder / "executed.ipynb"
    nbformat.write(notebook, source)  # type: ignore[no-untyped-call]
    program = (
        "import sys, nbformat; from nbclient import NotebookClient; "
        "notebook = nbformat.read(sys.argv[1], as_version=4); "
        "NotebookClient(notebook, timeout=60, resources={'metadata': {'path': sys.argv[3]}}).execute(); "
        "nbformat.write(notebook, sys.argv[2])"
    )
    desk = folder / "desk"
    desk.mkdir()
    subprocess.run([sys.executable, "-c", program, str(source), str(target), str(desk)], check=True)
    return read(target)


def test_there_is_one_notebook_for_the_whole_and_one_for_each_step() -> None:
    assert [book.stem for book in BOOKS] == ["1-know", "2-budget", "3-plan", "4-talk", "5-follow", "workbook"]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
class TestEachNotebook:
    def test_is_valid(self, book: Path) -> None:
        nbformat.validate(read(book))

    def test_has_three_cells_at_most(self, book: Path) -> None:
        assert len(read(book).cells) <= 3

    def test_keeps_no_output_no_count_and_no_widget_state(self, book: Path) -> None:
        notebook = read(book)
        assert set(notebook.metadata) == {"kernelspec", "language_info"}
        for cell in notebook.cells:
            assert cell.metadata == {}
            if cell.cell_type == "code":
                assert cell.outputs == []
                assert cell.execution_count is None

    def test_has_cell_ids_written_by_hand(self, book: Path) -> None:
        names = [cell.id for cell in read(book).cells]
        assert len(set(names)) == len(names)
        for name in names:
            assert re.fullmatch(r"[a-z]+-[a-z]+", name), name

    def test_has_no_function_loop_path_game_or_warnings_filter(self, book: Path) -> None:
        code = "\n".join(cell.source for cell in read(book).cells if cell.cell_type == "code")
        assert not re.search(r"\b(def|class|lambda|for|while|sys|os|pathlib|warnings)\b|[%!]", code)

    def test_runs_from_top_to_bottom_and_shows_a_widget(self, book: Path, tmp_path: Path) -> None:
        notebook = executed(read(book), tmp_path)
        shown = [output.data for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output]
        assert any("application/vnd.jupyter.widget-view+json" in data for data in shown)
        assert [output for cell in notebook.cells for output in cell.get("outputs", []) if "data" not in output] == []

    def test_opens_with_the_interpreter_it_is_served_by(self, book: Path) -> None:
        assert read(book).metadata.kernelspec.name == "python3"
