"""Migration 2: bookmarks, locks, overrides and goals set aside of scenarios; linkages. Frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

_NEW_TABLES: dict[str, dict[str, type[Any]]] = {
    "overrides": {
        "id": str,
        "position": int,
        "scenario_id": str,
        "table": str,
        "row_id": str,
        "field": str,
        "judgment_low": float,
        "judgment_likely": float,
        "judgment_high": float,
        "judgment_confidence": float,
        "remembered": str,
    },
    "goals_set_aside": {"id": str, "position": int, "scenario_id": str, "goal_id": str},
    "linkages": {
        "id": str,
        "position": int,
        "recommendation_id": str,
        "kind": str,
        "other_id": str,
        "least": float,
        "note": str,
    },
}
_NEW_COLUMNS: tuple[tuple[str, str, type[Any], object], ...] = (
    ("settings", "base_scenario_id", str, ""),
    ("steps", "after_step_id", str, ""),
    ("scenarios", "locked", int, 0),
    ("scenarios", "bookmark", str, ""),
    ("weights", "remembered", str, ""),
    ("forcings", "remembered", str, ""),
)


def migrate(database: Database) -> None:
    """Add the tables and columns; what a file holds already stays as it is."""
    for name, columns in _NEW_TABLES.items():
        database.table(name).create(columns, pk="id", not_null=list(columns), strict=True)
    for table, column, kind, default in _NEW_COLUMNS:
        database.table(table).add_column(column, kind, not_null_default=default)
