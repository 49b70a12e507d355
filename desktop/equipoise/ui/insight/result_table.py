"""A table of results: looked at, copied, never edited."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from equipoise.ui.plain import one_line, tooltip_text

_ROW = 25


class ResultTable(QTableWidget):
    """Rows of text, the first column left, the others right; `opened` carries a row's number.

    Enter and a double click open a row, Ctrl+C copies all rows as tab-separated text.
    """

    opened = Signal(int)

    def __init__(self, name: str, headings: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(headings), parent)
        self._headings = tuple(headings)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setMinimumHeight(4 * _ROW)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        align = Qt.ItemDataRole.TextAlignmentRole
        for column in range(len(headings)):
            self.model().setHeaderData(column, Qt.Orientation.Horizontal, _side(column), align)
        self.cellDoubleClicked.connect(lambda row, _column: self.opened.emit(row))

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows, each with one text a column."""
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(one_line(text))
                item.setTextAlignment(_side(column))
                item.setToolTip(tooltip_text(text))
                self.setItem(place, column, item)
        if rows:
            self.setCurrentCell(0, 0)

    def texts(self) -> list[list[str]]:
        """What is shown, row by row."""
        return [
            [str(self.model().index(row, column).data()) for column in range(self.columnCount())]
            for row in range(self.rowCount())
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, Ctrl+C copies all rows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.opened.emit(self.currentRow())
        elif event.matches(QKeySequence.StandardKey.Copy):
            lines = [self._headings, *self.texts()]
            QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        else:
            super().keyPressEvent(event)


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
