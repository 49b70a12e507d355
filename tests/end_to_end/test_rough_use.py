"""Commands in odd moments: a drag that lasts, a disk that is full, the file that is open."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from end_to_end.desk_driver import run_main
from end_to_end.test_desk import trigger
from equipoise.desk import opening
from equipoise.editing import edits
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import SaveFailed
from equipoise.store.key import new_key
from equipoise.store.key_check import key_of
from equipoise.store.shipped import shipped_dossier
from equipoise.ui import dialogs
from equipoise.ui.main_window import MainWindow
from equipoise.ui.merge.merge_dialog import MergeDialog

PASSPHRASE = "correct horse, wrong stable"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.equipoise"
    DossierFile.create(path, shipped_dossier()).close()
    return path


@pytest.fixture
def other(plain: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another copy of it, with a note of its own, which every question for a file names."""
    path = plain.with_name("other.equipoise")
    shutil.copy(plain, path)
    with DossierFile.open(path) as file:
        row = replace(file.dossier.sources[0], note="theirs")
        file.save(file.dossier, file.dossier.with_row("sources", row), "Note")
    monkeypatch.setattr(dialogs, "ask_open", lambda *_: path)
    monkeypatch.setattr(MergeDialog, "exec", lambda _self: QDialog.DialogCode.Accepted)
    return path


def drag(window: MainWindow, tenths: int) -> str:
    """Press the first slider and move it, without a release; its recommendation."""
    recommendation: str = window.session.dossier.recommendations[0].id
    slider = window.weights_panel.row(recommendation).slider
    slider.setSliderDown(True)
    slider.setValue(tenths)
    assert window.session.in_gesture
    return recommendation


def fails(path: Path) -> Callable[..., str]:
    def save(*_: object, **__: object) -> str:
        raise SaveFailed(path, "the disk is full", "Free some room")

    return save


def status(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.status.findChildren(QLabel))


def test_locking_ends_a_drag_so_that_what_follows_is_saved(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "protected.equipoise"
    DossierFile.create(path, shipped_dossier(), key=new_key(PASSPHRASE)).close()
    monkeypatch.setattr(opening, "ask_key", lambda at, _parent: key_of(at, PASSPHRASE))
    monkeypatch.setattr(QApplication, "platformName", lambda _self: "seen")

    def act(window: MainWindow) -> None:
        dragged = drag(window, 500)
        centre = window.centralWidget()
        trigger(window, "&Lock now")
        assert window.session.all_saved
        field = window.centralWidget().findChild(QLineEdit)
        assert field is not None
        field.setText(PASSPHRASE)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.centralWidget() is centre)
        assert not window.weights_panel.row(dragged).slider.isSliderDown()
        window.session.attempt("T", lambda d: edits.set_setting(d, "title", "After"))
        assert window.session.all_saved

    assert run_main([str(path)], act, monkeypatch) == 0


def test_a_merge_while_a_slider_is_dragged_comes_after_the_drag(
    plain: Path, other: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        drag(window, 500)
        trigger(window, "&Merge another copy…")
        assert window.strip.text() == f"Merge {other.name}: done. It can be undone."
        assert window.session.all_saved

    assert run_main([str(plain)], act, monkeypatch) == 0
    with DossierFile.open(plain) as file:
        own = [e.action for e in file.edits() if not e.taken_in_by]
        assert own[0] == f"Merge {other.name}"
        assert own[1].startswith("Weight of")


def test_a_merge_that_could_not_be_saved_and_was_undone_can_be_done_again(
    plain: Path, other: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        session = window.session
        with monkeypatch.context() as full:
            full.setattr(DossierFile, "save", fails(plain))
            trigger(window, "&Merge another copy…")
            assert "the disk is full" in window.strip.text()
            session.undo_stack.undo()
        session.attempt("T", lambda d: edits.set_setting(d, "title", "Between"))
        trigger(window, "&Merge another copy…")
        assert session.dossier.sources[0].note == "theirs"

    assert run_main([str(plain)], act, monkeypatch) == 0


def test_a_weight_undone_before_it_could_be_saved_is_not_called_unsaved(
    plain: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        session, scenario = window.session, window.session.scenario_id
        first = session.dossier.recommendations[0].id
        with monkeypatch.context() as full:
            full.setattr(DossierFile, "save", fails(plain))
            session.attempt("W", lambda d: edits.set_weight(d, scenario, first, 33.0, frozenset()))
            assert "NOT SAVED" in status(window)
            session.undo_stack.undo()
        assert "all saved" in status(window)
        assert "NOT SAVED" not in status(window)

    assert run_main([str(plain)], act, monkeypatch) == 0


def test_opening_the_file_that_is_open_says_so_and_asks_nothing(
    plain: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*_: object) -> bool:
        raise AssertionError("there is nothing to be asked")

    monkeypatch.setattr(dialogs, "ask_open", lambda *_: plain)
    monkeypatch.setattr(dialogs, "confirm", ask)

    def act(window: MainWindow) -> None:
        trigger(window, "&Open…")
        assert window.strip.text() == "plain.equipoise is the dossier that is open."
        assert window.isVisible()

    assert run_main([str(plain)], act, monkeypatch) == 0
