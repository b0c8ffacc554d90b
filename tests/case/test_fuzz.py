"""Whatever is done to a case file, it is read or refused by name – never anything else."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from repaybook.case.places import describe
from repaybook.case.read import read_case
from repaybook.case.write import write_case
from repaybook.demo import demo_bytes, names
from repaybook.errors import CaseError
from repaybook.texts import LANGS

NUMBERS = [0, -1, 1, 0.5, 0.001, 1e308, -1e308, 10**12, 10**25, float("nan"), float("inf")]
WORDS = ["", " ", "D1", "M3", "none", "keep", "CNY", "2026-02-30", "2026-11-23", "2026-11-23T22:41", "9999-12-31"]
HOSTILE = ["\x00", "\ud800", "\u202e", "x" * 10_001, "{n}", "_schema"]
SHAPES: list[Any] = [
    None,
    True,
    False,
    [],
    {},
    [[]],
    [{}],
    [None],
    {"debt": "D1", "kind": "keep"},
    {"id": "A"},
    {"_schema": ["_schema"]},
]
STRANGE = st.sampled_from([*NUMBERS, *WORDS, *HOSTILE, *SHAPES])
ANYTHING = STRANGE | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(
    ["debts", "principal", "id", "debt", "offers", "_schema", "plans", "0", "schema", "\ud800", "{n}"]
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every list and object of the document with every key or index of it."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += [(value, key), *places(inner)]
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += [(value, index), *places(inner)]
    return found


def read_or_refused(data: bytes) -> None:
    try:
        case = read_case(data)
    except CaseError as error:
        for problem in error.problems[:20]:
            for lang in LANGS:
                describe(problem, lang).encode()
    else:
        assert read_case(write_case(case)) == case


@settings(max_examples=150)
@given(st.data())
def test_random_edits_are_read_or_refused(data: st.DataObject) -> None:
    document = json.loads(demo_bytes(data.draw(st.sampled_from(names()))))
    for _ in range(data.draw(st.integers(1, 4))):
        spots = places(document)
        owner, key = data.draw(st.sampled_from(spots))
        match data.draw(st.sampled_from(["put", "put", "remove", "add", "copy"])):
            case "put":
                owner[key] = data.draw(ANYTHING)
            case "remove":
                del owner[key]
            case "add" if isinstance(owner, dict):
                owner[data.draw(NAMES)] = data.draw(ANYTHING)
            case "copy":
                other, index = data.draw(st.sampled_from(spots))
                if index in other if isinstance(other, dict) else index < len(other):
                    owner[key] = json.loads(json.dumps(other[index]))
    read_or_refused(json.dumps(document).encode())


@settings(max_examples=150)
@given(st.data())
def test_random_bytes_in_a_file_are_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(demo_bytes(data.draw(st.sampled_from(names()))))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 30)))
        content[start:end] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"]", b",", b"9" * 20, b"\\u0000"])
        )
    read_or_refused(bytes(content))


@settings(max_examples=100)
@given(st.binary(max_size=60) | ANYTHING.map(lambda value: json.dumps(value).encode()))
def test_anything_at_all_is_read_or_refused(data: bytes) -> None:
    read_or_refused(data)
    if data.strip().startswith(b"{"):
        read_or_refused(b'{"schema": "repaybook-case/1", ' + data.strip()[1:])
