"""A small table to be read: as tall as its rows, so that the page scrolls and not the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from equipoise.ui.plain import tooltip_text

_LEAST_NAME = 84
_NAME = 200
_WIDEST = "▲ over"


def cell(text: str, tip: str = "", colour: str = "", *, strong: bool = False) -> QTableWidgetItem:
    """A cell that can be selected and read but not edited; text and tooltip are shown as typed."""
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    item.setToolTip(tooltip_text(tip))
    item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, tip)
    if colour:
        item.setForeground(QColor(colour))
    if strong:
        font = item.font()
        font.setBold(True)
        item.setFont(font)
    return item


class PlainTable(QTableWidget):
    """The first column takes the room that is left; Tab leaves the table."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)

    def fill(
        self, heads: Sequence[QTableWidgetItem], rows: Sequence[Sequence[QTableWidgetItem]]
    ) -> None:
        """Show these cells; the current cell stays where it was if there still is one."""
        row, column = self.currentRow(), self.currentColumn()
        self.clear()
        self.setColumnCount(len(heads))
        self.setRowCount(len(rows))
        for place, head in enumerate(heads):
            self.setHorizontalHeaderItem(place, head)
        for y, cells in enumerate(rows):
            for x, item in enumerate(cells):
                self.setItem(y, x, item)
        if rows and row >= 0:
            self.setCurrentCell(min(row, len(rows) - 1), min(max(column, 0), len(heads) - 1))

    def text_at(self, row: int, column: int) -> str:
        """The text of a cell; empty outside the table."""
        item = self.item(row, column)
        return "" if item is None else item.text()


class FittingTable(PlainTable):
    """A table as tall as its rows; columns after the first are equally wide."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def fill(
        self, heads: Sequence[QTableWidgetItem], rows: Sequence[Sequence[QTableWidgetItem]]
    ) -> None:
        """Show these cells in the height that they need."""
        super().fill(heads, rows)
        header = self.horizontalHeader()
        if heads:
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.fit()

    def fit(self) -> None:
        """Take the height that the rows need at the width at hand."""
        bold = QFont(self.font())
        bold.setBold(True)
        least = QFontMetrics(bold).horizontalAdvance(_WIDEST) + 10
        others = max(self.columnCount() - 1, 1)
        width = min(max((self.width() - _NAME) // others, least), 2 * least)
        for place in range(1, self.columnCount()):
            self.setColumnWidth(place, width)
        self.setMinimumWidth(others * least + _LEAST_NAME)
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(y) for y in range(self.rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width: names that wrap need more height."""
        super().resizeEvent(event)
        self.fit()
