"""What differs between two states of a dossier: tables, rows, fields, order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress, count
from operator import is_not
from typing import Any

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import specifications

SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row added (`old` is None), removed (`new` is None) or changed in the `fields` named."""

    table: str
    row_id: str
    old: Any | None
    new: Any | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All changed rows, and the tables whose rows stand in another order."""

    changes: tuple[RowChange, ...]
    reordered: tuple[str, ...]

    @property
    def tables(self) -> frozenset[str]:
        """Every table that a change touches; `settings` stands for the settings."""
        return frozenset(change.table for change in self.changes) | frozenset(self.reordered)

    def __bool__(self) -> bool:
        return bool(self.changes or self.reordered)


def difference(before: Dossier, after: Dossier) -> Difference:
    """What leads from `before` to `after`, row by row."""
    changes: list[RowChange] = []
    reordered: list[str] = []
    if before.settings != after.settings:
        changes.append(_changed(SETTINGS, before.settings, after.settings))
    for key in TABLES:
        if before.table(key) is not after.table(key):
            found, moved = _table_changes(key, *_apart(before.table(key), after.table(key)))
            changes.extend(found)
            if moved:
                reordered.append(key)
    return Difference(tuple(changes), tuple(reordered))


Rows = tuple[Any, ...]


def _apart(before: Rows, after: Rows) -> tuple[Rows, Rows, Rows]:
    """What is left of two tables without the rows that both begin and end with; the end.

    An edit touches few rows of perhaps very many, and leaves all others the same objects.
    """
    shorter = min(len(before), len(after))
    begin = next(compress(count(), map(is_not, before, after)), shorter)
    from_end = map(is_not, reversed(before), reversed(after))
    end = min(next(compress(count(), from_end), shorter), shorter - begin)
    return (
        before[begin : len(before) - end],
        after[begin : len(after) - end],
        after[len(after) - end :],
    )


def _table_changes(key: str, before: Rows, after: Rows, end: Rows) -> tuple[list[RowChange], bool]:
    """The rows changed, and whether those that stay stand elsewhere; the `end` is in both."""
    old_rows, new_rows = ({row.id: row for row in rows} for rows in (before, after))
    changes = [
        RowChange(key, row_id, old, None)
        for row_id, old in old_rows.items()
        if row_id not in new_rows
    ]
    removed = bool(changes)
    for row_id, new in new_rows.items():
        old = old_rows.get(row_id)
        if old is None:
            changes.append(RowChange(key, row_id, None, new))
        elif old is not new and old != new:
            changes.append(_changed(key, old, new))
    kept = [row_id for row_id in new_rows if row_id in old_rows]
    if removed or kept != list(old_rows):
        return changes, True
    # New rows anywhere but at the end shift the places of old ones.
    added = list(new_rows)[len(kept) :]
    return changes, list(new_rows)[: len(kept)] != kept or bool(added and end)


def _changed(table: str, old: Any, new: Any) -> RowChange:
    fields = tuple(
        name for name in specifications(type(new)) if getattr(old, name) != getattr(new, name)
    )
    return RowChange(table, new.id, old, new, fields)
