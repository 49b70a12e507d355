"""Probability of each band of the index at one month: a bar a scenario, side by side."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from equipoise.dossier.rows import Band
from equipoise.dossier.yardsticks import percent_text
from equipoise.ui.charts.band_chart import band_colour
from equipoise.ui.charts.chart import Row
from equipoise.ui.charts.ink import CENTRE
from equipoise.ui.charts.painted_list import PaintedList
from equipoise.ui.charts.wording import calendar_month, month_words
from equipoise.ui.compare.comparison_chart import ComparisonChart
from equipoise.ui.compare.marks import Shown, paint_badge
from equipoise.ui.plain import one_line, plain_tooltip

_LEAST_WIDTH = 260.0


class BandBars(ComparisonChart):
    """For each pole and scenario, the bands that its index may lie in, as parts of one bar."""

    heading = "Bands"
    explanation = (
        "The probability that the index of each pole lies in each band in the month looked at; "
        "one bar a scenario, the lowest band at the left. Up and Down scroll."
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

    def bands(self) -> list[Band]:
        """The bands of the dossier from the lowest up."""
        return sorted(self.dossier.bands, key=lambda band: band.lower)

    def shares(self, scenario_id: str, pole_id: str) -> dict[str, float]:
        """The probability of each band in the month looked at."""
        if self.shown is None:
            return {}
        known = self.shown.projection(scenario_id).bands.get(pole_id, {})
        return {
            band.id: float(known[band.id][min(self.at, known[band.id].size - 1)])
            for band in self.bands()
            if band.id in known
        }

    def rebuild(self) -> None:
        """Nothing is kept between drawings; the colours are read when painting."""
        self._list.sheet.update()

    def redraw(self) -> None:
        """Make room for the bars."""
        scenarios = 0 if self.shown is None else len(self.shown.ids)
        pole = self._title() + scenarios * self._row() + 8
        key = (len(self.dossier.bands) + 1) * self.ink.line(self.ink.small) + 10
        self.setAccessibleDescription(self.reading() or self.explanation)
        plain_tooltip(self._list.sheet, self.reading())
        self._list.set_least(_LEAST_WIDTH, len(self.dossier.poles) * pole + key)

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

    def _title(self) -> float:
        return 1.4 * self.ink.line(self.ink.bold)

    def _row(self) -> float:
        return 1.9 * self.ink.line(self.ink.small)

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint the bars of each pole, and below them what the colours mean."""
        painter.fillRect(area, QColor(self.theme.base))
        shown = self.shown
        if shown is None:
            return
        names = self.ink.width([shown.name(i) for i in shown.ids], self.ink.small) + 4
        left = 28 + min(names, 0.3 * area.width())
        top = area.top() + 4
        for place, pole in enumerate(self.dossier.poles):
            colour, line = self.theme.pole(place), self.ink.line(self.ink.bold)
            self.ink.glyph(painter, QPointF(16, top + line / 2), place, colour)
            title = QRectF(28, top, area.width() - 34, line)
            self.ink.write(painter, title, pole.name, colour, self.ink.bold)
            top += self._title()
            for scenario_id in shown.ids:
                row = QRectF(left, top, area.width() - left - 10, self._row())
                self._paint_bar(painter, shown, scenario_id, pole.id, row)
                top += self._row()
            top += 8
        self._paint_key(painter, QRectF(28, top + 2, area.width() - 34, area.bottom() - top))
        self.paint_focus(painter, area)

    def _paint_bar(
        self, painter: QPainter, shown: Shown, scenario_id: str, pole_id: str, row: QRectF
    ) -> None:
        slot = shown.slots[scenario_id]
        badge = QPointF(16, row.center().y())
        paint_badge(painter, badge, self.theme, slot, self.ink.small, radius=6.5)
        name = QRectF(28, row.top(), row.left() - 32, row.height())
        self.ink.write(painter, name, shown.name(scenario_id), self.theme.text, self.ink.small)
        shares = self.shares(scenario_id, pole_id)
        x = row.left()
        for place, share in enumerate(shares.values()):
            part = QRectF(x, row.top() + 2, share * row.width(), row.height() - 4)
            colour = QColor(band_colour(self.theme.bands, place, len(shares)))
            painter.setPen(QPen(QColor(self.theme.base), 1))
            painter.setBrush(colour)
            if share > 0:
                painter.drawRect(part)
            text = percent_text(share)
            if self.ink.width((text,), self.ink.small) + 4 <= part.width():
                self.ink.write(painter, part, text, _on(colour), self.ink.small, place=CENTRE)
            x = part.right()

    def _paint_key(self, painter: QPainter, room: QRectF) -> None:
        bands, line = self.bands(), self.ink.line(self.ink.small)
        x, y = room.left(), room.top()
        for place, band in enumerate(bands):
            width = min(self.ink.width((band.name,), self.ink.small) + 34, room.width())
            if x + width > room.right() and x > room.left():
                x, y = room.left(), y + line + 3
            square = QRectF(x, y + 2, line - 4, line - 4)
            painter.setPen(QPen(QColor(self.theme.line), 1))
            painter.setBrush(QColor(band_colour(self.theme.bands, place, len(bands))))
            painter.drawRect(square)
            rect = QRectF(square.right() + 5, y, width - line - 6, line)
            self.ink.write(painter, rect, band.name, self.theme.text, self.ink.small)
            x += width

    def legend(self) -> str:
        """The month that the bars are of."""
        return f"{month_words(self.dossier.settings.as_of, self.at)}; lowest band at the left"

    def reading(self) -> str:
        """Every bar in words."""
        shown = self.shown
        if shown is None:
            return ""
        lines = [month_words(self.dossier.settings.as_of, self.at)]
        for pole in self.dossier.poles:
            for scenario_id in shown.ids:
                shares = self.shares(scenario_id, pole.id)
                words = [
                    f"{one_line(band.name)} {percent_text(shares[band.id])}"
                    for band in self.bands()
                    if band.id in shares
                ]
                lines.append(
                    f"{one_line(pole.name)}, {shown.label(scenario_id)}: {', '.join(words)}"
                )
        return "\n".join(lines)

    def table(self) -> list[Row]:
        """Month, calendar month, pole, scenario, band and its probability (0 to 1)."""
        self.settle()
        rows: list[Row] = [("month", "calendar", "pole", "scenario", "band", "probability")]
        shown = self.shown
        if shown is None:
            return rows
        calendar = calendar_month(self.dossier.settings.as_of, self.at)
        names = {band.id: band.name for band in self.bands()}
        for pole in self.dossier.poles:
            for i in shown.ids:
                rows += [
                    (self.at, calendar, pole.name, shown.name(i), names[band_id], share)
                    for band_id, share in self.shares(i, pole.id).items()
                ]
        return rows


def _on(colour: QColor) -> str:
    """Black or white, whichever reads better on a colour."""
    light = 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue()
    return "#10151b" if light > 135 else "#ffffff"
