"""The picture of a judgment that can be edited: drag low, likely and high, or use the arrows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from equipoise.dossier.fields import Judged
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.number_text import number_text
from equipoise.ui.judgment.density import curve
from equipoise.ui.plain import plain_tooltip

PARTS = ("low", "likely", "high")
_HANDLE = 14
_LARGE_STEP = 5


def runs_to_hundred(spec: Judged) -> bool:
    """Whether the quantity is a level or a percentage: shown on its whole range."""
    return spec.minimum == 0 and spec.maximum == 100


class PertHandle(QWidget):
    """The grip of one of low, likely, high. Moves with the mouse and the arrow keys."""

    def __init__(self, part: str, picture: PertPicture) -> None:
        super().__init__(picture)
        self.part = part
        self._picture = picture
        self._grab: float | None = None
        self._keys_held = False
        self.setFixedSize(_HANDLE, _HANDLE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        plain_tooltip(
            self,
            f"The {part} value. Drag it, or press Left and Right (with Shift: larger steps).",
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A triangle that points at the axis; low and high lean outwards, likely stands on top."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        size = float(_HANDLE) - 1
        shapes = {
            "low": [(size, 1.0), (size, size), (1.0, size)],
            "likely": [(1.0, 1.0), (size, 1.0), (size / 2 + 0.5, size)],
            "high": [(1.0, 1.0), (1.0, size), (size, size)],
        }
        fill = palette.color(QPalette.ColorRole.Highlight)
        border = palette.color(
            QPalette.ColorRole.Text if self.hasFocus() else QPalette.ColorRole.Base
        )
        painter.setBrush(fill)
        painter.setPen(QPen(border, 2 if self.hasFocus() else 1))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shapes[self.part]]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grab = event.globalPosition().x()
            self._picture.take_hold()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self._grab is not None:
            where = self._picture.mapFromGlobal(event.globalPosition())
            self._picture.move_part(self.part, self._picture.value_at(where.x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right move the value by a step, with Shift by five; Home and End to the ends."""
        large = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = self._picture.spec.step * (_LARGE_STEP if large else 1)
        moves = {Qt.Key.Key_Left: -step, Qt.Key.Key_Right: step}
        offset = moves.get(Qt.Key(event.key()))
        if offset is None or self._picture.judgment is None:
            super().keyPressEvent(event)
            return
        if not self._keys_held:
            self._keys_held = True
            self._picture.take_hold()
        self._picture.move_part(self.part, getattr(self._picture.judgment, self.part) + offset)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """One press of a key, however long, is one gesture."""
        if self._keys_held and not event.isAutoRepeat():
            self._let_go()
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which grip the keys move."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A gesture ends where the focus leaves."""
        self._let_go()
        self.update()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A gesture ends where the grip goes away."""
        self._let_go()
        super().hideEvent(event)

    def _let_go(self) -> None:
        if self._grab is not None or self._keys_held:
            self._grab, self._keys_held = None, False
            self._picture.let_go()


class PertPicture(QWidget):
    """Density after rescaling to full range; the stated range shaded, tails lighter.

    `held` and `released` enclose a gesture; `moved` carries the judgment while it lasts.
    """

    held = Signal()
    released = Signal()
    moved = Signal(object)

    def __init__(self, spec: Judged, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.judgment: Judgment | None = None
        self._scale = (spec.minimum, spec.maximum)
        self._frozen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._handles = {part: PertHandle(part, self) for part in PARTS}
        self.setAccessibleName(f"Distribution of {spec.label}")

    def handle(self, part: str) -> PertHandle:
        """The grip of "low", "likely" or "high"."""
        return self._handles[part]

    def sizeHint(self) -> QSize:
        """Wide enough to aim at a step."""
        return QSize(320, 132)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(200, 132)

    def show_judgment(self, judgment: Judgment | None) -> None:
        """Show a judgment; None shows an empty axis."""
        self.judgment = judgment
        if not self._frozen:
            self._scale = self._fitting_scale()
        self._place_handles()
        self.update()

    def take_hold(self) -> None:
        """A gesture begins: the scale stands still meanwhile."""
        self._frozen = True
        self.held.emit()

    def let_go(self) -> None:
        """The gesture ends."""
        self._frozen = False
        self.released.emit()
        self.show_judgment(self.judgment)

    def move_part(self, part: str, value: float) -> None:
        """Move low, likely or high to the nearest step, never past its neighbours."""
        if self.judgment is None:
            return
        now, spec = self.judgment, self.spec
        margin = spec.step if spec.inside else 0.0
        low_end = {"low": spec.minimum, "likely": now.low, "high": now.likely}[part]
        high_end = {"low": now.likely, "likely": now.high, "high": spec.maximum}[part]
        if part == "likely":
            low_end = max(low_end, spec.minimum + margin)
            high_end = min(high_end, spec.maximum - margin)
        stepped = round(round(value / spec.step) * spec.step, 9)
        wanted = min(max(stepped, low_end), high_end)
        moved = replace(now, **{part: wanted})
        if moved != now:
            self.moved.emit(moved)

    def value_at(self, x: float) -> float:
        """The value at a horizontal position, in pixels."""
        rect = self._plot()
        share = (x - rect.left()) / rect.width()
        return self._scale[0] + min(max(share, 0.0), 1.0) * (self._scale[1] - self._scale[0])

    def x_of(self, value: float) -> float:
        """The horizontal position of a value, in pixels."""
        rect = self._plot()
        return (
            rect.left()
            + (value - self._scale[0]) / (self._scale[1] - self._scale[0]) * rect.width()
        )

    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(18, _HANDLE + 6, -18, -38)

    def _fitting_scale(self) -> tuple[float, float]:
        spec = self.spec
        if self.judgment is None or runs_to_hundred(spec):
            return spec.minimum, spec.maximum
        pert = self.judgment.full_range(spec.minimum, spec.maximum)
        reach = max(pert.high - pert.low, 10 * spec.step)
        return (
            max(spec.minimum, pert.low - 0.35 * reach),
            min(spec.maximum, pert.high + 0.35 * reach),
        )

    def _place_handles(self) -> None:
        rect = self._plot()
        for part, handle in self._handles.items():
            handle.setVisible(self.judgment is not None)
            if self.judgment is None:
                continue
            value = getattr(self.judgment, part)
            x = round(self.x_of(value))
            if part == "likely":
                handle.move(x - _HANDLE // 2, round(rect.top()) - _HANDLE - 2)
            else:
                handle.move(x - _HANDLE if part == "low" else x, round(rect.bottom()) + 1)
            handle.setAccessibleName(f"{part} {number_text(value)} {self.spec.unit}".strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the grips on their values."""
        self._place_handles()
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The density, the stated range, the axis with its unit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        rect = self._plot()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        if self.judgment is not None:
            self._paint_shape(painter, rect, self.judgment)
        self._paint_axis(painter, rect)

    def _paint_shape(self, painter: QPainter, rect: QRectF, judgment: Judgment) -> None:
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        pert = judgment.full_range(self.spec.minimum, self.spec.maximum)
        shape = curve(pert, rect, *self._scale)
        tail = QColor(accent)
        tail.setAlphaF(0.18)
        stated = QColor(accent)
        stated.setAlphaF(0.42)
        low, high = self.x_of(judgment.low), self.x_of(judgment.high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tail)
        painter.drawPolygon(shape)
        painter.save()
        painter.setClipRect(QRectF(low, rect.top(), high - low, rect.height()))
        painter.setBrush(stated)
        painter.drawPolygon(shape)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 1.5))
        painter.drawPolyline(shape)
        painter.setPen(QPen(accent, 1, Qt.PenStyle.DashLine))
        for x in (low, high):
            painter.drawLine(QPointF(x, rect.top() + rect.height() / 2), QPointF(x, rect.bottom()))
        likely = self.x_of(judgment.likely)
        painter.drawLine(QPointF(likely, rect.top()), QPointF(likely, rect.bottom()))

    def _paint_axis(self, painter: QPainter, rect: QRectF) -> None:
        palette = self.palette()
        painter.setPen(QPen(palette.color(QPalette.ColorRole.PlaceholderText), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        metrics = painter.fontMetrics()
        y = rect.bottom() + _HANDLE + metrics.ascent() + 2
        for value, place in ((self._scale[0], 0.0), (self._scale[1], 1.0)):
            text = f"{value:.3g}"
            x = rect.left() + place * rect.width() - metrics.horizontalAdvance(text) * place
            painter.drawText(QPointF(x, y), text)
        unit = self.spec.unit
        painter.drawText(QPointF(rect.center().x() - metrics.horizontalAdvance(unit) / 2, y), unit)
