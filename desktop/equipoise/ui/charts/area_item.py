"""Stacked areas in one graphics item."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from equipoise.projection.outcome import Floats
from equipoise.ui.charts.fan_item import sharp, thin_pen


class AreaItem(QGraphicsObject):
    """Shares that stack up to 1 over the months, in data coordinates; lines part the areas."""

    def __init__(self) -> None:
        super().__init__()
        self._colours: list[QColor] = []
        self._line = thin_pen(QColor(), 1.5)
        self._areas: list[QPolygonF] = []
        self._edges: list[QPolygonF] = []
        self._last = 1.0
        self.edges: Floats = np.zeros((1, 0))

    def set_colours(self, colours: Sequence[str], line: str) -> None:
        """One colour an area from the bottom up, and that of the lines between them."""
        self._colours = [QColor(colour) for colour in colours]
        self._line = thin_pen(QColor(line), 1.5)
        self.update()

    def set_shares(self, months: Floats, shares: Sequence[Floats]) -> None:
        """Stack `shares`, each of shape (months,), from the bottom up."""
        last = float(months[-1]) if months.size else 1.0
        if last != self._last:
            self.prepareGeometryChange()
            self._last = last
        stack = np.zeros((len(shares) + 1, months.size))
        if shares:
            np.cumsum(np.asarray(shares, dtype=float), axis=0, out=stack[1:])
        self.edges = stack
        there_and_back = np.concatenate((months, months[::-1]))
        self._areas = [
            arrayToQPolygonF(there_and_back, np.concatenate((low, high[::-1])))
            for low, high in pairwise(stack)
        ]
        self._edges = [arrayToQPolygonF(months, edge) for edge in stack[1:-1]]
        self.update()

    def boundingRect(self) -> QRectF:
        """All months, the whole stack."""
        return QRectF(0.0, 0.0, self._last, 1.0)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the areas, then the lines between them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, area in zip(self._colours, self._areas, strict=False):
            painter.setBrush(colour)
            painter.drawPolygon(area)
        painter.setPen(sharp(self._line, painter))
        for edge in self._edges:
            painter.drawPolyline(edge)
