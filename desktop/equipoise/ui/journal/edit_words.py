"""An edit of the journal in words: when, what kind, what it changed, from what to what."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.difference_words import (
    ADDED,
    ORDER_CHANGED,
    ORDER_LABEL,
    REMOVED,
    WHOLE_ROW,
    Line,
    Naming,
    in_words,
    row_class,
    row_in_words,
    shown_change,
    table_name,
)
from equipoise.dossier.dossier import TABLES
from equipoise.dossier.fields import specifications
from equipoise.dossier.json_form import row_from_plain, value_from_plain
from equipoise.store.journal import ORDER, Edit, JournalEntry

KIND_WORDS = {"edit": "Edit", "undo": "Undo", "redo": "Redo"}
TAKEN_IN = "Taken in"
UNDONE = "Undone"


def local(edit: Edit) -> datetime:
    """When an edit was made, by the clock of this computer."""
    return edit.when.astimezone()


def day_words(day: date) -> str:
    """A day as people write it: "Monday, 9 March 2026"."""
    return f"{day:%A}, {day.day} {day:%B %Y}"


def moment_words(edit: Edit) -> str:
    """Day and time of an edit: "9 March 2026, 14:05:07"."""
    when = local(edit)
    return f"{when.day} {when:%B %Y, %H:%M:%S}"


def rows_changed(edit: Edit) -> int:
    """How many rows an edit added, removed or changed."""
    return len({(entry.table, entry.row_id) for entry in edit.entries if entry.row_id})


def entry_lines(edit: Edit, name_of: Naming) -> tuple[Line, ...]:
    """What an edit changed, in words, in the order in which it was entered."""
    return tuple(_lines(edit, name_of))


def _lines(edit: Edit, name_of: Naming) -> Iterator[Line]:
    for entry in edit.entries:
        where = (entry.table, table_name(entry.table), entry.row_id, entry.row_name)
        if entry.field == ORDER and not entry.row_id:
            if _moved(entry):
                yield Line(*where, "", ORDER_LABEL, "", ORDER_CHANGED)
        elif entry.field:
            shown = shown_change(
                _value(entry, entry.old, name_of), _value(entry, entry.new, name_of)
            )
            yield Line(*where, entry.field, _label(entry), *shown)
        elif entry.old is None:
            contents = _row(entry, entry.new, name_of)
            said = f"{ADDED}: {contents}" if contents else ADDED
            yield Line(*where, "", WHOLE_ROW, "", said)
        else:
            yield Line(*where, "", WHOLE_ROW, _row(entry, entry.old, name_of), REMOVED)


def _moved(entry: JournalEntry) -> bool:
    """Whether rows changed places; rows that came or went shift the others without moving them."""
    if not isinstance(entry.old, list) or not isinstance(entry.new, list):
        return True
    was, now = set(entry.old), set(entry.new)
    return [i for i in entry.old if i in now] != [i for i in entry.new if i in was]


def _label(entry: JournalEntry) -> str:
    if entry.table != SETTINGS and entry.table not in TABLES:
        return entry.field
    spec = specifications(row_class(entry.table)).get(entry.field)
    return entry.field if spec is None else spec.label


def _value(entry: JournalEntry, plain: Any, name_of: Naming) -> str:
    def read() -> str:
        spec = specifications(row_class(entry.table))[entry.field]
        return in_words(name_of, entry.table, entry.field, value_from_plain(spec, plain))

    return _or_as_written(read, plain)


def _row(entry: JournalEntry, plain: Any, name_of: Naming) -> str:
    def read() -> str:
        return row_in_words(name_of, entry.table, row_from_plain(row_class(entry.table), plain))

    return _or_as_written(read, plain)


def _or_as_written(read: Callable[[], str], plain: Any) -> str:
    """What `read` says; the plain value where this version of the program cannot read it."""
    try:
        return read()
    except (ValueError, TypeError, KeyError, AttributeError):
        return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
