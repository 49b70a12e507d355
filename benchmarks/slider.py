"""From a slider's tick to painted charts: one at a time, and sixty a second."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget
from table import Figure, milliseconds, ratio

from equipoise.editing import edits
from equipoise.editing.projector import DRAFT_DRAWS, Projector, Question
from equipoise.editing.session import Session
from equipoise.projection.model import ProjectionModel
from equipoise.projection.outcome import Fan, Projection
from equipoise.projection.tick import Tick
from equipoise.store.dossier_file import DossierFile
from equipoise.ui.main_window import MainWindow
from equipoise.ui.style import apply_theme, load_fonts
from equipoise.ui.theme import LIGHT

ROUNDS = 60
KEY = "regional-security-dialogues"
EVENTS, A_SECOND = 600, 60
POINTS = 1e-3


def figures(path: Path) -> Iterator[Figure]:
    """Ticks alone, then a drag of ten seconds and its release, on the charts of a real window."""
    with _opened(path) as bench:
        ticks, repaints, projections = _ticks(bench)
        yield Figure(
            f"slider tick to painted charts, {DRAFT_DRAWS:,} draws",
            "a bare repaint of the same charts",
            f"{ratio(ticks, repaints):.2f}",
            f"{milliseconds(ticks)} against {milliseconds(repaints)}",
        )
        own = [a - b for a, b in zip(ticks, projections, strict=True)]
        yield Figure(
            "the charts' own update and paint",
            "a bare repaint of the same charts",
            f"{ratio(own, repaints):.2f}",
            f"without the projection, which takes {milliseconds(projections)}",
        )
        drag = _drag(bench)
        yield Figure(
            f"{EVENTS} slider events, {A_SECOND} a second: from the last to its charts painted",
            "a slider tick to painted charts",
            f"{drag.left / statistics.median(ticks):.2f}",
            f"{drag.left * 1e3:.1f} ms; {drag.painted} projections painted in {drag.lasted:.2f} s, "
            f"no event later than {drag.latest * 1e3:.0f} ms",
        )
        yield Figure(
            "jump of the indices' lines as the slider is let go",
            "the sampling error stated",
            f"{drag.jump / drag.stated:.2f}",
            f"{drag.jump:.2f} of ± {drag.stated:.2f} points, from {DRAFT_DRAWS:,} draws to "
            f"{drag.draws:,}",
        )


@dataclass
class _Bench:
    session: Session
    projector: Projector
    window: MainWindow
    answers: list[tuple[Question, Projection]]
    paints: _Paints

    def painted(self) -> bool:
        """Whether the latest answer has been painted."""
        pole = self.session.dossier.poles[0].id
        return bool(self.answers) and self.paints.last is self.answers[-1][1].index[pole]

    def check(self, expected: Projection) -> None:
        """The chart of the indices shows this projection."""
        for pole, fan in expected.index.items():
            shown = self.window.projection_panel.index_chart.fan(pole)
            assert shown is not None
            error = np.abs(np.array(shown.quantiles()) - np.array(fan.quantiles())).max()
            assert error <= POINTS, f"the chart is off by {error} points"


class _Paints(QObject):
    """What the charts showed when one of them was last painted; how often it was anything new."""

    def __init__(self, viewport: QWidget, shown: Callable[[], Fan | None]) -> None:
        super().__init__(viewport)
        self.last: Fan | None = None
        self.count = 0
        self._shown = shown
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            now = self._shown()
            self.count += now is not self.last
            self.last = now
        return False


@contextmanager
def _opened(path: Path) -> Iterator[_Bench]:
    """The real window on a dossier, its exact charts painted."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_fonts()
    apply_theme(application, LIGHT)
    with DossierFile.open(path) as file:
        session = Session(file.dossier, None)
        projector = Projector(session)
        window = MainWindow()
        settled: list[object] = []
        projector.settled.connect(lambda *answer: settled.append(answer))
        window.furnish(session, projector)
        window.show()
        _wait(lambda: bool(settled))
        answers: list[tuple[Question, Projection]] = []
        projector.projected.connect(lambda *answer: answers.append(answer))
        viewport = window.projection_panel.cell_grid.canvas.view.viewport()
        chart, pole = window.projection_panel.index_chart, session.dossier.poles[0].id
        paints = _Paints(viewport, lambda: chart.fan(pole))
        yield _Bench(session, projector, window, answers, paints)
        projector.stop()
        window.close()


def _ticks(bench: _Bench) -> tuple[list[float], list[float], list[float]]:
    """Seconds of ticks (ask, project, paint), of bare repaints, and of projecting alone."""
    session = bench.session
    ticks, repaints, projections = [], [], []
    model = ProjectionModel(session.dossier, session.scenario_id, draws=DRAFT_DRAWS)
    tick = Tick(model)
    session.begin_gesture()
    for number in range(ROUNDS):
        percent = 10.0 + number % 20
        dossier = edits.set_weight(session.dossier, session.scenario_id, KEY, percent)
        bench.answers.clear()
        begun = time.perf_counter()
        bench.projector.ask(dossier, session.scenario_id, draft_only=True)
        _wait(bench.painted)
        ticks.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        _repaint(bench.window.projection_panel)
        repaints.append(time.perf_counter() - begun)
        weights = dossier.weights_of(session.scenario_id)
        begun = time.perf_counter()
        tick.project(weights)
        projections.append(time.perf_counter() - begun)
        bench.check(model.project(weights))
    session.end_gesture("benchmark")
    return ticks, repaints, projections


@dataclass
class _Drag:
    """Of a drag: how long, seconds left after its last event, the latest event, paints, release."""

    lasted: float
    left: float
    latest: float
    painted: int
    jump: float
    stated: float
    draws: int


def _drag(bench: _Bench) -> _Drag:
    """Move a real slider sixty times a second for ten seconds, then let it go."""
    slider = bench.window.weights_panel.row(KEY).slider
    slider.setSliderDown(True)
    bench.answers.clear()
    bench.paints.count = 0
    late: list[float] = []
    begun = time.perf_counter()
    timer = QTimer()
    timer.setSingleShot(True)
    timer.setTimerType(Qt.TimerType.PreciseTimer)

    def due() -> float:
        return begun + len(late) / A_SECOND

    def move() -> None:
        late.append(time.perf_counter() - due())
        slider.setValue(100 + len(late) * 7 % 300)
        if len(late) < EVENTS:
            timer.start(max(0, round((due() - time.perf_counter()) * 1e3)))

    timer.timeout.connect(move)
    timer.start(0)
    _wait(lambda: len(late) == EVENTS)
    ended = time.perf_counter()
    expected = bench.session.dossier.weights_of(bench.session.scenario_id)

    def shown() -> bool:
        return bool(bench.answers) and _weights(bench.answers[-1][0]) == expected

    _wait(lambda: shown() and bench.painted())
    left = time.perf_counter() - ended
    draft = bench.answers[-1][1]
    bench.check(draft)
    count = bench.paints.count
    slider.setSliderDown(False)
    own = bench.session.dossier.settings.draws
    _wait(lambda: bench.answers[-1][1].draws == own and bench.painted())
    exact = bench.answers[-1][1]
    bench.check(exact)
    jump = max(
        float(np.abs(np.array(fan.quantiles()) - np.array(exact.index[pole].quantiles())).max())
        for pole, fan in draft.index.items()
    )
    stated = draft.sampling_error.index
    return _Drag(ended - begun, left, max(late), count, jump, stated, own)


def _weights(question: Question) -> dict[str, float]:
    return dict(question.dossier.weights_of(question.scenario_id))


def _wait(condition: Callable[[], bool]) -> None:
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _repaint(panel: QWidget) -> None:
    """Paint every chart that can be seen, now."""
    for view in panel.findChildren(QGraphicsView):
        if view.isVisible():
            view.viewport().repaint()
