"""For paper: the same chart as a Figure and as a PNG, drawn with our own font and without touching any setting."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Callable

import matplotlib as mpl
import numpy as np
import pytest

from repaybook.charts import PHONE, WIDE, Size, balances, cash_flow, comparison, figure, png, stress
from repaybook.charts.drawing import drawable
from repaybook.plans.model import Projection
from repaybook.texts import Lang

NAMES = {"D1": "国有银行", "D2": "股份制银行A", "D3": "股份制银行B"}


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_chart_is_written_as_a_png_without_a_missing_glyph(lang: Lang, size: Size, tight: Projection) -> None:
    for chart in (
        cash_flow(tight, NAMES, lang, size),
        balances(tight, NAMES, lang, size),
        stress(tight, lang, size),
        comparison([tight, tight, tight], lang, size),
    ):
        content = png(chart, dpi=72)
        assert content.startswith(b"\x89PNG")
        assert struct.unpack(">II", content[16:24]) == (size.width, size.height)


def test_the_figure_holds_the_rows_in_fen(failing: Projection) -> None:
    axes = figure(cash_flow(failing, {"D2": "银行"}, "zh")).axes[0]
    assert axes.get_xlim() == (0, 12)
    assert axes.collections[0].get_datalim(axes.transData).ymax == 100_000
    (income,) = (line for line in axes.lines if line.get_drawstyle() == "steps-post")
    assert np.array_equal(income.get_xydata(), [(end, 200_000) for end in range(13)])


def test_the_same_chart_is_the_same_png(failing: Projection) -> None:
    chart = stress(failing, "zh", PHONE)
    assert png(chart, dpi=72) == png(chart, dpi=72)


def test_drawing_leaves_the_settings_of_matplotlib_as_they_were(tight: Projection) -> None:
    with mpl.rc_context({"font.size": 31.5, "axes.edgecolor": "red"}):
        before = dict(mpl.rcParams)
        png(stress(tight, "zh", PHONE), dpi=72)
        assert dict(mpl.rcParams) == before


def test_a_setting_of_the_machine_does_not_change_the_picture(tight: Projection) -> None:
    chart = stress(tight, "zh", PHONE)
    plain = png(chart, dpi=72)
    with mpl.rc_context({"font.size": 31.5, "axes.grid": True, "savefig.bbox": "tight"}):
        assert png(chart, dpi=72) == plain


def test_a_character_that_no_font_has_becomes_a_box() -> None:
    assert drawable("甲☑𪚥🙂") == "甲☑□□"


def test_months_of_nothing_are_drawn_on_paper_too(household: Callable[..., Projection]) -> None:
    assert png(cash_flow(household({}, incomes=[]), {}, "zh", PHONE), dpi=72)


def test_importing_and_making_a_chart_loads_neither_matplotlib_nor_numpy() -> None:
    program = (
        "import sys, repaybook.charts as charts\n"
        "from repaybook.money import Money\n"
        "charts.parts_bar([Money(1)] * 5, None, 'zh', 'a')\n"
        "heavy = {'matplotlib', 'numpy', 'PIL', 'fontTools', 'ipywidgets'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or None)"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")
