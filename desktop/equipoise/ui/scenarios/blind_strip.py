"""The line in the Weights panel that leads through blind-first weighting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.scenarios.blind_first import BlindFirst

_BLIND = "Charts and warnings stay hidden until you commit the weights."


class ElidedText(QWidget):
    """One line of plain text, shortened where it does not fit; the tooltip says all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.fontMetrics().height() + 2)

    def text(self) -> str:
        """All of the text."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        plain_tooltip(self, text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As much of the text as fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), shown)


class BlindStrip(QWidget):
    """Says where the weighting stands; its button goes one step on. Hidden while it is off."""

    def __init__(self, blind: BlindFirst, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blind = blind
        self.line = ElidedText(self)
        self.commit = QPushButton("Co&mmit weights", self)
        plain_tooltip(
            self.commit, "Keep these weights as the blind ones and show the charts (Alt+M)"
        )
        self.commit.clicked.connect(blind.commit)
        self.close_button = QPushButton("Close the com&parison", self)
        plain_tooltip(
            self.close_button,
            "Write the shift into the scenario's note, which the journal keeps, and leave "
            "blind-first weighting (Alt+P). Undo takes the note back.",
        )
        self.close_button.clicked.connect(blind.close_comparison)
        heading = plain_label("Blind-first", self)
        heading.setObjectName("heading")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 8, 2)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.commit)
        layout.addWidget(self.close_button)
        blind.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        blind = self._blind
        self.setVisible(blind.active)
        self.commit.setVisible(blind.hidden)
        self.close_button.setVisible(blind.comparing)
        if blind.hidden:
            self.line.show_text(_BLIND)
        elif blind.comparing:
            unchanged = f"Blind weights of “{blind.scenario_name()}” are kept; no shift yet."
            self.line.show_text(blind.shift() or unchanged)
