"""Backups: whole, readable, protected as the dossier is, thinned out by age."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.store.backup.backups import Backups, default_folder
from equipoise.store.backup.folder import Backup
from equipoise.store.backup.retention import kept
from equipoise.store.building import read_built
from equipoise.store.dossier_file import DossierFile
from equipoise.store.engine import driver
from equipoise.store.errors import DamagedFile, PassphraseNeeded, UnreadableFile, WrongPassphrase
from equipoise.store.journal import BEGIN, Edit
from equipoise.store.key import new_key
from equipoise.store.key_check import key_of
from store.store_samples import retitled, rich_dossier

MARKER = "Zwetschgenknödel"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "chosen folder"
    made.mkdir()
    return made


@pytest.fixture
def file(tmp_path: Path):
    with DossierFile.create(tmp_path / "dossier.equipoise", rich_dossier()) as opened:
        yield opened


@pytest.fixture
def marked(tmp_path: Path):
    """A protected file that holds the marker in a row, in a title and in its journal."""
    path = tmp_path / "protected.equipoise"
    with DossierFile.create(path, rich_dossier(), key=new_key("first words")) as opened:
        retitle(opened, MARKER)
        retitle(opened, f"{MARKER} again")
        yield opened


def retitle(file: DossierFile, title: str) -> None:
    file.save(file.dossier, retitled(file.dossier, title), f"Title: {title}")


def first_of(file: DossierFile) -> str:
    return file.origin


def made(backup: Backup | None) -> Backup:
    assert backup is not None
    return backup


def aged(backup: Backup, when: datetime) -> None:
    """A copy of a backup as if made then."""
    shutil.copy2(backup.path, backup.path.with_name(f"{when:%Y%m%dT%H%M%S.%f}Z.equipoise"))


def test_a_backup_holds_dossier_and_journal(file: DossierFile, folder: Path) -> None:
    retitle(file, "Later")
    backups = Backups(folder)
    start = datetime.now(UTC)
    backup = made(backups.make(file))
    assert backups.read(backup, None) == file.contents()
    assert start <= backup.when <= datetime.now(UTC)
    assert (backup.kind, backup.protected) == ("recent", False)
    assert backup.size == backup.path.stat().st_size
    assert backups.all(first_of(file)) == (backup,)


def test_names_tell_times_only_and_nothing_is_left_beside(file: DossierFile, folder: Path) -> None:
    backup = made(Backups(folder).make(file))
    assert [p.relative_to(folder) for p in folder.rglob("*")] == [
        Path(first_of(file)),
        Path(first_of(file), backup.path.name),
    ]
    assert backup.path.name == f"{backup.when:%Y%m%dT%H%M%S.%f}Z.equipoise"
    if os.name == "posix":
        modes = [stat.S_IMODE(p.stat().st_mode) for p in (backup.path.parent, backup.path)]
        assert modes == [0o700, 0o600]


def test_only_what_is_new_is_backed_up(file: DossierFile, folder: Path) -> None:
    backups = Backups(folder)
    first = made(backups.make(file))
    assert backups.make(file) is None
    assert Backups(folder).make(file) is None
    retitle(file, "Later")
    second = made(backups.make(file))
    file.annotate(first_of(file), "A note is new as well")
    third = made(backups.make(file))
    assert backups.all(first_of(file)) == (third, second, first)
    titles = [backups.read(b, None).dossier.settings.title for b in (third, second, first)]
    assert titles == ["Later", "Later", rich_dossier().settings.title]


def test_a_damaged_or_lost_backup_is_made_anew(file: DossierFile, folder: Path) -> None:
    backups = Backups(folder)
    backup = made(backups.make(file))
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    again = made(backups.make(file))
    with pytest.raises(DamagedFile, match="is damaged"):
        backups.read(backup, None)
    again.path.unlink()
    assert backups.make(file) is not None
    with pytest.raises(UnreadableFile, match="cannot be read"):
        backups.read(again, None)


def test_two_dossiers_do_not_mix(file: DossierFile, folder: Path, tmp_path: Path) -> None:
    backups = Backups(folder)
    with DossierFile.create(tmp_path / "other.equipoise", Dossier()) as other:
        one, two = made(backups.make(file)), made(backups.make(other))
        assert backups.all(first_of(file)) == (one,)
        assert backups.all(first_of(other)) == (two,)


def test_the_default_folder_is_made(file: DossierFile) -> None:
    assert not default_folder().exists()
    assert Backups(default_folder()).all(first_of(file)) == ()
    assert made(Backups(default_folder()).make(file)).path.is_relative_to(default_folder())


def test_unwanted_leaves_nothing(file: DossierFile, folder: Path) -> None:
    answers = iter([False, False, True])
    assert Backups(folder).make(file, unwanted=lambda: next(answers)) is None
    assert [p for p in folder.rglob("*") if p.is_file()] == []


def test_no_plaintext_of_a_protected_dossier(marked: DossierFile, folder: Path) -> None:
    backups = Backups(folder)
    backup = made(backups.make(marked))
    assert backup.protected
    content = backup.path.read_bytes()
    assert MARKER.encode() not in content
    assert not content.startswith(b"SQLite format 3")
    assert backups.read(backup, key_of(backup.path, "first words")) == marked.contents()
    with pytest.raises(PassphraseNeeded):
        backups.read(backup, None)
    with pytest.raises(WrongPassphrase):
        backups.read(backup, key_of(backup.path, "other words"))


def test_marker_would_be_seen_in_an_unprotected_backup(marked: DossierFile, folder: Path) -> None:
    marked.rewrite(None)
    assert MARKER.encode() in made(Backups(folder).make(marked)).path.read_bytes()


def test_older_backups_keep_the_old_passphrase(marked: DossierFile, folder: Path) -> None:
    backups = Backups(folder)
    old = made(backups.make(marked))
    marked.rewrite(new_key("second words"))
    new = made(backups.make(marked))
    with pytest.raises(WrongPassphrase):
        backups.read(old, marked.key)
    assert backups.read(old, key_of(old.path, "first words")) == marked.contents()
    assert backups.read(new, marked.key) == marked.contents()


def test_unprotected_backups_are_overwritten_and_forgotten(
    marked: DossierFile, folder: Path, tmp_path: Path
) -> None:
    backups = Backups(folder)
    marked.rewrite(None)
    plain = made(backups.make(marked))
    aged(plain, plain.when - timedelta(days=1))
    unfinished = plain.path.with_name(".0123456789abcdef.tmp")
    shutil.copyfile(plain.path, unfinished)
    places = [*plain.path.parent.iterdir()]
    for number, path in enumerate(places):
        os.link(path, tmp_path / f"bytes {number}")
    marked.rewrite(new_key("third words"))
    protected = made(backups.make(marked))
    assert backups.forget_unprotected(first_of(marked)) == 2
    assert [*plain.path.parent.iterdir()] == [protected.path]
    assert len(places) == 3
    for number in range(len(places)):
        left = (tmp_path / f"bytes {number}").read_bytes()
        assert left == bytes(plain.size)
    assert backups.forget_unprotected(first_of(marked)) == 0
    assert backups.forget_unprotected("0" * 32) == 0


def test_thinned_out_by_age(file: DossierFile, folder: Path) -> None:
    backups = Backups(folder)
    first = made(backups.make(file))
    times = [first.when - timedelta(hours=7 * back) for back in range(1, 200)]
    for when in times:
        aged(first, when)
    assert len(backups.all(first_of(file))) == 200
    retitle(file, "Later")
    second = made(backups.make(file))
    found = backups.all(first_of(file))
    expected = kept([*times, first.when, second.when], second.when)
    assert [(b.when, b.kind) for b in found] == list(expected)
    assert len(found) < 40


def test_a_clock_that_was_ahead(file: DossierFile, folder: Path) -> None:
    backups = Backups(folder)
    first = made(backups.make(file))
    ahead = datetime.now(UTC) + timedelta(days=3000)
    aged(first, ahead)
    assert backups.make(file) is None
    retitle(file, "Later")
    second = made(backups.make(file))
    assert backups.make(file) is None
    assert [b.when for b in backups.all(first_of(file))] == [ahead, second.when, first.when]


def test_what_a_killed_program_left_is_removed_after_a_day(file: DossierFile, folder: Path) -> None:
    backups = Backups(folder)
    place = made(backups.make(file)).path.parent
    old, fresh = place / ".aaaaaaaaaaaaaaaa.tmp-journal", place / ".bbbbbbbbbbbbbbbb.tmp"
    for path in (old, fresh):
        path.write_bytes(b"half")
    day_before_yesterday = datetime.now(UTC).timestamp() - 48 * 3600
    os.utime(old, (day_before_yesterday, day_before_yesterday))
    retitle(file, "Later")
    backups.make(file)
    assert (old.exists(), fresh.exists()) == (False, True)
    assert len(backups.all(first_of(file))) == 2


def test_strange_things_in_the_folder_are_left_alone(file: DossierFile, folder: Path) -> None:
    backups = Backups(folder)
    backup = made(backups.make(file))
    place = backup.path.parent
    (place / "readme.txt").write_text("mine")
    (place / "19990101T000000.000000Z.equipoise").mkdir()
    (place / "19990102T000000.000000Z.equipoise").symlink_to(file.path)
    (place / "20269999T000000.000000Z.equipoise").write_text("no time")
    retitle(file, "Later")
    newer = made(backups.make(file))
    assert backups.all(first_of(file)) == (newer, backup)
    assert len([*place.iterdir()]) == 6


def test_an_identifier_from_a_crafted_journal_leads_nowhere_else(
    tmp_path: Path, folder: Path
) -> None:
    backups = Backups(folder)
    begun = Edit("../../outside", datetime.now(UTC), "", "", BEGIN)
    with DossierFile.create(tmp_path / "crafted.equipoise", Dossier(), edits=(begun,)) as crafted:
        backup = made(backups.make(crafted))
    assert backup.path.parent.parent == folder
    assert backups.all("../../outside") == (backup,)


def test_a_backup_tampered_with_is_refused_when_read(file: DossierFile, folder: Path) -> None:
    backups = Backups(folder)
    backup = made(backups.make(file))
    connection = driver().connect(str(backup.path))
    connection.execute("CREATE TRIGGER t AFTER INSERT ON poles BEGIN DELETE FROM poles; END")
    connection.commit()
    connection.close()
    before = backup.path.read_bytes()
    with pytest.raises(DamagedFile, match=f"{backup.path}: holds a trigger"):
        backups.read(backup, None)
    assert backup.path.read_bytes() == before


_PROGRAM = """
import sys
sys.path[:0] = sys.argv[4].split("|")
from pathlib import Path
from equipoise.store.backup.backups import Backups
from equipoise.store.dossier_file import DossierFile
from store.store_samples import retitled
with DossierFile.open(Path(sys.argv[1])) as file:
    backups = Backups(Path(sys.argv[2]))
    for number in range(8):
        title = f"{sys.argv[3]} {number}"
        file.save(file.dossier, retitled(file.dossier, title), "Title")
        assert backups.make(file) is not None
"""


def test_two_programs_with_copies_of_one_dossier(tmp_path: Path, folder: Path) -> None:
    path, copy = tmp_path / "one.equipoise", tmp_path / "two.equipoise"
    with DossierFile.create(path, rich_dossier()) as file:
        first, contents = first_of(file), file.contents()
    DossierFile.create(copy, contents.dossier, edits=contents.edits).close()
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(p), str(folder), p.stem, "|".join(sys.path)]
        )
        for p in (path, copy)
    ]
    assert [program.wait(timeout=60) for program in programs] == [0, 0]
    found = Backups(folder).all(first)
    assert len(found) == 10
    assert len([*found[0].path.parent.iterdir()]) == 10
    titles = [Backups(folder).read(b, None).dossier.settings.title for b in found]
    assert len(set(titles)) == 10
    assert read_built(found[0].path, None).dossier.settings.title in {"one 7", "two 7"}
