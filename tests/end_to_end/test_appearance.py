"""The window fits the smallest screen, in light and dark, and is drawn in the theme's colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from end_to_end.desk_driver import run_main
from equipoise.store.dossier_file import DossierFile
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.main_window import MainWindow
from equipoise.ui.style import apply_theme
from equipoise.ui.theme import DARK, LIGHT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "israel.equipoise"
    DossierFile.create(path, shipped_dossier()).close()
    return path


def test_every_room_fits_1280_by_720(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        for number in range(5):
            window.show_room(number)
            QApplication.processEvents()
            least = window.minimumSizeHint()
            assert least.width() <= 1280, f"room {number} needs {least.width()} px"
            assert least.height() <= 720, f"room {number} needs {least.height()} px"

    assert run_main([str(file)], act, monkeypatch) == 0


def test_light_and_dark_recolour_everything(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        with qtbot.waitSignal(window.projector.settled, timeout=120_000):
            pass
        shares = {}
        for theme in (LIGHT, DARK):
            apply_theme(application, theme)
            window.set_theme(theme)
            QApplication.processEvents()
            image = window.grab().toImage()
            points = [
                image.pixelColor(x, y).lightness()
                for x in range(0, image.width(), 7)
                for y in range(0, image.height(), 7)
            ]
            shares[theme.name] = sum(light > 128 for light in points) / len(points)
        assert shares["light"] > 0.85
        assert shares["dark"] < 0.15

    assert run_main([str(file)], act, monkeypatch) == 0
