"""The balance plane: where the indices of two poles lie together in a chosen month."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSlider,
    QSpinBox,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.rows import Pole
from equipoise.projection.outcome import Fan
from equipoise.ui.charts import axes
from equipoise.ui.charts.canvas import Canvas, Panel, Span
from equipoise.ui.charts.chart import Chart, Row
from equipoise.ui.charts.cloud_item import CloudItem
from equipoise.ui.charts.ink import CENTRE, LEFT
from equipoise.ui.charts.wording import calendar_month, month_words, range_words
from equipoise.ui.plain import one_line, plain_label, plain_tooltip

MOST_POINTS = 1000
TOO_FEW = "The balance plane needs two poles: add the powers between which the subject balances."
_KEY = (
    "ring and bars: medians with 90 % ranges; line: path of the medians from now, a dot a year; "
    "dashed: both equal, no strain"
)
_YEAR = 12
_NOTES_WIDTH = 190.0


class BalancePlane(Chart):
    """The cloud of two indices at a month, its medians, and the path of the medians from now."""

    heading = "Balance"
    explanation = (
        "Each point is one future drawn: the index of one pole across, of the other upwards. "
        "On the diagonal both are equal; the further from it, the greater the strain."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: list[str] = []
        self._cloud = CloudItem()
        self.canvas = Canvas(self)
        self.canvas.set_name(self.heading)
        self.canvas.set_spans([Span(0.0, 100.0, 0.0, 100.0)])
        self.canvas.add(0, self._cloud)
        self._note = plain_label(TOO_FEW, self)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setWordWrap(True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self._note)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.spin = QSpinBox(self)
        self.across, self.up = QComboBox(self), QComboBox(self)
        self._month_label = plain_label("Month", self)
        self._controls = QWidget(self)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.slider)

    def _lay_out(self) -> None:
        for box, name in ((self.across, "Pole across"), (self.up, "Pole upwards")):
            box.setAccessibleName(name)
            plain_tooltip(box, f"{name}: whose index the plane shows on this axis.")
            box.activated.connect(self._choose)
        self.slider.setAccessibleName("Month shown on the balance plane")
        self.slider.setPageStep(_YEAR)
        self.slider.setMaximum(0)
        self.spin.setAccessibleName("Month shown on the balance plane, as a number")
        self.spin.setSuffix(" months from now")
        self.spin.setSpecialValueText("now")
        for control in (self.slider, self.spin):
            plain_tooltip(
                control,
                "The month whose cloud is shown. Arrow keys go by a month, page keys by 12.",
            )
        self.slider.valueChanged.connect(self.spin.setValue)
        self.spin.valueChanged.connect(self.slider.setValue)
        self.slider.valueChanged.connect(self._show_month)
        row = QHBoxLayout(self._controls)
        row.setContentsMargins(8, 2, 8, 4)
        row.addWidget(self.across)
        row.addWidget(self.up)
        row.addWidget(self._month_label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.spin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._stack, 1)
        column.addWidget(self._controls)

    @property
    def month(self) -> int:
        """The month whose cloud is shown."""
        return self.slider.value()

    def set_month(self, month: int) -> None:
        """Show another month."""
        self.slider.setValue(month)

    def poles(self) -> tuple[Pole, Pole] | None:
        """The poles across and upwards; None with fewer than two."""
        poles = {pole.id: pole for pole in self.dossier.poles}
        if len(poles) < 2:
            return None
        wanted = [poles[key] for key in self._chosen if key in poles]
        wanted += [pole for pole in self.dossier.poles if pole not in wanted]
        return wanted[0], wanted[1]

    def cloud(self) -> CloudItem:
        """The painted points and path, up to date."""
        self.settle()
        return self._cloud

    def picture(self) -> QWidget:
        """The plane without its controls."""
        return self.canvas

    def adopt(self, other: Chart) -> None:
        """Show what another plane shows, the poles and the month too."""
        super().adopt(other)
        if isinstance(other, BalancePlane):
            self._chosen = list(other._chosen)
            self.settle()
            self.set_month(other.month)

    def rebuild(self) -> None:
        """Colours, names of the poles, and whether there is a plane at all."""
        pair = self.poles()
        self._stack.setCurrentWidget(self._note if pair is None else self.canvas)
        self._controls.setVisible(pair is not None)
        self.canvas.set_background(self.theme.base)
        self._cloud.set_colours(self.theme.series[0], self.theme.text)
        many = len(self.dossier.poles) > 2
        for box, place in ((self.across, 0), (self.up, 1)):
            box.setVisible(many)
            box.clear()
            for pole in self.dossier.poles:
                box.addItem(one_line(pole.name), pole.id)
            if pair is not None:
                box.setCurrentIndex(box.findData(pair[place].id))
        self.canvas.arrange()

    def redraw(self) -> None:
        """Offer the months projected and show the one chosen: the last until another is."""
        if self.projection is None:
            last = self.dossier.settings.horizon
        else:
            last = int(self.projection.months[-1])
        at_end = self.slider.value() == self.slider.maximum()
        for control in (self.slider, self.spin):
            control.blockSignals(True)
            control.setMaximum(last)
            control.setValue(last if at_end else min(self.slider.value(), last))
            control.blockSignals(False)
        self._show_month()

    def _choose(self) -> None:
        across, up = str(self.across.currentData()), str(self.up.currentData())
        if across == up:
            changed, other = (0, 1) if self._chosen[:1] != [across] else (1, 0)
            pair = self.poles()
            if pair is not None:
                ids = [across, up]
                ids[other] = pair[changed].id
                across, up = ids
        self._chosen = [across, up]
        self._rebuild_due = True
        self.settle()

    def _fans(self) -> tuple[Fan, Fan] | None:
        pair = self.poles()
        if pair is None or self.projection is None:
            return None
        index = self.projection.index
        if pair[0].id not in index or pair[1].id not in index:
            return None
        return index[pair[0].id], index[pair[1].id]

    def _show_month(self) -> None:
        fans, pair = self._fans(), self.poles()
        self._cloud.setVisible(fans is not None)
        if fans is not None and pair is not None and self.projection is not None:
            draws = self.projection.index_draws
            across, up = draws[pair[0].id][self.month], draws[pair[1].id][self.month]
            step = max(1, math.ceil(across.size / MOST_POINTS))
            self._cloud.set_points(across[::step], up[::step])
            self._cloud.set_path(fans[0].p50[: self.month + 1], fans[1].p50[: self.month + 1])
        self.setAccessibleDescription(self.reading() or self.explanation)
        self.canvas.repaint_layers()

    def arrange(self, area: QRectF, count: int) -> list[QRectF]:
        """A square, for one scale on both axes; the notes stand at its right."""
        line = self.ink.line(self.ink.small)
        left = 20 + line + self.ink.width(("100",), self.ink.small)
        bottom = 2 * line + 12
        side = min(area.height() - bottom - 10, area.width() - left - _NOTES_WIDTH - 20)
        side = max(side, 40.0)
        spare = max(0.0, area.width() - left - side - _NOTES_WIDTH - 20)
        return [QRectF(left + spare / 3, 10, side, side)] * count

    def ticks(self) -> list[float]:
        """The levels that both axes name."""
        return axes.level_ticks(self.dossier)

    def paint_under(self, painter: QPainter) -> None:
        """Grid at the bounds of the bands, diagonal, names of the poles."""
        panel, line = self.canvas.panels[0], self.ink.line(self.ink.small)
        ticks = self.ticks()
        axes.paint_level_axis(painter, self.ink, panel, ticks)
        for value in ticks:
            x = panel.x(value)
            painter.setPen(axes.grid_pen(self.ink))
            painter.drawLine(QLineF(x, panel.rect.top(), x, panel.rect.bottom()))
            rect = QRectF(x - 20, panel.rect.bottom() + 3, 40, line)
            self.ink.write(
                painter, rect, f"{value:g}", self.theme.muted, self.ink.small, place=CENTRE
            )
        painter.setPen(QPen(QColor(self.theme.muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(panel.rect.bottomLeft(), panel.rect.topRight()))
        pair = self.poles()
        if pair is None:
            return
        rect = QRectF(panel.rect.left(), panel.rect.bottom() + line + 5, panel.rect.width(), line)
        self._write_axis(painter, rect, pair[0])
        painter.save()
        painter.translate(panel.rect.left() - 12 - line - 22, panel.rect.bottom())
        painter.rotate(-90)
        self._write_axis(painter, QRectF(0, 0, panel.rect.height(), line), pair[1])
        painter.restore()

    def _write_axis(self, painter: QPainter, rect: QRectF, pole: Pole) -> None:
        colour = self.theme.pole(self.dossier.poles.index(pole))
        self.ink.write(painter, rect, f"Index: {pole.name} →", colour, self.ink.small, place=CENTRE)

    def paint_over(self, painter: QPainter) -> None:
        """The medians with their ranges, where the path began, and the notes."""
        panel, fans = self.canvas.panels[0], self._fans()
        if fans is not None:
            self._paint_path(painter, panel, fans)
        top = panel.rect.top()
        left = panel.rect.right() + 16
        room = self.canvas.width() - left - 6
        for text, strong in self._notes():
            font = self.ink.bold if strong else self.ink.small
            colour = self.theme.text if strong else self.theme.muted
            for part in self.ink.wrap(text, font, room):
                if top + self.ink.line(font) > self.canvas.height():
                    break
                rect = QRectF(left, top, room, self.ink.line(font))
                self.ink.write(painter, rect, part, colour, font, place=LEFT)
                top += self.ink.line(font)
            top += 3

    def _paint_path(self, painter: QPainter, panel: Panel, fans: tuple[Fan, Fan]) -> None:
        across, up = fans
        month = self.month
        text, base = QColor(self.theme.text), QColor(self.theme.base)
        painter.setPen(QPen(base, 1))
        painter.setBrush(text)
        for year in range(0, month, _YEAR):
            point = QPointF(panel.x(float(across.p50[year])), panel.y(float(up.p50[year])))
            painter.drawEllipse(point, 3.2, 3.2)
        x, y = panel.x(float(across.p50[month])), panel.y(float(up.p50[month]))
        painter.setPen(QPen(text, 1.2))
        low, high = panel.x(float(across.p5[month])), panel.x(float(across.p95[month]))
        painter.drawLine(QLineF(low, y, high, y))
        low, high = panel.y(float(up.p5[month])), panel.y(float(up.p95[month]))
        painter.drawLine(QLineF(x, low, x, high))
        painter.setPen(QPen(text, 2))
        painter.setBrush(base)
        painter.drawEllipse(QPointF(x, y), 5, 5)

    def _notes(self) -> list[tuple[str, bool]]:
        """What stands beside the plane: text, and whether it is a heading."""
        pair, fans = self.poles(), self._fans()
        if pair is None or fans is None or self.projection is None:
            return []
        names = [one_line(pole.name) for pole in pair]
        month = self.month
        notes = [(month_words(self.dossier.settings.as_of, month), True)]
        medians = []
        for name, fan in zip(names, fans, strict=True):
            medians.append(float(fan.p50[month]))
            ends = range_words(float(fan.p5[month]), float(fan.p95[month]))
            notes.append((f"{name}: median {medians[-1]:.0f}, 90 % range {ends}", False))
        notes.append((strain_words(names[0], names[1], medians[0], medians[1]), False))
        shown = f"{self._cloud.points[0].size:,} of {self.projection.draws:,} futures"
        notes.append((f"{shown}; {_KEY}", False))
        return notes

    def legend(self) -> str:
        """What points and lines mean."""
        return "Each point is one future"

    def reading(self) -> str:
        """Medians, ranges and strain in the month shown."""
        return "\n".join(text for text, _ in self._notes())

    def table(self) -> list[Row]:
        """Month, calendar month and the two indices of each point shown."""
        self.settle()
        pair = self.poles()
        if pair is None:
            return [("month", "calendar")]
        rows: list[Row] = [("month", "calendar", *(pole.name for pole in pair))]
        if self._fans() is not None:
            calendar = calendar_month(self.dossier.settings.as_of, self.month)
            across, up = self._cloud.points
            rows += [
                (self.month, calendar, float(x), float(y)) for x, y in zip(across, up, strict=True)
            ]
        return rows


def strain_words(across: str, up: str, first: float, second: float) -> str:
    """The strain between two medians in whole points: how far apart, and who is closer."""
    apart = round(abs(first - second))
    if apart == 0:
        return "Strain: none, the medians are equal"
    points = "point" if apart == 1 else "points"
    return f"Strain: {apart} {points}, closer to {across if first > second else up}"
