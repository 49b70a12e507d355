"""Small multiples: one small fan for each cell, a row an aspect, a column a pole."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from equipoise.projection.outcome import Fan
from equipoise.ui.charts import axes
from equipoise.ui.charts.canvas import Canvas, Panel, Span
from equipoise.ui.charts.chart import MonthChart, Row
from equipoise.ui.charts.fan_item import FanItem
from equipoise.ui.charts.index_chart import FAN_COLUMNS, fan_columns, fan_words
from equipoise.ui.charts.ink import RIGHT
from equipoise.ui.charts.markers import Marker, markers_of, paint_markers
from equipoise.ui.charts.wording import calendar_month, month_words, whole_points

_LEAST_PLOT = 30.0
_LEAST_WIDTH = 170.0
_MOST_WIDTH = 420.0
_FEW = 64
_GAP = 24.0
_LEVELS = (0.0, 50.0, 100.0)


class CellGrid(MonthChart):
    """A fan for every cell, with its level now and at the end; scrolls when there are many."""

    heading = "Cells"
    explanation = (
        "The level of each aspect towards each pole over the months. Arrow keys left and right "
        "read the figures month by month, up and down go to another cell."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: list[tuple[str, str]] = []
        self._fans: list[FanItem] = []
        self._markers: list[list[Marker]] = []
        self.canvas = Canvas(self)
        self.canvas.set_name(self.heading)
        self.canvas.pointed.connect(self.point_at)
        self.canvas.left.connect(self.point_away)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def fan(self, cell_id: str) -> Fan | None:
        """The fan shown for a cell, None without one."""
        self.settle()
        for (aspect_id, pole_id), item in zip(self._cells, self._fans, strict=True):
            if f"{aspect_id}/{pole_id}" == cell_id:
                return item.fan
        return None

    def title(self, panel: int) -> str:
        """The name of the cell on a panel."""
        aspect_id, pole_id = self._cells[panel]
        return (
            f"{self.dossier.name_of('aspects', aspect_id)} / "
            f"{self.dossier.name_of('poles', pole_id)}"
        )

    def panel_count(self) -> int:
        """One plot a cell."""
        return len(self._cells)

    def picture(self) -> QWidget:
        """All cells, those scrolled out of sight too."""
        return self.canvas

    def rebuild(self) -> None:
        """One panel and one fan for each aspect towards each pole."""
        for item in self._fans:
            self.canvas.remove(item)
        self._cells = [(a.id, p.id) for a in self.dossier.aspects for p in self.dossier.poles]
        self._fans = []
        self.panel = 0
        self.canvas.set_background(self.theme.base)
        self._set_spans()
        for panel in range(len(self._cells)):
            item = FanItem(self._colour(panel))
            self._fans.append(item)
            self.canvas.add(panel, item)
        columns, rows = self._shape()
        self.canvas.setMinimumSize(
            round(columns * self._least_width() + 40),
            round(rows * (_LEAST_PLOT + self._title_height() + 4) + self._foot()),
        )
        self.canvas.arrange()

    def redraw(self) -> None:
        """Hand each fan its numbers; a cell that was not projected yet has none."""
        self._set_spans()
        shown = {} if self.projection is None else self.projection.cells
        self._markers = []
        for (aspect_id, pole_id), item in zip(self._cells, self._fans, strict=True):
            cell_id = f"{aspect_id}/{pole_id}"
            item.setVisible(cell_id in shown)
            if self.projection is not None and cell_id in shown:
                item.set_fan(self.projection.months, shown[cell_id])
                other = self.compared or self.projection
                item.set_compared(
                    other.months, None if self.compared is None else other.cells.get(cell_id)
                )
            self._markers.append(
                [
                    marker
                    for marker in markers_of(self.dossier, self.projection, pole_id, aspect_id)
                    if marker.goal.month <= self.last_month
                ]
            )
        self.canvas.repaint_layers()

    def refresh_reading(self) -> None:
        """Repaint the box, and bring the cell read into sight."""
        self.canvas.repaint_layers()
        if self.month is not None and self.hasFocus() and self.panel < len(self.canvas.panels):
            centre = self.canvas.panels[self.panel].rect.center()
            self._scroll.ensureVisible(round(centre.x()), round(centre.y()), 20, 60)

    def _set_spans(self) -> None:
        span = Span(0.0, float(max(self.last_month, 1)), 0.0, 100.0)
        self.canvas.set_spans([span] * len(self._cells))

    def _shape(self) -> tuple[int, int]:
        return max(len(self.dossier.poles), 1), len(self.dossier.aspects)

    def _colour(self, panel: int) -> str:
        return self.theme.pole(panel % self._shape()[0])

    def _least_width(self) -> float:
        """Wide enough for most titles to be told apart, where the plots must be scrolled anyway."""
        if len(self._cells) <= _FEW:
            return _LEAST_WIDTH
        names = self.ink.width((aspect.name for aspect in self.dossier.aspects), self.ink.small)
        names += self.ink.width((f"/ {p.name}" for p in self.dossier.poles), self.ink.small)
        figures = self.ink.width(("100 → 100",), self.ink.bold)
        return min(max(_LEAST_WIDTH, names + figures + 32 + _GAP), _MOST_WIDTH)

    def _title_height(self) -> float:
        return self.ink.line(self.ink.normal) + 2

    def _foot(self) -> float:
        return axes.month_axis_height(self.ink) + 6

    def arrange(self, area: QRectF, count: int) -> list[QRectF]:
        """A grid of equal plots, each with its title above; the level axis at the left."""
        columns, rows = self._shape()
        left = 14 + self.ink.width(("100",), self.ink.small)
        width = (area.width() - left - 18 - (columns - 1) * _GAP) / columns
        title = self._title_height()
        height = (area.height() - self._foot()) / max(rows, 1) - title - 4
        return [
            QRectF(
                left + (i % columns) * (width + _GAP),
                (i // columns) * (title + height + 4) + title,
                max(width, 10),
                max(height, 10),
            )
            for i in range(count)
        ]

    def paint_under(self, painter: QPainter) -> None:
        """Titles, grids; levels at the first column, months below the last row."""
        columns, rows = self._shape()
        for i, panel in self._in_sight():
            axes.paint_frame(painter, self.ink, panel)
            ticks = axes.paint_month_grid(painter, self.ink, panel)
            axes.paint_level_axis(painter, self.ink, panel, _LEVELS, labelled=i % columns == 0)
            if i // columns == rows - 1:
                as_of = self.dossier.settings.as_of
                axes.paint_month_labels(painter, self.ink, panel, ticks, as_of)
            self._paint_title(painter, i, panel)

    def _in_sight(self) -> Iterator[tuple[int, Panel]]:
        """The panels that are to be painted now: of many most are scrolled out of sight."""
        exposed = self.canvas.exposed()
        above = self._title_height()
        for i, panel in enumerate(self.canvas.panels):
            if exposed.intersects(panel.rect.adjusted(-_GAP, -above, _GAP, self._foot())):
                yield i, panel

    def _paint_title(self, painter: QPainter, i: int, panel: Panel) -> None:
        line = self._title_height()
        row = QRectF(panel.rect.left(), panel.rect.top() - line, panel.rect.width(), line)
        fan = self._fans[i].fan if i < len(self._fans) and self._fans[i].isVisible() else None
        figures = ""
        if fan is not None:
            figures = f"{whole_points(float(fan.p50[0]))} → {whole_points(float(fan.p50[-1]))}"
            self.ink.write(painter, row, figures, self._colour(i), self.ink.bold, place=RIGHT)
        self.ink.glyph(
            painter,
            QPointF(row.left() + 4, row.center().y() + 1),
            i % self._shape()[0],
            self._colour(i),
        )
        room = row.adjusted(13, 0, -self.ink.width((figures,), self.ink.bold) - 8, 0)
        aspect_id, pole_id = self._cells[i]
        aspect = self.dossier.name_of("aspects", aspect_id)
        pole = f"/ {self.dossier.name_of('poles', pole_id)}"
        end = min(self.ink.width((pole,), self.ink.small) + 5, room.width() / 2)
        first = min(self.ink.width((aspect,), self.ink.small) + 1, room.width() - end)
        rect = QRectF(room.left(), room.top(), first, room.height())
        self.ink.write(painter, rect, aspect, self.theme.text, self.ink.small)
        rect = QRectF(rect.right() + 4, room.top(), end, room.height())
        self.ink.write(painter, rect, pole, self.theme.text, self.ink.small)

    def paint_over(self, painter: QPainter) -> None:
        """Goals and red lines of the cells, and what the reader points at."""
        area = QRectF(self.canvas.rect())
        for i, panel in self._in_sight():
            if i >= len(self._markers):
                break
            marked = [(marker, self._colour(i)) for marker in self._markers[i]]
            paint_markers(painter, self.ink, panel, marked, labelled=False)
        if self.month is not None and self.panel < len(self.canvas.panels):
            panel = self.canvas.panels[self.panel]
            axes.paint_crosshair(painter, self.ink, panel, self.month)
            anchor = QPointF(panel.x(self.month), panel.rect.center().y())
            self.ink.box(painter, anchor, self.reading(), area)
        self.paint_focus(painter, area)

    def legend(self) -> str:
        """What bands, lines and figures mean."""
        dashed = f"; dashed: {self.compared_name}" if self.compared is not None else ""
        return f"Median now → at the end, 50 % and 90 % ranges{dashed}"

    def reading(self) -> str:
        """Cell, month, median and ranges; the cell's goals and red lines."""
        if self.month is None or self.panel >= len(self._cells):
            return ""
        lines = [self.title(self.panel), month_words(self.dossier.settings.as_of, self.month)]
        item = self._fans[self.panel]
        if item.isVisible() and item.fan is not None and self.month < item.fan.p50.size:
            lines.append(fan_words(item.fan, self.month))
            if item.compared is not None and self.month < item.compared.p50.size:
                lines.append(
                    f"dashed, {self.compared_name}: median {item.compared.p50[self.month]:.1f}"
                )
        lines += [marker.sentence(self.dossier) for marker in self._markers[self.panel]]
        return "\n".join(lines)

    def table(self) -> list[Row]:
        """Month, calendar month, aspect, pole and the figures of the cell's fan."""
        self.settle()
        rows: list[Row] = [("month", "calendar", "aspect", "pole", *FAN_COLUMNS)]
        if self.projection is None:
            return rows
        as_of = self.dossier.settings.as_of
        for (aspect_id, pole_id), item in zip(self._cells, self._fans, strict=True):
            if item.isVisible() and item.fan is not None:
                names = (
                    self.dossier.name_of("aspects", aspect_id),
                    self.dossier.name_of("poles", pole_id),
                )
                rows += [
                    (int(m), calendar_month(as_of, int(m)), *names, *fan_columns(item.fan, i))
                    for i, m in enumerate(self.projection.months)
                ]
        return rows
