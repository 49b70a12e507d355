"""Which file a session opens: the one asked for, or a working copy of the shipped dossier."""

from __future__ import annotations

from pathlib import Path

from equipoise.store.dossier_file import DossierFile
from equipoise.store.errors import ReadOnlyMedium
from equipoise.store.shipped import shipped_dossier

ISRAEL = "Israel between Russia and the West"


def working_copy(folder: Path) -> Path:
    """The user's own copy of the shipped dossier, made when first asked for. Raises StoreError."""
    path = folder / f"{ISRAEL}.equipoise"
    if not path.exists():
        DossierFile.create(path, shipped_dossier()).close()
    return path


def open_for_window(path: Path) -> tuple[DossierFile, str]:
    """A dossier file opened for editing, or for reading where it cannot be written.

    With a note for the user, empty if there is nothing to say. Raises StoreError.
    """
    try:
        return DossierFile.open(path), ""
    except ReadOnlyMedium as error:
        file = DossierFile.open(path, read_only=True)
        return file, f"{error} It is open for reading only."
