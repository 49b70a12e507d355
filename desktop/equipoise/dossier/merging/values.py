"""Rows by table and identifier, settings among them, and values as the text a conflict keeps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from equipoise.dossier.deletion import RowKey
from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.difference_words import row_class
from equipoise.dossier.dossier import ABOUT_JUDGMENTS, TABLES, Dossier
from equipoise.dossier.fields import Field, Reference, References, specifications
from equipoise.dossier.json_form import (
    row_from_plain,
    row_to_plain,
    value_from_plain,
    value_to_plain,
)
from equipoise.dossier.validation import value_problem

Rows = dict[str, dict[str, Any]]
"""Table key to row identifier to row; the settings stand under `SETTINGS` as the one row."""

REMEMBERED = "remembered"
"""The field that keeps the name of a deleted row: bookkeeping, no statement of anyone's."""

CONFLICTS = "conflicts"


def rows_of(dossier: Dossier | None) -> Rows:
    """The rows of a dossier; no rows at all, not even settings, where there is none."""
    if dossier is None:
        return {key: {} for key in (SETTINGS, *TABLES)}
    rows: Rows = {key: {row.id: row for row in dossier.table(key)} for key in TABLES}
    rows[SETTINGS] = {SETTINGS: dossier.settings}
    return rows


def dossier_of(rows: Rows) -> Dossier:
    """The dossier that these rows are, in the order in which they stand."""
    tables: dict[str, Any] = {key: tuple(rows[key].values()) for key in TABLES}
    return Dossier(settings=rows[SETTINGS][SETTINGS], **tables)


def name_in(dossier: Dossier, table: str, row_id: str) -> str:
    """The name that users know a row by; its identifier where it does not stand."""
    return dossier.settings.title if table == SETTINGS else dossier.name_of(table, row_id)


def specification(table: str, field: str) -> Field | None:
    """What the field of a table means; None where there is no such table or field."""
    if table != SETTINGS and table not in TABLES:
        return None
    return specifications(row_class(table)).get(field)


def row_text(row: Any | None) -> str:
    """A row as JSON text; empty for none."""
    return "" if row is None else json.dumps(row_to_plain(row), ensure_ascii=False)


def value_text(value: Any) -> str:
    """A field's value as JSON text."""
    return json.dumps(value_to_plain(value), ensure_ascii=False)


def row_of_text(table: str, text: str) -> Any:
    """The row in a JSON text. Raises ValueError in plain words."""
    if table != SETTINGS and table not in TABLES:
        raise ValueError(f"there is no table “{table}”")
    return row_from_plain(row_class(table), _decoded(text))


def value_of_text(table: str, field: str, text: str) -> Any:
    """The value of a field in a JSON text. Raises ValueError in plain words."""
    spec = specification(table, field)
    if spec is None:
        raise ValueError(f"there is no field “{field}” in the table “{table}”")
    value = value_from_plain(spec, _decoded(text))
    problem = value_problem(spec, value)
    if problem:
        raise ValueError(f"{spec.label}: {problem}")
    return value


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("this alternative cannot be read") from error


def same_but_for_bookkeeping(one: Any, two: Any) -> bool:
    """Whether two rows say the same, whatever names of deleted rows they remember."""
    if one == two or not hasattr(one, REMEMBERED):
        return bool(one == two)
    return bool(replace(one, remembered="") == replace(two, remembered=""))


def needs(row: Any) -> Iterator[RowKey]:
    """The rows without which a row cannot be: what it names and may not leave empty."""
    for name, spec in specifications(type(row)).items():
        if isinstance(spec, Reference) and not spec.loose and not spec.optional:
            yield spec.table, getattr(row, name)


def references_of_value(spec: Field, value: Any) -> Iterator[RowKey]:
    """The rows that a value names and that must stand."""
    if isinstance(spec, Reference) and value and not spec.loose:
        yield spec.table, value
    elif isinstance(spec, References):
        yield from ((spec.table, row_id) for row_id in value)


def references_of(row: Any) -> Iterator[RowKey]:
    """All rows that a row names and that must stand."""
    for name, spec in specifications(type(row)).items():
        yield from references_of_value(spec, getattr(row, name))


def about(table: str, row: Any) -> RowKey | None:
    """The row that a weight, forcing, override or reservation is about, which may be gone."""
    if table in ABOUT_JUDGMENTS:
        return row.table, row.row_id
    if table == "weights":
        return "recommendations", row.recommendation_id
    if table == "forcings":
        return "drivers", row.driver_id
    return None


def stands(rows: Mapping[str, Mapping[str, Any]], key: RowKey) -> bool:
    """Whether there is such a row."""
    return key[1] in rows.get(key[0], {})


def all_rows(rows: Rows) -> Iterator[tuple[str, Any]]:
    """Every row with the key of its table."""
    for table, of_table in rows.items():
        for row in of_table.values():
            yield table, row
