"""The strip of steps with its switch and its larger window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from equipoise.editing.session import Session
from equipoise.ui.gantt.strip import GanttStrip
from equipoise.ui.plain import plain_label, plain_tooltip

_ENLARGED = (1000, 560)


class GanttPane(QWidget):
    """Bars of one recommendation, or of all if the switch says so.

    `chosen` and `edit_wanted` are those of the strip.
    """

    chosen = Signal(str, str)
    edit_wanted = Signal(str, str)

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, enlargeable: bool = True
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._recommendation_id = ""
        self._windows: list[tuple[QDialog, GanttPane]] = []
        self.strip = GanttStrip(session, self)
        self.strip.chosen.connect(self.chosen)
        self.strip.edit_wanted.connect(self.edit_wanted)
        title = plain_label("Steps over the months", self)
        title.setObjectName("heading")
        plain_tooltip(
            title,
            "Each bar runs from its likely start to its likely end. The thin line above it spans "
            "low to high of the start, the one below low to high of the end. Drag a bar to move "
            "it, its right end to change how long it takes; Shift goes between half months.",
        )
        self.all_box = QCheckBox("Al&l recommendations", self)
        plain_tooltip(self.all_box, "Show the steps of every recommendation below each other.")
        self.all_box.toggled.connect(self._show)
        self.enlarge_button = QToolButton(self)
        self.enlarge_button.setText("Enlarge")
        self.enlarge_button.setAutoRaise(True)
        self.enlarge_button.setAccessibleName("Enlarge the steps over the months")
        plain_tooltip(self.enlarge_button, "Show the bars in a window of their own; it stays live.")
        self.enlarge_button.clicked.connect(self.enlarge)
        self.enlarge_button.setVisible(enlargeable)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.all_box)
        head.addWidget(self.enlarge_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.strip, 1)

    def show_recommendation(self, recommendation_id: str) -> None:
        """Show the bars of another recommendation; "" shows none."""
        self._recommendation_id = recommendation_id
        self._show()
        for _, pane in self._windows:
            pane.show_recommendation(recommendation_id)

    def refresh(self) -> None:
        """Read the session's dossier anew."""
        for pane in (self, *(pane for _, pane in self._windows)):
            pane.strip.refresh()

    def _show(self) -> None:
        self.strip.show_bars(None if self.all_box.isChecked() else self._recommendation_id)

    def enlarge(self) -> QDialog:
        """Open the same bars in a window of their own."""
        dialog = QDialog(self.window(), Qt.WindowType.Window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("Steps over the months – Equipoise")
        pane = GanttPane(self._session, dialog, enlargeable=False)
        pane.all_box.setChecked(self.all_box.isChecked())
        pane.show_recommendation(self._recommendation_id)
        pane.edit_wanted.connect(self.edit_wanted)
        layout = QVBoxLayout(dialog)
        layout.addWidget(pane)
        entry = (dialog, pane)
        self._windows.append(entry)
        dialog.finished.connect(lambda _result: self._windows.remove(entry))
        dialog.resize(*_ENLARGED)
        dialog.show()
        pane.strip.setFocus()
        return dialog
