"""Rows of a table as tab-separated text, as spreadsheets write and read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.field_text import text_of, value_of
from equipoise.dossier.fields import Reference, References, Text
from equipoise.dossier.validation import Problem
from equipoise.editing import edits
from equipoise.store.sheets.formulas import neutralised, restored
from equipoise.ui.rooms.field_access import FieldAccess
from equipoise.ui.rooms.row_table_model import RowTableModel


def copied(model: RowTableModel, rows: Iterable[int]) -> str:
    """The rows with all their columns, one line a row, without a heading.

    Text that a spreadsheet would run as a formula is neutralised; a paste here takes that back.
    """
    out = io.StringIO()
    writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
    for row in sorted(rows):
        writer.writerow(_cell_text(model, row, column) for column in range(len(model.columns)))
    return out.getvalue()


def _cell_text(model: RowTableModel, row: int, column: int) -> str:
    text = model.text(row, column)
    free = isinstance(model.columns[column].spec, Text | Reference | References)
    return neutralised(text) if free else text


def lines_of(text: str) -> list[list[str]]:
    """The cells of a tab-separated text; quoted cells may hold tabs and line breaks."""
    try:
        read = csv.reader(io.StringIO(text, newline=""), dialect="excel-tab", strict=True)
        lines = list(read)
    except csv.Error:
        lines = [line.split("\t") for line in text.splitlines()]
    return [line for line in lines if line]


class Paste:
    """A block of cells laid over a table from one of its fields.

    Calling it with a dossier gives the dossier with all of it, or raises ValueError naming table,
    row and field. Columns that cannot be typed are passed over; lines below the last row become
    new rows where the table can have them.
    """

    def __init__(
        self, model: RowTableModel, text: str, row: int, column: int, *, can_add: bool
    ) -> None:
        self._table = model.table
        self._values = dict(model.new_row_values)
        self._lines = lines_of(text)
        width = max((len(line) for line in self._lines), default=0)
        start = 0 if width >= len(model.columns) else max(column, 0)
        self._fields = model.columns[start : start + width]
        self._targets: Sequence[str] = model.row_ids[max(row, 0) :]
        self._can_add = can_add
        self._spare = width - len(self._fields)

    @property
    def lines(self) -> int:
        """How many rows the paste fills."""
        return len(self._lines)

    def __call__(self, dossier: Dossier) -> Dossier:
        """The dossier with the block in it."""
        heading = TABLES[self._table].many
        if not self._lines:
            raise ValueError("There is no text on the clipboard to paste.")
        if self._spare > 0:
            raise ValueError(
                f"{heading}: the paste is {self._spare} columns wider than the table from here. "
                "Choose a field further left."
            )
        if not any(access.editable for access in self._fields):
            raise ValueError(f"{heading}: these columns are worked out and cannot be pasted into.")
        if len(self._lines) > len(self._targets) and not self._can_add:
            raise ValueError(
                f"{heading}: the paste has {len(self._lines)} rows, but only "
                f"{len(self._targets)} are left from here."
            )
        for number, line in enumerate(self._lines):
            if number < len(self._targets):
                row_id = self._targets[number]
            else:
                row_id = edits.new_identifier()
                dossier = edits.add_row(dossier, self._table, None, self._values, row_id)
            dossier = self._filled(dossier, row_id, number + 1, line)
        return dossier

    def _filled(self, dossier: Dossier, row_id: str, number: int, line: list[str]) -> Dossier:
        for access, cell in zip(self._fields, line, strict=False):
            text = restored(cell)
            row = dossier.get(self._table, row_id)
            shown = text_of(dossier, access.spec, access.read(dossier, row))
            if access.write is None or text == shown:
                continue
            try:
                value = value_of(dossier, access.spec, text)
            except ValueError as problem:
                raise self._refused(dossier, row_id, number, access, problem) from problem
            dossier = access.write(dossier, row_id, value)
        return dossier

    def _refused(
        self, dossier: Dossier, row_id: str, number: int, access: FieldAccess, problem: ValueError
    ) -> ValueError:
        row = f"{dossier.name_of(self._table, row_id)} (line {number} of the paste)"
        fault = Problem(TABLES[self._table].many, row, access.label, str(problem))
        return ValueError(f"{fault}. Nothing was pasted.")
