"""Files written whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from equipoise.store import open_files, own_files
from equipoise.store.errors import FileExists, SaveFailed
from equipoise.store.faults import plain_errors
from equipoise.store.header import is_dossier_file
from equipoise.store.syncing import sync_folder


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path`; a crash or an error leaves what was there before.

    Raises FileInUse or FileExists rather than take the place of a dossier file, and ReadOnlyMedium
    or SaveFailed.
    """
    open_files.refuse_open(path)
    with plain_errors(path, saving=True):
        refuse_no_file(path)
    if is_dossier_file(path) or own_files.is_known(path):
        raise FileExists(path, "is a dossier file, which this would replace", "Choose another name")
    with plain_errors(path, saving=True):
        place = Path(os.path.realpath(path))
        beside = name_beside(place)
        try:
            with beside.open("xb") as file:
                file.write(content)
            replace_whole(beside, place)
        finally:
            beside.unlink(missing_ok=True)


def refuse_no_file(path: Path) -> None:
    """Refuse to put a file where a folder, a device or the like stands. Raises SaveFailed."""
    if path.is_dir():
        raise SaveFailed(path, "is a folder", "Give the name of a file")
    if path.exists() and not path.is_file():
        raise SaveFailed(path, "is no ordinary file", "Give the name of a file")


def name_beside(place: Path) -> Path:
    """A name for a temporary file in the same folder."""
    return place.with_name(f"{_beside(place)}{secrets.token_hex(6)}.tmp")


def _beside(place: Path) -> str:
    return f".{place.name[:100]}."


def forget_unfinished(place: Path) -> None:
    """Overwrite and delete what a program that was killed left unfinished beside a file.

    To be called by whoever has the file to itself. What cannot be deleted stays.
    """
    endings = "|".join(("", *own_files.COMPANIONS))
    name = re.compile(rf"{re.escape(_beside(place))}[0-9a-f]{{12}}\.tmp({endings})")
    with suppress(OSError):
        for entry in os.scandir(place.parent):
            if name.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    wipe(Path(entry.path))


def wipe(path: Path) -> None:
    """Overwrite a file, then delete it; whether the disk keeps older bytes cannot be known.

    Raises OSError.
    """
    with path.open("rb+") as file:
        _overwrite(file)
    path.unlink()


def _overwrite(file: BinaryIO) -> None:
    file.seek(0)
    left = os.fstat(file.fileno()).st_size
    while left > 0:
        left -= file.write(bytes(min(left, 2**20)))
    file.flush()
    os.fsync(file.fileno())


def replace_whole(beside: Path, place: Path) -> None:
    """Let a finished file take the place of another, so that neither a crash can undo it."""
    if place.exists():
        shutil.copymode(place, beside)
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    beside.replace(place)
    sync_folder(place.parent)


@contextmanager
def overwrite(place: Path, *, wanted: bool) -> Iterator[None]:
    """If `wanted`, overwrite the bytes of the file that stood at `place` before the block.

    Nothing is overwritten when the block raises, or while the same file still stands there.
    """
    if not wanted:
        yield
        return
    with place.open("rb+") as old:
        yield
        if place.exists() and os.path.samestat(os.fstat(old.fileno()), place.stat()):
            return
        _overwrite(old)
