"""The journal of a dossier file: what was changed, when, from what to what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from equipoise.dossier.difference import SETTINGS, Difference, RowChange
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import row_to_plain, value_to_plain

if TYPE_CHECKING:
    from sqlite_utils import Database

JOURNAL = "journal"
COLUMNS = ("id", "at", "action", "table_name", "row_id", "row_name", "field", "old", "new")
ORDER = "position"
"""Stands as the field where the rows of a table were put in another order."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One change of one field of a row; `field` is empty for a whole row.

    `old` and `new` are values of the JSON form: of the field; of the row, with None where it was
    added or removed; or, with the field `position`, the identifiers of all rows in order.
    """

    when: datetime
    action: str
    table: str
    row_id: str
    row_name: str
    field: str
    old: Any
    new: Any


def write_entries(
    database: Database, before: Dossier, after: Dossier, found: Difference, action: str
) -> None:
    """Add the entries for a difference, inside the transaction that writes the difference."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    common = {"at": at, "action": action}
    entries = [common | entry for entry in _entries(before, after, found)]
    database.table(JOURNAL).insert_all(entries)


def read_entries(database: Database, limit: int | None) -> list[JournalEntry]:
    """The latest entries, newest first; all of them without a limit."""
    rows = database.table(JOURNAL).rows_where(order_by="id desc", limit=limit)
    return [
        JournalEntry(
            when=datetime.fromisoformat(row["at"]),
            action=row["action"],
            table=row["table_name"],
            row_id=row["row_id"],
            row_name=row["row_name"],
            field=row["field"],
            old=_value(row["old"]),
            new=_value(row["new"]),
        )
        for row in rows
    ]


def _entries(before: Dossier, after: Dossier, found: Difference) -> Iterator[dict[str, Any]]:
    for change in found.changes:
        where = {
            "table_name": change.table,
            "row_id": change.row_id,
            "row_name": _row_name(before, after, change),
        }
        if change.old is None or change.new is None:
            old, new = (
                None if r is None else _text(row_to_plain(r)) for r in (change.old, change.new)
            )
            yield {**where, "field": "", "old": old, "new": new}
            continue
        for field in change.fields:
            old, new = (_text(value_to_plain(getattr(r, field))) for r in (change.old, change.new))
            yield {**where, "field": field, "old": old, "new": new}
    for key in found.reordered:
        was = [row.id for row in before.table(key)]
        now = [row.id for row in after.table(key)]
        if [i for i in was if after.find(key, i)] != [i for i in now if before.find(key, i)]:
            yield {
                "table_name": key,
                "row_id": "",
                "row_name": "",
                "field": ORDER,
                "old": _text(was),
                "new": _text(now),
            }


def _row_name(before: Dossier, after: Dossier, change: RowChange) -> str:
    if change.table == SETTINGS:
        return after.settings.title
    if change.new is None:
        return before.name_of_row(change.table, change.old)
    return after.name_of_row(change.table, change.new)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)
