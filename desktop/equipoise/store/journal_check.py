"""Whether a journal from elsewhere says only what a journal can say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.dossier import TABLES
from equipoise.dossier.fields import specifications
from equipoise.dossier.json_form import row_from_plain, value_from_plain
from equipoise.dossier.rows import Settings
from equipoise.dossier.validation import storage_problem, value_problem
from equipoise.store.journal import ORDER, Edit, JournalEntry

LONGEST_WORDS = 10_000
"""Characters of a name, desk, action or note in the journal."""

_ID = re.compile("[0-9a-f]{32}")
_MOMENT = re.compile(r"[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")


def is_moment(text: object) -> bool:
    """Whether a text is a moment as the journal writes it, from the years 1000 to 2999."""
    if not isinstance(text, str) or not _MOMENT.fullmatch(text) or text.startswith("1000"):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def edit_fault(edit: Edit) -> str:
    """What is wrong with an edit, in plain words; empty if nothing is."""
    if not _ID.fullmatch(edit.id):
        return "its identifier is none"
    for other in (edit.of, edit.taken_in_by):
        if other and not _ID.fullmatch(other):
            return "it refers to an edit by something that is no identifier"
    for words in (edit.person, edit.desk, edit.action, edit.note):
        if len(words) > LONGEST_WORDS:
            return f"a text in it has more than {LONGEST_WORDS:,} characters"
        if storage_problem(words):
            return f"a text in it {storage_problem(words)}"
    return next(filter(None, map(entry_fault, edit.entries)), "")


def entry_fault(entry: JournalEntry) -> str:
    """What is wrong with an entry of an edit, in plain words; empty if nothing is."""
    if entry.table != SETTINGS and entry.table not in TABLES:
        return f"it changes {entry.table[:60]!r}, which is no table"
    if any(map(storage_problem, (entry.row_id, entry.row_name))):
        return "the name of a row in it cannot be read"
    for value in (entry.old, entry.new):
        fault = value_fault(entry.table, entry.field, value)
        if fault:
            return f"{TABLES[entry.table].many if entry.table in TABLES else 'Settings'}: {fault}"
    return ""


def value_fault(table: str, field: str, value: Any) -> str:
    """What is wrong with a value of the JSON form of a field, whole row or order of a table."""
    row_class = Settings if table == SETTINGS else TABLES[table].row_class
    if field == ORDER:
        sound = isinstance(value, list) and all(isinstance(row_id, str) for row_id in value)
        return "" if sound else "the order of its rows is no list of identifiers"
    try:
        if not field:
            if value is not None:
                row_from_plain(row_class, value)
            return ""
        spec = specifications(row_class).get(field)
        if spec is None:
            return f"{field[:60]!r} is no field of it"
        fault = value_problem(spec, value_from_plain(spec, value))
    except (ValueError, TypeError, OverflowError) as error:
        return str(error).splitlines()[0][:300]
    return f"{spec.label}: {fault[:300]}" if fault else ""


def faults(edits: tuple[Edit, ...]) -> Iterator[str]:
    """What is wrong with a journal, oldest edit first, in plain words."""
    if not edits:
        yield "the journal is empty; it does not even tell of the dossier's beginning"
    for number, edit in enumerate(edits, start=1):
        fault = edit_fault(edit)
        if fault:
            yield f"edit {number} of the journal is not in order: {fault}"
