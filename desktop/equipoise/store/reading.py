"""What a dossier file holds, wherever it comes from, without touching it."""

from __future__ import annotations

from pathlib import Path

from equipoise.store.contents import Contents
from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import PassphraseNeeded, ReceivedFile, WrongPassphrase
from equipoise.store.header import check_header
from equipoise.store.key import Key
from equipoise.store.key_check import belongs_to
from equipoise.store.migrations import newest_version
from equipoise.store.received import read_received


def contents_of(path: Path, key: Key | None = None) -> Contents:
    """All that a file holds; one that was not made on this computer is checked as such.

    A key that belongs to another file counts as none. Raises PassphraseNeeded, WrongPassphrase or
    another StoreError.
    """
    try:
        return _read(path, key)
    except WrongPassphrase as error:
        if key is None or belongs_to(key, path):
            raise
        raise PassphraseNeeded(
            path, "is protected with a passphrase of its own", "Give the passphrase to open it"
        ) from error


def _read(path: Path, key: Key | None) -> Contents:
    check_header(path, newest_version())
    try:
        with DossierFile.open(path, key=key, read_only=True) as file:
            return file.contents()
    except ReceivedFile:
        return read_received(path, key)
