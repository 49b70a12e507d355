"""A form's field for any number of rows of a table, such as the sources of a judgment."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.field_text import help_of
from equipoise.dossier.fields import References
from equipoise.editing.session import Session
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.rooms.field_editor import FieldEditor

_ROW_ID = Qt.ItemDataRole.UserRole


class RowsChooser(FieldEditor):
    """Names the rows chosen; a button opens the list to tick."""

    def __init__(self, session: Session, spec: References, label: str, parent: QWidget) -> None:
        super().__init__(session, spec, label, parent)
        self._table = spec.table
        frame = QWidget(self)
        self._names = plain_label("", frame)
        self._names.setWordWrap(True)
        self._names.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QPushButton("Choose…", frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._names, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.place(frame)
        frame.setFocusProxy(self.button)
        self.button.setAccessibleName(f"Choose {label}")
        plain_tooltip(self.button, help_of(spec))
        self.button.clicked.connect(self.open_list)

    def show_value(self, dossier: Dossier, value: Any) -> None:
        """Name the rows."""
        super().show_value(dossier, value)
        names = [one_line(dossier.name_of(self._table, row_id)) for row_id in value]
        self._names.setText("\n".join(names) or "none")

    def open_list(self) -> None:
        """Show all rows of the table with those chosen ticked."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setFrameShape(QFrame.Shape.StyledPanel)
        layout = QVBoxLayout(popup)
        heading = TABLES[self._table].many
        dossier = self.session.dossier
        rows = dossier.table(self._table)
        layout.addWidget(
            plain_label(
                f"{heading}: tick with Space, close with Esc"
                if rows
                else f"{heading}: there are none yet. Add them in their room first.",
                popup,
            )
        )
        ticks = QListWidget(popup)
        ticks.setAccessibleName(heading)
        for row in rows:
            item = QListWidgetItem(one_line(dossier.name_of_row(self._table, row)), ticks)
            item.setData(_ROW_ID, row.id)
            chosen = row.id in self._value
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        ticks.setCurrentRow(0)
        ticks.itemChanged.connect(self._ticked)
        layout.addWidget(ticks)
        popup.resize(max(self.width(), 280), 220)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        ticks.setFocus(Qt.FocusReason.PopupFocusReason)

    def _ticked(self, item: QListWidgetItem) -> None:
        row_id = item.data(_ROW_ID)
        kept = tuple(other for other in self._value if other != row_id)
        checked = item.checkState() == Qt.CheckState.Checked
        self.offer((*kept, row_id) if checked else kept)
