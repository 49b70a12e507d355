"""Files made to do harm: each must be refused for its own reason, and nothing else be touched.

Every file is made from a real dossier by code, so that what is wrong with it is the one thing
named. Around each lie witnesses, among them a file that a crafted journal asks SQLite to delete.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from equipoise.store.engine import connect
from equipoise.store.errors import StoreError
from equipoise.store.key import Key
from equipoise.store.received import read_received
from reliability.figures import Figures
from reliability.hostile_files import CASES, Hostile, made

Reader = Callable[[Path, "Key | None"], object]


def tree(folder: Path) -> dict[str, object]:
    """Everything in a folder: kind, size, time and content by name."""
    found: dict[str, object] = {}
    for place in sorted(folder.rglob("*")):
        state = place.lstat()
        content = None
        if place.is_file() and state.st_size <= 2**28:
            content = place.read_bytes()
        found[str(place.relative_to(folder))] = (
            state.st_mode,
            state.st_size,
            state.st_mtime_ns,
            content,
        )
    return found


def measure(
    folder: Path, reader: Reader = read_received, cases: Mapping[str, Hostile] = CASES
) -> Figures:
    """Read every hostile file; a failure is one not refused for its reason, or that touches."""
    failures: list[str] = []
    for name, case in cases.items():
        place = folder / re.sub(r"\W+", "-", name)
        place.mkdir()
        path = made(case, place)
        before = tree(place)
        with _own_temporary_folder(folder) as aside:
            fault = _fault(reader, path, case)
            left = [entry.name for entry in aside.iterdir()]
        if tree(place) != before:
            fault = "; ".join(filter(None, (fault, "changed what lies there")))
        if left:
            fault = "; ".join(filter(None, (fault, f"left {left} behind")))
        if fault:
            failures.append(f"{name}: {fault}")
        shutil.rmtree(place)
    title = "hostile files" if reader is read_received else "hostile files, believed"
    return Figures(title, len(cases), tuple(failures))


def trusting_reader(path: Path, key: Key | None) -> object:
    """The control: opens the file where it lies and believes what it says."""
    database = connect(path, "rw", key)
    # So that the control ends: without it, a view without end would hold it for ever.
    end = time.monotonic() + 1
    database.conn.set_progress_handler(lambda: int(time.monotonic() > end), 1000)  # type: ignore[attr-defined]
    try:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_schema LIMIT 99")]
        return {
            table: database.execute(f'SELECT count(*), * FROM "{table}" LIMIT 5').fetchall()
            for table in tables
            if "autoindex" not in table and not table.startswith(("idx", "peep", "t1"))
        }
    finally:
        database.close()


def _fault(reader: Reader, path: Path, case: Hostile) -> str:
    try:
        reader(path, case.key)
    except StoreError as error:
        text = str(error)
        plain = text.startswith(f"{path}: ") and "\n" not in text and len(text) < 1200
        if not plain or "Error" in text or "copy.equipoise" in text:
            return f"is refused in words that are not plain: {text[:200]}"
        if not re.search(case.words, text, re.DOTALL):
            return f"is refused for another reason: {text[len(str(path)) :][:200]}"
        return ""
    except Exception as error:
        return f"ends in {type(error).__name__}: {str(error)[:200]}"
    return "is taken for a dossier"


@contextmanager
def _own_temporary_folder(folder: Path) -> Iterator[Path]:
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        tempfile.tempdir = aside
        try:
            yield Path(aside)
        finally:
            tempfile.tempdir = before
