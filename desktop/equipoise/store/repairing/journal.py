"""The journal of a damaged file as far as it can be read, and what it tells of rows."""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from equipoise.dossier.dossier import TABLES
from equipoise.store.journal import EDITS, ENTRIES, KINDS, ORDER, Edit, JournalEntry
from equipoise.store.journal_check import edit_fault, entry_fault, is_moment
from equipoise.store.repairing.loss import Lost
from equipoise.store.repairing.recognition import Recognised

LOST_ACTION = "Lost"
"""The action of an edit that only its number or its entries still tell of."""

_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Told:
    """What the journal says last of a row: the values of its fields in the JSON form.

    `whole` says that every field is among them, `removed` that the row is gone.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    whole: bool = False
    removed: bool = False
    name: str = ""


def readable_edits(found: Recognised, lost: list[Lost]) -> tuple[Edit, ...]:
    """The edits that can be read, oldest first, with the entries that can; `lost` names others."""
    entries = _entries(found, lost)
    stand = {record["number"]: record for record in found.records[EDITS]}
    ids = {number: row_id for row_id, number in found.edits_indexed.items()}
    edits: list[Edit] = []
    used: set[str] = set()
    moment = _BEFORE_ALL
    known = {*stand, *ids, *entries}
    for number in sorted(known):
        edit = _edit(stand.get(number), tuple(entries.get(number, ())), found)
        if edit is None or edit.id in used:
            row_id = ids.get(number, "")
            edit = Edit(
                id=row_id if row_id and row_id not in used else secrets.token_hex(16),
                when=moment,
                person="",
                desk="",
                action=LOST_ACTION,
                entries=tuple(entries.get(number, ())),
            )
            left = "its identifier and its entries are" if row_id else "its entries are"
            lost.append(
                Lost(EDITS, str(number), f"who made the edit, when and why; only {left} kept")
            )
        used.add(edit.id)
        moment = edit.when
        edits.append(edit)
    for number in sorted(_left_out(known)):
        what = "the edit that began the dossier" if number == 1 else "the whole edit"
        lost.append(Lost(EDITS, str(number), what))
    return tuple(edits)


def last_told(edits: Iterable[Edit]) -> tuple[dict[tuple[str, str], Told], dict[str, list[str]]]:
    """What the journal says last of every row it speaks of, and of the order of every table."""
    rows: dict[tuple[str, str], Told] = defaultdict(Told)
    orders: dict[str, list[str]] = {}
    for entry in _own_entries(edits):
        told = rows[entry.table, entry.row_id]
        told.name = entry.row_name or told.name
        if entry.field == ORDER:
            orders[entry.table] = entry.new
        elif entry.field:
            told.fields[entry.field] = entry.new
        elif entry.new is None:
            rows[entry.table, entry.row_id] = Told(removed=True, name=entry.row_name)
        else:
            rows[entry.table, entry.row_id] = Told(dict(entry.new), whole=True, name=told.name)
    rows.pop(("", ""), None)
    return {key: told for key, told in rows.items() if key[1]}, orders


def _own_entries(edits: Iterable[Edit]) -> Iterator[JournalEntry]:
    for edit in edits:
        if not edit.taken_in_by:
            yield from edit.entries


def _entries(found: Recognised, lost: list[Lost]) -> dict[int, list[JournalEntry]]:
    """The entries that are in order, by the number of their edit."""
    entries: dict[int, list[JournalEntry]] = defaultdict(list)
    read: set[int] = set()
    for record in sorted(found.records[ENTRIES], key=lambda record: record["id"]):
        number = record["id"]
        read.add(number)
        entry = _entry(record) if (ENTRIES, str(number)) not in found.gaps else None
        if entry is None:
            lost.append(_lost_entry(number, record["edit"], record))
        else:
            entries[record["edit"]].append(entry)
    gone = found.entries_indexed.keys() | _left_out(read)
    lost.extend(
        _lost_entry(number, found.entries_indexed.get(number), None)
        for number in sorted(gone - read)
    )
    return entries


def _left_out(numbers: Set[int]) -> set[int]:
    """The numbers from 1 on that are not there; a number beyond all reason counts for nothing."""
    sound = [number for number in numbers if 0 < number < 10 * len(numbers) + 1000]
    return set(range(1, max(sound, default=0))) - numbers


def _lost_entry(number: int, edit: int | None, record: dict[str, Any] | None) -> Lost:
    words = "an entry of the journal"
    if edit:
        words += f", of edit {edit}"
    if record is not None and record["table_name"] in TABLES:
        words += f", on {TABLES[record['table_name']].one} {record['row_name'] or record['row_id']}"
    return Lost(ENTRIES, str(number), words)


def _entry(record: dict[str, Any]) -> JournalEntry | None:
    try:
        old, new = (
            None if record[name] is None else json.loads(record[name]) for name in ("old", "new")
        )
    except (ValueError, RecursionError):
        return None
    names = (record["table_name"], record["row_id"], record["row_name"], record["field"])
    entry = JournalEntry(*names, old, new)
    return None if entry_fault(entry) else entry


def _edit(
    record: dict[str, Any] | None, entries: tuple[JournalEntry, ...], found: Recognised
) -> Edit | None:
    if record is None or (EDITS, record["id"]) in found.gaps:
        return None
    if not is_moment(record["at"]) or record["kind"] not in KINDS:
        return None
    words = {name: record[name] for name in record if name not in ("number", "at")}
    when = datetime.fromisoformat(record["at"]).astimezone(UTC)
    edit = Edit(when=when, entries=entries, **words)
    return None if edit_fault(edit) else edit
