"""Bytes of a file → one JSON object, read strictly: exact numbers, no key twice, no depth without end."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from repaybook.errors import CaseError, Path, Problem

MOST_BYTES = 1_000_000
MOST_DEPTH = 32

NOT_FINITE = "problems.field.not_finite"

_LONGEST_INT = 18
# Possessive, and with an optional closing quote: a text without its end is passed over once, never again.
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """The object in the file, numbers as ``int`` or exact ``Decimal``, and what was wrong on the way.

    ``order`` – every place in the order of the file, for problems to be listed as a reader meets them.
    """

    content: dict[str, Any]
    problems: tuple[Problem, ...]
    order: Mapping[Path, int]


class _NotFinite:
    """Stands where the file has NaN, Infinity or a number beyond any exponent."""


class _Doubled(dict[str, Any]):
    """An object of the file in which some keys stand more than once."""

    doubled: tuple[str, ...] = ()


def _integer(written: str) -> int | Decimal:
    # A long run of digits is refused later, as too large; int() would refuse it with an error of its own.
    return int(written) if len(written) <= _LONGEST_INT else Decimal(written)


def _fraction(written: str) -> Decimal | _NotFinite:
    try:
        return Decimal(written)
    except InvalidOperation:
        return _NotFinite()


def _constant(_name: str) -> _NotFinite:
    return _NotFinite()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) == len(pairs):
        return content
    times = Counter(key for key, _ in pairs)
    result = _Doubled(content)
    result.doubled = tuple(key for key in content if times[key] > 1)
    return result


def _deepest(text: str) -> int:
    depth = deepest = 0
    for token in _BRACKETS.finditer(text):
        if token[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif token[0] in "]}":
            depth -= 1
    return deepest


def _places(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _places(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _places(inner, (*path, index))


def _fatal(key: str, **values: object) -> CaseError:
    return CaseError([Problem(f"problems.file.{key}", (), values)])


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise _fatal("too_large", megabytes=MOST_BYTES // 1_000_000)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data"
        raise _fatal("cut_off" if cut else "not_utf8") from error
    if not text.strip():
        raise _fatal("empty")
    if _deepest(text) > MOST_DEPTH:
        raise _fatal("too_deep", levels=MOST_DEPTH)
    return text


def read_document(data: bytes) -> Document:
    """Return the JSON object in the file.

    Raises ``CaseError`` where there is none: over 1 MB, not UTF-8, not JSON, nested deeper than 32, no object. A key
    that stands twice, and a number that is none (NaN, Infinity), are in ``problems`` with their place.
    """
    text = _text(data)
    try:
        content = json.loads(
            text, parse_float=_fraction, parse_int=_integer, parse_constant=_constant, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        raise _fatal("not_json", line=error.lineno, column=error.colno) from error
    if not isinstance(content, dict):
        raise _fatal("not_an_object")
    problems: list[Problem] = []
    order: dict[Path, int] = {}
    for path, value in _places(content):
        order[path] = len(order)
        if isinstance(value, _NotFinite):
            problems.append(Problem(NOT_FINITE, path))
        elif isinstance(value, _Doubled):
            problems.extend(Problem("problems.field.duplicate_key", (*path, key)) for key in value.doubled)
    return Document(content, tuple(problems), order)
