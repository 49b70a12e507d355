"""What goes with a deleted row, and what stands in the way of deleting it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from equipoise.dossier.dossier import ABOUT_JUDGMENTS, REMEMBERING, TABLES, Dossier
from equipoise.dossier.fields import Reference, References, specifications
from equipoise.dossier.validation import InvalidDossier, Problem

RowKey = tuple[str, str]
"""Table key and row identifier."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """Rows to delete with their `parts`, and the `referring` rows that would be left dangling."""

    rows: frozenset[RowKey]
    parts: frozenset[RowKey]
    referring: frozenset[RowKey]


def deletion_of(dossier: Dossier, table: str, row_ids: Iterable[str]) -> Deletion:
    """Follow every reference to the rows: parts go with them, other references stand in the way."""
    rows = frozenset((table, row_id) for row_id in row_ids)
    gone: set[RowKey] = set(rows)
    referring: set[RowKey] = set()
    frontier = set(rows)
    while frontier:
        found_parts: set[RowKey] = set()
        for key, owned, row_id, targets in _references(dossier):
            if (key, row_id) not in gone and targets & frontier:
                (found_parts if owned else referring).add((key, row_id))
        gone |= found_parts
        frontier = found_parts
    return Deletion(rows, frozenset(gone - rows), frozenset(referring - gone))


def _references(dossier: Dossier) -> list[tuple[str, bool, str, frozenset[RowKey]]]:
    found: list[tuple[str, bool, str, frozenset[RowKey]]] = []
    for key, table in TABLES.items():
        for name, spec in specifications(table.row_class).items():
            if isinstance(spec, Reference) and not spec.loose:
                found.extend(
                    (key, spec.owned, row.id, frozenset({(spec.table, getattr(row, name))}))
                    for row in dossier.table(key)
                )
            elif isinstance(spec, References):
                found.extend(
                    (key, False, row.id, frozenset((spec.table, i) for i in getattr(row, name)))
                    for row in dossier.table(key)
                )
    return found


def delete(
    dossier: Dossier, table: str, row_ids: Iterable[str], *, with_referring: bool = False
) -> Dossier:
    """The dossier without the rows and their parts.

    Rows that refer to them are deleted or, where the reference is optional, cleared, if
    `with_referring`; otherwise raises InvalidDossier naming them.
    """
    wanted = list(row_ids)
    plan = deletion_of(dossier, table, wanted)
    if plan.referring and not with_referring:
        problems = tuple(
            Problem(
                TABLES[table].many,
                dossier.name_of(table, row_id),
                "",
                "cannot be deleted while others refer to it: "
                + "; ".join(
                    f"{TABLES[key].many} “{dossier.name_of(key, other)}”"
                    for key, other in sorted(deletion_of(dossier, table, [row_id]).referring)
                ),
            )
            for row_id in wanted
            if deletion_of(dossier, table, [row_id]).referring
        )
        raise InvalidDossier(problems)
    gone = plan.rows | plan.parts
    result = dossier
    for key, row_id in sorted(plan.referring):
        result = _detach(result, key, row_id, gone)
    result = _remembering(result, gone)
    for key in TABLES:
        ids = [row_id for table_key, row_id in gone if table_key == key]
        if ids:
            result = result.without(key, ids)
    return result


def _remembering(dossier: Dossier, gone: frozenset[RowKey]) -> Dossier:
    """Scenarios and reservations keep what they say of rows that go, with the name these had."""
    for key in REMEMBERING:
        for row in dossier.table(key):
            if key in ABOUT_JUDGMENTS:
                about = (row.table, row.row_id)
            elif key == "weights":
                about = ("recommendations", row.recommendation_id)
            else:
                about = ("drivers", row.driver_id)
            if about in gone and (key, row.id) not in gone:
                name = dossier.name_of_part(key, row)
                dossier = dossier.with_row(key, replace(row, remembered=name))
    return dossier


def _detach(dossier: Dossier, key: str, row_id: str, gone: frozenset[RowKey]) -> Dossier:
    """Sources and preconditions lose the name; a cell keeps its term's numbers; others go."""
    row = dossier.find(key, row_id)
    if row is None:
        return dossier
    for name, spec in specifications(type(row)).items():
        if isinstance(spec, References):
            kept = tuple(i for i in getattr(row, name) if (spec.table, i) not in gone)
            row = replace(row, **{name: kept})
        elif isinstance(spec, Reference) and (spec.table, getattr(row, name)) in gone:
            if spec.table == "marks":
                raise InvalidDossier((_still_marked(dossier, key, row_id, getattr(row, name)),))
            if spec.table == "steps":
                row = replace(row, **{name: ""})
                continue
            if spec.table != "terms":
                return delete(dossier, key, [row_id], with_referring=True)
            level, drift = dossier.level_of(row), dossier.drift_of(row)
            row = replace(row, term_id="", level=level, drift=drift)
    return dossier.with_row(key, row)


def _still_marked(dossier: Dossier, key: str, row_id: str, mark_id: str) -> Problem:
    """A row that lost its mark would quietly be less closely held."""
    return Problem(
        TABLES["marks"].many,
        dossier.name_of("marks", mark_id),
        "",
        f"cannot be deleted while “{dossier.name_of(key, row_id)}” carries it; give that another "
        "mark first",
    )
