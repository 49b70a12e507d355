"""The latest is always shown, never two at once, and half of the time is left to all else."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from equipoise.ui.pace import Pace


class Shown(QObject):
    """Takes some time to show; `cost` is how long, in seconds."""

    def __init__(self, cost: float) -> None:
        super().__init__()
        self.cost = cost
        self.what: list[int] = []
        self.pace = Pace(self.show, self)

    def show(self, what: int) -> None:
        self.what.append(what)
        end = time.perf_counter() + self.cost
        while time.perf_counter() < end:
            pass


def test_the_first_is_shown_at_once_and_the_last_in_the_end(qtbot) -> None:
    shown = Shown(0.01)
    for number in range(100):
        shown.pace.take(number)
    assert shown.what == [0]
    qtbot.waitUntil(lambda: shown.what == [0, 99])


def test_what_comes_faster_than_it_can_be_shown_leaves_time_for_all_else(qtbot) -> None:
    """Events every millisecond, each of which wants 5 ms of painting, are not late in the end."""
    shown = Shown(0.005)
    moved: list[float] = []
    timer = QTimer()
    begun = time.perf_counter()

    def move() -> None:
        moved.append(time.perf_counter())
        shown.pace.take(len(moved))
        if len(moved) == 200:
            timer.stop()

    timer.timeout.connect(move)
    timer.start(1)
    qtbot.waitUntil(lambda: shown.what[-1:] == [200])
    taken = moved[-1] - begun
    assert len(shown.what) * shown.cost <= 0.6 * taken + 2 * shown.cost


def test_what_waits_can_be_hurried() -> None:
    shown = Shown(0.001)
    shown.pace.take(1)
    shown.pace.take(2)
    shown.pace.hurry()
    shown.pace.hurry()
    assert shown.what == [1, 2]
    QCoreApplication.processEvents()
    assert shown.what == [1, 2]
