"""Which files this program made on this computer; only these are opened in place.

A file is known by where it stands (path and file number), so that it is known after a crash, and by
what it held when it was last closed, so that it is known when it was moved. A record is an empty
file whose name is a SHA-256, and tells nothing of the dossier.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from equipoise.person import data_folder
from equipoise.store.errors import ReceivedFile
from equipoise.store.faults import system_fault
from equipoise.store.syncing import sync_folder

_MOST = 4000
COMPANIONS = ("-journal", "-wal", "-shm")
"""Endings of what SQLite leaves beside a file that was not closed in order."""


def remember(path: Path) -> None:
    """Note that a file, which is not open now, was made or left by this program."""
    with suppress(OSError):  # Else it is asked about when it is opened next; nothing is lost.
        _note(_by_place(path, path), _by_content(path))


def expect(beside: Path, place: Path) -> None:
    """Note that the finished file `beside` is about to be put at `place`.

    Known before it stands there, it is known also if the program ends at that moment.
    """
    with suppress(OSError):
        _note(_by_place(place, beside))


def _note(*names: str) -> None:
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).touch()
    sync_folder(folder)
    _forget_oldest(folder)


def is_own(path: Path) -> bool:
    """Whether a file, which is not open now, was made or left by this program.

    Raises UnreadableFile.
    """
    try:
        if _is_noted(_by_place(path, path)):
            return True
        return not companions(path) and _is_noted(_by_content(path))
    except OSError as error:
        raise system_fault(path, error, saving=False) from error


def _is_noted(name: str) -> bool:
    return os.path.exists(_folder() / name)  # noqa: PTH110 – a folder closed to us says no


def refuse_received(path: Path) -> None:
    """Raise ReceivedFile for a file that was not made here; UnreadableFile if it is not there."""
    if not is_own(path):
        raise ReceivedFile(
            path,
            "was not made on this computer, so it is not opened where it lies",
            "Take it in: a checked copy is made, and the file itself stays as it is",
        )


def companions(path: Path) -> tuple[Path, ...]:
    """What lies beside a file that was not closed in order."""
    place = Path(os.path.realpath(path))
    beside = (place.with_name(place.name + ending) for ending in COMPANIONS)
    return tuple(other for other in beside if other.exists())


def _folder() -> Path:
    return data_folder() / "own-files"


def _by_place(path: Path, file: Path) -> str:
    place = os.path.realpath(path)
    return hashlib.sha256(os.fsencode(f"{place}\0{file.stat().st_ino}")).hexdigest()


def _by_content(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _forget_oldest(folder: Path) -> None:
    names = [entry for entry in os.scandir(folder) if entry.is_file()]
    if len(names) > _MOST:
        for entry in sorted(names, key=lambda e: e.stat().st_mtime)[: _MOST // 4]:
            Path(entry.path).unlink(missing_ok=True)
