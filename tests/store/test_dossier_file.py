"""A dossier goes into a file and comes out the same; saves are whole and locked in."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.dossier.deletion import delete
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.validation import InvalidDossier, validated
from equipoise.store import dossier_file
from equipoise.store.dossier_file import CAUGHT_UP, DossierFile
from equipoise.store.engine import pragma
from equipoise.store.errors import FileExists, ReadOnlyMedium, SaveFailed
from equipoise.store.journal import BEGIN
from equipoise.store.migrations import newest_version
from store.store_samples import actions, retitled, rich_dossier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a file?with #odd %41 name.equipoise"


def reread(path: Path) -> Dossier:
    with DossierFile.open(path, read_only=True) as file:
        return file.dossier


def test_sample_touches_every_table() -> None:
    dossier = rich_dossier()
    assert all(dossier.table(key) for key in TABLES)


def test_created_file_holds_the_same_dossier(path: Path) -> None:
    dossier = rich_dossier()
    with DossierFile.create(path, dossier) as file:
        assert file.dossier == dossier
        assert (file.path, file.read_only) == (path, False)
    assert reread(path) == dossier
    assert [p.name for p in path.parent.iterdir() if p.is_file()] == [path.name]


def test_empty_dossier_is_kept_too(path: Path) -> None:
    DossierFile.create(path, Dossier()).close()
    assert reread(path) == Dossier()


def test_settings_of_the_connection(path: Path) -> None:
    with DossierFile.create(path, Dossier()) as file:
        database = file._database
        found = {
            name: pragma(database, name)
            for name in (
                "application_id",
                "user_version",
                "journal_mode",
                "synchronous",
                "locking_mode",
                "secure_delete",
                "temp_store",
                "trusted_schema",
            )
        }
    # https://www.sqlite.org/pragma.html: synchronous 3 is EXTRA, temp_store 2 is MEMORY.
    assert found == {
        "application_id": 0x4551504F,
        "user_version": newest_version(),
        "journal_mode": "delete",
        "synchronous": 3,
        "locking_mode": "exclusive",
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
    }


def test_deleted_text_is_gone_from_the_file(path: Path) -> None:
    secret = "nobody must find this again"
    dossier = rich_dossier()
    with DossierFile.create(path, dossier) as file:
        spoken = dossier.with_row("bands", replace(dossier.bands[0], name=secret))
        file.save(dossier, spoken, "Rename")
        assert file.edits(1)[0].entries[0].new == secret
        file._database.execute("DELETE FROM journal")
        file.save(spoken, dossier, "Rename back")
        file._database.execute("DELETE FROM journal")
    assert secret.encode() not in path.read_bytes()


def test_every_kind_of_change_is_saved(path: Path) -> None:
    first = rich_dossier()
    changed = retitled(first, "Another title").with_row(
        "cells", replace(first.cells[0], level=first.terms[0].level, drift=None)
    )
    shorter = delete(changed, "recommendations", ["fair"], with_referring=True)
    longer = shorter.with_row("poles", replace(first.poles[0], id="west", name="West"), 0)
    longer = longer.with_table(
        "cells",
        (*longer.cells, *(replace(c, pole_id="west") for c in first.cells if c.pole_id == "north")),
    )
    turned = longer.with_table("bands", reversed(longer.bands))
    with DossierFile.create(path, first) as file:
        state = first
        for after in (changed, shorter, longer, turned):
            file.save(state, validated(after), "Edit")
            state = after
            assert file.dossier == after
    assert reread(path) == turned


def test_saving_nothing_writes_nothing(path: Path) -> None:
    dossier = rich_dossier()
    DossierFile.create(path, dossier).close()
    before = path.read_bytes()
    with DossierFile.open(path) as file:
        file.save(dossier, dossier, "Nothing")
        assert actions(file) == [BEGIN]
    assert path.read_bytes() == before


def test_a_missed_save_is_made_good(path: Path) -> None:
    first = rich_dossier()
    second = retitled(first, "Second")
    third = second.with_row("bands", replace(second.bands[0], name="Highest"))
    with DossierFile.create(path, first) as file:
        file.save(second, third, "Rename band")
        assert actions(file) == ["Rename band", CAUGHT_UP, BEGIN]
        renamed, caught_up, _ = file.edits()
        assert [e.new for e in renamed.entries] == ["Highest"]
        assert [e.new for e in caught_up.entries] == ["Second"]
    assert reread(path) == third


def test_full_disk_leaves_the_earlier_state(path: Path) -> None:
    first = rich_dossier()
    with DossierFile.create(path, first) as file:
        small = retitled(first, "Still fits")
        file.save(first, small, "Retitle")
        pages = pragma(file._database, "page_count")
        file._database.execute(f"PRAGMA max_page_count={pages}")
        large = replace(small, settings=replace(small.settings, title="x", setting="y" * 200_000))
        with pytest.raises(SaveFailed, match=r"disk is full.*still holds everything saved before"):
            file.save(small, large, "Write a lot")
        assert file.dossier == small
        assert actions(file) == ["Retitle", BEGIN]
        file._database.execute("PRAGMA max_page_count=1000000")
        file.save(small, large, "Write a lot")
    assert reread(path) == large


def test_full_disk_and_then_closed(path: Path) -> None:
    first = rich_dossier()
    with DossierFile.create(path, first) as file:
        file._database.execute(f"PRAGMA max_page_count={pragma(file._database, 'page_count')}")
        large = replace(first, settings=replace(first.settings, setting="y" * 200_000))
        with pytest.raises(SaveFailed):
            file.save(first, large, "Write a lot")
    assert reread(path) == first


def test_text_that_cannot_be_stored_is_refused(path: Path) -> None:
    first = rich_dossier()
    with DossierFile.create(path, first) as file:
        with pytest.raises(SaveFailed, match="character"):
            file.save(first, retitled(first, "half \ud83d"), "Retitle")
        file.save(first, retitled(first, "whole"), "Retitle")
    assert reread(path).settings.title == "whole"


def test_an_unsound_dossier_makes_no_file(path: Path) -> None:
    dossier = rich_dossier()
    with pytest.raises(InvalidDossier):
        DossierFile.create(path, retitled(dossier, " "))
    assert not path.exists()


@pytest.mark.parametrize("overwrite", [False, True])
def test_failing_creation_leaves_what_was_there(
    path: Path, overwrite: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disk_full(*_: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if overwrite:
        DossierFile.create(path, Dossier()).close()
    monkeypatch.setattr(dossier_file, "replace_whole", disk_full)
    with pytest.raises(SaveFailed, match="No space left"):
        DossierFile.create(path, rich_dossier(), overwrite=overwrite)
    assert [p.name for p in path.parent.iterdir() if p.is_file()] == [path.name] * overwrite
    if overwrite:
        assert reread(path) == Dossier()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SaveFailed, match=r"nowhere.*the folder is not there"):
        DossierFile.create(tmp_path / "nowhere" / "x.equipoise", Dossier())


def test_creation_replaces_only_when_told(path: Path) -> None:
    DossierFile.create(path, rich_dossier()).close()
    with pytest.raises(FileExists, match="there already"):
        DossierFile.create(path, Dossier())
    assert reread(path) == rich_dossier()
    stale = path.with_name(path.name + "-journal")
    stale.write_bytes(b"left behind")
    DossierFile.create(path, Dossier(), overwrite=True).close()
    assert reread(path) == Dossier()
    assert not stale.exists()


def test_a_symbolic_link_stays_one(path: Path, tmp_path: Path) -> None:
    DossierFile.create(path, rich_dossier()).close()
    link = tmp_path / "link.equipoise"
    link.symlink_to(path)
    DossierFile.create(link, Dossier(), overwrite=True).close()
    assert link.is_symlink()
    assert reread(path) == Dossier()


def test_reading_only_refuses_to_save(path: Path) -> None:
    dossier = rich_dossier()
    DossierFile.create(path, dossier).close()
    with DossierFile.open(path, read_only=True) as file:
        assert file.read_only
        with pytest.raises(ReadOnlyMedium, match="for reading only"):
            file.save(dossier, retitled(dossier, "No"), "Retitle")
    assert reread(path) == dossier


def test_a_file_replaced_meanwhile_is_noticed(path: Path) -> None:
    dossier = rich_dossier()
    with DossierFile.create(path, dossier) as file:
        path.unlink()
        with pytest.raises(SaveFailed, match="moved, replaced or deleted"):
            file.save(dossier, retitled(dossier, "Lost"), "Retitle")


_LAZY = """
import sys
from pathlib import Path
from equipoise.dossier.dossier import Dossier
from equipoise.store import dossier_file, exchange
assert not {"sqlite_utils", "sqlcipher3", "sqlite3"} & set(sys.modules)
dossier_file.DossierFile.create(Path(sys.argv[1]), Dossier()).close()
assert "sqlite_utils" in sys.modules
assert "_sqlite3" not in sys.modules
"""


def test_one_sqlite_library_loaded_with_the_first_file(path: Path) -> None:
    command = [sys.executable, "-c", "import sys; sys.path[:0] = sys.argv.pop().split('|')" + _LAZY]
    subprocess.run([*command, path, "|".join(sys.path)], check=True, timeout=60)
