"""Words on a chart: fonts, plain text, and places where labels don't run into each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen, QPolygonF

from equipoise.ui.plain import one_line
from equipoise.ui.theme import Theme

_SMALL = 0.88
_PADDING = 6.0
_GLYPH = 4.0
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Ink:
    """The theme's colours and the three fonts of a chart. All text is painted as typed."""

    theme: Theme
    normal: QFont
    bold: QFont
    small: QFont

    @classmethod
    def of(cls, theme: Theme, font: QFont) -> Ink:
        """The ink for a chart whose widget has this font."""
        bold = QFont(font)
        bold.setBold(True)
        small = QFont(font)
        small.setPointSizeF(QFontInfo(font).pointSizeF() * _SMALL)
        return cls(theme, font, bold, small)

    def line(self, font: QFont) -> float:
        """Height of one line of text, in pixels."""
        return QFontMetricsF(font).height()

    def width(self, texts: Iterable[str], font: QFont) -> float:
        """Width of the widest of the texts, in pixels (0 without texts)."""
        metrics = QFontMetricsF(font)
        return max((metrics.horizontalAdvance(one_line(text)) for text in texts), default=0.0)

    def write(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        colour: str,
        font: QFont,
        *,
        place: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """Write one line, cut with an ellipsis where the rectangle ends."""
        painter.setFont(font)
        painter.setPen(QColor(colour))
        metrics = QFontMetricsF(font)
        line = one_line(text)
        if metrics.horizontalAdvance(line) > rect.width():
            line = metrics.elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, place | Qt.TextFlag.TextSingleLine, line)

    def wrap(self, text: str, font: QFont, width: float) -> list[str]:
        """The text in lines no wider than `width`, broken between words."""
        metrics = QFontMetricsF(font)
        lines: list[str] = []
        for word in text.split():
            if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def box(self, painter: QPainter, anchor: QPointF, text: str, area: QRectF) -> None:
        """A box beside a point, inside the area, with what a chart says about that point.

        The first line is a heading; further lines are wrapped.
        """
        heading, *rest = text.splitlines()
        room = min(max(0.5 * area.width(), 270.0), area.width()) - 2 * _PADDING - 2
        lines = [(one_line(heading), self.bold)]
        lines += [(part, self.small) for line in rest for part in self.wrap(line, self.small, room)]
        widths = [QFontMetricsF(font).horizontalAdvance(line) for line, font in lines]
        width = min(max(widths) + 2 * _PADDING + 2, area.width())
        step = self.line(self.small)
        height = self.line(self.bold) + step * (len(lines) - 1) + 2 * _PADDING
        left = anchor.x() + 12
        if anchor.x() > area.center().x():
            left = anchor.x() - 12 - width
        left = min(max(left, area.left() + 1), area.right() - width - 1)
        top = anchor.y() - height / 2
        top = max(min(top, area.bottom() - height - 1), area.top() + 1)
        ground = QColor(self.theme.raised)
        ground.setAlpha(240)
        painter.setPen(QPen(QColor(self.theme.muted), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(left, top, width, height), 4, 4)
        top += _PADDING
        for line, font in lines:
            rect = QRectF(left + _PADDING, top, width - 2 * _PADDING, self.line(font))
            self.write(painter, rect, line, self.theme.text, font)
            top += rect.height()

    def glyph(self, painter: QPainter, centre: QPointF, place: int, colour: str) -> None:
        """A small mark that tells the pole at `place` apart without colour."""
        r = _GLYPH
        corners: tuple[tuple[float, float], ...]
        painter.setPen(QPen(QColor(self.theme.base), 1))
        painter.setBrush(QColor(colour))
        x, y = centre.x(), centre.y()
        match place % 4:
            case 0:
                painter.drawEllipse(centre, r, r)
            case 1:
                painter.drawRect(QRectF(x - r, y - r, 2 * r, 2 * r))
            case 2:
                corners = ((0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0))
                painter.drawPolygon(QPolygonF([QPointF(x + r * a, y + r * b) for a, b in corners]))
            case _:
                corners = ((0.0, -1.3), (1.3, 1.0), (-1.3, 1.0))
                painter.drawPolygon(QPolygonF([QPointF(x + r * a, y + r * b) for a, b in corners]))


def spread(wanted: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Centres for labels of one height, near those wanted, in their order, not overlapping.

    Labels that would overlap are pushed apart evenly around their common mean (pool adjacent
    violators), then kept between `low` and `high`. Where there is not room for all they are packed
    as tightly as the room asks.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    gap = min(height, (high - low) / len(wanted))
    blocks: list[list[float]] = []
    for place, index in enumerate(order):
        blocks.append([wanted[index] - place * gap, 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            value, count = blocks.pop()
            before = blocks[-1]
            before[0] = (before[0] * before[1] + value * count) / (before[1] + count)
            before[1] += count
    bases = [value for value, count in blocks for _ in range(int(count))]
    lowest, highest = low + gap / 2, high - gap / 2 - (len(wanted) - 1) * gap
    centres = [0.0] * len(wanted)
    for place, (index, base) in enumerate(zip(order, bases, strict=True)):
        centres[index] = min(max(base, lowest), max(highest, lowest)) + place * gap
    return centres


def free_place(candidates: Sequence[QRectF], taken: Sequence[QRectF], area: QRectF) -> QRectF:
    """The first candidate inside the area that touches nothing taken, else the first inside it."""
    inside = [rect for rect in candidates if area.contains(rect)] or [candidates[0]]
    return next((r for r in inside if not any(r.intersects(other) for other in taken)), inside[0])
