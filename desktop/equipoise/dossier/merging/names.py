"""Names that two copies gave to different rows.

Two rows of one name stay two, and theirs says whose it is. But how a name is written in another
language is one thing, whoever entered it: the two rows are taken for one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import specifications
from equipoise.dossier.merging.values import Rows
from equipoise.dossier.validation import name_place

_ABROAD = "names_abroad"


def told_apart(rows: Rows, ours: Rows, named_by: Callable[[str, str], str]) -> list[str]:
    """Give names of theirs that stand twice a suffix, in place; the notes that say so.

    `named_by` tells who gave a row of a table its name ("" if unknown).
    """
    notes: list[str] = []
    for key, table in TABLES.items():
        if "name" not in specifications(table.row_class):
            continue
        taken = {name_place(key, row) for row in rows[key].values() if _is_ours(key, row, ours)}
        for row_id, row in rows[key].items():
            if _is_ours(key, row, ours):
                continue
            if name_place(key, row) in taken:
                who = named_by(key, row_id) or "the other copy"
                renamed = _renamed(key, row, f"{row.name} (by {who})", taken)
                rows[key][row_id] = renamed
                notes.append(
                    f"{table.many}: “{row.name}” of the other copy comes in as "
                    f"“{renamed.name}”, because another row has that name here."
                )
            taken.add(name_place(key, rows[key][row_id]))
    return notes


def with_names_matched(
    base: Dossier | None, ours: Dossier, theirs: Dossier
) -> tuple[Dossier | None, Dossier, list[str]]:
    """`base` and `theirs` in which names abroad that ours has too have our identifiers; notes.

    A row of ours that stands unchanged since the base is not meant: theirs took another in its
    place.
    """
    here = {
        name_place(_ABROAD, row): row.id
        for row in ours.names_abroad
        if theirs.find(_ABROAD, row.id) is None
        and (base is None or base.find(_ABROAD, row.id) != row)
    }
    alike = {
        row.id: here[name_place(_ABROAD, row)]
        for row in theirs.names_abroad
        if name_place(_ABROAD, row) in here and ours.find(_ABROAD, row.id) is None
    }
    notes = [
        f"{TABLES[_ABROAD].many}: “{theirs.name_of(_ABROAD, row_id)}” was entered in both copies "
        "and is taken for one row."
        for row_id in alike
    ]
    base = None if base is None else _known_as(base, alike)
    return base, _known_as(theirs, alike), notes


def _known_as(dossier: Dossier, identifiers: Mapping[str, str]) -> Dossier:
    """The dossier in which names abroad have these identifiers instead of their own."""
    rows = {row.id: row for row in dossier.names_abroad}
    for old, new in identifiers.items():
        if old in rows and new not in rows:
            rows[old] = replace(rows[old], id=new)
    return dossier.with_table(_ABROAD, rows.values()) if identifiers else dossier


def _is_ours(key: str, row: Any, ours: Rows) -> bool:
    own = ours[key].get(row.id)
    return own is not None and name_place(key, own) == name_place(key, row)


def _renamed(key: str, row: Any, wanted: str, taken: set[tuple[str, str]]) -> Any:
    renamed, number = replace(row, name=wanted), 2
    while name_place(key, renamed) in taken:
        renamed, number = replace(row, name=f"{wanted} {number}"), number + 1
    return renamed
