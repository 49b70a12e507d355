"""A field for a calendar day or none: typed as year-month-day, or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equipoise.ui.plain import plain_tooltip


def _calendar_icon(colour: QColor) -> QIcon:
    pixmap = QPixmap(32, 32)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 2))
    painter.drawRoundedRect(QRectF(5, 7, 22, 20), 2, 2)
    painter.fillRect(QRectF(5, 11, 22, 3), colour)
    for x in (11, 20):
        painter.drawLine(x, 4, x, 9)
    for x in (10, 15, 20):
        for y in (18, 22):
            painter.fillRect(x, y, 2, 2, colour)
    painter.end()
    return QIcon(pixmap)


class DayField(QLineEdit):
    """Line for a day; empty means none where the field allows it.

    A day picked from the calendar counts as typed: `textEdited` follows, then `editingFinished`.
    """

    def __init__(self, *, optional: bool, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._optional = optional
        self._today = today
        self.setPlaceholderText("none" if optional else "year-month-day")
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        pick = self.addAction(_calendar_icon(colour), QLineEdit.ActionPosition.TrailingPosition)
        pick.setText("Pick a day (Alt+Down)")
        pick.setShortcut("Alt+Down")
        pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        pick.triggered.connect(self.open_calendar)

    def open_calendar(self) -> None:
        """Show a calendar below the field."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setFrameShape(QFrame.Shape.StyledPanel)
        calendar = QCalendarWidget(popup)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        shown = QDate.fromString(self.text().strip(), Qt.DateFormat.ISODate)
        start = shown if shown.isValid() else QDate(*self._today.timetuple()[:3])
        calendar.setSelectedDate(start)
        layout = QVBoxLayout(popup)
        layout.addWidget(calendar)

        def take(day: QDate | None) -> None:
            popup.close()
            self.setText("" if day is None else day.toString(Qt.DateFormat.ISODate))
            self.textEdited.emit(self.text())
            self.editingFinished.emit()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        if self._optional:
            none = QPushButton("&No day", popup)
            plain_tooltip(none, "Leave the day open.")
            none.clicked.connect(lambda: take(None))
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(none)
            layout.addLayout(row)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)
