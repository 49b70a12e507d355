"""Who brings the change: for each recommendation a bar a scenario, pole by pole."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.ui.charts.bars import bar_scale, paint_bar
from equipoise.ui.charts.chart import Row
from equipoise.ui.charts.painted_list import PaintedList
from equipoise.ui.charts.wording import month_words, signed_points
from equipoise.ui.compare.comparison_chart import ComparisonChart
from equipoise.ui.compare.marks import Shown, paint_badge
from equipoise.ui.plain import one_line

_BAR_HEIGHT = 1.12
_LEAST_COLUMN = 130.0
_LETTER = 20.0
_SUM = "Whole change"


class ContributionChart(ComparisonChart):
    """For each pole, the points of its mean index that a recommendation brings in each scenario."""

    heading = "Contributions"
    explanation = (
        "For each pole, the points of its mean index in the last month that each recommendation "
        "brings against no effort, one bar a scenario. Up and Down scroll."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = PaintedList(self.paint, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._list)

    def picture(self) -> QWidget:
        """All bars, those scrolled out of sight too."""
        return self._list.sheet

    def points(self, scenario_id: str, recommendation_id: str, pole_id: str) -> float:
        """The points shown for a recommendation in a scenario (0 where it brings nothing)."""
        if self.shown is None:
            return 0.0
        given = self.shown.projection(scenario_id).attribution.get(pole_id, {})
        return float(given.get(recommendation_id, 0.0))

    def rebuild(self) -> None:
        """Nothing is kept between drawings; the colours are read when painting."""
        self._list.sheet.update()

    def redraw(self) -> None:
        """Make room for the bars."""
        poles = max(1, len(self.dossier.poles))
        groups = len(self.dossier.recommendations) + 1
        scenarios = 0 if self.shown is None else len(self.shown.ids)
        bars = groups * (scenarios * self._bar_height() + self._gap())
        head = self.ink.line(self.ink.small) + 1.4 * self.ink.line(self.ink.bold) + 10
        self.setAccessibleDescription(self.reading() or self.explanation)
        self._list.set_least(130 + poles * _LEAST_COLUMN, head + bars)

    def look(self) -> None:
        """The bars are of the last month, whichever one is looked at."""

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

    def _bar_height(self) -> float:
        return _BAR_HEIGHT * self.ink.line(self.ink.small)

    def _gap(self) -> float:
        return 0.5 * self.ink.line(self.ink.small)

    def _groups(self, shown: Shown) -> list[tuple[str, list[list[float]]]]:
        """For each recommendation, and last their sum, the points by scenario and pole."""
        poles = [pole.id for pole in self.dossier.poles]
        groups = [
            (
                one_line(row.name),
                [[self.points(i, row.id, pole) for pole in poles] for i in shown.ids],
            )
            for row in self.dossier.recommendations
        ]
        totals = [
            [sum(shown.projection(i).attribution.get(pole, {}).values()) for pole in poles]
            for i in shown.ids
        ]
        return [*groups, (_SUM, totals)]

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint all groups: names at the left, a column a pole, one scale for all."""
        painter.fillRect(area, QColor(self.theme.base))
        shown, poles = self.shown, self.dossier.poles
        if shown is None or not poles:
            return
        groups = self._groups(shown)
        widest = self.ink.width([name for name, _ in groups], self.ink.small) + 20
        left = min(widest, 0.3 * area.width())
        column = (area.width() - left - _LETTER - 6) / len(poles)
        values = [value for _, rows in groups for row in rows for value in row]
        scale = bar_scale(self.ink, values, column)
        top = self._paint_head(painter, area, left + _LETTER, column)
        height = self._bar_height()
        for number, (name, rows) in enumerate(groups):
            deep = len(rows) * height + self._gap()
            if number == len(groups) - 1:
                painter.setPen(QPen(QColor(self.theme.muted), 1))
                painter.drawLine(QLineF(8, top, area.right() - 6, top))
            elif number % 2 == 0:
                stripe = QRectF(4, top, area.width() - 8, deep)
                painter.fillRect(stripe, QColor(self.theme.alternate))
            self._paint_name(painter, QRectF(10, top + self._gap() / 2, left - 16, deep), name)
            for place in range(len(poles)):
                zero = left + _LETTER + place * column + scale.zero
                painter.setPen(QPen(QColor(self.theme.muted), 1))
                painter.drawLine(QLineF(zero, top, zero, top + deep))
            for line, (scenario_id, row) in enumerate(zip(shown.ids, rows, strict=True)):
                y = top + self._gap() / 2 + line * height
                slot = shown.slots[scenario_id]
                badge = QPointF(left + 6, y + height / 2)
                paint_badge(painter, badge, self.theme, slot, self.ink.small, radius=6.0)
                colour = self.theme.series[slot]
                for place, value in enumerate(row):
                    zero = left + _LETTER + place * column + scale.zero
                    bar = QRectF(zero, y, value * scale.pixels, height)
                    paint_bar(painter, self.ink, bar, value, colour, font=self.ink.small)
            top += deep
        self.paint_focus(painter, area)

    def _paint_head(self, painter: QPainter, area: QRectF, left: float, column: float) -> float:
        small, bold = self.ink.line(self.ink.small), self.ink.line(self.ink.bold)
        row = QRectF(10, area.top() + 4, area.width() - 16, small)
        self.ink.write(painter, row, self._basis(), self.theme.muted, self.ink.small)
        top = row.bottom() + 2
        for place, pole in enumerate(self.dossier.poles):
            colour = self.theme.pole(place)
            title = QRectF(left + place * column + 16, top, column - 20, bold)
            self.ink.glyph(painter, QPointF(title.left() - 8, top + bold / 2), place, colour)
            self.ink.write(painter, title, pole.name, colour, self.ink.bold)
        return top + 1.3 * bold

    def _paint_name(self, painter: QPainter, room: QRectF, name: str) -> None:
        line = self.ink.line(self.ink.small)
        font = self.ink.bold if name == _SUM else self.ink.small
        fitting = max(1, int(room.height() // line))
        parts = self.ink.wrap(name, font, room.width())
        parts = [*parts[: fitting - 1], " ".join(parts[fitting - 1 :])]
        for number, part in enumerate(parts):
            rect = QRectF(room.left(), room.top() + number * line, room.width(), line)
            self.ink.write(painter, rect, part, self.theme.text, font)

    def _basis(self) -> str:
        if self.projection is None:
            return ""
        month = month_words(self.dossier.settings.as_of, int(self.projection.months[-1]))
        return f"Points of the mean index against no effort · {month}"

    def legend(self) -> str:
        """What the bars mean."""
        return "Filled: gain, pale: loss"

    def reading(self) -> str:
        """Every bar in words, scenario by scenario."""
        shown = self.shown
        if shown is None:
            return ""
        lines = [self._basis()]
        for scenario_id in shown.ids:
            for pole in self.dossier.poles:
                bars = [
                    f"{one_line(r.name)} {signed_points(self.points(scenario_id, r.id, pole.id))}"
                    for r in self.dossier.recommendations
                ]
                lines.append(
                    f"{shown.label(scenario_id)}, {one_line(pole.name)}: {', '.join(bars)}"
                )
        return "\n".join(lines)

    def table(self) -> list[Row]:
        """Month, recommendation, pole, scenario and points."""
        self.settle()
        rows: list[Row] = [("month", "recommendation", "pole", "scenario", "points")]
        shown = self.shown
        if shown is None:
            return rows
        month = int(shown.projection(shown.first).months[-1])
        for row in self.dossier.recommendations:
            for pole in self.dossier.poles:
                rows += [
                    (month, row.name, pole.name, shown.name(i), self.points(i, row.id, pole.id))
                    for i in shown.ids
                ]
        return rows
