"""What the first bytes of a file say, read before SQLite touches it.

The offsets are those of https://www.sqlite.org/fileformat.html, section 1.3.
"""

from __future__ import annotations

from pathlib import Path

from equipoise.store.errors import DamagedFile, NewerVersion, NotADossierFile
from equipoise.store.faults import system_fault

APPLICATION_ID = int.from_bytes(b"EQPO")
"""Stands in the header of every dossier file."""

_SQLITE = b"SQLite format 3\0"
_LENGTH = 100
_OTHER = "Choose a dossier file (.equipoise), or import a dossier in its JSON form"


def check_header(path: Path, newest: int) -> None:
    """Refuse what is no dossier file, or has had more than `newest` migrations.

    Never call it for a file that this process has open: closing a second handle gives up the locks
    of the first (https://www.sqlite.org/howtocorrupt.html, section 2.2). Raises NotADossierFile,
    NewerVersion, DamagedFile or UnreadableFile.
    """
    if path.is_dir():
        raise NotADossierFile(path, "is a folder", _OTHER)
    if path.exists() and not path.is_file():
        raise NotADossierFile(path, "is no ordinary file", _OTHER)
    try:
        with path.open("rb") as file:
            start = file.read(_LENGTH)
    except OSError as error:
        raise system_fault(path, error, saving=False) from error
    if not start:
        raise NotADossierFile(path, "is empty", _OTHER)
    if not start.startswith(_SQLITE):
        raise NotADossierFile(path, "is no dossier file", _OTHER)
    if len(start) < _LENGTH:
        raise DamagedFile(path, "is cut off after a few bytes", "Open a copy of it")
    if int.from_bytes(start[68:72]) != APPLICATION_ID:
        raise NotADossierFile(path, "is a database of another program", _OTHER)
    refuse_newer(path, int.from_bytes(start[60:64]), newest)


def is_database(path: Path) -> bool:
    """Whether a file on disk is a SQLite file; not for files that this process has open."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def refuse_newer(path: Path, version: int, newest: int) -> None:
    """Raise NewerVersion if the file's version is beyond `newest`."""
    if version > newest:
        raise NewerVersion(
            path,
            f"was written by a newer version of Equipoise (file version {version}, this program "
            f"reads up to {newest}); it has not been changed",
            "Open it with the newer version, or export it there as JSON",
        )
