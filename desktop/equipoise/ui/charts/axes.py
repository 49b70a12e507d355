"""Axes in pixels: months with their calendar labels below, points or shares at the left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from equipoise.dossier.dossier import Dossier
from equipoise.ui.charts.canvas import Panel
from equipoise.ui.charts.fan_item import TOP
from equipoise.ui.charts.ink import CENTRE, LEFT, RIGHT, Ink
from equipoise.ui.charts.wording import calendar_month, month_ticks

_GAP = 5.0
_OVERHANG = 14.0


def grid_pen(ink: Ink) -> QPen:
    """The pen of grid lines and frames."""
    return QPen(QColor(ink.theme.line), 1)


def paint_frame(painter: QPainter, ink: Ink, panel: Panel) -> None:
    """A thin frame around a panel."""
    painter.setPen(grid_pen(ink))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(panel.rect)


def month_axis_height(ink: Ink) -> float:
    """Pixels that the two lines of labels need below a panel."""
    return 2 * ink.line(ink.small) + _GAP


def months_of(ink: Ink, panel: Panel) -> list[int]:
    """The months that a panel's axis labels, with room to spare between the labels."""
    label = 1.5 * ink.width(("00 months", "Mmm 0000"), ink.small) - _OVERHANG + 6
    return month_ticks(round(panel.span.right), panel.rect.width(), label)


def paint_month_grid(painter: QPainter, ink: Ink, panel: Panel) -> list[int]:
    """Upright grid lines; answers the months that they stand at."""
    ticks = months_of(ink, panel)
    painter.setPen(grid_pen(ink))
    for month in ticks:
        x = panel.x(month)
        painter.drawLine(QLineF(x, panel.rect.top(), x, panel.rect.bottom()))
    return ticks


def paint_month_labels(
    painter: QPainter, ink: Ink, panel: Panel, ticks: Iterable[int], as_of: date
) -> None:
    """Below the panel the calendar month, and below that its distance from now.

    The first label begins with the panel and the last ends little beyond it, so that panels can
    stand side by side. A label that would touch the one before is left out.
    """
    line = ink.line(ink.small)
    width = ink.width(("000 months", "Mmm 0000"), ink.small)
    end = panel.rect.left()
    for month in ticks:
        left, place = panel.x(month) - width / 2, CENTRE
        if month == 0:
            left, place = panel.rect.left(), LEFT
        elif panel.x(month) + width / 2 > panel.rect.right() + _OVERHANG:
            left, place = panel.rect.right() + _OVERHANG - width, RIGHT
        if month > 0 and left < end - width / 4:
            continue
        end = left + width
        rect = QRectF(left, panel.rect.bottom() + _GAP, width, line)
        ink.write(
            painter, rect, calendar_month(as_of, month), ink.theme.text, ink.small, place=place
        )
        rect.translate(0, line)
        distance = "now" if month == 0 else f"{month} month{'s' if month > 1 else ''}"
        ink.write(painter, rect, distance, ink.theme.muted, ink.small, place=place)


def paint_level_axis(
    painter: QPainter,
    ink: Ink,
    panel: Panel,
    ticks: Iterable[float],
    *,
    suffix: str = "",
    labelled: bool = True,
) -> None:
    """Level grid lines across the panel with their numbers, if `labelled`, at the left."""
    line = ink.line(ink.small)
    for value in ticks:
        y = panel.y(value)
        painter.setPen(grid_pen(ink))
        painter.drawLine(QLineF(panel.rect.left(), y, panel.rect.right(), y))
        if labelled:
            rect = QRectF(panel.rect.left() - _GAP - 60, y - line / 2, 60, line)
            ink.write(painter, rect, f"{value:g}{suffix}", ink.theme.muted, ink.small, place=RIGHT)


def band_edges(dossier: Dossier) -> list[tuple[str, float, float]]:
    """Name, lower and upper end of every band, from the lowest to the highest."""
    bands = sorted(dossier.bands, key=lambda band: band.lower)
    uppers = [band.lower for band in bands[1:]] + [TOP]
    return [(b.name, b.lower, upper) for b, upper in zip(bands, uppers, strict=False)]


def level_ticks(dossier: Dossier) -> list[float]:
    """Levels that the axis names: the bounds of the bands, or quarters without bands."""
    edges = band_edges(dossier)
    if not edges:
        return [0.0, 25.0, 50.0, 75.0, 100.0]
    return [edges[0][1], *(upper for _, _, upper in edges)]


def paint_band_names(
    painter: QPainter, ink: Ink, panel: Panel, dossier: Dossier, column: tuple[float, float]
) -> None:
    """The names of the bands in a `column` (left and width), each at the middle of its band.

    A band too thin for a line of text goes unnamed here; pointing at the chart names it.
    """
    line = ink.line(ink.small)
    left, width = column
    for name, lower, upper in band_edges(dossier):
        top, bottom = panel.y(upper), panel.y(lower)
        if bottom - top >= line:
            rect = QRectF(left, (top + bottom) / 2 - line / 2, width, line)
            ink.write(painter, rect, name, ink.theme.muted, ink.small, place=LEFT)


def paint_crosshair(painter: QPainter, ink: Ink, panel: Panel, month: int) -> None:
    """An upright line at the month that the reader points at."""
    painter.setPen(QPen(QColor(ink.theme.text), 1, Qt.PenStyle.DotLine))
    x = panel.x(month)
    painter.drawLine(QLineF(x, panel.rect.top(), x, panel.rect.bottom()))
