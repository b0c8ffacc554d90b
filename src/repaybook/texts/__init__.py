"""The words for people, zh and en, as data: one TOML file a subject and language, keys the same in both."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = f"{prefix}.{key}"
        if isinstance(value, str):
            yield name, value
        else:
            yield from _flat(value, name)


@cache
def catalogue(lang: Lang) -> Mapping[str, str]:
    """Return every sentence of a language by its dotted key (``subject.table.key``)."""
    folder = files(__name__) / lang
    sentences: dict[str, str] = {}
    for page in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if page.name.endswith(".toml"):
            sentences.update(_flat(tomllib.loads(page.read_text("utf-8")), page.name.removesuffix(".toml")))
    return sentences


def say(lang: Lang, key: str, **values: object) -> str:
    """Return the sentence of ``key``, placeholders filled; ``KeyError`` on an unknown key or a missing value."""
    sentence = catalogue(lang)[key]
    return sentence.format_map(values) if values or "{" in sentence else sentence


def known(lang: Lang, key: str) -> bool:
    """Return whether the language has a sentence under this key."""
    return key in catalogue(lang)
