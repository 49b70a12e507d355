"""Goals and red lines on a plot of levels: where they stand, and what the projection says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.rows import Goal
from equipoise.dossier.yardsticks import percent_text
from equipoise.projection.outcome import Projection
from equipoise.ui.charts.canvas import Panel
from equipoise.ui.charts.ink import LEFT, Ink, free_place
from equipoise.ui.charts.wording import calendar_month
from equipoise.ui.plain import one_line

_SIZE = 5.0
_WIDEST = 230.0
_RED_LINE = "red_line"


@dataclass(frozen=True, slots=True)
class Marker:
    """A goal or red line of one pole, with its probability (None while it is not known)."""

    goal: Goal
    target: str
    probability: float | None

    @property
    def red(self) -> bool:
        """Whether it is a red line."""
        return self.goal.kind == _RED_LINE

    def label(self) -> str:
        """The short form beside the marker: "Name: 68 %" or "Name: risk 8 %"."""
        name = one_line(self.goal.name)
        if self.probability is None:
            return name
        risk = "risk " if self.red else ""
        return f"{name}: {risk}{percent_text(self.probability)}"

    def sentence(self, dossier: Dossier) -> str:
        """The whole statement with its probability, for a reader who points at it."""
        goal = self.goal
        relation = "at least" if goal.relation == "at_least" else "at most"
        when = f"{goal.time} month {goal.month}"
        calendar = calendar_month(dossier.settings.as_of, goal.month)
        kind = "Red line" if self.red else "Goal"
        text = (
            f"{kind} “{one_line(goal.name)}”: {self.target} {relation} "
            f"{goal.threshold:g} {when} ({calendar})"
        )
        if self.probability is None:
            return text
        verb = "breaks with" if self.red else "holds with"
        return f"{text}, {verb} {percent_text(self.probability)}"


def markers_of(
    dossier: Dossier, projection: Projection | None, pole_id: str, aspect_id: str = ""
) -> list[Marker]:
    """The goals and red lines of a pole's index or, with an aspect, of that cell."""
    pole = dossier.name_of("poles", pole_id)
    target = f"{dossier.name_of('aspects', aspect_id)} / {pole}" if aspect_id else pole
    found = []
    for goal in dossier.goals:
        if goal.pole_id == pole_id and goal.aspect_id == aspect_id:
            known = {} if projection is None else {**projection.goals, **projection.red_lines}
            found.append(Marker(goal, target, known.get(goal.id)))
    return found


def paint_markers(
    painter: QPainter,
    ink: Ink,
    panel: Panel,
    markers: Sequence[tuple[Marker, str]],
    *,
    labelled: bool,
) -> None:
    """Each marker at its month and threshold, in the colour given (its pole's).

    A triangle points to the side wanted: filled for a goal, open and with a dashed line for a red
    line. "By" a month draws the threshold from month 0, "at" only beside the marker.
    """
    taken: list[QRectF] = []
    for marker, colour in markers:
        _paint_mark(painter, ink, panel, marker, colour)
        point = QPointF(panel.x(marker.goal.month), panel.y(marker.goal.threshold))
        taken.append(QRectF(point.x() - _SIZE, point.y() - _SIZE, 2 * _SIZE, 2 * _SIZE))
    if labelled:
        for marker, _colour in markers:
            _paint_label(painter, ink, panel, marker, taken)


def _paint_mark(painter: QPainter, ink: Ink, panel: Panel, marker: Marker, colour: str) -> None:
    goal = marker.goal
    x, y = panel.x(goal.month), panel.y(goal.threshold)
    left = panel.rect.left() if goal.time == "by" else x - 5 * _SIZE
    shade = QColor(ink.theme.danger if marker.red else colour)
    style = Qt.PenStyle.DashLine if marker.red else Qt.PenStyle.SolidLine
    painter.setPen(QPen(shade, 1.3, style))
    painter.drawLine(QLineF(max(left, panel.rect.left()), y, x, y))
    tip = -_SIZE if goal.relation == "at_least" else _SIZE
    painter.setPen(QPen(shade, 1.6))
    painter.setBrush(QColor(ink.theme.base if marker.red else shade))
    painter.drawPolygon(
        QPolygonF(
            [QPointF(x - _SIZE, y), QPointF(x + _SIZE, y), QPointF(x, y + 1.6 * tip)],
        )
    )


def _paint_label(
    painter: QPainter, ink: Ink, panel: Panel, marker: Marker, taken: list[QRectF]
) -> None:
    text = marker.label()
    width = min(ink.width((text,), ink.small) + 6, _WIDEST, panel.rect.width() - 8)
    height = ink.line(ink.small)
    x, y = panel.x(marker.goal.month), panel.y(marker.goal.threshold)
    rightmost = panel.rect.right() - width - 2
    left = min(max(x - width / 2, panel.rect.left() + 2), rightmost)
    beside = max(x - 2 * _SIZE - width, panel.rect.left() + 2)
    offsets = (2.0, 1 - height - 10, 2 + height, 1 - 2 * height - 10, 2 + 2 * height)
    if marker.goal.relation == "at_most":
        offsets = (-height - 2.0, 10.0, -2 * height - 2, 10 + height, -3 * height - 2)
    spots = [
        QRectF(spot, y + offset, width, height) for offset in offsets for spot in (left, beside)
    ]
    rect = free_place(spots, taken, panel.rect)
    ground = QColor(ink.theme.base)
    ground.setAlpha(205)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, 2, 2)
    colour = ink.theme.danger if marker.red else ink.theme.text
    ink.write(painter, rect.adjusted(3, 0, -3, 0), text, colour, ink.small, place=LEFT)
    taken.append(rect)
