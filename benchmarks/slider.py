"""From a slider's tick to painted charts, against a bare repaint of the same charts."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

from equipoise.editing import edits
from equipoise.editing.projector import DRAFT_DRAWS, Projector
from equipoise.editing.session import Session
from equipoise.projection.model import ProjectionModel
from equipoise.projection.tick import Tick
from equipoise.store.dossier_file import DossierFile
from equipoise.ui.main_window import MainWindow
from equipoise.ui.style import apply_theme, load_fonts
from equipoise.ui.theme import LIGHT

ROUNDS = 60
KEY = "regional-security-dialogues"


def wait(condition: object) -> None:
    while not condition():  # type: ignore[operator]
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


class Paints(QObject):
    """Counts the paint events of a chart."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.count = 0
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def repaint(panel: QWidget) -> None:
    """Paint every chart that can be seen, now."""
    for view in panel.findChildren(QGraphicsView):
        if view.isVisible():
            view.viewport().repaint()


def measure(path: Path) -> dict[str, float]:
    """Median seconds of a tick (ask, project, paint) and of a bare repaint; checks exactness."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_fonts()
    apply_theme(application, LIGHT)
    with DossierFile.open(path) as file:
        session = Session(file.dossier, None)
        projector = Projector(session)
        window = MainWindow()
        window.furnish(session, projector)
        window.show()
        settled: list[object] = []
        projector.settled.connect(lambda *answer: settled.append(answer))
        wait(lambda: settled)
        panel = window.projection_panel
        paints = Paints(panel.cell_grid.canvas.view.viewport())
        answers: list[object] = []
        projector.projected.connect(lambda _, projection: answers.append(projection))
        ticks, repaints, projections = [], [], []
        model = ProjectionModel(session.dossier, session.scenario_id, draws=DRAFT_DRAWS)
        tick = Tick(model)
        session.begin_gesture()
        for number in range(ROUNDS):
            percent = 10.0 + number % 20
            dossier = edits.set_weight(session.dossier, session.scenario_id, KEY, percent)
            answers.clear()
            paints.count = 0
            begun = time.perf_counter()
            projector.ask(dossier, session.scenario_id, draft_only=True)
            wait(lambda: answers and paints.count)
            ticks.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            repaint(panel)
            repaints.append(time.perf_counter() - begun)
            weights = dossier.weights_of(session.scenario_id)
            begun = time.perf_counter()
            tick.project(weights)
            projections.append(time.perf_counter() - begun)
            expected = model.project(weights)
            for pole in dossier.poles:
                shown = panel.index_chart.fan(pole.id)
                assert shown is not None
                error = np.abs(shown.p50 - expected.index[pole.id].p50).max()
                assert error <= 1e-3, f"the chart is off by {error} points"
        session.end_gesture("benchmark")
        projector.stop()
        window.close()
    return {
        "tick": statistics.median(ticks),
        "repaint": statistics.median(repaints),
        "projection": statistics.median(projections),
    }
