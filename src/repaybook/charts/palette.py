"""Which colour stands for what; distinct for colour-blind eyes, and each band parted from the next by a white line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from repaybook.charts.labels import clean
from repaybook.charts.model import Names
from repaybook.texts import Lang, say

INK = "#1F2933"
SOFT = "#52606D"
GRID = "#D9DEE4"
BASE = "#7B8794"
PRIMARY = "#1F5FA8"
ATTENTION = "#C65D00"
WARM = "#FDF3E9"
LIVING = "#B8C4CE"
PRIORITY = "#6E7F8D"
LEFT = "#DCE9F5"
LEFT_HATCH = "#9DBBD8"
SAVINGS = "#C3D9EE"
UNKNOWN = "#E4E7EB"
UNKNOWN_HATCH = "#9AA5B1"
WHITE = "#FFFFFF"
HATCHES = {"left": (LEFT, 1.0, LEFT_HATCH), "short": (WHITE, 0.6, ATTENTION), "unknown": (UNKNOWN, 1.0, UNKNOWN_HATCH)}
"""The hatched fills: ground, how much the ground covers, strokes."""
SERIES = ("#0072B2", "#E69F00", "#56B4E9", "#009E73", "#CC79A7", "#8C6D31", "#7A7A7A")


@dataclass(frozen=True, slots=True)
class Band:
    """One colour of a stack: its name, and the debts that it stands for; ``series`` is the id where it is one debt."""

    series: str
    name: str
    colour: str
    debts: tuple[str, ...] = ()


def creditor_bands(names: Names, apart: Iterable[str], lang: Lang) -> tuple[Band, ...]:
    """Return a band for each creditor but those ``apart``, in the case's order; past seven, the last is the rest."""
    taken = set(apart)
    kept = [debt for debt in names if debt not in taken]
    alone = len(kept) if len(kept) <= len(SERIES) else len(SERIES) - 1
    bands = [
        Band(debt, name_of(debt, names), colour, (debt,)) for debt, colour in zip(kept[:alone], SERIES, strict=False)
    ]
    rest = tuple(kept[alone:])
    if not rest:
        return tuple(bands)
    others = say(lang, "charts.legend.others", count=len(rest))
    return (*bands, Band("others", others, SERIES[-1], rest))


def name_of(debt: str, names: Names) -> str:
    """Return a creditor's name fit for a picture; the debt's id where there is none."""
    return clean(names[debt]) or debt


def on(colour: str) -> str:
    """Return the text colour, ink or white, that reads better on ``colour``."""
    return INK if _contrast(colour, INK) >= _contrast(colour, WHITE) else WHITE


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
