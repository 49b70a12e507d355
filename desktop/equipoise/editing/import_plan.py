"""What an import would do, line by line, before anything is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from equipoise.dossier.dossier import Dossier


class LineKind(Enum):
    """What becomes of a line."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row, as text before and after, and the columns that say so."""

    field: str
    label: str
    old: str
    new: str
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong, in plain words; `line` is None for the sheet as a whole.

    `column` counts from 0 and is None where no single cell is at fault.
    """

    line: int | None
    column: int | None
    heading: str
    message: str

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line is not None else ""
        where = ", ".join(part for part in (where, self.heading) if part)
        return f"{where}: {self.message}" if where else self.message


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line of the sheet and what becomes of it; `row_id` is empty where that is not known."""

    line: int
    kind: LineKind
    row_id: str
    row_name: str
    changes: tuple[FieldChange, ...] = ()
    faults: tuple[LineFault, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All lines, all faults, and the dossier with the sheet in it: None while there are faults.

    `unread` are the headings of columns that are about nothing in the table.
    """

    table: str
    lines: tuple[PlannedLine, ...]
    faults: tuple[LineFault, ...]
    unread: tuple[str, ...]
    result: Dossier | None

    def count(self, kind: LineKind) -> int:
        """How many lines are of that kind."""
        return Counter(line.kind for line in self.lines)[kind]
