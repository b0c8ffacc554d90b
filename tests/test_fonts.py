"""The package's font has every character that people here write, and is found under its own name."""

from __future__ import annotations

import tomllib
import warnings
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.figure import Figure

import build_fonts
from repaybook import fonts

STYLES = ("Regular", "Bold")
# Not in the source font; drawn with the fallback.
FROM_THE_FALLBACK = set("☐☑☒✔✗✘")


def covered(path: Path) -> set[int]:
    with TTFont(path) as font:
        return set(font.getBestCmap())


def sentences(table: dict[str, object]) -> Iterator[str]:
    for value in table.values():
        if isinstance(value, dict):
            yield from sentences(value)
        else:
            yield str(value)


@pytest.fixture(scope="module", params=range(2), ids=STYLES)
def points(request: pytest.FixtureRequest) -> set[int]:
    return covered(fonts.paths()[request.param])


def test_the_standard_table_has_its_8105_characters_once_each() -> None:
    # 3,500 + 3,000 + 1,605 in the three levels of 《通用规范汉字表》
    assert len(build_fonts.standard_characters()) == len(set(build_fonts.standard_characters())) == 8105


def test_gb2312_has_its_7445_characters() -> None:
    # 6,763 Han characters and 682 symbols
    assert len({character for character in build_fonts.gb2312_characters() if character}) == 7445


def test_every_character_of_the_standard_table_is_in_the_font(points: set[int]) -> None:
    assert {character for character in build_fonts.standard_characters() if ord(character) not in points} == set()


def test_every_character_of_gb2312_is_in_the_font(points: set[int]) -> None:
    missing = {character for character in build_fonts.gb2312_characters() if character and ord(character) not in points}
    assert missing == set()


def test_every_character_of_our_own_texts_can_be_drawn(points: set[int]) -> None:
    pages = sorted(Path(str(files("repaybook.texts"))).glob("*/*.toml"))
    assert {page.parent.name for page in pages} == {"zh", "en"}
    written = {
        character
        for page in pages
        for sentence in sentences(tomllib.loads(page.read_text("utf-8")))
        for character in sentence
        if not character.isspace()
    }
    assert {character for character in written - FROM_THE_FALLBACK if ord(character) not in points} == set()


def test_every_character_of_the_demo_cases_is_in_the_font(points: set[int]) -> None:
    pages = sorted(Path(str(files("repaybook.demo"))).glob("*.json"))
    written = {character for page in pages for character in page.read_text("utf-8") if not character.isspace()}
    assert len(pages) == 5
    assert {character for character in written if ord(character) not in points} == set()


def test_marks_that_money_and_forms_need_are_in_the_font(points: set[int]) -> None:
    assert {mark for mark in "¥￥−–—·…‰％%①⑳□■√✓×※《》“”‘’、；：？！→≥≤≈℃№" if ord(mark) not in points} == set()


@pytest.mark.parametrize("style", STYLES)
def test_the_font_bears_a_name_of_its_own_and_its_licence(style: str) -> None:
    with TTFont(fonts.paths()[STYLES.index(style)]) as font:
        names = {number: font["name"].getDebugName(number) for number in (0, 1, 2, 6, 13, 16)}
        weight, tables = font["OS/2"].usWeightClass, set(font.keys())
    assert (names[1], names[2], names[6]) == ("Workbook Sans SC", style, f"WorkbookSansSC-{style}")
    assert names[16] is None
    assert "Reserved Font Name 'Source'" in str(names[0])
    assert "SIL Open Font License" in str(names[13])
    assert weight == {"Regular": 400, "Bold": 700}[style]
    assert "fvar" not in tables


def test_the_licence_travels_with_the_fonts() -> None:
    text = (fonts.paths()[0].parent / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_matplotlib_finds_both_weights_by_the_name_once() -> None:
    fonts.register()
    fonts.register()
    regular, bold = fonts.paths()
    assert Path(font_manager.findfont(fonts.FAMILY)) == regular
    assert Path(font_manager.findfont(font_manager.FontProperties(family=fonts.FAMILY, weight="bold"))) == bold
    known = [entry.fname for entry in font_manager.fontManager.ttflist if entry.name == fonts.FAMILY]
    assert sorted(known) == sorted(str(path) for path in fonts.paths())


def test_boxes_to_tick_are_drawn_with_the_fallback_and_without_a_warning() -> None:
    fonts.register()
    figure = Figure(figsize=(4, 1))
    figure.text(0.1, 0.5, "".join(sorted(FROM_THE_FALLBACK)) + "结余 −2,050.00元 喆堃䶮", family=list(fonts.FAMILIES))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.savefig(BytesIO())


def test_a_character_that_no_font_has_warns_so_that_it_cannot_pass_unseen() -> None:
    fonts.register()
    figure = Figure(figsize=(4, 1))
    figure.text(0.1, 0.5, "\U00030edd", family=list(fonts.FAMILIES))
    with pytest.warns(UserWarning, match="missing from font"):
        figure.savefig(BytesIO())
