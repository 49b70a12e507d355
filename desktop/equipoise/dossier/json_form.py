"""The one JSON form of a dossier: what `data/` holds, what export writes and import reads."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import (
    Day,
    Field,
    Judged,
    Number,
    References,
    specifications,
)
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Settings
from equipoise.dossier.validation import (
    InvalidDossier,
    Problem,
    storage_problem,
    validated,
    value_problem,
)

FORMAT = "equipoise-dossier"
FORMAT_VERSION = 1
_MOST_DIGITS = 4300
_JUDGMENT_PARTS = ("low", "likely", "high", "confidence")


class NotADossier(ValueError):
    """The text is not a dossier in the JSON form; the message says why in plain words."""


def dumps(dossier: Dossier) -> str:
    """The JSON text of a dossier: readable, one field a line, stable for version control."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "settings": row_to_plain(dossier.settings),
    }
    for key in TABLES:
        document[key] = [row_to_plain(row) for row in dossier.table(key)]
    return _readable(document, 0) + "\n"


def loads(text: str) -> Dossier:
    """The dossier in a JSON text. Raises NotADossier or InvalidDossier, each in plain words."""
    try:
        document = json.loads(text, parse_int=_whole_number, object_pairs_hook=_object)
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotADossier(f"this is not JSON: {error}") from error
    return from_plain(document)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; one that says the same thing twice would lose one of the two."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        name = found.get("name")
        where = f"in “{name}”, " if isinstance(name, str) else ""
        raise NotADossier(f"{where}the field “{twice}” is given twice; keep one of them")
    return found


def _whole_number(digits: str) -> int | float:
    """The number; infinity, which every field refuses by name, where no float is as large."""
    if len(digits) > _MOST_DIGITS:
        raise NotADossier(f"a number of {len(digits)} digits is more than a dossier can hold")
    number = float(digits)
    return number if math.isinf(number) else int(digits)


def from_plain(document: Any) -> Dossier:
    """The dossier in a decoded JSON document. Raises NotADossier or InvalidDossier."""
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise NotADossier(f'a dossier says "format": "{FORMAT}" at its beginning; this does not')
    version = document.get("version")
    if isinstance(version, bool) or version != FORMAT_VERSION:
        raise NotADossier(
            f"this is version {version!r} of the form; this program reads version {FORMAT_VERSION}"
        )
    known = {"format", "version", "settings", "$schema", *TABLES}
    problems = [
        Problem("", "", str(key), "is no part of a dossier") for key in document if key not in known
    ]
    settings = _row(Settings, document.get("settings", {}), "Settings", 1, problems)
    tables: dict[str, tuple[Any, ...]] = {}
    for key, table in TABLES.items():
        entries = document.get(key, [])
        if not isinstance(entries, list):
            problems.append(Problem(table.many, "", "", "must be a list of rows"))
            continue
        rows = [
            _row(table.row_class, entry, table.many, number, problems)
            for number, entry in enumerate(entries, start=1)
        ]
        tables[key] = tuple(row for row in rows if row is not None)
    if problems or settings is None:
        raise InvalidDossier(tuple(problems))
    return validated(Dossier(settings=settings, **tables))


def row_from_plain(row_class: type[Any], plain: Any) -> Any:
    """A row from its JSON values; fields that are missing have their defaults.

    Raises InvalidDossier, naming every field that is not in order.
    """
    problems: list[Problem] = []
    row = _row(row_class, plain, row_class.__name__, 1, problems)
    if problems:
        raise InvalidDossier(tuple(problems))
    return row


def row_to_plain(row: Any) -> dict[str, Any]:
    """A row as JSON values, field by field; derived identifiers are left out."""
    return {field.name: value_to_plain(getattr(row, field.name)) for field in fields(row)}


def value_to_plain(value: Any) -> Any:
    """A field's value as a JSON value."""
    if isinstance(value, Judgment):
        return {part: _shortest(getattr(value, part)) for part in _JUDGMENT_PARTS}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float):
        return _shortest(value)
    return value


def _shortest(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def value_from_plain(spec: Field, value: Any) -> Any:
    """A field's value from a JSON value. Raises ValueError in plain words."""
    match spec:
        case Judged() if isinstance(value, Mapping):
            unknown = set(value) - set(_JUDGMENT_PARTS)
            missing = {"low", "likely", "high"} - set(value)
            if unknown or missing:
                raise ValueError("a judgment has low, likely, high and confidence")
            return Judgment(**value)
        case Day() if isinstance(value, str):
            try:
                day = date.fromisoformat(value)
            except ValueError:
                day = None
            if day is None or day.isoformat() != value:
                raise ValueError(f"{value!r} is no day written as year-month-day")
            return day
        case References():
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise ValueError("must be a list of identifiers")
            return tuple(value)
        case Number() if isinstance(value, int | float) and not isinstance(value, bool):
            if spec.whole and float(value).is_integer():
                return int(value)
            return value if spec.whole else float(value)
        case _:
            return value


def _row(
    row_class: type[Any], entry: Any, table: str, number: int, problems: list[Problem]
) -> Any | None:
    if not isinstance(entry, Mapping):
        problems.append(Problem(table, f"row {number}", "", "must be an object with named fields"))
        return None
    name = entry.get("name")
    label = name if isinstance(name, str) and name.strip() else f"row {number}"
    specs = specifications(row_class)
    known = {field.name: field for field in fields(row_class)}
    values: dict[str, Any] = {}
    before = len(problems)
    problems.extend(
        Problem(table, label, str(key), "is no field of this table")
        for key in entry
        if key not in known
    )
    for key, field in known.items():
        if key not in entry:
            if field.default is MISSING and field.default_factory is MISSING:
                problems.append(Problem(table, label, key, "is missing"))
            continue
        spec = specs.get(key)
        try:
            value = entry[key] if spec is None else value_from_plain(spec, entry[key])
            fault = _identifier_problem(value) if spec is None else value_problem(spec, value)
        except ValueError as error:
            fault, value = str(error), None
        if fault:
            problems.append(Problem(table, label, spec.label if spec else key, fault))
        values[key] = value
    return row_class(**values) if len(problems) == before else None


def _identifier_problem(value: Any) -> str:
    if not isinstance(value, str) or not value or "/" in value:
        return f"an identifier is a text without “/”, not {value!r}"
    return storage_problem(value)


def _readable(value: Any, depth: int) -> str:
    """JSON with judgments and short lists on one line each."""
    inner = "  " * (depth + 1)
    flat = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if isinstance(value, dict) and set(value) != set(_JUDGMENT_PARTS) and value:
        lines = [
            f"{inner}{json.dumps(key, ensure_ascii=False)}: {_readable(item, depth + 1)}"
            for key, item in value.items()
        ]
        return "{\n" + ",\n".join(lines) + "\n" + "  " * depth + "}"
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        lines = [inner + _readable(item, depth + 1) for item in value]
        return "[\n" + ",\n".join(lines) + "\n" + "  " * depth + "]"
    return flat
