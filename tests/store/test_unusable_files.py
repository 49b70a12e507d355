"""Whatever is wrong with a file is said in plain words, and the file is left alone."""

from __future__ import annotations

import random
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from equipoise.dossier.dossier import Dossier
from equipoise.person import current_person
from equipoise.store.dossier_file import DossierFile
from equipoise.store.engine import connect, pragma
from equipoise.store.errors import (
    DamagedFile,
    FileInUse,
    InvalidContents,
    NewerVersion,
    NotADossierFile,
    ReceivedFile,
    StoreError,
    UnreadableFile,
)
from equipoise.store.exchange import export_json, import_json
from equipoise.store.own_files import hold
from store.store_samples import retitled, rich_dossier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "dossier.equipoise"
    DossierFile.create(path, rich_dossier()).close()
    hold(path)  # as if the program had ended with it open, so that its own words are heard
    return path


def altered(path: Path, offset: int, content: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(offset)
        file.write(content)


def truncated(path: Path, length: int) -> None:
    with path.open("rb+") as file:
        file.truncate(length)


CASES: dict[str, tuple[Callable[[Path], object], type[StoreError], str]] = {
    "text": (lambda p: p.write_text("Dear colleague,"), NotADossierFile, "is no dossier file"),
    "empty": (lambda p: p.write_bytes(b""), NotADossierFile, "is empty"),
    "header only": (lambda p: truncated(p, 40), DamagedFile, "cut off"),
    "one page": (lambda p: truncated(p, 4096), DamagedFile, "damaged"),
    "half": (lambda p: truncated(p, p.stat().st_size // 2), DamagedFile, "damaged"),
    "other program": (lambda p: altered(p, 68, b"\0\0\0\0"), NotADossierFile, "another program"),
    "newer": (lambda p: altered(p, 60, struct.pack(">I", 999)), NewerVersion, "file version 999"),
    "unfinished": (lambda p: altered(p, 60, bytes(4)), DamagedFile, "never finished"),
    "gone": (lambda p: p.unlink(), UnreadableFile, "No such file"),
    "folder": (lambda p: (p.unlink(), p.mkdir()), NotADossierFile, "is a folder"),
}


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_refused_in_plain_words_and_untouched(path: Path, case: str, read_only: bool) -> None:
    spoil, error, words = CASES[case]
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(error, match=words) as found:
        DossierFile.open(path, read_only=read_only)
    assert str(found.value).startswith(f"{path}: ")
    assert str(found.value).endswith(".")
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_random_bytes_in_any_page_are_noticed(path: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    spoiled = tmp_path / "spoiled.equipoise"
    for page in range(1, path.stat().st_size // 4096):
        shutil.copy(path, spoiled)
        altered(spoiled, page * 4096, chance.randbytes(4096))
        hold(spoiled)
        with pytest.raises((DamagedFile, InvalidContents)):
            DossierFile.open(spoiled)


def test_no_altered_byte_gets_past_the_plain_words(path: Path, tmp_path: Path) -> None:
    chance = random.Random(11)
    spoiled = tmp_path / "spoiled.equipoise"
    content = path.read_bytes()
    used = [place for place, byte in enumerate(content) if byte]
    refused = 0
    for _ in range(80):
        one = bytearray(content)
        place = chance.choice(used)
        one[place] = chance.choice([b for b in range(256) if b != one[place]])
        spoiled.write_bytes(one)
        hold(spoiled)
        try:
            DossierFile.open(spoiled).close()
        except ReceivedFile:
            raise
        except StoreError:
            refused += 1
    assert 10 < refused < 80


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_of_another_computer_is_not_opened_in_place(
    path: Path, tmp_path: Path, read_only: bool
) -> None:
    received = tmp_path / "received.equipoise"
    content = bytearray(path.read_bytes())
    content[24:28] = content[92:96] = b"\0\0\1\0"
    received.write_bytes(content)
    with pytest.raises(ReceivedFile, match="Take it in"):
        DossierFile.open(received, read_only=read_only)
    assert received.read_bytes() == content


def change_inside(path: Path, sql: str) -> None:
    database = connect(path, "rw")
    database.conn.executescript(sql)
    database.close()


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE cells SET level_low = 60 WHERE id = 'arms/south'", r"Cells.*low \(60\)"),
        ("UPDATE cells SET level_high = NULL WHERE id = 'arms/south'", "high must be a number"),
        ("UPDATE goals SET threshold = 9e999", "threshold|Threshold.*finite"),
        ("UPDATE steps SET reversible = 7 WHERE id = 'stand'", "“Book a stand”.*Reversible"),
        ("UPDATE drivers SET kind = 'whim' WHERE id = 'war'", "“War next door”.*Kind"),
        ("UPDATE settings SET as_of = '2026-02-31'", "Settings.*As of: '2026-02-31' is no day"),
        ("UPDATE cells SET source_ids = '[1' WHERE id = 'arms/south'", "Sources.*identifiers"),
        ("UPDATE weights SET recommendation_id = 'gone' WHERE id = 'judged/fair'", "no row of Rec"),
        ("UPDATE weights SET id = 'strange' WHERE id = 'judged/fair'", "Weights.*'strange'"),
        ("UPDATE settings SET title = CAST(x'ff41' AS TEXT)", "cannot be read"),
        ("DELETE FROM settings", "0 rows of settings"),
        ("DROP TABLE forcings", "lost the columns.* of its table forcings"),
        ("CREATE TRIGGER spy AFTER UPDATE ON cells BEGIN DELETE FROM journal; END", "a trigger"),
        ("CREATE VIEW peep AS SELECT 1", "a view"),
        ("CREATE VIRTUAL TABLE hole USING fts5(x)", "a virtual table"),
    ],
)  # fmt: skip
def test_contents_out_of_order_are_named(path: Path, sql: str, words: str) -> None:
    change_inside(path, sql)
    with pytest.raises((InvalidContents, DamagedFile), match=f"(?s){words}") as found:
        DossierFile.open(path)
    assert str(path) in str(found.value)


_HOLD = """
import sys
sys.path[:0] = sys.argv[2].split("|")
from pathlib import Path
from equipoise.store.dossier_file import DossierFile
with DossierFile.open(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


@contextmanager
def open_elsewhere(path: Path) -> Iterator[str]:
    """Another process that has opened the file; yields "open", or what kept it from opening."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, path, "|".join(sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        yield process.stdout.readline().strip() or process.stderr.read()
        process.communicate(timeout=30)


def test_open_in_another_program(path: Path) -> None:
    """Refused with who and since when; for reading it opens as it was last saved."""
    with open_elsewhere(path) as state:
        assert state == "open"
        with pytest.raises(
            FileInUse, match=rf"by {re.escape(str(current_person()))} on .* since \d"
        ):
            DossierFile.open(path)
        with pytest.raises(FileInUse):
            DossierFile.create(path, Dossier(), overwrite=True)
        with DossierFile.open(path, read_only=True) as file:
            assert file.dossier == rich_dossier()
    with DossierFile.open(path) as file:
        assert file.dossier == rich_dossier()


def test_locked_from_opening_to_closing(path: Path) -> None:
    """Also before the first save, between saves, and after refusals inside this process."""
    dossier = rich_dossier()
    with DossierFile.open(path) as file:
        assert pragma(file._database, "busy_timeout") == 0
        for attempt in (
            lambda: DossierFile.open(path),
            lambda: DossierFile.open(path, read_only=True),
            lambda: DossierFile.create(path, dossier, overwrite=True),
            lambda: export_json(dossier, path),
            lambda: import_json(path),
        ):
            with pytest.raises(FileInUse, match="this program already"):
                attempt()
        with open_elsewhere(path) as state:
            assert "FileInUse" in state
        file.save(dossier, retitled(dossier, "Mine"), "Retitle")
        with open_elsewhere(path) as state:
            assert "FileInUse" in state
    with open_elsewhere(path) as state:
        assert state == "open"


def test_two_readers_do_not_hinder_a_writer(path: Path) -> None:
    with DossierFile.open(path, read_only=True), open_elsewhere(path) as state:
        assert state == "open"
