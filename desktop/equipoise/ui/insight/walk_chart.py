"""Index of each pole, goals and risks against the weight of one recommendation."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.dossier.rows import Pole
from equipoise.dossier.yardsticks import percent_text
from equipoise.projection.outcome import Floats
from equipoise.ui.charts import axes
from equipoise.ui.charts.canvas import Canvas, Panel, Span
from equipoise.ui.charts.chart import Chart, Row
from equipoise.ui.charts.ink import CENTRE, LEFT, RIGHT, spread
from equipoise.ui.charts.wording import month_words, range_words, whole_points
from equipoise.ui.insight.walk_lines import Line, lines_of
from equipoise.ui.plain import one_line

if TYPE_CHECKING:
    from equipoise.insight.walk import Walk

INDEX, PROBABILITY = 0, 1
_BAND_ALPHA = 58
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
_WEIGHTS = (0, 20, 40, 60, 80, 100)
_DISC = 7.5


class WalkChart(Chart):
    """Above the index of each pole with its 90 % range, below the probabilities; 0–100 % across."""

    heading = "Walk the weight"
    explanation = (
        "What becomes of the indices, goals and red lines as the weight of one recommendation goes "
        "from 0 to 100 %, the others scaled. Arrow keys read the figures point by point."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.walk: Walk | None = None
        self.point: int | None = None
        self._set_aside: frozenset[str] = frozenset()
        self._read_panel = INDEX
        self.canvas = Canvas(self)
        self.canvas.set_name(self.heading)
        self.canvas.pointed.connect(self._pointed)
        self.canvas.left.connect(self._point_away)
        self.canvas.setMinimumSize(420, 280)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)

    def set_walk(self, walk: Walk | None, set_aside: frozenset[str] = frozenset()) -> None:
        """Show another walk, without the goals set aside in its scenario; None shows none."""
        self.walk, self._set_aside = walk, set_aside
        self.point = None
        self._redraw_due = True
        self._when_seen()

    def adopt(self, other: Chart) -> None:
        """Show what another chart of this kind shows."""
        super().adopt(other)
        if isinstance(other, WalkChart):
            self.set_walk(other.walk, other._set_aside)

    def rebuild(self) -> None:
        """Two panels on the theme's ground."""
        self.canvas.set_background(self.theme.base)
        self.canvas.set_spans([Span(0.0, 100.0, 0.0, 100.0), Span(0.0, 100.0, 0.0, 1.0)])
        self.canvas.arrange()

    def redraw(self) -> None:
        """Everything is painted from the walk."""
        self.canvas.arrange()

    # Reading

    def _pointed(self, panel: int, percent: float) -> None:
        if self.walk is not None:
            self._read(panel, int(abs(self.walk.percents - percent).argmin()))

    def _read(self, panel: int, point: int) -> None:
        if (panel, point) != (self._read_panel, self.point):
            self._read_panel, self.point = panel, point
            self.canvas.repaint_layers()

    def _point_away(self) -> None:
        if self.point is not None:
            self.point = None
            self.canvas.repaint_layers()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from point to point, Up and Down from plot to plot."""
        key = Qt.Key(event.key())
        if self.walk is None:
            super().keyPressEvent(event)
            return
        last = len(self.walk.percents) - 1
        here = self.point if self.point is not None else self._current_point()
        moved = self.point is not None
        goal = {
            Qt.Key.Key_Left: max(here - moved, 0),
            Qt.Key.Key_Right: min(here + moved, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in goal:
            self._read(self._read_panel, goal[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._read(INDEX if key == Qt.Key.Key_Up else PROBABILITY, here)
        elif key == Qt.Key.Key_Escape and self.point is not None:
            self._point_away()
        else:
            super().keyPressEvent(event)
            return
        self.setAccessibleDescription(self.reading() or self.explanation)

    def _current_point(self) -> int:
        return 0 if self.walk is None else int(abs(self.walk.percents - self.walk.current).argmin())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the arrow keys act here."""
        super().focusInEvent(event)
        self.canvas.repaint_layers()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop reading when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self._point_away()
        self.canvas.repaint_layers()

    def reading(self) -> str:
        """Weight and figures at the point read, as plain text."""
        walk, point = self.walk, self.point
        if walk is None or point is None:
            return ""
        lines = [f"{self._name()} at {walk.percents[point]:g} %"]
        if self._read_panel == INDEX:
            for _, pole in self._poles():
                fan = walk.index[pole.id]
                ends = range_words(float(fan["p5"][point]), float(fan["p95"][point]), 1)
                lines.append(f"{one_line(pole.name)}: median {fan['p50'][point]:.1f}, 90 %: {ends}")
        else:
            lines += [
                f"{one_line(line.name)}: {percent_text(float(line.values[point]))}"
                for line in self.lines()
            ]
        return "\n".join(lines)

    def legend(self) -> str:
        """What the lines mean, and for which month."""
        if self.walk is None:
            return ""
        month = month_words(self.dossier.settings.as_of, self.walk.month)
        return f"Index: median and 90 % range at {month}"

    def table(self) -> list[Row]:
        """Weight in percent, then quantiles of each index and each probability (0…1)."""
        self.settle()
        walk = self.walk
        if walk is None:
            return [("weight %",)]
        poles = [pole for _, pole in self._poles()]
        heads = [f"{one_line(p.name)} {q}" for p in poles for q in ("p5", "p50", "p95")]
        rows: list[Row] = [("weight %", *heads, *(line.name for line in self.lines()))]
        for i, percent in enumerate(walk.percents):
            quantiles = [float(walk.index[p.id][q][i]) for p in poles for q in ("p5", "p50", "p95")]
            shares = [float(line.values[i]) for line in self.lines()]
            rows.append((float(percent), *quantiles, *shares))
        return rows

    # What is drawn

    def _name(self) -> str:
        walk = self.walk
        row = None if walk is None else self.dossier.find("recommendations", walk.recommendation_id)
        return "" if row is None else one_line(row.name)

    def _poles(self) -> list[tuple[int, Pole]]:
        known = {} if self.walk is None else self.walk.index
        return [(i, pole) for i, pole in enumerate(self.dossier.poles) if pole.id in known]

    def lines(self) -> list[Line]:
        """The probabilities shown: goals, risks of red lines, all goals together."""
        if self.walk is None:
            return []
        return lines_of(self.dossier, self.walk, self._set_aside, self.theme)

    def _labels_width(self, area: QRectF) -> float:
        words = [*(f"{pole.name} 100" for _, pole in self._poles())]
        words += [f"{line.name} over 99 %" for line in self.lines()]
        return min(self.ink.width(words, self.ink.small) + 12, 0.34 * area.width())

    def arrange(self, area: QRectF, count: int) -> list[QRectF]:
        """The index above, the probabilities below, on the same axis of weights."""
        title = self.ink.line(self.ink.bold) + 6
        foot = 2 * self.ink.line(self.ink.small) + 8
        left = 16 + self.ink.width(("100 %",), self.ink.small)
        width = max(area.width() - left - self._labels_width(area) - 22, 10)
        room = max(area.height() - 2 * title - foot - 2 * _DISC - 16, 20)
        upper = QRectF(left, title + 2 * _DISC + 4, width, 0.55 * room)
        top = upper.bottom() + title + 10
        return [upper, QRectF(left, top, width, 0.45 * room - 8)][:count]

    def paint_under(self, painter: QPainter) -> None:
        """Titles, grids, the axis of weights."""
        ink = self.ink
        above, below = self.canvas.panels
        line = ink.line(ink.bold)
        titles = (
            (above, "Index", above.rect.top() - line - 2 * _DISC - 4),
            (below, "Probability", below.rect.top() - line - 8),
        )
        for panel, title, top in titles:
            ink.write(painter, QRectF(10, top, 200, line), title, ink.theme.text, ink.bold)
            axes.paint_frame(painter, ink, panel)
            painter.setPen(axes.grid_pen(ink))
            for percent in _WEIGHTS:
                x = panel.x(percent)
                painter.drawLine(QLineF(x, panel.rect.top(), x, panel.rect.bottom()))
        axes.paint_level_axis(painter, ink, above, axes.level_ticks(self.dossier))
        self._paint_shares(painter, below)
        small = ink.line(ink.small)
        for percent in _WEIGHTS:
            rect = QRectF(below.x(percent) - 40, below.rect.bottom() + 4, 80, small)
            ink.write(painter, rect, f"{percent} %", ink.theme.text, ink.small, place=CENTRE)
        name = QRectF(below.rect.left(), below.rect.bottom() + 4 + small, below.rect.width(), small)
        words = f"Weight of {self._name()}" if self._name() else "Weight"
        ink.write(painter, name, words, ink.theme.muted, ink.small, place=CENTRE)

    def _paint_shares(self, painter: QPainter, panel: Panel) -> None:
        ink = self.ink
        small = ink.line(ink.small)
        for share in _SHARES:
            y = panel.y(share)
            painter.setPen(axes.grid_pen(ink))
            painter.drawLine(QLineF(panel.rect.left(), y, panel.rect.right(), y))
            rect = QRectF(panel.rect.left() - 65, y - small / 2, 60, small)
            text = f"{100 * share:.0f} %"
            ink.write(painter, rect, text, ink.theme.muted, ink.small, place=RIGHT)

    def paint_over(self, painter: QPainter) -> None:
        """Curves, the present weight, flips, names, and what the reader points at."""
        area = QRectF(self.canvas.rect())
        if self.walk is not None:
            self._paint_index(painter)
            self._paint_probabilities(painter)
            self._paint_present(painter)
            self._paint_flips(painter)
            if self.point is not None:
                self._paint_reading(painter, area)
        self.paint_focus(painter, area)

    def _paint_index(self, painter: QPainter) -> None:
        walk, panel = self.walk, self.canvas.panels[INDEX]
        if walk is None:
            return
        shown = self._poles()
        for place, pole in shown:
            fan, colour = walk.index[pole.id], QColor(self.theme.pole(place))
            shade = QColor(colour)
            shade.setAlpha(_BAND_ALPHA)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            upper = _points(panel, walk.percents, fan["p95"])
            lower = _points(panel, walk.percents, fan["p5"])
            painter.drawPolygon(QPolygonF(upper + lower[::-1]))
        ends: list[tuple[str, str, str, float]] = []
        for place, pole in shown:
            fan, colour_name = walk.index[pole.id], self.theme.pole(place)
            points = _points(panel, walk.percents, fan["p50"])
            painter.setPen(QPen(QColor(colour_name), 2))
            painter.drawPolyline(QPolygonF(points))
            for point in points[:: max(len(points) // 5, 1)]:
                self.ink.glyph(painter, point, place, colour_name)
            ends.append(
                (pole.name, whole_points(float(fan["p50"][-1])), colour_name, points[-1].y())
            )
        self._paint_ends(painter, panel, ends)

    def _paint_probabilities(self, painter: QPainter) -> None:
        walk, panel = self.walk, self.canvas.panels[PROBABILITY]
        if walk is None:
            return
        ends: list[tuple[str, str, str, float]] = []
        for line in self.lines():
            points = _points(panel, walk.percents, line.values)
            painter.setPen(QPen(QColor(line.colour), line.width, line.dash))
            for one, two in pairwise(points):
                painter.drawLine(QLineF(one, two))
            end = percent_text(float(line.values[-1]))
            ends.append((line.name, end, line.colour, points[-1].y()))
        self._paint_ends(painter, panel, ends)

    def _paint_ends(
        self, painter: QPainter, panel: Panel, ends: list[tuple[str, str, str, float]]
    ) -> None:
        """Name and last value of each curve at its end, apart from each other."""
        ink = self.ink
        small = ink.line(ink.small)
        wanted = [y for *_, y in ends]
        centres = spread(wanted, small, panel.rect.top() - 6, panel.rect.bottom() + 6)
        width = self._labels_width(QRectF(self.canvas.rect()))
        for (name, value, colour, y), centre in zip(ends, centres, strict=True):
            painter.setPen(QPen(QColor(colour), 1))
            right = panel.rect.right()
            painter.drawLine(QLineF(right + 2, y, right + 11, centre))
            number = ink.width((value,), ink.small) + 5
            room = min(ink.width((name,), ink.small) + 1, width - number)
            rect = QRectF(right + 14, centre - small / 2, room, small)
            ink.write(painter, rect, name, colour, ink.small, place=LEFT)
            beside = QRectF(rect.right() + 4, rect.top(), number, small)
            ink.write(painter, beside, value, self.theme.text, ink.small, place=LEFT)

    def _paint_present(self, painter: QPainter) -> None:
        """The weight that the scenario gives now."""
        walk, ink = self.walk, self.ink
        if walk is None:
            return
        painter.setPen(QPen(QColor(self.theme.text), 1.4))
        for panel in self.canvas.panels:
            x = panel.x(walk.current)
            painter.drawLine(QLineF(x, panel.rect.top(), x, panel.rect.bottom()))
        panel = self.canvas.panels[INDEX]
        words = f"now {walk.current:g} %"
        width, small = ink.width((words,), ink.small) + 6, ink.line(ink.small)
        x = panel.x(walk.current)
        left = x + 3 if x + 3 + width <= panel.rect.right() else x - 3 - width
        rect = QRectF(left, panel.rect.bottom() - small - 2, width, small)
        ground = QColor(self.theme.base)
        ground.setAlpha(205)
        painter.fillRect(rect, ground)
        ink.write(painter, rect.adjusted(3, 0, 0, 0), words, self.theme.text, ink.small)

    def _paint_flips(self, painter: QPainter) -> None:
        """A dashed line with its number at each flip."""
        if self.walk is None:
            return
        above, ink, end = self.canvas.panels[INDEX], self.ink, -100.0
        for number, flip in enumerate(self.walk.flips, start=1):
            painter.setPen(QPen(QColor(self.theme.warning), 1.3, Qt.PenStyle.DashLine))
            for panel in self.canvas.panels:
                x = panel.x(flip.percent)
                painter.drawLine(QLineF(x, panel.rect.top(), x, panel.rect.bottom()))
            x = max(above.x(flip.percent), end + 2 * _DISC + 1)
            end = x
            centre = QPointF(x, above.rect.top() - _DISC - 2)
            painter.setPen(QPen(QColor(self.theme.warning), 1.3))
            painter.setBrush(QColor(self.theme.base))
            painter.drawEllipse(centre, _DISC, _DISC)
            rect = QRectF(x - _DISC - 4, centre.y() - _DISC, 2 * _DISC + 8, 2 * _DISC)
            ink.write(painter, rect, str(number), self.theme.warning, ink.small, place=CENTRE)

    def _paint_reading(self, painter: QPainter, area: QRectF) -> None:
        if self.walk is None or self.point is None:
            return
        percent = float(self.walk.percents[self.point])
        painter.setPen(QPen(QColor(self.theme.text), 1, Qt.PenStyle.DotLine))
        for panel in self.canvas.panels:
            x = panel.x(percent)
            painter.drawLine(QLineF(x, panel.rect.top(), x, panel.rect.bottom()))
        panel = self.canvas.panels[self._read_panel]
        anchor = QPointF(panel.x(percent), panel.rect.center().y())
        self.ink.box(painter, anchor, self.reading(), area)


def _points(panel: Panel, percents: Floats, values: Floats) -> list[QPointF]:
    return [
        QPointF(panel.x(float(x)), panel.y(float(y))) for x, y in zip(percents, values, strict=True)
    ]
