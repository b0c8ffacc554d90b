"""Where the notebooks are: in the checkout, or inside the installed package."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent.parent / "notebooks"


def folder() -> Path:
    """Return the folder of the notebooks, to be read only: the checkout's own, else the copy in the package."""
    return _CHECKOUT if (_CHECKOUT / "workbook.ipynb").is_file() else _PACKAGE / "notebooks"


def desk(home: Path | None = None) -> Path:
    """Return a folder to work in: the checkout's notebooks, else ``~/repaybook`` with the notebooks copied into it.

    A notebook that is there already is left as it is.
    """
    source = folder()
    if source == _CHECKOUT:
        return source
    place = (home or Path.home()) / "repaybook"
    place.mkdir(exist_ok=True)
    for book in sorted(source.glob("*.ipynb")):
        if not (place / book.name).exists():
            shutil.copyfile(book, place / book.name)
    return place


def keep_as_written(model: dict[str, Any], path: str, **_: Any) -> None:
    """Take what a run left out of a notebook of ours before JupyterLab saves it: a client's figures stay out of files.

    Notebooks of the counsellor's own are none of ours, and are saved as they are.
    """
    if model["type"] != "notebook" or not (folder() / Path(path).name).is_file() or "/" in path.strip("/"):
        return
    notebook = model["content"]
    notebook["metadata"] = {
        "kernelspec": notebook["metadata"].get("kernelspec", {}),
        "language_info": {"name": "python"},
    }
    while len(notebook["cells"]) > 1 and not notebook["cells"][-1]["source"]:
        notebook["cells"].pop()  # running the last cell adds an empty one
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
