"""A protected dossier at the window: set, ask, lock, unlock, and what leaves protection."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from end_to_end.desk_driver import run_main
from end_to_end.test_desk import trigger
from equipoise.desk import commands, opening
from equipoise.editing import edits
from equipoise.person import data_folder
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import PassphraseNeeded
from equipoise.store.key import new_key
from equipoise.store.key_check import key_of
from equipoise.store.shipped import shipped_dossier
from equipoise.ui import dialogs
from equipoise.ui.main_window import MainWindow
from equipoise.ui.protection.person_dialog import PersonDialog
from equipoise.ui.protection.set_passphrase_dialog import SetPassphraseDialog

PASSPHRASE = "correct horse, wrong stable"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.equipoise"
    DossierFile.create(path, shipped_dossier()).close()
    return path


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    path = tmp_path / "protected.equipoise"
    DossierFile.create(path, shipped_dossier(), key=new_key(PASSPHRASE)).close()
    return path


def run(path: Path, act: Callable[[MainWindow], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Drive the program; whoever is asked for the passphrase types it."""
    monkeypatch.setattr(opening, "ask_key", lambda at, _parent: key_of(at, PASSPHRASE))
    monkeypatch.setattr(QApplication, "platformName", lambda _self: "seen")
    assert run_main([str(path)], act, monkeypatch) == 0


def test_protecting_encrypts_the_file_and_forgets_the_plain_backups(
    plain: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(dialog: SetPassphraseDialog) -> int:
        dialog.key = new_key(PASSPHRASE)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(SetPassphraseDialog, "exec", answer)

    def act(window: MainWindow) -> None:
        backups = data_folder() / "backups"
        qtbot.waitUntil(lambda: len(list(backups.rglob("*.equipoise"))) == 1)
        trigger(window, "&Protect with a passphrase…")
        assert "1 unprotected backup was overwritten and deleted" in window.strip.text()
        window.session.attempt("Title", lambda d: edits.set_setting(d, "title", "Kept secret"))
        assert window.session.all_saved

    run(plain, act, monkeypatch)
    title = b"Kept secret"
    everything = [p for p in data_folder().rglob("*") if p.is_file()] + [plain]
    assert not [p for p in everything if title in p.read_bytes()]
    with pytest.raises(PassphraseNeeded):
        DossierFile.open(plain)
    with DossierFile.open(plain, key=key_of(plain, PASSPHRASE)) as file:
        assert file.dossier.settings.title == "Kept secret"


def test_locking_takes_the_dossier_off_the_screen_and_leads_back_to_the_same_place(
    protected: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(window: MainWindow) -> None:
        window.show_room(2)
        title = window.windowTitle()
        centre = window.centralWidget()
        window.walk_window()
        trigger(window, "&Lock now")
        assert window.windowTitle() == "Equipoise – locked"
        assert window.centralWidget() is not centre
        assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [window]
        field = window.centralWidget().findChild(QLineEdit)
        assert field is not None
        field.setText("wrong")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.wait(1)
        qtbot.waitUntil(field.isEnabled)
        assert window.centralWidget() is not centre
        field.setText(PASSPHRASE)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.centralWidget() is centre)
        assert window.windowTitle() == title
        assert window.rail._group.checkedId() == 2
        assert window.walk_window().isVisible()

    run(protected, act, monkeypatch)


def test_what_leaves_protection_is_asked_about_first(
    protected: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.json"
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: out)

    def refuse(_parent: object, what: str) -> bool:
        asked.append(what)
        return False

    monkeypatch.setattr(commands, "may_leave", refuse)

    def act(window: MainWindow) -> None:
        trigger(window, "Export &JSON…")
        trigger(window, "&Export briefing…")
        trigger(window, "&Export tables…")
        trigger(window, "Send the &scenario…")

    run(protected, act, monkeypatch)
    assert asked == ["The JSON form", "The briefing", "The tables", "What is sent"]
    assert not out.exists()


def test_a_copy_is_as_protected_as_the_dossier_and_has_its_journal(
    protected: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.equipoise"
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: copy)

    def act(window: MainWindow) -> None:
        window.session.attempt("Title", lambda d: edits.set_setting(d, "title", "Copied"))
        trigger(window, "Save a &copy as…")
        assert window.strip.text().startswith("Copy written, protected with the same passphrase")

    run(protected, act, monkeypatch)
    with (
        DossierFile.open(copy, key=key_of(copy, PASSPHRASE)) as copied,
        DossierFile.open(protected, key=key_of(protected, PASSPHRASE)) as original,
    ):
        assert copied.dossier == original.dossier
        assert copied.edits() == original.edits()


def test_what_was_edited_before_can_be_undone_after_reopening(
    plain: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(window: MainWindow) -> None:
        for title in ("First", "Second"):
            window.session.attempt("Title", lambda d, t=title: edits.set_setting(d, "title", t))
        window.session.undo_stack.undo()

    def undo(window: MainWindow) -> None:
        stack, session = window.session.undo_stack, window.session
        assert (stack.canUndo(), stack.canRedo(), stack.undoText()) == (True, True, "Title")
        stack.redo()
        assert session.dossier.settings.title == "Second"
        stack.undo()
        stack.undo()
        assert session.dossier == shipped_dossier()
        assert session.all_saved

    run(plain, edit, monkeypatch)
    run(plain, undo, monkeypatch)
    with DossierFile.open(plain) as file:
        assert file.dossier == shipped_dossier()


def test_a_first_start_asks_who_edits_and_blocks_nothing(
    plain: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data_folder() / "person.json").unlink()

    def act(window: MainWindow) -> None:
        dialog = window.findChild(PersonDialog)
        assert dialog is not None
        assert dialog.isVisible()
        dialog.name.setText("A. Berg")
        dialog.desk.setText("Middle East desk")
        dialog.accept()
        assert window.session.attempt("T", lambda d: edits.set_setting(d, "title", "Signed"))

    run(plain, act, monkeypatch)
    with DossierFile.open(plain) as file:
        assert file.edits(1)[0].signature == "A. Berg (Middle East desk)"
