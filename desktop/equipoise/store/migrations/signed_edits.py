"""Migration 3: edits signed and numbered, handling marks, conflicts. Frozen."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

_NEW_TABLES: dict[str, dict[str, type[Any]]] = {
    "edits": {
        "number": int,
        "id": str,
        "at": str,
        "person": str,
        "desk": str,
        "action": str,
        "kind": str,
        "of": str,
        "note": str,
        "taken_in_by": str,
    },
    "marks": {"id": str, "position": int, "name": str, "rank": int, "meaning": str},
    "conflicts": {
        "id": str,
        "position": int,
        "table": str,
        "row_id": str,
        "field": str,
        "row_name": str,
        "kept": str,
        "kept_by": str,
        "kept_at": str,
        "other": str,
        "other_by": str,
        "other_at": str,
        "reason": str,
    },
}
_PRIMARY_KEYS = {"edits": "number"}
_MARKED = (
    "poles",
    "terms",
    "aspects",
    "cells",
    "drivers",
    "recommendations",
    "steps",
    "sources",
    "goals",
    "scenarios",
)


def migrate(database: Database) -> None:
    """Add tables and columns; entries of one moment become one edit, after an edit that begins.

    A file that holds no dossier yet gets no edit.
    """
    for name, columns in _NEW_TABLES.items():
        database.table(name).create(
            columns, pk=_PRIMARY_KEYS.get(name, "id"), not_null=list(columns), strict=True
        )
    database.table("settings").add_column("default_mark_id", str, not_null_default="")
    for name in _MARKED:
        database.table(name).add_column("mark_id", str, not_null_default="")
    database.table("journal").add_column("edit", int, not_null_default=0)
    if database.table("settings").count:
        _number_edits(database)
    for column in ("at", "action"):
        database.execute(f"ALTER TABLE journal DROP COLUMN {column}")
    database.table("edits").create_index(["id"], unique=True)
    database.table("journal").create_index(["edit"])


def _number_edits(database: Database) -> None:
    moments = list(
        database.execute("SELECT at, action, min(id) FROM journal GROUP BY at, action ORDER BY 3")
    )
    first = moments[0][0] if moments else datetime.now(UTC).isoformat(timespec="microseconds")
    _add(database, 1, first, "Begin")
    for number, (at, action, _) in enumerate(moments, start=2):
        _add(database, number, at, action)
        database.execute(
            "UPDATE journal SET edit = ? WHERE at = ? AND action = ?", [number, at, action]
        )


def _add(database: Database, number: int, at: str, action: str) -> None:
    database.table("edits").insert(
        {
            "number": number,
            "id": secrets.token_hex(16),
            "at": at,
            "person": "",
            "desk": "",
            "action": action,
            "kind": "edit",
            "of": "",
            "note": "",
            "taken_in_by": "",
        }
    )
