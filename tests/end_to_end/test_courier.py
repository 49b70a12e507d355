"""Copies, parcels, release copies and tables, exchanged from the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from end_to_end.desk_driver import run_main
from end_to_end.test_desk import trigger
from equipoise.dossier.rows import Mark
from equipoise.editing import edits
from equipoise.store import own_files
from equipoise.store.dossier_file import DossierFile
from equipoise.store.shipped import shipped_dossier
from equipoise.ui import dialogs
from equipoise.ui.main_window import MainWindow
from equipoise.ui.merge.merge_dialog import MergeDialog
from equipoise.ui.release.release_dialog import ReleaseDialog
from equipoise.ui.sheets.import_dialog import ImportTableDialog

Act = Callable[[MainWindow], None]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "israel.equipoise"
    DossierFile.create(path, shipped_dossier()).close()
    return path


def noted(path: Path, source: str, note: str) -> None:
    with DossierFile.open(path) as opened:
        row = opened.dossier.get("sources", source)
        after = opened.dossier.with_row("sources", replace(row, note=note))
        opened.save(opened.dossier, after, "Note")


def test_two_copies_come_together_and_the_merge_can_be_undone(
    file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "from headquarters.equipoise"
    shutil.copy(file, other)
    source = shipped_dossier().sources[0].id
    noted(file, source, "ours")
    noted(other, source, "theirs")
    monkeypatch.setattr(dialogs, "ask_open", lambda *_: other)
    monkeypatch.setattr(MergeDialog, "exec", lambda _self: QDialog.DialogCode.Accepted)

    def act(window: MainWindow) -> None:
        session = window.session
        trigger(window, "&Merge another copy…")
        assert "1 conflict waits under Journal" in window.strip.text()
        (conflict,) = session.dossier.conflicts
        assert conflict.other == '"theirs"'
        session.undo_stack.undo()
        assert session.dossier.conflicts == ()
        session.undo_stack.redo()
        assert session.all_saved
        window.show_room(7)
        QApplication.processEvents()

    assert run_main([str(file)], act, monkeypatch) == 0
    with DossierFile.open(file) as opened:
        taken = [e.action for e in opened.edits() if e.taken_in_by]
        assert taken == ["Note"]
        assert len(opened.dossier.conflicts) == 1


def test_a_scenario_sent_is_taken_in(
    file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = tmp_path / "sent.equipoise-parcel"
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: sent)
    monkeypatch.setattr(dialogs, "ask_open", lambda *_: sent)
    monkeypatch.setattr(MergeDialog, "exec", lambda _self: QDialog.DialogCode.Accepted)

    other = tmp_path / "other.equipoise"
    shutil.copy(file, other)
    first = shipped_dossier().scenarios[0].id

    def send(window: MainWindow) -> None:
        window.session.attempt(
            "Note", lambda d: edits.set_field(d, "scenarios", first, "note", "sent")
        )
        trigger(window, "Send the &scenario…")
        trigger(window, "&Take in what was sent…")
        assert "nothing in it that is not here already" in window.strip.text()

    def take_in(window: MainWindow) -> None:
        trigger(window, "&Take in what was sent…")
        assert "done. It can be undone." in window.strip.text()
        assert window.session.dossier.get("scenarios", first).note == "sent"
        assert window.session.dossier.conflicts == ()

    assert run_main([str(file)], send, monkeypatch) == 0
    assert run_main([str(other)], take_in, monkeypatch) == 0


def test_a_release_copy_is_written_from_the_dialog(
    file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "release.equipoise"
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: copy)
    seen: list[str] = []

    def use(dialog: ReleaseDialog) -> int:
        from equipoise.dossier.release import release

        dossier = dialog.parent().session.dossier  # type: ignore[union-attr]
        found = release(dossier, "open")
        dialog.write_wanted.emit(found)
        seen.append(found.dossier.settings.handling_mark)
        return 0

    monkeypatch.setattr(ReleaseDialog, "exec", use)

    def act(window: MainWindow) -> None:
        for mark in (Mark("open", "Open", 0), Mark("close", "Close", 5)):
            window.session.attempt("Mark", lambda d, m=mark: d.with_row("marks", m))
        window.session.attempt("M", lambda d: edits.set_setting(d, "default_mark_id", "open"))
        trigger(window, "&Release copy…")
        assert window.strip.text() == f"Release copy written: {copy}"

    assert run_main([str(file)], act, monkeypatch) == 0
    assert seen == ["Open"]
    with DossierFile.open(copy) as opened:
        assert len(opened.edits()) == 1
        assert opened.dossier.recommendations == shipped_dossier().recommendations


def test_tables_go_out_and_come_in_changed(
    file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "sources.csv"
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: table)
    monkeypatch.setattr(dialogs, "ask_open", lambda *_: table)
    name = shipped_dossier().sources[0].name

    def use(dialog: ImportTableDialog) -> int:
        qtbot.waitUntil(lambda: dialog.plan is not None)
        dialog.accept()
        return 1

    monkeypatch.setattr(ImportTableDialog, "exec", use)

    def act(window: MainWindow) -> None:
        window.show_room(4)
        trigger(window, "&Export tables…")
        assert window.strip.text() == f"Sources written: {table}"
        text = table.read_text(encoding="utf-8-sig")
        table.write_text(text.replace(name, "=Renamed"), encoding="utf-8-sig")
        trigger(window, "Import &table…")
        assert window.session.dossier.sources[0].name == "=Renamed"
        trigger(window, "&Export tables…")
        assert "'=Renamed" in table.read_text(encoding="utf-8-sig")
        window.session.undo_stack.undo()
        assert window.session.dossier == shipped_dossier()

    assert run_main([str(file)], act, monkeypatch) == 0


def test_a_file_from_elsewhere_is_taken_in_as_a_copy(
    file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign, mine = tmp_path / "foreign.equipoise", tmp_path / "mine.equipoise"
    DossierFile.create(foreign, edits.set_setting(shipped_dossier(), "title", "Foreign")).close()
    shutil.rmtree(own_files._folder())
    own_files.hold(file)
    content = foreign.read_bytes()
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask_open", lambda *_: foreign)
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: mine)
    monkeypatch.setattr(dialogs, "confirm", lambda _p, title, *_: bool(asked.append(title)) or True)

    def act(window: MainWindow) -> None:
        trigger(window, "&Open…")
        (now,) = (
            w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()
        )
        assert now.session.dossier.settings.title == "Foreign"
        assert now.session.attempt("T", lambda d: edits.set_setting(d, "title", "Mine now"))

    assert run_main([str(file)], act, monkeypatch) == 0
    assert asked == ["From elsewhere"]
    assert foreign.read_bytes() == content
    with DossierFile.open(mine) as opened:
        assert opened.dossier.settings.title == "Mine now"


def test_a_damaged_file_is_repaired_into_a_new_one(
    file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged, new = tmp_path / "damaged.equipoise", tmp_path / "new.equipoise"
    content = bytearray(file.read_bytes())
    page = content.index(b"Counterterrorism Efforts") // 4096
    content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    damaged.write_bytes(content)
    told: list[int] = []
    monkeypatch.setattr(dialogs, "ask_open", lambda *_: damaged)
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: new)
    monkeypatch.setattr(
        dialogs, "confirm_list", lambda _p, _t, _x, lines, _y: bool(told.append(len(lines))) or True
    )

    def act(window: MainWindow) -> None:
        trigger(window, "Repair a &damaged file…")

    assert run_main([str(file)], act, monkeypatch) == 0
    assert told
    assert told[0] > 0
    with DossierFile.open(new) as opened:
        assert opened.dossier.poles == shipped_dossier().poles
