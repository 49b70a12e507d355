"""The names that a language lacks, with an empty cell each to type how they are written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from equipoise.ui.plain import one_line, plain_tooltip, tooltip_text
from equipoise.ui.rooms.field_delegate import ROW_HEIGHT

_NAME, _WRITTEN = range(2)
_BEGIN = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)
"""What begins an edit."""


class MissingNames(QTableWidget):
    """Lists names; `written` carries a name and the text typed beside it, once typing is over.

    The cell below takes the cursor next, so names can be written one after another.
    """

    written = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self._typed: dict[str, str] = {}
        self._heading = QTableWidgetItem("Written")
        self.setHorizontalHeaderItem(_NAME, QTableWidgetItem("Name"))
        self.setHorizontalHeaderItem(_WRITTEN, self._heading)
        self.setAccessibleName("Names not written in this language yet")
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        plain_tooltip(
            self, "Type how a name is written; Enter adds it, locked, and leads to the next one."
        )
        self.itemChanged.connect(self._note)

    def names(self) -> list[str]:
        """The names listed, from top to bottom."""
        return [self._name(row) for row in range(self.rowCount())]

    def show_names(self, names: Sequence[str], language: str, *, editable: bool) -> None:
        """List these names. Rows that stay keep their place, and the cursor its height."""
        self.blockSignals(True)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(_BEGIN if editable else triggers.NoEditTriggers)
        self._heading.setText(f"In {language}")
        staying, place = set(names), self.currentRow()
        for row in reversed(range(self.rowCount())):
            if self._name(row) not in staying:
                self.removeRow(row)
        for row, name in enumerate(names):
            if self._name(row) != name:
                self._put(row, name, language)
        self.setRowCount(len(names))
        if names and place >= 0:
            self.setCurrentCell(min(place, len(names) - 1), _WRITTEN)
        self.blockSignals(False)

    def commit(self) -> None:
        """Hand out everything typed but not yet handed out."""
        typed, self._typed = self._typed, {}
        for name, text in typed.items():
            self.written.emit(name, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins to write the name with the cursor."""
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self._edit_here()
        else:
            super().keyPressEvent(event)

    def _edit_here(self) -> None:
        cell = self.item(self.currentRow(), _WRITTEN)
        if cell is not None and self.editTriggers() == _BEGIN:
            self.setCurrentItem(cell)
            self.editItem(cell)

    def _put(self, row: int, name: str, language: str) -> None:
        self.insertRow(row)
        said = QTableWidgetItem(one_line(name))
        said.setData(Qt.ItemDataRole.UserRole, name)
        said.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        said.setToolTip(tooltip_text(name))
        self.setItem(row, _NAME, said)
        empty = QTableWidgetItem()
        empty.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one_line(name)} in {language}: none")
        self.setItem(row, _WRITTEN, empty)

    def _name(self, row: int) -> str:
        item = self.item(row, _NAME)
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def _note(self, item: QTableWidgetItem) -> None:
        """Hand the text out once the cell's editor is gone: the row may go with it."""
        if item.column() == _WRITTEN and item.text().strip():
            self._typed[self._name(item.row())] = item.text().strip()
            QTimer.singleShot(0, self, self.commit)
