"""A table of conflicts: which row, which field, what is in force, and the alternative."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from equipoise.dossier.conflicts import words
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Conflict
from equipoise.ui.plain import one_line, plain_tooltip, tooltip_text

_HEADINGS = (
    ("Where", "The table of the dossier"),
    ("Row", "The row of that table, by its name"),
    ("Field", "The field in dispute, or the whole row"),
    ("In force", "What holds until somebody chooses"),
    ("The other", "What the other copy says"),
    ("Other by", "Who gave the other value, and when"),
)
_SHARES = (0.14, 0.20, 0.12, 0.18, 0.18, 0.18)
_ROW_HEIGHT = 26
_LONGEST = 300
_ID = Qt.ItemDataRole.UserRole


class _LineDelegate(QStyledItemDelegate):
    """Draws no frame around a single cell: a whole line is current."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class ConflictsTable(QTableWidget):
    """A line a conflict; `entered` follows Enter and a double click."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_HEADINGS), parent)
        self.setAccessibleName("Conflicts")
        plain_tooltip(self, "Several can be chosen with Shift and Ctrl. Enter goes to the row.")
        for column, (heading, meaning) in enumerate(_HEADINGS):
            item = QTableWidgetItem(heading)
            item.setToolTip(tooltip_text(meaning))
            self.setHorizontalHeaderItem(column, item)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_LineDelegate(self))
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        self.cellDoubleClicked.connect(lambda *_: self.entered.emit())

    def show_conflicts(self, dossier: Dossier, conflicts: Sequence[Conflict]) -> None:
        """Show these conflicts as they stand in the dossier."""
        self.clearContents()
        self.setRowCount(len(conflicts))
        for row, conflict in enumerate(conflicts):
            said = words(dossier, conflict)
            texts = (said.table, said.row, said.field, said.kept, said.other, said.other_signed)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(one_line(text[:_LONGEST]))
                item.setToolTip(tooltip_text(text))
                item.setData(_ID, conflict.id)
                self.setItem(row, column, item)

    def chosen_ids(self) -> list[str]:
        """The conflicts of the selected lines, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.id_at(row) for row in rows]

    def id_at(self, row: int) -> str:
        """The conflict of a line; empty outside the table."""
        item = self.item(row, 0)
        return "" if item is None else str(item.data(_ID))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, share in enumerate(_SHARES[:-1]):
            self.setColumnWidth(column, int(width * share))
