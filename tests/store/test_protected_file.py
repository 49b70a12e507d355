"""A file with a key: nothing readable in it, opened with the right passphrase only."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from equipoise.store import own_files
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import (
    DamagedFile,
    FileInUse,
    NotADossierFile,
    PassphraseNeeded,
    SaveFailed,
    WrongPassphrase,
)
from equipoise.store.header import PAGE
from equipoise.store.key import Key, new_key
from equipoise.store.key_check import genuine_pages, key_of
from store.store_samples import AWKWARD, actions, retitled, rich_dossier

PASSPHRASE = "Zwölf Bögen Papier"
KEY = new_key(PASSPHRASE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "protected.equipoise"


@pytest.fixture
def made(path: Path) -> Path:
    DossierFile.create(path, rich_dossier(), key=KEY).close()
    return path


def damage(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    own_files.hold(path)


def test_what_is_written_can_be_read_with_the_passphrase_alone(made: Path) -> None:
    with DossierFile.open(made, key=key_of(made, PASSPHRASE)) as file:
        assert file.protected
        assert file.dossier == rich_dossier()
    with pytest.raises(PassphraseNeeded, match="is protected with a passphrase"):
        DossierFile.open(made)
    with pytest.raises(WrongPassphrase, match="the two cannot be told apart"):
        DossierFile.open(made, key=key_of(made, "zwölf bögen papier"))


def test_nothing_in_the_file_can_be_read(made: Path) -> None:
    content = made.read_bytes()
    assert b"SQLite" not in content
    for text in ("trade", "quoted", "DROP TABLE", AWKWARD[:7]):
        assert text.encode() not in content
        assert text.encode("utf-16-le") not in content


def test_any_sqlcipher_opens_it_with_the_passphrase(made: Path) -> None:
    program = (
        "import sys, sqlcipher3.dbapi2 as s\n"
        "c = s.connect(sys.argv[1]); c.execute(\"PRAGMA key='Zwölf Bögen Papier'\")\n"
        "print(c.execute('SELECT count(*) FROM poles').fetchone()[0])"
    )
    command = [sys.executable, "-c", program, str(made)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert told.stdout == f"{len(rich_dossier().poles)}\n"


@pytest.mark.parametrize("literal", ["x'" + "ab" * 32 + "'", "quote ' and \" quote", "; PRAGMA x"])
def test_a_passphrase_is_never_code(path: Path, literal: str) -> None:
    DossierFile.create(path, rich_dossier(), key=new_key(literal)).close()
    DossierFile.open(path, key=key_of(path, literal)).close()
    with pytest.raises(WrongPassphrase):
        DossierFile.open(path, key=Key(bytes.fromhex("ab" * 32), made_salt(path)))


def made_salt(path: Path) -> bytes:
    return path.read_bytes()[:16]


def test_damage_at_the_beginning_is_told_from_a_wrong_passphrase(made: Path) -> None:
    damage(made, 200)
    with pytest.raises(DamagedFile, match="the passphrase is right"):
        DossierFile.open(made, key=key_of(made, PASSPHRASE))
    with pytest.raises(WrongPassphrase):
        DossierFile.open(made, key=key_of(made, "another"))


def test_without_its_salt_a_file_cannot_be_told_from_a_wrong_passphrase(made: Path) -> None:
    damage(made, 3)
    with pytest.raises(WrongPassphrase, match="or the file is damaged from its first bytes on"):
        DossierFile.open(made, key=key_of(made, PASSPHRASE))


def test_every_altered_bit_is_noticed_and_its_page_named(made: Path) -> None:
    pages = made.stat().st_size // PAGE
    assert all(genuine_pages(made, KEY))
    damage(made, 7 * PAGE + 1234)
    assert [n for n, good in enumerate(genuine_pages(made, KEY)) if not good] == [7]
    assert pages > 10
    with pytest.raises(DamagedFile):
        DossierFile.open(made, key=KEY)


def test_cut_off_or_no_dossier(made: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.equipoise"
    cut.write_bytes(made.read_bytes()[:-100])
    with pytest.raises(DamagedFile, match="cut off or added to"):
        DossierFile.open(cut, key=KEY)
    text = tmp_path / "text.equipoise"
    text.write_bytes(b"only words, " * 2000)
    with pytest.raises(NotADossierFile):
        DossierFile.open(text, key=KEY)


def test_protecting_changing_and_unprotecting_keep_everything(path: Path) -> None:
    first = rich_dossier()
    later = retitled(first, "Later")
    with DossierFile.create(path, first) as file:
        file.save(first, later, "Retitle")
        journal = file.edits()
        for key in (KEY, new_key("another"), None, KEY):
            file.rewrite(key)
            assert file.key == key
            assert (file.dossier, file.edits()) == (later, journal)
            assert path.read_bytes().startswith(b"SQLite") == (key is None)
            with pytest.raises(FileInUse):
                DossierFile.open(path, key=key)
        file.save(later, first, "Back")
    with DossierFile.open(path, key=key_of(path, PASSPHRASE)) as file:
        assert actions(file)[0] == "Back"
        assert file.dossier == first
    assert [p.name for p in path.parent.iterdir() if p.is_file()] == [path.name]


@pytest.mark.skipif(os.name != "posix", reason="a second name for the same bytes")
def test_protecting_overwrites_what_was_readable(path: Path, tmp_path: Path) -> None:
    DossierFile.create(path, rich_dossier()).close()
    second_name = tmp_path / "the same bytes"
    os.link(path, second_name)
    assert b"quoted" in second_name.read_bytes()
    with DossierFile.open(path) as file:
        file.rewrite(KEY)
    assert set(second_name.read_bytes()) == {0}


def test_a_failed_rewrite_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from equipoise.store import dossier_file

    def disk_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with DossierFile.create(path, rich_dossier()) as file:
        monkeypatch.setattr(dossier_file, "replace_whole", disk_full)
        with pytest.raises(SaveFailed, match="No space left"):
            file.rewrite(KEY)
        assert not file.protected
        file.save(rich_dossier(), retitled(rich_dossier(), "Still here"), "Retitle")
    with DossierFile.open(path) as file:
        assert file.dossier.settings.title == "Still here"
    assert [p.name for p in path.parent.iterdir() if p.is_file()] == [path.name]


def test_a_snapshot_is_protected_with_the_same_key(made: Path, tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshot.equipoise"
    with DossierFile.open(made, key=KEY) as file:
        file.snapshot_to(snapshot)
    assert all(genuine_pages(snapshot, KEY))


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")
def test_only_its_owner_may_read_a_new_file(made: Path) -> None:
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


OTHER_WRITER = """
import pathlib, sys
path = pathlib.Path(sys.argv[1])
content = path.read_bytes() if len(sys.argv) < 3 else pathlib.Path(sys.argv[2]).read_bytes()
with path.open("r+b") as file:
    file.write(content)
    file.truncate()
"""


def written_elsewhere(*arguments: Path) -> None:
    """Another program, without regard for locks, writes into the file."""
    subprocess.run([sys.executable, "-c", OTHER_WRITER, *arguments], check=True, timeout=60)


def test_a_file_changed_underneath_is_noticed(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.equipoise"
    DossierFile.create(other, retitled(rich_dossier(), "Somebody else's")).close()
    with DossierFile.create(path, rich_dossier()) as file:
        written_elsewhere(path)  # the same bytes: nothing is wrong
        file.save(rich_dossier(), retitled(rich_dossier(), "Mine"), "Retitle")
        mine = file.dossier
        written_elsewhere(path, other)
        with pytest.raises(SaveFailed, match="has been changed by another program"):
            file.save(mine, retitled(mine, "Lost?"), "Retitle")
        copy = tmp_path / "copy.equipoise"
        file.copy_to(copy, retitled(mine, "Not lost"))
    with DossierFile.open(copy) as file:
        assert file.dossier.settings.title == "Not lost"
