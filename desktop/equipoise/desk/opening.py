"""Opening a file, and asking whatever must be asked for it: passphrase, a copy, reading only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import FileInUse, PassphraseNeeded, ReadOnlyMedium, ReceivedFile
from equipoise.store.key import Key
from equipoise.store.received import read_received
from equipoise.ui import dialogs
from equipoise.ui.protection.passphrase_dialog import PassphraseDialog

Opened = tuple[DossierFile, str]
"""An open file, and what to tell the user about it; "" if there is nothing to tell."""


def open_unasked(path: Path, key: Key | None = None) -> Opened:
    """Open a dossier file for editing, or for reading where it cannot be written to.

    Raises StoreError.
    """
    try:
        return DossierFile.open(path, key=key), ""
    except ReadOnlyMedium as error:
        return _reading(path, key), f"{error} It is open for reading only."


def open_asking(path: Path, parent: QWidget | None) -> Opened | None:
    """Open a dossier file for editing, or for reading where the user agrees; None if not at all.

    Asks for the passphrase of a protected file, and where to keep a copy of a received one. Raises
    StoreError where asking does not help.
    """
    key: Key | None = None
    while True:
        try:
            return open_unasked(path, key)
        except PassphraseNeeded:
            key = ask_key(path, parent)
            if key is None:
                return None
        except ReceivedFile as error:
            return _taken_in(path, parent, error)
        except FileInUse as error:
            if not dialogs.confirm(parent, "Open already", str(error), "Open for reading"):
                return None
            note = f"{path.name} is open for reading, as it was a moment ago; others may edit it."
            return _reading(path, key), note


def ask_key(path: Path, parent: QWidget | None) -> Key | None:
    """The key of a protected file, from a passphrase that opens it; None if the user gives up."""
    dialog = PassphraseDialog(path, parent)
    return dialog.key if dialog.exec() == QDialog.DialogCode.Accepted else None


def _reading(path: Path, key: Key | None) -> DossierFile:
    return DossierFile.open(path, key=key, read_only=True)


def _taken_in(path: Path, parent: QWidget | None, error: ReceivedFile) -> Opened | None:
    if not dialogs.confirm(parent, "From elsewhere", str(error), "Take in a checked copy"):
        return None
    key: Key | None = None
    try:
        contents = read_received(path)
    except PassphraseNeeded:
        key = ask_key(path, parent)
        if key is None:
            return None
        contents = read_received(path, key)
    into = dialogs.ask_save(parent, "Keep the checked copy as", path.stem, dialogs.DOSSIERS)
    if into is None:
        return None
    file = DossierFile.create(
        into, contents.dossier, key=key, overwrite=into != path, edits=contents.edits
    )
    return file, f"Taken in from {path}, which stays as it was. This is your own copy: {into}"
