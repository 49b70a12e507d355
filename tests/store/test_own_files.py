"""Only what was made on this computer is opened in place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from equipoise.person import data_folder
from equipoise.store import dossier_file, own_files
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import ReceivedFile
from store.store_samples import leave_cut_off_save, retitled, rich_dossier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "mine.equipoise"
    DossierFile.create(made, rich_dossier()).close()
    return made


def test_a_file_moved_or_copied_unchanged_is_known(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.equipoise"
    shutil.copy(path, copy)
    DossierFile.open(copy).close()
    moved = path.rename(tmp_path / "moved.equipoise")
    DossierFile.open(moved).close()


def test_a_file_changed_elsewhere_is_not(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.equipoise"
    shutil.copy(path, other)
    with DossierFile.open(other) as file:
        file.save(rich_dossier(), retitled(rich_dossier(), "Changed elsewhere"), "Retitle")
    content = other.read_bytes()
    shutil.rmtree(own_files._folder())
    own_files.remember(path)
    back = tmp_path / "back.equipoise"
    back.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(ReceivedFile, match="was not made on this computer"):
            DossierFile.open(back, read_only=read_only)
    assert back.read_bytes() == content


def test_a_file_put_in_the_place_of_ones_own_is_not(path: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.write_bytes(path.read_bytes().replace(b"talks", b"walks"))
    foreign.replace(path)
    with pytest.raises(ReceivedFile):
        DossierFile.open(path)


def test_a_file_copied_over_ones_own_is_not(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.equipoise"
    DossierFile.create(other, retitled(rich_dossier(), "Crafted")).close()
    content = other.read_bytes().replace(b"Crafted", b"crafted")
    inode = path.stat().st_ino
    with path.open("r+b") as file:  # as cp does: the same file number, other bytes
        file.write(content)
        file.truncate()
    assert path.stat().st_ino == inode
    with pytest.raises(ReceivedFile, match="changed by another program"):
        DossierFile.open(path)


def test_a_known_content_with_a_journal_beside_it_is_not(path: Path, tmp_path: Path) -> None:
    left = tmp_path / "left"
    left.mkdir()
    shutil.copy(path, left / "copy.equipoise")
    DossierFile.open(left / "copy.equipoise").close()
    shutil.rmtree(own_files._folder())
    own_files.remember(path)
    copy = shutil.copy(path, left / "second.equipoise")
    (left / "second.equipoise-journal").write_bytes(b"crafted")
    with pytest.raises(ReceivedFile):
        DossierFile.open(copy)


def test_ones_own_file_is_known_after_a_crash(tmp_path: Path) -> None:
    left = tmp_path / "left"
    left.mkdir()
    cut_off = leave_cut_off_save(tmp_path / "dossier.equipoise", left)
    own_files.hold(cut_off)
    with DossierFile.open(cut_off) as file:
        assert file.dossier == rich_dossier()


def test_a_file_is_known_before_it_stands_in_its_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(_path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dossier_file.own_files, "remember", end)
    new = path.with_name("new.equipoise")
    with pytest.raises(KeyboardInterrupt):
        DossierFile.create(new, rich_dossier())
    monkeypatch.undo()
    DossierFile.open(new).close()


def test_a_file_is_known_whose_journal_could_not_be_deleted(path: Path) -> None:
    with DossierFile.open(path) as file:
        file.save(rich_dossier(), retitled(rich_dossier(), "Later"), "Retitle")
        left = path.with_name(f"{path.name}-journal")
        journal = left.read_bytes()
    left.write_bytes(bytes(len(journal)))  # as if deleting it had failed
    own_files.hold(path)
    own_files.remember(path)
    with DossierFile.open(path) as file:
        assert file.dossier.settings.title == "Later"
    assert not left.exists()


def test_the_records_tell_nothing(path: Path) -> None:
    records = list((data_folder() / "own-files").iterdir())
    assert records
    assert {record.stat().st_size for record in records} == {0}
    assert all(len(record.name) == 64 and path.stem not in record.name for record in records)


def test_the_oldest_records_give_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_files, "_MOST", 8)
    for number in range(12):
        (path.parent / f"{number}").write_bytes(bytes([number]))
        own_files.remember(path.parent / f"{number}")
    assert len(list((data_folder() / "own-files").iterdir())) <= 8
    assert own_files.is_own(path.parent / "11")
