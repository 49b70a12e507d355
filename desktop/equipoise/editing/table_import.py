"""A sheet taken into a table of the dossier: all of it or nothing, planned before it is done.

A line is about the row with its identifier, where there is a column for it and the line has one;
else about the row of its name (a step: of that name in its recommendation; a name abroad: in its
language); link rows are known by what they join. A line that is about no row makes a new one. Rows
that no line is about stay as they are: nothing is ever deleted, and columns that are not there
change nothing.

A number that agrees with the present one to 15 significant digits (of a judgment, all its numbers)
says nothing new, and the present one stays: a workbook is written in 16 digits and Excel itself
keeps 15, so that a table which went there and back would otherwise seem changed where nobody
touched it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Field, Judged, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.missing_cells import with_missing_cells
from equipoise.dossier.validation import (
    NAME_SCOPES,
    InvalidDossier,
    Problem,
    problems_of,
    storage_problem,
)
from equipoise.editing import briefing_edits, edits
from equipoise.editing.import_plan import (
    FieldChange,
    ImportPlan,
    LineFault,
    LineKind,
    PlannedLine,
)
from equipoise.editing.row_names import RowNames
from equipoise.editing.table_cells import ABSENT, CellReader, cell_text
from equipoise.editing.table_columns import (
    IDENTITY,
    PARTS,
    Target,
    has_identifier,
    link_fields,
    readable_columns,
    required_fields,
)
from equipoise.store.sheets.sheet import Sheet, Value

BY_IDENTIFIER = "identifier"
BY_NAME = "name"

_NAME = Target("name")
_PLACEHOLDER = Judgment(0, 0, 0)
_MOST_FAULTS = 500
_SAME = 5e-15  # half a unit in the 15th digit, of numbers that begin with 1


@dataclass
class _Line:
    """A line while it is worked out: its cells by column meant, and what is found about its row."""

    number: int
    cells: dict[Target, Value]
    columns: dict[Target, int]
    row_id: str = ""
    old: Any | None = None
    new: Any = None
    name: str = ""
    changes: list[FieldChange] = field(default_factory=list)
    faults: list[LineFault] = field(default_factory=list)

    def fault(self, target: Target | None, heading: str, message: str) -> None:
        column = None if target is None else self.columns.get(target)
        self.faults.append(LineFault(self.number, column, heading, message))

    def planned(self) -> PlannedLine:
        if self.faults:
            kind = LineKind.FAULTY
        elif self.old is None:
            kind = LineKind.NEW
        else:
            kind = LineKind.CHANGED if self.changes else LineKind.SAME
        return PlannedLine(
            self.number, kind, self.row_id, self.name, tuple(self.changes), tuple(self.faults)
        )


def plan_import(
    dossier: Dossier,
    table: str,
    sheet: Sheet,
    matching: Sequence[Target | None],
    *,
    key: str = BY_IDENTIFIER,
) -> ImportPlan:
    """What taking the sheet into the table would do.

    `matching` says for each column what it is about, None for nothing; `key` BY_NAME looks at names
    even where there is a column of identifiers, as for a sheet from another dossier.
    """
    whole = _faults_of_matching(table, sheet, matching, key)
    lines = [
        _line(number, row, matching) for number, row in zip(sheet.lines, sheet.rows, strict=True)
    ]
    result: Dossier | None = None
    if not whole:
        work = _Work(dossier, table, key)
        work.identify(lines)
        work.read(lines)
        if not any(line.faults for line in lines):
            result = work.result(lines)
            whole = _across(result, table, lines)
    faults = (*whole, *(fault for line in lines for fault in line.faults))
    unread = tuple(
        heading
        for heading, target in zip(sheet.headings, matching, strict=True)
        if target is None and heading
    )
    planned = tuple(line.planned() for line in lines)
    return ImportPlan(table, planned, faults, unread, None if faults else result)


def imported(
    dossier: Dossier,
    table: str,
    sheet: Sheet,
    matching: Sequence[Target | None],
    *,
    key: str = BY_IDENTIFIER,
) -> Dossier:
    """The dossier with the sheet in it. Raises InvalidDossier naming faults by line and column."""
    plan = plan_import(dossier, table, sheet, matching, key=key)
    if plan.result is None:
        heading = TABLES[table].many
        raise InvalidDossier(
            tuple(Problem(heading, "", "", str(fault)) for fault in plan.faults[:_MOST_FAULTS])
        )
    return plan.result


def _faults_of_matching(
    table: str, sheet: Sheet, matching: Sequence[Target | None], key: str
) -> list[LineFault]:
    """Why the columns as matched cannot be taken in: two about one thing, or none to go by."""
    labels = readable_columns(table)
    faults: list[LineFault] = []
    seen: dict[Target, int] = {}
    for column, target in enumerate(matching):
        if target is None:
            continue
        first = seen.setdefault(target, column)
        if first != column:
            message = f"“{sheet.headings[first]}” is about the same; choose one of the two"
            faults.append(LineFault(None, column, sheet.headings[column], message))
        elif target.part and Target(target.field) in matching:
            message = "the whole judgment has a column too; choose one way of the two"
            faults.append(LineFault(None, column, sheet.headings[column], message))
    if has_identifier(table):
        by_identifier = IDENTITY in seen and key == BY_IDENTIFIER
        if not by_identifier and _NAME not in seen:
            message = "there is no column with the name of each row, nor one with its identifier"
            faults.append(LineFault(None, None, "", message))
    else:
        missing = [labels[Target(name)] for name in link_fields(table) if Target(name) not in seen]
        if missing:
            message = f"there is no column for {' and '.join(missing)}, by which rows are known"
            faults.append(LineFault(None, None, "", message))
    return faults


def _line(number: int, row: Sequence[Value], matching: Sequence[Target | None]) -> _Line:
    cells: dict[Target, Value] = {}
    columns: dict[Target, int] = {}
    for column, (cell, target) in enumerate(zip(row, matching, strict=True)):
        if target is not None:
            cells[target] = cell
            columns[target] = column
    return _Line(number, cells, columns)


class _Work:
    """Two rounds over the lines: which row each is about, then what it says of it."""

    def __init__(self, dossier: Dossier, table: str, key: str) -> None:
        self._dossier = dossier
        self._table = table
        self._by_identifier = key == BY_IDENTIFIER
        self._row_class = TABLES[table].row_class
        self._specs: Mapping[str, Field] = specifications(self._row_class)
        self._labels = readable_columns(table)
        self._reader = CellReader(dossier, RowNames(dossier))
        self._by_name: dict[str, list[Any]] = {}
        for row in dossier.table(table) if "name" in self._specs else ():
            self._by_name.setdefault(row.name.strip().casefold(), []).append(row)

    # -- first round -------------------------------------------------------------------------

    def identify(self, lines: Sequence[_Line]) -> None:
        """Find the row of each line, or give it an identifier as a new one."""
        first: dict[str, int] = {}
        renamed: dict[str, str] = {}
        for line in lines:
            try:
                line.row_id = self._row_id(line)
            except ValueError as error:
                line.fault(None, "", str(error))
                continue
            line.old = self._dossier.find(self._table, line.row_id)
            said = first.setdefault(line.row_id, line.number)
            if said != line.number:
                line.fault(None, "", f"is about the same row as line {said}")
            if "name" in self._specs:
                name = cell_text(line.cells.get(_NAME))
                line.name = name or (line.old.name if line.old is not None else "")
                renamed[line.row_id] = line.name
        self._reader = CellReader(self._dossier, RowNames(self._dossier, self._table, renamed))

    def _row_id(self, line: _Line) -> str:
        if not has_identifier(self._table):
            return self._joined(line)
        if self._by_identifier:
            written = cell_text(line.cells.get(IDENTITY))
            if self._dossier.find(self._table, written) is not None:
                return written
            if written.strip():
                return self._checked_identifier(written.strip())
        found = self._named(line)
        return edits.new_identifier() if found is None else str(found.id)

    def _checked_identifier(self, written: str) -> str:
        if "/" in written or storage_problem(written):
            raise ValueError(f"“{written}” can be no identifier: it must be text without “/”")
        return written

    def _named(self, line: _Line) -> Any | None:
        name = cell_text(line.cells.get(_NAME)).strip()
        if not name:
            raise ValueError("has neither a name nor an identifier")
        found = self._by_name.get(name.casefold(), [])
        scope = Target(NAME_SCOPES.get(self._table, ""))
        if scope in line.cells:
            owner = self._value_of(line, scope)
            found = [row for row in found if getattr(row, scope.field) == owner]
        if len(found) > 1:
            raise ValueError(
                f"“{name}” is the name of {len(found)} rows; add a column that tells them apart"
            )
        return found[0] if found else None

    def _joined(self, line: _Line) -> str:
        values = {name: self._value_of(line, Target(name)) for name in link_fields(self._table)}
        line.new = self._row_class(**values, **self._placeholders())
        line.name = self._dossier.name_of_row(self._table, line.new)
        return str(line.new.id)

    def _placeholders(self) -> dict[str, Any]:
        joins = link_fields(self._table)
        return {name: _PLACEHOLDER for name in required_fields(self._table) if name not in joins}

    def _value_of(self, line: _Line, target: Target) -> Any:
        """A value that tells which row is meant; it must be there."""
        try:
            value = self._reader.value(self._specs[target.field], line.cells[target], new=False)
        except ValueError as error:
            raise ValueError(f"{self._labels[target]}: {error}") from error
        return value

    # -- second round ------------------------------------------------------------------------

    def read(self, lines: Sequence[_Line]) -> None:
        """Work out what each line says of its row."""
        for line in lines:
            if not line.faults:
                self._read_line(line)

    def _read_line(self, line: _Line) -> None:
        values: dict[str, Any] = {}
        failed: set[str] = set()
        for name, spec in self._specs.items():
            targets = [t for t in self._labels if t.field == name and t in line.cells]
            if not targets:
                continue
            try:
                value = self._field(line, name, spec, targets)
            except ValueError as error:
                failed.add(name)
                at = _at_fault(targets, str(error))
                line.fault(at, self._labels[at], str(error).removeprefix(f"{at.part}: "))
                continue
            if value is not ABSENT:
                if line.old is not None:
                    value = _present_if_same(getattr(line.old, name), value)
                values[name] = value
                self._note(line, name, spec, value, targets)
        for name in required_fields(self._table):
            if line.old is None and name not in values and name not in failed:
                line.fault(None, self._specs[name].label, "is needed for a new row")
        if line.faults:
            return
        if line.old is not None:
            line.new = replace(line.old, **values) if line.changes else line.old
        elif has_identifier(self._table):
            line.new = self._row_class(id=line.row_id, **values)
        else:
            line.new = self._row_class(**values)
        self._refuse_locked(line)

    def _field(self, line: _Line, name: str, spec: Field, targets: Sequence[Target]) -> Any:
        new = line.old is None
        if targets[0].part and isinstance(spec, Judged):
            cells = {target.part: line.cells[target] for target in targets}
            old = None if line.old is None else getattr(line.old, name)
            return self._reader.judgment(spec, cells, old, new=new)
        return self._reader.value(spec, line.cells[targets[0]], new=new)

    def _note(
        self, line: _Line, name: str, spec: Field, value: Any, targets: Sequence[Target]
    ) -> None:
        old = None if line.old is None else getattr(line.old, name)
        if line.old is not None and old == value:
            return
        columns = tuple(line.columns[target] for target in targets)
        before = "" if line.old is None else self._reader.shown(spec, old)
        after = self._reader.shown(spec, value)
        line.changes.append(FieldChange(name, spec.label, before, after, columns))

    def _refuse_locked(self, line: _Line) -> None:
        """A locked scenario or name abroad cannot be changed by mistake, nor by a sheet."""
        if line.old is not None and not line.changes:
            return
        scenario_id = getattr(line.new, "scenario_id", "")
        if self._table == "scenarios" and line.old is not None and line.new.locked:
            scenario_id = line.row_id
        try:
            edits.refuse_locked(self._dossier, scenario_id)
            if self._table == "names_abroad" and line.new.locked:
                briefing_edits.refuse_locked_name(self._dossier, line.row_id)
        except ValueError as error:
            line.fault(None, "", str(error))

    # -- the whole ---------------------------------------------------------------------------

    def result(self, lines: Sequence[_Line]) -> Dossier:
        """The dossier with all lines in it; new rows go to the end, in the order of the sheet."""
        said: dict[str, Any] = {line.row_id: line.new for line in lines}
        kept = [said.pop(row.id, row) for row in self._dossier.table(self._table)]
        result = self._dossier.with_table(self._table, (*kept, *said.values()))
        return with_missing_cells(result)


def _across(result: Dossier, table: str, lines: Sequence[_Line]) -> list[LineFault]:
    """What is wrong with the dossier as a whole; put to the line whose row is named, if one is."""
    by_name = {result.name_of_row(table, line.new): line for line in lines}
    found: list[LineFault] = []
    for number, problem in enumerate(problems_of(result)):
        if number >= _MOST_FAULTS:
            break
        line = by_name.get(problem.row) if problem.table == TABLES[table].many else None
        if line is None:
            found.append(LineFault(None, None, "", str(problem)))
            continue
        target = next((t for t in line.cells if _is_about(table, t, problem.field)), None)
        line.fault(target, problem.field, problem.message)
    return found


def _present_if_same(present: Any, read: Any) -> Any:
    """The present value where what was read agrees with it to 15 significant digits throughout."""
    match present, read:
        case Judgment(), Judgment():
            pairs = [(getattr(present, part), getattr(read, part)) for part in PARTS]
        case ((int() | float()), (int() | float())):
            pairs = [(present, read)]
        case _:
            return read
    return present if all(math.isclose(*pair, rel_tol=_SAME) for pair in pairs) else read


def _at_fault(targets: Sequence[Target], message: str) -> Target:
    """The column that a message is about: that of the part with which it begins."""
    return next((t for t in targets if t.part and message.startswith(t.part)), targets[0])


def _is_about(table: str, target: Target, label: str) -> bool:
    spec = specifications(TABLES[table].row_class).get(target.field)
    return spec is not None and spec.label == label
