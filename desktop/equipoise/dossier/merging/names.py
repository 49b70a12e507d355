"""Names that two copies gave to different rows: theirs says whose it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from equipoise.dossier.dossier import TABLES
from equipoise.dossier.fields import specifications
from equipoise.dossier.merging.values import Rows


def told_apart(rows: Rows, ours: Rows, named_by: Callable[[str, str], str]) -> list[str]:
    """Give names of theirs that stand twice a suffix, in place; the notes that say so.

    `named_by` tells who gave a row of a table its name ("" if unknown).
    """
    notes: list[str] = []
    for key, table in TABLES.items():
        if "name" not in specifications(table.row_class):
            continue
        taken = {_place(key, row) for row in rows[key].values() if _is_ours(key, row, ours)}
        for row_id, row in rows[key].items():
            if _is_ours(key, row, ours):
                continue
            if _place(key, row) in taken:
                who = named_by(key, row_id) or "the other copy"
                renamed = _renamed(key, row, f"{row.name} (by {who})", taken)
                rows[key][row_id] = renamed
                notes.append(
                    f"{table.many}: “{row.name}” of the other copy comes in as "
                    f"“{renamed.name}”, because another row has that name here."
                )
            taken.add(_place(key, rows[key][row_id]))
    return notes


def _place(key: str, row: Any) -> tuple[str, str]:
    """What may not stand twice: steps are told apart within their recommendation only."""
    scope = str(row.recommendation_id) if key == "steps" else ""
    return scope, row.name.strip().casefold()


def _is_ours(key: str, row: Any, ours: Rows) -> bool:
    own = ours[key].get(row.id)
    return own is not None and _place(key, own) == _place(key, row)


def _renamed(key: str, row: Any, wanted: str, taken: set[tuple[str, str]]) -> Any:
    renamed, number = replace(row, name=wanted), 2
    while _place(key, renamed) in taken:
        renamed, number = replace(row, name=f"{wanted} {number}"), number + 1
    return renamed
