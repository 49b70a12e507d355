"""A whole dossier and its journal out of the tables of a file, and changes into them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equipoise.dossier.difference import SETTINGS, Difference
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.json_form import FORMAT, FORMAT_VERSION, from_plain
from equipoise.dossier.rows import Settings
from equipoise.dossier.validation import InvalidDossier, Problem
from equipoise.store.columns import columns_of, field_columns, plain_row, record_of
from equipoise.store.errors import DamagedFile, InvalidContents
from equipoise.store.journal import (
    EDIT_COLUMNS,
    EDITS,
    ENTRIES,
    ENTRY_COLUMNS,
    Edit,
    read_edits,
    write_edits,
)

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a dossier file holds: the dossier, and the edits that led to it, oldest first."""

    dossier: Dossier
    edits: tuple[Edit, ...]


def read_contents(database: Database, path: Path) -> Contents:
    """All that a file holds. Raises DamagedFile or InvalidContents, naming what is not in order."""
    dossier = read_all(database, path)
    return Contents(dossier, tuple(reversed(read_edits(database, path))))


def write_all(database: Database, contents: Contents) -> None:
    """Fill the empty tables of a new file, inside a transaction of the caller's."""
    dossier = contents.dossier
    write_edits(database, contents.edits)
    database.table(SETTINGS).insert(record_of(dossier.settings))
    for key in TABLES:
        database.table(key).insert_all(
            {**record_of(row), "position": place} for place, row in enumerate(dossier.table(key))
        )


def write_changes(database: Database, after: Dossier, found: Difference) -> None:
    """Write what leads to `after`, inside a transaction of the caller's.

    The position of a row is always its place in the table, counted from 0.
    """
    added: dict[str, set[str]] = {}
    for change in found.changes:
        table = database.table(change.table)
        if change.new is None:
            table.delete(change.row_id)
        elif change.old is None:
            added.setdefault(change.table, set()).add(change.row_id)
        else:
            table.update(change.row_id, field_columns(change.new, change.fields))
    for key, row_ids in added.items():
        database.table(key).insert_all(
            {**record_of(row), "position": place}
            for place, row in enumerate(after.table(key))
            if row.id in row_ids
        )
    for key in found.reordered:
        database.conn.executemany(
            f'UPDATE "{key}" SET position = ?1 WHERE id = ?2 AND position <> ?1',
            [(place, row.id) for place, row in enumerate(after.table(key))],
        )


def read_all(database: Database, path: Path) -> Dossier:
    """The dossier in a file. Raises DamagedFile or InvalidContents, naming table, row and field."""
    _refuse_incomplete(database, path)
    settings = list(database.table(SETTINGS).rows)
    if len(settings) != 1:
        raise DamagedFile(
            path, f"holds {len(settings)} rows of settings instead of one", "Open a copy of it"
        )
    stored = {key: list(database.table(key).rows_where(order_by="position, id")) for key in TABLES}
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "settings": plain_row(Settings, settings[0]),
    }
    for key, table in TABLES.items():
        document[key] = [plain_row(table.row_class, record) for record in stored[key]]
    try:
        dossier = from_plain(document)
    except InvalidDossier as error:
        raise InvalidContents.of(path, error) from error
    problems = tuple(_identifier_problems(dossier, stored))
    if problems:
        raise InvalidContents(path, problems)
    return dossier


def _refuse_incomplete(database: Database, path: Path) -> None:
    needed: dict[str, set[str]] = {
        SETTINGS: {"id", *(column.name for column in columns_of(Settings))},
        EDITS: set(EDIT_COLUMNS),
        ENTRIES: set(ENTRY_COLUMNS),
    }
    for key, table in TABLES.items():
        needed[key] = {"id", "position", *(c.name for c in columns_of(table.row_class))}
    for key, names in needed.items():
        found = database.table(key)
        missing = names - {column.name for column in found.columns} if found.exists() else names
        if missing:
            raise DamagedFile(
                path,
                f"has lost the columns {', '.join(sorted(missing))} of its table {key}",
                "Open a copy from before the damage, or one exported as JSON",
            )


def _identifier_problems(
    dossier: Dossier, stored: dict[str, list[dict[str, Any]]]
) -> Iterator[Problem]:
    """Rows found under another identifier than their own would be missed by the next change."""
    for key, records in stored.items():
        for row, record in zip(dossier.table(key), records, strict=True):
            if record["id"] != row.id:
                yield Problem(
                    TABLES[key].many,
                    dossier.name_of_row(key, row),
                    "id",
                    f"is {record['id']!r} and should be {row.id!r}",
                )


def refuse_foreign_parts(database: Database, path: Path) -> None:
    """Raise DamagedFile if the file holds anything that could act by itself."""
    for kind, name, sql in database.execute("SELECT type, name, sql FROM sqlite_schema"):
        virtual = kind == "table" and str(sql).upper().startswith("CREATE VIRTUAL")
        if kind in ("trigger", "view") or virtual:
            raise DamagedFile(
                path,
                f"holds a {'virtual table' if virtual else kind} ({name}), which no dossier does; "
                "somebody has tampered with it",
                "Ask where it comes from, and open a copy from a source you trust",
            )


def check_soundness(database: Database, path: Path) -> None:
    """Raise DamagedFile if pages, indexes or column types of the file are not sound."""
    findings = [row[0] for row in database.execute("PRAGMA integrity_check(1)")]
    if findings != ["ok"]:
        raise DamagedFile(
            path,
            f"is damaged ({' '.join(findings[0].split()) if findings else 'it cannot be checked'})",
            "Open a copy from before the damage, or one exported as JSON",
        )
