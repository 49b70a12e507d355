"""A dossier of 8 poles, 60 aspects, 200 recommendations and 500 drivers against the shipped one.

The same actions on both, in turn. Drafts of the large one have as many draws as their size leaves
room for; its exact figures are worked through by slices of draws.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from big_dossier import big_dossier
from checks import POINTS, check_fans, fan_error
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from table import Figure, alternated, milliseconds, ratio

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.editing import edits
from equipoise.editing.projector import Projector, draft_draws
from equipoise.editing.session import Session
from equipoise.projection.footprint import compiled_bytes
from equipoise.projection.memo import Memo
from equipoise.projection.model import ProjectionModel
from equipoise.projection.tick import Tick
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.main_window import MainWindow
from equipoise.ui.style import apply_theme, load_fonts
from equipoise.ui.theme import LIGHT

ROUNDS = 5
SLICED_DRAWS = 512
AS_HELD = 1e-9
"""Points that slices may be off a model that is held: means are summed in another order."""
SHIPPED = "the same in the shipped dossier"


@dataclass
class Side:
    """A dossier, its scenario, and what was compiled for a draft of it."""

    dossier: Dossier
    scenario_id: str

    def __post_init__(self) -> None:
        self.draws = draft_draws(self.dossier)
        self.memo = Memo()
        self.weights = self.dossier.weights_of(self.scenario_id)
        self.first = next(iter(self.weights))
        self.model, self.tick = self.compile(self.dossier)

    def compile(self, dossier: Dossier) -> tuple[ProjectionModel, Tick]:
        """A draft; what no edit touched is not made again."""
        model = ProjectionModel(dossier, self.scenario_id, draws=self.draws, memo=self.memo)
        return model, Tick(model, self.memo)

    def drag(self, number: int) -> object:
        """One tick of a slider that is dragged."""
        return self.tick.project({**self.weights, self.first: 0.01 * (number % 20)})

    def edit(self, number: int) -> object:
        """Another window of a driver, to a draft of the projection."""
        driver = self.dossier.drivers[-1]
        changed = replace(driver, timing="event", onset=Judgment(1, 5 + number % 5, 12))
        _, tick = self.compile(self.dossier.with_row("drivers", changed))
        return tick.project(self.weights)


def figures() -> Iterator[Figure]:
    """Without a window, then with one."""
    big = Side(big_dossier(), "scenario-0")
    small = Side(shipped_dossier(), "balanced")
    yield from _projection(big, small)
    yield from _slices(big)
    yield from _windows(big.dossier, small.dossier)


def _projection(big: Side, small: Side) -> Iterator[Figure]:
    for side in (big, small):
        moved = {**side.weights, side.first: 0.1}
        check_fans(side.drag(10), side.model.project(moved))  # type: ignore[arg-type]
    cells = f"{len(big.dossier.cells)} cells of {big.draws:,} draws against "
    cells += f"{len(small.dossier.cells)} of {small.draws:,}"
    for what, act in (("a slider's tick, projected", Side.drag), ("an edit, compiled", Side.edit)):
        act(big, -1)
        act(small, -1)
        found = alternated(ROUNDS, lambda n: act(big, n), lambda n: act(small, n))  # noqa: B023
        yield _against_shipped(f"large dossier: {what}", *found, f"; {cells}")


def _slices(big: Side) -> Iterator[Figure]:
    """Exact figures slice by slice, against a model of as many draws that is held."""

    def projected(held: int) -> Callable[[int], object]:
        def project(_: int) -> None:
            model = ProjectionModel(
                big.dossier, big.scenario_id, draws=SLICED_DRAWS, memo=Memo(), held=held
            )
            found.append(model.project(big.weights))

        return project

    found: list[object] = []
    peaks = []
    for held in (0, 1 << 40):
        tracemalloc.start()
        projected(held)(0)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    error = fan_error(*found)  # type: ignore[arg-type]
    assert error <= AS_HELD, f"slices are off by {error} points"
    whole = compiled_bytes(big.dossier, big.dossier.settings.horizon)
    draws = big.dossier.settings.draws
    yield Figure(
        f"large dossier: memory of a projection by slices, {SLICED_DRAWS} draws",
        "a compiled model that is held",
        f"{peaks[0] / peaks[1]:.2f}",
        f"{peaks[0] / 2**20:,.0f} MB against {peaks[1] / 2**20:,.0f} MB; held, {draws:,} draws "
        f"would take {whole * draws / 2**30:.0f} GB; off by at most {error:.0e} points",
    )
    sliced, held_times = alternated(2, projected(0), projected(1 << 40))
    yield Figure(
        f"large dossier: a projection by slices, {SLICED_DRAWS} draws, drawn anew",
        "a compiled model that is held",
        f"{ratio(sliced, held_times):.2f}",
        f"{milliseconds(sliced)} against {milliseconds(held_times)}",
    )


class Opened:
    """A window on a dossier that is kept nowhere."""

    def __init__(self, dossier: Dossier) -> None:
        self.session = Session(dossier, None)
        self.projector = Projector(self.session)
        self.answers: list[object] = []
        self.projector.projected.connect(lambda _, answer: self.answers.append(answer))
        self.window = MainWindow()
        self.window.show()
        self.furnishing = self._timed(
            lambda: self.window.furnish(self.session, self.projector), answered=True
        )
        for room in (2, 3, 1, 0):
            self.window.show_room(room)
            QApplication.processEvents()

    def _timed(self, act: Callable[[], object], *, answered: bool) -> float:
        """Processor seconds of the window's thread until all is painted."""
        QApplication.processEvents()
        self.answers.clear()
        begun = time.thread_time()
        act()
        while answered and not self.answers:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.processEvents()
        return time.thread_time() - begun

    def edit(self, number: int) -> float:
        """An edit of a judgment."""
        driver = self.session.dossier.drivers[0].id
        onset = Judgment(1, 5 + number % 5, 12)

        def make(dossier: Dossier) -> Dossier:
            return edits.set_field(dossier, "drivers", driver, "onset", onset)

        return self._timed(lambda: self.session.attempt("Edit", make), answered=True)

    def tick(self, number: int) -> float:
        """A slider's tick."""
        session, scenario = self.session, self.session.scenario_id
        row = session.dossier.recommendations[0].id
        gesture = session.begin_gesture()

        def make(dossier: Dossier) -> Dossier:
            return edits.set_weight(dossier, scenario, row, 0.1 + number % 7)

        return self._timed(lambda: session.attempt("Tick", make, gesture), answered=True)

    def room(self, number: int) -> float:
        """Another room."""
        return self._timed(lambda: self.window.show_room((1, 2, 3, 0)[number % 4]), answered=False)

    def check(self) -> None:
        """The charts show what a tick computes of the same dossier."""
        session = self.session
        session.let_go()
        draws = draft_draws(session.dossier)
        model = ProjectionModel(session.dossier, session.scenario_id, draws=draws)
        expected = Tick(model).project(session.dossier.weights_of(session.scenario_id))
        self.answers.clear()
        self.projector.ask(session.dossier, session.scenario_id, draft_only=True)
        while not self.answers:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for pole, fan in expected.index.items():
            shown = self.window.projection_panel.index_chart.fan(pole)
            assert shown is not None
            error = float(abs(shown.p50 - fan.p50).max())
            assert error <= POINTS, f"the chart is off by {error} points"

    def close(self) -> None:
        """End the thread and close the window."""
        self.projector.stop()
        self.window.close()


def _windows(big: Dossier, small: Dossier) -> Iterator[Figure]:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_fonts()
    apply_theme(application, LIGHT)
    Opened(small).close()  # what is imported with the first window is not counted
    ours, theirs = Opened(big), Opened(small)
    try:
        yield _against_shipped(
            "large dossier: window furnished", [ours.furnishing], [theirs.furnishing]
        )
        for what, act in (
            ("an edit of a judgment, painted", Opened.edit),
            ("a slider's tick, painted", Opened.tick),
            ("another room, painted", Opened.room),
        ):
            pairs = [(act(ours, number), act(theirs, number)) for number in range(2 * ROUNDS)]
            one, other = (list(times) for times in zip(*pairs, strict=True))
            yield _against_shipped(
                f"large dossier: {what}", one, other, ", processor time of the window's thread"
            )
        ours.check()
        theirs.check()
    finally:
        ours.close()
        theirs.close()


def _against_shipped(what: str, ours: list[float], theirs: list[float], note: str = "") -> Figure:
    times = f"{milliseconds(ours)} against {milliseconds(theirs)}"
    return Figure(what, SHIPPED, f"{ratio(ours, theirs):.1f}", f"{times}{note}")
