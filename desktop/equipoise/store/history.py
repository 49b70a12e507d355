"""Back through the journal: what the dossier was before each edit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import specifications
from equipoise.dossier.json_form import row_from_plain, value_from_plain
from equipoise.dossier.rows import Settings
from equipoise.store.journal import ORDER, Edit, JournalEntry


class HistoryGap(ValueError):
    """The journal does not lead back to the moment asked for; the text says from where."""


@dataclass(frozen=True, slots=True)
class PastEdit:
    """An edit of the file's own, with the dossier before and after it."""

    edit: Edit
    before: Dossier
    after: Dossier


def past(dossier: Dossier, edits: Iterable[Edit]) -> Iterator[PastEdit]:
    """The file's own edits with what they changed, newest first.

    `dossier` is the dossier as the file holds it, `edits` its journal, newest first. Raises
    HistoryGap when it is asked for an edit that cannot be taken back.
    """
    after = dossier
    for edit in edits:
        if edit.taken_in_by:
            continue
        before = _before(after, edit)
        yield PastEdit(edit, before, after)
        after = before


def state_after(dossier: Dossier, edits: Iterable[Edit], edit_id: str) -> Dossier:
    """The dossier as it was just after an edit of the file's own.

    Raises KeyError if it has no such edit, HistoryGap if the journal does not lead back to it.
    """
    for step in past(dossier, edits):
        if step.edit.id == edit_id:
            return step.after
    raise KeyError(edit_id)


def _before(after: Dossier, edit: Edit) -> Dossier:
    of_table: dict[str, list[JournalEntry]] = defaultdict(list)
    for entry in edit.entries:
        of_table[entry.table].append(entry)
    state = after
    try:
        for key, entries in of_table.items():
            if key == SETTINGS:
                state = replace(state, settings=_settings_before(state.settings, entries))
            else:
                state = state.with_table(key, _rows_before(after, key, entries))
    except (KeyError, ValueError, TypeError) as error:
        raise HistoryGap(
            f"the journal does not lead back beyond “{edit.action}” of {edit.when:%d %B %Y %H:%M}"
            f" UTC: {error or 'a row is missing'}"
        ) from error
    return state


def _settings_before(settings: Settings, entries: list[JournalEntry]) -> Settings:
    specs = specifications(Settings)
    was: dict[str, Any] = {e.field: value_from_plain(specs[e.field], e.old) for e in entries}
    return replace(settings, **was)


def _rows_before(after: Dossier, key: str, entries: list[JournalEntry]) -> Iterable[Any]:
    row_class = TABLES[key].row_class
    specs = specifications(row_class)
    rows = {row.id: row for row in after.table(key)}
    order: list[str] | None = None
    for entry in reversed(entries):
        if entry.field == ORDER:
            order = entry.old
        elif entry.field:
            was: dict[str, Any] = {entry.field: value_from_plain(specs[entry.field], entry.old)}
            rows[entry.row_id] = replace(rows[entry.row_id], **was)
        elif entry.old is None:
            del rows[entry.row_id]
        else:
            rows[entry.row_id] = row_from_plain(row_class, entry.old)
    return rows.values() if order is None else [rows[row_id] for row_id in order]
