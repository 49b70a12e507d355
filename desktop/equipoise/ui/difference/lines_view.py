"""The view of the lines of a difference: read, sorted, copied, and a way to each row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from equipoise.ui.difference.lines_model import AFTER, BEFORE, FIELD, ROW, WHERE, LinesModel
from equipoise.ui.plain import plain_tooltip

_ROW_HEIGHT = 26
_ROOM = 8
_MOST_LINES_OF_TEXT = 8
_MOST_WRAPPED = 200
"""Rows that are made as high as their texts need; a longer table keeps to one line each."""

_SHARES = {WHERE: 0.17, ROW: 0.24, FIELD: 0.13, BEFORE: 0.23, AFTER: 0.23}


class _Roomy(QStyledItemDelegate):
    """Leaves room above and below texts of several lines."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return super().sizeHint(option, index) + QSize(0, _ROOM)


class LinesView(QTableView):
    """Shows a `LinesModel`. `go_to` carries table and identifier of the row activated.

    Enter and a double click go to a row; Ctrl+C copies the selected lines, tab-separated.
    """

    go_to = Signal(str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Roomy(self))
        self.setAccessibleName(name)
        plain_tooltip(
            self, "Enter or a double click shows the row in its room; Ctrl+C copies what is chosen."
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(48)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        header.sectionResized.connect(self._resized)
        self.verticalHeader().setMaximumSectionSize(
            _MOST_LINES_OF_TEXT * self.fontMetrics().lineSpacing() + _ROW_HEIGHT // 2
        )
        self.lines.modelReset.connect(self._fit_rows)
        self.lines.layoutChanged.connect(self._fit_rows)
        self._sharing = False
        self._widths_are_users = False
        self.doubleClicked.connect(self._go)

    def _go(self, index: QModelIndex) -> None:
        line = self.lines.line(index.row())
        if line is not None and line.row_id:
            self.go_to.emit(line.table, line.row_id)

    def copy(self) -> None:
        """Put the selected lines on the clipboard, a line each, tab-separated."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        texts = [
            "\t".join(
                str(self.lines.index(row, column).data())
                for column in range(self.lines.columnCount())
            )
            for row in rows
        ]
        if texts:
            QGuiApplication.clipboard().setText("\n".join(texts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the row, Ctrl+C copies; the rest is navigation."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._go(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns until the user gives them widths."""
        super().resizeEvent(event)
        if not self._widths_are_users:
            self._sharing = True
            for column, share in _SHARES.items():
                if column != AFTER:
                    self.setColumnWidth(column, round(share * self.viewport().width()))
            self._sharing = False
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Give rows the height that their texts need, where there are few."""
        if self.lines.rowCount() <= _MOST_WRAPPED:
            self.resizeRowsToContents()

    def _resized(self, column: int, _old: int, _new: int) -> None:
        if not self._sharing and column != AFTER:
            self._widths_are_users = True
            self._fit_rows()
