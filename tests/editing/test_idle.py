"""Noticing idleness by a clock that the test holds."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from equipoise.editing.idle import IdleWatch, seconds_awake_or_not


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(qapp: QApplication, clock: Clock):
    made = IdleWatch(qapp, None, clock)
    yield made
    made.set_minutes(0)


@pytest.fixture
def line(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_idle_is_told_once_after_the_minutes(watch: IdleWatch, clock: Clock) -> None:
    told: list[bool] = []
    watch.idle.connect(lambda: told.append(True))
    watch.set_minutes(5)
    clock.now += 299
    assert not watch.check()
    clock.now += 1
    assert watch.check()
    clock.now += 10_000
    assert not watch.check()
    assert told == [True]


def test_its_own_timer_finds_out(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    watch.set_minutes(0.001)
    with qtbot.waitSignal(watch.idle, timeout=5000):
        clock.now += 1


def scroll(line: QLineEdit) -> None:
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(line, event)


@pytest.mark.parametrize(
    "act",
    [
        lambda line: QTest.keyClick(line, Qt.Key.Key_A),
        lambda line: QTest.mouseClick(line, Qt.MouseButton.LeftButton),
        lambda line: QTest.mouseMove(line, QPoint(7, 7)),
        scroll,
    ],
    ids=["key", "click", "move", "wheel"],
)
def test_signs_of_life_begin_the_wait_anew(
    act, watch: IdleWatch, clock: Clock, line: QLineEdit
) -> None:
    watch.set_minutes(1)
    clock.now += 50
    act(line)
    QApplication.processEvents()
    clock.now += 50
    assert not watch.check()
    clock.now += 10
    assert watch.check()


def test_what_the_program_does_by_itself_is_no_sign_of_life(
    watch: IdleWatch, clock: Clock, line: QLineEdit
) -> None:
    watch.set_minutes(1)
    clock.now += 59
    line.setText("computed")
    line.repaint()
    QApplication.sendEvent(line, QEvent(QEvent.Type.LayoutRequest))
    QApplication.processEvents()
    clock.now += 1
    assert watch.check()


def test_the_key_that_wakes_a_computer_is_not_handed_on(
    watch: IdleWatch, clock: Clock, line: QLineEdit
) -> None:
    """It slept through the wait; the timer had no chance to find out."""
    told: list[str] = []
    watch.idle.connect(lambda: told.append(line.text()))
    watch.set_minutes(10)
    QTest.keyClick(line, Qt.Key.Key_A)
    clock.now += 3600
    QTest.keyClick(line, Qt.Key.Key_B)
    assert told == ["a"]
    assert line.text() == "a"
    QTest.keyClick(line, Qt.Key.Key_C)
    assert line.text() == "ac"
    clock.now += 600
    assert watch.check(), "a sign of life after it began a new wait"


def test_never_is_never(watch: IdleWatch, clock: Clock, line: QLineEdit) -> None:
    watch.set_minutes(1)
    watch.set_minutes(0)
    assert watch.minutes() == 0
    clock.now += 1e9
    QTest.keyClick(line, Qt.Key.Key_A)
    assert line.text() == "a"


def test_the_clock_runs_on(monkeypatch: pytest.MonkeyPatch) -> None:
    before = seconds_awake_or_not()
    assert 0 <= seconds_awake_or_not() - before < 5
    if hasattr(time, "CLOCK_BOOTTIME"):
        assert before == pytest.approx(time.clock_gettime(time.CLOCK_BOOTTIME), abs=5)
