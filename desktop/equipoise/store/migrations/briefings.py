"""Migration 4: reservations, and what belongs to briefings. Frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

_NEW_TABLES: dict[str, dict[str, type[Any]]] = {
    "reservations": {
        "id": str,
        "position": int,
        "person": str,
        "table": str,
        "row_id": str,
        "field": str,
        "judgment_low": float,
        "judgment_likely": float,
        "judgment_high": float,
        "judgment_confidence": float,
        "reason": str,
        "remembered": str,
        "mark_id": str,
    },
    "briefing_texts": {
        "id": str,
        "position": int,
        "language": str,
        "place": str,
        "text": str,
        "computed": str,
        "mark_id": str,
    },
    "names_abroad": {
        "id": str,
        "position": int,
        "name": str,
        "language": str,
        "written": str,
        "locked": int,
    },
    "briefings_issued": {
        "id": str,
        "position": int,
        "day": str,
        "kind": str,
        "language": str,
        "scenario_name": str,
        "seal": str,
        "record": str,
        "mark_id": str,
    },
    "briefing_sections": {
        "id": str,
        "position": int,
        "kind": str,
        "section": str,
        "shown": int,
    },
}
_NEW_SETTINGS: tuple[tuple[str, type[Any], object], ...] = (
    ("authority", str, ""),
    ("author", str, ""),
    ("portion_marks", int, 0),
)


def migrate(database: Database) -> None:
    """Add the tables and settings; what a file holds already stays as it is."""
    for name, columns in _NEW_TABLES.items():
        database.table(name).create(columns, pk="id", not_null=list(columns), strict=True)
    for column, kind, default in _NEW_SETTINGS:
        database.table("settings").add_column(column, kind, not_null_default=default)
