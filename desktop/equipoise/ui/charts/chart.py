"""What every chart has: dossier, projection, theme, a table of its data, a way to be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from equipoise.dossier.dossier import Dossier
from equipoise.projection.outcome import Projection
from equipoise.ui.charts.ink import Ink
from equipoise.ui.theme import LIGHT, Theme

Row = Sequence[str | int | float]

_SHOWN_TABLES = ("settings", "poles", "aspects", "bands", "goals", "recommendations", "drivers")
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: -6, Qt.Key.Key_PageUp: 6}


class Chart(QWidget):
    """A chart of one projection.

    A hidden chart only keeps what it is given; it draws when it is shown, or asked for its data.
    Subclasses say in `rebuild` what follows from dossier and theme, in `redraw` what follows from
    the projection, in `table` the data shown.
    """

    heading = ""
    explanation = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dossier = Dossier()
        self.projection: Projection | None = None
        self.compared: Projection | None = None
        self.compared_name = ""
        self.theme: Theme = LIGHT
        self.ink = Ink.of(self.theme, self.font())
        self.on_paper = False
        self._rebuild_due = True
        self._redraw_due = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.heading)
        self.setAccessibleDescription(self.explanation)

    def set_dossier(self, dossier: Dossier) -> None:
        """Take names, bands, goals and dates from this dossier."""
        before, self.dossier = self.dossier, dossier
        if any(getattr(before, key) is not getattr(dossier, key) for key in _SHOWN_TABLES):
            self._rebuild_due = True
            self._when_seen()

    def set_projection(self, projection: Projection) -> None:
        """Show another projection."""
        self.projection = projection
        self._redraw_due = True
        self._when_seen()

    def set_compared(self, projection: Projection | None, name: str) -> None:
        """Show a second projection as outlines, where the chart can; None takes it away.

        `name` says what it is, such as "no effort".
        """
        self.compared = projection
        self.compared_name = name
        self._redraw_due = True
        self._when_seen()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of a theme."""
        self.theme = theme
        self._rebuild_due = True
        self._when_seen()

    def adopt(self, other: Chart) -> None:
        """Show what another chart of the same kind shows."""
        self.theme, self.compared, self.compared_name = (
            other.theme,
            other.compared,
            other.compared_name,
        )
        self.dossier, self.projection = other.dossier, other.projection
        self._rebuild_due = True
        self._when_seen()

    def rebuild(self) -> None:
        """Make anew what follows from dossier, theme and font."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Put the numbers of `self.projection` on the chart; it may be None."""
        raise NotImplementedError

    def table(self) -> list[Row]:
        """The data shown, a heading row first: numbers unrounded, months also by calendar."""
        raise NotImplementedError

    def picture(self) -> QWidget:
        """The widget that a picture of the chart shows."""
        return self

    def reading(self) -> str:
        """What the chart says at the place pointed at, as plain text; empty without one."""
        return ""

    def legend(self) -> str:
        """One line that says how to read the chart."""
        return ""

    def settle(self) -> None:
        """Bring the drawing up to date with what was given."""
        if self._rebuild_due:
            self._rebuild_due = False
            self.ink = Ink.of(self.theme, self.font())
            self.rebuild()
            self._redraw_due = True
        if self._redraw_due:
            self._redraw_due = False
            self.redraw()

    def _when_seen(self) -> None:
        if self.isVisible():
            self.settle()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was given while hidden."""
        super().showEvent(event)
        self.settle()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the application's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._rebuild_due = True
            self._when_seen()

    def paint_focus(self, painter: QPainter, area: QRectF) -> None:
        """Mark the chart that listens to the keyboard, but not on a picture of it."""
        if self.hasFocus() and not self.on_paper:
            painter.setPen(QPen(QColor(self.theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


class MonthChart(Chart):
    """A chart over months that can be read month by month, with the mouse or the arrow keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month: int | None = None
        self.panel = 0

    @property
    def last_month(self) -> int:
        """The last month on the axis: that of the projection, else the dossier's horizon."""
        if self.projection is None or self.projection.months.size == 0:
            return self.dossier.settings.horizon
        return int(self.projection.months[-1])

    def set_projection(self, projection: Projection) -> None:
        """Show another projection; what is read stays within its months."""
        if self.month is not None:
            self.month = min(self.month, int(projection.months[-1]))
        super().set_projection(projection)

    def panel_count(self) -> int:
        """How many plots can be pointed at."""
        return 1

    def refresh_reading(self) -> None:
        """Repaint after the reader points elsewhere."""
        raise NotImplementedError

    def point_at(self, panel: int, x: float) -> None:
        """Read the chart at the month nearest to `x` on a panel."""
        month = min(max(round(x), 0), self.last_month)
        if (panel, month) != (self.panel, self.month):
            self.panel, self.month = panel, month
            self.refresh_reading()

    def point_away(self) -> None:
        """Stop reading."""
        if self.month is not None:
            self.month = None
            self.refresh_reading()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move by a month or a plot, page keys by six months, Escape stops reading."""
        key = Qt.Key(event.key())
        month = self.last_month if self.month is None else self.month
        if key in _STEPS:
            moved = month + _STEPS[key] if self.month is not None else month
            self.point_at(self.panel, moved)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.point_at(self.panel, 0 if key == Qt.Key.Key_Home else self.last_month)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.panel_count() > 1:
            step = -1 if key == Qt.Key.Key_Up else 1
            self.point_at((self.panel + step) % self.panel_count(), month)
        elif key == Qt.Key.Key_Escape and self.month is not None:
            self.point_away()
        else:
            super().keyPressEvent(event)
            return
        self.setAccessibleDescription(self.reading() or self.explanation)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the arrow keys act here."""
        super().focusInEvent(event)
        self.refresh_reading()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop reading when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.point_away()
        self.refresh_reading()
