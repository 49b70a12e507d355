"""Received files are read in a copy, checked, and written anew; they stay as they are."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from equipoise.store import received
from equipoise.store.contents import Contents
from equipoise.store.dossier_file import DossierFile
from equipoise.store.engine import connect
from equipoise.store.errors import (
    DamagedFile,
    FileExists,
    FileInUse,
    PassphraseNeeded,
    ReceivedFile,
    UnreadableFile,
    WrongPassphrase,
)
from equipoise.store.exchange import import_json
from equipoise.store.key import Key, new_key
from equipoise.store.key_check import key_of
from equipoise.store.migrations import newest_version
from equipoise.store.received import read_received, take_in
from equipoise.store.schema import refuse_other_schema
from store.store_samples import retitled, rich_dossier
from store.write_version import VERSIONS

PASSPHRASE = "three lamps on the quay"


def sent(folder: Path, key: Key | None = None) -> tuple[Path, Contents]:
    """A file with a journal, and what it holds."""
    path = folder / "sent.equipoise"
    dossier = rich_dossier()
    with DossierFile.create(path, dossier, key=key) as file:
        file.save(dossier, retitled(dossier, "As sent"), "Edit title")
        return path, file.contents()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, to be found empty."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {p.name: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.iterdir()}


@pytest.mark.parametrize("protected", [False, True])
def test_everything_comes_along_and_the_file_stays(
    tmp_path: Path, temporary: Path, protected: bool
) -> None:
    medium = tmp_path / "medium"
    medium.mkdir()
    key = new_key(PASSPHRASE) if protected else None
    path, contents = sent(medium, key)
    before = state(medium)
    into = tmp_path / "mine.equipoise"
    take_in(path, into, key=key, new_key=new_key("quite another one"))
    assert state(medium) == before
    assert not list(temporary.iterdir())
    with DossierFile.open(into, key=key_of(into, "quite another one")) as file:
        assert file.contents() == contents
        assert file.protected


def test_read_only_media_are_no_hindrance(tmp_path: Path, temporary: Path) -> None:
    path, contents = sent(tmp_path)
    path.chmod(0o400)
    assert read_received(path) == contents
    assert path.stat().st_mode & 0o777 == 0o400
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("fixture", sorted(VERSIONS.glob("*.sqlite")), ids=lambda p: p.stem)
def test_every_past_version_is_taken_in(fixture: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.equipoise"
    shutil.copy(fixture, path)
    contents = read_received(path)
    assert contents.dossier == import_json(fixture.with_suffix(".json"))
    assert [edit.action for edit in contents.edits][-1] == "Edit title"
    assert path.read_bytes() == fixture.read_bytes()


def test_the_passphrase_is_asked_for(tmp_path: Path) -> None:
    path, contents = sent(tmp_path, new_key(PASSPHRASE))
    with pytest.raises(PassphraseNeeded, match="Give the passphrase"):
        read_received(path)
    with pytest.raises(WrongPassphrase, match="cannot be told apart"):
        read_received(path, key_of(path, "three lamps on the pier"))
    assert read_received(path, key_of(path, PASSPHRASE)) == contents


def test_a_key_for_a_plain_file_is_passed_over(tmp_path: Path) -> None:
    path, contents = sent(tmp_path)
    assert read_received(path, new_key(PASSPHRASE)) == contents


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_nothing_may_lie_beside_it(tmp_path: Path, ending: str) -> None:
    path, contents = sent(tmp_path)
    beside = tmp_path / f"sent.equipoise{ending}"
    beside.write_bytes(b"")
    with pytest.raises(ReceivedFile, match=beside.name):
        read_received(path)
    assert beside.exists()
    beside.unlink()
    assert read_received(path) == contents


def test_the_file_itself_is_never_the_place_to_write_to(tmp_path: Path) -> None:
    path, _ = sent(tmp_path)
    before = path.read_bytes()
    with pytest.raises(FileExists, match="the received file itself"):
        take_in(path, tmp_path / "." / path.name, overwrite=True)
    assert path.read_bytes() == before


def test_what_is_there_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    path, contents = sent(tmp_path)
    into = tmp_path / "mine.equipoise"
    into.write_text("a letter")
    with pytest.raises(FileExists):
        take_in(path, into)
    assert into.read_text() == "a letter"
    take_in(path, into, overwrite=True)
    with DossierFile.open(into) as file:
        assert file.contents() == contents


def test_a_file_open_here_is_not_received(tmp_path: Path) -> None:
    path, _ = sent(tmp_path)
    with DossierFile.open(path), pytest.raises(FileInUse):
        read_received(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="No such file"):
        read_received(tmp_path / "nothing.equipoise")


def test_a_cell_may_be_as_long_as_the_limit_and_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(received, "LONGEST_CELL", 10_000)
    path = tmp_path / "long.equipoise"
    for length, refused in ((10_000, False), (10_001, True)):
        DossierFile.create(path, retitled(rich_dossier(), "x" * length), overwrite=True).close()
        if refused:
            with pytest.raises(DamagedFile, match="text in its table settings"):
                read_received(path)
        else:
            assert len(read_received(path).dossier.settings.title) == length


def test_sqlite_is_stopped_when_it_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, contents = sent(tmp_path)
    assert read_received(path) == contents
    monkeypatch.setattr(received, "_STEPS", 1)
    monkeypatch.setattr(received, "PATIENCE", -1.0)
    with pytest.raises(DamagedFile, match="cannot be read in"):
        read_received(path)


def test_other_quotation_marks_and_spaces_in_the_schema_are_no_fault(tmp_path: Path) -> None:
    """Libraries of another version write the same statement with other signs."""
    path, contents = sent(tmp_path)
    database = connect(path, "rw")
    database.execute("PRAGMA writable_schema=ON")
    database.execute(
        "UPDATE sqlite_schema SET sql = replace(replace(sql, '\"name\"', '[name]'), '   ', ' ') "
        "WHERE name IN ('poles', 'bands')"
    )
    database.close()
    database = connect(path, "ro")
    refuse_other_schema(database, path, newest_version())
    database.close()
    assert read_received(path) == contents
