"""The balance plane with one cloud a scenario, and the path of each one's medians."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from equipoise.projection.outcome import Fan
from equipoise.ui.charts.balance_plane import MOST_POINTS, BalancePlane, strain_words
from equipoise.ui.charts.canvas import Panel, Span
from equipoise.ui.charts.chart import Row
from equipoise.ui.charts.cloud_item import CloudItem
from equipoise.ui.charts.ink import LEFT
from equipoise.ui.charts.wording import calendar_month, month_words, range_words
from equipoise.ui.compare.comparison_chart import ComparisonChart, draw_range, level_steps
from equipoise.ui.compare.marks import DASHES, paint_badge
from equipoise.ui.plain import one_line

_YEAR = 12
_NOTES_WIDTH = 230.0
_LEAST_SIDE = 180.0
_KEY = "Disc: medians, with 90 % ranges; line: path of the medians from now, a dot a year."


class ComparePlane(ComparisonChart, BalancePlane):
    """One cloud a scenario at the month of the workspace."""

    explanation = (
        "Each point is one future of one scenario: the index of one pole across, of the other "
        "upwards. The lines are the paths of the medians from now to the month looked at."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clouds: dict[str, CloudItem] = {}
        for control in (self.slider, self.spin, self._month_label):
            control.hide()
        self.setFocusProxy(None)  # type: ignore[arg-type]  # the stub leaves None out
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def month(self) -> int:
        """The month whose clouds are shown."""
        last = self.dossier.settings.horizon
        if self.projection is not None:
            last = int(self.projection.months[-1])
        return min(self.at, last)

    def clouds(self) -> dict[str, CloudItem]:
        """The painted cloud of each scenario, up to date."""
        self.settle()
        return dict(self._clouds)

    def redraw(self) -> None:
        """One cloud for each scenario; the first lies on top, as others are compared with it."""
        for cloud in self._clouds.values():
            self.canvas.remove(cloud)
        self._clouds = {}
        self._cloud.setVisible(False)
        shown = self.shown
        if shown is not None:
            low, high = draw_range(shown)
            self.canvas.set_spans([Span(low, high, low, high)])
            for scenario_id in reversed(shown.ids):
                slot = shown.slots[scenario_id]
                colour = self.theme.series[slot]
                cloud = CloudItem()
                strength = 1.4 / math.sqrt(len(shown.ids))
                cloud.set_colours(
                    colour, colour, dashes=DASHES[slot], strength=min(strength, 1.0) * 0.7
                )
                self.canvas.add(0, cloud)
                self._clouds[scenario_id] = cloud
        self._show_month()

    def look(self) -> None:
        """Move the clouds and lengthen the paths to the month looked at."""
        self._show_month()

    def ticks(self) -> list[float]:
        """The levels that both axes name."""
        span = self.canvas.panels[0].span
        return level_steps(span.left, span.right)

    def _pair_of_fans(self, scenario_id: str) -> tuple[Fan, Fan] | None:
        pair = self.poles()
        if pair is None or self.shown is None:
            return None
        index = self.shown.projection(scenario_id).index
        if pair[0].id not in index or pair[1].id not in index:
            return None
        return index[pair[0].id], index[pair[1].id]

    def _show_month(self) -> None:
        pair, shown = self.poles(), self.shown
        for scenario_id, cloud in self._clouds.items():
            fans = self._pair_of_fans(scenario_id)
            cloud.setVisible(fans is not None)
            if fans is None or pair is None or shown is None:
                continue
            draws = shown.projection(scenario_id).index_draws
            across, up = draws[pair[0].id][self.month], draws[pair[1].id][self.month]
            step = max(1, math.ceil(across.size * len(self._clouds) / (2 * MOST_POINTS)))
            cloud.set_points(across[::step], up[::step])
            cloud.set_path(fans[0].p50[: self.month + 1], fans[1].p50[: self.month + 1])
        self.setAccessibleDescription(self.reading() or self.explanation)
        self.canvas.arrange()

    def _beside(self, area: QRectF) -> bool:
        """Whether the notes stand at the right of the plane and not below it."""
        return area.width() - area.height() >= 0.6 * _NOTES_WIDTH

    def arrange(self, area: QRectF, count: int) -> list[QRectF]:
        """A square, for one scale on both axes; the notes stand beside or below it."""
        line = self.ink.line(self.ink.small)
        left = 20 + line + self.ink.width(("100",), self.ink.small)
        bottom = 2 * line + 12
        if self._beside(area):
            side = min(area.height() - bottom - 10, area.width() - left - _NOTES_WIDTH - 20)
            return [QRectF(left, 10, max(side, 40.0), max(side, 40.0))] * count
        room = area.width() - left - 20
        notes = self._notes_height(area.width() - 20) + 10
        side = max(min(room, area.height() - bottom - 10 - notes), min(_LEAST_SIDE, room))
        spare = max(0.0, room - side) / 2
        return [QRectF(left + spare, 10, side, side)] * count

    def paint_over(self, painter: QPainter) -> None:
        """The medians with their ranges, where the paths began, and the notes."""
        panel, shown = self.canvas.panels[0], self.shown
        if shown is None:
            return
        for scenario_id in reversed(shown.ids):
            fans = self._pair_of_fans(scenario_id)
            if fans is not None:
                self._paint_medians(painter, panel, fans, shown.slots[scenario_id])
        area = QRectF(self.canvas.rect())
        if self._beside(area):
            notes = area.adjusted(panel.rect.right() + 16, panel.rect.top(), -6, -4)
        else:
            below = panel.rect.bottom() + 2 * self.ink.line(self.ink.small) + 12
            notes = area.adjusted(10, below, -10, -4)
        self._paint_notes(painter, notes)
        self.paint_focus(painter, area)

    def _paint_medians(
        self, painter: QPainter, panel: Panel, fans: tuple[Fan, Fan], slot: int
    ) -> None:
        across, up = fans
        month, colour = self.month, QColor(self.theme.series[slot])
        painter.setPen(QPen(QColor(self.theme.base), 1))
        painter.setBrush(colour)
        for year in range(0, month, _YEAR):
            point = QPointF(panel.x(float(across.p50[year])), panel.y(float(up.p50[year])))
            painter.drawEllipse(point, 3.0, 3.0)
        x, y = panel.x(float(across.p50[month])), panel.y(float(up.p50[month]))
        painter.setPen(QPen(colour, 1.2))
        ends = panel.x(float(across.p5[month])), panel.x(float(across.p95[month]))
        painter.drawLine(QLineF(ends[0], y, ends[1], y))
        ends = panel.y(float(up.p5[month])), panel.y(float(up.p95[month]))
        painter.drawLine(QLineF(x, ends[0], x, ends[1]))
        paint_badge(painter, QPointF(x, y), self.theme, slot, self.ink.small)

    def _sentences(self) -> list[tuple[str, int | None]]:
        """What stands beside the plane: text, and the slot of the scenario that it is about."""
        pair, shown = self.poles(), self.shown
        if pair is None or shown is None:
            return []
        names = [one_line(pole.name) for pole in pair]
        found: list[tuple[str, int | None]] = []
        for scenario_id in shown.ids:
            fans = self._pair_of_fans(scenario_id)
            if fans is None:
                continue
            medians = [float(fan.p50[self.month]) for fan in fans]
            parts = [
                f"{name} {median:.0f} ({_range(fan, self.month)})"
                for name, median, fan in zip(names, medians, fans, strict=True)
            ]
            strain = strain_words(names[0], names[1], medians[0], medians[1])
            words = f"{shown.name(scenario_id)}: {', '.join(parts)}. {strain}"
            found.append((words, shown.slots[scenario_id]))
        if found:
            found.append((_KEY, None))
        return found

    def _notes_height(self, width: float) -> float:
        line = self.ink.line(self.ink.small)
        heights = (
            len(self.ink.wrap(text, self.ink.small, width - 20)) * line + 3
            for text, _ in self._sentences()
        )
        return sum(heights)

    def _paint_notes(self, painter: QPainter, room: QRectF) -> None:
        line, top = self.ink.line(self.ink.small), room.top()
        for text, slot in self._sentences():
            left = room.left() + (20 if slot is not None else 0)
            for number, part in enumerate(self.ink.wrap(text, self.ink.small, room.width() - 20)):
                if top + line > room.bottom() + 2:
                    return
                if slot is not None and number == 0:
                    badge = QPointF(room.left() + 8, top + line / 2)
                    paint_badge(painter, badge, self.theme, slot, self.ink.small, radius=6.5)
                colour = self.theme.muted if slot is None else self.theme.text
                rect = QRectF(left, top, room.right() - left, line)
                self.ink.write(painter, rect, part, colour, self.ink.small, place=LEFT)
                top += line
            top += 3

    def legend(self) -> str:
        """The month, and what a point is."""
        when = month_words(self.dossier.settings.as_of, self.month)
        return f"{when}; each point is one future"

    def reading(self) -> str:
        """Medians, ranges and strain of each scenario in the month shown."""
        return "\n".join(text for text, _ in self._sentences())

    def table(self) -> list[Row]:
        """Month, calendar month, scenario and the two indices of each point shown."""
        self.settle()
        pair, shown = self.poles(), self.shown
        if pair is None or shown is None:
            return [("month", "calendar", "scenario")]
        rows: list[Row] = [("month", "calendar", "scenario", *(pole.name for pole in pair))]
        calendar = calendar_month(self.dossier.settings.as_of, self.month)
        for scenario_id in shown.ids:
            across, up = self._clouds[scenario_id].points
            name = shown.name(scenario_id)
            rows += [
                (self.month, calendar, name, float(x), float(y))
                for x, y in zip(across, up, strict=True)
            ]
        return rows


def _range(fan: Fan, month: int) -> str:
    return range_words(float(fan.p5[month]), float(fan.p95[month]))
