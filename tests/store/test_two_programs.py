"""Two programs at one file, and what a program that was killed leaves to the next."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from equipoise.store import dossier_file, own_files
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import FileExists, FileInUse, SaveFailed
from equipoise.store.exchange import export_json
from equipoise.store.holder import holder_of, leave_note, note_beside
from equipoise.store.key import Key, new_key
from equipoise.store.private_copy import PrivateCopy
from equipoise.store.whole_file import replace_whole, write_whole
from store.store_samples import retitled, rich_dossier

MARKER = "Ein geheimes Wort"
KEY = new_key("six words drawn by lot")

POSIX = pytest.mark.skipif(os.name != "posix", reason="devices, links and replacing open files")

_TRY = """
import sys
from pathlib import Path
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import FileInUse
try:
    DossierFile.open(Path(sys.argv[1]))
except FileInUse:
    print("in use")
"""

_KILLED = """
import os, signal, sys
from pathlib import Path
from equipoise.store import dossier_file
from equipoise.store.dossier_file import DossierFile
from equipoise.store.key_check import key_of

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

dossier_file.replace_whole = killed
path = Path(sys.argv[1])
DossierFile.open(path, key=key_of(path, "six words drawn by lot")).rewrite(None)
"""

_KILLED_READING = """
import os, signal, sys
from pathlib import Path
from equipoise.store.dossier_file import DossierFile
DossierFile.open(Path(sys.argv[1]), read_only=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def run(program: str, path: Path) -> str:
    """What a second program says, that ends or is killed."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.equipoise"


@POSIX
@pytest.mark.parametrize("key", [KEY, None], ids=["protect", "write anew"])
def test_nobody_gets_in_while_a_file_is_written_anew(
    path: Path, key: Key | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def replaced(beside: Path, place: Path) -> None:
        said.append(run(_TRY, path))
        replace_whole(beside, place)

    with DossierFile.create(path, rich_dossier()) as file:
        monkeypatch.setattr(dossier_file, "replace_whole", replaced)
        file.rewrite(key)
        monkeypatch.undo()
        file.save(file.dossier, retitled(file.dossier, "Afterwards"), "Retitle")
    assert said == ["in use"]
    assert [p.name for p in path.parent.iterdir() if p.is_file()] == [path.name]
    with DossierFile.open(path, key=key) as file:
        assert file.dossier.settings.title == "Afterwards"


@POSIX
def test_protecting_overwrites_the_journal_beside_too(path: Path, tmp_path: Path) -> None:
    second_name = tmp_path / "the same bytes"
    with DossierFile.create(path, retitled(rich_dossier(), MARKER)) as file:
        file.save(file.dossier, retitled(file.dossier, "Another"), "Retitle")
        os.link(path.with_name(f"{path.name}-journal"), second_name)
        assert MARKER.encode() in second_name.read_bytes()
        file.rewrite(KEY)
    assert MARKER.encode() not in second_name.read_bytes()


@POSIX
def test_unprotecting_that_was_killed_leaves_nothing_readable(path: Path) -> None:
    DossierFile.create(path, retitled(rich_dossier(), MARKER), key=KEY).close()
    run(_KILLED, path)
    (left,) = path.parent.glob(".a.equipoise.*.tmp")
    assert MARKER.encode() in left.read_bytes()
    foreign = path.with_name(".b.equipoise.0123456789ab.tmp")
    foreign.write_bytes(b"of another file")
    with DossierFile.open(path, key=KEY) as file:
        assert file.dossier.settings.title == MARKER
    assert sorted(p.name for p in path.parent.iterdir() if p.is_file()) == [foreign.name, path.name]


@POSIX
def test_a_copy_left_by_a_killed_reader_goes_with_the_next(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    DossierFile.create(path, rich_dossier()).close()
    run(_KILLED_READING, path)
    assert len(list(temporary.glob("*/copy.equipoise"))) == 1
    own = PrivateCopy(path, companions=False)
    assert list(temporary.glob("*/copy.equipoise")) == [own.path]
    with DossierFile.open(path) as file:
        own.remove()
        file.rewrite(KEY)
    assert not list(temporary.iterdir())


def test_a_file_made_meanwhile_is_not_replaced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = dossier_file.build

    def slow(*given: object) -> None:
        build(*given)  # type: ignore[arg-type]
        if not path.exists():
            monkeypatch.undo()
            DossierFile.create(path, retitled(rich_dossier(), "First")).close()

    monkeypatch.setattr(dossier_file, "build", slow)
    with pytest.raises(FileExists):
        DossierFile.create(path, retitled(rich_dossier(), "Second"))
    with DossierFile.open(path) as file:
        assert file.dossier.settings.title == "First"
    assert [p.name for p in path.parent.iterdir() if p.is_file()] == [path.name]


def test_a_file_opened_meanwhile_is_not_replaced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    DossierFile.create(path, rich_dossier()).close()
    build = dossier_file.build
    opened: list[DossierFile] = []

    def slow(*given: object) -> None:
        build(*given)  # type: ignore[arg-type]
        opened.append(DossierFile.open(path))

    monkeypatch.setattr(dossier_file, "build", slow)
    with pytest.raises(FileInUse):
        DossierFile.create(path, retitled(rich_dossier(), "Second"), overwrite=True)
    opened[0].save(rich_dossier(), retitled(rich_dossier(), "Saved"), "Retitle")
    opened[0].close()


def test_without_a_folder_of_its_own_the_program_makes_no_stranger(
    path: Path, private_home: Path
) -> None:
    notes = own_files._folder()
    notes.parent.mkdir(parents=True, exist_ok=True)
    notes.write_text("in the way", encoding="utf-8")
    with pytest.raises(SaveFailed, match=r"program's own folder .* cannot be written to"):
        DossierFile.create(path, rich_dossier())
    assert not [p for p in path.parent.iterdir() if p.is_file()]


@POSIX
def test_what_is_no_ordinary_file_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for write in (
        lambda: export_json(rich_dossier(), pipe),
        lambda: DossierFile.create(pipe, rich_dossier(), overwrite=True),
    ):
        with pytest.raises(SaveFailed, match="no ordinary file"):
            write()
    assert pipe.is_fifo()


def test_an_export_replaces_no_protected_dossier_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "dossier.pdf"
    DossierFile.create(path, rich_dossier(), key=KEY).close()
    with pytest.raises(FileExists, match="is a dossier file"):
        write_whole(path, b"pages")
    DossierFile.open(path, key=KEY).close()


@POSIX
def test_the_note_of_the_holder_follows_no_link_and_waits_for_no_pipe(
    path: Path, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    note_beside(path).symlink_to(victim)
    assert not holder_of(path)
    leave_note(path)
    assert victim.read_text(encoding="utf-8") == "mine"
    assert "T. Ester" in holder_of(path)
    note_beside(path).unlink()
    os.mkfifo(note_beside(path))
    assert not holder_of(path)


@POSIX
def test_a_journal_that_somebody_took_away_is_made_anew(path: Path) -> None:
    journal = path.with_name(f"{path.name}-journal")
    with DossierFile.create(path, rich_dossier()) as file:
        file.save(file.dossier, retitled(file.dossier, "One"), "Retitle")
        journal.unlink()
        file.save(file.dossier, retitled(file.dossier, "Two"), "Retitle")
        # Without it on disk nothing would roll back an edit that is cut off.
        assert journal.exists()
        assert run(_TRY, path) == "in use"
