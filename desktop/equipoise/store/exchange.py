"""Dossiers out to the JSON form and in from it."""

from __future__ import annotations

from pathlib import Path

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.json_form import NotADossier, dumps, loads
from equipoise.dossier.validation import InvalidDossier
from equipoise.store import open_files
from equipoise.store.errors import (
    FileTooLarge,
    InvalidContents,
    NotADossierFile,
    StoreError,
)
from equipoise.store.faults import system_fault
from equipoise.store.whole_file import write_whole

LARGEST = 64 * 2**20
"""Bytes that a dossier in the JSON form may have."""

_ADVICE = "Choose a dossier in the JSON form, as export writes it"


def export_json(dossier: Dossier, path: Path) -> None:
    """Write the JSON form, whole or not at all; an earlier export of that name is replaced.

    Raises FileInUse or FileExists rather than put JSON in the place of a dossier file, and
    ReadOnlyMedium or SaveFailed.
    """
    write_whole(path, dumps(dossier).encode())


def import_json(path: Path) -> Dossier:
    """The dossier in a file of the JSON form.

    Raises UnreadableFile, FileTooLarge, NotADossierFile or InvalidContents (file, row, field).
    """
    open_files.refuse_open(path)
    try:
        return loads(text_of_file(path, _ADVICE))
    except InvalidDossier as error:
        raise InvalidContents.of(path, error) from error
    except NotADossier as error:
        raise NotADossierFile(path, str(error), _ADVICE) from error


def text_of_file(path: Path, advice: str) -> str:
    """The text of a file from anywhere, in UTF-8 and not beyond `LARGEST` bytes.

    Raises UnreadableFile, FileTooLarge or NotADossierFile, with the advice.
    """
    if path.exists() and not path.is_file():
        raise NotADossierFile(path, "is no ordinary file", advice)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise system_fault(path, error, saving=False) from error
    if len(content) > LARGEST:
        raise FileTooLarge(
            path, f"is larger than {LARGEST // 2**20} MB, which no dossier is", advice
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, error, advice) from error


def _not_utf8(path: Path, error: UnicodeDecodeError, advice: str) -> StoreError:
    line = error.object[: error.start].count(b"\n") + 1
    return NotADossierFile(
        path, f"is not text in UTF-8 (line {line}, byte {error.start + 1})", advice
    )
