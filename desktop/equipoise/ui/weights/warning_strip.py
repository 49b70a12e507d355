"""The strip below the sliders that names what the weights cross; it never moves the sliders."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.theme import LIGHT, Theme
from equipoise.ui.weights.crossings import Crossing

LINES = 2
"""Lines whose place is kept free, whether or not there is anything to say."""

WARNING_SIGN = "⚠"
_NOTHING = "No red line, linkage or precondition is crossed."


class WarningLine(QAbstractButton):
    """One crossing on one line, shortened where it does not fit. Click or Enter goes to its row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.crossing: Crossing | None = None
        self._colour = LIGHT.warning
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line of text."""
        return QSize(200, self.fontMetrics().height() + 2)

    def show_crossing(self, crossing: Crossing | None) -> None:
        """Show a crossing, or nothing, in the same place."""
        if crossing == self.crossing:
            return
        self.crossing = crossing
        text = "" if crossing is None else crossing.text
        self.setAccessibleName(text)
        plain_tooltip(self, f"{text}\nClick or Enter goes to the row that says so." if text else "")
        self.setEnabled(crossing is not None)
        self.update()

    def set_colour(self, colour: str) -> None:
        """Draw in another colour."""
        self._colour = colour
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Underline under the mouse."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No longer underlined."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Sign and text."""
        if self.crossing is None:
            return
        painter = QPainter(self)
        painter.setPen(QColor(self._colour))
        metrics = self.fontMetrics()
        sign = metrics.horizontalAdvance(f"{WARNING_SIGN} ")
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect(), middle, WARNING_SIGN)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        room = self.rect().adjusted(sign, 0, 0, 0)
        text = metrics.elidedText(self.crossing.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, text)
        if self.hasFocus():
            painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
            painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))


class WarningStrip(QWidget):
    """Shows up to two crossings; “and N more” opens the rest. `go_to` carries table and row."""

    go_to = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Red lines and linkages crossed")
        self._crossings: tuple[Crossing, ...] = ()
        self._quiet = plain_label(_NOTHING, self)
        self._quiet.setObjectName("muted")
        self.lines = [WarningLine(self) for _ in range(LINES)]
        self.more = QToolButton(self)
        self.more.setAutoRaise(True)
        self.more.setFixedHeight(self.lines[0].sizeHint().height())
        self.more.clicked.connect(self._open_rest)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 3, 8, 3)
        grid.setSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._quiet, 0, 0)
        for place, line in enumerate(self.lines):
            grid.addWidget(line, place, 0)
            grid.setRowMinimumHeight(place, line.sizeHint().height())
            line.clicked.connect(lambda _on=False, line=line: self._go(line.crossing))
        grid.addWidget(self.more, LINES - 1, 1)
        self.setFixedHeight(LINES * self.lines[0].sizeHint().height() + 6)
        self.show_crossings(())

    @property
    def crossings(self) -> tuple[Crossing, ...]:
        """Everything crossed, shown or behind “and N more”."""
        return self._crossings

    def show_crossings(self, crossings: Sequence[Crossing]) -> None:
        """Name what is crossed."""
        self._crossings = tuple(crossings)
        self._quiet.setVisible(not crossings)
        for place, line in enumerate(self.lines):
            line.show_crossing(crossings[place] if place < len(crossings) else None)
            line.setVisible(place < len(crossings))
        rest = crossings[LINES:]
        self.more.setVisible(bool(rest))
        self.more.setText(f"and {len(rest)} more")
        plain_tooltip(self.more, "\n".join(crossing.text for crossing in rest))

    def set_theme(self, theme: Theme) -> None:
        """Colour the signs for the theme."""
        for line in self.lines:
            line.set_colour(theme.warning)

    def rest_menu(self) -> QMenu:
        """A menu of the crossings that have no line."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for crossing in self._crossings[LINES:]:
            action = menu.addAction(crossing.text.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, crossing=crossing: self._go(crossing))
        return menu

    def _open_rest(self) -> None:
        self.rest_menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _go(self, crossing: Crossing | None) -> None:
        if crossing is not None:
            self.go_to.emit(crossing.table, crossing.row_id)
