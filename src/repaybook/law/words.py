"""A provision in words: its value with its unit, the days it holds, how far it was checked, what may not be said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from repaybook.law.provisions import AREAS, Dated, Provision, load, provisions, stale
from repaybook.texts import Lang, figures, say

_UNVERIFIED = frozenset({"V3", "M"})
_IN_PERCENT = frozenset({"rate_year", "rate_day", "share"})
_INSERTED = "之"
_NUMERALS = "一二三四五六七八九"
_TOLD_BY_THE_RULE = frozenset({"rule", "text"})


def _percent(value: object) -> str:
    number = Decimal(str(value)) * 100
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def _count(lang: Lang, inserted: str) -> str:
    return inserted if lang == "zh" else str(_NUMERALS.index(inserted) + 1)


def _values(lang: Lang, unit: str, value: Any) -> dict[str, object]:
    """Return what fills the words of a unit."""
    if unit in _IN_PERCENT:
        return {"percent": _percent(value)}
    if unit == "order":
        return {"value": " → ".join(say(lang, f"law.order.{part}") for part in value)}
    if isinstance(value, tuple):
        return dict(zip(("first", "second", "third"), value, strict=False))
    if isinstance(value, bool):
        return {"value": say(lang, "law.yes" if value else "law.no")}
    if isinstance(value, date):
        return {"value": figures.day(lang, value)}
    return {"value": f"{value:,}" if unit == "yuan" else value}


def value_words(lang: Lang, provision: Provision, dated: Dated) -> str:
    """Return a value with its unit; empty where the value is Chinese prose and ``says`` holds it in the language."""
    value, unit = dated.value, provision.unit
    if unit in _TOLD_BY_THE_RULE and lang != "zh" and not str(value).isascii():
        return ""
    if unit == "article" and _INSERTED in value:
        number, _, inserted = value.partition(_INSERTED)
        return say(lang, "law.article_inserted", value=number, count=_count(lang, inserted))
    return say(lang, f"law.unit.{unit}", **_values(lang, unit, value))


def days_words(lang: Lang, dated: Dated) -> str:
    """Return from when to when a value holds; a first day that is not known to the day says so."""
    first = figures.day(lang, dated.start)
    if dated.end is None:
        told = say(lang, "law.from_day", day=first)
    else:
        told = say(lang, "law.until_day", first=first, last=figures.day(lang, dated.end))
    if dated.from_precision == "day":
        return told
    unknown = dated.from_precision == "unknown"
    precision = say(lang, f"law.precision.{dated.from_precision}")
    about = say(lang, "law.about_unknown") if unknown else say(lang, "law.about", precision=precision)
    return say(lang, "law.two", one=told, two=about)


def checked_words(lang: Lang, dated: Dated) -> str:
    """Return when and how a value was checked, and how binding its source is."""
    parts = (
        say(lang, f"law.force.{dated.force}"),
        say(lang, f"law.confidence.{dated.confidence}"),
        say(lang, "law.checked", day=figures.day(lang, dated.checked)),
    )
    return say(lang, "law.and").join(parts)


def unverified(dated: Dated) -> bool:
    """Return whether only a secondary source or memory stands behind a value."""
    return dated.confidence in _UNVERIFIED


def notes(lang: Lang, provision: Provision, dated: Dated, on: date) -> tuple[str, ...]:
    """Return what must be said with a value on a day: background, checked long ago, a series seen only so far."""
    found = []
    if provision.background:
        found.append(say(lang, "law.background"))
    if stale(dated, on):
        found.append(say(lang, "law.stale", day=figures.day(lang, dated.checked)))
    if dated.seen_to is not None and dated.seen_to < on:
        found.append(say(lang, "law.seen", day=figures.day(lang, dated.seen_to)))
    return tuple(found)


def find(name: str) -> Provision | None:
    """Return the provision of this name, ``area.name`` or published id; ``None`` for no such one."""
    for provision in provisions():
        if name in {provision.name, f"{provision.area}.{provision.name}", provision.id}:
            return provision
    return None


def _holds(provision: Provision, words: str) -> bool:
    texts = (*provision.title.values(), *provision.says.values(), provision.name, provision.id)
    sources = (dated.source for dated in provision.values)
    return any(words in text.casefold() for text in (*texts, *sources))


def search(words: str) -> Iterator[tuple[str, tuple[Provision, ...]]]:
    """Yield the areas, in order, with those of their provisions that hold every word; all of them for no words."""
    asked = words.casefold().split()
    for area in AREAS:
        found = tuple(provision for provision in load(area).values() if all(_holds(provision, word) for word in asked))
        if found:
            yield area, found


def area_words(lang: Lang, area: str) -> str:
    """Return an area's name."""
    return say(lang, f"law.area.{area}")
