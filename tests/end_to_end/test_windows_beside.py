"""The windows beside the main window go with it, and show no outcome while weights are blind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from end_to_end.desk_driver import run_main
from equipoise.desk import desk
from equipoise.desk.file_commands import FileCommands
from equipoise.editing import edits
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import StoreError
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.main_window import MainWindow
from equipoise.ui.places import BRIEFING
from equipoise.ui.style import apply_theme
from equipoise.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "israel.equipoise"
    DossierFile.create(path, shipped_dossier()).close()
    return path


def visible(window: MainWindow) -> list[str]:
    found = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]
    return sorted(type(w).__name__ for w in found)


def test_another_dossier_closes_the_windows_of_the_one_before_and_keeps_what_was_typed(
    file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.equipoise"
    DossierFile.create(other, shipped_dossier()).close()
    desks: list[Any] = []
    begin = desk.Desk.show
    monkeypatch.setattr(
        desk.Desk, "show", lambda self, *given: (desks.append(self), begin(self, *given))[1]
    )

    def act(window: MainWindow) -> None:
        window.walk_window()
        window.projection_panel.index_frame.enlarge()
        window.weights_panel.show_scenario_page("note")
        beside = window.weights_panel.scenario_window
        assert beside is not None
        written = beside.note.editor("note").findChild(QPlainTextEdit)
        assert written is not None
        written.setPlainText("typed last")
        assert visible(window) == ["QDialog", "ScenarioWindow", "WalkWindow"]
        assert desks[0].findChild(FileCommands).open_file(other)
        assert visible(desks[0].window) == []

    assert run_main([str(file)], act, monkeypatch) == 0
    before = DossierFile.open(file)
    assert "typed last" in [scenario.note for scenario in before.dossier.scenarios]
    before.close()


def test_no_window_shows_an_outcome_while_weights_are_blind(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        walk, reach = window.walk_window(), window.reach_window()
        walk.close()
        window.projection_panel.index_frame.enlarge()
        window.weights_panel.blind.start()
        assert visible(window) == []
        window.walk_window()
        assert visible(window) == []
        assert "blind" in window.strip.text()
        window.show_room(BRIEFING)
        assert not window.room(BRIEFING).isVisible()
        window.weights_panel.blind.stop()
        assert reach.isVisible()
        assert not walk.isVisible(), "what the user closed stays closed"

    assert run_main([str(file)], act, monkeypatch) == 0


def test_why_an_edit_is_not_in_the_file_stays_said(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: Any, **_named: Any) -> None:
        raise StoreError("israel.equipoise", "the disk is full", "Free some space.")

    def act(window: MainWindow) -> None:
        session = window.session
        with monkeypatch.context() as patched:
            patched.setattr(DossierFile, "save", full)
            session.attempt("Title", lambda d: edits.set_setting(d, "title", "Another"))
            assert "the disk is full" in window.strip.text()
        session.attempt("Title", lambda d: edits.set_setting(d, "title", "A third"))
        assert window.strip.text() == ""
        assert session.all_saved

    assert run_main([str(file)], act, monkeypatch) == 0


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_an_empty_tick_box_can_be_seen_in_the_dark(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, DARK)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.show()
    middle = box.grab().toImage().pixelColor(box.height() // 2, box.height() // 2)
    ground = DARK.palette().window().color()
    apply_theme(qapp, LIGHT)
    assert (luminance(middle) + 0.05) / (luminance(ground) + 0.05) >= 3.0
