"""Probability of each band over the months, stacked, one plot a pole."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from equipoise.dossier.rows import Band
from equipoise.dossier.yardsticks import percent_text
from equipoise.projection.outcome import Floats
from equipoise.ui.charts import axes
from equipoise.ui.charts.area_item import AreaItem
from equipoise.ui.charts.canvas import Canvas, Panel, Span
from equipoise.ui.charts.chart import MonthChart, Row
from equipoise.ui.charts.ink import RIGHT, spread
from equipoise.ui.charts.wording import calendar_month, month_words
from equipoise.ui.plain import one_line

_TICKS = (0.0, 0.5, 1.0)
_ROOMY = 92.0
_LEAST_WIDTH = 280.0
_NEVER = 0.005


def band_colour(colours: tuple[str, ...], place: int, count: int) -> str:
    """The colour of the band at `place` of `count`, spread over the theme's colours."""
    if count <= 1:
        return colours[len(colours) // 2]
    return colours[round(place * (len(colours) - 1) / (count - 1))]


class BandChart(MonthChart):
    """How probable each band of the index is, month by month."""

    heading = "Bands"
    explanation = (
        "The probability that the index of each pole lies in each band, over the months; stacked, "
        "the lowest band at the bottom. Arrow keys read the figures month by month."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._areas: list[AreaItem] = []
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

    def bands(self) -> list[Band]:
        """The bands of the dossier from the lowest up."""
        return sorted(self.dossier.bands, key=lambda band: band.lower)

    def shares(self, pole_id: str) -> dict[str, Floats]:
        """The probabilities shown for a pole, by band; empty where none are known."""
        self.settle()
        if self.projection is None:
            return {}
        known = self.projection.bands.get(pole_id, {})
        return {band.id: known[band.id] for band in self.bands() if band.id in known}

    def edges(self, panel: int) -> Floats:
        """The painted edges of the areas of a panel, shape (bands + 1, months)."""
        self.settle()
        return self._areas[panel].edges

    def panel_count(self) -> int:
        """One plot a pole."""
        return len(self.dossier.poles)

    def rebuild(self) -> None:
        """One stack for each pole."""
        for item in self._areas:
            self.canvas.remove(item)
        self._areas = []
        self.panel = 0
        self.canvas.set_background(self.theme.base)
        self._set_spans()
        for panel in range(self.panel_count()):
            item = AreaItem()
            self._areas.append(item)
            self.canvas.add(panel, item)
        many = self.panel_count() if self.panel_count() > 2 else 0
        title = self.ink.line(self.ink.bold) + 10
        self.canvas.setMinimumHeight(round(many * (_ROOMY + title) + self._foot()))
        self.canvas.arrange()

    def picture(self) -> QWidget:
        """All poles, those scrolled out of sight too."""
        return self.canvas

    def redraw(self) -> None:
        """Stack the probabilities of the bands that were projected."""
        self._set_spans()
        bands = self.bands()
        for pole, item in zip(self.dossier.poles, self._areas, strict=True):
            shares = self.shares(pole.id)
            item.setVisible(bool(shares))
            colours = [
                band_colour(self.theme.bands, place, len(bands))
                for place, band in enumerate(bands)
                if band.id in shares
            ]
            item.set_colours(colours, self.theme.base)
            if self.projection is not None and shares:
                item.set_shares(self.projection.months.astype(float), list(shares.values()))
        self.canvas.repaint_layers()

    def refresh_reading(self) -> None:
        """Repaint crosshair and box, and bring the plot read into sight."""
        self.canvas.repaint_layers()
        if self.month is not None and self.hasFocus() and self.panel < len(self.canvas.panels):
            centre = self.canvas.panels[self.panel].rect.center()
            self._scroll.ensureVisible(round(centre.x()), round(centre.y()), 20, 60)

    def _set_spans(self) -> None:
        span = Span(0.0, float(max(self.last_month, 1)), 0.0, 1.0)
        self.canvas.set_spans([span] * self.panel_count())

    def _foot(self) -> float:
        return axes.month_axis_height(self.ink) + 6

    def _labels_width(self, room: float) -> float:
        words = [f"{band.name} over 99 %" for band in self.bands()]
        return min(self.ink.width(words, self.ink.small) + 12, 0.4 * room)

    def arrange(self, area: QRectF, count: int) -> list[QRectF]:
        """Plots one above the other if they get tall enough, else side by side."""
        title = self.ink.line(self.ink.bold) + 4
        foot = self._foot()
        left = 14 + self.ink.width(("100 %",), self.ink.small)
        roomy = (area.height() - foot) / count - title >= _ROOMY
        stacked = roomy or area.width() / count < _LEAST_WIDTH
        columns = 1 if stacked else count
        rows = count if stacked else 1
        across = area.width() / columns
        right = self._labels_width(across) + 16
        down = (area.height() - foot) / rows
        return [
            QRectF(
                (i % columns) * across + left,
                (i // columns) * down + title,
                max(across - left - right, 10),
                max(down - title - 6, 10),
            )
            for i in range(count)
        ]

    def _has_axis(self, panel: Panel) -> bool:
        return panel.rect.bottom() >= max(p.rect.bottom() for p in self.canvas.panels) - 1

    def paint_under(self, painter: QPainter) -> None:
        """Title, frame and axes of each plot."""
        line = self.ink.line(self.ink.bold)
        for place, (pole, panel) in enumerate(
            zip(self.dossier.poles, self.canvas.panels, strict=False)
        ):
            colour = self.theme.pole(place)
            at = QPointF(panel.rect.left() + 4, panel.rect.top() - line / 2 - 1)
            self.ink.glyph(painter, at, place, colour)
            row = QRectF(at.x() + 9, panel.rect.top() - line - 2, panel.rect.width() - 13, line)
            self.ink.write(painter, row, pole.name, colour, self.ink.bold)
            axes.paint_frame(painter, self.ink, panel)
            ticks = axes.paint_month_grid(painter, self.ink, panel)
            for share in _TICKS:
                tick = QRectF(panel.rect.left() - 65, panel.y(share) - line / 2, 60, line)
                text = f"{share:.0%}".replace("%", " %")
                self.ink.write(painter, tick, text, self.theme.muted, self.ink.small, place=RIGHT)
            if self._has_axis(panel):
                as_of = self.dossier.settings.as_of
                axes.paint_month_labels(painter, self.ink, panel, ticks, as_of)

    def paint_over(self, painter: QPainter) -> None:
        """Names and final probabilities at the right, and what the reader points at."""
        area = QRectF(self.canvas.rect())
        for place, panel in enumerate(self.canvas.panels[: len(self._areas)]):
            self._paint_labels(painter, place, panel)
        if self.month is not None and self.panel < len(self.canvas.panels):
            for panel in self.canvas.panels:
                axes.paint_crosshair(painter, self.ink, panel, self.month)
            panel = self.canvas.panels[self.panel]
            anchor = QPointF(panel.x(self.month), panel.rect.center().y())
            self.ink.box(painter, anchor, self.reading(), area)
        self.paint_focus(painter, area)

    def _paint_labels(self, painter: QPainter, place: int, panel: Panel) -> None:
        """A label beside each band that ever counts, with a line to the end of its area."""
        shares = self.shares(self.dossier.poles[place].id)
        edges = self._areas[place].edges
        named = [
            (i, band)
            for i, band in enumerate(b for b in self.bands() if b.id in shares)
            if float(np.max(shares[band.id])) >= _NEVER
        ]
        middles = [panel.y(float(edges[i, -1] + edges[i + 1, -1]) / 2) for i, _ in named]
        line = self.ink.line(self.ink.small)
        centres = spread(middles, line, panel.rect.top() - 6, panel.rect.bottom() + 6)
        for (i, band), middle, centre in zip(named, middles, centres, strict=True):
            colour = band_colour(self.theme.bands, i, len(shares))
            painter.setPen(QPen(QColor(colour), 2))
            end = panel.rect.right()
            painter.drawLine(QLineF(end + 2, middle, end + 10, centre))
            width = self._labels_width(self.canvas.width())
            rect = QRectF(end + 13, centre - line / 2, width, line)
            percent = percent_text(float(shares[band.id][-1]))
            number = self.ink.width((percent,), self.ink.small) + 4
            name = min(self.ink.width((band.name,), self.ink.small) + 1, rect.width() - number)
            rect.setWidth(name)
            self.ink.write(painter, rect, band.name, self.theme.text, self.ink.small)
            rect = QRectF(rect.right() + 4, rect.top(), number, line)
            self.ink.write(painter, rect, percent, self.theme.muted, self.ink.small)

    def legend(self) -> str:
        """What the areas mean."""
        return "Probability of each band of the index, stacked"

    def reading(self) -> str:
        """Month, pole, and the probability of each band from the highest down."""
        if self.month is None or self.panel >= self.panel_count():
            return ""
        pole = self.dossier.poles[self.panel]
        lines = [f"{one_line(pole.name)} · {month_words(self.dossier.settings.as_of, self.month)}"]
        shares = self.shares(pole.id)
        lines += [
            f"{one_line(band.name)}: {percent_text(float(shares[band.id][self.month]))}"
            for band in reversed(self.bands())
            if band.id in shares and self.month < shares[band.id].size
        ]
        return "\n".join(lines)

    def table(self) -> list[Row]:
        """Month, calendar month, pole, band and its probability (0 to 1)."""
        self.settle()
        rows: list[Row] = [("month", "calendar", "pole", "band", "probability")]
        if self.projection is None:
            return rows
        as_of = self.dossier.settings.as_of
        for pole in self.dossier.poles:
            shares = self.shares(pole.id)
            for i, month in enumerate(self.projection.months):
                calendar = calendar_month(as_of, int(month))
                rows += [
                    (int(month), calendar, pole.name, band.name, float(shares[band.id][i]))
                    for band in self.bands()
                    if band.id in shares
                ]
        return rows
