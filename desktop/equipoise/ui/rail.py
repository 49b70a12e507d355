"""The rail on the left: one button a room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from equipoise.ui.icons import icon
from equipoise.ui.places import Place
from equipoise.ui.plain import plain_tooltip
from equipoise.ui.theme import Theme


class Rail(QFrame):
    """Buttons from top to bottom; `chosen` carries the place. Ctrl+1, Ctrl+2 … choose as well."""

    chosen = Signal(int)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._places = tuple(places)
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(0)
        for number, place in enumerate(self._places):
            button = QToolButton()
            button.setText(place.name)
            button.setProperty("toolButtonStyle", "ToolButtonTextUnderIcon")
            button.setIconSize(QSize(22, 22))
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setProperty("shortcut", f"Ctrl+{number + 1}")
            plain_tooltip(button, f"{place.help} (Ctrl+{number + 1})")
            self._group.addButton(button, number)
            if place.workspace and not self._places[number - 1].workspace:
                line = QFrame()
                line.setFrameShape(QFrame.Shape.HLine)
                layout.addSpacing(6)
                layout.addWidget(line)
                layout.addSpacing(6)
            layout.addWidget(button)
        layout.addStretch(1)
        self._group.idClicked.connect(self.chosen)

    def choose(self, number: int) -> None:
        """Mark a room as the one shown."""
        self._group.button(number).setChecked(True)

    def allow(self, number: int, allowed: bool) -> None:
        """Let a room or workspace be chosen, or not."""
        self._group.button(number).setEnabled(allowed)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in the theme's colour."""
        for number, place in enumerate(self._places):
            self._group.button(number).setIcon(icon(place.icon, theme.text))
