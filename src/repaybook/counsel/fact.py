"""One fact of a case: its key, its figures, the debts it is about, and where its rule stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Rule = tuple[str, str]
"""A provision by area and name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact: ``facts.<key>.reason`` of the texts with ``values``, the debts it is about, and where its rule stands.

    ``rules`` – provisions of the law; empty where the fact rests on the case's own figures or on practice, which
    ``facts.<key>.source`` then names. ``said`` – the client's words it comes from, where it comes from words.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    debts: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    said: str = ""
