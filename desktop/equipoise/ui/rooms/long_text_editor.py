"""A form's area for a long text: plain, growing with what is written."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import Field
from equipoise.editing.session import Session
from equipoise.ui.rooms.field_editor import FieldEditor

PAUSE = 700
"""Milliseconds without a key after which a text is taken over."""

_LEAST_LINES, _MOST_LINES = 2, 14


class _TextArea(QPlainTextEdit):
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Take the height of the text, within limits; longer texts scroll."""
        layout, block, text = self.document().documentLayout(), self.document().begin(), 0.0
        line = self.fontMetrics().lineSpacing()
        most = _MOST_LINES * line
        while block.isValid() and text < most:
            text += layout.blockBoundingRect(block).height()
            block = block.next()
        margins = 2 * (self.frameWidth() + round(self.document().documentMargin())) + 2
        self.setFixedHeight(round(min(max(text, _LEAST_LINES * line), most)) + margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # Layouts around take no new height while they hand out the width.
            QTimer.singleShot(0, self, self._fit)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class LongTextEditor(FieldEditor):
    """Takes the text over after a pause of typing and when the focus leaves.

    Everything typed between coming and leaving is one undo step.
    """

    def __init__(self, session: Session, spec: Field, label: str, parent: QWidget) -> None:
        super().__init__(session, spec, label, parent)
        self.area = _TextArea(self)
        self.place(self.area)
        self._typed = False
        self._showing = False
        self._gesture: int | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.commit)
        self.area.textChanged.connect(self._note_typing)
        self.area.left.connect(self._finish)

    def show_value(self, dossier: Dossier, value: Any) -> None:
        """Show a text; what is being typed stays."""
        super().show_value(dossier, value)
        if not self._typed and self.area.toPlainText() != value:
            self._showing = True
            self.area.setPlainText(value)
            self._showing = False

    def commit(self) -> bool:
        """Take over the text; False, with the reason shown, if it is refused."""
        self._pause.stop()
        if not self._typed:
            return True
        text = self.area.toPlainText()
        if text == self._value:
            self._typed = False
            return True
        if self._gesture is None:
            self._gesture = self.session.begin_gesture()
            self.session.end_gesture(f"Change {self.label}")
        self._typed = not self.offer(text, self._gesture)
        return not self._typed

    def discard(self) -> None:
        """Show the row's text again."""
        self._pause.stop()
        self._typed = False
        self._gesture = None
        self.show_value(self.session.dossier, self._value)

    def _note_typing(self) -> None:
        if not self._showing:
            self._typed = True
            self._pause.start()

    def _finish(self) -> None:
        self.commit()
        self._gesture = None

    def hideEvent(self, event: QHideEvent) -> None:
        """What is typed is taken over before the field goes away."""
        self._finish()
        super().hideEvent(event)
