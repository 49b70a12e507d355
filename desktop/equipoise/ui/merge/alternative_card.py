"""One alternative of a conflict: what it says, who said it and when, and the way to choose it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from equipoise.ui.plain import one_line, plain_label


class AlternativeCard(QFrame):
    """Heading, author and date, the value in full, and a button below."""

    def __init__(self, heading: str, button: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        title = plain_label(heading, self)
        title.setObjectName("heading")
        self.signed = plain_label("", self)
        self.signed.setObjectName("muted")
        self.signed.setWordWrap(True)
        self.value = QPlainTextEdit(self)
        self.value.setReadOnly(True)
        self.value.setTabChangesFocus(True)
        self.value.setAccessibleName(heading)
        self.button = button
        below = QHBoxLayout()
        below.addWidget(button)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(title)
        layout.addWidget(self.signed)
        layout.addWidget(self.value, 1)
        layout.addLayout(below)

    def show_alternative(self, value: str, signed: str) -> None:
        """Show a value, and by whom and when it was given."""
        self.value.setPlainText(value)
        self.signed.setText(one_line(signed))
