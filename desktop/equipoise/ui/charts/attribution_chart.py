"""Who brings the change: diverging bars of points, by recommendation and by driver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QFrame, QScrollArea, QVBoxLayout, QWidget

from equipoise.projection.outcome import DriverAttribution
from equipoise.ui.charts.chart import Chart, Row
from equipoise.ui.charts.ink import LEFT, RIGHT
from equipoise.ui.charts.wording import MINUS, month_words, signed_points

_ROW = 1.5
_BAR = 0.62
_LEAST_COLUMN = 110.0
_SUM = "Whole change"
_SCROLLING = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


@dataclass(frozen=True, slots=True)
class Block:
    """Bars of one kind: a heading, and for each name its points by pole; the sum comes last."""

    kind: str
    heading: str
    rows: tuple[tuple[str, Mapping[str, float]], ...]

    def total(self, pole_id: str) -> float:
        """The whole change of a pole's mean index, in points."""
        return sum(points.get(pole_id, 0.0) for _, points in self.rows)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where zero stands in a column, and how many pixels a point takes."""

    zero: float
    pixels: float


class _Bars(QWidget):
    """The painted bars; as tall as its rows."""

    def __init__(self, chart: AttributionChart) -> None:
        super().__init__(chart)
        self._chart = chart

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._chart.paint(painter, QRectF(self.rect()))
        painter.end()

    def sizeHint(self) -> QSize:
        return self.minimumSize()


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
        self._bars = _Bars(self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._bars)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

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
        return self._bars

    def rebuild(self) -> None:
        """Nothing is kept between drawings; the colours are read when painting."""
        self._bars.update()

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
        self._bars.setMinimumSize(
            round(150 + poles * _LEAST_COLUMN), round(rows * self._row_height() + 6)
        )
        self.setAccessibleDescription(self.reading() or self.explanation)
        self._bars.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow and page keys scroll."""
        action = _SCROLLING.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            self._scroll.verticalScrollBar().triggerAction(action)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys act here."""
        super().focusInEvent(event)
        self._bars.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys act elsewhere."""
        super().focusOutEvent(event)
        self._bars.update()

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
        scale = self._scale([v for _, points in rows for v in points.values()], column)
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
                    self._paint_bar(painter, row, points[pole.id], place, font)
            top += height
        return top + 0.4 * height

    def _scale(self, values: Sequence[float], column: float) -> _Scale:
        """The scale on which all values and their labels fit into a column."""
        label = self.ink.width((f"{MINUS}00.0",), self.ink.bold) + 10
        loss, gain = -min(0.0, *values, 0.0), max(0.0, *values, 0.0)
        room = max(column - 2 * label, 8.0)
        pixels = room / (loss + gain) if loss + gain > 0 else 0.0
        return _Scale(label + loss * pixels if loss + gain > 0 else column / 2, pixels)

    def _paint_bar(
        self, painter: QPainter, row: QRectF, value: float, place: int, font: QFont
    ) -> None:
        """A bar from zero (the left of `row`) over its signed width, and its figure."""
        bar = row.normalized().adjusted(
            0, row.height() * (1 - _BAR) / 2, 0, -row.height() * (1 - _BAR) / 2
        )
        colour = QColor(self.theme.pole(place))
        painter.setPen(QPen(colour, 1.2))
        ground = QColor(colour)
        ground.setAlpha(70 if value < 0 else 255)
        painter.setBrush(ground)
        if bar.width() > 0:
            painter.drawRect(bar)
        if value >= 0:
            figure, side = QRectF(bar.right() + 4, row.top(), 80, row.height()), LEFT
        else:
            figure, side = QRectF(bar.left() - 84, row.top(), 80, row.height()), RIGHT
        self.ink.write(painter, figure, signed_points(value), self.theme.text, font, place=side)

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
