"""Builds the package's two font files from the Noto Sans SC of a package on PyPI; the same bytes every time.

    pip install fonttools==4.68.0 justmytype-intl-cjk==0.1.0
    python scripts/build_fonts.py            writes src/repaybook/fonts/*.ttf and OFL.txt
    python scripts/build_fonts.py --check    builds, and says whether the committed files are the same

The variable font is cut down to the characters wanted, then fixed at two weights (matplotlib draws a variable font
at its thinnest). The family gets a name of its own: no Noto of the system can shadow it, and the licence's reserved
name stays out of it. Nothing in the result depends on the day or the machine; ``recalcTimestamp=False`` keeps the
source's own time stamp.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "src" / "repaybook" / "fonts"
STANDARD = Path(__file__).with_name("standard_characters.txt")

SOURCE_PACKAGE = "justmytype-intl-cjk"
SOURCE_VERSION = "0.1.0"
FONTTOOLS_VERSION = "4.68.0"
SOURCE = "fonts/ofl/notosanssc"

FAMILY = "Workbook Sans SC"
WEIGHTS = {"Regular": 400, "Bold": 700}

SYMBOLS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1: ¥ × ÷ ° ·
    (0x2010, 0x205E),  # dashes, quotation marks, … ‰ ※
    (0x2070, 0x20BF),  # raised and lowered figures, € and other currencies
    (0x2100, 0x22FF),  # №, Roman numerals, arrows, − ≈ ≤ ≥ √
    (0x2460, 0x24FF),  # ①②③
    (0x2500, 0x27BF),  # lines, blocks, ■ □ ★ ✓
    (0x3000, 0x303F),  # 、。《》「」
    (0x338E, 0x33A1),  # ㎏ ㎡
    (0xFE30, 0xFE4F),  # vertical forms
    (0xFF01, 0xFFEE),  # full-width forms
)


def standard_characters() -> str:
    """Return the 8,105 characters of 《通用规范汉字表》 in its order."""
    lines = STANDARD.read_text("utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def gb2312_characters() -> Iterator[str]:
    """Yield every character of GB 2312, as the codec of the standard library knows it."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield bytes((row, cell)).decode("gb2312", "ignore")


def wanted() -> set[int]:
    """Return the code points that are cut out, where the source has them."""
    points = {ord(character) for character in standard_characters()}
    points.update(ord(character) for character in gb2312_characters() if character)
    for first, last in SYMBOLS:
        points.update(range(first, last + 1))
    return points


def cut(source: bytes) -> bytes:
    """Return the variable font with the wanted characters alone: no hints, no vertical writing."""
    options = subset.Options(
        hinting=False,
        layout_features=["kern", "ccmp"],
        drop_tables=["BASE", "vhea", "vmtx"],
        name_IDs=["*"],
        recalc_timestamp=False,
    )
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    return saved(font)


def fixed(variable: bytes, style: str) -> bytes:
    """Return the font at one weight, under the family's own name."""
    font = instancer.instantiateVariableFont(
        TTFont(io.BytesIO(variable), recalcTimestamp=False),
        {"wght": WEIGHTS[style]},
        overlap=instancer.OverlapMode.KEEP_AND_DONT_SET_FLAGS,
    )
    bold = style == "Bold"
    font["OS/2"].usWeightClass = WEIGHTS[style]
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0
    if "STAT" in font:  # it speaks of an axis that is gone
        del font["STAT"]
    named(font, style)
    return saved(font)


def named(font: TTFont, style: str) -> None:
    """Rename the font; who made it and under which licence stays as it was."""
    table = font["name"]
    kept = {0, 7, 13, 14}  # copyright, trade mark, licence, licence's address
    table.names = [record for record in table.names if record.nameID in kept]
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    release = f"Version 1.000; a subset of Noto Sans SC {font['head'].fontRevision:.3f}"
    words = {1: FAMILY, 2: style, 3: f"1.000;{postscript}", 4: f"{FAMILY} {style}", 5: release, 6: postscript}
    for name_id, word in words.items():
        table.setName(word, name_id, 3, 1, 0x409)


def saved(font: TTFont) -> bytes:
    """Return the bytes of the font file."""
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def built() -> dict[str, bytes]:
    """Return the files of the folder ``fonts`` by their names."""
    for package, wanted_version in ((SOURCE_PACKAGE, SOURCE_VERSION), ("fonttools", FONTTOOLS_VERSION)):
        if version(package) != wanted_version:
            raise SystemExit(f"the fonts are built with {package} {wanted_version}, not {version(package)}")
    source = files("justmytype_intl_cjk") / SOURCE
    variable = cut((source / "NotoSansSC[wght].ttf").read_bytes())
    fonts = {f"{FAMILY.replace(' ', '')}-{style}.ttf": fixed(variable, style) for style in WEIGHTS}
    return fonts | {"OFL.txt": (source / "OFL.txt").read_bytes()}


def main() -> None:
    """Write the files, or compare them with what is there."""
    parser = argparse.ArgumentParser(description="Build the fonts of the package.")
    parser.add_argument("--check", action="store_true", help="compare with the files that are there, write nothing")
    check = parser.parse_args().check
    differing = []
    for name, content in built().items():
        path = FONTS / name
        print(f"{name}  {len(content):,} bytes  sha256 {hashlib.sha256(content).hexdigest()}")
        if not check:
            path.write_bytes(content)
        elif not path.exists() or path.read_bytes() != content:
            differing.append(name)
    if differing:
        sys.exit(f"not the same: {', '.join(differing)}")


if __name__ == "__main__":
    main()
