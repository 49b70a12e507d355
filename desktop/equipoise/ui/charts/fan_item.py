"""One fan: 90 % and 50 % ranges as bands and the median as a line, in one graphics item."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from equipoise.projection.outcome import Fan

_OUTER_ALPHA = 58
_INNER_ALPHA = 96
TOP = 100.0


def thin_pen(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen whose width is in pixels whatever the scale of the plot."""
    pen = QPen(colour, width, style)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def sharp(pen: QPen, painter: QPainter) -> QPen:
    """A `thin_pen` for the screen at hand: such pens count device pixels, which may be finer."""
    logical, device = painter.worldTransform().m11(), painter.deviceTransform().m11()
    if not logical or device == logical:
        return pen
    scaled = QPen(pen)
    scaled.setWidthF(pen.widthF() * abs(device / logical))
    return scaled


class FanItem(QGraphicsObject):
    """Paints a `Fan` in data coordinates: months across, points (`low` to `high`) upwards.

    The polygons are built once in `set_fan`, so that a repaint only draws them. A second fan can
    stand beside it as an outline, for comparison.
    """

    def __init__(self, colour: str, low: float = 0.0, high: float = TOP) -> None:
        super().__init__()
        self.fan: Fan | None = None
        self.compared: Fan | None = None
        self._low, self._high = low, high
        self._last = 1.0
        self._outer = QPolygonF()
        self._inner = QPolygonF()
        self._median = QPolygonF()
        self._outlines: tuple[QPolygonF, ...] = ()
        self.set_colour(colour)

    def set_colour(
        self, colour: str, *, dashes: Sequence[float] = (), strength: float = 1.0
    ) -> None:
        """Paint in another colour, #rrggbb.

        `dashes` is the pattern of the median in widths of its line; `strength` (0 to 1) pales the
        bands, so that several fans can lie over each other.
        """
        base = QColor(colour)
        self._line = thin_pen(base, 2.0)
        if dashes:
            self._line.setDashPattern(list(dashes))
            self._line.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._outlined_median = thin_pen(base, 1.2, Qt.PenStyle.DashLine)
        faint = QColor(base)
        faint.setAlpha(130)
        self._outline = thin_pen(faint, 1.0, Qt.PenStyle.DotLine)
        self._outer_brush = _brush(base, strength * _OUTER_ALPHA)
        self._inner_brush = _brush(base, strength * _INNER_ALPHA)
        self.update()

    def set_fan(self, months: npt.NDArray[np.int64], fan: Fan) -> None:
        """Show a fan over `months`, both of the same length."""
        self._fit(months)
        self.fan = fan
        there_and_back = np.concatenate((months, months[::-1]))
        self._outer = arrayToQPolygonF(there_and_back, np.concatenate((fan.p5, fan.p95[::-1])))
        self._inner = arrayToQPolygonF(there_and_back, np.concatenate((fan.p25, fan.p75[::-1])))
        self._median = arrayToQPolygonF(months, fan.p50)
        self.update()

    def set_compared(self, months: npt.NDArray[np.int64], fan: Fan | None) -> None:
        """Show 90 % range and median of a second fan in dots and dashes; None takes it away."""
        self.compared = fan
        self._outlines = ()
        if fan is not None:
            self._fit(months)
            self._outlines = tuple(
                arrayToQPolygonF(months, values) for values in (fan.p5, fan.p95, fan.p50)
            )
        self.update()

    def _fit(self, months: npt.NDArray[np.int64]) -> None:
        last = float(months[-1]) if months.size else 1.0
        if last != self._last:
            self.prepareGeometryChange()
            self._last = last

    def boundingRect(self) -> QRectF:
        """All months and the whole scale of points; steady, so that updates stay cheap."""
        return QRectF(0.0, self._low, self._last, self._high - self._low)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the bands, then the outline of the compared fan, then the median."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._outer_brush)
        painter.drawPolygon(self._outer)
        painter.setBrush(self._inner_brush)
        painter.drawPolygon(self._inner)
        for pen, outline in zip(
            (self._outline, self._outline, self._outlined_median), self._outlines, strict=False
        ):
            painter.setPen(sharp(pen, painter))
            painter.drawPolyline(outline)
        painter.setPen(sharp(self._line, painter))
        painter.drawPolyline(self._median)


def _brush(colour: QColor, alpha: float) -> QBrush:
    shade = QColor(colour)
    shade.setAlpha(round(alpha))
    return QBrush(shade)
