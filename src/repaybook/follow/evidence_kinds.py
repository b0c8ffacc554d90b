"""The kinds of evidence: whom each is about, what asks for it, how people call it, which papers it goes with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of evidence, as ``evidence.toml`` has it."""

    name: str
    about: str
    standing: str
    types: frozenset[str] | None
    not_types: frozenset[str]
    claim: str
    said: tuple[str, ...]
    known_as: tuple[str, ...]
    papers: frozenset[str]


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind of evidence by its name, in the order of the list."""
    told = tomllib.loads((files("repaybook.follow") / "evidence.toml").read_text("utf-8"))
    return {
        name: Kind(
            name=name,
            about=one["about"],
            standing=one["standing"],
            types=frozenset(one["types"]) if "types" in one else None,
            not_types=frozenset(one.get("not_types", ())),
            claim=one.get("claim", "any"),
            said=tuple(one.get("said", ())),
            known_as=tuple(one["known_as"]),
            papers=frozenset(one["papers"]),
        )
        for name, one in told.items()
    }
