"""A save that was cut off is put right when the file is opened next, and only there.

Kills at random moments by the thousand are the subject of tests/reliability.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from equipoise.store.dossier_file import DossierFile
from equipoise.store.header import PAGE
from equipoise.store.key import Key
from equipoise.store.own_files import hold
from store.store_samples import leave_cut_off_save, retitled, rich_dossier


@pytest.fixture
def cut_off(tmp_path: Path) -> Path:
    left = tmp_path / "left"
    left.mkdir()
    path = leave_cut_off_save(tmp_path / "dossier.equipoise", left)
    hold(path)
    return path


def copy_aside(path: Path, folder: Path) -> None:
    """Copy a file that this process has open: in another process, so that no lock is given up."""
    copy = "import shutil, sys; shutil.copy(*sys.argv[1:])"
    subprocess.run([sys.executable, "-c", copy, path, folder], check=True, timeout=60)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_save_cut_off_is_rolled_back(cut_off: Path) -> None:
    with DossierFile.open(cut_off) as file:
        assert file.dossier == rich_dossier()
    assert list(contents(cut_off.parent)) == [cut_off.name]


def test_reading_leaves_a_save_cut_off_as_it_is(cut_off: Path) -> None:
    before = contents(cut_off.parent)
    assert len(before) == 2
    with DossierFile.open(cut_off, read_only=True) as file:
        assert file.dossier == rich_dossier()
    assert contents(cut_off.parent) == before


def test_a_protected_file_is_put_right_whose_growth_was_torn(tmp_path: Path) -> None:
    # A power cut leaves a length that is no whole number of pages; the journal cuts it back.
    key = Key(bytes(32), bytes(range(16)))
    path, left = tmp_path / "dossier.equipoise", tmp_path / "left"
    left.mkdir()
    with DossierFile.create(path, rich_dossier(), key=key) as file:
        file._database.execute("PRAGMA cache_size=1")
        file._database.execute("BEGIN")
        file._database.execute("UPDATE sources SET name = name || hex(zeroblob(90000))")
        for name in (path.name, f"{path.name}-journal"):
            copy_aside(path.with_name(name), left)
        file._database.execute("ROLLBACK")
    torn = left / path.name
    assert torn.stat().st_size > path.stat().st_size
    with torn.open("rb+") as opened:
        opened.truncate(torn.stat().st_size - PAGE // 2)
    hold(torn)
    with DossierFile.open(torn, key=key) as file:
        assert file.dossier == rich_dossier()


def test_replacing_a_file_with_a_save_cut_off(cut_off: Path) -> None:
    other = retitled(rich_dossier(), "Other")
    DossierFile.create(cut_off, other, overwrite=True).close()
    with DossierFile.open(cut_off) as file:
        assert file.dossier == other


def test_a_journal_without_its_file_does_no_harm(cut_off: Path) -> None:
    cut_off.unlink()
    other = retitled(rich_dossier(), "Other")
    DossierFile.create(cut_off, other).close()
    with DossierFile.open(cut_off) as file:
        assert file.dossier == other
