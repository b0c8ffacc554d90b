"""The shape of the case file, taken from the model: each dataclass a marshmallow schema, nothing listed twice."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, ClassVar, cast, get_args, get_origin, get_type_hints

from marshmallow import Schema, ValidationError, fields, post_load
from marshmallow.exceptions import SCHEMA

from repaybook.case import fields as strict
from repaybook.case import rules, vocabulary
from repaybook.case.model import Category, CreditorType
from repaybook.errors import Path, Problem
from repaybook.money import Money

_MOST_ROWS = 200
_MOST_RATIO = Decimal(1)
_RATIOS = frozenset({"min_payment_rate", "late_fee_rate"})
_UNKNOWN_WORD: Mapping[type[StrEnum], str] = {
    CreditorType: "unknown_creditor_type",
    Category: "unknown_category",
}
_UNKNOWN_FIELD = "problems.field.unknown_field"
_COMMON: dict[str, Any] = {
    "error_messages": {"required": "problems.field.required", "null": "problems.field.null"},
}


class Section(Schema):
    """One object of the file; loading it gives the frozen value of ``model``."""

    model: ClassVar[type[Any]]
    error_messages = {"unknown": _UNKNOWN_FIELD, "type": "problems.field.not_an_object"}  # noqa: RUF012 - marshmallow's

    @post_load
    def make(self, values: dict[str, Any], **_kwargs: Any) -> Any:
        """Return the value, or raise what contradicts itself within it."""
        value = self.model(**values)
        broken: dict[str, list[Problem]] = {}
        for problem in rules.within(value):
            name, *deeper = problem.path
            broken.setdefault(str(name), []).append(dataclasses.replace(problem, path=tuple(deeper)))
        if broken:
            raise ValidationError(cast("dict[str, Any]", broken))
        return value


def _text(place: tuple[str, str], *, optional: bool, default: object, common: dict[str, Any]) -> fields.Field[Any]:
    if place in vocabulary.CHOICES:
        kind = "unknown_currency" if place[1] == "currency" else "unknown_choice"
        return strict.Choice(choices=vocabulary.CHOICES[place], kind=kind, allow_none=optional, **common)
    if not optional and default == "":
        # Of a free text, "not known" and "nothing written" are the same.
        return strict.Text(allow_none=True, pre_load=lambda value: "" if value is None else value, **common)
    longest = strict.LONGEST_NAME if place in vocabulary.SHORT else strict.LONGEST_TEXT
    empty = place not in vocabulary.NOT_EMPTY
    return strict.Text(longest=longest, empty=empty, allow_none=optional, **common)


def _row(place: tuple[str, str], kind: Any) -> fields.Field[Any]:
    """Return the field of one row of a list."""
    if kind is str:
        return _text(place, optional=False, default=None, common=dict(_COMMON))
    if kind is int:
        return strict.Whole(span=vocabulary.SPANS[place], **_COMMON)
    return fields.Nested(section_of(kind), **_COMMON)


def _field(model: type[Any], name: str, hint: Any, default: Any) -> fields.Field[Any]:  # noqa: PLR0911 - one a type
    optional = get_origin(hint) is UnionType and NoneType in get_args(hint)
    kind = next(arg for arg in get_args(hint) if arg is not NoneType) if optional else hint
    place = (model.__name__, name)
    common = dict(_COMMON)
    if default is dataclasses.MISSING:
        common["required"] = True
    else:
        common["load_default"] = default
    if kind is str:
        return _text(place, optional=optional, default=default, common=common)
    common["allow_none"] = optional
    if get_origin(kind) is tuple:
        return strict.Rows(_row(place, get_args(kind)[0]), most=vocabulary.MOST_ROWS.get(place, _MOST_ROWS), **common)
    if kind is int:
        return strict.Whole(span=vocabulary.SPANS[place], **common)
    if kind is Decimal:
        return strict.Rate(most=_MOST_RATIO if name in _RATIOS else strict.MOST_RATE, **common)
    simple: dict[Any, type[fields.Field[Any]]] = {
        Money: strict.Amount,
        bool: strict.Flag,
        date: strict.Day,
        datetime: strict.Moment,
    }
    if kind in simple:
        return simple[kind](**common)
    if issubclass(kind, StrEnum):
        word = _UNKNOWN_WORD.get(kind, "unknown_choice")
        return strict.Choice(choices=tuple(member.value for member in kind), kind=word, post_load=kind, **common)
    return fields.Nested(section_of(kind), **common)


@cache
def section_of(model: type[Any]) -> type[Section]:
    """Return the schema of a dataclass of ``case.model``."""
    hints = get_type_hints(model)
    by_name = {
        entry.name: _field(model, entry.name, hints[entry.name], entry.default) for entry in dataclasses.fields(model)
    }
    section = cast("type[Section]", Section.from_dict(by_name, name=f"{model.__name__}Section"))
    section.model = model
    return section


def gathered(messages: object, path: Path = ()) -> Iterator[Problem]:
    """Yield marshmallow's tree of messages as problems, each with its full place."""
    if isinstance(messages, dict):
        for name, inner in messages.items():
            about_itself = name == SCHEMA and inner != [_UNKNOWN_FIELD]
            yield from gathered(inner, path if about_itself else (*path, name))
    elif isinstance(messages, list):
        for message in messages:
            yield from gathered(message, path)
    elif isinstance(messages, Problem):
        yield dataclasses.replace(messages, path=(*path, *messages.path))
    else:
        yield Problem(str(messages), path)
