"""The indices of all poles in one plot: fans, bands, goals, red lines.

One plot, not one a pole: what is weighed is one pole against the other, on the same scale, and a
plot of full height shows twice the detail. Colour, marks along the median and a label at its end
tell the poles apart.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.dossier.rows import Pole
from equipoise.projection.outcome import Fan
from equipoise.ui.charts import axes
from equipoise.ui.charts.canvas import Canvas, Span
from equipoise.ui.charts.chart import MonthChart, Row
from equipoise.ui.charts.fan_item import FanItem
from equipoise.ui.charts.ink import spread
from equipoise.ui.charts.markers import Marker, markers_of, paint_markers
from equipoise.ui.charts.wording import (
    calendar_month,
    month_words,
    range_words,
    whole_points,
)
from equipoise.ui.plain import one_line

FAN_COLUMNS = ("p5", "p25", "p50", "p75", "p95", "mean")
_NARROW = 420


def fan_columns(fan: Fan, month: int) -> list[float]:
    """The figures of a fan in one month, in the order of `FAN_COLUMNS`."""
    return [float(getattr(fan, name)[month]) for name in FAN_COLUMNS]


def fan_words(fan: Fan, month: int) -> str:
    """Median and ranges of a fan in one month, in words."""
    return (
        f"median {fan.p50[month]:.1f}, 50 %: "
        f"{range_words(float(fan.p25[month]), float(fan.p75[month]), 1)}, 90 %: "
        f"{range_words(float(fan.p5[month]), float(fan.p95[month]), 1)}"
    )


class IndexChart(MonthChart):
    """Fans of the index of every pole over the months, on the fixed scale 0–100."""

    heading = "Index"
    explanation = (
        "The index of each pole over the months: the median, and the ranges that hold 50 % and "
        "90 % of the futures drawn. Arrow keys read the figures month by month."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fans: dict[str, FanItem] = {}
        self._markers: list[tuple[Marker, str]] = []
        self.canvas = Canvas(self)
        self.canvas.set_name(self.heading)
        self.canvas.pointed.connect(self.point_at)
        self.canvas.left.connect(self.point_away)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)

    def fan(self, pole_id: str) -> Fan | None:
        """The fan shown for a pole, None without one."""
        self.settle()
        item = self._fans.get(pole_id)
        return None if item is None else item.fan

    def compared_fan(self, pole_id: str) -> Fan | None:
        """The fan shown as an outline for a pole, None without one."""
        self.settle()
        item = self._fans.get(pole_id)
        return None if item is None else item.compared

    def markers(self) -> list[Marker]:
        """The goals and red lines drawn."""
        self.settle()
        return [marker for marker, _ in self._markers]

    def rebuild(self) -> None:
        """One fan for each pole of the dossier."""
        for item in self._fans.values():
            self.canvas.remove(item)
        self._fans = {}
        self.canvas.set_background(self.theme.base)
        self.canvas.set_spans([self._span()])
        for place, pole in enumerate(self.dossier.poles):
            item = FanItem(self.theme.pole(place))
            self._fans[pole.id] = item
            self.canvas.add(0, item)
        self.canvas.arrange()

    def redraw(self) -> None:
        """Hand each fan its numbers; a pole that was not projected yet has none."""
        self.canvas.set_spans([self._span()])
        shown = {} if self.projection is None else self.projection.index
        for pole_id, item in self._fans.items():
            item.setVisible(pole_id in shown)
            if self.projection is not None and pole_id in shown:
                item.set_fan(self.projection.months, shown[pole_id])
                other = None if self.compared is None else self.compared.index.get(pole_id)
                if self.compared is not None:
                    item.set_compared(self.compared.months, other)
                else:
                    item.set_compared(self.projection.months, None)
        self._markers = [
            (marker, self.theme.pole(place))
            for place, pole in enumerate(self.dossier.poles)
            for marker in markers_of(self.dossier, self.projection, pole.id)
            if marker.goal.month <= self.last_month
        ]
        self.canvas.repaint_layers()

    def refresh_reading(self) -> None:
        """Repaint crosshair and box."""
        self.canvas.repaint_layers()

    def _span(self) -> Span:
        return Span(0.0, float(max(self.last_month, 1)), 0.0, 100.0)

    def _shown(self) -> list[tuple[int, Pole, Fan]]:
        return [
            (place, pole, fan)
            for place, pole in enumerate(self.dossier.poles)
            if (item := self._fans.get(pole.id)) is not None
            and item.isVisible()
            and (fan := item.fan) is not None
        ]

    def _names_width(self, area: QRectF) -> float:
        if area.width() < _NARROW:
            return 0.0
        names = (band.name for band in self.dossier.bands)
        return min(self.ink.width(names, self.ink.small), 0.16 * area.width())

    def _ends_width(self, area: QRectF) -> float:
        names = [pole.name for pole in self.dossier.poles]
        words = [*(f"{name} 100" for name in names), "90 %: 00–00"]
        return min(self.ink.width(words, self.ink.bold) + 4, 0.26 * area.width())

    def arrange(self, area: QRectF, count: int) -> list[QRectF]:
        """The plot between the names of the bands and those of the poles."""
        left = 10 + self._names_width(area) + 8 + self.ink.width(("100",), self.ink.small) + 6
        right = 14 + self._ends_width(area) + 6
        bottom = axes.month_axis_height(self.ink) + 6
        rect = area.adjusted(left, 10, -right, -bottom)
        return [QRectF(rect.x(), rect.y(), max(rect.width(), 10), max(rect.height(), 10))]

    def paint_under(self, painter: QPainter) -> None:
        """Grid, axes, names of the bands."""
        panel = self.canvas.panels[0]
        ticks = axes.paint_month_grid(painter, self.ink, panel)
        axes.paint_month_labels(painter, self.ink, panel, ticks, self.dossier.settings.as_of)
        axes.paint_level_axis(painter, self.ink, panel, axes.level_ticks(self.dossier))
        width = self._names_width(QRectF(self.canvas.rect()))
        if width:
            axes.paint_band_names(painter, self.ink, panel, self.dossier, (10, width))

    def paint_over(self, painter: QPainter) -> None:
        """Goals, red lines, labels at the line ends, and what the reader points at."""
        panel = self.canvas.panels[0]
        self._paint_medians(painter)
        paint_markers(painter, self.ink, panel, self._markers, labelled=True)
        self._paint_ends(painter)
        area = QRectF(self.canvas.rect())
        if self.month is not None:
            axes.paint_crosshair(painter, self.ink, panel, self.month)
            anchor = panel.rect.center()
            anchor.setX(panel.x(self.month))
            self.ink.box(painter, anchor, self.reading(), area)
        self.paint_focus(painter, area)

    def _paint_medians(self, painter: QPainter) -> None:
        """A mark for each pole along its median, at the labelled months."""
        panel = self.canvas.panels[0]
        ticks = axes.months_of(self.ink, panel)
        for place, _, fan in self._shown():
            for month in ticks:
                if month < fan.p50.size:
                    at = QPointF(panel.x(month), panel.y(float(fan.p50[month])))
                    self.ink.glyph(painter, at, place, self.theme.pole(place))

    def _paint_ends(self, painter: QPainter) -> None:
        """Pole and median at the end of each median, apart from each other.

        The 90 % ranges stand below them where there is room for all.
        """
        panel, shown = self.canvas.panels[0], self._shown()
        bold, small = self.ink.line(self.ink.bold), self.ink.line(self.ink.small)
        high, low = panel.rect.top(), panel.rect.bottom()
        if len(shown) * (bold + small) > low - high:
            small = 0.0
            high, low = 0.0, max(low, float(self.canvas.height()))
        wanted = [panel.y(float(fan.p50[-1])) for _, _, fan in shown]
        centres = spread(wanted, bold + small, high, low)
        left = panel.rect.right() + 16
        width = self._ends_width(QRectF(self.canvas.rect()))
        for (place, pole, fan), level, centre in zip(shown, wanted, centres, strict=True):
            colour = self.theme.pole(place)
            painter.setPen(QPen(QColor(colour), 1))
            painter.drawLine(QLineF(panel.rect.right() + 4, level, left - 3, centre - small / 2))
            top = centre - (bold + small) / 2
            end = whole_points(float(fan.p50[-1]))
            number = self.ink.width((end,), self.ink.bold) + 5
            name = min(self.ink.width((pole.name,), self.ink.bold) + 1, width - number)
            self.ink.write(painter, QRectF(left, top, name, bold), pole.name, colour, self.ink.bold)
            beside = QRectF(left + name + 5, top, number, bold)
            self.ink.write(painter, beside, end, colour, self.ink.bold)
            if small:
                ends = f"90 %: {range_words(float(fan.p5[-1]), float(fan.p95[-1]))}"
                below = QRectF(left, top + bold, width + 6, small)
                self.ink.write(painter, below, ends, self.theme.muted, self.ink.small)

    def legend(self) -> str:
        """What bands and lines mean."""
        dashed = f"; dashed: {self.compared_name}" if self.compared is not None else ""
        return f"Median, 50 % and 90 % ranges{dashed}"

    def reading(self) -> str:
        """Month and, for each pole, median and ranges; goals that fall due in that month."""
        if self.month is None:
            return ""
        lines = [month_words(self.dossier.settings.as_of, self.month)]
        for _, pole, fan in self._shown():
            if self.month < fan.p50.size:
                lines.append(f"{one_line(pole.name)}: {fan_words(fan, self.month)}")
            other = self._fans[pole.id].compared
            if other is not None and self.month < other.p50.size:
                lines.append(f"dashed, {self.compared_name}: median {other.p50[self.month]:.1f}")
        lines += [
            marker.sentence(self.dossier)
            for marker, _ in self._markers
            if marker.goal.month == self.month
        ]
        return "\n".join(lines)

    def table(self) -> list[Row]:
        """Month, calendar month, pole and the figures of its fan."""
        self.settle()
        rows: list[Row] = [("month", "calendar", "pole", *FAN_COLUMNS)]
        if self.projection is not None:
            as_of = self.dossier.settings.as_of
            for _, pole, fan in self._shown():
                rows += [
                    (int(m), calendar_month(as_of, int(m)), pole.name, *fan_columns(fan, i))
                    for i, m in enumerate(self.projection.months)
                ]
        return rows
