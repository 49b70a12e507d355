"""Every check of a file is told, and what is wrong is found where it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from equipoise.store.dossier_file import DossierFile
from equipoise.store.engine import connect
from equipoise.store.errors import NotADossierFile, PassphraseNeeded, WrongPassphrase
from equipoise.store.header import PAGE
from equipoise.store.key import Key, new_key
from equipoise.store.migrations import newest_version
from equipoise.store.verify import verify
from store.store_samples import leave_cut_off_save, retitled, rich_dossier
from store.write_version import VERSIONS


def made(folder: Path, key: Key | None = None) -> Path:
    path = folder / "dossier.equipoise"
    dossier = rich_dossier()
    with DossierFile.create(path, dossier, key=key) as file:
        for number in range(3):
            after = retitled(dossier, f"Title {number}")
            file.save(dossier, after, "Edit title")
            dossier = after
    return path


def faults(path: Path, key: Key | None = None) -> list[str]:
    return [finding.text for finding in verify(path, key) if not finding.ok]


def spoilt(path: Path, page: int) -> None:
    with path.open("rb+") as file:
        file.seek((page - 1) * PAGE + 900)
        file.write(b"damage")


@pytest.mark.parametrize("protected", [False, True])
def test_a_file_in_order(tmp_path: Path, protected: bool) -> None:
    key = new_key("a boat without oars") if protected else None
    path = made(tmp_path, key)
    before = {p.name: (p.stat().st_mtime_ns, p.stat().st_size) for p in tmp_path.iterdir()}
    content = path.read_bytes()
    findings = verify(path, key)
    assert all(finding.ok for finding in findings)
    told = "\n".join(finding.text for finding in findings)
    for words in (
        "pages answer to the passphrase" if protected else "is not protected",
        f"file of version {newest_version()}",
        "no others",
        "fit together",
        "rows are in order",
        "All 4 edits of the journal are in order and lead back",
        "made on this computer",
        "Nothing lies beside",
    ):
        assert words in told
    assert path.read_bytes() == content
    assert {p.name: (p.stat().st_mtime_ns, p.stat().st_size) for p in tmp_path.iterdir()} == before


def test_altered_pages_of_a_protected_file_are_named(tmp_path: Path) -> None:
    key = new_key("a boat without oars")
    path = made(tmp_path, key)
    spoilt(path, 5)
    spoilt(path, 9)
    found = faults(path, key)
    assert any("2 of" in text and "(pages 5, 9)" in text for text in found)


def test_a_page_that_fits_nowhere_is_found(tmp_path: Path) -> None:
    path = made(tmp_path)
    with path.open("rb+") as file:
        file.seek(5 * PAGE)
        file.write(b"\7" * PAGE)
    assert any("is damaged" in text for text in faults(path))


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("CREATE TRIGGER spy AFTER UPDATE ON cells BEGIN SELECT 1; END", "a trigger (spy)"),
        ("UPDATE goals SET threshold = 900", "Threshold"),
        ("UPDATE journal SET old = '\"Another title\"' WHERE id = 1", ""),
        ("UPDATE journal SET table_name = 'poles' WHERE id = 2", "not in order"),
        ("DELETE FROM edits WHERE number = 1", ""),
        ("PRAGMA user_version=0", "never finished"),
        ("PRAGMA application_id=7", "another program"),
    ],
)
def test_what_is_wrong_is_found(tmp_path: Path, sql: str, words: str) -> None:
    path = made(tmp_path)
    database = connect(path, "rw")
    database.conn.executescript(sql)
    database.close()
    if "application_id" in sql:
        with pytest.raises(NotADossierFile, match=words):
            verify(path)
    elif words:
        assert any(words in text for text in faults(path)), verify(path)
    else:
        assert not faults(path)


def test_a_journal_that_does_not_lead_back_is_found(tmp_path: Path) -> None:
    path = made(tmp_path)
    database = connect(path, "rw")
    database.execute(
        "INSERT INTO journal (table_name, row_id, row_name, field, old, new, edit) "
        "VALUES ('sources', 'nobody', 'x', 'name', '\"a\"', '\"b\"', 3)"
    )
    database.close()
    assert any("does not lead back beyond" in text for text in faults(path))


def test_a_newer_version_is_told_and_no_more(tmp_path: Path) -> None:
    path = made(tmp_path)
    database = connect(path, "rw")
    database.execute("PRAGMA user_version=99")
    database.close()
    assert any("newer version" in text for text in faults(path))


def test_an_older_version_is_checked_without_bringing_it_forward(tmp_path: Path) -> None:
    path = tmp_path / "old.equipoise"
    shutil.copy(VERSIONS / "v1.sqlite", path)
    findings = verify(path)
    assert all(finding.ok for finding in findings)
    assert any("file of version 1" in finding.text for finding in findings)
    assert any("not made on this computer" in finding.text for finding in findings)
    assert path.read_bytes() == (VERSIONS / "v1.sqlite").read_bytes()


def test_a_save_that_was_cut_off_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "crashed"
    folder.mkdir()
    path = leave_cut_off_save(tmp_path / "dossier.equipoise", folder)
    content = path.read_bytes()
    found = faults(path)
    assert any("was not closed in order" in text for text in found)
    assert path.read_bytes() == content


def test_the_passphrase_is_needed_and_must_be_right(tmp_path: Path) -> None:
    path = made(tmp_path, new_key("a boat without oars"))
    with pytest.raises(PassphraseNeeded):
        verify(path)
    with pytest.raises(WrongPassphrase):
        verify(path, new_key("oars without a boat"))
