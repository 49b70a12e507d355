"""The view of a table: keys, the judgment editor over a cell, words where it is empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from equipoise.dossier.fields import Judged
from equipoise.dossier.judgment import Judgment
from equipoise.ui.anchor import Anchor, cursor_anchor, top_anchor
from equipoise.ui.judgment.judgment_popup import JudgmentPopup
from equipoise.ui.rooms.field_access import FieldAccess
from equipoise.ui.rooms.field_delegate import ROW_HEIGHT, FieldDelegate
from equipoise.ui.rooms.row_table_model import RowTableModel, runs

KEYS = {
    "add": ("Ins", "Ctrl+N"),
    "duplicate": ("Ctrl+D",),
    "delete": ("Del",),
    "up": ("Alt+Up",),
    "down": ("Alt+Down",),
    "copy": ("Ctrl+C",),
    "paste": ("Ctrl+V",),
    "edit": ("Return", "Enter"),
    "sort": ("Ctrl+Shift+O",),
    "find": ("Ctrl+F",),
}
_ACTION_OF = {QKeySequence(key).toString(): action for action, keys in KEYS.items() for key in keys}


_ROWS_MEASURED = 40


@dataclass(frozen=True, slots=True)
class _Held:
    """The rows selected, the row and column of the cursor, and the row that is looked at."""

    selected: tuple[str, ...] = ()
    current: str = ""
    column: int = 0
    anchor: Anchor | None = None


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
        # The view's own would be asked, row by row, whether a whole column is selected.
        header.setSelectionModel(QItemSelectionModel(model, header))
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(48)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        self._fitted: tuple[FieldAccess, ...] = ()
        self._held = _Held()
        model.modelAboutToBeReset.connect(self._hold)
        model.modelReset.connect(self._fit_columns)
        model.modelReset.connect(self._find_again)
        model.rowsInserted.connect(self._fit_columns)
        model.layoutAboutToBeChanged.connect(self._hold_place)
        model.layoutChanged.connect(self._find_place)

    def _fit_columns(self) -> None:
        """Give columns widths once, from the first rows; afterwards they are the user's."""
        if self._fitted != self.rows.columns and self.rows.rowCount():
            self._fitted = self.rows.columns
            self.resizeColumnsToContents()

    def _hold_place(self) -> None:
        self._held = _Held(anchor=cursor_anchor(self, self.rows.row_id))

    def _find_place(self) -> None:
        if self._held.anchor is not None:
            self._held.anchor.hold(self, self.rows.place_of)

    def _hold(self) -> None:
        """Remember what is lost when the model is made anew."""
        row_id, current = self.rows.row_id, self.currentIndex()
        self._held = _Held(
            tuple(row_id(row) for row in self.selected_rows()),
            row_id(current.row()),
            max(current.column(), 0),
            cursor_anchor(self, row_id) or top_anchor(self, row_id),
        )

    def _find_again(self) -> None:
        """Select what was selected and is still shown; the cursor stays, or goes to the top."""
        held, count = self._held, self.rows.rowCount()
        column = min(held.column, self.rows.columnCount() - 1)
        self._select([place for place in map(self.rows.place_of, held.selected) if place >= 0])
        place = self.rows.place_of(held.current)
        if place < 0 and held.current and count:
            place = 0
            self._select([0])
        if place >= 0:
            self.selectionModel().setCurrentIndex(
                self.rows.index(place, column), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self.updateGeometries()  # the range of the scroll bar is still that of the rows before
        if held.anchor is None or not held.anchor.hold(self, self.rows.place_of):
            self.scrollToTop()

    def _select(self, places: list[int]) -> None:
        """Select these rows and no other, run by run."""
        selection = QItemSelection()
        last = self.rows.columnCount() - 1
        for first, final in runs(sorted(places)):
            selection.select(self.rows.index(first, 0), self.rows.index(final, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)

    def current_row(self) -> int:
        """The row with the cursor; -1 if there is none."""
        return self.currentIndex().row()

    def selected_rows(self) -> list[int]:
        """The rows selected, from top to bottom."""
        spans = cast("Iterable[QItemSelectionRange]", self.selectionModel().selection())
        return sorted({row for span in spans for row in range(span.top(), span.bottom() + 1)})

    def select_rows(self, row_ids: list[str]) -> None:
        """Select these rows and put the cursor on the first of them."""
        places = [place for place in map(self.rows.place_of, row_ids) if place >= 0]
        if not places:
            return
        index = self.rows.index(places[0], max(self.currentIndex().column(), 0))
        self._select(places)
        flag = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    def sort_by_cursor(self) -> None:
        """Sort by the column with the cursor; again turns that round, a third time ends it."""
        header, column = self.horizontalHeader(), max(self.currentIndex().column(), 0)
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        if not header.isSortIndicatorShown() or header.sortIndicatorSection() != column:
            header.setSortIndicator(column, up)
        elif header.sortIndicatorOrder() == up:
            header.setSortIndicator(column, down)
        else:
            header.setSortIndicator(-1, up)

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
