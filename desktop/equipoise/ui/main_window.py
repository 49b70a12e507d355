"""The main window: rail and rooms on the left, projection and weights on the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import Dossier
from equipoise.editing.projector import Derived, Projector
from equipoise.editing.session import Session
from equipoise.projection.outcome import Projection
from equipoise.ui.charts.projection_panel import ProjectionPanel
from equipoise.ui.message_strip import MessageStrip
from equipoise.ui.rail import Place, Rail
from equipoise.ui.status import StatusBar
from equipoise.ui.theme import LIGHT, Theme
from equipoise.ui.weights.weights_panel import WeightsPanel

PLACES = (
    Place("overview", "Overview", "Subject, horizon, postures at a glance, goals and red lines"),
    Place("aspects", "Aspects", "Strands of the relationship and the posture towards each pole"),
    Place("drivers", "Drivers", "Challenges, opportunities and external shifts"),
    Place("recommendations", "Recommendations", "Recommendations, what they do, and their steps"),
    Place("sources", "Sources", "What the judgments rest on"),
)

_SHOWN_BY_CHARTS = ("poles", "aspects", "cells", "recommendations", "drivers", "goals", "bands")


def _room(number: int, session: Session) -> Any:
    """A room, imported when it is first shown."""
    if number == 0:
        from equipoise.ui.rooms.overview_room import OverviewRoom

        return OverviewRoom(session)
    if number == 1:
        from equipoise.ui.rooms.aspects_room import AspectsRoom

        return AspectsRoom(session)
    if number == 2:
        from equipoise.ui.rooms.drivers_room import DriversRoom

        return DriversRoom(session)
    if number == 3:
        from equipoise.ui.rooms.recommendations_room import RecommendationsRoom

        return RecommendationsRoom(session)
    from equipoise.ui.rooms.sources_room import SourcesRoom

    return SourcesRoom(session)


class MainWindow(QMainWindow):
    """Assembles the parts for one session; `closing` asks whether the window may close."""

    closed = Signal()

    def __init__(self, session: Session, projector: Projector) -> None:
        super().__init__()
        self.session = session
        self.projector = projector
        self.may_close: Callable[[], bool] = lambda: True
        self._theme = LIGHT
        self._rooms: dict[int, Any] = {}
        self.strip = MessageStrip()
        self.rail = Rail(PLACES)
        self.projection_panel = ProjectionPanel()
        self.weights_panel = WeightsPanel(session)
        self.status = StatusBar()
        self.setStatusBar(self.status)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.resize(1280, 720)
        self.show_room(0)
        self._show_dossier()

    def _lay_out(self) -> None:
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
        across.setSizes([540, 660])
        across.setChildrenCollapsible(False)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.rail)
        below.addWidget(across, 1)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addLayout(below, 1)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_room)
        self.session.changed.connect(self._changed)
        self.session.scenario_changed.connect(self._ask)
        self.session.gesture_ended.connect(self._ask)
        self.session.refused.connect(self.strip.tell)
        self.session.saved_changed.connect(self._show_saved)
        self.projector.projected.connect(self._projected)
        self.projector.settled.connect(self._settled)
        self.projector.nothing.connect(self._nothing)
        self.projection_panel.saved.connect(lambda path: self.strip.tell(f"Chart written: {path}"))

    def room(self, number: int) -> Any:
        """A room of the rail, made when it is first asked for."""
        if number not in self._rooms:
            room = _room(number, self.session)
            room.set_theme(self._theme)
            room.go_to.connect(self.go_to)
            self._rooms[number] = room
            self._stack.addWidget(room)
        return self._rooms[number]

    def show_room(self, number: int) -> None:
        """Show a room of the rail."""
        self.rail.choose(number)
        self._stack.setCurrentWidget(self.room(number))

    def go_to(self, table: str, row_id: str) -> None:
        """Show the room that has this row, with the row in focus."""
        for number in range(len(PLACES)):
            if self.room(number).focus_row(table, row_id):
                self.show_room(number)
                return

    def set_theme(self, theme: Theme) -> None:
        """Recolour everything that draws itself."""
        self._theme = theme
        for part in (self.rail, self.projection_panel, self.weights_panel, *self._rooms.values()):
            part.set_theme(theme)

    def _changed(self, change: Difference) -> None:
        self.strip.hide()
        if change.tables != {"weights"}:
            self._show_dossier()
        else:
            self._ask()

    def _show_dossier(self) -> None:
        dossier = self.session.dossier
        self.setWindowTitle(f"{dossier.settings.title} – Equipoise")
        self.status.show_dossier(dossier)
        self.projection_panel.set_dossier(dossier)
        self._show_saved(self.session.all_saved)
        self._ask()

    def _ask(self) -> None:
        self.projector.ask(
            self.session.dossier, self.session.scenario_id, draft_only=self.session.in_gesture
        )

    def _fits(self, dossier: Dossier) -> bool:
        """Whether an answer about `dossier` has the rows that are shown now."""
        now = self.session.dossier
        return all(dossier.table(key) is now.table(key) for key in _SHOWN_BY_CHARTS)

    def _projected(self, dossier: Dossier, projection: Projection) -> None:
        if not self._fits(dossier):
            return
        self.projection_panel.set_projection(projection)
        self.status.show_projection(self.session.dossier, projection)

    def _settled(self, dossier: Dossier, derived: Derived) -> None:
        if not self._fits(dossier):
            return
        self.projection_panel.set_driver_attribution(derived.drivers)
        self.projection_panel.set_compared(derived.no_effort)
        self.weights_panel.show_swings(derived.swings)

    def _nothing(self, reason: str) -> None:
        self.projection_panel.show_message(reason)
        self.status.show_nothing(reason)

    def _show_saved(self, saved: bool) -> None:
        if self.session.read_only:
            self.status.show_saved("reading only")
        else:
            self.status.show_saved("all saved" if saved else "NOT SAVED")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take in what is still being typed, then close if `may_close` agrees."""
        for room in self._rooms.values():
            room.commit()
        if self.may_close():
            event.accept()
            self.closed.emit()
        else:
            event.ignore()
