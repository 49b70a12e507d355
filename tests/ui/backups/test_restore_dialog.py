"""Choosing a backup, seeing what it would change, restoring it, keeping it as a file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from equipoise.editing.session import Session
from equipoise.store.backup.backups import Backups
from equipoise.store.contents import Contents
from equipoise.store.dossier_file import DossierFile
from equipoise.store.key import new_key
from equipoise.store.shipped import shipped_dossier
from equipoise.ui.backups.restore_dialog import RestoreDialog
from equipoise.ui.backups.wording import age_text, moment_text, size_text
from store.store_samples import retitled


@pytest.fixture
def file(tmp_path: Path) -> Iterator[DossierFile]:
    path = tmp_path / "dossier.equipoise"
    with DossierFile.create(path, shipped_dossier(), key=new_key("first words")) as opened:
        yield opened


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    (tmp_path / "backups").mkdir()
    return Backups(tmp_path / "backups")


@pytest.fixture
def show(qtbot, qapp):
    def make(file: DossierFile, backups: Backups) -> tuple[RestoreDialog, Session]:
        session = Session(file.dossier, file)
        dialog = RestoreDialog(session, backups, file.origin, file.key)
        session.setParent(dialog)
        qtbot.addWidget(dialog)
        dialog.show()
        settle(dialog)
        return dialog, session

    def settle(dialog: RestoreDialog) -> None:
        qtbot.waitUntil(lambda: not dialog.busy)

    make.settle = settle
    return make


def edit(file: DossierFile, title: str) -> None:
    file.save(file.dossier, retitled(file.dossier, title), "Title")


def column(dialog: RestoreDialog, number: int) -> list[str]:
    return [dialog.list.text_at(row, number) for row in range(dialog.list.rowCount())]


def test_lists_backups_and_previews_the_newest(file, backups, show) -> None:
    first = backups.make(file)
    edit(file, "Second")
    second = backups.make(file)
    edit(file, "Third")
    dialog, _ = show(file, backups)
    assert column(dialog, 0) == [moment_text(second.when), moment_text(first.when)]
    assert column(dialog, 1) == ["just now", "just now"]
    assert column(dialog, 2) == ["recent", "recent"]
    assert column(dialog, 3) == ["yes", "yes"]
    assert column(dialog, 4) == [size_text(second.size), size_text(first.size)]
    assert dialog.list.current == second
    assert dialog.state.text() == (
        f"Restoring the backup of {moment_text(second.when)} would change this:"
    )
    view = dialog.difference.view.lines
    assert [view.index(0, c).data() for c in range(2, 5)] == ["Title", "Third", "Second"]
    assert dialog.difference.count == 1
    assert not dialog.passphrase.isVisible()


def test_restoring_is_one_edit_that_can_be_undone(file, backups, show, qtbot) -> None:
    original = file.dossier
    backup = backups.make(file)
    edit(file, "Second")
    edited = file.dossier
    dialog, session = show(file, backups)
    qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    assert session.dossier == file.dossier == original
    assert file.edits(1)[0].action == f"Restore the backup of {moment_text(backup.when)}"
    assert not dialog.isVisible()
    session.undo_stack.undo()
    assert session.dossier == file.dossier == edited


def test_a_backup_that_differs_in_nothing_cannot_be_restored(file, backups, show) -> None:
    backup = backups.make(file)
    dialog, _ = show(file, backups)
    assert dialog.state.text() == (
        f"The backup of {moment_text(backup.when)} holds the same dossier as there is now."
    )
    assert not dialog.restore_button.isEnabled()
    assert dialog.copy_button.isEnabled()
    assert not dialog.difference.isVisible()


def test_saved_as_a_separate_dossier_with_its_journal(file, backups, show, qtbot) -> None:
    edit(file, "Second")
    backups.make(file)
    held = file.contents()
    edit(file, "Third")
    dialog, session = show(file, backups)
    wanted: list[Contents] = []
    dialog.copy_wanted.connect(wanted.append)
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert wanted == [held]
    assert session.dossier.settings.title == "Third"
    assert dialog.isVisible()


def test_another_passphrase_is_asked_for_until_it_fits(file, backups, show, qtbot) -> None:
    backups.make(file)
    file.rewrite(new_key("second words"))
    edit(file, "Second")
    newest = backups.make(file)
    edit(file, "Third")
    dialog, _ = show(file, backups)
    assert dialog.list.current == newest
    assert dialog.restore_button.isEnabled()
    dialog.list.setCurrentCell(1, 0)
    show.settle(dialog)
    assert "It has the passphrase that the dossier had when it was made" in dialog.state.text()
    assert not dialog.restore_button.isEnabled()
    assert not dialog.copy_button.isEnabled()
    assert dialog.difference.count == 0 or not dialog.difference.isVisible()
    assert dialog.passphrase.isVisible()

    qtbot.keyClicks(dialog.passphrase, "third words")
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    show.settle(dialog)
    assert dialog.state.text().startswith("That passphrase does not open it either")
    assert dialog.isVisible()

    dialog.passphrase.setText("first words")
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    show.settle(dialog)
    assert dialog.restore_button.isEnabled()
    assert dialog.difference.isVisible()
    assert not dialog.passphrase.isVisible()
    assert dialog.passphrase.text() == ""

    # Both passphrases are known by now.
    for row in (0, 1):
        dialog.list.setCurrentCell(row, 0)
        show.settle(dialog)
        assert dialog.restore_button.isEnabled()


def test_protected_backup_of_a_dossier_that_is_no_more(file, backups, show, qtbot) -> None:
    backups.make(file)
    edit(file, "Second")
    file.rewrite(None)
    dialog, _ = show(file, backups)
    assert dialog.state.text().startswith("This backup is protected: it needs the passphrase")
    dialog.passphrase.setText("first words")
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    show.settle(dialog)
    assert dialog.restore_button.isEnabled()


def test_a_damaged_backup_is_said_to_be_so(file, backups, show) -> None:
    backup = backups.make(file)
    content = bytearray(backup.path.read_bytes())
    content[-3000] ^= 1
    backup.path.write_bytes(content)
    dialog, _ = show(file, backups)
    assert dialog.state.text().startswith(f"{backup.path}: ")
    assert "damaged" in dialog.state.text()
    assert not dialog.restore_button.isEnabled()
    assert not dialog.passphrase.isVisible()


def test_a_backup_that_vanishes_after_it_was_listed(file, backups, show) -> None:
    gone = backups.make(file)
    edit(file, "Second")
    backups.make(file)
    dialog, _ = show(file, backups)
    gone.path.unlink()
    dialog.list.setCurrentCell(1, 0)
    show.settle(dialog)
    assert dialog.state.text().startswith(f"{gone.path}: cannot be read")
    dialog.list.setCurrentCell(0, 0)
    show.settle(dialog)
    assert dialog.copy_button.isEnabled()


def test_none_yet(file, backups, show, qtbot) -> None:
    dialog, _ = show(file, backups)
    assert dialog.state.text().startswith("There is no backup of this dossier in that folder yet.")
    assert not dialog.restore_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_open_for_reading_only(file, backups, show) -> None:
    backups.make(file)
    edit(file, "Second")
    path, key = file.path, file.key
    file.close()
    with DossierFile.open(path, key=key, read_only=True) as looked_at:
        dialog, _ = show(looked_at, backups)
        assert "open for reading only" in dialog.state.text()
        assert not dialog.restore_button.isEnabled()
        assert dialog.copy_button.isEnabled()
        assert dialog.difference.count == 1


def test_a_backup_from_before_a_table_was_emptied(file, backups, show, qtbot) -> None:
    backup = backups.make(file)
    now = replace(file.dossier, goals=())
    file.save(file.dossier, now, "Delete goals")
    dialog, session = show(file, backups)
    assert dialog.difference.count == len(shipped_dossier().goals)
    dialog.restore()
    assert session.dossier.goals == shipped_dossier().goals
    assert backups.read(backup, file.key).dossier == session.dossier


NOW = datetime(2026, 3, 18, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=-59), "just now"),
        (timedelta(minutes=-2), "later than the clock says"),
        (timedelta(seconds=61), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23.9), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=13.9), "13 days ago"),
        (timedelta(days=14), "2 weeks ago"),
        (timedelta(days=59), "8 weeks ago"),
        (timedelta(days=60), "1 month ago"),
        (timedelta(days=365), "11 months ago"),
        (timedelta(days=366), "12 months ago"),
        (timedelta(days=730), "1 year ago"),
        (timedelta(days=1100), "3 years ago"),
    ],
)
def test_ages(age: timedelta, words: str) -> None:
    assert age_text(NOW - age, NOW) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (221_184, "221 kB"), (999_999, "1.0 MB"),
     (5_443_584, "5.4 MB")],
)  # fmt: skip
def test_sizes(size: int, words: str) -> None:
    assert size_text(size) == words
