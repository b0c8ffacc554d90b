"""Provisions: each value with the days it holds, and its citation inside it. Read from ``law/areas/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from types import MappingProxyType
from typing import Any

from repaybook.dates import add_months
from repaybook.errors import Problem, RepaybookError
from repaybook.texts import Lang

AREAS = (
    "private_lending",
    "financial_loans",
    "cards",
    "lpr",
    "obligations",
    "collection",
    "settlement",
    "court",
    "credit",
    "public_order",
    "crime",
    "insolvency",
    "assistance",
    "articles",
)
"""The areas, in the order of the law page."""

UNITS = frozenset(
    {
        "lpr_multiple", "rate_year", "rate_day", "share", "days", "days_and_more", "days_then", "months", "years",
        "years_and_more", "years_range", "yuan", "count", "persons", "clock", "day", "yes_no", "rule", "order",
        "article", "fee_table", "income_multiple", "text",
    }
)  # fmt: skip
"""What a value is counted in; ``texts/*/law.toml`` has the word for each."""

FORCES = ("statute", "judicial", "regulation", "standard", "self-regulation", "practice")
"""How binding a source is, strongest first."""

_MONTHS_UNTIL_STALE = 12


class NotInForceError(RepaybookError):
    """A provision has no value on the day asked for; ``first`` and ``last`` are the days it covers."""

    def __init__(self, name: str, day: date, first: date, last: date | None) -> None:
        self.name, self.day, self.first, self.last = name, day, first, last
        values = {"name": name, "day": day, "first": first, "last": last}
        key = "law.not_yet_in_force" if day < first else "law.no_longer_in_force"
        super().__init__([Problem(key, values=MappingProxyType(values))])


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One value with the days it holds and where it is written.

    ``from_precision`` says how exactly the first day is known (day, month, quarter, year, unknown). ``confidence``: V1
    the text was read in a mirror of the national database, V2 on two pages or an official reprint, V3 on one secondary
    page, M from memory. ``seen_to`` is the last day up to which a running series was seen; a later day is answered
    with the last value seen.
    """

    value: Any
    start: date
    end: date | None
    from_precision: str
    document: str
    article: str
    force: str
    url: str
    read: str
    checked: date
    confidence: str
    seen_to: date | None = None

    @property
    def source(self) -> str:
        """Return the citation: each document with its own articles."""
        return self.cited(" ")

    def cited(self, gap: str) -> str:
        """Return the citation with ``gap`` between a document and its articles; the first articles are the first's."""
        documents, articles = self.document.split("；"), self.article.split("；")
        pairs = zip_longest(documents, articles[: len(documents)], fillvalue="")
        return "；".join(
            gap.join(part for part in (name, named[max(named.find("第"), 0) :]) if part) for name, named in pairs
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A rule of law with its values by date; ``guard`` is what may not be said with it."""

    area: str
    name: str
    id: str
    unit: str
    background: bool
    title: Mapping[Lang, str]
    says: Mapping[Lang, str]
    guard: Mapping[Lang, str]
    values: tuple[Dated, ...]

    def on(self, day: date) -> Dated:
        """Return the value that holds on ``day``. Raises ``NotInForceError`` outside the days covered."""
        for dated in reversed(self.values):
            if dated.start <= day and (dated.end is None or day <= dated.end):
                return dated
        raise NotInForceError(self.name, day, self.values[0].start, self.values[-1].end)

    def between(self, start: date, end: date) -> Iterator[tuple[date, date, Dated]]:
        """Yield the parts of [start, end) with the value of each: first day, day after the last, value.

        Raises ``NotInForceError`` where a day of the range has no value.
        """
        day = start
        while day < end:
            dated = self.on(day)
            after = end if dated.end is None else min(end, date.fromordinal(dated.end.toordinal() + 1))
            yield day, after, dated
            day = after


def _dated(row: Mapping[str, Any], seen_to: date | None) -> Dated:
    return Dated(
        value=tuple(row["value"]) if isinstance(row["value"], list) else row["value"],
        start=row["from"],
        end=row.get("to"),
        from_precision=row.get("from_precision", "day"),
        document=row["document"],
        article=row.get("article", ""),
        force=row["force"],
        url=row.get("url", ""),
        read=row["read"],
        checked=row["checked"],
        confidence=row["confidence"],
        seen_to=seen_to if row.get("to") is None else None,
    )


@cache
def load(area: str) -> Mapping[str, Provision]:
    """Return the provisions of an area by name; ``KeyError`` on an unknown area."""
    if area not in AREAS:
        raise KeyError(area)
    text = (files("repaybook.law") / "areas" / f"{area}.toml").read_text("utf-8")
    table = tomllib.loads(text, parse_float=Decimal)
    return MappingProxyType(
        {
            name: Provision(
                area=area,
                name=name,
                id=row.get("id", f"{area}.{name}"),
                unit=row["unit"],
                background=row.get("background", False),
                title=row["title"],
                says=row["says"],
                guard=row.get("guard", {"zh": "", "en": ""}),
                values=tuple(_dated(value, row.get("seen_to")) for value in row["values"]),
            )
            for name, row in table.items()
        }
    )


def provisions() -> Iterator[Provision]:
    """Yield every provision of every area."""
    for area in AREAS:
        yield from load(area).values()


def stale(dated: Dated, on: date) -> bool:
    """Return whether a value was last checked more than a year before ``on``; the screen then says so."""
    return add_months(dated.checked, _MONTHS_UNTIL_STALE) < on
