"""The main window: rail and rooms on the left, projection and weights on the right.

It is shown before its dossier is open. What draws a dossier is therefore imported where it is made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QUndoGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from equipoise.ui.actions import Actions
from equipoise.ui.message_strip import MessageStrip
from equipoise.ui.places import PLACES
from equipoise.ui.plain import plain_label
from equipoise.ui.rail import Rail
from equipoise.ui.status import StatusBar
from equipoise.ui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from equipoise.dossier.difference import Difference
    from equipoise.editing.projector import Derived, Projector, Question
    from equipoise.editing.session import Session
    from equipoise.projection.outcome import Projection
    from equipoise.ui.charts.projection_panel import ProjectionPanel
    from equipoise.ui.insight.reach_window import ReachWindow
    from equipoise.ui.insight.walk_window import WalkWindow
    from equipoise.ui.weights.weights_panel import WeightsPanel

_BLIND = "The charts are hidden until the weights are committed (blind-first weighting)."
_LONGEST_DRAFT = 3000
"""Milliseconds that a window which is seen already waits for its first charts."""
_SHOWN_ONLY = {"weights", "scenarios", "bands", "goals"}
_SHOWN_BY_CHARTS = ("poles", "aspects", "cells", "recommendations", "drivers", "goals", "bands")


class MainWindow(QMainWindow):
    """Made empty, with a message in the middle; `furnish` puts the parts for one session into it.

    `session`, `projector` and the two panels are there once it is `furnished`. `may_close` is asked
    whether the window may close.
    """

    closed = Signal()
    view_wanted = Signal(object, str)
    command_wanted = Signal(str)

    session: Session
    projector: Projector
    projection_panel: ProjectionPanel
    weights_panel: WeightsPanel

    def __init__(self, message: str = "") -> None:
        super().__init__()
        self.furnished = False
        self.commands: Actions = {}
        self.undo_group = QUndoGroup(self)
        self._subtitle = ""
        self.may_close: Callable[[], bool] = lambda: True
        self._theme = LIGHT
        self._rooms: dict[int, Any] = {}
        self._windows: dict[str, QWidget] = {}
        self._put_away: list[QWidget] = []
        self._latest: Projection | None = None
        self._shown_room = 0
        self.strip = MessageStrip()
        self.rail = Rail(PLACES)
        self.status = StatusBar()
        self.setStatusBar(self.status)
        self._stack = QStackedWidget()
        self._pages = QStackedWidget()
        self._message = plain_label(message)
        self._lay_out()
        self.setWindowTitle("Equipoise")
        self.resize(1280, 720)
        self.rail.choose(0)

    def _lay_out(self) -> None:
        self._message.setObjectName("muted")
        self._message.setProperty("alignment", "AlignCenter")
        self._pages.addWidget(self._message)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.rail)
        below.addWidget(self._pages, 1)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addLayout(below, 1)
        self.setCentralWidget(centre)

    def furnish(self, session: Session, projector: Projector, subtitle: str = "") -> None:
        """Put the parts for a session in the place of the message; once for every window.

        Where the window is seen already, its charts are painted before the first room is made.
        """
        self.session, self.projector, self._subtitle = session, projector, subtitle
        projector.waits = True
        self.undo_group.addStack(session.undo_stack)
        session.undo_stack.setActive(True)
        self._hear_projector()
        self._ask()  # the thread computes while the parts are made
        from equipoise.ui.charts.projection_panel import ProjectionPanel
        from equipoise.ui.weights.weights_panel import WeightsPanel

        self.projection_panel = ProjectionPanel()
        self.weights_panel = WeightsPanel(session)
        self._hear_session()
        self._pages.insertWidget(0, self._beside_each_other())
        for part in (self.projection_panel, self.weights_panel):
            part.set_theme(self._theme)
        self._pages.setCurrentIndex(0)
        self._message.deleteLater()
        self._show_dossier()
        if self.isVisible():
            self._paint_draft()
        self.show_room(0)
        self.furnished = True

    def _paint_draft(self) -> None:
        """Wait for the first charts; what is pressed or typed meanwhile waits as well."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        for told in (self._pace.painted, self.projector.nothing, self.projector.failed):
            told.connect(loop.quit)
        QTimer.singleShot(_LONGEST_DRAFT, loop, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def _beside_each_other(self) -> QSplitter:
        from PySide6.QtCore import Qt

        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.projection_panel)
        right.addWidget(self.weights_panel)
        right.setStretchFactor(0, 1)
        weights = self.weights_panel.wanted_height()
        right.setSizes([max(300, 656 - weights), weights])
        right.setChildrenCollapsible(False)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self._stack)
        across.addWidget(right)
        across.setStretchFactor(1, 1)
        across.setSizes([456, 698])
        across.setChildrenCollapsible(False)
        return across

    def _hear_projector(self) -> None:
        from equipoise.ui.pace import Pace

        self._pace = Pace(self._projected, self)
        self._pace.painted.connect(self.projector.go_on)
        self.projector.projected.connect(self._pace.take)
        self.projector.settled.connect(self._settled)
        self.projector.nothing.connect(self._nothing)
        self.projector.busy.connect(self.status.show_busy)

    def _hear_session(self) -> None:
        self.rail.chosen.connect(self.show_room)
        self.session.changed.connect(self._changed)
        self.session.scenario_changed.connect(self._ask)
        self.session.gesture_ended.connect(self._ask)
        self.session.refused.connect(self.strip.tell)
        self.session.saved_changed.connect(self._show_saved)
        self.projection_panel.saved.connect(self._chart_written)
        self.weights_panel.go_to.connect(self.go_to)
        self.weights_panel.blind.hidden_changed.connect(self._hide_outcomes)

    def room(self, number: int) -> Any:
        """A room or workspace of the rail, made when it is first asked for."""
        if number not in self._rooms:
            room = PLACES[number].make(self.session)
            room.set_theme(self._theme)
            room.go_to.connect(self.go_to)
            self._rooms[number] = room
            if PLACES[number].workspace:
                room.saved.connect(self._chart_written)
                room.failed.connect(self.projector.failed)
                if hasattr(room, "view_wanted"):
                    room.view_wanted.connect(self.view_wanted)
                if hasattr(room, "command_wanted"):
                    room.command_wanted.connect(self.command_wanted)
                self._pages.addWidget(room)
            else:
                self._stack.addWidget(room)
        return self._rooms[number]

    def show_room(self, number: int) -> None:
        """Show a room or workspace of the rail."""
        if PLACES[number].workspace and self.weights_panel.blind.hidden:
            self.strip.tell(_BLIND)
            return
        self.rail.choose(number)
        if PLACES[number].workspace:
            self._pages.setCurrentWidget(self.room(number))
        else:
            self._shown_room = number
            self._pages.setCurrentIndex(0)
            self._stack.setCurrentWidget(self.room(number))

    def table_shown(self) -> str:
        """The main table of the room shown; "" if it has none."""
        return str(getattr(self.room(self._shown_room), "key", ""))

    def go_to(self, table: str, row_id: str) -> None:
        """Show the room that has this row, with the row in focus."""
        for number, place in enumerate(PLACES):
            if not place.workspace and self.room(number).focus_row(table, row_id):
                self.show_room(number)
                return

    def set_theme(self, theme: Theme) -> None:
        """Recolour everything that draws itself."""
        self._theme = theme
        self.rail.set_theme(theme)
        if self.furnished:
            for part in (self.projection_panel, self.weights_panel, *self._rooms.values()):
                part.set_theme(theme)

    def _changed(self, change: Difference) -> None:
        from equipoise.dossier.dossier import NOT_PROJECTED

        if self.session.in_gesture or self.session.all_saved:
            self.strip.hide()  # what says why an edit is not in the file stays
        if change.tables != {"weights"}:
            if change.tables - (NOT_PROJECTED | _SHOWN_ONLY):
                # They come back with the answer; until then they would belong to other judgments.
                self.projection_panel.set_compared(None)
                self.projection_panel.set_driver_attribution(None)
            self._show_dossier()
        self._ask()

    def _show_dossier(self) -> None:
        dossier = self.session.dossier
        parts = (dossier.settings.title, self._subtitle, "Equipoise")
        self.setWindowTitle(" – ".join(part for part in parts if part))
        self.status.show_dossier(dossier)
        self.projection_panel.set_dossier(dossier)
        self._show_saved(self.session.all_saved)

    def _ask(self) -> None:
        self.projector.ask(
            self.session.dossier, self.session.scenario_id, draft_only=self.session.in_gesture
        )

    def _fits(self, question: Question) -> bool:
        """Whether an answer is about the scenario and the rows that are shown now."""
        now, then = self.session.dossier, question.dossier
        return question.scenario_id == self.session.scenario_id and all(
            then.table(key) is now.table(key) for key in _SHOWN_BY_CHARTS
        )

    def _projected(self, question: Question, projection: Projection) -> None:
        if not self._fits(question):
            return
        self._latest = projection
        self.weights_panel.show_projection(projection)
        if self.weights_panel.blind.hidden:
            return
        self.projection_panel.set_projection(projection)
        self.status.show_projection(self.session.dossier, projection)

    def _settled(self, question: Question, derived: Derived) -> None:
        self._pace.hurry()  # it is about the projection that came before it
        if not self._fits(question):
            return
        self.projection_panel.set_driver_attribution(derived.drivers)
        self.projection_panel.set_compared(derived.no_effort)
        self.weights_panel.show_swings(derived.swings)

    def _hide_outcomes(self, hidden: bool) -> None:
        """While weights are given blind, nothing that shows an outcome can be seen."""
        for number, place in enumerate(PLACES):
            if place.workspace:
                self.rail.allow(number, not hidden)
        if hidden:
            self._put_away = [w for w in self._windows.values() if w.isVisible()]
            for frame in self.projection_panel.frames():
                frame.close_enlarged()
        for window in self._put_away:
            window.setHidden(hidden)
        if hidden:
            self.show_room(self._shown_room)
            self.projection_panel.show_message(_BLIND)
            self.status.show_nothing(_BLIND)
        elif self._latest is not None:
            self.projection_panel.set_projection(self._latest)
            self.status.show_projection(self.session.dossier, self._latest)
        self._ask()

    def _chart_written(self, path: str) -> None:
        self.strip.tell(f"Chart written: {path}")

    def reach_window(self) -> ReachWindow:
        """The window “What would have to be true”, in front; made when first asked for."""
        from equipoise.ui.insight.reach_window import ReachWindow

        window = self._windows.get("reach")
        if not isinstance(window, ReachWindow):
            window = ReachWindow(self.session, self)
            window.go_to.connect(self.go_to)
            window.failed.connect(self.projector.failed)
            self._windows["reach"] = window
        window.question.set_locked(self.weights_panel.locked())
        self._bring_to_front(window)
        return window

    def walk_window(self) -> WalkWindow:
        """The window “Walk the weight”, in front; made when first asked for."""
        from equipoise.ui.insight.walk_window import WalkWindow

        window = self._windows.get("walk")
        if not isinstance(window, WalkWindow):
            window = WalkWindow(self.session, self)
            window.saved.connect(self._chart_written)
            window.failed.connect(self.projector.failed)
            self._windows["walk"] = window
        self._bring_to_front(window)
        return window

    def _bring_to_front(self, window: QWidget) -> None:
        if self.weights_panel.blind.hidden:
            self.strip.tell(_BLIND)
            return
        window.show()
        window.raise_()
        window.activateWindow()

    def let_go(self) -> None:
        """End a drag that lasts: what comes now may keep its release from being heard."""
        self.weights_panel.let_go()
        self.session.let_go()

    def _take_in(self) -> None:
        """Take over what is still being typed or dragged."""
        if not self.furnished:
            return
        self.let_go()
        for room in self._rooms.values():
            if hasattr(room, "commit"):
                room.commit()
        self.weights_panel.commit()

    def end(self) -> None:
        """Take in what is typed, close every window that belongs here, end all background work.

        The window is not used any more.
        """
        from PySide6.QtCore import Qt

        self._take_in()
        if self.furnished:
            self.projector.stop()
        for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if part.isWindow():
                part.close()
        for number, room in self._rooms.items():
            if PLACES[number].workspace:
                room.stop()
        for window in self._windows.values():
            window.close()
        self.hide()

    def _nothing(self, reason: str) -> None:
        self.projection_panel.show_message(reason)
        self.status.show_nothing(reason)

    def _show_saved(self, saved: bool) -> None:
        if self.session.read_only:
            self.status.show_saved("reading only")
        else:
            self.status.show_saved("all saved" if saved else "NOT SAVED")

    def show_protected(self, protected: bool) -> None:
        """Say whether the file is encrypted."""
        from equipoise.ui.protection.unprotected import PROTECTED

        self.setProperty(PROTECTED, protected)
        self.status.show_protected(protected)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take in what is still being typed, then close if `may_close` agrees."""
        self._take_in()
        if self.may_close():
            event.accept()
            self.closed.emit()
        else:
            event.ignore()
