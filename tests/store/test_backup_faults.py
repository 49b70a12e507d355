"""What can go wrong with a backup leaves the dossier, and the backups before, as they were."""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.store.backup.backups import BackupFailed, Backups
from equipoise.store.backup.folder import Backup
from equipoise.store.building import build
from equipoise.store.contents import Contents
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import StoreError
from equipoise.store.key import new_key
from store.store_samples import retitled, rich_dossier

pytestmark = pytest.mark.skipif(os.name != "posix", reason="faults as POSIX systems make them")

ORDINARY = 65534
SNAPSHOT = DossierFile.snapshot_to


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that other users can reach."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def file(home: Path) -> Iterator[DossierFile]:
    with DossierFile.create(home / "dossier.equipoise", rich_dossier()) as opened:
        yield opened


@pytest.fixture
def backups(home: Path) -> Backups:
    (home / "backups").mkdir()
    return Backups(home / "backups")


@pytest.fixture
def sound(file: DossierFile, backups: Backups) -> Backup:
    """A backup from before the fault, and an edit since."""
    backup = backups.make(file)
    assert backup is not None
    edit(file, "Edited since")
    return backup


def edit(file: DossierFile, title: str) -> None:
    file.save(file.dossier, retitled(file.dossier, title), "Title")


def assert_fails(file: DossierFile, backups: Backups, sound: Backup, words: str) -> None:
    """The backup fails in those words; nothing else has changed, and the next one is made."""
    held, before = file.contents(), sound.path.read_bytes()
    with pytest.raises(BackupFailed, match=words) as told:
        backups.make(file)
    assert str(told.value).startswith(f"{backups.folder}: ")
    assert file.contents() == held
    assert sound.path.read_bytes() == before
    assert [*sound.path.parent.iterdir()] == [sound.path]


def assert_works_again(file: DossierFile, backups: Backups, sound: Backup) -> None:
    edit(file, "Saved after the fault")
    made = backups.make(file)
    assert made is not None
    assert backups.read(made, file.key) == file.contents()
    assert backups.read(sound, file.key).dossier == rich_dossier()


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(ORDINARY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Every write beyond `size` bytes of a file fails, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_read_only_folder(file: DossierFile, backups: Backups, sound: Backup) -> None:
    place = sound.path.parent
    place.chmod(0o555)
    sound.path.chmod(0o444)
    with as_ordinary_user():
        assert_fails(file, backups, sound, "no backup could be made: the folder cannot be written")
    place.chmod(0o700)
    assert_works_again(file, backups, sound)


def test_first_backup_in_a_read_only_folder(file: DossierFile, backups: Backups) -> None:
    backups.folder.chmod(0o555)
    with (
        as_ordinary_user(),
        pytest.raises(BackupFailed, match="the folder cannot be written to"),
    ):
        backups.make(file)


def test_full_disk(file: DossierFile, backups: Backups, sound: Backup) -> None:
    for size in (0, 4096, sound.size // 2, sound.size - 1):
        with files_no_larger_than(size):
            assert_fails(file, backups, sound, "no backup could be made: (disk|database|file)")
    assert_works_again(file, backups, sound)


def test_a_stick_that_was_taken_out(file: DossierFile, backups: Backups, sound: Backup) -> None:
    aside = backups.folder.with_name("in the pocket")
    backups.folder.rename(aside)
    for _ in range(2):
        with pytest.raises(BackupFailed, match="no backup could be made: the folder is not there"):
            backups.make(file)
    assert not backups.folder.exists()
    assert backups.all(file.origin) == ()
    with pytest.raises(StoreError, match="cannot be read"):
        backups.read(sound, None)
    aside.rename(backups.folder)
    assert_works_again(file, backups, sound)


def test_a_folder_that_is_a_file(file: DossierFile, home: Path) -> None:
    (home / "taken").write_text("no folder")
    with pytest.raises(StoreError, match=r"[nN]ot a directory"):
        Backups(home / "taken").make(file)


def test_a_folder_that_goes_while_the_backup_is_written(
    file: DossierFile, backups: Backups, sound: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    def snapshot(self: DossierFile, path: Path) -> None:
        SNAPSHOT(self, path)
        shutil.rmtree(backups.folder)

    held = file.contents()
    monkeypatch.setattr(DossierFile, "snapshot_to", snapshot)
    with pytest.raises(BackupFailed, match="the folder is not there"):
        backups.make(file)
    assert file.contents() == held


def flip_header(_file: DossierFile, path: Path) -> None:
    flip(path, 20)


def flip_text(_file: DossierFile, path: Path) -> None:
    """In a text where there is one in the clear, else amid the file: any place is sealed there."""
    found = path.read_bytes().find(b"Edited since")
    flip(path, found if found >= 0 else path.stat().st_size // 2)


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x10
    path.write_bytes(content)


def cut_off(_file: DossierFile, path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(_file: DossierFile, path: Path) -> None:
    os.truncate(path, 0)


def other_title(file: DossierFile, path: Path) -> None:
    held = file.contents()
    path.unlink()
    build(path, replace(held, dossier=retitled(held.dossier, "Another")), file.key)


def lost_edit(file: DossierFile, path: Path) -> None:
    held = file.contents()
    path.unlink()
    build(path, Contents(held.dossier, held.edits[:-1]), file.key)


def lost_note(file: DossierFile, path: Path) -> None:
    held = file.contents()
    path.unlink()
    edits = (*held.edits[:-1], replace(held.edits[-1], note="never written"))
    build(path, Contents(held.dossier, edits), file.key)


DAMAGE = {
    "a bit flipped in the header": flip_header,
    "a bit flipped in a text": flip_text,
    "cut off": cut_off,
    "emptied": emptied,
    "with another title": other_title,
    "without the latest edit": lost_edit,
    "with another note": lost_note,
}


@pytest.mark.parametrize("protected", [False, True], ids=["plain", "protected"])
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_an_unsound_backup_is_removed_and_reported(
    damage: Callable[[DossierFile, Path], None],
    protected: bool,
    file: DossierFile,
    backups: Backups,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if protected:
        file.rewrite(new_key("seven words"))
    sound = backups.make(file)
    assert sound is not None
    edit(file, "Edited since")

    def snapshot(self: DossierFile, path: Path) -> None:
        SNAPSHOT(self, path)
        damage(self, path)

    monkeypatch.setattr(DossierFile, "snapshot_to", snapshot)
    assert_fails(file, backups, sound, "a new backup (could not be read again|does not hold)")
    monkeypatch.setattr(DossierFile, "snapshot_to", SNAPSHOT)
    assert_works_again(file, backups, sound)


def test_a_plaintext_backup_of_a_protected_dossier_is_removed(
    file: DossierFile, backups: Backups, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.rewrite(new_key("seven words"))
    sound = backups.make(file)
    assert sound is not None
    edit(file, "Edited since")

    def snapshot(self: DossierFile, path: Path) -> None:
        build(path, self.contents(), None)
        os.link(path, home / "bytes")

    monkeypatch.setattr(DossierFile, "snapshot_to", snapshot)
    assert_fails(file, backups, sound, "came out unprotected, and was removed")
    left = (home / "bytes").read_bytes()
    assert left == bytes(len(left))


def test_an_edit_while_the_backup_is_written_is_no_fault(
    file: DossierFile, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter(range(2))

    def snapshot(self: DossierFile, path: Path) -> None:
        SNAPSHOT(self, path)
        for number in numbers:
            edit(self, f"While writing {number}")
            break

    monkeypatch.setattr(DossierFile, "snapshot_to", snapshot)
    made = backups.make(file)
    assert made is not None
    assert backups.read(made, None) == file.contents()
    assert file.dossier.settings.title == "While writing 1"
    assert len([*made.path.parent.iterdir()]) == 1


def test_a_dossier_protected_while_its_backup_is_written(
    file: DossierFile, backups: Backups, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def snapshot(self: DossierFile, path: Path) -> None:
        SNAPSHOT(self, path)
        if not self.protected:
            os.link(path, home / "bytes")
            self.rewrite(new_key("seven words"))

    monkeypatch.setattr(DossierFile, "snapshot_to", snapshot)
    made = backups.make(file)
    assert made is not None
    assert made.protected
    assert backups.read(made, file.key) == file.contents()
    assert [*made.path.parent.iterdir()] == [made.path]
    left = (home / "bytes").read_bytes()
    assert left == bytes(len(left))


def test_a_closed_file_gets_no_backup_and_leaves_none(file: DossierFile, backups: Backups) -> None:
    file.close()
    with pytest.raises(StoreError):
        backups.make(file)
    assert [p for p in backups.folder.rglob("*") if p.is_file()] == []
