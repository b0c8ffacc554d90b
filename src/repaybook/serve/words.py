"""The words of the page's frame, in both languages: what is said before, after and without a kernel."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from repaybook.texts import LANGS, catalogue

_TABLE = "serve.page."


@cache
def words() -> MappingProxyType[str, dict[str, str]]:
    """Return language → name → sentence, for the templates."""
    return MappingProxyType(
        {
            lang: {key.removeprefix(_TABLE): text for key, text in catalogue(lang).items() if key.startswith(_TABLE)}
            for lang in LANGS
        }
    )
