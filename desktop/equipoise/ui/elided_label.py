"""A label on one line that is shortened where it does not fit, and gives way to its neighbours."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

_LEAST, _MOST = 80, 260


class ElidedLabel(QLabel):
    """Shows plain text; `text()` stays whole, and the owner's tooltip should tell it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def sizeHint(self) -> QSize:
        """As wide as the text, up to 260 pixels."""
        wanted = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(min(wanted, _MOST), self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Wide enough to tell names apart."""
        return QSize(min(_LEAST, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text, with an ellipsis where it does not fit."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        room = self.rect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
