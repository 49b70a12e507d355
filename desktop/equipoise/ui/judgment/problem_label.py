"""A line beside a field that says in plain words what is wrong with what was typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from equipoise.ui.theme import DARK, LIGHT


def warning_colour(palette: QPalette) -> str:
    """The theme's colour of danger for the ground that a palette paints."""
    ground = palette.color(QPalette.ColorRole.Window)
    return DARK.danger if ground.lightness() < 128 else LIGHT.danger


class ProblemLabel(QLabel):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAccessibleName("What is wrong")
        self._recolour()
        self.hide()

    def show_problem(self, text: str) -> None:
        """Say what is wrong; "" takes the line away."""
        self.message = text
        self.setText(f"⚠ {text}" if text else "")
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._recolour()
        super().changeEvent(event)

    def _recolour(self) -> None:
        self.setStyleSheet(f"color: {warning_colour(self.palette())}")
