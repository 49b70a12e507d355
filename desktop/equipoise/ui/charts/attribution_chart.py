"""Who brings the change: diverging bars of points, by recommendation and by driver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.projection.outcome import DriverAttribution
from equipoise.ui.charts.bars import bar_scale, paint_bar
from equipoise.ui.charts.chart import Chart, Row
from equipoise.ui.charts.painted_list import PaintedList
from equipoise.ui.charts.wording import month_words, signed_points

_ROW = 1.5
_LEAST_COLUMN = 110.0
_SUM = "Whole change"


@dataclass(frozen=True, slots=True)
class Block:
    """Bars of one kind: a heading, and for each name its points by pole; the sum comes last."""

    kind: str
    heading: str
    rows: tuple[tuple[str, Mapping[str, float]], ...]

    def total(self, pole_id: str) -> float:
        """The whole change of a pole's mean index, in points."""
        return sum(points.get(pole_id, 0.0) for _, points in self.rows)


class AttributionChart(Chart):
    """For each pole, the points of its mean index that recommendations and drivers bring."""

    heading = "Attribution"
    explanation = (
        "For each pole, the points of its mean index in the last month that each recommendation "
        "brings against no effort, and each driver against nothing happening."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drivers: DriverAttribution | None = None
        self._blocks: list[Block] = []
        self._list = PaintedList(self.paint, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._list)

    def set_driver_attribution(self, attribution: DriverAttribution | None) -> None:
        """Show what drivers bring below what recommendations bring; None takes it away."""
        self._drivers = attribution
        self._redraw_due = True
        self._when_seen()

    def adopt(self, other: Chart) -> None:
        """Show what another chart shows, the drivers too."""
        if isinstance(other, AttributionChart):
            self._drivers = other._drivers
        super().adopt(other)

    def blocks(self) -> list[Block]:
        """The bars shown."""
        self.settle()
        return list(self._blocks)

    def picture(self) -> QWidget:
        """All bars, those scrolled out of sight too."""
        return self._list.sheet

    def rebuild(self) -> None:
        """Nothing is kept between drawings; the colours are read when painting."""
        self._list.sheet.update()

    def redraw(self) -> None:
        """Collect the bars."""
        self._blocks = []
        as_of = self.dossier.settings.as_of
        if self.projection is not None and self.projection.attribution:
            month = month_words(as_of, int(self.projection.months[-1]))
            self._blocks.append(
                self._block(
                    "recommendations",
                    f"Recommendations, points against no effort · {month}",
                    self.projection.attribution,
                )
            )
        if self._drivers is not None and self._drivers.points:
            month = month_words(as_of, self._drivers.month)
            self._blocks.append(
                self._block(
                    "drivers",
                    f"Drivers, points against nothing happening · {month}",
                    self._drivers.points,
                )
            )
        rows = sum(len(block.rows) + 3 for block in self._blocks)
        poles = max(1, len(self.dossier.poles))
        self.setAccessibleDescription(self.reading() or self.explanation)
        self._list.set_least(150 + poles * _LEAST_COLUMN, rows * self._row_height() + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow and page keys scroll."""
        if not self._list.scroll_by(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys act here."""
        super().focusInEvent(event)
        self._list.sheet.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys act elsewhere."""
        super().focusOutEvent(event)
        self._list.sheet.update()

    def _block(self, table: str, heading: str, points: Mapping[str, Mapping[str, float]]) -> Block:
        """The rows of one table that any pole's attribution knows, in the user's order."""
        rows = []
        for row in self.dossier.table(table):
            by_pole = {pole: given[row.id] for pole, given in points.items() if row.id in given}
            if by_pole:
                rows.append((str(row.name), by_pole))
        return Block(table, heading, tuple(rows))

    def _row_height(self) -> float:
        return _ROW * self.ink.line(self.ink.small)

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint all blocks: names at the left, a column a pole, one scale a block."""
        painter.fillRect(area, QColor(self.theme.base))
        if not self.dossier.poles:
            return
        names = [name for block in self._blocks for name, _ in block.rows] + [_SUM]
        left = min(self.ink.width(names, self.ink.bold) + 22, 0.36 * area.width())
        column = (area.width() - left - 8) / len(self.dossier.poles)
        top = area.top() + 4
        for block in self._blocks:
            top = self._paint_block(painter, block, left, column, top)
        self.paint_focus(painter, area)

    def _paint_block(
        self, painter: QPainter, block: Block, left: float, column: float, top: float
    ) -> float:
        height, right = self._row_height(), left + column * len(self.dossier.poles)
        heading = QRectF(10, top, right - 10, height)
        self.ink.write(painter, heading, block.heading, self.theme.muted, self.ink.small)
        top += height
        totals = {pole.id: block.total(pole.id) for pole in self.dossier.poles}
        rows = (*block.rows, (_SUM, totals))
        values = [v for _, points in rows for v in points.values()]
        scale = bar_scale(self.ink, values, column)
        for place, pole in enumerate(self.dossier.poles):
            colour = self.theme.pole(place)
            room = QRectF(left + place * column + 20, top, column - 24, height)
            self.ink.glyph(painter, QPointF(room.left() - 8, top + height / 2), place, colour)
            self.ink.write(painter, room, pole.name, colour, self.ink.bold)
        top += height
        for i, (name, points) in enumerate(rows):
            last = i == len(block.rows)
            if last:
                painter.setPen(QPen(QColor(self.theme.muted), 1))
                painter.drawLine(QLineF(10, top, right, top))
            elif i % 2 == 0:
                stripe = QRectF(4, top, right - 4, height)
                painter.fillRect(stripe, QColor(self.theme.alternate))
            font = self.ink.bold if last else self.ink.small
            beside = QRectF(10, top, left - 16, height)
            self.ink.write(painter, beside, name, self.theme.text, font)
            for place, pole in enumerate(self.dossier.poles):
                zero = left + place * column + scale.zero
                painter.setPen(QPen(QColor(self.theme.muted), 1))
                painter.drawLine(QLineF(zero, top, zero, top + height))
                if pole.id in points:
                    row = QRectF(zero, top, points[pole.id] * scale.pixels, height)
                    colour = self.theme.pole(place)
                    paint_bar(painter, self.ink, row, points[pole.id], colour, font=font)
            top += height
        return top + 0.4 * height

    def legend(self) -> str:
        """What the bars mean."""
        return "Points of the mean index; filled: gain, pale: loss"

    def reading(self) -> str:
        """Every bar in words, pole by pole."""
        lines = []
        for block in self._blocks:
            lines.append(block.heading)
            for pole in self.dossier.poles:
                bars = [
                    f"{name} {signed_points(points[pole.id])}"
                    for name, points in block.rows
                    if pole.id in points
                ]
                total = signed_points(block.total(pole.id))
                lines.append(f"{pole.name}: {', '.join(bars)}; {_SUM.lower()} {total} points")
        return "\n".join(lines)

    def table(self) -> list[Row]:
        """Kind, month, name, pole and points, with the whole change of each pole."""
        self.settle()
        rows: list[Row] = [("kind", "month", "name", "pole", "points")]
        for block in self._blocks:
            month = self._month(block)
            for pole in self.dossier.poles:
                rows += [
                    (block.kind, month, name, pole.name, float(points[pole.id]))
                    for name, points in block.rows
                    if pole.id in points
                ]
                rows.append((block.kind, month, _SUM, pole.name, float(block.total(pole.id))))
        return rows

    def _month(self, block: Block) -> int:
        if block.kind == "drivers" and self._drivers is not None:
            return self._drivers.month
        return 0 if self.projection is None else int(self.projection.months[-1])
