"""A cloud of points in one graphics item."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from equipoise.projection.outcome import Floats
from equipoise.ui.charts.fan_item import TOP, sharp, thin_pen

_DIAMETER = 4.0
_ALPHA = 120


class CloudItem(QGraphicsObject):
    """Points of two levels (0–100 each), and the path that their medians took."""

    def __init__(self) -> None:
        super().__init__()
        self.points: tuple[Floats, Floats] = (np.zeros(0), np.zeros(0))
        self.path: tuple[Floats, Floats] = (np.zeros(0), np.zeros(0))
        self._cloud = QPolygonF()
        self._path = QPolygonF()
        self.set_colours("#000000", "#000000")

    def set_colours(
        self, points: str, path: str, *, dashes: Sequence[float] = (), strength: float = 1.0
    ) -> None:
        """The colours of the points and of the path, #rrggbb.

        `dashes` is the pattern of the path in widths of its line; `strength` (0 to 1) pales the
        points, so that several clouds can lie over each other.
        """
        shade = QColor(points)
        shade.setAlpha(round(strength * _ALPHA))
        self._dots = thin_pen(shade, _DIAMETER)
        self._dots.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._line = thin_pen(QColor(path), 1.8)
        if dashes:
            self._line.setDashPattern(list(dashes))
            self._line.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.update()

    def set_points(self, across: Floats, up: Floats) -> None:
        """Show these points, both of shape (points,)."""
        self.points = (across, up)
        self._cloud = arrayToQPolygonF(across, up)
        self.update()

    def set_path(self, across: Floats, up: Floats) -> None:
        """Show the path through these points, both of shape (months,)."""
        self.path = (across, up)
        self._path = arrayToQPolygonF(across, up)
        self.update()

    def boundingRect(self) -> QRectF:
        """The whole plane."""
        return QRectF(0.0, 0.0, TOP, TOP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the points, then the path."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(sharp(self._dots, painter))
        painter.drawPoints(self._cloud)
        painter.setPen(sharp(self._line, painter))
        painter.drawPolyline(self._path)
