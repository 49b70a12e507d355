"""Two copies of a dossier that went different ways come together, field by field.

Three-way by table and stable row identifier: what one side alone changed since the common ancestor
is taken; what both changed differently stays as it is in our copy, with the alternative of theirs
as a row of the table of conflicts, until a person chooses. Nothing of theirs is dropped unsaid.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

from equipoise.dossier.deletion import RowKey
from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.difference_words import table_name
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import specifications
from equipoise.dossier.merging.authors import UNKNOWN, Authors, Signature
from equipoise.dossier.merging.changes import Change, changes
from equipoise.dossier.merging.fit import fitted
from equipoise.dossier.merging.names import told_apart, with_names_matched
from equipoise.dossier.merging.order import merged_order
from equipoise.dossier.merging.presence import Draft, Undeleted, joined
from equipoise.dossier.merging.values import (
    CONFLICTS,
    REMEMBERED,
    Rows,
    dossier_of,
    name_in,
    row_text,
    rows_of,
    value_text,
)
from equipoise.dossier.rows import Conflict
from equipoise.dossier.validation import validated

ORDER = "position"
"""Stands as the field where the rows of a table come in another order."""

_BOTH_CHANGED = "Both copies changed it."
_RESTS = "It rests on another change that waits for a choice."
_NAMED = 3
_ISSUED = "briefings_issued"
"""Where both copies issued briefings, they stand by their days: the last one is the latest."""

_ORDERED = ("briefing_sections",)
"""Tables without names whose order says something."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What comes in: `ours` and `theirs` are JSON texts as in a conflict.

    `field` is empty for a whole row (an empty text says that the row is absent), or `ORDER` with
    the identifiers of all rows of the table.
    """

    table: str
    row_id: str
    row_name: str
    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged dossier in order; what it takes in; its new conflicts; notes in plain words."""

    dossier: Dossier
    taken: tuple[Taken, ...]
    conflicts: tuple[Conflict, ...]
    notes: tuple[str, ...] = ()


def merge(
    base: Dossier | None, ours: Dossier, theirs: Dossier, authors: Authors | None = None
) -> Merged:
    """Take what `theirs` changed since `base` into `ours`, which must be in order.

    Without a common ancestor (None) rows that one side lacks are additions of the other, and every
    field that differs is a conflict. `theirs` must be in order row by row; what would break the
    merged dossier across rows is held back as conflicts, with the reason.
    """
    signed = authors or Authors()
    base, theirs, matched = with_names_matched(base, ours, theirs)
    draft = joined(base, ours, theirs)
    notes = told_apart(draft.rows, draft.ours, lambda t, i: signed.theirs(t, i, "name").by)
    fit = fitted(draft.ours, draft.rows)
    questions = _Questions(draft, fit.rows, (ours, theirs), signed)
    for table, row_id, field in draft.both_changed:
        questions.both_changed(table, row_id, field)
    for key, undeleted in draft.undeleted.items():
        if Change(*key) not in fit.held_back:
            questions.undeleted(key, undeleted)
    for change, reason in fit.held_back.items():
        questions.held_back(change, reason)
    rows, moved, order_notes = _in_order(draft, fit.rows)
    known = set(rows[CONFLICTS])
    new = tuple(c for c in questions.found if c.id not in known)
    rows[CONFLICTS].update({conflict.id: conflict for conflict in new})
    dossier = validated(dossier_of(rows))
    notes += matched + order_notes
    notes += [
        f"{table_name('cells')}: neither copy has “{dossier.name_of('cells', cell_id)}”; it begins "
        "in the middle, at the least confidence. Judge it."
        for cell_id in draft.new_cells
        if cell_id in rows["cells"]
    ]
    taken = _taken(draft, rows, (dossier, ours), {conflict.id for conflict in new})
    return Merged(dossier, taken + moved, new, tuple(notes))


class _Questions:
    """The conflicts found, each with who stands for either alternative."""

    def __init__(
        self, draft: Draft, rows: Rows, copies: tuple[Dossier, Dossier], authors: Authors
    ) -> None:
        self.found: list[Conflict] = []
        self._draft = draft
        self._rows = rows
        self._copies = copies
        self._authors = authors

    def both_changed(self, table: str, row_id: str, field: str) -> None:
        """A field that both sides changed differently: ours stays."""
        ours, theirs = self._draft.ours[table][row_id], self._draft.theirs[table][row_id]
        texts = value_text(getattr(ours, field)), value_text(getattr(theirs, field))
        self._add(Change(table, row_id, field), texts, "ours", _BOTH_CHANGED)

    def undeleted(self, key: RowKey, undeleted: Undeleted) -> None:
        """A row that stays though one side deleted it."""
        row = self._rows[key[0]][key[1]]
        if undeleted.deleted_by == "ours":
            deletion, where = "The row was deleted here", "in the other copy"
        else:
            deletion, where = "The other copy deletes the row", "here"
        because = ["it was changed"] if undeleted.changed else []
        if undeleted.because:
            names = [f"“{self._name(*other)}”" for other in undeleted.because]
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            because.append(f"{', '.join(names[:_NAMED])}{more} changed or rests on it")
        reason = f"{deletion}; {where} {' and '.join(because)}." if because else f"{deletion}."
        kept: Literal["ours", "theirs"] = "theirs" if undeleted.deleted_by == "ours" else "ours"
        self._add(Change(*key), (row_text(row), ""), kept, reason, undeleted.because)

    def held_back(self, change: Change, reason: str) -> None:
        """A change of theirs that the merged dossier cannot bear."""
        new_cell = change.table == "cells" and change.row_id in self._draft.new_cells
        if change.field == REMEMBERED or (new_cell and not change.field):
            return
        before = self._draft.ours[change.table].get(change.row_id)
        after = self._draft.rows[change.table].get(change.row_id)
        if change.field:
            texts = (
                value_text(getattr(before, change.field)),
                value_text(getattr(after, change.field)),
            )
        else:
            texts = row_text(before), row_text(after)
        why = f"Taken in, it would break something:\n{reason}" if reason else _RESTS
        self._add(change, texts, "ours", why)

    def _add(
        self,
        change: Change,
        texts: tuple[str, str],
        kept: Literal["ours", "theirs"],
        reason: str,
        because: list[RowKey] | None = None,
    ) -> None:
        place = change.table, change.row_id, change.field
        ours, theirs = self._authors.ours(*place), self._authors.theirs(*place)
        mine, other = (ours, theirs) if kept == "ours" else (theirs, ours)
        if mine == UNKNOWN and because:
            signed = self._authors.ours if kept == "ours" else self._authors.theirs
            mine = next((s for key in because if (s := signed(*key, "")) != UNKNOWN), UNKNOWN)
        self.found.append(_conflict(change, self._name(*change.key), texts, (mine, other), reason))

    def _name(self, table: str, row_id: str) -> str:
        for dossier in self._copies:
            if table == SETTINGS or dossier.find(table, row_id) is not None:
                return name_in(dossier, table, row_id)
        return row_id


def _conflict(
    change: Change,
    name: str,
    texts: tuple[str, str],
    signatures: tuple[Signature, Signature],
    reason: str,
) -> Conflict:
    """A conflict; its identifier follows from what it is about, so that it cannot come twice."""
    about = json.dumps([change.table, change.row_id, change.field, *texts])
    return Conflict(
        id=hashlib.sha256(about.encode()).hexdigest()[:32],
        table=change.table,
        row_id=change.row_id,
        field=change.field,
        row_name=name,
        kept=texts[0],
        kept_by=signatures[0].by,
        kept_at=signatures[0].at,
        other=texts[1],
        other_by=signatures[1].by,
        other_at=signatures[1].at,
        reason=reason,
    )


def _in_order(draft: Draft, rows: Rows) -> tuple[Rows, tuple[Taken, ...], list[str]]:
    """The rows in their order, where it is another than ours, and notes on orders left aside."""
    ordered: Rows = {SETTINGS: dict(rows[SETTINGS])}
    moved: list[Taken] = []
    notes: list[str] = []
    for key, table in TABLES.items():
        sides = list(draft.base[key]), list(draft.ours[key]), list(draft.theirs[key])
        order, left_aside = merged_order(*sides, rows[key])
        if key == _ISSUED and set(sides[1]) - set(sides[2]) and set(sides[2]) - set(sides[1]):
            order.sort(key=lambda row_id: rows[_ISSUED][row_id].day)
        ordered[key] = {row_id: rows[key][row_id] for row_id in order}
        if left_aside and (key in _ORDERED or "name" in specifications(table.row_class)):
            notes.append(
                f"{table.many}: the copies have the rows in different orders; the order here stays."
            )
        before = [row_id for row_id in draft.ours[key] if row_id in rows[key]]
        after = [row_id for row_id in order if row_id in draft.ours[key]]
        if before != after:
            moved.append(Taken(key, "", table.many, ORDER, json.dumps(before), json.dumps(after)))
    return ordered, tuple(moved), notes


def _taken(
    draft: Draft, rows: Rows, copies: tuple[Dossier, Dossier], new: set[str]
) -> tuple[Taken, ...]:
    """Every change from our copy to the merged rows, but for bookkeeping and new conflicts."""
    found: list[Taken] = []
    ours = rows_of(copies[1])
    for change in changes(ours, rows):
        before = ours[change.table].get(change.row_id)
        after = rows[change.table].get(change.row_id)
        of_merge = change.table == CONFLICTS and change.row_id in new
        new_cell = change.table == "cells" and change.row_id in draft.new_cells
        if change.field == REMEMBERED or of_merge or new_cell:
            continue
        if change.field:
            texts = (
                value_text(getattr(before, change.field)),
                value_text(getattr(after, change.field)),
            )
        else:
            texts = row_text(before), row_text(after)
        name = name_in(copies[1 if after is None else 0], change.table, change.row_id)
        found.append(Taken(change.table, change.row_id, name, change.field, *texts))
    return tuple(found)
