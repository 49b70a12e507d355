"""A sheet: a named table of plain values under one row of headings, and how large one may be.

The limits are far above any table of a dossier (the largest shipped one has some 150 rows) and far
below what would stop the window: a file beyond them is refused before it is read to its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from equipoise.dossier.validation import storage_problem

Value = str | int | float | bool | date | None
"""What a cell may hold; None is an empty cell."""

MOST_LINES = 20_000
"""Lines of a sheet below its headings: more than a person could look through before agreeing."""

MOST_COLUMNS = 500
"""Columns of a sheet: ten times what the widest table of a dossier needs."""

MOST_CELLS = 1_000_000
"""Cells of a file: what can be read and compared within seconds."""

LONGEST_TEXT = 1_000_000
"""Characters of a cell: a thick book. Spreadsheets themselves hold 32,767 in a cell."""

MOST_CHARACTERS = 20_000_000
"""Characters of all cells together: texts that cells share count each time."""

_LETTERS = 26


class SheetFault(ValueError):
    """What is wrong with a table, in plain words; `advice` says what to do about it."""

    def __init__(self, fault: str, advice: str = "") -> None:
        self.fault = fault
        self.advice = advice or "Mend it in the spreadsheet program and try again"
        super().__init__(f"{fault}. {self.advice}.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its headings, and its rows, each as long as the headings.

    `lines` says where each row stands in its file (a line of text, a row of a spreadsheet); for a
    table that was made here, as if the headings stood in line 1.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    lines: tuple[int, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if not self.lines:
            object.__setattr__(self, "lines", tuple(range(2, len(self.rows) + 2)))


def column_name(column: int) -> str:
    """The letters that spreadsheets give a column, counted from 0: A, B … Z, AA and so on."""
    letters, number = "", column + 1
    while number:
        number, place = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + place) + letters
    return letters


def sheet_of_records(name: str, records: Iterable[tuple[int, Sequence[Value]]]) -> Sheet:
    """The sheet in numbered lines of cells; the first line with anything in it has the headings.

    Empty lines are passed over. Raises SheetFault for a table without headings, for a cell beyond
    the headings (most often a separator inside a text that is not quoted, which would shift all
    that follows), for text that cannot be stored, and beyond the limits.
    """
    headings: tuple[str, ...] = ()
    rows: list[tuple[Value, ...]] = []
    lines: list[int] = []
    characters = 0
    for line, record in records:
        cells = _trimmed(record)
        characters += sum(len(cell) for cell in cells if isinstance(cell, str))
        if characters > MOST_CHARACTERS:
            raise SheetFault(
                f"its texts together have more than {MOST_CHARACTERS:,} characters",
                "Split it into several",
            )
        _refuse_unfit(line, cells)
        if not cells:
            continue
        if not headings:
            headings = tuple(_heading(cell) for cell in cells)
            continue
        if len(cells) > len(headings):
            raise SheetFault(
                f"line {line} has something in column {column_name(len(cells) - 1)}, but the "
                f"headings end with column {column_name(len(headings) - 1)}"
            )
        if len(rows) >= MOST_LINES or (len(rows) + 1) * len(headings) > MOST_CELLS:
            raise SheetFault(
                f"the table is larger than {MOST_LINES:,} lines or {MOST_CELLS:,} cells",
                "Split it into several",
            )
        rows.append((*cells, *(None,) * (len(headings) - len(cells))))
        lines.append(line)
    if not headings:
        raise SheetFault("there is no table in it", "Write headings in the first line")
    return Sheet(name, headings, tuple(rows), tuple(lines))


def _trimmed(record: Sequence[Value]) -> Sequence[Value]:
    """The cells up to the last that holds anything."""
    end = len(record)
    while end and record[end - 1] in (None, ""):
        end -= 1
    return record[:end]


def _refuse_unfit(line: int, cells: Sequence[Value]) -> None:
    if len(cells) > MOST_COLUMNS:
        raise SheetFault(f"line {line} has {len(cells):,} columns, more than {MOST_COLUMNS}")
    for column, cell in enumerate(cells):
        if not isinstance(cell, str):
            continue
        where = f"line {line}, column {column_name(column)}"
        if len(cell) > LONGEST_TEXT:
            raise SheetFault(f"{where} has a text of more than {LONGEST_TEXT:,} characters")
        if fault := storage_problem(cell):
            raise SheetFault(f"{where} {fault}")


def _heading(cell: Value) -> str:
    return "" if cell is None else " ".join(str(cell).split())
