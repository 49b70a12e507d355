"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from equipoise.store import open_files
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
    if is_dossier_file(path):
        raise FileExists(path, "is a dossier file, which this would replace", "Choose another name")
    if path.is_dir():
        raise SaveFailed(path, "is a folder", "Give the name of a file")
    with plain_errors(path, saving=True):
        place = Path(os.path.realpath(path))
        beside = name_beside(place)
        try:
            with beside.open("xb") as file:
                file.write(content)
            replace_whole(beside, place)
        finally:
            beside.unlink(missing_ok=True)


def name_beside(place: Path) -> Path:
    """A name for a temporary file in the same folder."""
    return place.with_name(f".{place.name[:100]}.{secrets.token_hex(6)}.tmp")


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
        left = os.fstat(old.fileno()).st_size
        while left > 0:
            left -= old.write(bytes(min(left, 2**20)))
        old.flush()
        os.fsync(old.fileno())
