"""What differs between two states of a dossier: tables, rows, fields, order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
            changes.extend(_table_changes(before, after, key))
            common_before = [r.id for r in before.table(key) if after.find(key, r.id) is not None]
            common_after = [r.id for r in after.table(key) if before.find(key, r.id) is not None]
            if common_before != common_after or _moved_insertions(before, after, key):
                reordered.append(key)
    return Difference(tuple(changes), tuple(reordered))


def _moved_insertions(before: Dossier, after: Dossier, key: str) -> bool:
    """Whether new rows stand anywhere but at the end, so that positions of old rows shift."""
    ids = [row.id for row in after.table(key)]
    kept = [row_id for row_id in ids if before.find(key, row_id) is not None]
    return ids[: len(kept)] != kept or len(kept) < len(before.table(key))


def _changed(table: str, old: Any, new: Any) -> RowChange:
    fields = tuple(
        name for name in specifications(type(new)) if getattr(old, name) != getattr(new, name)
    )
    return RowChange(table, new.id, old, new, fields)


def _table_changes(before: Dossier, after: Dossier, key: str) -> Iterator[RowChange]:
    for old in before.table(key):
        if after.find(key, old.id) is None:
            yield RowChange(key, old.id, old, None)
    for new in after.table(key):
        old = before.find(key, new.id)
        if old is None:
            yield RowChange(key, new.id, None, new)
        elif old != new:
            yield _changed(key, old, new)
