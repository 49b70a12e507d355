"""A strip below the menu that says plainly what was refused or failed, and blocks nothing."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from equipoise.ui.plain import plain_label, plain_tooltip

_LONGEST = 600


class MessageStrip(QFrame):
    """Shows one message until it is dismissed or another takes its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._label = plain_label()
        self._label.setWordWrap(True)
        self._label.setProperty("textInteractionFlags", "TextSelectableByMouse")
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._dismiss = QPushButton("Dismiss")
        plain_tooltip(self._dismiss, "Hide this message (Esc)")
        self._dismiss.clicked.connect(self.hide)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 4)
        layout.addWidget(self._label)
        at_top = QVBoxLayout()
        at_top.addWidget(self._dismiss)
        at_top.addStretch(1)
        layout.addLayout(at_top)
        self.hide()

    def tell(self, text: str) -> None:
        """Show a message; a very long one is shortened and said to be so."""
        if len(text) > _LONGEST:
            text = f"{text[:_LONGEST].rstrip()} … (shortened)"
        self._label.setText(text)
        self.setAccessibleName(text)
        self.show()

    def text(self) -> str:
        """The message shown; empty if none is."""
        return self._label.text() if not self.isHidden() else ""
