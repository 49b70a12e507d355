"""The view of the list of edits, with a band across it for each day."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from equipoise.ui.anchor import Anchor, cursor_anchor, top_anchor
from equipoise.ui.journal.edit_index import KIND, ROWS, WHAT, WHEN, WHO, WHY
from equipoise.ui.journal.journal_model import JournalModel

_ROW_HEIGHT = 26
_MARGIN = 8
_WIDEST = {WHEN: "28:58 ▲", ROWS: "10,000", KIND: "Taken in"}
_DAY = "2028-08-28 "
_SHARES = {WHO: 0.30, WHAT: 0.42}
_NARROWEST = 60


class JournalView(QTableView):
    """Shows a `JournalModel`, one row chosen at a time. `chosen` carries an edit or None."""

    chosen = Signal(object)

    def __init__(self, model: JournalModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edits = model
        self.empty = ""
        self._chosen_id = ""
        self._sharing = False
        self._widths_are_users = False
        self.setModel(model)
        self.setItemDelegate(_Delegate(model, self))
        self.setAccessibleName("Edits, newest first")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(36)
        header.setSortIndicator(WHEN, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self._anchor: Anchor | None = None
        model.modelAboutToBeReset.connect(self._hold)
        model.modelReset.connect(self._share)
        model.modelReset.connect(self._choose_again)
        model.modelReset.connect(self._find_place)
        self.selectionModel().currentRowChanged.connect(self._tell)
        header.sectionResized.connect(self._resized)

    @property
    def chosen_edit_id(self) -> str:
        """The identifier of the edit with the cursor; "" if none has it."""
        return self._chosen_id

    def choose(self, edit_id: str) -> bool:
        """Put the cursor on an edit; False if it is not listed."""
        row = self.edits.row_of(edit_id)
        if row < 0:
            return False
        self.setCurrentIndex(self.edits.index(row, WHAT))
        return True

    def _hold(self) -> None:
        """Remember what is looked at."""
        self._anchor = cursor_anchor(self, self._edit_id) or top_anchor(self, self._edit_id)

    def _find_place(self) -> None:
        self.updateGeometries()  # the range of the scroll bar is still that of the rows before
        if self._anchor is None or not self._anchor.hold(self, self.edits.row_of):
            self.scrollTo(self.currentIndex())

    def _edit_id(self, row: int) -> str:
        edit = self.edits.edit_at(row)
        return "" if edit is None else edit.id

    def _choose_again(self) -> None:
        """After the list was made anew: the same edit, else the first."""
        if not self._chosen_id or not self.choose(self._chosen_id):
            row = self.edits.first_row()
            if row >= 0:
                self.setCurrentIndex(self.edits.index(row, WHAT))
            else:
                self._tell(QModelIndex(), QModelIndex())

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        edit = self.edits.edit_at(current.row()) if current.isValid() else None
        self._chosen_id = edit.id if edit is not None else ""
        self.chosen.emit(edit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns until the user gives them widths."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and not self._widths_are_users:
            self._share()

    def _share(self) -> None:
        if self._widths_are_users:
            return
        self._sharing = True
        left = self.viewport().width()
        for column, text in _WIDEST.items():
            day = "" if self.edits.by_day or column != WHEN else _DAY
            width = self.fontMetrics().horizontalAdvance(day + text) + 2 * _MARGIN
            self.setColumnWidth(column, width)
            left -= width
        for column, share in _SHARES.items():
            self.setColumnWidth(column, max(round(left * share), _NARROWEST))
        self._sharing = False

    def _resized(self, column: int, _old: int, _new: int) -> None:
        self._widths_are_users |= not self._sharing and column != WHY

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty list says why."""
        super().paintEvent(event)
        if self.edits.rowCount() == 0 and self.empty:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.viewport().rect().adjusted(16, 8, -16, -8), flags, self.empty)


class _Delegate(QStyledItemDelegate):
    """Paints a day across the whole width, each cell its part of it."""

    def __init__(self, model: JournalModel, view: JournalView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        # One frame around a chosen cell of a chosen row would say nothing.
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        heading = self._model.heading_at(index.row())
        if not heading:
            super().paint(painter, option, index)
            return
        room: QRect = option.rect
        across = QRect(_MARGIN, room.top(), self._view.viewport().width(), room.height())
        palette = self._view.palette()
        painter.save()
        painter.setClipRect(room)
        painter.fillRect(room, palette.color(QPalette.ColorRole.AlternateBase))
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(across, int(Qt.AlignmentFlag.AlignVCenter), heading)
        painter.restore()
