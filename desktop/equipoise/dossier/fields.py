"""What the fields of a dossier's rows mean: label, unit, bounds, help.

Each field of a row class in `rows` is annotated with one of these specifications. Everything
that shows, checks, stores or documents a field reads it here: validation, the JSON Schema, the
SQLite columns, the tables on screen, the briefing. So a field has one name and one set of bounds.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """A field's label as users see it and one sentence of help."""

    label: str
    help: str


@dataclass(frozen=True, slots=True)
class Text(Field):
    """Free text; never markup. `required` refuses the empty text, `long` asks for a text area."""

    required: bool = False
    long: bool = False


@dataclass(frozen=True, slots=True)
class Number(Field):
    """One number with its unit and inclusive bounds; `whole` allows integers only."""

    unit: str
    minimum: float
    maximum: float
    step: float = 1.0
    decimals: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Judged(Field):
    """A judgment (low, likely, high, confidence) of a quantity with its unit and own bounds.

    `inside` says that the likely value must lie strictly inside the bounds; `optional` that the
    judgment may be absent (the cell then follows its posture term).
    """

    unit: str
    minimum: float
    maximum: float
    step: float = 1.0
    inside: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Choice(Field):
    """One of several values; `options` maps the stored value to the word users see."""

    options: tuple[tuple[str, str], ...]

    def word(self, value: str) -> str:
        """The word users see for a stored value (the value itself if it is unknown)."""
        return dict(self.options).get(value, value)


@dataclass(frozen=True, slots=True)
class Flag(Field):
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class Day(Field):
    """A calendar day, or none."""

    optional: bool = True


@dataclass(frozen=True, slots=True)
class Reference(Field):
    """The identifier of a row of `table`.

    `owned` says that this row is a part of the row it names and goes with it when that one is
    deleted; otherwise the deletion is refused while the reference stands. `optional` allows "".
    `loose` lets the row stand when the one it names is deleted: a scenario is never discarded.
    """

    table: str
    owned: bool = False
    optional: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class References(Field):
    """The identifiers of any number of rows of `table`."""

    table: str


_known: dict[type[Any], Mapping[str, Field]] = {}


def specifications(row_class: type[Any]) -> Mapping[str, Field]:
    """The specification of each annotated field of a row class, in the order of declaration."""
    if row_class not in _known:
        hints = typing.get_type_hints(row_class, include_extras=True)
        _known[row_class] = {
            field.name: extra
            for field in fields(row_class)
            for extra in getattr(hints[field.name], "__metadata__", ())
            if isinstance(extra, Field)
        }
    return _known[row_class]
