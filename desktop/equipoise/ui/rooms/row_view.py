"""The view of a table: keys, the judgment editor over a cell, words where it is empty."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from equipoise.dossier.fields import Judged
from equipoise.dossier.judgment import Judgment
from equipoise.ui.judgment.judgment_popup import JudgmentPopup
from equipoise.ui.rooms.field_delegate import ROW_HEIGHT, FieldDelegate
from equipoise.ui.rooms.row_table_model import RowTableModel

KEYS = {
    "add": ("Ins", "Ctrl+N"),
    "duplicate": ("Ctrl+D",),
    "delete": ("Del",),
    "up": ("Alt+Up",),
    "down": ("Alt+Down",),
    "copy": ("Ctrl+C",),
    "paste": ("Ctrl+V",),
    "edit": ("Return", "Enter"),
}
_ACTION_OF = {QKeySequence(key).toString(): action for action, keys in KEYS.items() for key in keys}


_ROWS_MEASURED = 40


class RowView(QTableView):
    """Table view over a `RowTableModel`. `asked` names an action of `KEYS` that was pressed.

    Keys are taken before any shortcut of the window, so that the table that has the focus acts.
    """

    asked = Signal(str)

    def __init__(self, model: RowTableModel, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.empty = empty
        self.setModel(model)
        delegate = FieldDelegate(model, self)
        delegate.moved_on.connect(self._move_on)
        self.setItemDelegate(delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(48)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        self._fitted = False
        model.modelReset.connect(self._unfit)
        model.rowsInserted.connect(self._fit_columns)

    def _unfit(self) -> None:
        self._fitted = False
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give the columns widths once, from the first rows; afterwards they are the user's."""
        if not self._fitted and self.rows.rowCount():
            self._fitted = True
            self.resizeColumnsToContents()

    def current_row(self) -> int:
        """The row with the cursor; -1 if there is none."""
        return self.currentIndex().row()

    def selected_rows(self) -> list[int]:
        """The rows selected, from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def select_rows(self, row_ids: list[str]) -> None:
        """Select these rows and put the cursor on the first of them."""
        places = [place for place in map(self.rows.place_of, row_ids) if place >= 0]
        if not places:
            return
        column = max(self.currentIndex().column(), 0)
        flags = QItemSelectionModel.SelectionFlag
        selection = self.selectionModel()
        selection.setCurrentIndex(
            self.rows.index(places[0], column), flags.ClearAndSelect | flags.Rows
        )
        for place in places[1:]:
            selection.select(self.rows.index(place, 0), flags.Select | flags.Rows)
        self.scrollTo(self.rows.index(places[0], column))

    def edit(  # type: ignore[override]
        self,
        index: QModelIndex,
        trigger: QAbstractItemView.EditTrigger = QAbstractItemView.EditTrigger.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        """Open the judgment editor for judgments, the delegate's editor for all else."""
        if not index.isValid():
            return False
        access = self.rows.columns[index.column()]
        if not isinstance(access.spec, Judged):
            return super().edit(index, trigger, event)  # type: ignore[arg-type]
        asked = trigger == QAbstractItemView.EditTrigger.AllEditTriggers or bool(
            trigger & self.editTriggers()
        )
        if asked and access.editable:
            self.open_judgment(index)
        return asked and access.editable

    def open_judgment(self, index: QModelIndex) -> JudgmentPopup:
        """Open the judgment editor below a cell."""
        model, column = self.rows, index.column()
        access = model.columns[column]
        row_id = model.row_id(index.row())
        spec = access.spec
        if not isinstance(spec, Judged):
            raise TypeError(f"{access.label} is not judged")

        def read() -> Judgment | None:
            found: Judgment | None = model.value(model.place_of(row_id), column)
            return found

        def write(judgment: Judgment | None, gesture: int | None) -> None:
            model.set_value(model.place_of(row_id), column, judgment, gesture)

        title = f"{access.label} of {model.name_at(index.row())}"
        popup = JudgmentPopup(
            model.session, spec, title, read, write=write, parent=self, removable=spec.optional
        )
        rect = self.visualRect(index)
        popup.open_at(QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size()))
        return popup

    def _move_on(self, offset: int) -> None:
        index = self.currentIndex()
        width = self.rows.columnCount()
        place = index.row() * width + index.column() + offset
        if width and 0 <= place < width * self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(place // width, place % width))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def event(self, event: QEvent) -> bool:
        """Claim the table's keys before the window's shortcuts get them."""
        if event.type() == QEvent.Type.ShortcutOverride and _action(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The table's own keys; the rest is navigation."""
        action = _action(event)
        if action == "edit":
            self.edit(self.currentIndex(), QAbstractItemView.EditTrigger.EditKeyPressed, event)
        elif action:
            self.asked.emit(action)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty table says what to do."""
        super().paintEvent(event)
        if self.rows.rowCount() == 0 and self.empty:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            rect = self.viewport().rect().adjusted(16, 8, -16, -8)
            painter.drawText(rect, flags, self.empty)


def _action(event: QEvent) -> str:
    if not isinstance(event, QKeyEvent):
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeySequence(event.key() | modifiers.value).toString()
    return _ACTION_OF.get(pressed, "")
