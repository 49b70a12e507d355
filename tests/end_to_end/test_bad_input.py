"""Bad files and edits at the window: said plainly, nothing lost, no traceback."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from end_to_end.desk_driver import run_main
from equipoise.__main__ import main
from equipoise.desk import opening
from equipoise.dossier.deletion import delete
from equipoise.dossier.dossier import Dossier
from equipoise.editing import edits
from equipoise.store.dossier_file import DossierFile
from equipoise.store.key import new_key
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.main_window import MainWindow


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "israel.equipoise"
    DossierFile.create(path, shipped_dossier()).close()
    return path


def shown_windows() -> list[MainWindow]:
    found = QApplication.topLevelWidgets()
    return [w for w in found if isinstance(w, MainWindow) and w.isVisible()]


def start(path: Path, capfd: pytest.CaptureFixture[str]) -> str:
    assert main([str(path)]) == 1
    told = capfd.readouterr().err
    assert not shown_windows()
    lines = [line for line in told.splitlines() if line.startswith("equipoise: ")]
    assert len(lines) == 1
    assert "Traceback" not in told
    assert str(path) in lines[0]
    return lines[0]


def test_files_that_cannot_be_opened(
    file: Path, tmp_path: Path, qtbot: QtBot, capfd: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "notes.equipoise"
    text.write_text("minutes of a meeting\n" * 100)
    assert "no dossier file" in start(text, capfd)
    cut = tmp_path / "cut.equipoise"
    cut.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    start(cut, capfd)
    newer = tmp_path / "newer.equipoise"
    content = bytearray(file.read_bytes())
    content[60:64] = (9999).to_bytes(4, "big")
    newer.write_bytes(content)
    assert "newer version" in start(newer, capfd)
    assert newer.read_bytes() == content
    start(tmp_path / "absent.equipoise", capfd)


def test_who_gives_up_the_passphrase_ends_the_program_in_peace(
    tmp_path: Path, qtbot: QtBot, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "protected.equipoise"
    DossierFile.create(path, shipped_dossier(), key=new_key("correct horse, wrong stable")).close()
    behind: list[QWidget | None] = []
    monkeypatch.setattr(opening, "ask_key", lambda _path, parent: behind.append(parent))
    monkeypatch.setattr(QApplication, "platformName", lambda _self: "seen")
    assert main([str(path)]) == 0
    assert [type(window) for window in behind] == [MainWindow]
    assert not shown_windows()
    assert "equipoise: " not in capfd.readouterr().err


def test_a_fault_of_ours_at_start_is_raised_and_leaves_no_window(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "open_unasked", lambda _path: {}["nowhere"])
    with pytest.raises(KeyError, match="nowhere"):
        main([str(file)])
    assert not shown_windows()
    assert gc.isenabled()


def test_a_dossier_open_elsewhere_is_refused_at_once(
    file: Path, qtbot: QtBot, capfd: pytest.CaptureFixture[str]
) -> None:
    program = (
        "import sys, pathlib\n"
        "from equipoise.store.dossier_file import DossierFile\n"
        "file = DossierFile.open(pathlib.Path(sys.argv[1]))\n"
        "print('open', flush=True)\n"
        "sys.stdin.readline()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        said = start(file, capfd)
        assert "is open already by T. Ester (Testing desk) on " in said
        assert "open it for reading only" in said
        other.communicate("\n")


def test_a_dossier_without_anything_leaves_the_window_usable(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "empty.equipoise"
    DossierFile.create(path, Dossier()).close()

    def act(window: MainWindow) -> None:
        qtbot.waitUntil(lambda: "No pole yet" in window.status.result(), timeout=60_000)
        for number in range(5):
            window.show_room(number)
        attempt = window.session.attempt
        assert attempt("Pole", lambda d: edits.add_row(d, "poles", values={"name": "North"}))
        assert attempt("Aspect", lambda d: edits.add_row(d, "aspects", values={"name": "Trade"}))
        qtbot.waitUntil(lambda: "No goal" in window.status.result(), timeout=60_000)
        pole = window.session.dossier.poles[0]
        assert window.projection_panel.index_chart.fan(pole.id) is not None
        window.session.undo_stack.undo()
        qtbot.waitUntil(lambda: "No aspect yet" in window.status.result(), timeout=60_000)

    assert run_main([str(path)], act, monkeypatch) == 0


def test_refusals_stand_in_the_strip_and_change_nothing(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        session = window.session
        before = session.dossier
        assert not session.attempt("Delete", lambda d: delete(d, "drivers", ["iranian-relations"]))
        assert "cannot be deleted while others refer to it" in window.strip.text()
        assert "Iranian Relations" in window.strip.text()
        twice = "Embassy Task Force"
        assert not session.attempt(
            "Name",
            lambda d: edits.set_field(d, "recommendations", "cultural-diplomacy", "name", twice),
        )
        assert "is the name of another row too" in window.strip.text()
        cells = "economic-ties/west", "economic-ties/west"
        assert not session.attempt("Spillover", lambda d: edits.set_spillover(d, *cells, 1.0))
        assert "spectral radius" in window.strip.text()
        assert "Economic Ties / West → Economic Ties / West" in window.strip.text()
        assert session.dossier is before
        assert session.attempt("Title", lambda d: edits.set_setting(d, "title", "Renamed"))
        assert window.strip.text() == ""
        assert window.windowTitle().startswith("Renamed")

    assert run_main([str(file)], act, monkeypatch) == 0
    with DossierFile.open(file) as again:
        assert again.dossier.settings.title == "Renamed"


def test_user_text_is_never_markup(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = '<img src="file:///etc/passwd"><b>bold</b>'

    def act(window: MainWindow) -> None:
        attempt = window.session.attempt
        assert attempt("Mark", lambda d: edits.set_setting(d, "handling_mark", hostile))
        assert attempt(
            "Name",
            lambda d: edits.set_field(d, "recommendations", "cultural-diplomacy", "name", hostile),
        )
        row = window.weights_panel.row("cultural-diplomacy")
        assert row.name.text() == hostile
        assert "<img" not in row.name.toolTip() or "&lt;img" in row.name.toolTip()
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QLabel

        for label in window.findChildren(QLabel):
            if hostile in label.text():
                assert label.textFormat() == Qt.TextFormat.PlainText

    assert run_main([str(file)], act, monkeypatch) == 0
