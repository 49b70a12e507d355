"""Index fans of several scenarios over each other, and below them the difference of two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from equipoise.projection.outcome import Fan
from equipoise.ui.charts import axes
from equipoise.ui.charts.canvas import Canvas, Panel, Span
from equipoise.ui.charts.chart import MonthChart, Row
from equipoise.ui.charts.fan_item import FanItem
from equipoise.ui.charts.index_chart import FAN_COLUMNS, fan_columns, fan_words
from equipoise.ui.charts.ink import LEFT, RIGHT, spread
from equipoise.ui.charts.markers import Marker, markers_of, paint_markers
from equipoise.ui.charts.wording import MINUS, calendar_month, month_words, signed_points
from equipoise.ui.compare.comparison_chart import ComparisonChart, level_range, level_steps
from equipoise.ui.compare.marks import DASHES, Shown, paint_badge
from equipoise.ui.plain import one_line

_WIDE = 400.0
_LEAST_INDEX, _LEAST_DIFFERENCE = 96.0, 58.0
_INDEX_SHARE = 0.64
_BADGE = 6.5
_ROOM_FOR_NAMES = (300.0, 180.0)
_STEPS = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 15.0, 20.0, 30.0, 40.0, 60.0, 100.0)


@dataclass(frozen=True, slots=True)
class _Line:
    """A fan on a panel: whose it is, and the item that paints it."""

    scenario_id: str
    item: FanItem


def difference_bound(fans: list[Fan]) -> float:
    """A round number of points, plus and minus, within which all the fans lie."""
    reach = max((float(np.max(np.abs((fan.p5, fan.p95)))) for fan in fans), default=0.0)
    return next((step for step in _STEPS if reach <= step), 100.0)


class OverlayChart(ComparisonChart, MonthChart):
    """For each pole the fans of all scenarios, and below the difference of the other to the first.

    `month_chosen` tells a month that the reader pressed on, or read when pressing Enter.
    """

    heading = "Index"
    explanation = (
        "For each pole the index of every scenario: median and 90 % range. Below, the difference "
        "of one scenario to the one compared with, future by future on the same draws. "
        "Arrow keys read the figures, Enter makes the month read the month of the workspace."
    )
    month_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[list[_Line]] = []
        self._bound = 1.0
        self.canvas = Canvas(self)
        self.canvas.set_name(self.heading)
        self.canvas.pointed.connect(self.point_at)
        self.canvas.left.connect(self.point_away)
        self.canvas.pressed.connect(self._press)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def fan(self, pole_id: str, scenario_id: str) -> Fan | None:
        """The fan of the index shown for a pole and a scenario."""
        return self._find(2 * self._place(pole_id), scenario_id)

    def difference(self, pole_id: str) -> Fan | None:
        """The fan of the difference shown for a pole."""
        return None if self.shown is None else self._difference(self.shown, pole_id)

    def _difference(self, shown: Shown, pole_id: str) -> Fan | None:
        return self._find(2 * self._place(pole_id) + 1, shown.other)

    def _place(self, pole_id: str) -> int:
        return next(i for i, pole in enumerate(self.dossier.poles) if pole.id == pole_id)

    def _find(self, panel: int, scenario_id: str) -> Fan | None:
        self.settle()
        if panel >= len(self._lines):
            return None
        lines = self._lines[panel]
        return next((line.item.fan for line in lines if line.scenario_id == scenario_id), None)

    def panel_count(self) -> int:
        """Two plots a pole: the index, and below it the difference."""
        return 2 * len(self.dossier.poles)

    def picture(self) -> QWidget:
        """All poles, those scrolled out of sight too."""
        return self.canvas

    def rebuild(self) -> None:
        """Ground and size; the fans follow from the comparison."""
        self.panel = 0
        self.canvas.set_background(self.theme.base)
        self._fit_height()

    def redraw(self) -> None:
        """One fan for each scenario and pole, and one for each difference."""
        for line in self._all_lines():
            self.canvas.remove(line.item)
        self._lines = []
        shown = self.shown
        if shown is None:
            self.canvas.set_spans([])
            return
        apart = shown.answer.differences[shown.other]
        self._bound = difference_bound(list(apart.values()))
        last = float(max(self.last_month, 1))
        index = Span(0.0, last, *level_range(shown))
        below = Span(0.0, last, -self._bound, self._bound)
        self.canvas.set_spans([index, below] * len(self.dossier.poles))
        for place, pole in enumerate(self.dossier.poles):
            strength = 1.6 / len(shown.ids)
            lines = [
                self._line(2 * place, shown, i, shown.projection(i).index[pole.id], strength)
                for i in shown.ids
            ]
            self._lines.append(lines)
            self._lines.append([self._line(2 * place + 1, shown, shown.other, apart[pole.id], 1.0)])
        self.setAccessibleDescription(self.explanation)
        self.canvas.arrange()

    def look(self) -> None:
        """Move the line at the month looked at."""
        self.canvas.repaint_layers()

    def _all_lines(self) -> Iterator[_Line]:
        for lines in self._lines:
            yield from lines

    def _line(self, panel: int, shown: Shown, scenario_id: str, fan: Fan, strength: float) -> _Line:
        slot = shown.slots[scenario_id]
        colour = self.theme.series[slot]
        item = FanItem(colour, -100.0)
        item.set_colour(colour, dashes=DASHES[slot], strength=min(strength, 1.0))
        item.set_fan(shown.projection(scenario_id).months, fan)
        self.canvas.add(panel, item)
        return _Line(scenario_id, item)

    def refresh_reading(self) -> None:
        """Repaint crosshair and box, and bring the plot read into sight."""
        self.canvas.repaint_layers()
        if self.month is not None and self.hasFocus() and self.panel < len(self.canvas.panels):
            centre = self.canvas.panels[self.panel].rect.center()
            self._scroll.ensureVisible(round(centre.x()), round(centre.y()), 20, 80)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes the month read that of the workspace; other keys read."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.month is not None:
            self.month_chosen.emit(self.month)
        else:
            super().keyPressEvent(event)

    def _press(self, _panel: int, x: float) -> None:
        self.month_chosen.emit(min(max(round(x), 0), self.last_month))

    # -- places ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack or widen the plots, and scroll where they would get too low."""
        super().resizeEvent(event)
        self._fit_height()

    def _wide(self, width: float) -> bool:
        return width / max(1, len(self.dossier.poles)) >= _WIDE

    def _titles(self) -> float:
        return self.ink.line(self.ink.bold) + self.ink.line(self.ink.small) + 14

    def _fit_height(self) -> None:
        blocks = 1 if self._wide(self.width()) else len(self.dossier.poles)
        least = blocks * (self._titles() + _LEAST_INDEX + _LEAST_DIFFERENCE)
        self.canvas.setMinimumHeight(round(least + self._foot()))

    def _foot(self) -> float:
        return axes.month_axis_height(self.ink) + 6

    def _ends_width(self, room: float) -> float:
        if self.shown is None:
            return 0.0
        names = [f"{self.shown.name(i)} 100" for i in self.shown.ids]
        return min(self.ink.width(names, self.ink.small) + 8, 0.25 * room) + 2 * _BADGE + 12

    def arrange(self, area: QRectF, count: int) -> list[QRectF]:
        """Poles side by side if that leaves them wide enough, else one above the other."""
        poles = count // 2
        wide = self._wide(area.width())
        across = area.width() / poles if wide else area.width()
        down = (area.height() - self._foot()) / (1 if wide else poles)
        left = 16 + self.ink.width((f"{MINUS}100",), self.ink.small)
        right = self._ends_width(across) + 12
        bold, small = self.ink.line(self.ink.bold), self.ink.line(self.ink.small)
        room = max(down - self._titles(), 20.0)
        high = _INDEX_SHARE * room
        rects = []
        for place in range(poles):
            x = place * across if wide else 0.0
            y = 0.0 if wide else place * down
            width = max(across - left - right, 10.0)
            rects.append(QRectF(x + left, y + bold + 4, width, high))
            rects.append(QRectF(x + left, y + bold + high + small + 12, width, room - high))
        return rects

    # -- painting ----------------------------------------------------------------------------

    def paint_under(self, painter: QPainter) -> None:
        """Titles, grids and axes."""
        shown = self.shown
        if shown is None:
            return
        lowest = max(panel.rect.bottom() for panel in self.canvas.panels)
        for place, pole in enumerate(self.dossier.poles):
            index, below = self.canvas.panels[2 * place : 2 * place + 2]
            self._write_above(painter, index, one_line(pole.name), place)
            apart = f"{shown.label(shown.other)} less {shown.label(shown.first)}, points"
            self._write_above(painter, below, apart, None)
            levels = level_steps(index.span.bottom, index.span.top)
            axes.paint_level_axis(painter, self.ink, index, levels)
            for panel in (index, below):
                months = axes.paint_month_grid(painter, self.ink, panel)
                axes.paint_frame(painter, self.ink, panel)
            self._paint_difference_axis(painter, below)
            if below.rect.bottom() >= lowest - 1:
                as_of = self.dossier.settings.as_of
                axes.paint_month_labels(painter, self.ink, below, months, as_of)

    def _write_above(self, painter: QPainter, panel: Panel, text: str, place: int | None) -> None:
        font = self.ink.small if place is None else self.ink.bold
        colour = self.theme.muted if place is None else self.theme.pole(place)
        line, left = self.ink.line(font), panel.rect.left()
        top = panel.rect.top() - line - 2
        if place is not None:
            self.ink.glyph(painter, QPointF(left + 4, top + line / 2), place, colour)
            left += 13
        room = self.canvas.width() - left - 4 if not self._wide(self.width()) else 0.0
        room = room or panel.rect.right() - left + self._ends_width(panel.rect.width())
        self.ink.write(painter, QRectF(left, top, room, line), text, colour, font)

    def _paint_difference_axis(self, painter: QPainter, panel: Panel) -> None:
        line = self.ink.line(self.ink.small)
        for value in (-self._bound, 0.0, self._bound):
            y = panel.y(value)
            strong = value == 0
            painter.setPen(QPen(QColor(self.theme.muted if strong else self.theme.line), 1))
            painter.drawLine(QLineF(panel.rect.left(), y, panel.rect.right(), y))
            text = "0" if strong else signed_points(value).removesuffix(".0")
            tick = QRectF(panel.rect.left() - 65, y - line / 2, 60, line)
            self.ink.write(painter, tick, text, self.theme.muted, self.ink.small, place=RIGHT)

    def paint_over(self, painter: QPainter) -> None:
        """Goals, labels at the line ends, the month looked at, and what the reader points at."""
        if self.shown is None:
            return
        for number, (panel, lines) in enumerate(zip(self.canvas.panels, self._lines, strict=False)):
            if number % 2 == 0:
                pole = self.dossier.poles[number // 2]
                named = _ROOM_FOR_NAMES[0] <= panel.rect.width()
                named = named and panel.rect.height() >= _ROOM_FOR_NAMES[1]
                marks = [(m, self.theme.muted) for m in self._goals(self.shown, pole.id)]
                paint_markers(painter, self.ink, panel, marks, labelled=named)
            self._paint_ends(painter, self.shown, panel, lines, signed=number % 2 == 1)
            painter.setPen(QPen(QColor(self.theme.accent), 1.4))
            x = panel.x(min(self.at, self.last_month))
            painter.drawLine(QLineF(x, panel.rect.top(), x, panel.rect.bottom()))
        area = QRectF(self.canvas.rect())
        if self.month is not None and self.panel < len(self.canvas.panels):
            for panel in self.canvas.panels:
                axes.paint_crosshair(painter, self.ink, panel, self.month)
            anchor = self.canvas.panels[self.panel].rect.center()
            anchor.setX(self.canvas.panels[self.panel].x(self.month))
            self.ink.box(painter, anchor, self.reading(), area)
        self.paint_focus(painter, area)

    def _goals(self, shown: Shown, pole_id: str) -> list[Marker]:
        """Goals and red lines of a pole's index that are in force in any scenario shown."""
        aside = frozenset.intersection(*(self.dossier.set_aside_in(i) for i in shown.ids))
        return [
            marker
            for marker in markers_of(self.dossier, None, pole_id)
            if marker.goal.month <= self.last_month and marker.goal.id not in aside
        ]

    def _paint_ends(
        self, painter: QPainter, shown: Shown, panel: Panel, lines: list[_Line], *, signed: bool
    ) -> None:
        """Letter, name and median at the end of each line, apart from each other."""
        ends = [(line, line.item.fan) for line in lines]
        values = [float(fan.p50[-1]) for _, fan in ends if fan is not None]
        line_height = self.ink.line(self.ink.small)
        wanted = [panel.y(value) for value in values]
        top, bottom = panel.rect.top() - 4, panel.rect.bottom() + 4
        centres = spread(wanted, max(line_height, 2 * _BADGE + 1), top, bottom)
        left = panel.rect.right() + 12
        for (line, _), value, level, centre in zip(ends, values, wanted, centres, strict=True):
            slot = shown.slots[line.scenario_id]
            colour = self.theme.series[slot]
            painter.setPen(QPen(QColor(colour), 1))
            painter.drawLine(QLineF(panel.rect.right() + 2, level, left - 1, centre))
            badge = QPointF(left + _BADGE, centre)
            paint_badge(painter, badge, self.theme, slot, self.ink.small, radius=_BADGE)
            text = signed_points(value) if signed else f"{value:.0f}"
            beside = left + 2 * _BADGE + 4
            number = self.ink.width((text,), self.ink.bold) + 4
            rect = QRectF(beside, centre - line_height / 2, number, line_height)
            self.ink.write(painter, rect, text, colour, self.ink.bold, place=LEFT)
            room = self._ends_width(self._column()) - (beside - left) - number
            rect = QRectF(rect.right(), rect.top(), room, line_height)
            name = shown.name(line.scenario_id)
            self.ink.write(painter, rect, name, self.theme.muted, self.ink.small)

    def _column(self) -> float:
        width = self.canvas.width()
        return width / len(self.dossier.poles) if self._wide(self.width()) else float(width)

    # -- words -------------------------------------------------------------------------------

    def legend(self) -> str:
        """What bands and lines mean."""
        return "Median, 50 % and 90 % ranges; marks: goals and red lines"

    def reading(self) -> str:
        """Pole, month, and the figures of every line on the plot read."""
        shown = self.shown
        if self.month is None or shown is None or self.panel >= len(self._lines):
            return ""
        pole = self.dossier.poles[self.panel // 2]
        lines = [f"{one_line(pole.name)} · {month_words(self.dossier.settings.as_of, self.month)}"]
        for line in self._lines[self.panel]:
            fan = line.item.fan
            if fan is not None and self.month < fan.p50.size:
                less = f" less {shown.letter(shown.first)}" if self.panel % 2 else ""
                words = fan_words(fan, self.month)
                lines.append(f"{shown.label(line.scenario_id)}{less}: {words}")
        return "\n".join(lines)

    def table(self) -> list[Row]:
        """Month, calendar month, pole, scenario, what it is less of if anything, and figures."""
        self.settle()
        rows: list[Row] = [("month", "calendar", "pole", "scenario", "less", *FAN_COLUMNS)]
        shown = self.shown
        if shown is None:
            return rows
        as_of = self.dossier.settings.as_of
        for number, lines in enumerate(self._lines):
            pole = self.dossier.poles[number // 2]
            less = shown.name(shown.first) if number % 2 else ""
            for line in lines:
                fan = line.item.fan
                if fan is not None:
                    name = shown.name(line.scenario_id)
                    rows += [
                        (m, calendar_month(as_of, m), pole.name, name, less, *fan_columns(fan, m))
                        for m in range(fan.p50.size)
                    ]
        return rows
