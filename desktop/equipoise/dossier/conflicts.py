"""Conflicts in words, and what becomes of the dossier when a person chooses an alternative."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from equipoise.dossier.deletion import delete
from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.difference_words import (
    UNREADABLE,
    WHOLE_ROW,
    in_words,
    row_in_words,
    table_name,
)
from equipoise.dossier.dossier import REMEMBERING, TABLES, Dossier
from equipoise.dossier.merging.values import (
    about,
    name_in,
    needs,
    row_of_text,
    row_text,
    specification,
    value_of_text,
    value_text,
)
from equipoise.dossier.missing_cells import with_missing_cells
from equipoise.dossier.rows import Conflict
from equipoise.dossier.validation import InvalidDossier, validated

Which = Literal["kept", "other"]
"""What is in force, or the alternative."""

NO_ROW = "No such row"
EMPTY = "(empty)"


def choose(dossier: Dossier, conflict_id: str, which: Which) -> Dossier:
    """The dossier in which a conflict is settled; “kept” leaves what is in force as it is now.

    A whole row comes back with its parts that wait for a choice too, or is deleted with its parts
    and whatever cannot be without it. Raises ValueError in plain words if the alternative no
    longer fits, and KeyError if there is no such conflict.
    """
    conflict: Conflict = dossier.get("conflicts", conflict_id)
    try:
        return validated(_settled(dossier, conflict, which))
    except InvalidDossier as problem:
        if conflict.table == "weights":
            raise ValueError(
                f"{problem}\nThe weights of a scenario belong together: choose for all of them at "
                "once."
            ) from problem
        raise


def choose_all(dossier: Dossier, which: Which, conflict_ids: Iterable[str]) -> Dossier:
    """The dossier in which these conflicts are settled alike, at once. Raises as `choose` does."""
    chosen = [dossier.get("conflicts", conflict_id) for conflict_id in conflict_ids]
    for conflict in sorted(chosen, key=_restored_first):
        if dossier.find("conflicts", conflict.id) is not None:
            dossier = _settled(dossier, conflict, which)
    return validated(dossier)


def _restored_first(conflict: Conflict) -> int:
    """Rows come back before fields are set in them, and go last."""
    if conflict.field:
        return 1
    return 0 if conflict.other else 2


def _settled(dossier: Dossier, conflict: Conflict, which: Which) -> Dossier:
    dossier = dossier.without("conflicts", [conflict.id])
    if which == "kept":
        return dossier
    if conflict.field:
        return _with_field(dossier, conflict)
    return _with_other_row(dossier, conflict) if conflict.other else _deleted(dossier, conflict)


def _with_field(dossier: Dossier, conflict: Conflict) -> Dossier:
    value = {conflict.field: value_of_text(conflict.table, conflict.field, conflict.other)}
    if conflict.table == SETTINGS:
        return replace(dossier, settings=replace(dossier.settings, **value))
    row = dossier.find(conflict.table, conflict.row_id)
    if row is None:
        raise ValueError(
            f"“{conflict.row_name}” is no longer in the dossier, so the other value has no place; "
            "keep what is in force."
        )
    changed = replace(row, **value)
    if changed.id != conflict.row_id:
        raise ValueError("this alternative would make another row of it; keep what is in force.")
    return dossier.with_row(conflict.table, changed)


def _with_other_row(dossier: Dossier, conflict: Conflict) -> Dossier:
    row = row_of_text(conflict.table, conflict.other)
    if row.id != conflict.row_id:
        raise ValueError("this alternative is another row than it says; keep what is in force.")
    if conflict.table == SETTINGS:
        return replace(dossier, settings=row)
    dossier = _known_again(dossier.with_row(conflict.table, row), conflict.table, row.id)
    for part in dossier.conflicts:
        if _waits_for(dossier, part, conflict.table, row.id):
            dossier = _settled(dossier, part, "other")
    return with_missing_cells(dossier)


def _waits_for(dossier: Dossier, conflict: Conflict, table: str, row_id: str) -> bool:
    """Whether a conflict is about a row that could not be without the row now back."""
    if conflict.field or conflict.kept or not conflict.other or conflict.table == SETTINGS:
        return False
    if dossier.find("conflicts", conflict.id) is None:
        return False
    needed = set(needs(row_of_text(conflict.table, conflict.other)))
    return (table, row_id) in needed and all(dossier.find(*key) is not None for key in needed)


def _known_again(dossier: Dossier, table: str, row_id: str) -> Dossier:
    """Scenarios and reservations need no longer remember the name of a row that is back."""
    for key in REMEMBERING:
        for row in dossier.table(key):
            if row.remembered and about(key, row) == (table, row_id):
                dossier = dossier.with_row(key, replace(row, remembered=""))
    return dossier


def _deleted(dossier: Dossier, conflict: Conflict) -> Dossier:
    """Without the row; conflicts whether to delete what went with it are settled by that."""
    if conflict.table == SETTINGS:
        raise ValueError("the settings cannot be deleted; keep what is in force.")
    if _stands(dossier, conflict):
        dossier = delete(dossier, conflict.table, [conflict.row_id], with_referring=True)
    settled = [
        other.id
        for other in dossier.conflicts
        if not other.field and not other.other and not _stands(dossier, other)
    ]
    return dossier.without("conflicts", settled)


def _stands(dossier: Dossier, conflict: Conflict) -> bool:
    return conflict.table in TABLES and dossier.find(conflict.table, conflict.row_id) is not None


@dataclass(frozen=True, slots=True)
class ConflictWords:
    """A conflict as users read it: which row, which field, and the two alternatives."""

    table: str
    row: str
    field: str
    kept: str
    kept_signed: str
    other: str
    other_signed: str


def words(dossier: Dossier, conflict: Conflict) -> ConflictWords:
    """What a conflict is about, in words; a row that still stands by its name of today.

    `kept` is what is in force now, which may have been edited since the copies met.
    """
    spec = specification(conflict.table, conflict.field)
    standing = _in_force(dossier, conflict)
    return ConflictWords(
        table=table_name(conflict.table),
        row=_name(dossier, conflict),
        field=WHOLE_ROW if not conflict.field else spec.label if spec else conflict.field,
        kept=_in_words(dossier, conflict, conflict.kept if standing is None else standing),
        kept_signed=_signed(conflict.kept_by, conflict.kept_at),
        other=_in_words(dossier, conflict, conflict.other),
        other_signed=_signed(conflict.other_by, conflict.other_at),
    )


def edited_since(dossier: Dossier, conflict: Conflict) -> bool:
    """Whether what is in force is no longer what was kept when the copies met."""
    return _in_force(dossier, conflict) not in (None, conflict.kept)


def _in_force(dossier: Dossier, conflict: Conflict) -> str | None:
    """What is in force now, as text; None where the field has no row to stand in any more."""
    if conflict.table == SETTINGS:
        row: Any = dossier.settings
    else:
        row = dossier.find(conflict.table, conflict.row_id) if conflict.table in TABLES else None
    if not conflict.field:
        return row_text(row)
    if row is None or specification(conflict.table, conflict.field) is None:
        return None
    return value_text(getattr(row, conflict.field))


def _name(dossier: Dossier, conflict: Conflict) -> str:
    if conflict.table == SETTINGS or _stands(dossier, conflict):
        return name_in(dossier, conflict.table, conflict.row_id)
    return conflict.row_name or conflict.row_id


def _in_words(dossier: Dossier, conflict: Conflict, text: str) -> str:
    try:
        if not conflict.field:
            if not text:
                return NO_ROW
            row = row_of_text(conflict.table, text)
            return row_in_words(dossier.name_of, conflict.table, row) or "The row"
        value = value_of_text(conflict.table, conflict.field, text)
        return in_words(dossier.name_of, conflict.table, conflict.field, value) or EMPTY
    except (ValueError, TypeError, KeyError, AttributeError):
        return UNREADABLE


def _signed(by: str, at: str) -> str:
    """Who and when on one line, the time to the minute as on this computer's clock."""
    try:
        when = datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        when = at
    return ", ".join(part for part in (by or "author unknown", when) if part)
