"""The journal of a dossier file: every edit, who made it and when, from what to what, and why."""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equipoise.dossier.difference import SETTINGS, Difference, RowChange
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import row_to_plain, value_to_plain
from equipoise.person import Person
from equipoise.store.errors import DamagedFile

if TYPE_CHECKING:
    from sqlite_utils import Database

EDITS = "edits"
ENTRIES = "journal"
EDIT_COLUMNS = (
    "number",
    "id",
    "at",
    "person",
    "desk",
    "action",
    "kind",
    "of",
    "note",
    "taken_in_by",
)
ENTRY_COLUMNS = ("id", "edit", "table_name", "row_id", "row_name", "field", "old", "new")
ORDER = "position"
"""Stands as the field where the rows of a table were put in another order."""

KINDS = ("edit", "undo", "redo")
BEGIN = "Begin"
"""The action of the first edit of every file, which has no entries."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One change of one field of a row; `field` is empty for a whole row.

    `old` and `new` are values of the JSON form: of the field; of the row, with None where it was
    added or removed; or, with the field `position`, the identifiers of all rows in order.
    """

    table: str
    row_id: str
    row_name: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of the user's: its entries were written together, all or nothing.

    `id` is 32 hexadecimal digits and the same in every copy of the file. `of` names the edit that
    an undo or redo is about, `note` says why, `taken_in_by` names the edit that took it in from
    another copy ("" for the file's own). `when` is in UTC.
    """

    id: str
    when: datetime
    person: str
    desk: str
    action: str
    kind: str = "edit"
    of: str = ""
    note: str = ""
    taken_in_by: str = ""
    entries: tuple[JournalEntry, ...] = ()

    @property
    def signature(self) -> str:
        """Who made it, as people read it."""
        return str(Person(self.person, self.desk)) if self.person else "unknown"


def new_edit(person: Person, action: str, kind: str = "edit", of: str = "") -> Edit:
    """An edit made now by this person, without entries yet."""
    return Edit(
        id=secrets.token_hex(16),
        when=datetime.now(UTC),
        person=person.name,
        desk=person.desk,
        action=action,
        kind=kind,
        of=of,
    )


def with_entries(edit: Edit, before: Dossier, after: Dossier, found: Difference) -> Edit:
    """The edit with the entries for a difference."""
    return replace(edit, entries=tuple(_entries(before, after, found)))


def write_edits(database: Database, edits: Iterable[Edit]) -> None:
    """Add edits at the end, inside a transaction of the caller's."""
    number = database.execute(f"SELECT ifnull(max(number), 0) FROM {EDITS}").fetchone()[0]
    edit_rows: list[tuple[Any, ...]] = []
    entry_rows: list[tuple[Any, ...]] = []
    for edit in edits:
        number += 1
        at = edit.when.isoformat(timespec="microseconds")
        edit_rows.append((number, edit.id, at, *(getattr(edit, name) for name in EDIT_COLUMNS[3:])))
        entry_rows.extend(
            (number, e.table, e.row_id, e.row_name, e.field, _text(e.old), _text(e.new))
            for e in edit.entries
        )
    _insert(database, EDITS, EDIT_COLUMNS, edit_rows)
    _insert(database, ENTRIES, ENTRY_COLUMNS[1:], entry_rows)


def take_in_edits(database: Database, edits: Iterable[Edit], merge_id: str) -> None:
    """Add edits of another copy that a merge brings, inside a transaction of the caller's.

    Those that an undone merge brought before are now this one's.
    """
    held = {row[0] for row in database.execute(f"SELECT id FROM {EDITS}")}
    brought = [replace(edit, taken_in_by=merge_id) for edit in edits]
    write_edits(database, (edit for edit in brought if edit.id not in held))
    database.conn.executemany(
        f"UPDATE {EDITS} SET taken_in_by = ? WHERE id = ? AND taken_in_by <> ''",
        [(merge_id, edit.id) for edit in brought if edit.id in held],
    )


def _insert(
    database: Database, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join("?" * len(columns))
    database.conn.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)


def set_note(database: Database, edit_id: str, note: str) -> bool:
    """Write why an edit was made, inside a transaction of the caller's; False without that edit."""
    found = database.execute(f"UPDATE {EDITS} SET note = ? WHERE id = ?", [note, edit_id])
    return bool(found.rowcount)


def first_edit_id(database: Database) -> str:
    """The identifier of the edit with which the dossier began; "" if there is none."""
    row = database.execute(f"SELECT id FROM {EDITS} ORDER BY number LIMIT 1").fetchone()
    return "" if row is None else str(row[0])


def read_edits(database: Database, path: Path, limit: int | None = None) -> list[Edit]:
    """The latest edits, newest first; all of them without a limit.

    Raises DamagedFile, naming the edit that is not in order.
    """
    rows = list(database.table(EDITS).rows_where(order_by="number desc", limit=limit))
    least = rows[-1]["number"] if rows else 0
    entries: dict[int, list[JournalEntry]] = defaultdict(list)
    for entry in database.table(ENTRIES).rows_where("edit >= ?", [least], order_by="id"):
        entries[entry["edit"]].append(_entry(path, entry))
    return [_edit(path, row, tuple(entries.get(row["number"], ()))) for row in rows]


def _edit(path: Path, row: Mapping[str, Any], entries: tuple[JournalEntry, ...]) -> Edit:
    try:
        given = datetime.fromisoformat(row["at"])
        when = given.astimezone(UTC)
        sound = given.tzinfo is not None and row["kind"] in KINDS
        words = (row[name] for name in EDIT_COLUMNS if name != "number")
        sound = sound and all(isinstance(word, str) for word in words)
    except (ValueError, TypeError, OverflowError):
        sound, when = False, datetime.min.replace(tzinfo=UTC)
    if not sound:
        raise _not_in_order(path, row["number"])
    return Edit(
        when=when,
        entries=entries,
        **{name: row[name] for name in EDIT_COLUMNS if name not in ("number", "at")},
    )


def _entry(path: Path, row: Mapping[str, Any]) -> JournalEntry:
    words = [row[name] for name in ("table_name", "row_id", "row_name", "field")]
    try:
        old, new = _value(row["old"]), _value(row["new"])
    except (ValueError, TypeError, RecursionError):
        raise _not_in_order(path, row["edit"]) from None
    if not all(isinstance(word, str) for word in words):
        raise _not_in_order(path, row["edit"])
    return JournalEntry(words[0], words[1], words[2], words[3], old, new)


def _not_in_order(path: Path, number: Any) -> DamagedFile:
    return DamagedFile(
        path, f"has an edit in its journal that is not in order (number {number})", "Repair it"
    )


def _entries(before: Dossier, after: Dossier, found: Difference) -> Iterator[JournalEntry]:
    for change in found.changes:
        where = (change.table, change.row_id, _row_name(before, after, change))
        if change.old is None or change.new is None:
            old, new = (None if r is None else row_to_plain(r) for r in (change.old, change.new))
            yield JournalEntry(*where, "", old, new)
            continue
        for field in change.fields:
            old, new = (value_to_plain(getattr(r, field)) for r in (change.old, change.new))
            yield JournalEntry(*where, field, old, new)
    for key in found.reordered:
        was, now = ([row.id for row in dossier.table(key)] for dossier in (before, after))
        yield JournalEntry(key, "", "", ORDER, was, now)


def _row_name(before: Dossier, after: Dossier, change: RowChange) -> str:
    if change.table == SETTINGS:
        return after.settings.title
    if change.new is None:
        return before.name_of_row(change.table, change.old)
    return after.name_of_row(change.table, change.new)


def _text(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)
