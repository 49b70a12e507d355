"""The lines of a difference as a table model: where, which row, which field, before, after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from equipoise.dossier.difference_words import Line
from equipoise.ui.plain import one_line, tooltip_text

WHERE, ROW, FIELD, BEFORE, AFTER = range(5)
_HEADINGS = (
    ("Where", "The table of the dossier"),
    ("Row", "The row of that table, by its name"),
    ("Field", "The field that differs, or the whole row"),
    ("Before", "The value before; empty where there was none"),
    ("After", "The value after; empty where there is none"),
)
_DISPLAY = Qt.ItemDataRole.DisplayRole
_ROOT = QModelIndex()
_LONGEST_TIP = 2000


class LinesModel(QAbstractTableModel):
    """Lines in the order given, or sorted by a column; nothing can be edited."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._order: list[int] = []
        self._sorted_by: tuple[int, bool] | None = None
        self._sides = ("Before", "After")

    def name_sides(self, before: str, after: str) -> None:
        """Give the two columns of values other headings."""
        self._sides = (before, after)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, BEFORE, AFTER)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self._arrange()
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line shown in that row; None outside the table."""
        return self._lines[self._order[row]] if 0 <= row < len(self._order) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Number of lines."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Where, row, field, before, after."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object | None:
        """Labels, and tooltips that say what a column means."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_HEADINGS):
            return None
        label, meaning = _HEADINGS[section]
        if role == _DISPLAY:
            return self._sides[section - BEFORE] if section >= BEFORE else label
        return tooltip_text(meaning) if role == Qt.ItemDataRole.ToolTipRole else None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY
    ) -> object | None:
        """The text of a cell; the whole of it as its tooltip."""
        if not index.isValid():
            return None
        if role == _DISPLAY:
            return one_line(text_of(self._lines[self._order[index.row()]], index.column()))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            text = text_of(self._lines[self._order[index.row()]], index.column())[:_LONGEST_TIP]
            return tooltip_text(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 brings the order of the dossier back."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        places = [self._order[index.row()] for index in held]
        self._sorted_by = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._arrange()
        row_of = {place: row for row, place in enumerate(self._order)}
        self.changePersistentIndexList(
            held,
            [
                self.index(row_of[place], index.column())
                for place, index in zip(places, held, strict=True)
            ],
        )
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        self._order = list(range(len(self._lines)))
        if self._sorted_by is not None:
            column, downwards = self._sorted_by
            keys = [text_of(line, column).casefold() for line in self._lines]
            self._order.sort(key=keys.__getitem__, reverse=downwards)


def text_of(line: Line, column: int) -> str:
    """What a column shows of a line."""
    return (line.table_name, line.row_name, line.field_label, line.old, line.new)[column]
