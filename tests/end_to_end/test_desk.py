"""File commands, first start, faults of ours, theme."""

from __future__ import annotations

import logging
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from end_to_end.desk_driver import run_main
from equipoise.bug_report import LOG, log_to, report_unexpected
from equipoise.editing import edits
from equipoise.editing.opening import WELCOME
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import ReadOnlyMedium
from equipoise.store.exchange import export_json, import_json
from equipoise.store.key import Key
from equipoise.store.shipped import shipped_dossier
from equipoise.ui import dialogs
from equipoise.ui.main_window import MainWindow
from equipoise.ui.new_dossier_dialog import NewDossierDialog


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "israel.equipoise"
    DossierFile.create(path, shipped_dossier()).close()
    return path


def trigger(window: MainWindow, text: str) -> None:
    next(
        action
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        if action.text() == text
    ).trigger()
    QApplication.processEvents()


def shown() -> MainWindow:
    (window,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()
    )
    return window


def test_the_first_start_opens_a_copy_of_the_shipped_dossier_and_welcomes(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def first(window: MainWindow) -> None:
        assert window.session.dossier == shipped_dossier()
        said.append(window.strip.text())
        assert window.session.attempt("Title", lambda d: edits.set_setting(d, "title", "Mine"))

    def second(window: MainWindow) -> None:
        assert window.session.dossier.settings.title == "Mine"
        said.append(window.strip.text())

    assert run_main([], first, monkeypatch) == 0
    assert run_main([], second, monkeypatch) == 0
    assert said == [WELCOME, ""]


def test_a_new_dossier_from_the_dialog(
    file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "norland.equipoise"
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: target)

    def answer(dialog: NewDossierDialog) -> int:
        dialog.template.setCurrentIndex(dialog.template.findData("two-poles"))
        dialog.title.setText("Norland between two powers")
        dialog.subject.setText("Norland")
        dialog.first_pole.setText("Eastmark")
        dialog.second_pole.setText("Westmark")
        dialog.horizon.setValue(24)
        return 1

    monkeypatch.setattr(NewDossierDialog, "exec", answer)

    def act(window: MainWindow) -> None:
        trigger(window, "&New dossier…")
        dossier = shown().session.dossier
        assert dossier.settings.title == "Norland between two powers"
        assert [pole.name for pole in dossier.poles] == ["Eastmark", "Westmark"]
        assert dossier.settings.horizon == 24
        assert dossier.settings.as_of == date.today()
        assert all(goal.month <= 24 for goal in dossier.goals)

    assert run_main([str(file)], act, monkeypatch) == 0
    assert target.exists()


def test_copies_exports_and_imports(
    file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, text, taken = (tmp_path / n for n in ("c.equipoise", "t.json", "i.equipoise"))
    source = tmp_path / "source.json"
    export_json(edits.set_setting(shipped_dossier(), "title", "Taken in"), source)

    def act(window: MainWindow) -> None:
        assert window.session.attempt("Title", lambda d: edits.set_setting(d, "title", "Edited"))
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: copy)
        trigger(window, "Save a &copy as…")
        assert window.strip.text() == f"Copy written: {copy}"
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: text)
        trigger(window, "Export &JSON…")
        assert window.strip.text() == f"Exported: {text}"
        monkeypatch.setattr(dialogs, "ask_open", lambda *_: source)
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: taken)
        trigger(window, "&Import JSON…")
        assert shown().session.dossier.settings.title == "Taken in"
        source.write_text("{}")
        trigger(shown(), "&Import JSON…")
        assert str(source) in shown().strip.text()
        assert shown().session.dossier.settings.title == "Taken in"

    assert run_main([str(file)], act, monkeypatch) == 0
    with DossierFile.open(copy) as opened:
        assert opened.dossier.settings.title == "Edited"
    assert import_json(text).settings.title == "Edited"


def test_the_open_dossier_is_never_overwritten(
    file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: file)
        trigger(window, "Save a &copy as…")
        assert str(file) in window.strip.text()
        assert not window.strip.text().startswith("Copy written")

    assert run_main([str(file)], act, monkeypatch) == 0
    with DossierFile.open(file) as opened:
        assert opened.dossier == shipped_dossier()


def test_what_cannot_be_written_is_opened_for_reading(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = DossierFile.open

    def only_reading(path: Path, *, key: Key | None = None, read_only: bool = False) -> DossierFile:
        if not read_only:
            raise ReadOnlyMedium(path, "lies on a medium that cannot be written", "Copy it first")
        return real(path, key=key, read_only=True)

    monkeypatch.setattr(DossierFile, "open", only_reading)

    def act(window: MainWindow) -> None:
        assert "open for reading only" in window.strip.text()
        assert not window.session.attempt("Title", lambda d: edits.set_setting(d, "title", "x"))
        assert "Save a copy" in window.strip.text()

    assert run_main([str(file)], act, monkeypatch) == 0


def test_the_theme_is_remembered(file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def to_dark(window: MainWindow) -> None:
        trigger(window, "&Dark")

    def still_dark(window: MainWindow) -> None:
        assert window.palette().window().color().lightness() < 80
        trigger(window, "&Light")
        assert window.palette().window().color().lightness() > 200

    assert run_main([str(file)], to_dark, monkeypatch) == 0
    assert run_main([str(file)], still_dark, monkeypatch) == 0
    assert QSettings("equipoise", "equipoise").value("theme") == "light"


def test_a_fault_of_ours_goes_to_the_log_and_is_told_plainly(tmp_path: Path) -> None:
    told: list[str] = []
    path = log_to(tmp_path / "logs")
    hook = report_unexpected(path, told.append)
    try:
        print(1 / len(told))
    except ZeroDivisionError as error:
        hook(type(error), error, error.__traceback__)
    logging.shutdown()
    assert "ZeroDivisionError" in path.read_text(encoding="utf-8")
    assert "Traceback" in path.read_text(encoding="utf-8")
    assert str(path) in told[0]
    assert "Traceback" not in told[0]
    for handler in list(LOG.handlers):
        LOG.removeHandler(handler)
        handler.close()


def test_the_hook_of_before_comes_back(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sys.excepthook
    assert run_main([str(file)], lambda window: None, monkeypatch) == 0
    assert sys.excepthook is before
