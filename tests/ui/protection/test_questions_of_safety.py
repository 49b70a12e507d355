"""Who signs, what leaves protection, and when the window locks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from equipoise.person import Person, data_folder, known_person, remember_person
from equipoise.ui.protection.person_dialog import PersonDialog
from equipoise.ui.protection.safety_dialog import SafetyDialog
from equipoise.ui.protection.unprotected import PROTECTED, may_leave

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")


@pytest.fixture
def nobody_known() -> None:
    shutil.rmtree(data_folder(), ignore_errors=True)


@pytest.fixture
def main(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.setProperty(PROTECTED, True)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.usefixtures("nobody_known")
def test_the_person_is_remembered_and_handed_on(main: QWidget, qtbot: QtBot) -> None:
    dialog = PersonDialog(main)
    dialog.open()
    assert dialog.name.text() != "", "the login name to begin with"
    dialog.name.setText("  Annelise   Qvist ")
    dialog.desk.setText("Norland desk")
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    with qtbot.waitSignal(dialog.given) as heard:
        qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
    assert heard.args == [Person("Annelise Qvist", "Norland desk")]
    assert known_person() == Person("Annelise Qvist", "Norland desk")


def test_the_person_known_so_far_stands_in_the_fields(main: QWidget) -> None:
    remember_person(Person("A. Berg", "Embassy"))
    dialog = PersonDialog(main)
    assert (dialog.name.text(), dialog.desk.text()) == ("A. Berg", "Embassy")
    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Everybody who gets the dossier" in texts
    dialog.reject()
    assert known_person() == Person("A. Berg", "Embassy")


@pytest.mark.usefixtures("nobody_known")
def test_nobody_signs_without_a_name(main: QWidget) -> None:
    dialog = PersonDialog(main)
    dialog.open()
    dialog.name.setText("   ")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.problem.message == "Give a name to sign with."
    assert known_person() is None


@pytest.mark.usefixtures("nobody_known")
def test_a_folder_that_cannot_be_written_to_is_told(main: QWidget) -> None:
    data_folder().parent.mkdir(parents=True, exist_ok=True)
    data_folder().write_text("a file in the way", encoding="utf-8")
    dialog = PersonDialog(main)
    dialog.open()
    dialog.name.setText("A. Berg")
    dialog.accept()
    assert dialog.isVisible()
    assert "could not be kept" in dialog.problem.message


def answer(button: str, *, never_again: bool = False) -> list[str]:
    """Answer the box that will open; returns what it said, once it has."""
    said: list[str] = []

    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(f"{box.text()} {box.informativeText()}")
        assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
        tick = box.checkBox()
        assert tick is not None
        tick.setChecked(never_again)
        (chosen,) = (b for b in box.buttons() if b.text().replace("&", "") == button)
        chosen.click()

    QTimer.singleShot(0, act)
    return said


def test_what_leaves_protection_is_said_and_asked_each_time(main: QWidget) -> None:
    said = answer("Cancel", never_again=True)
    assert not may_leave(main, "The briefing")
    assert said[0].startswith("The briefing will not be encrypted.")
    answer("Write it unencrypted")
    assert may_leave(main, "The briefing")
    said = answer("Cancel")
    assert not may_leave(main, "The table <b>Aspects</b>")
    assert said[0].startswith("The table <b>Aspects</b> will")


def test_nothing_is_asked_of_an_unprotected_dossier(main: QWidget) -> None:
    main.setProperty(PROTECTED, False)
    assert may_leave(main, "The briefing")


def test_it_is_asked_no_more_until_the_dossier_is_closed(main: QWidget, qtbot: QtBot) -> None:
    beside = QWidget(main, Qt.WindowType.Window)
    answer("Write it unencrypted", never_again=True)
    assert may_leave(beside, "The chart")
    assert may_leave(main, "The briefing")
    assert may_leave(beside, "The chart")
    next_window = QWidget()
    next_window.setProperty(PROTECTED, True)
    qtbot.addWidget(next_window)
    next_window.show()
    answer("Cancel")
    assert not may_leave(next_window, "The chart")


def safety(main: QWidget, minutes: int, backups: Path) -> SafetyDialog:
    return SafetyDialog(minutes=minutes, backups=backups, kept="Kept are ten.", parent=main)


def test_settings_of_safety_are_shown_and_handed_back(main: QWidget, tmp_path: Path) -> None:
    dialog = safety(main, 5, tmp_path)
    assert (dialog.minutes(), dialog.backups()) == (5, tmp_path)
    choices = [dialog.idle.itemText(number) for number in range(dialog.idle.count())]
    assert choices == ["never", "1 minute", "5 minutes", "10 minutes", "30 minutes"]
    assert "Kept are ten." in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.set_minutes(0)
    dialog.set_backups(tmp_path / "new folder")
    dialog.accept()
    assert dialog.result() == SafetyDialog.DialogCode.Accepted
    assert (dialog.minutes(), dialog.backups()) == (0, tmp_path / "new folder")


def test_minutes_that_were_set_elsewhere_are_kept(main: QWidget, tmp_path: Path) -> None:
    assert safety(main, 7, tmp_path).minutes() == 7


def test_the_folder_is_chosen_or_left(
    main: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [str(tmp_path / "chosen"), ""]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: answers.pop(0))
    dialog = safety(main, 0, tmp_path)
    dialog.choose.click()
    dialog.choose.click()
    assert dialog.backups() == tmp_path / "chosen"


def test_what_is_no_folder_is_refused(main: QWidget, tmp_path: Path) -> None:
    dialog = safety(main, 0, tmp_path)
    dialog.open()
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    wrong = (("", "whole path"), ("backups", "whole path"), (str(file), "make it first"))
    for typed, told in wrong:
        dialog.folder.setText(typed)
        dialog.accept()
        assert dialog.isVisible()
        assert told in dialog.problem.message
    (Path.home() / "backups").mkdir()
    dialog.folder.setText("~/backups")
    dialog.accept()
    assert dialog.backups() == Path.home() / "backups"
