"""How a scenario is told apart: a colour, a line pattern and a letter that belong together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap

from equipoise.dossier.dossier import Dossier
from equipoise.editing.comparer import Compared
from equipoise.projection.outcome import Projection
from equipoise.ui.plain import one_line
from equipoise.ui.theme import Theme

LETTERS = "ABCDEF"
DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (5.0, 2.5),
    (1.5, 1.8),
    (6.0, 2.0, 1.5, 2.0),
    (9.0, 3.0),
    (5.0, 2.0, 1.5, 2.0, 1.5, 2.0),
)
"""Line patterns in widths of the pen; the first is a whole line."""

FEWEST, MOST = 2, len(LETTERS)
SWATCH, BADGE = QSize(46, 16), QSize(17, 17)
_SHARPNESS = 2


def dashed(pen: QPen, slot: int) -> QPen:
    """The pen with the line pattern of a slot."""
    if DASHES[slot]:
        pen.setDashPattern(list(DASHES[slot]))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def swatch(theme: Theme, slot: int | None, font: QFont) -> QIcon:
    """Letter and line of a slot as an icon; without a slot an empty one of the same size."""
    picture = _clear(SWATCH)
    if slot is not None:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.base))
        painter.drawRoundedRect(QRectF(0, 0, SWATCH.width(), SWATCH.height()), 4, 4)
        paint_badge(painter, QPointF(8, SWATCH.height() / 2), theme, slot, font)
        painter.setPen(dashed(QPen(QColor(theme.series[slot]), 2.2), slot))
        middle = SWATCH.height() / 2
        painter.drawLine(QLineF(18, middle, SWATCH.width() - 3, middle))
        painter.end()
    return _icon(picture)


def badge(theme: Theme, slot: int, font: QFont) -> QIcon:
    """The letter of a slot as an icon."""
    picture = _clear(BADGE)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    centre = QPointF(BADGE.width() / 2, BADGE.height() / 2)
    paint_badge(painter, centre, theme, slot, font)
    painter.end()
    return _icon(picture)


def _clear(size: QSize) -> QPixmap:
    picture = QPixmap(size * _SHARPNESS)
    picture.setDevicePixelRatio(_SHARPNESS)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _icon(picture: QPixmap) -> QIcon:
    """An icon that looks the same selected or switched off."""
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Disabled):
        icon.addPixmap(picture, mode)
    return icon


def paint_badge(
    painter: QPainter, centre: QPointF, theme: Theme, slot: int, font: QFont, *, radius: float = 7.5
) -> None:
    """The letter of a slot on a disc of its colour."""
    small = QFont(font)
    small.setPixelSize(round(radius * 1.5))
    small.setBold(True)
    painter.setPen(QPen(QColor(theme.base), 1))
    painter.setBrush(QColor(theme.series[slot]))
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(QColor(theme.base))
    painter.setFont(small)
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, LETTERS[slot])


@dataclass(frozen=True, slots=True)
class Shown:
    """A comparison as it is shown: each scenario with its slot, and which one is the other."""

    answer: Compared
    slots: Mapping[str, int]
    other: str

    @property
    def dossier(self) -> Dossier:
        """The dossier compared in."""
        return self.answer.dossier

    @property
    def ids(self) -> tuple[str, ...]:
        """The scenarios, the one that others are compared with first."""
        return self.answer.ids

    @property
    def first(self) -> str:
        """The scenario that others are compared with."""
        return self.answer.ids[0]

    @property
    def last_month(self) -> int:
        """The last month compared."""
        return int(self.projection(self.first).months[-1])

    def projection(self, scenario_id: str) -> Projection:
        """The projection of a scenario."""
        return self.answer.comparison.projections[scenario_id]

    def letter(self, scenario_id: str) -> str:
        """The letter of a scenario."""
        return LETTERS[self.slots[scenario_id]]

    def name(self, scenario_id: str) -> str:
        """The name of a scenario on one line, as typed."""
        return one_line(self.dossier.name_of("scenarios", scenario_id))

    def label(self, scenario_id: str) -> str:
        """Letter and name of a scenario."""
        return f"{self.letter(scenario_id)} {self.name(scenario_id)}"
