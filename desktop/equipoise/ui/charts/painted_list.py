"""A scrolling ground on which a chart paints rows of fixed height."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QScrollArea, QWidget

_SCROLLING = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class _Sheet(QWidget):
    """The painted rows; as tall as they are."""

    def __init__(self, paint: Callable[[QPainter, QRectF], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._paint = paint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, QRectF(self.rect()))
        painter.end()

    def sizeHint(self) -> QSize:
        return self.minimumSize()


class PaintedList(QScrollArea):
    """Rows that `paint` draws on `sheet`; scrolls where there is not room for all."""

    def __init__(self, paint: Callable[[QPainter, QRectF], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet: QWidget = _Sheet(paint, self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.sheet)

    def set_least(self, width: float, height: float) -> None:
        """The room that the rows need, in pixels; repaints them."""
        self.sheet.setMinimumSize(round(width), round(height))
        self.sheet.update()

    def scroll_by(self, event: QKeyEvent) -> bool:
        """Scroll by an arrow or page key; False for another key."""
        action = _SCROLLING.get(Qt.Key(event.key()))
        if action is None:
            return False
        self.verticalScrollBar().triggerAction(action)
        return True
