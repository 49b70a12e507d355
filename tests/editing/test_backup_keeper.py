"""Backups by themselves: at opening, while there are edits, and at closing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from equipoise.bug_report import LOG
from equipoise.editing.backup_keeper import BackupKeeper
from equipoise.store.backup.backups import Backups
from equipoise.store.backup.folder import Backup
from equipoise.store.dossier_file import DossierFile
from equipoise.store.key import new_key
from store.store_samples import retitled, rich_dossier

SOON = 5
LATER = 3_600_000


class Heard:
    def __init__(self, keeper: BackupKeeper) -> None:
        self.made: list[Backup] = []
        self.failed: list[str] = []
        keeper.made.connect(self.made.append)
        keeper.failed.connect(self.failed.append)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[DossierFile]:
    with DossierFile.create(tmp_path / "dossier.equipoise", rich_dossier()) as opened:
        yield opened


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    (tmp_path / "backups").mkdir()
    return Backups(tmp_path / "backups")


@pytest.fixture
def keep(qtbot) -> Iterator:
    keepers: list[BackupKeeper] = []

    def make(file: DossierFile, backups: Backups, interval: int) -> tuple[BackupKeeper, Heard]:
        keeper = BackupKeeper(file, backups, interval)
        keepers.append(keeper)
        return keeper, Heard(keeper)

    yield make
    for keeper in keepers:
        keeper.stop()


def edit(file: DossierFile, title: str) -> None:
    file.save(file.dossier, retitled(file.dossier, title), "Title")


def titles(backups: Backups, file: DossierFile) -> list[str]:
    found = backups.all(file.origin)
    return [backups.read(b, file.key).dossier.settings.title for b in found]


def test_at_opening_and_at_every_look_with_new_edits(keep, file, backups, qtbot) -> None:
    keeper, heard = keep(file, backups, SOON)
    assert not backups.all(file.origin)
    keeper.start()
    qtbot.waitUntil(lambda: len(heard.made) == 1)
    for number in (2, 3):
        edit(file, f"Title {number}")
        qtbot.waitUntil(lambda n=number: len(heard.made) == n)
    assert titles(backups, file)[:2] == ["Title 3", "Title 2"]
    assert heard.failed == []


def test_without_edits_nothing_is_written(keep, file, backups, qtbot, monkeypatch) -> None:
    looks = []
    make = Backups.make

    def counted(*arguments, **more):
        looks.append(arguments)
        return make(*arguments, **more)

    monkeypatch.setattr(Backups, "make", counted)
    keeper, heard = keep(file, backups, LATER)
    keeper.start()
    qtbot.waitUntil(lambda: len(heard.made) == 1)
    for _ in range(3):
        qtbot.waitUntil(lambda: keeper._job is None)
        keeper.look()
    qtbot.waitUntil(lambda: keeper._job is None)
    assert len(looks) == 1
    keeper.stop()
    assert (len(looks), len(heard.made)) == (2, 1)


def test_the_last_edit_is_in_a_backup_when_the_file_closes(keep, file, backups, qtbot) -> None:
    keeper, heard = keep(file, backups, LATER)
    keeper.start()
    edit(file, "The last edit")
    keeper.stop()
    assert titles(backups, file)[0] == "The last edit"
    count = len(backups.all(file.origin))
    keeper.stop()
    keeper.look()
    qtbot.waitUntil(lambda: keeper._job is None)
    assert len(backups.all(file.origin)) == count
    qtbot.waitUntil(lambda: len(heard.made) == count)


def test_closing_waits_no_longer_than_it_may(keep, file, backups) -> None:
    keeper, _ = keep(file, backups, LATER)
    keeper.start()
    keeper.stop(limit=0)
    edit(file, "Too late")
    again, heard = keep(file, backups, LATER)
    again._timer.start()
    again.stop(limit=-1)
    assert heard.made == []
    assert heard.failed == []
    assert "Too late" not in titles(backups, file)


def test_a_backup_does_not_hold_up_the_window(keep, file, backups, qtbot, monkeypatch) -> None:
    window = threading.current_thread()
    go_on, threads = threading.Event(), []
    snapshot = DossierFile.snapshot_to

    def slow(self: DossierFile, path: Path) -> None:
        threads.append(threading.current_thread())
        go_on.wait(30)
        snapshot(self, path)

    monkeypatch.setattr(DossierFile, "snapshot_to", slow)
    keeper, heard = keep(file, backups, LATER)
    keeper.start()
    qtbot.waitUntil(lambda: bool(threads))
    assert window not in threads
    edit(file, "Edited meanwhile")
    keeper.look()
    assert heard.made == []
    go_on.set()
    qtbot.waitUntil(lambda: bool(heard.made))
    qtbot.waitUntil(lambda: keeper._job is None)
    assert titles(backups, file)[0] == "Edited meanwhile"


def test_a_failure_is_told_once_until_it_is_another(keep, file, backups, qtbot) -> None:
    aside = backups.folder.with_name("aside")
    keeper, heard = keep(file, backups, LATER)

    def look() -> None:
        keeper.look()
        qtbot.waitUntil(lambda: keeper._job is None)

    backups.folder.rename(aside)
    for _ in range(3):
        look()
    assert len(heard.failed) == 1
    assert "the folder is not there" in heard.failed[0]
    assert str(backups.folder) in heard.failed[0]
    aside.rename(backups.folder)
    look()
    assert len(heard.made) == 1
    backups.folder.rename(aside)
    edit(file, "Later")
    look()
    assert len(heard.failed) == 2


def test_a_fault_of_ours_is_logged(keep, file, backups, monkeypatch, caplog) -> None:
    def broken(*_arguments, **_more) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(Backups, "make", broken)
    monkeypatch.setattr(LOG, "propagate", True)
    keeper, heard = keep(file, backups, LATER)
    keeper._timer.start()
    keeper.stop()
    assert heard.failed == [
        "The backup met a fault of its own; the dossier itself is saved as before."
    ]
    assert [type(r.exc_info[1]) for r in caplog.records if r.exc_info] == [ZeroDivisionError]
    caplog.clear()


def test_a_file_open_for_reading_gets_none(keep, file, backups) -> None:
    path = file.path
    file.close()
    with DossierFile.open(path, read_only=True) as looked_at:
        keeper, heard = keep(looked_at, backups, SOON)
        keeper.start()
        assert keeper._job is None
        keeper.stop()
    assert heard.made == []
    assert [*backups.folder.iterdir()] == []


def test_another_folder_gets_a_backup_at_once(keep, file, backups, qtbot, tmp_path) -> None:
    keeper, heard = keep(file, backups, LATER)
    keeper.start()
    (tmp_path / "other").mkdir()
    other = Backups(tmp_path / "other")
    keeper.backups = other
    qtbot.waitUntil(lambda: bool(other.all(file.origin)))
    qtbot.waitUntil(lambda: keeper._job is None)
    assert heard.made[-1].path.is_relative_to(tmp_path / "other")


def test_a_dossier_that_becomes_protected_gets_a_protected_backup(
    keep, file, backups, qtbot
) -> None:
    keeper, heard = keep(file, backups, LATER)
    keeper.start()
    qtbot.waitUntil(lambda: len(heard.made) == 1)
    qtbot.waitUntil(lambda: keeper._job is None)
    file.rewrite(new_key("seven words"))
    keeper.look()
    qtbot.waitUntil(lambda: len(heard.made) == 2)
    assert [b.protected for b in heard.made] == [False, True]
    assert backups.forget_unprotected(file.origin) == 1
