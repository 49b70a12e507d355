"""How the fields of a row become columns of a table, and back.

A judgment takes four columns (`level_low`, `level_likely`, `level_high`, `level_confidence`), a day
its ISO form, a list of identifiers a JSON list, a flag 0 or 1; every other field one column.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from equipoise.dossier.fields import Day, Field, Flag, Judged, Number, References, specifications

JUDGMENT_PARTS = ("low", "likely", "high", "confidence")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, its type (str, int or float), and whether it may be empty."""

    name: str
    kind: type[str] | type[int] | type[float]
    optional: bool = False


def columns_of(row_class: type[Any]) -> tuple[Column, ...]:
    """The columns that rows of a class need, apart from `id` and `position`."""
    found: list[Column] = []
    for name, spec in specifications(row_class).items():
        match spec:
            case Judged():
                found.extend(
                    Column(f"{name}_{part}", float, spec.optional) for part in JUDGMENT_PARTS
                )
            case Number():
                found.append(Column(name, int if spec.whole else float))
            case Flag():
                found.append(Column(name, int))
            case Day():
                found.append(Column(name, str, spec.optional))
            case _:
                found.append(Column(name, str))
    return tuple(found)


def record_of(row: Any) -> dict[str, Any]:
    """All columns of a row, with its `id`, without its position."""
    return {"id": row.id, **field_columns(row, specifications(type(row)))}


def field_columns(row: Any, names: Any) -> dict[str, Any]:
    """The columns of the fields named."""
    specs = specifications(type(row))
    found: dict[str, Any] = {}
    for name in names:
        value = getattr(row, name)
        match specs[name]:
            case Judged():
                for part in JUDGMENT_PARTS:
                    found[f"{name}_{part}"] = None if value is None else getattr(value, part)
            case References():
                found[name] = json.dumps(list(value), ensure_ascii=False)
            case Flag():
                found[name] = int(value)
            case _:
                found[name] = value.isoformat() if isinstance(value, date) else value
    return found


def plain_row(row_class: type[Any], record: Mapping[str, Any]) -> dict[str, Any]:
    """A stored row as it would stand in the JSON form, to be checked like any row from outside."""
    specs = specifications(row_class)
    plain = {name: _plain(name, spec, record) for name, spec in specs.items()}
    if "id" in row_class.__dataclass_fields__:
        plain["id"] = record["id"]
    return plain


def _plain(name: str, spec: Field, record: Mapping[str, Any]) -> Any:
    match spec:
        case Judged():
            parts = {part: record[f"{name}_{part}"] for part in JUDGMENT_PARTS}
            return None if all(value is None for value in parts.values()) else parts
        case References():
            try:
                return json.loads(record[name])
            except (ValueError, TypeError, RecursionError):
                return record[name]
        case Flag() if record[name] in (0, 1):
            return bool(record[name])
        case _:
            return record[name]
