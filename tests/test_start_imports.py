"""What is not imported before the window is painted, seen in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from equipoise.store.dossier_file import DossierFile
from equipoise.store.shipped import shipped_dossier

_HEAVY = {
    *("numpy", "scipy", "sqlite_utils", "sqlcipher3", "sqlite3"),
    *("typst", "docx", "openpyxl", "lxml", "importlib.metadata", "logging.handlers"),
    *("ctypes", "dataclasses", "PySide6.QtSvg"),
    *("equipoise.dossier", "equipoise.projection", "equipoise.insight", "equipoise.store"),
    *("equipoise.briefing", "equipoise.editing", "equipoise.ui.charts", "equipoise.ui.rooms"),
    *("equipoise.ui.weights", "equipoise.desk.desk"),
}
"""Packages and modules that cost more than a window may wait for."""

_START = """
import sys
import PySide6.QtCore
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from equipoise.__main__ import main
from equipoise.ui.main_window import MainWindow

class Watch(QObject):
    def eventFilter(self, window, event):
        if event.type() == QEvent.Type.Paint:
            window.removeEventFilter(self)
            assert not window.furnished
            print(*sys.modules, sep="\\n")
            print("enumerations:", "Qt" in vars(PySide6.QtCore))
            print("menus:", *(menu.text() for menu in window.menuBar().actions()))
            print("rail:", *(b.text() for b in window.rail.findChildren(QToolButton)))
            print("says:", *(l.text() for l in window.centralWidget().findChildren(QLabel)))
            self.look(window)
        return False

    def look(self, window):
        if window.furnished:
            print("title:", window.windowTitle())
            QApplication.quit()
        else:
            QTimer.singleShot(1, lambda: self.look(window))

application = QApplication(sys.argv[:1])
watch = Watch()
show = MainWindow.show

def watched(window):
    window.installEventFilter(watch)
    show(window)

MainWindow.show = watched
sys.exit(main(sys.argv[1:]))
"""


def test_the_first_paint_waits_for_nothing_heavy(tmp_path: Path) -> None:
    path = tmp_path / "israel.equipoise"
    DossierFile.create(path, shipped_dossier()).close()
    done = subprocess.run(
        [sys.executable, "-c", _START, str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    loaded = {line for line in told if ": " not in line}
    assert "equipoise.ui.main_window" in loaded
    heavy = {name for name in loaded if any(f"{name}.".startswith(f"{h}.") for h in _HEAVY)}
    assert not heavy
    assert "enumerations: False" in told, "a part of the window made all enumerations of Qt"
    assert "menus: &File &Edit &What if &Protect C&ourier B&riefing &View &Help" in told
    assert any(line.startswith("rail: Overview Aspects Drivers") for line in told)
    assert any(line.startswith("says: ") and "Opening israel …" in line for line in told)
    assert any(line.startswith(f"title: {shipped_dossier().settings.title}") for line in told)


def test_a_first_start_needs_no_folder_that_is_there_already(tmp_path: Path) -> None:
    places = {name: str(tmp_path / "new") for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", _START],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "HOME": str(tmp_path / "home"), **places},
    )
    assert done.returncode == 0, done.stderr
    assert f"title: {shipped_dossier().settings.title}" in done.stdout
