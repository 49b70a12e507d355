"""Which files this program made on this computer; only these are opened in place.

A closed file is known by what it held when it was last closed, wherever it stands now. One that is
open is known by where it stands (path and file number), so that it is known after a crash. A record
is an empty file whose name is a SHA-256, and tells nothing of the dossier.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from equipoise.person import data_folder
from equipoise.store.errors import ReceivedFile, SaveFailed
from equipoise.store.faults import system_fault
from equipoise.store.syncing import sync_folder

_MOST = 4000
COMPANIONS = ("-journal", "-wal", "-shm")
"""Endings of what SQLite leaves beside a file that was not closed in order."""


def hold(path: Path) -> None:
    """Note where a file of one's own stands, while it is open: then its content changes."""
    with suppress(OSError):  # Else it is asked about when it is opened next; nothing is lost.
        _note(_by_place(path, path.stat().st_ino))


def let_go(path: Path, inode: int) -> None:
    """Note that the file of that number, which stands or stood there, is not open any more."""
    with suppress(OSError):
        (_folder() / _by_place(path, inode)).unlink(missing_ok=True)


def remember(path: Path) -> None:
    """Note what a file of one's own holds, now that it is closed; it is known by that alone.

    Where something is left beside it that could not be deleted, it stays known by its place too.
    """
    with suppress(OSError):
        _note(_by_content(path))
        if not companions(path):
            let_go(path, path.stat().st_ino)


def expect(beside: Path, place: Path) -> None:
    """Note that the finished file `beside` is about to be put at `place`.

    Known before it stands there, it is known also if the program ends at that moment.
    """
    with suppress(OSError):
        _note(_by_place(place, beside.stat().st_ino))


def refuse_unknown(beside: Path, place: Path) -> None:
    """Raise SaveFailed if what `expect` notes could not be noted: the file would be a stranger."""
    if not _is_noted(_by_place(place, beside.stat().st_ino)):
        raise SaveFailed(
            place,
            f"cannot be made: the program's own folder ({data_folder()}) cannot be written to, so "
            "the file would not be known as one made here",
            "Make room there, or see to your rights to it",
        )


def _note(*names: str) -> None:
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).touch()
    sync_folder(folder)
    _forget_oldest(folder)


def is_own(path: Path) -> bool:
    """Whether a file, which is not open here, was made or left by this program as it stands.

    Raises UnreadableFile.
    """
    try:
        return _is_held(path) or (not companions(path) and _is_noted(_by_content(path)))
    except OSError as error:
        raise system_fault(path, error, saving=False) from error


def is_held(path: Path) -> bool:
    """Whether a file is noted as open, here or in another program that may have ended since."""
    try:
        return _is_held(path)
    except OSError:
        return False


def is_known(path: Path) -> bool:
    """Whether a file is one's own, whatever lies beside it; False where it cannot be read."""
    try:
        return _is_held(path) or _is_noted(_by_content(path))
    except OSError:
        return False


def _is_held(path: Path) -> bool:
    return _is_noted(_by_place(path, path.stat().st_ino))


def _is_noted(name: str) -> bool:
    return os.path.exists(_folder() / name)  # noqa: PTH110 – a folder closed to us says no


def refuse_received(path: Path) -> None:
    """Raise ReceivedFile for a file that was not made here; UnreadableFile if it is not there."""
    if not is_own(path):
        raise ReceivedFile(
            path,
            "was not made on this computer, or was changed by another program since it was closed; "
            "so it is not opened where it lies",
            "Take it in: a checked copy is made, and the file itself stays as it is",
        )


def companions(path: Path) -> tuple[Path, ...]:
    """What lies beside a file that was not closed in order."""
    place = Path(os.path.realpath(path))
    beside = (place.with_name(place.name + ending) for ending in COMPANIONS)
    return tuple(other for other in beside if other.exists())


def _folder() -> Path:
    return data_folder() / "own-files"


def _by_place(path: Path, inode: int) -> str:
    place = os.path.realpath(path)
    return hashlib.sha256(os.fsencode(f"{place}\0{inode}")).hexdigest()


def _by_content(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _forget_oldest(folder: Path) -> None:
    names = [entry for entry in os.scandir(folder) if entry.is_file()]
    if len(names) > _MOST:
        for entry in sorted(names, key=lambda e: e.stat().st_mtime)[: _MOST // 4]:
            Path(entry.path).unlink(missing_ok=True)
