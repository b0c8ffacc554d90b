"""A frame as SVG text: drawn once by matplotlib, made small and safe to stand beside others on a page, and kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from xml.etree import ElementTree as ET

from repaybook.charts.drawing import bare, drawable, settings
from repaybook.charts.layer import checked, opening
from repaybook.charts.model import Frame

_PLACE = "__picture__"
_NUMBER = re.compile(r"-?\d+\.\d+")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_OUTLINE = re.compile(r"([MLQCZz])|(-?\d+(?:\.\d+)?)")
# matplotlib writes outlines on a grid of 1/64, 100 to the em; an eighth of its lines is finer than any screen.
_GRID, _COARSER = "scale(0.015625)", 8


@lru_cache(maxsize=128)
def frame_svg(frame: Frame, uid: str) -> str:
    """Return the frame as SVG, its ids beginning with ``uid``. All words are outlines of our own font.

    Names that data may place (``frame.names``) are there as ``{uid}-n0``, ``{uid}-n1`` …, unseen, around their middle.
    """
    return drawn_frame(frame).replace(_PLACE, checked(uid))


@lru_cache(maxsize=64)
def drawn_frame(frame: Frame) -> str:
    """Return the frame as SVG whose ids begin with a placeholder; drawn once as long as it is among the last 64."""
    with settings():
        figure = bare(frame)
        for number, name in enumerate(frame.names):
            figure.text(
                0,
                1,
                drawable(name),
                fontsize=frame.name,
                ha="center",
                va="center_baseline",
                gid=f"n{number}",
                parse_math=False,
            )
        file = BytesIO()
        figure.savefig(
            file, format="svg", transparent=True, metadata=dict.fromkeys(("Creator", "Date", "Format", "Type"))
        )
    # What is parsed was written a moment ago by matplotlib itself.
    root = ET.fromstring(file.getvalue())  # noqa: S314
    _plain(root)
    names = [_taken(root, f"n{number}") for number in range(len(frame.names))]
    _renamed([root, *names], {f"n{number}" for number in range(len(names))})
    defined = "".join(_text(name) for name in names)
    _emptied(root)
    drawn = "".join(_text(child) for child in root)
    more = 'aria-hidden="true" focusable="false" stroke-linejoin="round"'
    return f"{opening(frame.size, more)}<defs>{defined}</defs>{drawn}</svg>"


def _plain(root: ET.Element) -> None:
    """Drop namespaces, the style sheet that would touch the whole page, and decimals nobody sees."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.rpartition("}")[2] in {"metadata", "style", "clipPath"}:
                parent.remove(child)
        parent.tag = parent.tag.rpartition("}")[2]
        parent.text = parent.tail = None
        for name, value in list(parent.attrib.items()):
            del parent.attrib[name]
            if name == "clip-path":
                continue
            plain = name.rpartition("}")[2]
            parent.set(plain, _NUMBER.sub(_rounded, value) if plain in {"d", "x", "y", "width", "height"} else value)
        if parent.get("transform") == _GRID:
            parent.set("d", outline(parent.get("d", "")))
            parent.set("transform", "scale(.125)")


def _rounded(found: re.Match[str]) -> str:
    return f"{float(found[0]):.1f}".removesuffix(".0")


def outline(path: str) -> str:
    """Return the outline of a letter on the coarser grid, each point as whole steps from the one before."""
    written: list[str] = []
    here = start = (0, 0)
    numbers: list[int] = []
    needed = {"M": 2, "L": 2, "Q": 4, "C": 6}
    command = ""
    for letter, number in _OUTLINE.findall(path):
        if letter in {"Z", "z"}:
            written.append("z")
            here = start
        elif letter:
            command = letter
        else:
            numbers.append(round(float(number) / _COARSER))
            if len(numbers) == needed[command]:
                steps = [value - here[place % 2] for place, value in enumerate(numbers)]
                written.append(command.lower() + " ".join(map(str, steps)).replace(" -", "-"))
                here = (numbers[-2], numbers[-1])
                start = here if command == "M" else start
                numbers = []
    return "".join(written)


def _taken(root: ET.Element, name: str) -> ET.Element:
    """Take the group of this id out of the tree and return it, without colours of its own; an empty one for none."""
    for parent in root.iter():
        for child in parent:
            if child.get("id") == name:
                parent.remove(child)
                for part in child.iter():
                    part.attrib.pop("style", None)
                return child
    return ET.Element("g", id=name)  # matplotlib draws nothing for no letters


def _everything(trees: list[ET.Element]) -> Iterator[ET.Element]:
    for tree in trees:
        yield from tree.iter()


def _renamed(trees: list[ET.Element], kept: set[str]) -> None:
    """Give every id that is used a short one of this picture, and drop the others."""
    used = {element.get("href", "")[1:] for element in _everything(trees)} - {""}
    for element in _everything(trees):
        for value in element.attrib.values():
            used.update(_REFERENCE.findall(value))
    short: dict[str, str] = {name: f"{_PLACE}-{name}" for name in kept}
    for element in _everything(trees):
        old = element.attrib.pop("id", "")
        if old in used or old in kept:
            element.set("id", short.setdefault(old, f"{_PLACE}-{len(short)}"))
    for element in _everything(trees):
        for name, value in list(element.attrib.items()):
            if name == "href":
                element.set(name, f"#{short[value[1:]]}")
            elif "url(#" in value:
                element.set(name, _REFERENCE.sub(lambda found: f"url(#{short[found[1]]})", value))


def _emptied(root: ET.Element) -> None:
    """Drop groups that hold nothing, from the inside out."""
    for child in list(root):
        _emptied(child)
        if child.tag in {"g", "defs"} and not len(child):
            root.remove(child)


def _text(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode", short_empty_elements=True)
