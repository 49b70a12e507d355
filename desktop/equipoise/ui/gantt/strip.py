"""The strip of steps: bars over the months that are dragged with the mouse or moved by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from equipoise.editing.session import Session
from equipoise.ui.charts import axes
from equipoise.ui.charts.canvas import Panel, Span
from equipoise.ui.charts.ink import CENTRE, LEFT, Ink
from equipoise.ui.gantt import bar_painting as painting
from equipoise.ui.gantt.bars import IMPLIED, Bar, bars_of, described, status_word, too_early
from equipoise.ui.gantt.timing import DURATION, START, Drag, step_by
from equipoise.ui.plain import one_line, tooltip_text
from equipoise.ui.shown_theme import shown_theme

ROW = 40.0
_GRIP = 6.0
_MARGIN = 8.0
_LEGEND = 20.0
_KEYS = (
    "Arrow keys up and down choose a bar, left and right move it by a month, with Shift its end."
)


class GanttStrip(QAbstractScrollArea):
    """Bars of one recommendation or of all; edits go through the session.

    `chosen` tells table and identifier of the bar with the cursor, `edit_wanted` that it should be
    edited in its table.
    """

    chosen = Signal(str, str)
    edit_wanted = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._recommendation_id: str | None = ""
        self._bars: list[Bar] = []
        self._current: tuple[str, str] = ("", "")
        self._drag: Drag | None = None
        self._ink = Ink.of(shown_theme(self.palette()), self.font())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Steps over the months")
        self.viewport().setMouseTracking(True)
        self.setMinimumHeight(110)

    # What is shown

    def show_bars(self, recommendation_id: str | None) -> None:
        """Show the bars of one recommendation, of none ("") or of all (None)."""
        self._recommendation_id = recommendation_id
        self.refresh()

    def refresh(self) -> None:
        """Read the session's dossier anew."""
        self._bars = bars_of(
            self._session.dossier, self._session.scenario_id, self._recommendation_id
        )
        if self._place() < 0:
            self._current = self._bars[0].key if self._bars else ("", "")
        self._say()
        self._fit_scroll_bar()
        self.viewport().update()

    def bars(self) -> list[Bar]:
        """The bars shown, from top to bottom."""
        return list(self._bars)

    def current(self) -> tuple[str, str]:
        """Table and identifier of the bar with the cursor; empty without one."""
        return self._current

    def choose(self, table: str, row_id: str) -> None:
        """Put the cursor on a bar, if it is shown, and bring it into sight."""
        if (table, row_id) == self._current or all(b.key != (table, row_id) for b in self._bars):
            return
        self._current = (table, row_id)
        bar, scroll = self.verticalScrollBar(), self._place() * ROW
        bar.setValue(round(min(max(bar.value(), scroll + ROW - self._rows_height()), scroll)))
        self._say()
        self.viewport().update()
        self.chosen.emit(table, row_id)

    def _place(self) -> int:
        return next((i for i, bar in enumerate(self._bars) if bar.key == self._current), -1)

    def _say(self) -> None:
        place = self._place()
        said = described(self._session.dossier, self._bars[place]) + "\n" if place >= 0 else ""
        self.setAccessibleDescription(said + _KEYS)

    # Places

    def _axis_height(self) -> float:
        legend = _LEGEND if self.viewport().height() > 130 else 0.0
        return axes.month_axis_height(self._ink) + 6 + legend

    def _rows_height(self) -> float:
        return max(self.viewport().height() - self._axis_height(), ROW)

    def _names_width(self) -> float:
        return min(max(0.33 * self.viewport().width(), 110.0), 260.0)

    def panel(self) -> Panel:
        """Where the months lie, in pixels of the viewport."""
        left = _MARGIN + self._names_width() + 10
        right = self.viewport().width() - _MARGIN - 16
        rect = QRectF(left, 0, max(right - left, 40.0), self._rows_height())
        return Panel(rect, Span(0.0, float(self._session.dossier.settings.horizon), 0.0, 1.0))

    def bar_rect(self, place: int) -> QRectF:
        """The rectangle of a bar, in pixels of the viewport; it may lie outside of it."""
        bar, panel = self._bars[place], self.panel()
        left, right = panel.x(bar.start.likely), panel.x(bar.end)
        middle = self._middle(place)
        height = painting.THICKNESS
        return QRectF(left, middle - height / 2, max(right - left, 3.0), height)

    def _middle(self, place: int) -> float:
        return (place + 0.5) * ROW - self.verticalScrollBar().value()

    def _fit_scroll_bar(self) -> None:
        bar, height = self.verticalScrollBar(), self._rows_height()
        bar.setPageStep(round(height))
        bar.setSingleStep(round(ROW / 2))
        bar.setRange(0, max(0, round(len(self._bars) * ROW - height)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll no further than needed."""
        super().resizeEvent(event)
        self._fit_scroll_bar()

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark, and the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._ink = Ink.of(shown_theme(self.palette()), self.font())
            self.viewport().update()

    # Mouse

    def _hit(self, at: QPointF) -> tuple[int, str]:
        """The row under the mouse, or -1, and what would be dragged there."""
        if at.y() >= self._rows_height():
            return -1, ""
        place = int((at.y() + self.verticalScrollBar().value()) // ROW)
        if not 0 <= place < len(self._bars):
            return -1, ""
        rect = self.bar_rect(place)
        near = abs(at.y() - rect.center().y()) <= painting.THICKNESS / 2 + 5
        if near and abs(at.x() - rect.right()) <= _GRIP:
            return place, DURATION
        if near and rect.left() - _GRIP <= at.x() <= rect.right():
            return place, START
        return place, ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a bar and take hold of it."""
        place, part = self._hit(event.position())
        if place < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        bar = self._bars[place]
        self.choose(*bar.key)
        if part:
            month = self.panel().value_at(event.position().x())
            self._drag = Drag(self._session, bar.table, bar.row_id, part, month)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held; Shift goes between the half months."""
        if self._drag is None:
            part = self._hit(event.position())[1]
            shape = {START: Qt.CursorShape.OpenHandCursor, DURATION: Qt.CursorShape.SplitHCursor}
            self.viewport().setCursor(shape.get(part, Qt.CursorShape.ArrowCursor))
            return
        free = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._drag.move_to(self.panel().value_at(event.position().x()), snap=not free)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: what was dragged is one undo step."""
        self._end_drag()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit in the table."""
        place, _ = self._hit(event.position())
        if place >= 0:
            self._end_drag()
            self.edit_wanted.emit(*self._bars[place].key)

    def _end_drag(self) -> None:
        drag, self._drag = self._drag, None
        if drag is not None:
            drag.end()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose, Left and Right move by a month, with Shift the end; Enter edits."""
        key, place = Qt.Key(event.key()), self._place()
        if not self._bars or place < 0:
            super().keyPressEvent(event)
            return
        goal = {
            Qt.Key.Key_Up: max(place - 1, 0),
            Qt.Key.Key_Down: min(place + 1, len(self._bars) - 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._bars) - 1,
        }
        if key == Qt.Key.Key_Escape and self._drag is not None:
            self._drag.give_up()
            self._drag = None
        elif key in goal:
            self.choose(*self._bars[goal[key]].key)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            months = 1.0 if key == Qt.Key.Key_Right else -1.0
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            step_by(self._session, *self._current, DURATION if shift else START, months)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit(*self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys act here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys act elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in a tooltip all that is known of the bar under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place, _ = self._hit(QPointF(event.pos()))
            if place >= 0 and self._drag is None:
                QToolTip.showText(event.globalPos(), self.tooltip_at(place), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return bool(super().viewportEvent(event))

    def tooltip_at(self, place: int) -> str:
        """What the tooltip of a bar says, escaped for Qt."""
        return tooltip_text(described(self._session.dossier, self._bars[place]))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Rows, bars, arrows, then the axis, which stays when the rows scroll."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, theme, panel = self._ink, self._ink.theme, self.panel()
        everything = QRectF(self.viewport().rect())
        painter.fillRect(everything, QColor(theme.base))
        if not self._bars:
            words = "No recommendation to show here yet."
            ink.write(painter, everything, words, theme.muted, ink.normal, place=CENTRE)
            painter.end()
            return
        rows = QRectF(0, 0, everything.width(), panel.rect.height())
        painter.setClipRect(rows)
        for place in range(len(self._bars)):
            self._paint_ground(painter, place)
        ticks = axes.paint_month_grid(painter, ink, panel)
        for place, bar in enumerate(self._bars):
            self._paint_names(painter, place, bar)
        painter.setClipRect(rows.adjusted(panel.rect.left() - _MARGIN, 0, 0, 0))
        for place, bar in enumerate(self._bars):
            self._paint_bar(painter, place, bar)
        for place, bar in enumerate(self._bars):
            self._paint_arrow(painter, place, bar)
        painter.setClipping(False)
        self._paint_axis(painter, ticks)
        painter.end()

    def _paint_axis(self, painter: QPainter, ticks: list[int]) -> None:
        ink, panel = self._ink, self.panel()
        painter.setPen(axes.grid_pen(ink))
        bottom, width = panel.rect.bottom(), self.viewport().width()
        painter.drawLine(QPointF(0, bottom), QPointF(width, bottom))
        as_of = self._session.dossier.settings.as_of
        axes.paint_month_labels(painter, ink, panel, ticks, as_of)
        if self.viewport().height() > 130:
            top = self.viewport().height() - _LEGEND
            area = QRectF(_MARGIN, top, width - 2 * _MARGIN, _LEGEND - 3)
            painting.paint_legend(painter, ink, area)
        if self.hasFocus():
            painter.setPen(QPen(QColor(ink.theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_ground(self, painter: QPainter, place: int) -> None:
        theme = self._ink.theme
        row = QRectF(0, self._middle(place) - ROW / 2, self.viewport().width(), ROW)
        if self._bars[place].key == self._current:
            painter.fillRect(row, QColor(theme.alternate))
            painter.fillRect(QRectF(0, row.top(), 3, ROW), QColor(theme.accent))
        painter.setPen(axes.grid_pen(self._ink))
        painter.drawLine(row.bottomLeft(), row.bottomRight())

    def _paint_names(self, painter: QPainter, place: int, bar: Bar) -> None:
        ink, theme = self._ink, self._ink.theme
        width, middle = self._names_width(), self._middle(place)
        height = ink.line(ink.small)
        above = QRectF(_MARGIN, middle - height - 1, width, height + 1)
        ink.write(painter, above, bar.name, theme.text, ink.normal, place=LEFT)
        words = [status_word(bar.status)]
        if bar.status != IMPLIED:
            words.append(one_line(bar.owner) or "no owner")
        if self._recommendation_id is None and bar.table == "steps":
            words.append(bar.recommendation)
        colour = theme.danger if bar.status == "blocked" else theme.muted
        below = QRectF(_MARGIN, middle + 1, width, height)
        ink.write(painter, below, " · ".join(words), colour, ink.small, place=LEFT)

    def _paint_bar(self, painter: QPainter, place: int, bar: Bar) -> None:
        theme, panel = self._ink.theme, self.panel()
        rect = self.bar_rect(place)
        painting.paint_body(painter, theme, rect, bar.status)
        painting.paint_whiskers(painter, theme, bar, rect.center().y(), panel.x)
        if not bar.reversible:
            painting.paint_one_way(painter, theme, rect)
        if bar.end > panel.span.right:
            words = f"to month {bar.end:g} ▸"
            width = self._ink.width((words,), self._ink.small) + 6
            right = self.viewport().width() - 2
            tag = QRectF(right - width, rect.top() - 1, width, rect.height() + 2)
            painter.fillRect(tag, QColor(theme.base))
            self._ink.write(painter, tag, words, theme.text, self._ink.small, place=CENTRE)

    def _paint_arrow(self, painter: QPainter, place: int, bar: Bar) -> None:
        if not bar.after_step_id:
            return
        dossier, theme = self._session.dossier, self._ink.theme
        broken = too_early(dossier, bar)
        colour = QColor(theme.danger if broken else theme.text)
        rect = self.bar_rect(place)
        end = QPointF(rect.left() - 1, rect.center().y())
        keys = [other.key for other in self._bars]
        if ("steps", bar.after_step_id) in keys:
            before = self.bar_rect(keys.index(("steps", bar.after_step_id)))
            begin = QPointF(before.right(), before.center().y())
        else:
            begin = QPointF(max(end.x() - 26, self.panel().rect.left() - 6), end.y())
        painting.paint_arrow(painter, colour, begin, end, broken=broken)
