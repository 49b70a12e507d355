"""The sections of a briefing: which are printed, and in what order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from equipoise.briefing.document import Section
from equipoise.editing.briefer import SectionChoice
from equipoise.ui.plain import one_line, plain_tooltip, tooltip_text
from equipoise.ui.tick_delegate import TickDelegate

_IDENT = Qt.ItemDataRole.UserRole
_HELP = (
    "Check the sections to print (Space). Drag them into another order, or move the current one "
    "with Alt+Up and Alt+Down."
)


class SectionList(QListWidget):
    """A check list that can be dragged into order; `arranged` carries the choices in order."""

    arranged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editable = True
        self.setAccessibleName("Sections of the briefing")
        self.setItemDelegate(TickDelegate(self))
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.itemChanged.connect(lambda _item: self._tell())
        self.set_editable(True)

    def set_editable(self, editable: bool, reason: str = "") -> None:
        """Whether sections can be chosen and moved; if not, the tooltip says why."""
        self._editable = editable
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.InternalMove if editable else mode.NoDragDrop)
        plain_tooltip(self, _HELP if editable else reason)

    def choices(self) -> tuple[SectionChoice, ...]:
        """The sections in their order, each with whether it is checked."""
        items = [self.item(row) for row in range(self.count())]
        checked = Qt.CheckState.Checked
        return tuple((str(item.data(_IDENT)), item.checkState() == checked) for item in items)

    def show_sections(self, sections: Sequence[tuple[Section, bool]]) -> None:
        """Show these sections; the current one stays current."""
        current = self.currentItem()
        kept = "" if current is None else str(current.data(_IDENT))
        self.blockSignals(True)
        self.clear()
        for section, shown in sections:
            item = QListWidgetItem(one_line(section.heading))
            item.setData(_IDENT, section.ident)
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
            if self._editable:
                flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled
            item.setFlags(flags)
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            item.setToolTip(tooltip_text(section.heading))
            self.addItem(item)
            if section.ident == kept:
                self.setCurrentItem(item)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
        self.blockSignals(False)

    def move_current(self, by: int) -> None:
        """Move the current section by so many places."""
        row = self.currentRow()
        if not self._editable or row < 0 or not 0 <= row + by < self.count():
            return
        self.blockSignals(True)
        item = self.takeItem(row)
        self.insertItem(row + by, item)
        self.setCurrentRow(row + by)
        self.blockSignals(False)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move the current section."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(by)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the new order once the drag is over."""
        self.blockSignals(True)
        super().dropEvent(event)
        self.blockSignals(False)
        QTimer.singleShot(0, self, self._tell)

    def _tell(self) -> None:
        self.arranged.emit(self.choices())
