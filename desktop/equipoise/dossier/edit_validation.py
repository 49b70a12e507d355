"""Whether an edit leaves a dossier in order, without looking again at what it left alone."""

from __future__ import annotations

from collections import Counter

from equipoise.dossier.difference import SETTINGS, Difference, difference
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import specifications
from equipoise.dossier.validation import across_rows, name_place, row_problems, validated


def validated_edit(known: Dossier, dossier: Dossier) -> Dossier:
    """The same dossier, where `known` is in order. Raises InvalidDossier naming every fault.

    Only rows that differ from those of `known` are looked at by themselves.
    """
    touched = [key for key in TABLES if dossier.table(key) is not known.table(key)]
    if all(_apart_by_id(dossier, key) for key in touched) and _in_order(
        dossier, difference(known, dossier)
    ):
        return dossier
    return validated(dossier)


def _in_order(dossier: Dossier, found: Difference) -> bool:
    """Whether an edit of a dossier in order surely leaves it so."""
    if any(change.new is None for change in found.changes):
        return False  # something may have named the row that is gone
    for change in found.changes:
        table = "" if change.table == SETTINGS else TABLES[change.table].many
        if any(row_problems(dossier, table, "", change.new)):
            return False
    return all(
        _apart_by_name(dossier, key, found) for key in found.tables - {SETTINGS}
    ) and not any(across_rows(dossier, found.tables))


def _apart_by_id(dossier: Dossier, key: str) -> bool:
    rows = dossier.table(key)
    return len({row.id for row in rows}) == len(rows)


def _apart_by_name(dossier: Dossier, key: str, found: Difference) -> bool:
    if "name" not in specifications(TABLES[key].row_class):
        return True
    changed = {
        name_place(key, change.new)
        for change in found.changes
        if change.table == key
        and (change.old is None or name_place(key, change.old) != name_place(key, change.new))
    }
    if not changed:
        return True
    names = {name for _, name in changed}
    alike = (row for row in dossier.table(key) if row.name.strip().casefold() in names)
    counts = Counter(name_place(key, row) for row in alike)
    return all(counts[place] == 1 for place in changed)
