"""How a bar of the strip is painted: a pattern a status, whiskers, marks, arrows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from equipoise.ui.charts.ink import LEFT, Ink
from equipoise.ui.gantt.bars import IMPLIED, Bar, status_word
from equipoise.ui.theme import Theme

THICKNESS = 13.0
LEGEND = ("planned", "under_way", "done", "blocked")
_CAP = 2.5
_WHISKER = 4.0
_HEAD = 4.0
_LOCK = 5.0


def fill(theme: Theme, status: str) -> tuple[QBrush, QColor]:
    """Brush over the ground, and colour of the outline, of a status."""
    accent, danger = QColor(theme.accent), QColor(theme.danger)
    match status:
        case "done":
            return QBrush(accent), accent
        case "under_way":
            return QBrush(accent, Qt.BrushStyle.Dense4Pattern), accent
        case "blocked":
            return QBrush(danger, Qt.BrushStyle.DiagCrossPattern), danger
        case "planned":
            return QBrush(accent, Qt.BrushStyle.BDiagPattern), accent
        case _:
            return QBrush(Qt.BrushStyle.NoBrush), QColor(theme.muted)


def paint_body(painter: QPainter, theme: Theme, rect: QRectF, status: str) -> None:
    """The bar itself; dashes around what is implied only."""
    brush, outline = fill(theme, status)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.base))
    painter.drawRect(rect)
    painter.setBrush(brush)
    dashed = Qt.PenStyle.DashLine if status == IMPLIED else Qt.PenStyle.SolidLine
    painter.setPen(QPen(outline, 1.2, dashed))
    painter.drawRect(rect)


def paint_whiskers(
    painter: QPainter, theme: Theme, bar: Bar, middle: float, x: Callable[[float], float]
) -> None:
    """Low to high of the start above the bar, of the end below it."""
    painter.setPen(QPen(QColor(theme.text), 1))
    reach = THICKNESS / 2 + _WHISKER
    for y, low, likely, high, inner in (
        (middle - reach, bar.start.low, bar.start.likely, bar.start.high, middle - THICKNESS / 2),
        (middle + reach, bar.earliest_end, bar.end, bar.latest_end, middle + THICKNESS / 2),
    ):
        painter.drawLine(QLineF(x(low), y, x(high), y))
        for end in (low, high):
            painter.drawLine(QLineF(x(end), y - _CAP, x(end), y + _CAP))
        painter.drawLine(QLineF(x(likely), y, x(likely), inner))


def paint_one_way(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """The mark of a step that cannot be taken back: a bolt at the bar's beginning."""
    painter.setPen(QPen(QColor(theme.base), 1))
    painter.setBrush(QColor(theme.text))
    x, y, half = rect.left() + 2, rect.center().y(), _LOCK
    shape = [QPointF(x, y - half), QPointF(x + 1.5 * half, y), QPointF(x, y + half)]
    painter.drawPolygon(QPolygonF(shape))
    painter.drawRect(QRectF(x + 1.5 * half, y - half, 2.5, 2 * half))


def paint_arrow(
    painter: QPainter, colour: QColor, begin: QPointF, end: QPointF, *, broken: bool
) -> None:
    """From the end of the step before to the beginning of the one that waits for it."""
    style = Qt.PenStyle.DashLine if broken else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour, 1.3, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(begin)
    out = QPointF(begin.x() + 7, begin.y())
    path.lineTo(out)
    if end.x() - 9 >= out.x():
        path.lineTo(out.x(), end.y())
    else:
        between = (begin.y() + end.y()) / 2
        path.lineTo(out.x(), between)
        path.lineTo(end.x() - 9, between)
        path.lineTo(end.x() - 9, end.y())
    path.lineTo(end.x() - _HEAD, end.y())
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    head = [
        end,
        QPointF(end.x() - 1.5 * _HEAD, end.y() - _HEAD),
        QPointF(end.x() - 1.5 * _HEAD, end.y() + _HEAD),
    ]
    painter.drawPolygon(QPolygonF(head))


def legend_width(ink: Ink) -> float:
    """Pixels that the whole legend needs in one line."""
    words = [status_word(status) for status in LEGEND] + ["No way back"]
    return sum(ink.width((word,), ink.small) + 44 for word in words)


def paint_legend(painter: QPainter, ink: Ink, area: QRectF) -> None:
    """The pattern of each status with its word, and the mark of no return."""
    left = area.left()
    for status in LEGEND:
        sample = QRectF(left, area.center().y() - 5, 22, 10)
        paint_body(painter, ink.theme, sample, status)
        left = _caption(painter, ink, area, sample.right() + 5, status_word(status))
    if left + 20 < area.right():
        paint_one_way(painter, ink.theme, QRectF(left, area.top(), 14, area.height()))
        _caption(painter, ink, area, left + 17, "No way back")


def _caption(painter: QPainter, ink: Ink, area: QRectF, left: float, word: str) -> float:
    width = ink.width((word,), ink.small) + 2
    rect = QRectF(left, area.top(), max(min(width, area.right() - left), 0), area.height())
    ink.write(painter, rect, word, ink.theme.muted, ink.small, place=LEFT)
    return left + width + 12
