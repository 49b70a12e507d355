"""All edits of a journal, ready to be filtered and sorted at once; parts are worked out when asked.

A place is the position of an edit in the journal, the newest at 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.difference_words import table_name
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.store.journal import Edit
from equipoise.ui.journal.concerns import RowKey, concerned, owners_of
from equipoise.ui.journal.edit_words import KIND_WORDS, TAKEN_IN, UNDONE, local, rows_changed

WHEN, WHO, WHAT, ROWS, KIND, WHY = range(6)
NOTED = "noted"
"""Stands as the kind for edits of any kind that have a reason."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """What edits must have to be listed; whatever is empty asks for nothing.

    `text` are words that must all occur, `rows` must each be concerned (one without identifier is
    any row of its table), `kind` is one of edit, undo, redo, `TAKEN_IN` or `NOTED`; the days are
    local, both included.
    """

    text: str = ""
    rows: tuple[RowKey, ...] = ()
    person: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None


class EditIndex:
    """The edits of a journal, newest first, with all that lists and filters ask of them."""

    def __init__(self, edits: Sequence[Edit] = (), dossier: Dossier | None = None) -> None:
        self.edits = list(edits)
        self._dossier = dossier or Dossier()
        self._concerned: dict[RowKey, frozenset[RowKey]] = {}

    def __len__(self) -> int:
        return len(self.edits)

    def annotate(self, edit_id: str, note: str) -> int:
        """Give an edit another reason; its place, -1 if there is no such edit."""
        place = self.places.get(edit_id, -1)
        if place >= 0:
            self.edits[place] = replace(self.edits[place], note=note)
            if "_texts" in self.__dict__:
                self._texts[place] = _text(self.edits[place])
        return place

    def name_of(self, table: str, row_id: str) -> str:
        """The name of a row: as it is now, else as the journal last knew it."""
        if table == SETTINGS:
            return self._dossier.settings.title
        if table in TABLES and self._dossier.find(table, row_id) is not None:
            return self._dossier.name_of(table, row_id)
        return self.known_names.get((table, row_id), row_id)

    def signature(self, place: int) -> str:
        """Who made the edit at a place."""
        return self._signatures[place]

    def kind_words(self, place: int) -> str:
        """What kind of edit it is, and what became of it."""
        edit = self.edits[place]
        if edit.taken_in_by:
            return TAKEN_IN
        return UNDONE if edit.id in self.taken_back else KIND_WORDS[edit.kind]

    def matching(self, criteria: Criteria) -> list[int]:
        """The places of all edits that have what is asked for, newest first."""
        found: list[int] = list(range(len(self.edits)))
        if criteria.person:
            found = [i for i in found if self._signatures[i] == criteria.person]
        if criteria.kind == NOTED:
            found = [i for i in found if self.edits[i].note]
        elif criteria.kind == TAKEN_IN:
            found = [i for i in found if self.edits[i].taken_in_by]
        elif criteria.kind:
            found = [i for i in found if self.edits[i].kind == criteria.kind]
        if criteria.first is not None:
            first = criteria.first
            found = [i for i in found if self.days[i] >= first]
        if criteria.last is not None:
            last = criteria.last
            found = [i for i in found if self.days[i] <= last]
        for row in criteria.rows:
            found = [i for i in found if self._concerns(i, row)]
        for word in criteria.text.casefold().split():
            found = [i for i in found if word in self._texts[i]]
        return found

    def sorted(self, places: list[int], column: int, *, downwards: bool) -> list[int]:
        """The places in the order of a column; edits that are alike stay newest first."""
        keys = self._keys(column)
        return sorted(places, key=keys.__getitem__, reverse=downwards)

    def _keys(self, column: int) -> Sequence[Any]:
        edits = self.edits
        if column == WHEN:
            # The earlier of two edits of one instant stands further down in the journal.
            return [(edit.when, -place) for place, edit in enumerate(edits)]
        if column == WHO:
            return [signature.casefold() for signature in self._signatures]
        if column == WHAT:
            return [edit.action.casefold() for edit in edits]
        if column == ROWS:
            return [rows_changed(edit) for edit in edits]
        if column == KIND:
            return [self.kind_words(place) for place in range(len(edits))]
        return [edit.note.casefold() for edit in edits]

    def _concerns(self, place: int, row: RowKey) -> bool:
        for entry in self.edits[place].entries:
            key = (entry.table, entry.row_id)
            if key not in self._concerned:
                self._concerned[key] = concerned(*key, self._owners)
            found = self._concerned[key]
            if row in found or (not row[1] and any(table == row[0] for table, _ in found)):
                return True
        return False

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each edit by its identifier."""
        return {edit.id: place for place, edit in enumerate(self.edits)}

    @cached_property
    def times(self) -> Sequence[datetime]:
        """When each edit was made, by the clock of this computer."""
        return [local(edit) for edit in self.edits]

    @cached_property
    def days(self) -> Sequence[date]:
        """The day of each edit, by the clock of this computer."""
        return [when.date() for when in self.times]

    @cached_property
    def people(self) -> Sequence[str]:
        """Everybody who made an edit, by name."""
        return sorted(set(self._signatures), key=str.casefold)

    @cached_property
    def known_names(self) -> Mapping[RowKey, str]:
        """The latest name of every row that the journal tells of."""
        return {
            (entry.table, entry.row_id): entry.row_name
            for edit in reversed(self.edits)
            for entry in edit.entries
            if entry.row_id
        }

    @cached_property
    def taken_back(self) -> frozenset[str]:
        """The edits that were undone and not redone."""
        gone: set[str] = set()
        for edit in reversed(self.edits):
            if edit.kind == "undo":
                gone.add(edit.of)
            elif edit.kind == "redo":
                gone.discard(edit.of)
        return frozenset(gone)

    @cached_property
    def _signatures(self) -> Sequence[str]:
        known: dict[RowKey, str] = {}
        return [known.setdefault((e.person, e.desk), e.signature) for e in self.edits]

    @cached_property
    def _owners(self) -> Mapping[RowKey, RowKey]:
        return owners_of(self._dossier, self.edits)

    @cached_property
    def _texts(self) -> list[str]:
        return [_text(edit) for edit in self.edits]


def _text(edit: Edit) -> str:
    """Everything in an edit that a search looks at, in small letters."""
    parts = [edit.action, edit.person, edit.desk, edit.note]
    for entry in edit.entries:
        parts.append(table_name(entry.table))
        parts.append(entry.row_name)
        for value in (entry.old, entry.new):
            if isinstance(value, Mapping):
                parts.extend(text for text in value.values() if isinstance(text, str))
            elif value is not None and not isinstance(value, list):
                parts.append(str(value))
    return "\n".join(parts).casefold()
