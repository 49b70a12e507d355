"""What holds between the rows of a damaged file, put right: references, the grid of cells, sums.

Where a row is gone that others name, a stand-in takes its place, so that not everything goes that
hangs on it. A stand-in says in its name that it is one, and every one of them is told of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Reference, References, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    Aspect,
    Cell,
    Driver,
    Mark,
    Pole,
    Recommendation,
    Scenario,
    Source,
    Term,
)
from equipoise.dossier.validation import Problem, problems_of
from equipoise.store.repairing.journal import Told
from equipoise.store.repairing.loss import Lost
from equipoise.store.repairing.rows import WHOLE, Draft

UNKNOWN_LEVEL = Judgment(30, 50, 70, 50)
UNKNOWN_DRIFT = Judgment(-2, 0, 2, 50)
"""What stands for judgments that are lost: about the middle, at the least confidence."""

CLOSELY_HELD = 99
"""The rank of a lost handling mark: what carried it must not become freer."""

_ROUNDS = 60
_SUFFIX = " (lost)"


def linked(draft: Draft, told: Mapping[tuple[str, str], Told]) -> Dossier | None:
    """The draft as a dossier in order; None if it cannot be brought in order."""
    for key, missing in draft.missing.items():
        if key not in _STAND_INS and key != "cells":
            draft.lost.extend(Lost(key, row_id, WHOLE) for row_id in sorted(missing))
    _mend_references(draft, told)
    _fill_grid(draft)
    for key in _STAND_INS:
        there = draft.rows[key].keys()
        draft.lost.extend(Lost(key, row_id, WHOLE) for row_id in sorted(draft.missing[key] - there))
    for row_id in sorted(draft.missing["cells"] - draft.rows["cells"].keys()):
        draft.lost.append(Lost("cells", row_id, WHOLE))
    return _without_problems(draft, told)


def _mend_references(draft: Draft, told: Mapping[tuple[str, str], Told]) -> None:
    """Every reference leads somewhere; until nothing more changes."""
    changed = True
    while changed:
        changed = False
        named = Counter(_dangling(draft))
        for table, row_id in sorted(named):
            known = row_id in draft.missing.get(table, ())
            wanted = known or named[table, row_id] > 1
            if wanted and table in _STAND_INS and "/" not in row_id:
                _stand_in(draft, table, row_id, told)
                changed = True
        for key in TABLES:
            for row in list(draft.rows[key].values()):
                mended = _mended(draft, key, row)
                if mended is None:
                    del draft.rows[key][row.id]
                elif mended is not row:
                    draft.rows[key][row.id] = mended
                changed = changed or mended is not row
    settings = _mended(draft, "settings", draft.settings)
    draft.settings = settings if settings is not None else draft.settings


def _dangling(draft: Draft) -> Iterator[tuple[str, str]]:
    """Table and identifier of every row that is named and not there, each time it is named."""
    rows = [draft.settings, *(row for table in draft.rows.values() for row in table.values())]
    for row in rows:
        for name, spec in specifications(type(row)).items():
            value = getattr(row, name)
            if isinstance(spec, Reference):
                if value and value not in draft.rows[spec.table] and not _remembers(spec, row):
                    yield spec.table, value
            elif isinstance(spec, References):
                for row_id in value:
                    if row_id not in draft.rows[spec.table]:
                        yield spec.table, row_id


def _remembers(spec: Reference, row: Any) -> bool:
    return spec.loose and bool(getattr(row, "remembered", ""))


def _mended(draft: Draft, key: str, row: Any) -> Any | None:
    """The row with its references in order, or None if it cannot stand without a lost one."""
    for name, spec in specifications(type(row)).items():
        value = getattr(row, name)
        if isinstance(spec, References):
            kept = tuple(row_id for row_id in value if row_id in draft.rows[spec.table])
            if kept != value:
                gone = ", ".join(row_id for row_id in value if row_id not in kept)
                draft.lost.append(Lost(key, row.id, f"{spec.label}: without {gone}, now lost"))
                row = replace(row, **{name: kept})
        elif isinstance(spec, Reference) and not _leads(draft, spec, row, value):
            said = f"{spec.label}: {TABLES[spec.table].one} {value!r} is lost"
            if hasattr(row, "remembered") and spec.loose:
                row = replace(row, remembered=value or "lost")
                draft.lost.append(Lost(key, row.id, f"{said}; its identifier is remembered"))
            elif spec.optional:
                row = replace(row, **{name: ""})
                draft.lost.append(Lost(key, row.id, f"{said}; it now names none"))
            else:
                draft.lost.append(Lost(key, row.id, f"{WHOLE}: {said}"))
                return None
    if isinstance(row, Cell) and not row.term_id and (row.level is None or row.drift is None):
        draft.lost.append(
            Lost(
                key,
                row.id,
                "its level and drift; they stand in the middle, at the least confidence",
            )
        )
        row = replace(row, level=row.level or UNKNOWN_LEVEL, drift=row.drift or UNKNOWN_DRIFT)
    return row


def _leads(draft: Draft, spec: Reference, row: Any, value: str) -> bool:
    if value == "":
        return spec.optional
    return value in draft.rows[spec.table] or _remembers(spec, row)


def _stand_in(draft: Draft, table: str, row_id: str, told: Mapping[tuple[str, str], Told]) -> None:
    last = told.get((table, row_id))
    name = (last.name if last else "") or row_id
    taken = {row.name.strip().casefold() for row in draft.rows[table].values()}
    wanted = f"{name}{_SUFFIX}"
    while wanted.strip().casefold() in taken:
        wanted = f"{wanted} {row_id}"
    draft.rows[table][row_id] = _made(table, row_id, wanted)
    draft.lost.append(
        Lost(table, row_id, f"{WHOLE}; “{wanted}” stands in its place, for other rows name it")
    )


_STAND_INS = (
    "poles",
    "terms",
    "aspects",
    "drivers",
    "recommendations",
    "sources",
    "scenarios",
    "marks",
)


def _made(table: str, row_id: str, name: str) -> Any:
    match table:
        case "poles":
            return Pole(row_id, name)
        case "terms":
            return Term(row_id, name, UNKNOWN_LEVEL, UNKNOWN_DRIFT)
        case "aspects":
            return Aspect(row_id, name)
        case "drivers":
            return Driver(row_id, name)
        case "recommendations":
            return Recommendation(row_id, name)
        case "sources":
            return Source(row_id, name)
        case "scenarios":
            return Scenario(row_id, name)
        case _:
            return Mark(row_id, name, CLOSELY_HELD)


def _fill_grid(draft: Draft) -> None:
    for aspect_id in draft.rows["aspects"]:
        for pole_id in draft.rows["poles"]:
            cell = Cell(aspect_id, pole_id, level=UNKNOWN_LEVEL, drift=UNKNOWN_DRIFT)
            if cell.id not in draft.rows["cells"]:
                draft.rows["cells"][cell.id] = cell
                draft.lost.append(
                    Lost("cells", cell.id, f"{WHOLE}; a cell judged in the middle, at the least "
                         "confidence, stands in its place")
                )  # fmt: skip


def _without_problems(draft: Draft, told: Mapping[tuple[str, str], Told]) -> Dossier | None:
    """Drop what is still not in order, the rows that a problem names first."""
    for _ in range(_ROUNDS):
        dossier = Dossier(
            settings=draft.settings,
            **{key: tuple(rows.values()) for key, rows in draft.rows.items()},
        )
        problems = list(problems_of(dossier))
        if not problems:
            return dossier
        eased = [_eased(draft, dossier, problem) for problem in problems]
        if not any(eased):
            return None
        _mend_references(draft, told)
        _fill_grid(draft)
    return None


def _eased(draft: Draft, dossier: Dossier, problem: Problem) -> bool:
    """Whether anything could be done about a problem: a name is changed, else rows are dropped."""
    for key, row in list(_rows_named(dossier, problem)):
        if row.id not in draft.rows[key]:
            continue
        if "name of another row" in problem.message:
            name = f"{row.name} ({row.id})"
            draft.rows[key][row.id] = replace(draft.rows[key][row.id], name=name)
            draft.lost.append(Lost(key, row.id, f"its name: it {problem.message}, now “{name}”"))
            return True
        del draft.rows[key][row.id]
        draft.missing[key].discard(row.id)
        draft.lost.append(Lost(key, row.id, f"{WHOLE}: {problem.field} {problem.message}".rstrip()))
    return bool(problem.row)


def _rows_named(dossier: Dossier, problem: Problem) -> Iterator[tuple[str, Any]]:
    """The rows that a problem is about, by the heading and the name that it gives."""
    key = next((key for key, table in TABLES.items() if table.many == problem.table), "")
    match key, problem.field:
        case "scenarios", "Weights":
            for weight in dossier.weights:
                if dossier.name_of("scenarios", weight.scenario_id) == problem.row:
                    yield "weights", weight
        case "dampings", "Damping":
            for damping in dossier.dampings:
                if dossier.name_of("drivers", damping.driver_id) == problem.row:
                    yield "dampings", damping
        case "cells", "Importance":
            for cell in dossier.cells:
                if dossier.name_of("poles", cell.pole_id) == problem.row:
                    yield "cells", cell
        case "spillovers", "Spillover":
            for spillover in dossier.spillovers:
                if dossier.name_of_row("spillovers", spillover) in problem.row:
                    yield "spillovers", spillover
        case "bands", _:
            for band in dossier.bands:
                yield "bands", band
        case "", _:
            return
        case _:
            found = [
                row for row in dossier.table(key) if dossier.name_of_row(key, row) == problem.row
            ]
            yield from ((key, row) for row in found[-1:])
