"""The lines of a sheet as a table to look at, with what becomes of each and where faults are."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from equipoise.editing.import_plan import ImportPlan, LineKind, PlannedLine
from equipoise.editing.table_cells import cell_text
from equipoise.store.sheets.sheet import Sheet
from equipoise.ui.plain import one_line, tooltip_text
from equipoise.ui.theme import LIGHT, Theme

_ABOVE = QModelIndex()
_WORDS = {
    LineKind.NEW: "New",
    LineKind.CHANGED: "Changed",
    LineKind.SAME: "As it is",
    LineKind.FAULTY: "⚠ Fault",
}
_LONGEST = 200  # characters of a cell that are drawn; the tooltip has more
_LONGEST_TIP = 2_000
_TINT = 40

Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """The first column says what becomes of the line, the others are the sheet's own."""

    def __init__(self, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._sheet = sheet
        self._lines: tuple[PlannedLine, ...] = ()
        self._faults: dict[tuple[int, int], str] = {}
        self._changes: dict[tuple[int, int], str] = {}
        self._unread: frozenset[int] = frozenset()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another sheet, of which nothing is known yet."""
        self.beginResetModel()
        self._sheet = sheet
        self._lines = ()
        self._faults, self._changes, self._unread = {}, {}, frozenset()
        self.endResetModel()

    def show_plan(self, plan: ImportPlan, unread: frozenset[int]) -> None:
        """Mark what becomes of the lines; `unread` are the columns that change nothing."""
        self._lines = plan.lines
        self._unread = unread
        self._faults, self._changes = {}, {}
        for row, line in enumerate(plan.lines):
            for fault in line.faults:
                place = row, 0 if fault.column is None else fault.column + 1
                told = self._faults.get(place)
                text = fault.message if place[1] or not fault.heading else str(fault)
                self._faults[place] = f"{told}\n{text}" if told else text
            for change in line.changes:
                for column in change.columns:
                    self._changes[row, column + 1] = _change(line, change.old, change.new)
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        if last.isValid():
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def row_of(self, line: int) -> int:
        """The row that shows a line of the file; -1 if none does."""
        return self._sheet.lines.index(line) if line in self._sheet.lines else -1

    def rowCount(self, parent: Index = _ABOVE) -> int:
        """Lines of the sheet."""
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index = _ABOVE) -> int:
        """Columns of the sheet and the one that says what becomes of the line."""
        return 0 if parent.isValid() else len(self._sheet.headings) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tooltip, colour and weight of a cell."""
        place = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(*place)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_text(self._tip(*place)[:_LONGEST_TIP])
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._tip(*place)[:_LONGEST_TIP]
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(*place)
            case Qt.ItemDataRole.BackgroundRole if place in self._faults:
                ground = QColor(self.theme.danger)
                ground.setAlpha(_TINT)
                return ground
            case Qt.ItemDataRole.FontRole if place in self._changes or place in self._faults:
                font = QFont()
                font.setBold(True)
                return font
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings of the sheet above, line numbers of the file beside."""
        if orientation == Qt.Orientation.Vertical:
            return str(self._sheet.lines[section]) if role == Qt.ItemDataRole.DisplayRole else None
        heading = "What happens" if section == 0 else self._sheet.headings[section - 1]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one_line(heading)[:_LONGEST]
            case Qt.ItemDataRole.ForegroundRole if section - 1 in self._unread:
                return QColor(self.theme.muted)
            case Qt.ItemDataRole.ToolTipRole:
                unread = "\nThis column is not read." if section - 1 in self._unread else ""
                return tooltip_text(heading[:_LONGEST_TIP] + unread)
            case _:
                return None

    def _text(self, row: int, column: int) -> str:
        if column == 0:
            return _WORDS[self._lines[row].kind] if row < len(self._lines) else ""
        text = one_line(cell_text(self._sheet.rows[row][column - 1])[:_LONGEST])
        return f"⚠ {text}" if (row, column) in self._faults else text

    def _tip(self, row: int, column: int) -> str:
        place = row, column
        if place in self._faults:
            return self._faults[place]
        if place in self._changes:
            return self._changes[place]
        if column == 0:
            return self._lines[row].row_name if row < len(self._lines) else ""
        return cell_text(self._sheet.rows[row][column - 1])

    def _colour(self, row: int, column: int) -> QColor | None:
        if (row, column) in self._faults:
            return QColor(self.theme.danger)
        if column == 0 and row < len(self._lines):
            kind = self._lines[row].kind
            names = {LineKind.NEW: self.theme.good, LineKind.CHANGED: self.theme.accent}
            faulty = self.theme.danger if kind is LineKind.FAULTY else self.theme.muted
            return QColor(names.get(kind, faulty))
        return QColor(self.theme.muted) if column - 1 in self._unread else None


def _change(line: PlannedLine, old: str, new: str) -> str:
    if line.kind is LineKind.NEW or not old:
        return f"new: {new}"
    return f"was: {old}\nbecomes: {new or '(empty)'}"
