"""Diverging bars of points: filled for a gain, pale for a loss, each with its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from equipoise.ui.charts.ink import LEFT, RIGHT, Ink
from equipoise.ui.charts.wording import MINUS, signed_points

_BAR = 0.62


@dataclass(frozen=True, slots=True)
class Scale:
    """Where zero stands in a column, and how many pixels a point takes."""

    zero: float
    pixels: float


def bar_scale(ink: Ink, values: Sequence[float], column: float) -> Scale:
    """The scale on which all values and their labels fit into a column of that width."""
    label = ink.width((f"{MINUS}00.0",), ink.bold) + 10
    loss, gain = -min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    room = max(column - 2 * label, 8.0)
    pixels = room / (loss + gain) if loss + gain > 0 else 0.0
    return Scale(label + loss * pixels if loss + gain > 0 else column / 2, pixels)


def paint_bar(
    painter: QPainter, ink: Ink, row: QRectF, value: float, colour: str, *, font: QFont
) -> None:
    """A bar from zero (the left of `row`) over its signed width, and its figure."""
    bar = row.normalized().adjusted(
        0, row.height() * (1 - _BAR) / 2, 0, -row.height() * (1 - _BAR) / 2
    )
    painter.setPen(QPen(QColor(colour), 1.2))
    ground = QColor(colour)
    ground.setAlpha(70 if value < 0 else 255)
    painter.setBrush(ground)
    if bar.width() > 0:
        painter.drawRect(bar)
    if value >= 0:
        figure, side = QRectF(bar.right() + 4, row.top(), 80, row.height()), LEFT
    else:
        figure, side = QRectF(bar.left() - 84, row.top(), 80, row.height()), RIGHT
    ink.write(painter, figure, signed_points(value), ink.theme.text, font, place=side)
