"""The package's own Chinese font, Regular and Bold, and how matplotlib gets to know it.

A subset of Noto Sans SC under the SIL Open Font License (``OFL.txt``), built by ``scripts/build_fonts.py``: the 8,105
characters of 《通用规范汉字表》, GB 2312, and symbols. It has no ☐ ☑ ✔ ✗: those come from DejaVu Sans, which
matplotlib brings along.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FAMILY = "Workbook Sans SC"
FALLBACK = "DejaVu Sans"
FAMILIES = (FAMILY, FALLBACK)
"""What a text of matplotlib names as its font family, in this order."""


def paths() -> tuple[Path, Path]:
    """Return the font files, Regular and Bold (static TrueType)."""
    folder = Path(__file__).parent
    return folder / "WorkbookSansSC-Regular.ttf", folder / "WorkbookSansSC-Bold.ttf"


@cache
def register() -> None:
    """Make the family known to matplotlib, once a process; loads matplotlib and changes none of its settings."""
    from matplotlib.font_manager import fontManager  # noqa: PLC0415 - heavy, so only where it is used

    for path in paths():
        fontManager.addfont(path)
