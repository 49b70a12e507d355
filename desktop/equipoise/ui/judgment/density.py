"""The shape of a judgment's PERT distribution, as points to paint."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from equipoise.dossier.judgment import Judgment, Pert

_POINTS = 48


def curve(pert: Pert, rect: QRectF, left: float, right: float) -> QPolygonF:
    """The density as a closed polygon on the bottom of `rect`.

    `left` and `right` are the values at its sides; the mode reaches its top. A constant is a thin
    spike.
    """
    span = right - left

    def x_of(value: float) -> float:
        return rect.left() + (value - left) / span * rect.width()

    if pert.constant:
        x = x_of(pert.likely)
        return QPolygonF(
            [
                QPointF(x - 1, rect.bottom()),
                QPointF(x - 1, rect.top()),
                QPointF(x + 1, rect.top()),
                QPointF(x + 1, rect.bottom()),
            ]
        )
    peak = pert.density(pert.likely)
    points = [QPointF(x_of(pert.low), rect.bottom())]
    for i in range(_POINTS + 1):
        value = pert.low + (pert.high - pert.low) * i / _POINTS
        height = pert.density(value) / peak
        points.append(QPointF(x_of(value), rect.bottom() - height * rect.height()))
    points.append(QPointF(x_of(pert.high), rect.bottom()))
    return QPolygonF(points)


def paint_density(
    painter: QPainter,
    rect: QRectF,
    judgment: Judgment,
    *,
    bounds: tuple[float, float],
    scale: tuple[float, float],
    colour: QColor,
) -> None:
    """A small picture of a judgment: the density, the stated range darker, the likely value a line.

    `bounds` are the quantity's own bounds, `scale` the values at the sides of `rect`.
    """
    shape = curve(judgment.full_range(*bounds), rect, *scale)
    span = scale[1] - scale[0]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect.adjusted(-1, -1, 1, 1))
    tail = QColor(colour)
    tail.setAlphaF(0.22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tail)
    painter.drawPolygon(shape)
    low = rect.left() + (judgment.low - scale[0]) / span * rect.width()
    high = rect.left() + (judgment.high - scale[0]) / span * rect.width()
    painter.setClipRect(QRectF(low, rect.top() - 1, high - low, rect.height() + 2))
    painter.drawPolygon(shape)
    painter.setClipping(False)
    line = QColor(colour)
    line.setAlphaF(0.7)
    painter.setPen(QPen(line, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(shape)
    painter.restore()
