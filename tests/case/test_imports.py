"""The case file needs nothing compiled and nothing heavy until a workbook is really opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from repaybook import case

PROGRAM = """
import importlib, sys
for name in sys.argv[1].split():
    importlib.import_module(f"repaybook.case.{name}")
heavy = {"openpyxl", "numpy", "scipy", "matplotlib", "ipywidgets", "traitlets", "subprocess", "fcntl", "zoneinfo"}
print(sorted(heavy & set(sys.modules)))
"""


def test_no_module_of_the_case_loads_anything_heavy() -> None:
    names = sorted(page.stem for page in Path(case.__path__[0]).glob("*.py") if page.stem != "__init__")
    assert {"read", "write", "store", "table", "sheet"} <= set(names)
    command = [sys.executable, "-c", PROGRAM, " ".join(names)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "[]"
