"""Which rows an entry of the journal concerns: its own, those it joins, the one it is part of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from equipoise.dossier.dossier import Dossier
from equipoise.store.journal import Edit

RowKey = tuple[str, str]
"""Table and row identifier."""

JOINED: Mapping[str, tuple[str, ...]] = {
    "cells": ("aspects", "poles"),
    "spillovers": ("aspects", "poles", "aspects", "poles"),
    "driver_effects": ("drivers", "aspects", "poles"),
    "recommendation_effects": ("recommendations", "aspects", "poles"),
    "dampings": ("recommendations", "drivers"),
    "weights": ("scenarios", "recommendations"),
    "forcings": ("scenarios", "drivers"),
    "goals_set_aside": ("scenarios", "goals"),
    "linkages": ("recommendations", "", "recommendations"),
}
"""The tables of the rows that a derived identifier is made of, part by part."""

_ABOUT_ROWS = ("conflicts", "reservations")
"""Tables of rows that are about another row, by its table and identifier."""


def concerned(table: str, row_id: str, owners: Mapping[RowKey, RowKey]) -> frozenset[RowKey]:
    """The row itself, every row that its identifier joins, and the row that it is part of.

    So an override concerns its scenario, the cell that it judges, and that cell's aspect and pole.
    `owners` names what rows with identifiers of their own are part of.
    """
    found = {(table, row_id)}
    parts = row_id.split("/")
    if table == "overrides":
        found.add(("scenarios", parts[0]))
        if len(parts) > 3:
            found |= concerned(parts[1], "/".join(parts[2:-1]), owners)
        return frozenset(found)
    tables = JOINED.get(table, ())
    if len(parts) == len(tables):
        found.update((key, part) for key, part in zip(tables, parts, strict=True) if key)
        found.update(
            ("cells", f"{parts[i]}/{parts[i + 1]}")
            for i in range(len(parts) - 1)
            if tables[i : i + 2] == ("aspects", "poles")
        )
    owner = owners.get((table, row_id))
    if owner is not None:
        found |= concerned(*owner, {})
    return frozenset(found)


def owners_of(dossier: Dossier, edits: Iterable[Edit]) -> dict[RowKey, RowKey]:
    """What each step, conflict and reservation belongs to, also of those that are gone by now."""
    found: dict[RowKey, RowKey] = {}
    for edit in edits:
        for entry in edit.entries:
            if not entry.field and entry.table in ("steps", *_ABOUT_ROWS):
                plain = entry.old if entry.new is None else entry.new
                found.setdefault((entry.table, entry.row_id), _owner(entry.table, plain))
    for step in dossier.steps:
        found["steps", step.id] = ("recommendations", step.recommendation_id)
    for key in _ABOUT_ROWS:
        for row in dossier.table(key):
            found[key, row.id] = (row.table, row.row_id)
    return found


def _owner(table: str, plain: Any) -> RowKey:
    row = plain if isinstance(plain, Mapping) else {}
    if table == "steps":
        return "recommendations", str(row.get("recommendation_id", ""))
    return str(row.get("table", "")), str(row.get("row_id", ""))
