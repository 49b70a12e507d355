"""A locked window shows, and answers to, nothing of the dossier; unlocking leads back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAction, QClipboard, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from equipoise.dossier.dossier import Dossier
from equipoise.editing import edits
from equipoise.editing.projector import Projector
from equipoise.editing.session import Session
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.main_window import MainWindow
from equipoise.ui.protection.locker import LOCKED_TITLE, Locker

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")

RIGHT = "the right one"
ASPECTS = 1
Make = Callable[[str], MainWindow]


def dossier_about(word: str) -> Dossier:
    """The shipped dossier with a telling word in its title, mark, aspects and recommendations."""
    dossier = shipped_dossier()
    settings = replace(dossier.settings, title=f"{word} dossier", handling_mark=f"{word} EYES")
    return replace(
        dossier,
        settings=replace(settings, draws=256),
        aspects=tuple(replace(a, name=f"{word} {a.name}") for a in dossier.aspects),
        recommendations=tuple(replace(r, name=f"{word} {r.name}") for r in dossier.recommendations),
    )


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    made: list[MainWindow] = []

    def make_window(word: str = "Qarth") -> MainWindow:
        session = Session(dossier_about(word), None)
        window = MainWindow()
        window.furnish(session, Projector(session))
        undo = session.undo_stack.createUndoAction(window, "&Undo")
        undo.setShortcut(QKeySequence("Ctrl+Z"))
        walk = QAction("&Walk the weight", window)
        walk.setShortcut(QKeySequence("Ctrl+W"))
        walk.triggered.connect(window.walk_window)
        window.menuBar().addMenu("&Edit").addActions([undo, walk])
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        made.append(window)
        return window

    yield make_window
    for window in made:
        if shiboken6.isValid(window):
            window.end()
            window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(make: Make) -> MainWindow:
    return make("Qarth")


@pytest.fixture
def locker(window: MainWindow) -> Locker:
    return Locker(window, lambda typed: typed == RIGHT)


def shown() -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def unlock(locker: Locker, qtbot: QtBot) -> None:
    screen = locker.screen
    assert screen is not None
    screen.field.line.setText(RIGHT)
    with qtbot.waitSignal(locker.unlocked, timeout=5000):
        qtbot.keyClick(screen.field.line, Qt.Key.Key_Return)


def picture(window: MainWindow) -> bytes:
    image = window.grab().toImage()
    return bytes(image.constBits())


def heard_by_a_screen_reader() -> str:
    """Every name, description and value in the accessible tree, hidden parts too."""
    found: list[str] = []

    def walk(interface: object, depth: int) -> None:
        if interface is None or depth > 40 or not interface.isValid():  # type: ignore[attr-defined]
            return
        kinds = QAccessible.Text
        told = (kinds.Name, kinds.Description, kinds.Value, kinds.Help)
        found.extend(interface.text(kind) for kind in told)  # type: ignore[attr-defined]
        for number in range(interface.childCount()):  # type: ignore[attr-defined]
            walk(interface.child(number), depth + 1)  # type: ignore[attr-defined]

    for one in QGuiApplication.topLevelWindows():
        for widget in QApplication.topLevelWidgets():
            if widget.windowHandle() is one:
                walk(QAccessible.queryAccessibleInterface(widget), 0)
    return "\n".join(found)


def test_locked_windows_of_two_dossiers_look_the_same(make: Make, qtbot: QtBot) -> None:
    pictures: dict[str, tuple[bytes, bytes]] = {}
    for word in ("Qarth", "Volantis"):
        window = make(word)
        locker = Locker(window, lambda typed: typed == RIGHT)
        window.strip.tell(f"{word}: something was refused")
        before = picture(window)
        locker.lock()
        assert shown() == [window]
        assert window.windowTitle() == LOCKED_TITLE
        pictures[word] = before, picture(window)
        window.end()
    assert pictures["Qarth"][0] != pictures["Volantis"][0], "the control"
    assert pictures["Qarth"][1] == pictures["Volantis"][1]


def test_unlocking_leads_back_to_the_same_picture(
    window: MainWindow, locker: Locker, qtbot: QtBot
) -> None:
    window.show_room(ASPECTS)
    answered = window.projector.busy
    with qtbot.waitSignal(answered, timeout=30_000, check_params_cb=lambda busy: not busy):
        session = window.session
        assert session.attempt("Title", lambda d: edits.set_setting(d, "seed", 7))
    pictures = [picture(window)]

    def settled() -> bool:
        QApplication.processEvents()
        pictures.append(picture(window))
        return pictures[-1] == pictures[-2]

    qtbot.waitUntil(settled, timeout=30_000)  # what the last answer brings needs its room
    before = pictures[-1]
    title = window.windowTitle()
    locker.lock()
    assert picture(window) != before
    unlock(locker, qtbot)
    QApplication.processEvents()
    assert window.windowTitle() == title
    assert window.menuBar().isVisible()
    assert window.menuBar().isEnabled()
    assert window.statusBar() is window.status
    qtbot.waitUntil(lambda: picture(window) == before, timeout=30_000)


def test_the_same_row_and_scroll_position_and_the_keyboard_come_back(
    window: MainWindow, locker: Locker, qtbot: QtBot
) -> None:
    window.show_room(ASPECTS)
    table = next(t for t in window.room(ASPECTS).findChildren(QTableView) if t.isVisible())
    index = table.model().index(3, 0)
    table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    table.setFocus()
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum())
    place = bar.value()
    locker.lock()
    unlock(locker, qtbot)
    assert window.focusWidget() is table
    assert table.currentIndex().row() == 3
    assert bar.value() == place


def test_a_screen_reader_hears_nothing_of_the_dossier(
    window: MainWindow, locker: Locker, qtbot: QtBot
) -> None:
    window.show_room(ASPECTS)
    window.walk_window()
    QApplication.processEvents()
    assert heard_by_a_screen_reader().count("Qarth") > 5, "the control"
    locker.lock()
    heard = heard_by_a_screen_reader()
    assert "Locked" in heard
    assert "Qarth" not in heard
    unlock(locker, qtbot)
    assert "Qarth" in heard_by_a_screen_reader()


def test_a_screen_reader_hears_nothing_of_windows_that_were_closed_before(
    window: MainWindow, locker: Locker, qtbot: QtBot
) -> None:
    walk = window.walk_window()
    walk.setAccessibleName("Qarth closed long ago")
    QApplication.processEvents()
    walk.close()
    assert "Qarth closed long ago" in heard_by_a_screen_reader(), "the control"
    locker.lock()
    assert "Qarth" not in heard_by_a_screen_reader()
    unlock(locker, qtbot)
    assert shown() == [window]
    assert window.walk_window() is walk
    assert walk.isVisible()
    assert walk.isWindow()
    walk.close()


def test_tab_stays_on_the_lock_screen(window: MainWindow, locker: Locker) -> None:
    locker.lock()
    assert locker.screen is not None
    reached = set()
    for _ in range(20):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        focus = window.focusWidget()
        assert focus is not None
        assert locker.screen.isAncestorOf(focus)
        reached.add(focus)
    assert reached == {
        locker.screen.field.line,
        locker.screen.field.show_button,
        locker.screen.button,
    }


def test_shortcuts_are_dead_while_locked(window: MainWindow, locker: Locker, qtbot: QtBot) -> None:
    def title() -> str:
        return window.session.dossier.settings.title

    assert window.session.attempt("Title", lambda d: edits.set_setting(d, "title", "Changed"))
    locker.lock()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert title() == "Changed"
    assert shown() == [window]
    unlock(locker, qtbot)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert title() == "Qarth dossier", "the control"


def test_windows_beside_come_back_and_dialogs_do_not(
    window: MainWindow, locker: Locker, qtbot: QtBot
) -> None:
    walk = window.walk_window()
    walk.setGeometry(140, 90, 700, 500)
    window.projection_panel.index_frame.enlarge()
    dialog = QDialog(window)
    label = QLabel("Qarth", dialog)
    assert label.text()
    dialog.open()
    menu = QMenu(window)
    menu.addAction("Qarth")
    menu.popup(QPoint(10, 10))
    QApplication.processEvents()
    before = {w for w in shown() if w not in (dialog, menu)}
    assert len(before) == 3
    answers: list[int] = []
    dialog.finished.connect(answers.append)

    locker.lock()
    QApplication.processEvents()
    assert shown() == [window]
    assert answers == [QDialog.DialogCode.Rejected]

    unlock(locker, qtbot)
    assert set(shown()) == before
    assert walk.isWindow()
    assert walk.parentWidget() is window
    assert walk.geometry().getRect() == (140, 90, 700, 500)
    (enlarged,) = (w for w in shown() if w not in (window, walk))
    enlarged.close()
    walk.close()
    assert shown() == [window]


def test_a_window_of_an_earlier_moment_goes_and_comes_back_too(
    window: MainWindow, locker: Locker, make: Make, qtbot: QtBot
) -> None:
    """It is a main window of its own, without a parent."""
    earlier = make("Volantis")
    earlier.setGeometry(60, 40, 1100, 640)
    before = picture(earlier)
    locker.lock()
    QApplication.processEvents()
    assert shown() == [window]
    unlock(locker, qtbot)
    assert set(shown()) == {window, earlier}
    assert earlier.isWindow()
    assert earlier.parentWidget() is None
    assert earlier.geometry().getRect() == (60, 40, 1100, 640)
    assert earlier.windowTitle().startswith("Volantis")
    assert len(picture(earlier)) == len(before)
    assert earlier.status.isVisible()


def test_a_question_that_waits_for_an_answer_is_given_up(
    window: MainWindow, locker: Locker
) -> None:
    QTimer.singleShot(0, locker.lock)
    box = QMessageBox(QMessageBox.Icon.Question, "Qarth", "Qarth?", parent=window)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()  # would wait for ever
    assert locker.is_locked
    assert shown() == [window]


def test_what_wants_to_show_itself_while_locked_is_blank_and_sent_away(
    window: MainWindow, locker: Locker, qtbot: QtBot
) -> None:
    locker.lock()
    seen: list[tuple[bool, str]] = []
    box = QMessageBox(QMessageBox.Icon.Warning, "Qarth", "Qarth", parent=window)
    box.addButton(QMessageBox.StandardButton.Ok)

    def look() -> None:
        image = box.grab().toImage()
        first = image.pixel(0, 0)
        blank = all(
            image.pixel(x, y) == first for x in range(image.width()) for y in range(image.height())
        )
        seen.append((blank, box.windowTitle()))

    QTimer.singleShot(0, look)
    assert box.exec() != QMessageBox.StandardButton.Ok
    assert seen == [(True, LOCKED_TITLE)]
    window.walk_window()
    QApplication.processEvents()
    assert shown() == [window]
    unlock(locker, qtbot)
    assert len(shown()) == 2, "the window beside was only kept back"
    window.walk_window().close()


def test_a_title_that_changes_while_locked_is_not_shown_until_then(
    window: MainWindow, locker: Locker, qtbot: QtBot
) -> None:
    locker.lock()
    window.setWindowTitle("Volantis – Equipoise")
    assert window.windowTitle() == LOCKED_TITLE
    unlock(locker, qtbot)
    assert window.windowTitle() == "Volantis – Equipoise"


def test_what_is_being_typed_is_taken_over(
    window: MainWindow, locker: Locker, qtbot: QtBot
) -> None:
    window.weights_panel.show_scenario_page("note")
    beside = window.weights_panel.scenario_window
    assert beside is not None
    written = beside.note.editor("note").findChild(QPlainTextEdit)
    assert written is not None
    written.setPlainText("typed last")
    locker.lock()
    assert "typed last" in [s.note for s in window.session.dossier.scenarios]
    unlock(locker, qtbot)
    assert beside.isVisible()
    assert written.toPlainText() == "typed last"
    beside.close()


@pytest.mark.parametrize(("own", "left"), [(True, ""), (False, "Qarth\t40\t50\t60")])
def test_what_the_program_copied_is_wiped_from_the_clipboard(
    own: bool, left: str, window: MainWindow, locker: Locker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The offscreen clipboard never says whose text it holds; those of real screens do."""
    clipboard = QApplication.clipboard()
    clipboard.setText("Qarth\t40\t50\t60")
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: own)
    locker.lock()
    assert clipboard.text() == left


def test_a_wrong_passphrase_is_told_and_another_can_be_tried(
    window: MainWindow, locker: Locker, qtbot: QtBot
) -> None:
    locker.lock()
    locker.lock()
    screen = locker.screen
    assert screen is not None
    for typed, told in (
        ("", "empty"),
        ("a wrong one", "The passphrase is wrong"),
        ("\u00ad", "00AD"),
    ):
        screen.field.line.setText(typed)
        qtbot.mouseClick(screen.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda told=told: told in screen.problem.text())
        assert screen.field.isEnabled()
        assert locker.is_locked
    assert screen.field.line.echoMode() == QLineEdit.EchoMode.Password
    unlock(locker, qtbot)
    assert not locker.is_locked
    assert locker.screen is None
    locker.lock()
    assert locker.screen is not None
    assert locker.screen.field.text() == ""
    unlock(locker, qtbot)


def test_a_fault_of_the_check_keeps_the_window_locked(
    window: MainWindow, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def falls(_typed: str) -> bool:
        raise RuntimeError("no such thing")

    locker = Locker(window, falls)
    locker.lock()
    screen = locker.screen
    assert screen is not None
    screen.field.line.setText(RIGHT)
    screen.try_typed()
    qtbot.waitUntil(lambda: "fault of the program" in screen.problem.text())
    assert locker.is_locked
    assert "could not be checked" in caplog.text


def test_the_window_answers_while_a_passphrase_is_checked(window: MainWindow, qtbot: QtBot) -> None:
    def slow(typed: str) -> bool:
        time.sleep(0.3)
        return typed == RIGHT

    locker = Locker(window, slow)
    locker.lock()
    assert locker.screen is not None
    locker.screen.field.line.setText(RIGHT)
    ticks: list[float] = []
    timer = QTimer(window)
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start(10)
    with qtbot.waitSignal(locker.unlocked, timeout=5000):
        locker.screen.try_typed()
        assert not locker.screen.button.isEnabled()
    assert len(ticks) > 5


def test_the_next_dossier_is_not_kept_from_showing_by_a_locked_one_that_has_gone(
    window: MainWindow, locker: Locker, make: Make
) -> None:
    locker.lock()
    window.end()
    window.deleteLater()
    other = make("Volantis")
    QApplication.processEvents()
    assert shown() == [other]


def test_a_locked_window_can_be_closed(window: MainWindow, locker: Locker, qtbot: QtBot) -> None:
    locker.lock()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert shown() == []
