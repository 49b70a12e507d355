"""What may not be written to is refused when it is opened, and can still be read."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from equipoise.store import own_files
from equipoise.store.dossier_file import DossierFile
from store.store_samples import leave_cut_off_save, rich_dossier

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")

_ORDINARY_USER = """
import os, sys
sys.path[:0] = sys.argv[3].split("|")
from pathlib import Path
from equipoise.dossier.dossier import Dossier
from equipoise.store.dossier_file import DossierFile
from equipoise.store.engine import driver
from equipoise.store.errors import StoreError
from equipoise.store.exchange import export_json
driver()
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
path = Path(sys.argv[1])
try:
    match sys.argv[2]:
        case "open":
            DossierFile.open(path).close()
        case "read":
            with DossierFile.open(path, read_only=True) as file:
                file.edits()
        case "create":
            DossierFile.create(path.with_name("new.equipoise"), Dossier())
        case "export":
            export_json(Dossier(), path.with_name("new.json"))
    print("done")
except StoreError as error:
    print(type(error).__name__, error)
"""


def as_ordinary_user(path: Path, action: str) -> str:
    command = [sys.executable, "-c", _ORDINARY_USER, path, action, "|".join(sys.path)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A dossier file in a folder that other users can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = folder / "home"
        home.mkdir()
        monkeypatch.setenv("XDG_DATA_HOME", str(home))
        folder = folder / "dossiers"
        folder.mkdir()
        for reached in (folder.parent, folder):
            reached.chmod(0o777)
        path = folder / "dossier.equipoise"
        DossierFile.create(path, rich_dossier()).close()
        yield path
        folder.chmod(0o777)


def test_read_only_file(path: Path) -> None:
    path.chmod(0o444)
    assert as_ordinary_user(path, "open").startswith(f"ReadOnlyMedium {path}: the file or its")
    assert as_ordinary_user(path, "read") == "done\n"


def test_read_only_folder(path: Path) -> None:
    path.chmod(0o666)
    path.parent.chmod(0o555)
    said = as_ordinary_user(path, "open")
    assert said.startswith(f"ReadOnlyMedium {path}: the file or its folder cannot")
    assert as_ordinary_user(path, "read") == "done\n"
    assert as_ordinary_user(path, "create").startswith("ReadOnlyMedium")
    assert as_ordinary_user(path, "export").startswith("ReadOnlyMedium")
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_unreadable_file(path: Path) -> None:
    path.chmod(0)
    for action in ("open", "read"):
        assert as_ordinary_user(path, action).startswith(f"UnreadableFile {path}: cannot be read")


def test_a_save_cut_off_that_cannot_be_put_right_is_put_right_in_a_copy(
    path: Path, tmp_path: Path
) -> None:
    leave_cut_off_save(tmp_path / path.name, path.parent)
    own_files.hold(path)
    for left in path.parent.iterdir():
        left.chmod(0o444)
    path.parent.chmod(0o555)
    names = sorted(p.name for p in path.parent.iterdir())
    assert len(names) == 2
    assert as_ordinary_user(path, "open").startswith("ReadOnlyMedium")
    assert as_ordinary_user(path, "read") == "done\n"
    assert sorted(p.name for p in path.parent.iterdir()) == names
    path.parent.chmod(0o777)
    with DossierFile.open(path, read_only=True) as file:
        assert file.dossier == rich_dossier()
