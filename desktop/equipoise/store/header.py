"""What the first bytes of a file say, read before SQLite touches it.

A protected file is encrypted from its first byte on; that it is one can only be supposed, because
it looks like chance. The offsets are those of https://www.sqlite.org/fileformat.html, section 1.3.
"""

from __future__ import annotations

import os
from pathlib import Path

from equipoise.store.errors import DamagedFile, NewerVersion, NotADossierFile
from equipoise.store.faults import system_fault

PAGE = 4096
"""Bytes a page of a protected file, and of every file that the program makes."""

SUFFIX = ".equipoise"

APPLICATION_ID = int.from_bytes(b"EQPO")
"""Stands in the header of every dossier file."""

_SQLITE = b"SQLite format 3\0"
_LENGTH = 100
_OTHER = "Choose a dossier file (.equipoise), or import a dossier in its JSON form"


_CHANCE = 200
"""Different byte values that 4096 bytes of chance surely have; any one is missing once in e¹⁶."""


def check_header(path: Path, newest: int) -> bool:
    """Refuse what is no dossier file, or has had more than `newest` migrations.

    Returns whether the file seems to be a protected one. Never call it for a file that this process
    has open: closing a second handle gives up the locks of the first
    (https://www.sqlite.org/howtocorrupt.html, section 2.2). Raises NotADossierFile, NewerVersion,
    DamagedFile or UnreadableFile.
    """
    if path.is_dir():
        raise NotADossierFile(path, "is a folder", _OTHER)
    if path.exists() and not path.is_file():
        raise NotADossierFile(path, "is no ordinary file", _OTHER)
    try:
        with path.open("rb") as file:
            start = file.read(PAGE)
            size = file.seek(0, os.SEEK_END)
    except OSError as error:
        raise system_fault(path, error, saving=False) from error
    if not start:
        raise NotADossierFile(path, "is empty", _OTHER)
    if not start.startswith(_SQLITE):
        if not _looks_like_chance(start):
            raise NotADossierFile(path, "is no dossier file", _OTHER)
        # A journal beside it can put right a file whose growth was cut off.
        if size % PAGE and not Path(f"{os.path.realpath(path)}-journal").exists():
            raise DamagedFile(
                path,
                "is no dossier file, or a protected one that was cut off or added to",
                "Open another copy of it, or repair it",
            )
        return True
    if len(start) < _LENGTH:
        raise DamagedFile(path, "is cut off after a few bytes", "Open a copy of it")
    check_origin(path, int.from_bytes(start[68:72]))
    refuse_newer(path, int.from_bytes(start[60:64]), newest)
    return False


def check_origin(path: Path, application_id: int) -> None:
    """Raise NotADossierFile if another program's number stands in the header."""
    if application_id != APPLICATION_ID:
        raise NotADossierFile(path, "is a database of another program", _OTHER)


def _looks_like_chance(page: bytes) -> bool:
    known = (b"PK\3\4", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"7z\xbc\xaf")
    return len(page) == PAGE and len(set(page)) >= _CHANCE and not page.startswith(known)


def is_dossier_file(path: Path) -> bool:
    """Whether a file on disk is a database or seems protected; not for files open here."""
    try:
        with path.open("rb") as file:
            start = file.read(PAGE)
    except OSError:
        return False
    return start.startswith(_SQLITE) or (path.suffix == SUFFIX and _looks_like_chance(start))


def refuse_newer(path: Path, version: int, newest: int) -> None:
    """Raise NewerVersion if the file's version is beyond `newest`."""
    if version > newest:
        raise NewerVersion(
            path,
            f"was written by a newer version of Equipoise (file version {version}, this program "
            f"reads up to {newest}); it has not been changed",
            "Open it with the newer version, or export it there as JSON",
        )
